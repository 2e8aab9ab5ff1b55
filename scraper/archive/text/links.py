"""Links: those of a Markdown body, as Python-Markdown reads them, each with where it stands and where it leads.

Every step looks at each character a few times at most, for a body may be a megabyte of brackets.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.archive.text.prose import BREAK, without_code

_TITLE = r"""(?:"[^"]*"|'[^']*')"""
# Brackets and parentheses, and between the latter an address in angle brackets, and a title, which may hold anything.
_TOKEN = re.compile(
    rf"""
    (?P<escape>\\.) | (?P<break>{BREAK.pattern})
    | \]\(\s*<(?P<angled>[^<>]*)>\s*(?:{_TITLE}\s*)?\)
    | (?P<to>\]\() | (?P<ref>\]\s?\[(?P<name>[^\[\]]*)\](?!\()) | (?P<open>\[) | (?P<end>\])
    | (?P<paren>\() | (?P<close>(?:\s{_TITLE}\s*)?\))
    """,
    re.VERBOSE | re.DOTALL,
)
_DEFINITION = re.compile(
    rf"^[ >\t]*\[(?P<name>[^\[\]^][^\[\]]*)\]:[ ]*(?:\n[ >]*)?(?P<target>\S+)[ ]*(?:\n?[ >]*(?:{_TITLE}|\(.*\))[ ]*)?$",
    re.MULTILINE,
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>]*)>")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!-])")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture. `target` is its address as written, and stands at `line` and `column`, each from 1.

    `words` is what stands between the brackets. They begin at `word_line` and `word_column`: elsewhere than the address
    where that is defined under a name.
    """

    target: str
    words: str
    is_picture: bool
    line: int
    column: int
    word_line: int
    word_column: int


def links(lines: Sequence[str], first_line: int = 1) -> tuple[Link, ...]:
    """Return the links of a body whose first line has that number, in the order in which their words stand."""
    if not any("](" in line or "]:" in line for line in lines):
        return ()
    text = "\n".join(without_code(lines))
    written = "\n".join(lines)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def link(target: str, target_at: int, start: int, words: str) -> Link:
        target_at += len(target) - len(target.lstrip())
        is_picture = text[start - 1 : start] == "!" and text[start - 2 : start - 1] != "\\"
        (line, column), (word_line, word_column) = (_place(starts, at) for at in (target_at, start - is_picture))
        return Link(
            _ESCAPED.sub(r"\1", target).strip(),
            words,
            is_picture,
            first_line + line,
            column,
            first_line + word_line,
            word_column,
        )

    found: list[Link] = []
    names = {_name(one["name"]): one for one in _DEFINITION.finditer(text)} if "]:" in text else {}
    for start, end, target, name in _pairs(text):
        words = written[start + 1 : end]
        if target is not None:
            found.append(link(text[slice(*target)], target[0], start, words))
        elif definition := names.get(_name(name or words)):
            within = definition.start() <= start < definition.end()
            address = definition["target"].lstrip("<").rstrip(">")
            if not within:
                at = definition.start("target") + definition["target"].startswith("<")
                found.append(link(address, at, start, words))
    return tuple(sorted(found, key=lambda one: (one.word_line, one.word_column)))


def autolinks(lines: Sequence[str], first_line: int = 1) -> Iterator[Link]:
    """Yield the addresses that stand in angle brackets: "<https://…>"."""
    for number, line in enumerate(lines, first_line):
        for found in _AUTOLINK.finditer(line) if "<" in line else ():
            yield Link(found[1], found[1], False, number, found.start() + 1, number, found.start() + 1)


def _pairs(text: str) -> Iterator[tuple[int, int, tuple[int, int] | None, str]]:
    """Yield where brackets open and close, with the place of the address behind them, or else the name of one.

    Brackets that are left open lead nowhere, and neither do parentheses. Pairs within pairs come first.
    """
    brackets: list[int] = []
    parens: list[tuple[int, int, int]] = []  # of a link: its brackets, and where its address begins
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "escape":
            continue
        if kind == "break":
            brackets.clear()
            parens.clear()
        elif kind == "open":
            brackets.append(found.start())
        elif kind == "paren":
            parens.append((-1, 0, 0))
        elif kind == "close":
            start, end, address = parens.pop() if parens else (-1, 0, 0)
            if start >= 0:
                yield start, end, (address, found.start()), ""
        elif not brackets:
            if kind == "to":
                parens.append((-1, 0, 0))
        elif kind == "to":
            parens.append((brackets.pop(), found.start(), found.end()))
        elif kind == "angled":
            yield brackets.pop(), found.start(), found.span("angled"), ""
        else:
            yield brackets.pop(), found.start(), None, found["name"] or ""


def _name(text: str) -> str:
    return " ".join(text.lower().split())


def _place(starts: Sequence[int], at: int) -> tuple[int, int]:
    """Return the line of a place, from 0, and its column, from 1."""
    line = bisect_right(starts, at) - 1
    return line, at - starts[line] + 1
