"""Breaches: where and how a file breaks the contract, and what would mend it where nothing has to be judged."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from scraper.errors import TipFileError


@dataclass(frozen=True, slots=True)
class Mending:
    r"""A replacement in a file: from one place to before another becomes `text`. Lines and columns count from 1.

    "\n" in the text stands for the line ends that the file has.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    def down(self, lines: int) -> Self:
        """Return the same replacement so many lines further down."""
        return replace(self, line=self.line + lines, end_line=self.end_line + lines)


@dataclass(frozen=True, slots=True)
class Mishap:
    """What went wrong on a line: the characters meant, from 0, and the line as it should be where that is certain."""

    code: str
    column: int
    width: int
    problem: str
    remedy: str
    mended: str = ""


class BreachError(TipFileError):
    """Occurs where a file breaks the contract. `width` counts the characters that are meant, 0 for the line."""

    def __init__(  # noqa: PLR0913 -- where, what, and what to do: each is a part of the sentence
        self,
        code: str,
        problem: str,
        remedy: str,
        *,
        line: int = 1,
        column: int = 1,
        width: int = 0,
        mendings: tuple[Mending, ...] = (),
        place: str | Path = "",
    ) -> None:
        super().__init__(problem, place=place, line=line, column=column, remedy=remedy, code=code)
        self.width = width
        self.mendings = mendings

    def at(self, place: str | Path, line: int | None = None) -> Self:
        """Return the same breach in a file that was not known where it was found."""
        return self._placed(place, line or self.line or 1, self.mendings)

    def down(self, lines: int) -> Self:
        """Return the same breach so many lines further down."""
        return self._placed(self.place, (self.line or 1) + lines, tuple(one.down(lines) for one in self.mendings))

    def _placed(self, place: str | Path, line: int, mendings: tuple[Mending, ...]) -> Self:
        column, width = self.column or 1, self.width
        return type(self)(
            self.code,
            self.problem,
            self.remedy,
            line=line,
            column=column,
            width=width,
            mendings=mendings,
            place=place,
        )


def breach(one: Mishap, number: int, line: str, mended: str) -> BreachError:
    """Return a mishap as what it is in the file: on that line, which mended would be another, or can't be (empty)."""
    mendings = (rewritten(number, line, mended),) if mended else ()
    return BreachError(
        one.code, one.problem, one.remedy, line=number, column=one.column + 1, width=one.width, mendings=mendings
    )


def rewritten(number: int, old: str, new: str) -> Mending:
    """Return the smallest replacement that makes one line another."""
    before = _alike(old, new)
    behind = _alike(old[before:][::-1], new[before:][::-1])
    return Mending(number, before + 1, number, len(old) - behind + 1, new[before : len(new) - behind])


def added(before: int, text: str) -> Mending:
    """Return what puts a line before another."""
    return Mending(before, 1, before, 1, f"{text}\n")


def taken_out(first: int, behind: int) -> Mending:
    """Return what takes lines out: from the first to before the one that is then in its place."""
    return Mending(first, 1, behind, 1, "")


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
