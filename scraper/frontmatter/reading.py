"""The text of a tip's file → Tip, and all that is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from scraper.errors import TipFileError
from scraper.frontmatter.breach import BreachError
from scraper.frontmatter.encoding import BYTE_ORDER_MARK, content, decoded
from scraper.frontmatter.fences import Parts, closed_early, parts
from scraper.frontmatter.mapping import Keys, mapping
from scraper.frontmatter.plain import trimmed
from scraper.frontmatter.values import Values
from scraper.tip import Tip


@dataclass(frozen=True, slots=True)
class Examined:
    """What a tip's text holds. `tip` is whole where there are no problems, None where nothing could be read.

    `values` and `keys` are the YAML nodes by key: their marks count lines and columns from 0 and from the front
    matter's first line. `lost` are keys that stand there but can't be read, or under another name. `body` stands from
    `body_line` on, and is not trimmed. Problems have no place.
    """

    tip: Tip | None
    problems: tuple[TipFileError, ...] = ()
    values: Mapping[str, yaml.Node] = field(default_factory=dict)
    keys: Mapping[str, yaml.Node] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    body: str = ""
    body_line: int = 1


def examine(text: str) -> Examined:
    """Return all that a text holds, and every problem that it has with the contract, in the order of the file."""
    text = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    split = parts(text)
    if split.body_line == 1:
        return Examined(None, split.problems)
    keys = mapping(split.front)
    if not (keys.is_whole or split.problems) and (shorter := closed_early(text)):
        split, keys = shorter, mapping(shorter.front)
    values = Values(keys)
    tip = values.tip(trimmed(split.body))
    problems = (*split.problems, *_down(keys.problems, split), *_down(_not_told(values.problems, keys), split))
    if problems:
        problems = tuple(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    if split.problems or not keys.is_whole:
        return Examined(None, problems, body=split.body, body_line=split.body_line)
    return Examined(tip, problems, keys.values, keys.keys, keys.lost, split.body, split.body_line)


def _not_told(problems: Iterable[BreachError], keys: Keys) -> list[BreachError]:
    """Return problems without those of lines that could only be read when they were mended."""
    told = () if keys.is_whole else {problem.line for problem in keys.problems}
    return [problem for problem in problems if problem.line not in told]


def _down(problems: Iterable[BreachError], split: Parts) -> Iterator[BreachError]:
    """Yield problems where they stand in a file whose front matter may begin elsewhere than at line 2."""
    for problem in problems:
        yield problem.down(split.front_line - 2) if split.front_line != 2 and problem.line != 1 else problem


def parse(text: str, place: str | Path = "") -> Tip:
    """Return the tip that a file's text holds.

    Raises TipFileError with `place` and line where it breaks the contract: the first of its problems.
    """
    found = examine(text)
    if found.problems or found.tip is None:
        raise found.problems[0].at(place)
    return found.tip


def read(path: Path, name: str = "") -> Tip:
    """Return the tip that a file holds; messages call the file `name`, or else its path.

    Raises TipFileError where the file cannot be read, is no UTF-8, or breaks the contract.
    """
    return parse(decoded(content(path, name), name or path), name or path)
