"""What a run did, as data. How it is gathered and told is a module each.

tally.py  a run as it goes on → Report     terminal.py  Report → lines and a table     files.py  Report → Markdown, JSON
markup.py  texts of others in Markdown of ours
"""

from dataclasses import dataclass

from scraper.counted import counted
from scraper.errors import TipsError
from scraper.tip import Visit


@dataclass(frozen=True, slots=True)
class File:
    """A tip's file that is not as it was, or not as the source is.

    `was` are the files whose place it took; `keys`, `note` and `diff` are those of its Change.
    """

    path: str
    title: str
    was: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    note: str = ""
    diff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """All posts that were left out for one reason, and the titles of the first of them."""

    why: str
    count: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """All losses of one wording; `page`, `line` and `tip` are the first one's."""

    what: str
    detail: str
    count: int
    page: str
    line: int | None
    tip: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person has to mend."""

    place: str
    line: int | None
    problem: str
    remedy: str

    def __str__(self) -> str:
        return str(TipsError(self.problem, place=self.place, line=self.line, remedy=self.remedy))


@dataclass(frozen=True, slots=True)
class Account:
    """What a run did for one source.

    `pages` counts what was read, `full` and `teasers` the tips that were seen in it; `new` are the paths of new files.
    """

    name: str
    title: str
    visits: tuple[Visit, ...]
    pages: int
    full: int
    teasers: int
    new: tuple[str, ...]
    updated: tuple[File, ...]
    unchanged: int
    kept: tuple[File, ...]
    held: tuple[File, ...]
    skipped: tuple[Skipped, ...]
    lost: tuple[Lost, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A run's outcome: an account for each source that the run came by, in the order of sources.toml.

    `pages` and `problems` are those whose source nobody knows.
    """

    accounts: tuple[Account, ...]
    pages: int
    problems: tuple[Problem, ...] = ()
    dry_run: bool = False

    @property
    def failed(self) -> bool:
        """Whether a person has to act: something could not be read or written."""
        return bool(self.problems) or any(one.problems or one.held for one in self.accounts)

    @property
    def headline(self) -> str:
        """One sentence that says how it went."""
        pages = self.pages + sum(one.pages for one in self.accounts)
        tips = sum(one.full + one.teasers for one in self.accounts)
        counts = {
            "new": sum(len(one.new) for one in self.accounts),
            "updated": sum(len(one.updated) for one in self.accounts),
            "unchanged": sum(one.unchanged for one in self.accounts),
            "kept": sum(len(one.kept) for one in self.accounts),
            "held back": sum(len(one.held) for one in self.accounts),
        }
        if not pages and not self.failed and not any(one.visits for one in self.accounts):
            return 'There is no page to read. Add pages = ["…"] to a source in sources.toml, or name some with --from.'
        if not tips:
            return f"No tip was found in {counted(pages, 'page')}."
        told = ", ".join(f"{count:,} {verdict}" for verdict, count in counts.items() if count)
        summary = "all unchanged" if counts["unchanged"] == tips else told
        would = " Nothing was written (--dry-run)." if self.dry_run else ""
        return f"{counted(tips, 'tip')} from {counted(pages, 'page')}: {summary}.{would}"
