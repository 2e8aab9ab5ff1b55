"""The way through the feed: WordPress shows all of its posts there, a page after another.

Source: WordPress, WP_Query "paged", which holds for feeds too.
"""

import hashlib
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from scraper.errors import FetchError, PageError
from scraper.html.address import absolute
from scraper.source import is_address
from scraper.sources import feed as dialect
from scraper.tip import Page
from scraper.web.answer import Answer
from scraper.web.front import HTML, with_parameters
from scraper.web.store import Post
from scraper.web.trip import Trip
from scraper.web.walk import Item, Stretch, walk
from scraper.web.zone import zone_of

_PAST_THE_END = frozenset({400, 404, 410})
UNKNOWN = (
    "what follows the first page of a post of several pages",
    "which terms are tags and which categories, but for what other pages and the order of a feed show",
)
ONLY_NEWEST = "posts older than the newest of the feed, which has no further pages"


def gather(trip: Trip) -> tuple[str, ...]:
    """Bring the record up to date; return what this way could not tell. Raises FetchError and Enough."""
    first = trip.front.feed
    walk(trip, first, lambda address: _look(trip, address))
    goes_on = trip.front.is_wordpress or trip.record.note("goes on")
    return UNKNOWN if goes_on else (*UNKNOWN, ONLY_NEWEST)


def first_page(trip: Trip) -> Page:
    """Return the first page of the feed. Raises FetchError where there is no feed."""
    return _page(trip.get(trip.front.feed, remember=True))


def _look(trip: Trip, address: str) -> Stretch | None:
    first = address == trip.front.feed
    try:
        answer = trip.get(address, remember=first)
        page = _page(answer)
        found = list(dialect.item_pages(page))
    except FetchError as error:
        if error.status in _PAST_THE_END and not first:
            return None
        raise
    except PageError:
        if first:
            raise
        return None  # a page of HTML that says there is nothing more
    zone = _zone(trip)
    items = [_item(key, replace(one, zone=zone)) for key, one in found]
    return Stretch(items, _onward(trip, address, page), answer.unchanged)


def _page(answer: Answer) -> Page:
    if answer.media_type in HTML:
        raise FetchError(
            "this is a page, not a feed",
            place=answer.address,
            remedy="Name the feed's own address, or take another way: tips scrape --via pages",
            status=200,
        )
    return Page(answer.address, answer.content, "application/rss+xml", answer.captured)


def _item(key: str, page: Page) -> Item:
    named = replace(page, name=key) if is_address(key) else page
    post = Post(key, hashlib.sha256(page.content).hexdigest()[:16], named)
    return Item(post.key, post.mark, lambda: post, dialect.day_of(page))


def _onward(trip: Trip, address: str, page: Page) -> str:
    """The next page: the one the feed names (RFC 5005, 3), or with WordPress simply the next number."""
    if named := dialect.next_page(page):
        trip.record.put((), **{"goes on": "yes"})
        return absolute(named, address)
    if not (trip.front.is_wordpress or dialect.is_of_wordpress(page)):
        return ""
    trip.record.put((), **{"goes on": "yes"})
    number = dict(parse_qsl(urlsplit(address).query)).get("paged", "1")
    return with_parameters(trip.front.feed, paged=str(int(number) + 1 if number.isdecimal() else 2))


def _zone(trip: Trip) -> str:
    zone = trip.record.note("zone") or zone_of(trip)
    trip.record.put(zone=zone)
    return zone
