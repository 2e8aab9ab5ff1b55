"""Fenced code: where blocks between fences are, as Superfences finds them: in lists and quotations too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_START = re.compile(r"(?P<before>[> \t]*)(?P<fence>`{3,}|~{3,})")
# What may stand behind a fence: a language, and either braces or settings. Source: pymdownx/superfences.py, where a
# fence with anything else begins nothing.
_SETTINGS = re.compile(
    r"""(?x) (?:\.?[\w#.+-]+(?:[ \t]+|$))?
    (?: \{.*\} | (?:(?:hl_lines|linenums|title)(?:=(?:"[^"]*"|'[^']*'))?(?:[ \t]+|$))* )"""
)
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Fence:
    line: int
    mark: str
    width: int  # of what stands before it
    quotes: int


def fenced(lines: Sequence[str]) -> Iterator[range]:
    """Yield the lines of each block of fenced code, its fences among them. One that is never closed is none."""
    fence: _Fence | None = None
    blank = False
    for number, line in enumerate(lines):
        if fence is None:
            fence, blank = _begun(number, line), False
            continue
        before, content = _split(line, fence.width)
        quotes = before.count(">")
        if not content.strip() and (fence.quotes or not quotes):
            blank = True
        elif _leaves(fence, before, quotes, blank):
            fence = None
        elif content.rstrip(" \t") == fence.mark:
            yield range(fence.line, number + 1)
            fence = None
        else:
            blank = False


def _begun(number: int, line: str) -> _Fence | None:
    found = _START.match(line) if "```" in line or "~~~" in line else None
    if not found or not _SETTINGS.fullmatch(line[found.end() :].strip(" \t")):
        return None
    before = found["before"]
    return _Fence(number, found["fence"], len(before.expandtabs(_TAB)), before.count(">"))


def _split(line: str, width: int) -> tuple[str, str]:
    """Return what stands before a line's content, as far as it belongs to the block around it, and the content."""
    at = length = 0
    while at < len(line) and length < width and line[at] in "> \t":
        length += _TAB - length % _TAB if line[at] == "\t" else 1
        at += 1
    return line[:at].expandtabs(_TAB), line[at:]


def _leaves(fence: _Fence, before: str, quotes: int, blank: bool) -> bool:
    """Whether a line is outside of what its block stands in, a list or a quotation; there is then no block at all."""
    if len(before) < fence.width:
        return True
    return quotes > fence.quotes or (quotes < fence.quotes and (blank or not fence.quotes))
