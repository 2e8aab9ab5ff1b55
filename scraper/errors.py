"""Errors, as one tree: each says where, what was expected, what was found, and what to do next.

TipsError                  anything this package raises on purpose; the command line prints it as one line
├── ConfigError            sources.toml or docs/tags.yml cannot be used as it is
├── PageError              a source page cannot be read or understood; the run goes on without it
│   └── FetchError         an address does not give what was asked of it, or may not be asked at all
├── TipFileError           a tip's Markdown file breaks the contract of its front matter
└── ArchiveError           the site cannot be built from the tips as they are; holds all of their problems
"""

from pathlib import Path


class TipsError(Exception):
    """A problem a person can mend.

    `place` is a file or an address; `line` counts from 1, and is None where no single line is to blame.
    """

    def __init__(self, problem: str, *, place: str | Path = "", line: int | None = None, remedy: str = "") -> None:
        super().__init__(problem, str(place), line, remedy)
        self.problem = problem
        self.place = str(place)
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        sentence = f"{where}: {self.problem}" if where else self.problem
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
