"""A tree of allowed elements → a tree of the few blocks that Markdown has, each leaf holding inline elements only.

What comes out: p, h1-h6, ul/ol with li, blockquote, pre, table with tr and td, hr, separator; within the leaves
a, strong, em, code, img, br. A wrapper becomes what it holds.
"""

import re
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from scraper.html.emphasis import tidy
from scraper.html.lists import list_blocks
from scraper.html.losses import Losses
from scraper.html.tables import table_blocks

_INLINE = {"a", "br", "code", "em", "img", "strong"}
_RENAMED = {
    "b": "strong",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
_PLAIN = """
    abbr acronym bdi bdo big data del font ins label mark nobr picture q rp rt ruby s small source span strike sub
    sup time track u wbr
"""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CAPTIONS = ("wp-caption-text", "wp-element-caption", "gallery-caption")
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


def outline(body: Tag, losses: Losses) -> Tag:
    """Return a new tree of blocks; the given one is used up."""
    _simplify_text(body)
    _split_at_double_breaks(body)
    _push_down(body)
    tree = Tag(name="div")
    tree.extend(_Outline(losses).blocks(body))
    _shift_headings(tree)
    return tree


def _simplify_text(body: Tag) -> None:
    for element in body.find_all(["sup", "sub"]):
        digits = element.get_text().strip()
        table = _RAISED if element.name == "sup" else _LOWERED
        # 10² must not read 102; a word that is raised ("1st") reads well where it stands.
        if digits and all(ord(c) in table for c in digits) and digits != "n":
            element.string = digits.translate(table)
    for element in body.find_all("q"):
        element.insert(0, NavigableString("“"))
        element.append(NavigableString("”"))
    for element in body.find_all(list(_RENAMED)):
        element.name = _RENAMED[element.name]
    for element in body.find_all(_PLAIN.split()):
        element.unwrap()
    body.smooth()


def _split_at_double_breaks(body: Tag) -> None:
    """Two line breaks in a row are how old posts begin a paragraph."""
    for br in body.find_all("br"):
        if br.parent is None or br.find_parent("pre"):
            continue
        following = br.next_sibling
        extra: list[PageElement] = []
        while following is not None and (_blank(following) or (isinstance(following, Tag) and following.name == "br")):
            extra.append(following)
            following = following.next_sibling
        if any(isinstance(node, Tag) for node in extra):
            br.name = "break"
            for node in extra:
                node.extract()


def _blank(node: object) -> bool:
    return isinstance(node, NavigableString) and not node.strip()


def _is_block(node: object) -> bool:
    if not isinstance(node, Tag):
        return False
    return _not_inline(node) or any(isinstance(inner, Tag) and _not_inline(inner) for inner in node.descendants)


def _not_inline(tag: Tag) -> bool:
    return tag.name not in _INLINE


def _push_down(body: Tag) -> None:
    """Let links and emphasis that surround blocks surround the words in each block instead."""
    for element in body.find_all(["a", "strong", "em", "code"]):
        if element.parent is not None and element.find(_not_inline):
            if element.name != "code":
                _wrap_runs(element, element)
            element.unwrap()


def _wrap_runs(node: Tag, wrapper: Tag) -> None:
    run: list[PageElement] = []
    for child in [*node.children, None]:
        if child is not None and not _is_block(child):
            run.append(child)
            continue
        if any(not _blank(one) for one in run):
            copy = Tag(name=wrapper.name, attrs=dict(wrapper.attrs))
            run[0].insert_before(copy)
            copy.extend(run)
        run = []
        if isinstance(child, Tag) and child.name not in {"pre", "break"}:
            _wrap_runs(child, wrapper)


def _shift_headings(tree: Tag) -> None:
    """A body has no heading of level 1: the page's title is. The levels keep their distances as far as 6 allows."""
    headings = tree.find_all(_HEADINGS)
    shift = max(0, 2 - min((int(heading.name[1]) for heading in headings), default=2))
    for heading in headings:
        heading.name = f"h{min(6, int(heading.name[1]) + shift)}"


class _Outline:
    """Turns the children of an element into blocks; `losses` takes what a block cannot hold."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.forms: dict[str, Callable[[Tag], list[Tag]]] = {
            **dict.fromkeys(_HEADINGS, self.heading),
            **dict.fromkeys(("ul", "ol", "menu", "dir"), self.lists),
            **dict.fromkeys(("figcaption", "caption", "legend"), self.caption),
            **dict.fromkeys(("dt", "summary"), self.term),
            "blockquote": self.quote,
            "pre": self.pre,
            "table": lambda table: table_blocks(table, self.blocks, self.losses),
            "hr": lambda _: [Tag(name="hr")],
            "break": lambda _: [],
        }

    def blocks(self, element: Tag) -> list[Tag]:
        """Return the blocks that an element holds; words between them become paragraphs."""
        found: list[Tag] = []
        run: list[PageElement] = []
        for child in list(element.children):
            if not _is_block(child) or not isinstance(child, Tag):
                run.append(child)
                continue
            found += _leaf("p", run)
            run = []
            found += self.of(child)
        return _separated([*found, *_leaf("p", run)])

    def of(self, block: Tag) -> list[Tag]:
        if set(block.get("class") or []) & set(_CAPTIONS):
            return self.caption(block)
        return self.forms.get(block.name, self.blocks)(block)

    def heading(self, heading: Tag) -> list[Tag]:
        _flatten(heading)
        return _leaf(heading.name, list(heading.children))

    def caption(self, caption: Tag) -> list[Tag]:
        return self.emphasised(caption, "em")

    def term(self, term: Tag) -> list[Tag]:
        return self.emphasised(term, "strong")

    def emphasised(self, element: Tag, name: str) -> list[Tag]:
        _flatten(element, breaks=True)
        mark = Tag(name=name)
        mark.extend(list(element.children))
        return _leaf("p", [mark])

    def lists(self, element: Tag) -> list[Tag]:
        """Return the list; one without any item shows as indented text, and is how old posts set off a quotation."""
        if element.find("li") is None:
            return self.quote(element)
        return list_blocks(element, self.blocks, self.losses)

    def quote(self, quote: Tag) -> list[Tag]:
        quoted = Tag(name="blockquote")
        quoted.extend(self.blocks(quote))
        return [quoted] if quoted.contents else []

    def pre(self, pre: Tag) -> list[Tag]:
        for br in pre.find_all(["br", "break"]):
            br.replace_with("\n")
        text = pre.get_text()
        if not text.strip():
            return []
        if "wp-block-verse" in (pre.get("class") or []):
            lines: list[PageElement] = []
            for line in text.strip().splitlines():
                lines += [NavigableString(line), Tag(name="br")]
            return _leaf("p", lines)
        block = Tag(name="pre", attrs={"data-language": _language(pre)})
        block.string = text
        return [block]


def _language(pre: Tag) -> str:
    for tag in (pre, *pre.find_all("code")):
        classes = " ".join(tag.get("class") or [])
        if match := re.search(r"(?:\blang(?:uage)?-|\bbrush:\s*)([\w#.+-]+)", classes, re.ASCII):
            return match[1]
    return ""


def _flatten(element: Tag, *, breaks: bool = False) -> None:
    """Take the blocks within a heading or caption apart: their words stay, on one line or a line each."""
    for inner in element.find_all(lambda tag: tag.name == "br" or _not_inline(tag)):
        if inner.name == "br" and breaks:
            continue
        gap = Tag(name="br") if breaks else NavigableString(" ")
        inner.insert_before(gap)
        inner.insert_after(
            NavigableString(" ") if not breaks or inner.name in {"br", "break", "hr"} else Tag(name="br")
        )
        inner.unwrap()


def _leaf(name: str, run: list[PageElement]) -> list[Tag]:
    shown = [node for node in run if not _blank(node)]
    if not shown:
        return []
    if name == "p" and len(shown) > 1 and all(isinstance(node, Tag) and node.name == "img" for node in shown):
        return [leaf for image in shown for leaf in _leaf(name, [image])]  # a gallery, however its site marked it
    leaf = Tag(name=name)
    leaf.extend(run)
    tidy(leaf)
    return [leaf] if leaf.contents else []


def _separated(blocks: list[Tag]) -> list[Tag]:
    """Blocks without rules at their edges, and a separator where Markdown would join two lists or quotes to one."""
    kept: list[Tag] = []
    for block in blocks:
        last = kept[-1].name if kept else "hr"
        if block.name == "hr" and last == "hr":
            continue
        if block.name == last and last in {"ul", "ol", "blockquote"}:
            kept.append(Tag(name="separator"))
        kept.append(block)
    if kept and kept[-1].name == "hr":
        kept.pop()
    return kept
