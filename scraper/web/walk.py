"""A walk along numbered pages, newest posts first: where it ends, and where the next run goes on."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scraper.web.store import Post
from scraper.web.trip import Trip


@dataclass(frozen=True, slots=True)
class Item:
    """A post as a feed or listing names it. `bring` returns it with all that is missing fetched."""

    key: str
    mark: str
    bring: Callable[[], Post]
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One page of the walk.

    `onward` is the address of the next one, if any; `unchanged` is what the server says of this one; `total` is about
    how many posts there are in all, where the page tells.
    """

    items: Iterator[Item] | list[Item]
    onward: str = ""
    unchanged: bool = False
    total: int | None = None


def walk(trip: Trip, first: str, look: Callable[[str], Stretch | None]) -> None:
    """Bring the record up to date; `look` returns what is at an address, None past the end.

    A walk that was cut off goes on at the page where it was. Of a site that was walked to its end once, only those
    pages are looked at that hold something new. Raises FetchError and Enough.
    """
    record = trip.record
    at = record.note("at")  # stays where it is until a walk comes to its end
    # Behind a page that a walk had seen to when it was cut off, there may be more that is new.
    _walk(trip, at or first, look, to_the_end=bool(at) or not record.note("whole"))
    if trip.since is None:
        record.put(whole="yes", at="")
    if at:  # and what was published since it was cut off
        _walk(trip, first, look, to_the_end=False)
        record.put(at="")


def _walk(trip: Trip, at: str, look: Callable[[str], Stretch | None], *, to_the_end: bool) -> None:
    met: set[str] = set()
    been: set[str] = set()
    while at and at not in been:
        been.add(at)
        stretch = look(at)
        if stretch is None or (stretch.unchanged and not to_the_end):
            return
        if trip.since is None:
            trip.record.put(at=at)
        news, before, too_old = False, len(met), True
        for item in stretch.items:
            met.add(item.key)
            if trip.since and item.day and item.day < trip.since:
                continue
            too_old = False
            known = trip.record.mark(item.key)
            if known != item.mark:
                news = news or known is None  # a post that looks another, for its age is told in days, is no news
                trip.keep([item.bring()])
                trip.tell(len(trip.record), stretch.total)
        # A pager without an end brings again what it brought before.
        if len(met) == before or too_old or not (news or to_the_end):
            return
        at = stretch.onward
