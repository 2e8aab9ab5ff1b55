"""The way along the listing pages: a page after another, and from each to the posts that it does not show in full."""

import contextlib
import hashlib
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

import scraper.sources.wordpress_selectors as where
from scraper.dates import parse_date
from scraper.errors import FetchError
from scraper.html.address import absolute
from scraper.normalise import canonical_url
from scraper.sources.wordpress_body import find_body, without_links_to_itself
from scraper.sources.wordpress_page import Document, dates_of, entries, first, link_of, parse, text_of
from scraper.tip import Page
from scraper.web.answer import Answer
from scraper.web.fences import same_site
from scraper.web.front import HTML, with_parameters
from scraper.web.store import Post
from scraper.web.trip import Trip
from scraper.web.walk import Item, Stretch, walk

UNKNOWN = ("posts that no listing leads to", "further pages of a post whose theme links to none of them")
# Words of the longest excerpt that a theme may show as if it were the whole text, without a sign that it is cut.
# Source: WordPress, wp_trim_excerpt: 55, for languages written with spaces.
_EXCERPT = 60
_MOST_PAGES = 50  # of one post
_PAST_THE_END = frozenset({404, 410})
_GIVE_UP = 3  # posts in a row that did not come: it is the network or the site, not the post
# How addresses number the pages of a listing. The second is for sites without pretty addresses, the third WordPress'
# query block; source: WordPress, get_pagenum_link, render_block_core_query_pagination_next.
_NUMBERS = (
    re.compile(r"/page/(?P<number>\d{1,6})/?(?=$|\?)"),
    re.compile(r"[?&]paged=(?P<number>\d{1,6})\b"),
    re.compile(r"[?&]query-\d*-?page=(?P<number>\d{1,6})\b"),
)
# Where no address has a number: what themes write around the link to older posts. `prev` in a head is left out, for it
# means newer posts to one theme and older ones to another.
_OLDER = (
    ".wp-block-query-pagination-next",
    ".nav-previous a[href]",
    "a.next.page-numbers",
    ".older-posts a[href], a.older-posts",
    "a[rel~=next]",
    "link[rel~=next]",
)


def gather(trip: Trip) -> tuple[str, ...]:
    """Bring the record up to date; return what this way could not tell. Raises FetchError and Enough."""
    if trip.front.scope == "post":
        _one_post(trip)
        return ()
    walk(trip, _first(trip), lambda address: _look(trip, address))
    return UNKNOWN


def _first(trip: Trip) -> str:
    """Where the listing begins: a front page without posts has them elsewhere (WordPress, "page_on_front")."""
    front = trip.front
    return with_parameters(front.address, post_type="post") if front.is_static else front.address


def _one_post(trip: Trip) -> None:
    front = trip.front
    mark = hashlib.sha256(front.page.content).hexdigest()[:16]
    trip.keep([Post(canonical_url(front.address), mark, _with_further_pages(trip, front.page))])


def _look(trip: Trip, address: str) -> Stretch | None:
    is_first = address == _first(trip)
    try:
        answer = trip.get(address, remember=is_first)
    except FetchError as error:
        if error.status in _PAST_THE_END and not is_first:
            return None
        raise
    whole = BeautifulSoup(answer.content, "lxml")  # with what stands beside the posts, such as the pager
    document = parse(page_of(answer))
    if document.single or not entries(document):
        if is_first:
            raise FetchError(
                "no post is on this page", place=address, remedy="Name a page that lists posts", status=404
            )
        return None
    older, last = _older(whole, answer.address)
    total = last * len(entries(document)) or None
    return Stretch(_items(trip, document, answer.address), older, answer.unchanged, total)


def page_of(answer: Answer) -> Page:
    """Return an answer as a page of HTML, in UTF-8 where only the header knew another encoding."""
    content = answer.content
    if answer.charset and not re.search(rb"<meta[^>]+charset", content[:4096], re.IGNORECASE):
        with contextlib.suppress(LookupError):  # an encoding that nobody knows
            content = b"\xef\xbb\xbf" + content.decode(answer.charset, "replace").encode()
    return Page(answer.address, content, "text/html", answer.captured)


def _items(trip: Trip, document: Document, listing: str) -> Iterator[Item]:
    """Yield the posts of a listing, each with the listing around it but without the others."""
    for post, alone in _each_alone(document, listing):
        body, is_excerpt = find_body(post)
        address = canonical_url(link_of(document, post, body, trip.source.home))
        if not address or not same_site(address, trip.front.address):
            continue
        mark = hashlib.sha256(text_of(post).encode()).hexdigest()[:16]
        dates = [date for text in dates_of(document, post, body) if (date := parse_date(text, trip.source.date_order))]
        whole = not is_excerpt and bool(dates) and _is_whole(post, body, address)
        entry = Post(address, mark, Page(address, alone, "text/html", datetime.now(UTC).replace(microsecond=0)))
        bring = partial(_kept, entry) if whole else partial(_followed, trip, entry)
        yield Item(address, mark, bring, dates[0].day if dates else None)


def _each_alone(document: Document, listing: str) -> Iterator[tuple[Tag, bytes]]:
    soup = document.soup
    posts = entries(document)
    place = soup.new_tag("div")
    posts[0].insert_before(place)
    for post in posts:
        post.extract()
    if soup.head and not soup.select_one("link[rel~=canonical]"):
        soup.head.append(soup.new_tag("link", rel="canonical", href=listing))
    for post in posts:
        place.append(post)
        yield post, str(soup).encode()
        post.extract()


def _is_whole(post: Tag, body: Tag | None, address: str) -> bool:
    """Whether the listing tells all that the post's own page would: its text to the end, its title and its terms."""
    if body is None or not first(post, where.TITLE, outside=body) or body.select_one(where.PAGES):
        return False
    if first(post, (*where.TAG, *where.CATEGORY), outside=body) is None or len(text_of(body).split()) <= _EXCERPT:
        return False
    return not without_links_to_itself(copy(body), address, address)


def _kept(entry: Post) -> Post:
    return entry


def _followed(trip: Trip, entry: Post) -> Post:
    """The post's own page; where that cannot be had, what the listing shows of it, to be tried again another time."""
    try:
        answer = trip.get(entry.page.name)
        page = page_of(answer)
        if answer.media_type in HTML and entries(parse(page)):
            trip.failed = 0
            return replace(entry, page=_with_further_pages(trip, page))
    except FetchError as error:
        trip.failed += 1
        if error.passing and trip.failed >= _GIVE_UP:
            raise
        trip.problems.append(error)
        return replace(entry, mark="" if error.passing else entry.mark)
    return entry


def _with_further_pages(trip: Trip, page: Page) -> Page:
    """Return the page of a post with those that it goes on at. Source: WordPress, wp_link_pages."""
    more: dict[str, bytes] = {}
    ahead = _further(page)
    while ahead and len(more) < _MOST_PAGES:
        address = ahead.pop(0)
        if address not in more:
            answer = trip.client.get(address)  # a post that is half there would be begun anew each time
            more[address] = page_of(answer).content
            ahead += [one for one in _further(page_of(answer)) if one not in more]
    numbered = sorted((address for address in more if canonical_url(address) != canonical_url(page.name)), key=_number)
    return replace(page, more=tuple(more[address] for address in numbered))


def _further(page: Page) -> list[str]:
    links = parse(page).soup.select(", ".join(f"{pager} a[href]" for pager in where.PAGES.split(", ")))
    addresses = (absolute(str(link["href"]), page.name).split("#")[0] for link in links)
    return list(dict.fromkeys(one for one in addresses if same_site(one, page.name) and _number(one) > 1))


def _number(address: str) -> int:
    match = re.search(r"(?:/|[?&]page=)(\d{1,4})/?$", address)
    return int(match[1]) if match else 0


def _older(soup: BeautifulSoup, here: str) -> tuple[str, int]:
    """Return the address of the page that follows, if any, and the highest number of a page that a link leads to.

    It is the link whose number is the next; where addresses have no numbers, what a theme calls older.
    """
    named = soup.select("a[href], link[rel~=next][href]")
    around = [
        link for link in (absolute(str(one["href"]), here).split("#")[0] for one in named) if same_site(link, here)
    ]
    for pattern in _NUMBERS:
        at = pattern.search(here)
        number, base = (int(at["number"]), pattern.sub("", here)) if at else (1, here)
        pages = {
            int(numbered["number"]): link
            for link in reversed(around)
            if (numbered := pattern.search(link)) and _path(pattern.sub("", link)) == _path(base)
        }
        if number + 1 in pages:
            return pages[number + 1], max(pages)
    for selector in _OLDER:
        for found in soup.select(selector):
            address = absolute(str(found.get("href", "")), here).split("#")[0]
            if address != here and same_site(address, here):
                return address, 0
    return "", 0


def _path(address: str) -> str:
    return urlsplit(address).path.rstrip("/")
