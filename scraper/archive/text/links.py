"""Links: those of a Markdown body, as Python-Markdown reads them, each with where it stands and where it leads.

Every step looks at each character a few times at most, for a body may be a megabyte of brackets.
"""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.archive.text.prose import BREAK, without_code

_TITLE = r"""(?:"[^"]*"|'[^']*')"""
# Where brackets, parentheses, titles and blocks may begin or end; what is there is looked at one by one.
_SIGN = re.compile(r"""[\\\n\[\]()"']""")
_ANGLED = re.compile(rf"\]\(\s*<([^<>]*)>\s*(?:{_TITLE}\s*)?\)")
_NAMED = re.compile(r"\](?:\s?\[([^\[\]]*)\](?!\())?")
_CLOSED = re.compile(rf"(?:(?<=\s){_TITLE}\s*)?\)")  # maybe behind a title, in which they mean nothing
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


@functools.lru_cache(maxsize=4)  # several rules ask for those of one body
def links(lines: tuple[str, ...], first_line: int = 1) -> tuple[Link, ...]:
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
            yield Link(found[1], found[1], False, number, found.start() + 2, number, found.start() + 1)


def _pairs(text: str) -> Iterator[tuple[int, int, tuple[int, int] | None, str]]:
    """Yield where brackets open and close, with the place of the address behind them, or else the name of one.

    Brackets that are left open lead nowhere, and neither do parentheses. Pairs within pairs come first.
    """
    brackets: list[int] = []
    parens: list[tuple[int, int, int]] = []  # of a link: its brackets, and where its address begins
    behind = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at < behind:
            continue
        match sign[0]:
            case "\\":
                behind = at + 2
            case "\n" if BREAK.match(text, at):
                brackets.clear()
                parens.clear()
            case "[":
                brackets.append(at)
            case "(":
                parens.append((-1, 0, 0))
            case "]" if brackets:
                if angled := _ANGLED.match(text, at):
                    behind = angled.end()
                    yield brackets.pop(), at, angled.span(1), ""
                elif text.startswith("(", at + 1):
                    behind = at + 2
                    parens.append((brackets.pop(), at, behind))
                elif named := _NAMED.match(text, at):
                    behind = named.end() if named[1] is not None else behind
                    yield brackets.pop(), at, None, named[1] or ""
            case ")" | '"' | "'" if parens and (closed := _CLOSED.match(text, at)):
                behind = closed.end()
                start, end, address = parens.pop()
                if start >= 0:
                    yield start, end, (address, at), ""


def _name(text: str) -> str:
    return " ".join(text.lower().split())


def _place(starts: Sequence[int], at: int) -> tuple[int, int]:
    """Return the line of a place, from 0, and its column, from 1."""
    line = bisect_right(starts, at) - 1
    return line, at - starts[line] + 1
