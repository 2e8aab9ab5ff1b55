"""White space and characters without a shape, as a browser shows them: which is not at all, or as one space."""

import re
import unicodedata

from bs4 import Tag
from bs4.element import NavigableString

# Soft hyphens, zero-width spaces, word joiners and byte-order marks tell a browser where to break lines. The joiners
# U+200C and U+200D stay: scripts and emoji are spelled with them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def plain(text: str) -> str:
    """Return a text with single spaces, as a browser shows it, and without characters that are not seen."""
    text = re.sub(r"\s+", " ", _INVISIBLE.sub("", text))
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs"})


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
    for text_node in leaf.find_all(string=True):
        if not text_node:
            text_node.extract()
    leaf.smooth()


def _without_space(text: NavigableString | None) -> None:
    if text is not None:
        text.replace_with(NavigableString(text.rstrip(" ")))
