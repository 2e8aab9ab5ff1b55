"""The dialect of feeds: RSS 0.9 to 2.0 and Atom 1.0, as files or as a site gives them."""

import datetime
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from scraper.containers.kind import START, Kind, kind_of
from scraper.html.spaces import plain
from scraper.source import Source
from scraper.sources.feed_dates import feed_date
from scraper.sources.feed_document import Feed, address_of, is_cut, link_to, parse, split
from scraper.sources.feed_text import read_text, title_of
from scraper.sources.language import foreign
from scraper.sources.posttext import all_of, with_text
from scraper.sources.wordpress_page import host_of
from scraper.tip import Loss, Page, Precision, Reading, Sighting, Skip, Status, TipDate
from scraper.xml.names import children, first_text, text_of

_FEEDS = {Kind.RSS.value, Kind.ATOM.value, "application/rdf+xml"}
_XML = {Kind.XML.value, "text/xml"}
# The day that an item was first published, and never the one when it was changed.
_DATE = ("pubDate", "dc:date", "atom:published")
_DAY = datetime.timedelta(days=1)
_MAIL = re.compile(r"\S+@\S+")
_PARENTHESES = re.compile(r"\((?P<name>[^()]+)\)\s*$")
# The address that tells what a term is, or the name of a taxonomy. Source: WordPress, "Category Base" and "Tag Base".
_OF_TAGS = re.compile(r"(?:^|[/#])(?:post_)?tags?(?:$|[/#])", re.IGNORECASE)
_OF_CATEGORIES = re.compile(r"(?:^|[/#])categor(?:y|ies)(?:$|[/#])", re.IGNORECASE)


def can_read(page: Page) -> bool:
    """Whether the page is a feed."""
    kind = page.media_type.split(";")[0].strip().lower()
    return kind in _FEEDS or (kind in _XML and kind_of(page.content[:START], page.name) in (Kind.RSS, Kind.ATOM))


def source_of(page: Page, sources: Sequence[Source]) -> Source | None:
    """Return the source that has the feed's site, or that of its first items, among its addresses."""
    feed = parse(page)
    hosts = [host_of(feed.link), *(host_of(address_of(item, feed)) for item in feed.items)]
    for host in filter(None, hosts):
        for source in sources:
            if host in {host_of(address) for address in (source.home, *source.sites)}:
                return source
    return None


def read(page: Page, source: Source) -> Reading:
    """Return the sightings of all items. Raises PageError where the page is no feed, or one without items."""
    feed = parse(page)
    reading = all_of(_item(item, feed, page, source) for item in feed.items)
    if not feed.broken:
        return reading
    behind = title_of(feed.items[-1], feed)
    loss = Loss(page.name, None, f"{feed.broken}; what came behind this item is lost", behind)
    return all_of([reading, Reading((), (loss,))])


def item_pages(page: Page) -> Iterator[tuple[str, Page]]:
    """Yield each item as a feed of its own that `read` takes, with the key that tells it from others.

    The same item gives the same bytes. Raises PageError as `read` does.
    """
    return split(page)


def day_of(page: Page) -> datetime.date | None:
    """Return the day of a feed's first item, where it is known to the day."""
    feed = parse(page)
    date, _ = _date(feed.items[0], page, Source("", ""), address_of(feed.items[0], feed))
    return date.day if date and date.precision is Precision.DAY else None


def is_of_wordpress(page: Page) -> bool:
    """Whether WordPress made the feed."""
    return parse(page).is_of_wordpress


def next_page(page: Page) -> str:
    """Return where the feed goes on, as written; nothing where it does not say. Source: RFC 5005, 3."""
    return link_to("next", parse(page).head)


def _item(item: etree._Element, feed: Feed, page: Page, source: Source) -> Reading:
    url = address_of(item, feed)
    title = title_of(item, feed)
    date, printed = _date(item, page, source, url)
    text = read_text(item, feed, url)
    reason = "behind a password" if text.is_protected else "in the future" if _is_to_come(date, page) else ""
    if reason:
        return Reading((), skipped=(Skip(page.name, reason, title or url),))
    tags, categories, terms = _terms(item)
    if not feed.is_of_wordpress:  # another's have no order that tells more of them
        tags, terms = (*tags, *terms), ()
    seen = Sighting(
        source=source.name,
        page=page.name,
        title=title,
        body="",
        status=Status.TEASER if text.is_teaser or is_cut(item) else Status.FULL,
        date=date,
        tags=tags,
        categories=categories,
        terms=terms,
        author=_author(item, feed) or source.author,
        url=url,
        lang=foreign(feed.lang, source),
        captured=page.captured,
    )
    noted = (
        (date is None and bool(printed), "date that is none", printed),
        (bool(text.footer), "footer of the feed left out", text.footer),
        (is_cut(item), "text too long; its end is left out", url),
    )
    losses = tuple(Loss(page.name, None, what, detail, title) for is_so, what, detail in noted if is_so)
    return all_of([Reading((), losses), with_text(seen, text.body, source, text.base_url)])


def _date(item: etree._Element, page: Page, source: Source, url: str) -> tuple[TipDate | None, str]:
    """Return the day of an item, if it has one, and the first that is printed."""
    printed = [text for child in children(item, *_DATE) if (text := text_of(child))]
    dates = (feed_date(text, source, page.zone, url) for text in printed)
    return next(filter(None, dates), None), next(iter(printed), "")


def _is_to_come(date: TipDate | None, page: Page) -> bool:
    return date is not None and page.captured is not None and date.day > page.captured.date() + _DAY


def _author(item: etree._Element, feed: Feed) -> str:
    """Return who wrote an item; never an address for mail, which RSS asks for."""
    named = [text_of(one) for one in children(item, "dc:creator")]
    for element in (item, feed.head):
        named = named or [first_text(one, "atom:name") for one in children(element, "atom:author")]
    said = first_text(item, "author")
    in_parentheses = _PARENTHESES.search(said)
    named = named or [in_parentheses["name"] if in_parentheses else said]
    return ", ".join(dict.fromkeys(name for one in named if (name := plain(_MAIL.sub("", one)).strip(" <>()"))))


def _terms(item: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return an item's tags, its categories, and the terms that may be either."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for one in children(item, "category", "dc:subject", "atom:category"):
        name = plain(str(one.get("label") or one.get("term") or text_of(one))).strip()
        scheme = str(one.get("domain") or one.get("scheme") or "")
        kind = 0 if _OF_TAGS.search(scheme) else 1 if _OF_CATEGORIES.search(scheme) else 2
        if name and name not in found[kind]:
            found[kind].append(name)
    tags, categories, terms = map(tuple, found)
    return tags, categories, terms
