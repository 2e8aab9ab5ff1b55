"""The text of a tip's file → Tip, and all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from scraper.errors import TipFileError
from scraper.frontmatter.fences import parts
from scraper.frontmatter.mapping import mapping
from scraper.frontmatter.plain import trimmed
from scraper.frontmatter.values import Values
from scraper.tip import Tip


@dataclass(frozen=True, slots=True)
class Examined:
    """What a tip's text holds. `tip` is whole where there are no problems, None where nothing could be read.

    `values` and `keys` are the YAML nodes by key: their marks count lines and columns from 0 and from the front
    matter's first line. `body` stands from `body_line` on, and is not trimmed. Problems have no place.
    """

    tip: Tip | None
    problems: tuple[TipFileError, ...] = ()
    values: Mapping[str, yaml.Node] = field(default_factory=dict)
    keys: Mapping[str, yaml.Node] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1


def examine(text: str) -> Examined:
    """Return all that a text holds, and every problem that it has with the contract, in the order of the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        split = parts(text)
    except TipFileError as error:
        return Examined(None, (error,))
    keys = mapping(split.front)
    if keys.problems and not keys.values:
        return Examined(None, keys.problems, body=split.body, body_line=split.body_line)
    values = Values(keys)
    tip = values.tip(trimmed(split.body))
    problems = sorted((*keys.problems, *values.problems), key=lambda one: (one.line or 0, one.column or 0))
    return Examined(tip, tuple(problems), keys.values, keys.keys, split.body, split.body_line)


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
    return parse(decoded(content(path, name), name or path).removeprefix("\ufeff"), name or path)


def content(path: Path, name: str = "") -> bytes:
    """Return the bytes of a tip's file. Raises TipFileError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise TipFileError(problem, place=name or path, remedy="Mend that, or take it away", code="TIP600") from None


def decoded(raw: bytes, place: str | Path = "") -> str:
    """Return the bytes of a tip's file as text, a byte order mark included.

    Raises TipFileError where they are no UTF-8.
    """
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TipFileError(
            f"the file is not UTF-8 text (byte {error.start})",
            place=place,
            line=line,
            column=error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1,
            remedy="Save it again with encoding UTF-8",
            code="TIP601",
        ) from None
