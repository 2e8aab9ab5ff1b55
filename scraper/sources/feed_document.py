"""A feed as a tree, whichever of RSS 0.9, RSS 1.0, RSS 2.0 or Atom 1.0 it is; and each of its items by itself.

Source: RFC 4287; RSS Advisory Board, "RSS 2.0 Specification"; RDF Site Summary 1.0 and its modules content and dc.
"""

import hashlib
import io
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from scraper.containers.holding import LARGEST
from scraper.containers.kind import START, Kind, kind_of
from scraper.errors import PageError
from scraper.sources.wordpress_page import host_of
from scraper.tip import Page
from scraper.xml.mend import CUT
from scraper.xml.names import children, first_text, name_of, text_of
from scraper.xml.stream import closed

_ITEMS = ("item", "atom:entry")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# All that is read of a feed. The rest would make another item of the same: counts of comments, times, and titles, where
# WordPress counts the feed's pages.
_OF_HEAD = ("link", "language", "generator", "dc:language", "atom:link", "atom:author", "atom:generator")
_OF_ITEM = (
    *("title", "link", "guid", "author", "category", "pubDate", "description"),
    *("content:encoded", "dc:creator", "dc:date", "dc:subject", "feedburner:origLink"),
    *("atom:title", "atom:link", "atom:id", "atom:author", "atom:category", "atom:published"),
    *("atom:content", "atom:summary"),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's items, and the element that describes it. `broken` says what is wrong with its XML, if anything is."""

    name: str
    root: etree._Element
    head: etree._Element
    items: tuple[etree._Element, ...]
    broken: str = ""

    @property
    def link(self) -> str:
        """The address of the site that the feed is of."""
        named = (first_text(self.head, "link"), link_to("alternate", self.head), self.name)
        return next((one for one in named if host_of(one)), "")

    @property
    def lang(self) -> str:
        """The language tag of the feed as printed, or nothing."""
        said = first_text(self.head, "language", "dc:language")
        return said or str(self.head.get(_LANG) or self.root.get(_LANG) or "")

    @property
    def is_of_wordpress(self) -> bool:
        """Whether WordPress made the feed, as it says in every feed. Source: WordPress, get_the_generator."""
        said = [(one.get("uri") or "") + text_of(one) for one in children(self.head, "generator", "atom:generator")]
        return any("wordpress." in one.lower() for one in said)


def parse(page: Page) -> Feed:
    """Return the feed that a page is. Raises PageError where it is none, or holds no item."""
    if kind_of(page.content[:START], page.name) not in (Kind.RSS, Kind.ATOM):
        raise PageError("this is no feed", place=page.name, remedy="Name the address of an RSS or Atom feed")
    items: list[etree._Element] = []
    broken = ""
    try:
        names = [name.split(":")[-1] for name in _ITEMS]
        items += (one for one in closed(io.BytesIO(page.content), names, page.name, LARGEST) if name_of(one) in _ITEMS)
    except PageError as error:
        if not items:
            raise
        broken = error.problem
    if not items:
        raise PageError("the feed holds no item", place=page.name, remedy="Look at it in a browser; it may be empty")
    root = items[0].getroottree().getroot()
    head = next(children(root, "channel"), root)
    return Feed(page.name, root, head, tuple(items), broken)


def split(page: Page) -> Iterator[tuple[str, Page]]:
    """Yield each item of a feed as a feed of its own, with the key that tells it from others: its id, or its address.

    The same item gives the same bytes, whatever else changes in the feed. Raises PageError as `parse` does.
    """
    feed = parse(page)
    frame = deepcopy(feed.root)
    head = next(children(frame, "channel"), frame)
    _keep(frame, ("channel", *_OF_HEAD) if head is not frame else _OF_HEAD)
    _keep(head, _OF_HEAD)
    for link in list(children(head, "atom:link")):
        if link.get("rel", "alternate") != "alternate":  # of the page of the feed, or the one behind it
            head.remove(link)
    for generator in children(head, "generator", "atom:generator"):
        generator.attrib.pop("version", "")
        generator.text = (generator.text or "").split("?")[0]
    place = head if feed.items[0].getparent() is not feed.root else frame
    for one in feed.items:
        item = deepcopy(one)
        _keep(item, _OF_ITEM)
        item.tail = None
        place.append(item)
        content = etree.tostring(frame, encoding="utf-8")
        place.remove(item)
        named = (first_text(item, "guid", "atom:id"), address_of(item, feed))
        key = next(filter(None, named), "") or hashlib.sha256(content).hexdigest()[:16]
        yield key, Page(page.name, content, page.media_type, page.captured, zone=page.zone)


def address_of(item: etree._Element, feed: Feed) -> str:
    """Return the permanent address of an item, in full; nothing where it names none."""
    guid = next(children(item, "guid"), None)
    is_address = guid is not None and str(guid.get("isPermaLink", "true")).strip().lower() != "false"
    named = (
        first_text(item, "feedburner:origLink"),
        first_text(item, "link"),
        link_to("alternate", item),
        text_of(guid) if is_address and host_of(text_of(guid)) else "",
    )
    base = base_of(item, feed)
    return next((address for one in named if one and host_of(address := joined(base, one))), "")


def base_of(element: etree._Element, feed: Feed) -> str:
    """Return the address that an element's relative ones are seen from: by xml:base, else the site's."""
    return joined(feed.link, str(element.base or ""))


def link_to(relation: str, element: etree._Element) -> str:
    """Return where an Atom link of that relation leads, as written."""
    for link in children(element, "atom:link"):
        # RFC 4287, 4.2.7.2: a link without a relation is to an alternate.
        if str(link.get("rel", "alternate")).strip() == relation and str(link.get("href", "")).strip():
            return str(link.get("href")).strip()
    return ""


def is_cut(item: etree._Element) -> bool:
    """Whether an item was too large to be read as a whole."""
    return item.find(f".//{CUT}") is not None


def joined(base: str, address: str) -> str:
    """Return an address in full, as far as it is one."""
    try:
        return urljoin(base, address)
    except ValueError:  # such as "http://[broken"
        return ""


def _keep(element: etree._Element, names: tuple[str, ...]) -> None:
    for child in list(element):
        if name_of(child) not in names:
            element.remove(child)
        else:
            child.tail = None
    element.text = None
