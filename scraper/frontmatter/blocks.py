"""Front matter that can't be read as a whole, in blocks: each key with its lines, so that one doesn't hide another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from scraper.frontmatter.breach import BreachError, Mishap, breach
from scraper.frontmatter.keys import meant_key, same_key
from scraper.frontmatter.mishaps import is_run_together, mishap

# libyaml is many times faster where the wheel carries it; both read scalars as the text that stands there.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KEY = re.compile(r"\s{0,8}[\"“']?(\w[\w -]{0,30}?)[\"”']?\s{0,8}[:=：]")
_LONG_TEXT = re.compile(r"\w+:\s+[^\s\"'\[{|>]")
_WORD = re.compile(r"\s*(\w{1,30})")
_CONTINUES = re.compile(r"[\s#•*–—+-]|$")
NO_KEY = "this line belongs to no key"
_MOST = 20  # broken blocks that are told of one file
_LONGEST = 400  # lines of a block that are looked at one by one


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of the front matter can be read, line by line where it was; what can't, and the keys that this concerns."""

    front: str
    problems: tuple[BreachError, ...]
    lost: frozenset[str]


def composed(front: str) -> yaml.Node | None:
    """Return the nodes of a YAML text, None where it is empty. Raises yaml.YAMLError."""
    return yaml.compose(front, Loader=_Loader)


def sorted_out(front: str) -> Sorted:
    """Return the readable rest of a front matter, with a problem for each line that is in the way."""
    rest: list[str] = []
    problems: list[BreachError] = []
    lost: set[str] = set()
    for lines in _blocks(front.split("\n")):
        if len(problems) >= _MOST or _is_readable(lines):
            rest.extend(lines)
            continue
        found, mended = _examined(lines, len(rest) + 2)
        problems.extend(found)
        lost.add(_key_of(lines))
        rest.extend(mended or ["#"] * len(lines))
    return Sorted("\n".join(rest), tuple(problems), frozenset(lost))


def unreadable(error: yaml.YAMLError) -> BreachError:
    """Return in general words that the front matter can't be read, and from where on."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
    return _general(line, column)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield lines together that belong to one key: it begins its line, and what follows doesn't."""
    block: list[str] = []
    for line in lines:
        if block and not _CONTINUES.match(line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _key_of(lines: list[str]) -> str:
    """Return the key that a block is about, as far as one can guess; else an empty text."""
    if found := _KEY.match(lines[0]):
        return meant_key(found[1])
    word = _WORD.match(lines[0])
    return same_key(word[1]) if word else ""


def _is_readable(lines: list[str]) -> bool:
    try:
        root = composed("\n".join(lines))
    except yaml.YAMLError:
        return False
    if not isinstance(root, yaml.MappingNode):
        return root is None
    return not (root.start_mark.column or any(is_run_together(*pair) for pair in root.value))


def _stands_alone(line: str) -> bool:
    """Whether a line can be read for itself, as a key or as a point of a list: then it isn't what is wrong."""
    try:
        return not isinstance(composed(line.lstrip(" ")), yaml.ScalarNode)
    except yaml.YAMLError:
        return False


def _examined(lines: list[str], first: int) -> tuple[list[BreachError], list[str]]:
    """Return what is wrong with a block that begins at that line of the file, and the block as it would be mended.

    One mishap may hide another, so each line is mended in turn until all can be read; a line is told once, by its
    first mishap, and offered mended only where that is enough.
    """
    key = _key_of(lines)
    whole = list(lines)
    told: dict[int, Mishap] = {}
    good = False
    # What a mended line holds is looked at again, a few times: it may have had more than one mishap.
    for number in (n for n in range(min(len(lines), _LONGEST)) for _ in range(3)):
        found = None if good else mishap(whole[number], key)
        if found is None or (found.code != "TIP103" and _stands_alone(whole[number])):
            continue
        told.setdefault(number, found)
        if found.mended and found.mended != whole[number]:
            whole[number] = found.mended
            good = _is_readable(whole)
    if not told:
        return [_unknown(lines, first)], []
    problems = [breach(one, first + at, lines[at], whole[at] if good else "") for at, one in told.items()]
    return problems, whole if good else []


def _unknown(lines: list[str], first: int) -> BreachError:
    """Return what is wrong with a block in which no mishap was found."""
    if not _KEY.match(lines[0]):
        remedy = "Begin it with a key and a colon, or put it on the line of the key above that it belongs to"
        return BreachError("TIP103", NO_KEY, remedy, line=first, width=len(lines[0]))
    try:
        composed("\n".join(lines))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = min(mark.line, len(lines) - 1) if mark else 0
        points = [line for line in lines[1:] if line.lstrip().startswith("-")]
        if len({len(line) - len(line.lstrip()) for line in points}) > 1:
            problem = "the lines of this list are not all indented alike"
            return BreachError("TIP103", problem, "Begin each with two blanks and a hyphen", line=first + at)
        if not points and at and _LONG_TEXT.match(lines[0]):
            problem = f'the text of "{_key_of(lines)}" goes over several lines, and holds a colon or the like'
            return BreachError("TIP104", problem, "Write it on one line, between quotes", line=first + at)
        return _general(first + at, mark.column + 1 if mark else 1)
    return _general(first, 1)


def _general(line: int, column: int) -> BreachError:
    problem = "the front matter can't be read from here on"
    remedy = "Write each key on a line of its own, and a text that holds signs such as : # [ { between double quotes"
    return BreachError("TIP103", problem, remedy, line=line, column=column)
