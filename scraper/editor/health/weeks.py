"""The weeks of an archive: which of them have a tip, from the first one that has to the last."""

from collections.abc import Iterable
from dataclasses import dataclass

from scraper.archive.views.weeks import Week, span_in_words, week_of, weeks_of
from scraper.tip import Tip


@dataclass(frozen=True, slots=True)
class Year:
    """An ISO year: for each of its weeks how many tips it has; None before the archive's first and after its last."""

    number: int
    weeks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Weeks in a row without a tip: the first, the last, and how many."""

    first: Week
    last: Week
    weeks: int

    @property
    def words(self) -> str:
        """The days: "18 March to 7 April 2024"."""
        return span_in_words(self.first, self.last)


def years(tips: Iterable[Tip]) -> tuple[Year, ...]:
    """Return the years from the first tip's to the last's, newest first. Tips whose day nobody knows are left out."""
    counts: dict[Week, int] = {}
    for tip in tips:
        if week := week_of(tip.date):
            counts[week] = counts.get(week, 0) + 1
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    return tuple(
        Year(year, tuple(counts.get(week, 0) if first <= week <= last else None for week in weeks_of(year)))
        for year in range(last.year, first.year - 1, -1)
    )


def gaps(of_years: Iterable[Year]) -> tuple[Gap, ...]:
    """Return each run of weeks without a tip, newest first."""
    found: list[Gap] = []
    run: list[Week] = []
    for year in sorted(of_years, key=lambda one: one.number):
        for week, count in zip(weeks_of(year.number), year.weeks, strict=True):
            if count == 0:
                run.append(week)
            elif run:
                found.append(Gap(run[0], run[-1], len(run)))
                run = []
    return tuple(reversed(found))
