"""What an item of a feed says: its title, and its text, which may be all of it, a part, or a part with a footer."""

import html
import re
from copy import deepcopy
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString
from lxml import etree

import scraper.sources.wordpress_selectors as where
from scraper.html.spaces import plain
from scraper.merge import url_key
from scraper.normalise import canonical_url
from scraper.sources.feed_document import Feed, joined
from scraper.sources.posttext import tree_of
from scraper.sources.wordpress_body import without_links_to_itself
from scraper.xml.names import children, name_of, text_of

_WHOLE = ("content:encoded", "atom:content")
_PART = ("description", "atom:summary")
_TITLE = ("title", "atom:title")
# Elements that a title may hold; anything else between "<" and ">" is text.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|em|font|i|img|kbd|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|ul|ol|dl|blockquote|pre|table|figure|h[1-6])\b|(?:<br\s*/?>\s*){2}", re.IGNORECASE)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)\s*$")
_PASSWORD = f"{where.PASSWORD}, form[action*='action=postpass']"
# What WordPress prints for the excerpt of a protected post; source: get_the_excerpt.
_PROTECTED = "There is no excerpt because this is a protected post."
_FLARE = ".feedflare"
_APPEARED = re.compile(r"\b(?:appeared first on|first appeared on|originally published (?:on|at))\b", re.IGNORECASE)
_LONGEST_FOOTER = 60  # characters beside its links
_PIXEL = ("0", "1")
_TEXT_TYPES = {"text", "text/plain"}
_HTML_TYPES = {"html", "text/html", "xhtml", "application/xhtml+xml"}


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item's text as a tree, and where its relative addresses are seen from. `footer` is what was taken off it."""

    body: Tag
    base_url: str
    is_teaser: bool
    is_protected: bool
    footer: str = ""


def title_of(element: etree._Element, feed: Feed) -> str:
    """Return a title as plain text.

    Atom says whether it is HTML. RSS does not: WordPress takes all tags out, other software often leaves them.
    """
    for title in children(element, *_TITLE):
        if name_of(title) != "title":
            said = tree_of(_html(title)).get_text()
        else:
            said = text_of(title) if feed.is_of_wordpress else plain_text(text_of(title))
        if said := plain(said).strip():
            return said
    return ""


def plain_text(title: str) -> str:
    """Return a title without the HTML in it."""
    return html.unescape(_INLINE.sub("", title))


def read_text(item: etree._Element, feed: Feed, url: str) -> ItemText:
    """Return the text of an item, without the footer of a feed."""
    parts = [*children(item, *_WHOLE), *children(item, *_PART)]
    element, said = next(((part, said) for part in parts if (said := _html(part)).strip()), (item, ""))
    body = tree_of(said)
    for flare in body.select(_FLARE):
        flare.decompose()
    base_url = joined(url or feed.link, str(element.base or ""))
    footer = _take_footer(body, {_place(url), _place(feed.link)} - {""})
    is_teaser = without_links_to_itself(body, url, base_url)
    words = plain(body.get_text()).strip()
    if name_of(element) in _PART:
        # WordPress gives the whole text elsewhere or not at all, and an excerpt that somebody wrote has no dots.
        is_teaser = is_teaser or feed.is_of_wordpress or not _BLOCK.search(said) or bool(_ELLIPSIS.search(words))
    is_protected = body.select_one(_PASSWORD) is not None or words == _PROTECTED
    return ItemText(body, base_url, is_teaser, is_protected, footer)


def _html(element: etree._Element) -> str:
    """Return what an element holds as HTML. Source: RFC 4287, 3.1.1 and 4.1.3, for Atom; in RSS it is HTML."""
    is_atom = name_of(element).startswith("atom:")
    kind = str(element.get("type", "text")).split(";")[0].strip().lower() if is_atom else "html"
    if kind in _TEXT_TYPES:
        return html.escape(text_of(element))
    if kind not in _HTML_TYPES:
        return ""
    inner = deepcopy(element)
    for one in inner.iter():
        one.tag = one.tag.rpartition("}")[2].rpartition(":")[2]
    etree.cleanup_namespaces(inner)
    if not len(inner):
        return inner.text or ""
    markup = (etree.tostring(one, encoding="unicode", method="html") for one in inner)
    return html.escape(inner.text or "") + "".join(markup)


def _take_footer(body: Tag, places: set[str]) -> str:
    """Take the closing paragraphs off a text that only say where it is from; return their words.

    They link to the post and to its site; the words between the links are of any language.
    """
    gone: list[str] = []
    while (last := _last(body)) is not None:
        links = last.find_all("a", href=True)
        led = {_place(str(link["href"])) for link in links} & places
        words = plain(last.get_text()).strip()
        beside = len(words) - sum(len(plain(link.get_text())) for link in links)
        known = bool(led) and bool(_APPEARED.search(words))
        if beside > _LONGEST_FOOTER or not (known or (len(places) > 1 and led == places)):
            break
        gone.insert(0, words)
        last.decompose()
    return " ".join(gone)


def _last(body: Tag) -> Tag | None:
    """Return the element that a text ends with; images of a pixel, which count readers, aside."""
    for node in reversed(body.contents):
        if isinstance(node, Tag) and not (node.name == "img" and node.get("width") in _PIXEL):
            return node
        if isinstance(node, NavigableString) and node.strip():
            return None
    return None


def _place(address: str) -> str:
    return url_key(canonical_url(address))
