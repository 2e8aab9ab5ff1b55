"""The two lines "---" where one is missing or written otherwise: where the front matter probably begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.frontmatter.breach import BreachError, Mending, added, rewritten, taken_out
from scraper.frontmatter.keys import FENCE, same_key

# What nobody sees before a fence.
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
# Two hyphens or four, dashes that a word processor made of them, and what rules off a text elsewhere. One hyphen alone
# is an empty point of a list.
_LIKE_A_FENCE = re.compile(r"[-–—−‐‑]{2,}|—|(?:- ){2,}-|\*{3,}|_{3,}|={3,}|~{3,}|\.{3,}|…")
_KEY = re.compile(r"[A-Za-z][\w -]{0,20}:(?=\s|$)")
_KNOWN = re.compile(r"\s{0,8}[\"“']?([A-Za-z][\w -]{0,20}?)[\"”']?\s{0,8}[:=：]")
_POINT = re.compile(r"[-*•–+](?:\s|$)")
_OTHERS = ("+++", "```", "<!--", "{")
_FAR = 40  # lines; further down, "---" is a rule across the text
_BEGIN = f'Make the first line "{FENCE}", then write title and date, then another "{FENCE}"'


@dataclass(frozen=True, slots=True)
class Opening:
    """The index of the line at which the front matter begins, None where there is none; and what is wrong there."""

    first: int | None
    problem: BreachError


@dataclass(frozen=True, slots=True)
class Border:
    """The indexes of the line behind the front matter and of the body's first one; and what is wrong there."""

    behind: int
    body: int
    problem: BreachError


def opening(lines: Sequence[str]) -> Opening:
    """Return where the front matter begins of lines of which the first is no fence."""
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Opening(None, BreachError("TIP101", "the file is empty", _BEGIN))
    line = lines[first]
    above = (taken_out(1, first + 1),) if first else ()
    if line.rstrip() == FENCE:
        return Opening(
            first + 1,
            BreachError("TIP101", f'blank lines stand above the first "{FENCE}"', "Take them away", mendings=above),
        )
    if _UNSEEN.sub("", line) == FENCE or (
        _LIKE_A_FENCE.fullmatch(line.strip()) and names_key(*lines[first + 1 : first + 2])
    ):
        mendings = (*above, rewritten(first + 1, line, FENCE))
        problem, remedy = f'the first line should be "{FENCE}"', "Write three hyphens there, and nothing else"
        return Opening(first + 1, _at(first, "TIP101", problem, remedy, line, mendings))
    if names_key(line) or (_KEY.match(line) and names_key(*lines[first + 1 : first + 2])):
        problem, remedy = (
            f'a line "{FENCE}" is missing above the first key',
            f'Write "{FENCE}" on a line of its own above this one',
        )
        mendings = (Mending(1, 1, first + 1, 1, f"{FENCE}\n"),)
        return Opening(first, _at(first, "TIP101", problem, remedy, line, mendings))
    return _after_text(lines, first)


def _after_text(lines: Sequence[str], first: int) -> Opening:
    """Return where the front matter begins of lines that begin with something else, if it does so soon."""
    line = lines[first]
    below = range(first + 1, min(len(lines) - 1, _FAR))
    later = next((n for n in below if lines[n].rstrip() == FENCE and names_key(lines[n + 1])), None)
    if later is not None:
        problem, remedy = (
            f'text stands above the first "{FENCE}"',
            f'Move it below the second "{FENCE}", or take it away',
        )
        return Opening(later + 1, _at(first, "TIP101", problem, remedy, line))
    problem = "the file does not begin with front matter"
    if sign := next((sign for sign in _OTHERS if line.startswith(sign)), ""):
        return Opening(None, _at(first, "TIP101", f'{problem}, but with "{sign}"', _BEGIN, line))
    return Opening(None, BreachError("TIP101", problem, _BEGIN))


def border(lines: Sequence[str], first: int) -> Border:
    """Return where the front matter probably ends that begins at a line and is never closed."""
    behind = first
    for number in range(first, len(lines)):
        line = lines[number]
        text = line.strip()
        if not text:
            continue
        after_blank = number > behind
        if _LIKE_A_FENCE.fullmatch(text) or text == FENCE:
            return _misspelt(lines, number)
        if not (names_key(line) if after_blank else _may_belong(line)):
            break
        behind = number + 1
    else:
        number = len(lines)
    return _missing(lines, first, behind, number)


def _misspelt(lines: Sequence[str], number: int) -> Border:
    problem = f'the front matter is never closed: this line should be "{FENCE}"'
    mendings = (rewritten(number + 1, lines[number], FENCE),)
    remedy = "Write three hyphens there, and nothing else"
    return Border(number, number + 1, _at(number, "TIP102", problem, remedy, lines[number], mendings))


def _missing(lines: Sequence[str], first: int, behind: int, body: int) -> Border:
    """Return a border at which nothing stands. It is certain where a blank line, or nothing more, follows the keys."""
    problem = "the front matter is never closed"
    if behind == first or (body == behind and body < len(lines)):
        remedy = f'Write a line "{FENCE}" between the keys and the text'
        return Border(behind, behind, BreachError("TIP102", problem, remedy, line=max(behind, 1)))
    mending = added(behind + 1, FENCE)
    if behind == len(lines):  # the last line has no end
        end = len(lines[-1]) + 1
        mending = Mending(behind, end, behind, end, f"\n{FENCE}\n")
    remedy = f'Write a line "{FENCE}" below this one'
    return Border(behind, behind, _at(behind - 1, "TIP102", problem, remedy, lines[behind - 1], (mending,)))


def _at(  # noqa: PLR0913, PLR0917 -- the parts of a sentence, in its order
    index: int, code: str, problem: str, remedy: str, line: str, mendings: tuple[Mending, ...] = ()
) -> BreachError:
    return BreachError(code, problem, remedy, line=index + 1, width=len(line), mendings=mendings)


def names_key(line: str = "") -> bool:
    """Whether a line begins with a key of the contract, in whatever case, and however the colon is written."""
    found = _KNOWN.match(line)
    return found is not None and bool(same_key(found[1]))


def _may_belong(line: str) -> bool:
    """Whether a line may be a key, or belong to the one above it."""
    return line[0] in " \t\u00a0#" or bool(_POINT.match(line) or _KEY.match(line)) or names_key(line)
