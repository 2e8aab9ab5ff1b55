"""Lists: their items, and the numbers that were printed before them."""

import re
from collections.abc import Callable, Iterable

from bs4 import Tag
from bs4.element import NavigableString

from scraper.html.losses import Losses


def list_blocks(element: Tag, blocks_of: Callable[[Tag], list[Tag]], losses: Losses) -> list[Tag]:
    """Return the list; where an item's number does not follow the one before, another list begins."""
    ordered = element.name == "ol"
    style = str(element.get("type", ""))
    if ordered and style.isalpha():
        losses.note("letters of a list became numbers", f"{style} {element.get_text(' ')}")
    step = -1 if element.has_attr("reversed") else 1
    items = list(_items(element))
    number = _number(element.get("start"), len(items) if step < 0 else 1)
    found: list[Tag] = []
    expected = None
    for item in items:
        number = _number(item.get("value"), number)
        blocks = blocks_of(item)
        if blocks:
            if expected is None or (ordered and number != expected):
                found.append(Tag(name="ol" if ordered else "ul", attrs={"start": str(number)}))
            new = Tag(name="li")
            new.extend(blocks)
            found[-1].append(new)
            expected = number + 1
        number += step
    for one in found:
        one["data-loose"] = "" if all(_tight(li) for li in one.find_all("li", recursive=False)) else "loose"
    return found


def _items(element: Tag) -> Iterable[Tag]:
    """The items of a list; what stands between them belongs to the one before."""
    last: Tag | None = None
    for child in list(element.children):
        if isinstance(child, Tag) and child.name == "li":
            if last is not None:
                yield last
            last = child
        elif not (isinstance(child, NavigableString) and not child.strip()):
            last = Tag(name="li") if last is None else last
            last.append(child)
    if last is not None:
        yield last


def _tight(item: Tag) -> bool:
    first, *rest = (child for child in item.children if isinstance(child, Tag))
    return first.name == "p" and all(
        one.name in {"ul", "ol"} and not one["data-loose"] and one["start"] == "1" for one in rest
    )


def _number(value: object, default: int) -> int:
    text = str(value or "").strip()
    # Nine digits are the most that CommonMark takes for a list item's number, and there are none below 0.
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else default
