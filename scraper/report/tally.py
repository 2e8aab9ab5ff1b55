"""The tally: what a run does is told to it as it goes on, and it keeps what the report says, which is little."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from scraper.change import Change, Verdict
from scraper.errors import TipsError
from scraper.report import Account, File, Lost, Problem, Report, Skipped
from scraper.source import Source
from scraper.tip import Loss, Reading, Skip, Status, Visit

# A report that nobody can read to its end helps nobody; what is beyond is counted.
_TITLES = 20  # of skipped posts, for each reason
_WORDINGS = 1000  # of losses, for each kind
_PROBLEMS = 500  # for each source
_DIFFS = 100  # for each source


class Tally:
    """What a run did so far, source by source."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._books = {source.name: _Book(source.name, source.title) for source in sources}
        self._rest = _Book()  # what belongs to no single source

    def visited(self, visit: Visit) -> None:
        """Note by which way an address of a source was read."""
        self._books[visit.source].visits.append(visit)

    def read(self, source: Source, reading: Reading) -> None:
        """Note a page that was read."""
        book = self._books[source.name]
        book.pages += 1
        book.lose(reading.losses)
        for skip in reading.skipped:
            book.skip(skip)

    def unread(self, among: Sequence[Source], error: TipsError) -> None:
        """Note a page that could not be read; its source is known where it can be but one."""
        book = self._books[among[0].name] if len(among) == 1 else self._rest
        book.pages += 1
        book.fail(error)

    def lost(self, source: str, losses: Iterable[Loss]) -> None:
        """Note what merging set aside, or what else a tip had to do without."""
        self._books[source].lose(losses)

    def changed(self, change: Change) -> None:
        """Note what became of a tip."""
        self._books[change.source].change(change)

    def failed(self, error: TipsError, source: str = "") -> None:
        """Note something that went wrong, other than the reading of a page."""
        self._books.get(source, self._rest).fail(error)

    def report(self, *, dry_run: bool = False) -> Report:
        """Return what the run did, leaving out sources that it did not come by."""
        accounts = tuple(book.closed() for book in self._books.values() if not book.is_empty)
        rest = self._rest.closed()
        return Report(accounts, rest.pages, rest.problems, dry_run)


@dataclass(slots=True)
class _Book:
    """An account while it is open."""

    name: str = ""
    title: str = ""
    pages: int = 0
    visits: list[Visit] = field(default_factory=list)
    seen: Counter[Status] = field(default_factory=Counter)
    unchanged: int = 0
    new: list[str] = field(default_factory=list)
    told: dict[Verdict, list[File]] = field(default_factory=dict)
    skipped: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    lost: dict[tuple[str, str], tuple[int, Loss]] = field(default_factory=dict)
    wordings: Counter[str] = field(default_factory=Counter)
    keys: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.pages or self.visits or self.seen or self.lost or self.problems)

    def change(self, change: Change) -> None:
        self.seen[change.status] += 1
        if change.verdict is Verdict.UNCHANGED:
            self.unchanged += 1
        elif change.verdict is Verdict.NEW:
            self.new.append(str(change.path))
        else:
            files = self.told.setdefault(change.verdict, [])
            diff = change.diff if len(files) < _DIFFS else ()
            keys = self.keys.setdefault(change.keys, change.keys)  # one tuple for all files that changed alike
            files.append(
                File(str(change.path), change.title, tuple(map(str, change.replaces)), keys, change.note, diff)
            )

    def skip(self, skip: Skip) -> None:
        count, titles = self.skipped.get(skip.why, (0, []))
        if skip.title and len(titles) < _TITLES:
            titles.append(skip.title)
        self.skipped[skip.why] = count + 1, titles

    def lose(self, losses: Iterable[Loss]) -> None:
        for loss in losses:
            key = loss.what, loss.detail
            if key not in self.lost and self.wordings[loss.what] >= _WORDINGS:
                key = loss.what, ""
            count, first = self.lost.get(key, (0, replace(loss, detail=key[1])))
            self.lost[key] = count + 1, first
            self.wordings[loss.what] += not count

    def fail(self, error: TipsError) -> None:
        if len(self.problems) < _PROBLEMS:
            self.problems.append(Problem(error.place, error.line, error.problem, error.remedy))
        else:
            self.more_problems += 1

    def closed(self) -> Account:
        more = f"{self.more_problems:,} more problems are not told here"
        unsaid = [Problem("", None, more, "Mend these first")] if self.more_problems else []
        return Account(
            name=self.name,
            title=self.title,
            visits=tuple(self.visits),
            pages=self.pages,
            full=self.seen.total() - self.seen[Status.TEASER],
            teasers=self.seen[Status.TEASER],
            new=tuple(sorted(self.new)),
            updated=self._files(Verdict.UPDATED),
            unchanged=self.unchanged,
            kept=self._files(Verdict.KEPT),
            held=self._files(Verdict.HELD),
            skipped=tuple(Skipped(why, count, tuple(titles)) for why, (count, titles) in self.skipped.items()),
            lost=tuple(
                Lost(what, detail, count, first.page, first.line, first.tip)
                for (what, detail), (count, first) in self.lost.items()
            ),
            problems=(*self.problems, *unsaid),
        )

    def _files(self, verdict: Verdict) -> tuple[File, ...]:
        """Of one verdict, ordered by path: planning knows another order."""
        return tuple(sorted(self.told.get(verdict, ()), key=lambda file: file.path))
