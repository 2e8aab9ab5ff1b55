"""White space and characters without a shape, as a browser shows them: which is not at all, or as one space."""

import re

from bs4 import Tag
from bs4.element import NavigableString

# Soft hyphens, zero-width spaces, word joiners and byte-order marks tell a browser where to break lines. The joiners
# U+200C and U+200D stay: scripts and emoji are spelled with them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # Unicode's categories Cc and Cs


def plain(text: str) -> str:
    """Return a text with single spaces, as a browser shows it, and without characters that are not seen."""
    return _CONTROL.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", text)))


def collapse(leaf: Tag) -> None:
    """Let no space follow another, nor stand at an end of the block or beside a line break."""
    leaf.smooth()
    last: NavigableString | None = None  # the text before, where it ends in a space that nothing has followed yet
    at_start = True
    for node in list(leaf.descendants):
        if isinstance(node, Tag):
            if node.name == "br":
                _without_space(last)
                last, at_start = None, True
            elif node.name in {"img", "code"}:
                last, at_start = None, False
            continue
        if not isinstance(node, NavigableString) or node.parent is None:
            continue
        if node.parent.name == "code":
            continue
        text = plain(node)
        if at_start or last is not None:
            text = text.lstrip(" ")
        new = NavigableString(text)
        node.replace_with(new)
        if text:
            at_start = False
            last = new if text.endswith(" ") else None
    _without_space(last)
    for node in list(leaf.descendants):
        if isinstance(node, NavigableString) and not node:
            node.extract()
    leaf.smooth()


def _without_space(text: NavigableString | None) -> None:
    if text is not None:
        text.replace_with(NavigableString(text.rstrip(" ")))
