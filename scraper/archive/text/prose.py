"""Prose: a body's lines with blanks in place of code and comments, so that columns stay what they are.

What is code is decided as Python-Markdown does, but for code in quotations that is told by its indentation alone.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from scraper.archive.text.fences import fenced

_TAB = 4
# What holds the indented blocks behind it: the items of a list, a definition, a footnote, a box.
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d+\.)[ ]+\S")
_HOLDER = re.compile(r" {0,3}(?::[ ]{1,3}\S|\[\^[^\]\n]+\]:)|(?:!!!|\?\?\?)")
_HEADING = re.compile(r"#{1,6}")
# Where code within a line, or brackets, can't go on: at the end of a paragraph, an item, a heading, a table's row.
BREAK = re.compile(r"\n(?=[ \t]*(?:\n|[-+*][ ]|\d+\.[ ]|\#|\|))")
_MARKS = re.compile(r"(?P<escapes>\\*)(?P<ticks>`+)|(?P<comment><!--)")
_TICKS = re.compile(r"(?<!`)`+")


def without_code(lines: Sequence[str]) -> list[str]:
    """Return as many lines, each as long, in which code and comments are blank."""
    whole = "\n".join(lines)
    if not any(mark in whole for mark in ("`", "~~~", "    ", "\t", "<!--")):
        return list(lines)
    done = list(lines)
    for block in fenced(lines) if "```" in whole or "~~~" in whole else ():
        for number in block:
            done[number] = _blank(done[number])
    if "    " in whole or "\t" in whole:
        for number in _indented(done):
            done[number] = _blank(done[number])
    rest = "\n".join(done)
    return _without_spans(rest).split("\n") if "`" in rest or "<!--" in rest else done


def _blank(text: str) -> str:
    return " " * len(text)


def _indented(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of lines that are code by their indentation, which is more than what holds them asks for."""
    depth = 0  # how many levels of what may hold blocks are open
    code = False  # whether the present lines are code
    before = ""
    for number, line in enumerate(lines):
        if not line.strip():
            before = ""
            continue
        level = _level(line)
        begins = not before or bool(_HEADING.match(before)) or (code and level == 0)
        if begins:
            code = level > depth
            if not code and _ITEM.match(line.expandtabs(_TAB), level * _TAB):
                depth = level + 1
            elif not code:
                depth = level
        elif code and level <= depth:
            code = False
        if not code and _HOLDER.match(line):
            depth = 1
        elif not code and depth and _ITEM.match(line.expandtabs(_TAB), level * _TAB):
            depth = max(depth, min(level, depth) + 1)
        if code:
            yield number
        before = line


def _level(line: str) -> int:
    if line[0] not in " \t":
        return 0
    flat = line.expandtabs(_TAB)
    return (len(flat) - len(flat.lstrip(" "))) // _TAB


def _without_spans(text: str) -> str:
    """Return the text with blanks in place of code between backticks, and of comments, whichever begins first."""
    breaks = [one.start() for one in BREAK.finditer(text)]
    closing: defaultdict[int, list[int]] = defaultdict(list)
    for ticks in _TICKS.finditer(text):
        closing[len(ticks[0])].append(ticks.start())
    done: list[str] = []
    at = 0
    end = -1  # of comments: none is closed behind the last "-->"
    last = text.rfind("-->")
    place = 0
    while (found := _MARKS.search(text, place)) is not None:
        start = found.start("comment")
        if found["comment"]:
            end = text.find("-->", start + 4) + 3 if start + 4 <= last else -1
        else:
            start, end = _span(found, text, breaks, closing)
        if end < 0:
            place = found.end()
            continue
        done += (text[at:start], re.sub(r"[^\n]", " ", text[start:end]))
        at = place = end
    return "".join((*done, text[at:]))


def _span(found: re.Match[str], text: str, breaks: Sequence[int], closing: dict[int, list[int]]) -> tuple[int, int]:
    """Return where code begins and ends that opens with these backticks; -1 as its end where they open nothing."""
    start = found.start("ticks") + len(found["escapes"]) % 2  # a backslash takes the first one out
    length = found.end() - start
    places = closing.get(length, [])
    number = bisect_right(places, found.end() - 1)
    limit = bisect_right(breaks, start)
    within = breaks[limit] if limit < len(breaks) else len(text)
    if not length or number == len(places) or places[number] >= within:
        return start, -1
    return start, places[number] + length
