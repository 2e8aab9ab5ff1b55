"""The inline elements of one block, put so that their Markdown means the same to CommonMark and Python-Markdown."""

import re
import unicodedata
from collections.abc import Collection, Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from scraper.html.spaces import collapse, plain

_MARKS = ("strong", "em")


def tidy(leaf: Tag) -> None:
    """Leave a block's inline elements neither empty, nor doubled, nor with spaces or line breaks at their edges."""
    names = {node.name for node in leaf.descendants if isinstance(node, Tag)}
    if not names:  # most blocks are text alone
        collapse(leaf)
        return
    if "code" in names:
        _settle_code(leaf)
    if names.isdisjoint({"code", *_MARKS}):
        collapse(leaf)
        _trim(leaf)
        collapse(leaf)
        return
    for mark in _named(leaf, _MARKS):
        if mark.find_parent(mark.name) is not None:
            mark.unwrap()
    collapse(leaf)
    _trim(leaf)
    _join(leaf)
    collapse(leaf)
    _trim(leaf)
    _untangle(leaf)
    for mark in _named(leaf, _MARKS):
        _fit(mark, leaf)
    _join(leaf, ("code",))


def _named(element: Tag, names: Collection[str]) -> list[Tag]:
    """What find_all returns, which weighs every name anew: a body has thousands of blocks."""
    return [node for node in element.descendants if isinstance(node, Tag) and node.name in names]


def _settle_code(leaf: Tag) -> None:
    for code in _named(leaf, ("code",)):
        if code.parent is None:
            continue
        if code.find(["a", "img"]) or code.find_parent("code"):
            code.unwrap()
            continue
        for br in code.find_all("br"):
            br.replace_with(" ")
        text = plain(code.get_text())
        if _cannot_be_code(text, leaf):
            code.unwrap()
            continue
        code.string = text.strip()
        if text[:1] == " ":
            code.insert_before(NavigableString(" "))
        if text[-1:] == " ":
            code.insert_after(NavigableString(" "))
        if not text.strip():
            code.decompose()


def _cannot_be_code(text: str, leaf: Tag) -> bool:
    """Whether the two renderers would not show the text as it is between backticks.

    A fence of three would open a block of code at the start of a line. CommonMark splits a table's row at a pipe even
    in code, and Python-Markdown shows the backslash that would keep it; it also adds a semicolon to "&#1".
    """
    if len(fence(text)) > 2 or ("|" in text and leaf.name == "td"):
        return True
    return bool(re.search(r"&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+);)", text))


def fence(code: str) -> str:
    """Return the shortest run of backticks that the code does not hold."""
    runs = {len(run) for run in re.findall(r"`+", code)}
    return "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)


def _trim(leaf: Tag) -> None:
    """Move spaces and line breaks at the edges of links and emphasis outside; drop what is then empty."""
    for element in reversed(_named(leaf, ("a", *_MARKS))):
        for node in _edge(element, 0):
            element.insert_before(node)
        for node in _edge(element, -1):
            element.insert_after(node)
        if not element.contents:
            element.decompose()
    for br in _named(leaf, ("br",)):
        before, after = _leaf_sibling(br, leaf, -1), _leaf_sibling(br, leaf, 1)
        if before is None or after is None or (isinstance(after, Tag) and after.name == "br"):
            br.extract()


def _leaf_sibling(node: PageElement, leaf: Tag, step: int) -> PageElement | None:
    current: PageElement = node
    while current is not leaf:
        sibling = current.next_sibling if step > 0 else current.previous_sibling
        while isinstance(sibling, NavigableString) and not sibling.strip():
            sibling = sibling.next_sibling if step > 0 else sibling.previous_sibling
        if sibling is not None:
            return sibling
        if current.parent is None:
            return None
        current = current.parent
    return None


def _edge(element: Tag, side: int) -> Iterator[PageElement]:
    while element.contents:
        node = element.contents[side]
        if isinstance(node, Tag):
            if node.name != "br":
                return
            yield node.extract()
            continue
        text = str(node)
        bare = text.lstrip(" ") if side == 0 else text.rstrip(" ")
        if bare == text and text:
            return
        node.extract()
        if bare:
            element.insert(0 if side == 0 else len(element.contents), NavigableString(bare))
        if bare != text:
            yield NavigableString(" ")


def _join(leaf: Tag, names: Collection[str] = _MARKS) -> None:
    """Two neighbours of a kind are one; between emphasis a space may stand."""
    for mark in _named(leaf, names):
        while mark.parent is not None:
            space = mark.next_sibling
            spaced = mark.name != "code" and isinstance(space, NavigableString) and not space.strip()
            other = space.next_sibling if spaced and space is not None else space
            if not (isinstance(other, Tag) and other.name == mark.name):
                break
            if other is not space and space is not None:
                mark.append(space.extract())
            mark.extend(list(other.contents))
            other.decompose()
    leaf.smooth()


def _untangle(leaf: Tag) -> None:
    """Keep one emphasis within another only where four asterisks or more can be read in one way."""
    for mark in _named(leaf, _MARKS):
        inner = _named(mark, _MARKS)
        at_edge = any(one is mark.contents[0] or one is mark.contents[-1] for one in inner)
        if at_edge and len(inner) > 1:
            for one in inner:
                one.unwrap()
    leaf.smooth()


def _fit(mark: Tag, leaf: Tag) -> None:
    """Make sure that the asterisks open and close.

    They do not between a letter outside and punctuation inside ("**Note:**the"): the punctuation moves out. Source:
    CommonMark 0.31, "left-flanking delimiter run". Emphasis that touches another, or begins with a link there, goes.
    """
    for side in (0, -1):
        while mark.parent is not None and mark.contents:
            outside, inside = _outside(mark, leaf, side), _inside(mark, side)
            if outside == "*":
                mark.unwrap()
                return
            if not (_wordlike(outside) and not _wordlike(inside)):
                break
            node = mark.contents[side]
            if isinstance(node, Tag):
                mark.unwrap()
                return
            text = str(node)
            rest = text[1:].lstrip(" ") if side == 0 else text[:-1].rstrip(" ")
            moved = text[: len(text) - len(rest)] if side == 0 else text[len(rest) :]
            new = NavigableString(rest)
            node.replace_with(new)
            if not rest:
                new.extract()
            (mark.insert_before if side == 0 else mark.insert_after)(NavigableString(moved))
            leaf_parent = mark.parent
            if leaf_parent is not None:
                leaf_parent.smooth()
    if not mark.contents:
        mark.decompose()


def _wordlike(character: str) -> bool:
    return bool(character) and not character.isspace() and unicodedata.category(character)[0] not in "PS"


def _inside(mark: Tag, side: int) -> str:
    node = mark.contents[side]
    while isinstance(node, Tag) and node.name in _MARKS and node.contents:
        node = node.contents[side]
    return str(node)[side] if isinstance(node, NavigableString) and node else "["


def _outside(mark: Tag, leaf: Tag, side: int) -> str:
    """The character next to the emphasis: "" at an end of the block, "*" where other emphasis ends or begins."""
    current = mark
    while current is not leaf:
        node = current.previous_sibling if side == 0 else current.next_sibling
        if isinstance(node, NavigableString) and node:
            return str(node)[-1 if side == 0 else 0]
        if isinstance(node, Tag):
            return "*" if node.name in _MARKS else " " if node.name == "br" else "["
        parent = current.parent
        if parent is None or parent.name not in _MARKS:
            return "[" if parent is not None and parent is not leaf else ""
        current = parent
    return ""
