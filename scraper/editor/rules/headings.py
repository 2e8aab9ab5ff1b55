"""Headings: below the title, and no rank skipped.

The site gives headings their ranks itself (scraper/archive/text/headings.py), so these rules are for whoever reads the
file, and for the order of thoughts in it. A scraped tip has the headings of its source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.editor.desk import Desk
from scraper.editor.finding import Edit, Finding
from scraper.editor.manuscript import Manuscript

# As Python-Markdown reads them: a "#" needs no blank behind it, an underline only one "=" or "-".
_HASHES = re.compile(r"(#{1,6})#*[ \t]*(?=[^#\s])")
_UNDERLINE = re.compile(r"(=+|-+) *")
_CLOSING = re.compile(r"[\s#]+$")
_MARKUP = re.compile(r"[*_`\\]|&\w+;")
_BEGINNINGS = ("#", "=", "-")
_FIRST = 2  # the rank below the title's


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading: its lines from `line` on, one or two of them, its rank and its words."""

    line: int
    lines: int
    rank: int
    words: str
    spaced: bool = True  # whether it is set off from the words, so that a heading is surely meant


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP401 and TIP402."""
    if manuscript.is_scraped:
        return
    before = 1
    for heading in _headings(manuscript):
        if heading.rank == 1:
            yield _second_title(manuscript, heading)
        rank = max(heading.rank, _FIRST)
        if rank > before + 1:
            above = f'"{"#" * before}"' if before > 1 else "the title"
            yield manuscript.finding(
                "TIP402",
                f'a heading with "{"#" * rank}" follows {above}, which skips a rank',
                f'Write "{"#" * (before + 1)}" in its place',
                line=heading.line,
                width=rank,
            )
        before = rank


def _second_title(manuscript: Manuscript, heading: _Heading) -> Finding:
    tip = manuscript.tip
    width = len(manuscript.lines[heading.line - 1])
    if tip and _plain(tip.title) == _plain(heading.words) and (edit := _without(manuscript, heading)):
        return manuscript.finding(
            "TIP401",
            "the text begins with the title, which the site shows above it anyway",
            "Delete the line",
            line=heading.line,
            width=width,
            edits=(edit,),
        )
    if heading.spaced:
        problem = "this heading has the rank of the title"
        remedy = 'Begin it with "##"' if heading.lines == 1 else 'Write it on one line, with "## " before it'
    else:
        problem = 'the line begins with "#", which makes it a heading of the rank of the title'
        remedy = r'Write "\#" if it is no heading, or "## " if it is'
    return manuscript.finding("TIP401", problem, remedy, line=heading.line, width=width)


def _without(manuscript: Manuscript, heading: _Heading) -> Edit | None:
    """Return the edit that takes a heading away with the blank lines behind it, if the text begins with it."""
    behind = heading.line + heading.lines
    if any(line.strip() for number, line in manuscript.body if number < heading.line):
        return None
    rest = next((number for number, line in manuscript.body if number >= behind and line.strip()), None)
    if rest is None:
        return None
    return Edit(manuscript.offset(heading.line, 1), manuscript.offset(rest, 1), "")


def _headings(manuscript: Manuscript) -> Iterator[_Heading]:
    lines = manuscript.prose
    if not any(line[:1] in _BEGINNINGS for _, line in lines):
        return
    before = ""
    for place, (number, line) in enumerate(lines):
        written = manuscript.lines[number - 1]
        if found := _HASHES.match(line) or (_HASHES.match(written) if line.startswith("#") else None):
            words = _CLOSING.sub("", written[found.end() :])
            yield _Heading(number, 1, len(found[1]), words, written[found.end() - 1] != "#")
        elif not before.strip() and line.strip() and (under := _underline(lines, place + 1)):
            yield _Heading(number, 2, 1 if under == "=" else 2, written)
        before = "" if line.startswith("#") else line


def _underline(lines: Sequence[tuple[int, str]], place: int) -> str:
    """Return the character by which a line makes a heading of the one above it; nothing where it doesn't."""
    line = lines[place][1] if place < len(lines) else ""
    return line[0] if line[:1] in ("=", "-") and _UNDERLINE.fullmatch(line) else ""


def _plain(text: str) -> str:
    """Return a title's words as far as they tell it from another."""
    return " ".join(_MARKUP.sub("", text).casefold().replace("’", "'").split()).rstrip(".:")
