"""Weeks: Monday to Sunday, numbered as ISO 8601 does, each in the year that most of its days lie in."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from scraper.archive.archive import Entry
from scraper.archive.datewords import MONTHS
from scraper.tip import Precision, TipDate

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week by its ISO year and its number in it; that year may differ from the calendar's around New Year.

    Source: ISO 8601-1:2019, section 4.2.2: week 1 is the one that holds the year's first Thursday.
    """

    year: int
    number: int

    @property
    def words(self) -> str:
        """The week's days: "11 to 17 March 2024"."""
        return span_in_words(self, self)


def span_in_words(one: Week, other: Week) -> str:
    """Return the days from one week to another, saying month and year twice only where they change."""
    first = datetime.date.fromisocalendar(one.year, one.number, 1)
    # The last week that Python can count has no Sunday.
    monday = datetime.date.fromisocalendar(other.year, other.number, 1)
    last = datetime.date.fromordinal(min(monday.toordinal() + 6, datetime.date.max.toordinal()))
    begin = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        begin += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        begin += f" {first.year}"
    return f"{begin} to {last.day} {MONTHS[last.month - 1]} {last.year}"


def week_of(date: TipDate | None) -> Week | None:
    """Return the week of a date; None where the day isn't known, for a week is never guessed either."""
    if date is None or date.precision is not Precision.DAY:
        return None
    year, number, _ = date.day.isocalendar()
    return Week(year, number)


def weeks_of(year: int) -> tuple[Week, ...]:
    """Return the 52 or 53 weeks of an ISO year: its last one holds the 28th of December."""
    last = datetime.date(year, 12, 28).isocalendar().week
    return tuple(Week(year, number) for number in range(1, last + 1))


def by_week(entries: Iterable[Entry]) -> dict[Week, tuple[Entry, ...]]:
    """Return the tips of each week that has any, in the order in which they came; those without a day are left out."""
    found: defaultdict[Week, list[Entry]] = defaultdict(list)
    for entry in entries:
        if week := week_of(entry.tip.date):
            found[week].append(entry)
    return {week: tuple(tips) for week, tips in found.items()}


def week_id(date: TipDate) -> str:
    """Return the anchor of a date's week in a list, "week-2024-03"; nothing for a date known less well.

    The year is in it because a calendar year can hold days of two weeks with one number: in 2024, the 1st of January
    and the 31st of December.
    """
    week = week_of(date)
    return f"week-{week.year}-{week.number:02}" if week else ""


def spread(items: Sequence[_T], most: int) -> tuple[_T, ...]:
    """Return at most so many (two or more) of some items, evenly spread, with the first and the last among them."""
    if len(items) <= most:
        return tuple(items)
    return tuple(items[place * (len(items) - 1) // (most - 1)] for place in range(most))
