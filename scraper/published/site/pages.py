"""A page → its links, and the ids that links can ask for. HTML is read as browsers read it, whatever it looks like."""

import re
from collections.abc import Callable, Iterator
from typing import cast

from lxml import etree

from scraper.published.site.document import Document
from scraper.published.site.records import json_links
from scraper.published.site.sheets import urls


def _strings(path: str) -> Callable[[etree._Element], list[str]]:
    """Return what finds attributes' values, or texts, in a tree."""
    return cast("Callable[[etree._Element], list[str]]", etree.XPath(path, smart_strings=False))


# Source: the HTML standard, "Attributes", those whose values are URLs.
_LINKS = tuple(
    map(
        _strings,
        (
            "//*[not(self::base)]/@href",
            "//@src",
            "//@action",
            "//@formaction",
            "//@poster",
            "//object/@data",
            "//@cite",
        ),
    )
)
_IDS = _strings("//@id | //a/@name")
_SETS = _strings("//@srcset | //@imagesrcset")
_STYLES = _strings("//style/text() | //@style")
_SAID = _strings("//meta[not(@http-equiv)]/@content")
_DATA = _strings('//script[@type="application/ld+json"]/text()')
_BASE = _strings("//base/@href")
_CANONICAL = _strings('//link[@rel="canonical"]/@href')
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read_page(raw: bytes) -> Document:
    """Return the links of a page: those that people follow, what browsers load, and what machines are told; and its
    ids, with the names of its anchors.
    """  # noqa: D205 -- one sentence, which is long
    root = _parsed(raw)
    if root is None:
        return Document()
    found: list[str] = []
    for links in _LINKS:
        found += links(root)
    for candidates in _SETS(root):
        found += _candidates(candidates)
    for style in _STYLES(root):
        found += urls(style)
    found += filter(_ADDRESS.fullmatch, _SAID(root))
    found += filter(None, (_refresh(meta) for meta in root.iter("meta")))
    for data in _DATA(root):
        found += json_links(data).links
    return Document(found, ids=frozenset(_IDS(root)), base=next(iter(_BASE(root)), ""))


def canonical(raw: bytes) -> str:
    """Return the address that a page gives as its own, or nothing."""
    root = _parsed(raw)
    return "" if root is None else next(iter(_CANONICAL(root)), "")


def _parsed(raw: bytes) -> etree._Element | None:
    """Return the page as a tree, or None where it is empty or holds a comment and no more."""
    # Before version 2.14, libxml2 takes bytes that are no UTF-8 for Latin 1, and a page to end at a zero byte. Browsers
    # see a replacement character in place of either.
    if not raw.isascii():
        raw = raw.decode("utf-8", errors="replace").encode()
    raw = raw.replace(b"\0", "\ufffd".encode())
    return etree.fromstring(raw, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def _candidates(value: str) -> Iterator[str]:
    """Yield the pictures of a srcset. Source: the HTML standard, "Parsing a srcset attribute"."""
    begins = True
    for word in value.split():
        if begins and (picture := word.rstrip(",")):
            yield picture
        begins = word.endswith(",")


def _refresh(meta: etree._Element) -> str:
    """Return where a page sends its readers on its own, or nothing. Source: the HTML standard, "refresh"."""
    if (meta.get("http-equiv") or "").lower() != "refresh":
        return ""
    _, _, target = re.sub("[;,]", ";", meta.get("content") or "", count=1).partition(";")
    target = target.strip()
    if target[:3].lower() == "url" and target[3:].lstrip().startswith("="):
        target = target[3:].lstrip()[1:].lstrip()
    quote = target[:1]
    return target[1:].partition(quote)[0] if quote in ("'", '"') else target
