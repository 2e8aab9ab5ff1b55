"""Errors, as one tree: each says where, what was expected, what was found, and what to do next.

TipsError                  anything this package raises on purpose; the command line prints it as one line
├── ConfigError            sources.toml or docs/tags.yml cannot be used as it is
├── PageError              a source page cannot be read or understood; the run goes on without it
│   └── FetchError         an address does not give what was asked of it, or may not be asked at all
├── TipFileError           a tip's Markdown file breaks the contract of its front matter
└── ArchiveError           the site cannot be built from the tips as they are; holds all of their problems
"""

from pathlib import Path
from typing import Self


class TipsError(Exception):
    """A problem a person can mend.

    `place` is a file or an address; `line` and `column` count from 1, and are None where none is to blame. `code` is
    that of a rule for tips ("TIP201", see scraper/editor/rulebook.py), or empty.
    """

    def __init__(  # noqa: PLR0913 -- where, what, and what to do: each is a part of the sentence
        self,
        problem: str,
        *,
        place: str | Path = "",
        line: int | None = None,
        column: int | None = None,
        remedy: str = "",
        code: str = "",
    ) -> None:
        super().__init__(problem, str(place), line, column, remedy, code)
        self.problem = problem
        self.place = str(place)
        self.line = line
        self.column = column
        self.remedy = remedy
        self.code = code

    def at(self, place: str | Path, line: int | None = None) -> Self:
        """Return the same problem at a place that was not known where it was found."""
        return type(self)(
            self.problem,
            place=place,
            line=line or self.line,
            column=self.column,
            remedy=self.remedy,
            code=self.code,
        )

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.place, self.line, self.column) if part)
        said = f"{self.code} {self.problem}" if self.code else self.problem
        sentence = f"{where}: {said}" if where else said
        return f"{sentence}. {self.remedy}." if self.remedy else f"{sentence}."


class ConfigError(TipsError):
    """Occurs when sources.toml or docs/tags.yml is missing, does not parse, or names what does not exist."""


class PageError(TipsError):
    """Occurs when a source page is empty, binary, too large, not UTF-8, or of a form no dialect knows."""


class FetchError(PageError):
    """Occurs when a site cannot be reached, refuses, forbids, answers with too much, or leads out of its own bounds.

    `status` is the HTTP status that said no, or None where no answer came or it was not used. `passing` says that the
    same request may well succeed later.
    """

    def __init__(
        self,
        problem: str,
        *,
        place: str | Path = "",
        remedy: str = "",
        status: int | None = None,
        passing: bool = False,
    ) -> None:
        super().__init__(problem, place=place, remedy=remedy)
        self.status = status
        self.passing = passing


class TipFileError(TipsError):
    """Occurs when a file under docs/tips has front matter that does not parse or breaks the contract."""


class ArchiveError(TipsError):
    """Occurs when the site cannot be built from the tips as they are; prints each problem on a line of its own."""

    def __init__(self, problems: tuple[TipsError, ...]) -> None:
        super().__init__("The archive can't be built from the tips as they are", remedy="Mend them, and build again")
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  - {problem}" for problem in self.problems)])
