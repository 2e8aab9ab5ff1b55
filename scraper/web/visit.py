"""An address of sources.toml → all of its posts as Pages: by the best way in, or by the one that was asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from scraper.errors import FetchError, PageError, TipsError
from scraper.progress import Progress
from scraper.source import Source
from scraper.sources import feed as feed_dialect
from scraper.sources.wordpress_page import entries
from scraper.tip import Page, Status, Visit
from scraper.web import feed, listing, rest
from scraper.web.client import Client
from scraper.web.front import HTML, Front, front_of
from scraper.web.store import Record, Store
from scraper.web.trip import Enough, Itinerary, Trip, Via

_GATHER: dict[Via, Callable[[Trip], tuple[str, ...]]] = {
    "rest": rest.gather,
    "feed": feed.gather,
    "pages": listing.gather,
}
NAMES: dict[Via, str] = {"rest": "the REST API", "feed": "the feed", "pages": "the listing pages"}
_NAME_ANOTHER = "Name the address of a blog, of a listing of its posts, or of a feed"
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:RDF)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of a visit: how it went, all posts of the address that are known by now, and what went wrong."""

    visit: Visit
    pages: Iterator[Page] = field(default_factory=lambda: iter(()))
    problems: tuple[TipsError, ...] = ()


@dataclass(slots=True)
class Visitor:
    """Goes to a source's addresses with one client and one store."""

    source: Source
    client: Client
    store: Store
    itinerary: Itinerary
    progress: Progress

    def visit(self, address: str) -> Visited:
        """Return the posts of a site, a listing, a feed or one post; what a site does is never raised."""
        before = self.client.requests
        visited = self._visit(address)
        return replace(visited, visit=replace(visited.visit, requests=self.client.requests - before))

    def _visit(self, address: str) -> Visited:
        told = Visit(self.source.name, address, "none", "")
        try:
            front = self._front(address)
        except PageError as error:
            return Visited(replace(told, why=error.problem), self._kept(address), (error,))
        via = self.itinerary.via
        ways: tuple[Via, ...] = (via,) if via else tuple(NAMES) if front.document else ("feed",)
        reasons: list[str] = []
        for way in ways:
            record = self.store.record(way, address)
            record.put(lang=front.lang)
            trip = Trip(self.source, front, self.client, record, self.progress, self.itinerary)
            unknown: tuple[str, ...] = ()
            try:
                self._see_whether(way, trip)
                unknown = _GATHER[way](trip)
                if not len(record) and not self.itinerary.since:
                    raise FetchError("no post came of it", place=address, remedy=_NAME_ANOTHER, status=404)
            except Enough:
                unknown = (
                    f"what lies behind the first {self.itinerary.most} pages (--max-pages); the next run goes on",
                )
            except PageError as error:
                if not (isinstance(error, FetchError) and error.passing) and len(ways) > 1:
                    reasons.append(f"{NAMES[way]}: {error.problem}")
                    continue
                trip.problems.append(error)
            best = "the best way, and the site offers it" if front.document else "the address is a feed's"
            why = "asked for with --via" if via else "; ".join(reasons) or best
            return Visited(replace(told, way=way, why=why, unknown=unknown), _pages(way, record), tuple(trip.problems))
        nothing = FetchError(
            f"no posts were found here ({'; '.join(reasons)})",
            place=address,
            remedy=_NAME_ANOTHER,
        )
        return Visited(replace(told, why="; ".join(reasons)), problems=(nothing,))

    def _kept(self, address: str) -> Iterator[Page]:
        """What earlier visits brought, by the best way that brought anything."""
        records = ((way, self.store.record(way, address)) for way in NAMES)
        return next((_pages(way, record) for way, record in records if len(record)), iter(()))

    def _front(self, address: str) -> Front:
        answer = self.client.get(address, remember=True)
        if answer.media_type not in HTML and _XML.match(answer.content):
            page = Page(answer.address, answer.content, answer.media_type, answer.captured)
            return Front(answer, page, feed=answer.address)
        if answer.media_type not in HTML:
            raise FetchError(
                f'this is neither a page nor a feed, but of type "{answer.media_type or "unknown"}"',
                place=address,
                remedy=_NAME_ANOTHER,
            )
        return front_of(answer, listing.page_of(answer))

    def _see_whether(self, way: Via, trip: Trip) -> None:
        """Raise FetchError where the page shows already that this is no way in."""
        front, problem = trip.front, ""
        if way == "rest" and not front.api:
            problem = "none is named by the page"
        elif way == "rest" and front.scope in ("listing", "post"):
            problem = "it knows sites, tags and categories, and this is none of them"
        elif way == "feed" and not front.feed:
            problem = "none is named by the page"
        elif way == "feed" and front.document and not self.itinerary.via and not _holds_texts(trip):
            problem = "it holds excerpts only"
        elif way == "pages" and front.document is None:
            problem = "this is a feed, which has none"
        elif way == "pages" and front.document and not (entries(front.document) or front.is_wordpress):
            problem = "no post is on this page"
        if problem:
            remedy = "Take another way with --via, or leave --via out"
            raise FetchError(problem, place=front.address, remedy=remedy, status=404)


def _pages(way: Via, record: Record) -> Iterator[Page]:
    return rest.pages(record) if way == "rest" else record.pages()


def _holds_texts(trip: Trip) -> bool:
    """Whether any post of the feed is there in full."""
    found = feed_dialect.read(feed.first_page(trip), trip.source).sightings
    return any(seen.status is Status.FULL for seen in found)
