"""A saved WordPress page as a tree: its addresses, its posts, and whose listing it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector, UnicodeDammit

import scraper.sources.wordpress_selectors as where
from scraper.html.prune import gone
from scraper.html.spaces import plain
from scraper.tip import Page

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")  # what browsers write above a page they save
_PREFIX = re.compile(
    r"^(?:(?P<kind>tag|category|posts tagged)(?: archives)?\s*(?:for)?\s*[:|]\s*|posts tagged\s+)", re.IGNORECASE
)

Kind = Literal["tag", "category"]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. `address` is where it was, or nothing; `damaged` counts bytes that are not of its encoding."""

    soup: BeautifulSoup
    address: str
    single: bool
    damaged: int = 0


def parse(page: Page) -> Document:
    """Return the page as a tree without what stands beside its posts."""
    text, damaged = _decoded(page.content)
    soup = BeautifulSoup(text, "lxml")
    single = soup.body is not None and soup.body.css.match(where.SINGLE)
    address = _address(page, text, soup)
    for element in list(select(soup, (*where.FURNITURE, *(where.FURNITURE_OF_SINGLES if single else ())))):
        if not gone(element) and element.name not in {"body", "html"}:
            element.decompose()
    return Document(soup, address, single, damaged)


def _decoded(content: bytes) -> tuple[str, int]:
    declared = EncodingDetector.find_declared_encoding(content, is_html=True)
    if declared in {"utf-8", "utf8"}:
        # One broken byte must not turn the whole page into another encoding, as guessing would.
        text = content.decode("utf-8-sig", "replace")
        return text, text.count("\ufffd")
    if declared in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        # What calls itself Latin-1 is windows-1252. Source: WHATWG Encoding, "Names and labels".
        return content.decode("windows-1252", "replace"), 0
    return UnicodeDammit(content, is_html=True).unicode_markup or content.decode("utf-8", "replace"), 0


def _address(page: Page, text: str, soup: BeautifulSoup) -> str:
    saved = _SAVED_FROM.search(text[:4096])
    named = (
        _attribute(soup.select_one("link[rel~=canonical][href]"), "href"),
        _attribute(soup.select_one("meta[property='og:url'][content]"), "content"),
        page.name,
        saved[1] if saved else "",
        _attribute(soup.select_one("base[href]"), "href"),
    )
    return next((one for one in named if host_of(one)), "")


def host_of(address: str) -> str | None:
    """Return the host of an address of the web, without "www."; None for anything else."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in {"http", "https"} else None


def _attribute(element: Tag | None, name: str) -> str:
    return str(element.get(name, "")).strip() if element else ""


def entries(document: Document) -> list[Tag]:
    """Return the posts of a page, outermost ones only, in its order."""
    soup = document.soup
    for selector in where.ENTRY:
        found = [one for one in select(soup, (selector,)) if one.name not in {"body", "html"} and _is_post(one)]
        ids = {id(element) for element in found}
        outer = [element for element in found if not any(id(parent) in ids for parent in element.parents)]
        if outer:
            return outer[:1] if document.single else outer
    if document.single:
        for selector in where.ENTRY_OF_SINGLES:
            element = soup.select_one(selector)
            if element is not None and first(element, where.BODY) is not None:
                return [element]
    return []


def _is_post(element: Tag) -> bool:
    parts = (
        *where.BODY,
        *where.EXCERPT,
        ".entry-title",
        ".wp-block-post-title",
        ".wp-block-post-date",
        "h1",
        "h2",
        "h3",
    )
    return first(element, parts) is not None


def select(element: Tag, selectors: Iterable[str], outside: Tag | None = None) -> Iterator[Tag]:
    """Yield what the selectors find in an element, in the order of the selectors, but for what lies in `outside`."""
    names = _names(element)
    for selector in selectors:
        for found in element.select(selector) if any(needed <= names for needed in _needed(selector)) else ():
            if outside is None or not (found is outside or any(parent is outside for parent in found.parents)):
                yield found


def _names(element: Tag) -> set[str]:
    """The names of the elements within an element, and their classes, ids and attributes as selectors write them."""
    names = set[str]()
    for inner in element.find_all(True):
        names.add(inner.name)
        names.update(f".{name}" for name in inner.get("class") or ())
        names.update(f"[{name}" for name in inner.attrs)
        if "id" in inner.attrs:
            names.add(f"#{inner['id']}")
    return names


@cache
def _needed(selector: str) -> tuple[frozenset[str], ...]:
    """For each alternative of a selector what must be among the names of an element for it to find anything there.

    That is the last part of each, which is of what is found; the library looks at every element for every selector.
    """
    bare = re.sub(r":\w+\([^()]*\)|(?<=[\w-])[~^$*|]?=[^\]]*(?=\])", "", selector)
    last = (re.split(r"[\s>+~]+", alternative.strip())[-1] for alternative in bare.split(","))
    return tuple(frozenset(re.findall(r"[.#\[][\w-]+|^[a-z][\w-]*", part)) for part in last)


def first(element: Tag, selectors: Iterable[str], outside: Tag | None = None) -> Tag | None:
    """Return the first that a table of selectors finds."""
    return next(select(element, selectors, outside), None)


def text_of(element: Tag | None) -> str:
    """Return the text that an element shows, on one line."""
    return plain(element.get_text()).strip() if element else ""


def link_of(document: Document, entry: Tag, body: Tag | None, home: str) -> str:
    """Return the permanent address of a post: of a single page its canonical one."""
    if document.single and document.address:
        return document.address
    link = first(entry, where.LINK, outside=body) or (first(body, ("a.more-link",)) if body else None)
    try:
        address = urljoin(document.address or home, _attribute(link, "href")).split("#")[0] if link else ""
    except ValueError:
        return ""
    return address if host_of(address) else ""


def dates_of(document: Document, entry: Tag, body: Tag | None) -> Iterator[str]:
    """Yield what a post prints as the day of its publication, the most telling first."""
    for selector, attribute in where.DATE:
        for element in select(entry, (selector,), outside=body):
            printed = str(element.get(attribute, "")) if attribute else text_of(element)
            if printed.strip():
                yield printed.strip()
    published = document.soup.select_one("meta[property='article:published_time'][content]")
    if document.single and published is not None:
        yield str(published["content"])


def page_title(document: Document, site: str, *, of_window: bool = True) -> str:
    """Return the title of a single page as its head has it, without the name of the site; empty where it has no other.

    The name is the one that the page gives its site, or the one of its feed, or `site`. The window's title counts only
    with `of_window`: of a post without a title it may be anything.
    """
    shared = _attribute(document.soup.select_one("meta[property='og:title'][content]"), "content")
    title = plain(shared) if shared else text_of(document.soup.title) if of_window else ""
    feed = _attribute(document.soup.select_one("link[rel~=alternate][type='application/rss+xml'][title]"), "title")
    named = _attribute(document.soup.select_one("meta[property='og:site_name']"), "content")
    for name in filter(None, (named, re.split(r"\s+[»›→|]\s+", feed)[0], site)):
        title = re.sub(rf"(?:^|\s*[-–—|«»:·]+\s*){re.escape(plain(name))}$", "", title)
    return title


def listing_of(document: Document) -> tuple[Kind, str] | None:
    """Return of which tag or category the page is the listing, as its heading prints the name."""
    if document.single:
        return None
    body = document.soup.body
    classes = set(body.get("class") or []) if body else set()
    heading = next((found for found in select(document.soup, where.HEADING) if not found.find_parent("article")), None)
    if heading is None:  # any other heading may be the site's name
        heading = next((found for found in document.soup.select("h1, h2") if _PREFIX.match(text_of(found))), None)
    prefix = _PREFIX.match(text_of(heading))
    kind: Kind | None = None
    path = urlsplit(document.address).path if document.address else ""
    said = "" if prefix is None else "category" if (prefix["kind"] or "").lower() == "category" else "tag"
    if "tag" in classes or said == "tag" or "/tag/" in path:
        kind = "tag"
    elif "category" in classes or said == "category" or "/category/" in path:
        kind = "category"
    if kind is None or heading is None:
        return None
    name = text_of(heading.find("span")) or _PREFIX.sub("", text_of(heading)).split(": ", 1)[-1]
    return (kind, name) if (name := name.strip(" ‘’“”\"'")) else None
