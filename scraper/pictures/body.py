"""A tip's text as Markdown: which images it shows, and how one gets another address, or goes.

It reads the Markdown that `scraper.html.writer` writes: on one line each what brackets and parentheses hold, in angle
brackets an address that holds parentheses itself, and a backslash before each bracket and backtick that is only text.
"""

import re
from collections.abc import Collection, Mapping

from scraper.html.literal import Place, line_start, literal

_ADDRESS = r"""\((?P<{name}><[^<>\n]*>|[^\s()<>]*)(?P<{name}_title>[ ]"[^"\n]*")?\)"""
# What is no link, and the links. The first that begins at a place counts: in code, nothing else does.
_TOKEN = re.compile(
    rf"""
    ^[ >]*(?P<fence>`{{3,}})[^\n]*(?:\n[^\n]*?)*?(?:\n[ >]*(?P=fence)`*[ ]*$|\Z)
    | \\[^\n]
    | (?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)
    | !\[(?P<alt>(?:\\.|[^\[\]\\\n])*)\]{_ADDRESS.format(name="image")}
    | \]{_ADDRESS.format(name="link")}
    """,
    re.VERBOSE | re.MULTILINE,
)
_LINK_BEFORE = re.compile(r"\[\**\Z")
_LINK_BEHIND = re.compile(rf"\**\]{_ADDRESS.format(name='link')}", re.VERBOSE)
_MARKERS = re.compile(r"[ >]*(?:(?P<item>[-+*]|\d+[.)])[ ]+)?(?:\#+[ ]+)?")
_BLANK = re.compile(r"[ >]*")


def shown(body: str, among: Collection[str]) -> tuple[str, ...]:
    """Return the addresses of the images that a text shows, of these, each once, as they stand there, in its order."""
    found = (match["image"] for match in _TOKEN.finditer(body))
    return tuple(dict.fromkeys(address for address in found if address in among))


def relinked(body: str, places: Mapping[str, str]) -> str:
    """Return the text with other addresses for some: those of images, and of links to the same."""

    def changed(match: re.Match[str]) -> str:
        name = "image" if match["image"] is not None else "link"
        place = places.get(match[name] or "")
        if place is None:
            return match[0]
        start, end = match.span(name)
        return body[match.start() : start] + place + body[end : match.end()]

    return _TOKEN.sub(changed, body)


def without(body: str, address: str) -> str:
    """Return the text without the images of that address; the words around them stay what they are."""
    for match in reversed(list(_TOKEN.finditer(body))):
        if match["image"] == address:
            body = _cut(body, match)
    return body


def _cut(body: str, image: re.Match[str]) -> str:
    before, behind = body[: image.start()], body[image.end() :]
    link = _LINK_BEHIND.match(behind)
    if link and _LINK_BEFORE.search(before):
        # A link without words could not be seen.
        label = literal(link["link"].strip("<>"), Place(emphasised=True, linked=True, cell=True))
        return before + (image["alt"].strip() or label) + behind
    start, end = before.rfind("\n") + 1, image.end() + f"{behind}\n".index("\n")
    markers = _MARKERS.match(body, start, image.start())
    head = markers.end() if markers else start
    left, right = body[head : image.start()], body[image.end() : end]
    if left == right.rstrip(" ") and not left.strip("*"):
        if markers and markers["item"]:
            return f"{body[:head]}&nbsp;{body[end:]}"  # an item that holds nothing on its first line ends there
        return _without_line(body, body.count("\n", 0, start))
    if (left and left[-1] != " ") or (right and right[0] != " "):
        # Something stands close by, which reads as it does, emphasis or not, only next to a character such as these.
        return f"{before}&nbsp;{behind}"
    if not left:
        return body[:head] + line_start(right.lstrip(" ")) + body[end:]
    return before + right[1:] + body[end:] if right.strip() else before.rstrip(" ") + right + body[end:]


def _without_line(body: str, number: int) -> str:
    """Return a text without one of its lines, and without one of two blank lines that then follow each other."""
    lines = body.split("\n")
    before, behind = lines[:number], lines[number + 1 :]
    begins = not before or bool(_BLANK.fullmatch(before[-1]))
    ends = not behind or bool(_BLANK.fullmatch(behind[0]))
    if begins and ends:  # of two blank lines, the one within a quotation goes
        if before and (not behind or len(before[-1]) > len(behind[0])):
            before.pop()
        else:
            del behind[:1]
    elif ends:
        before[-1] = before[-1].rstrip(" ")
    return "\n".join([*before, *behind]).strip("\n")
