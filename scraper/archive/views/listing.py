"""Listings: tips as rows, and rows in groups, the way templates read them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from scraper.archive.archive import Entry, Topic
from scraper.archive.datewords import MONTHS, UNKNOWN, in_words, within_year
from scraper.archive.edition import Standing
from scraper.archive.page import Meta
from scraper.archive.showing import Extent
from scraper.tip import Precision


@dataclass(frozen=True, slots=True)
class Group:
    """Tips below one heading, whose anchor is `id`; both are empty in a list without headings."""

    title: str
    id: str
    entries: tuple[Entry, ...]


def row(entry: Entry) -> dict[str, Meta]:
    """Return one tip as a row: title and its language, url, date in words and in ISO 8601, and whether it is whole.

    `unpublished` is the mark of a tip that only a preview shows.
    """
    return {
        "title": entry.tip.title,
        "lang": entry.tip.lang,
        "url": entry.address,
        "date": in_words(entry.tip.date),
        "short_date": within_year(entry.tip.date),
        "datetime": entry.tip.date.known if entry.tip.date else "",
        "excerpt_only": entry.showing.extent is not Extent.FULL,
        "unpublished": unpublished(entry),
    }


def unpublished(entry: Entry) -> str:
    """Return "Draft" or "Scheduled", or nothing of a tip that is published."""
    return "" if entry.standing is Standing.PUBLISHED else entry.standing.capitalize()


def row_with_summary(entry: Entry) -> dict[str, Meta]:
    """Return a row that also holds what the tip is about, in one or two lines."""
    return row(entry) | {"summary": entry.showing.summary}


def by_month(entries: Iterable[Entry]) -> list[Group]:
    """Return one year's tips, newest month first, and last what is known by year only."""
    return _groups(sorted(entries, key=lambda entry: _month(entry) == ""), _month, "Some time in ")


def by_year(entries: Iterable[Entry]) -> list[Group]:
    """Return tips, newest year first, and last those without a date."""
    return _groups(entries, lambda entry: str(entry.tip.date.day.year) if entry.tip.date else "", UNKNOWN)


def topic_row(topic: Topic) -> dict[str, Meta]:
    """Return a tag or an author as a row: name, url, description, and how many tips there are."""
    return {
        "name": topic.name,
        "url": topic.address,
        "description": topic.description,
        "count": len(topic.entries),
    }


def newest_day(entries: Sequence[Entry]) -> str:
    """Return the date of the newest of tips in the archive's order, as far as it is known; "" where none has one."""
    date = entries[0].tip.date if entries else None
    return date.known if date else ""


def counted(number: int) -> str:
    """Return "1 tip" or "12,345 tips"."""
    return f"{number:,} tip" if number == 1 else f"{number:,} tips"


def _month(entry: Entry) -> str:
    date = entry.tip.date
    return "" if date is None or date.precision is Precision.YEAR else MONTHS[date.day.month - 1]


def _groups(entries: Iterable[Entry], name: Callable[[Entry], str], otherwise: str) -> list[Group]:
    """Return a group for each run of entries with one name; `otherwise` names the one without."""
    groups: list[Group] = []
    for title, run in groupby(entries, name):
        found = tuple(run)
        date = found[0].tip.date
        unnamed = f"{otherwise}{date.day.year}" if date and not title else otherwise
        groups.append(Group(title or unnamed, f"in-{(title or 'unknown').lower()}", found))
    return groups
