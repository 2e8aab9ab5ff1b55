"""Files for programs → their links: feeds and sitemaps (XML), JSON, and plain text such as llms.txt.

What begins with http:// or https:// in them is an address; and feeds hold HTML, with links of its own.
"""

import json
import re
from typing import Any

from lxml import etree

from scraper.published.site.document import Document

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_IN_TEXT = re.compile(r"https?://[^\s<>()\[\]\"'`]+", re.IGNORECASE)
_SENTENCE_END = ".,;:!?"
# Names of things, which only look like addresses: of Atom's entries, JSON Feed's items, JSON-LD's nodes, and schemas.
_NAMES = frozenset({"id", "@id", "$id", "$schema", "@context"})


def read_xml(raw: bytes) -> Document:
    """Return the links of a feed or a sitemap."""
    # Nothing is expanded and nothing is fetched, whatever a DOCTYPE says.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        return Document(broken=f"it is no XML: {error.msg}")
    found: list[str] = []
    markup: list[str] = []
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        text = (element.text or "").strip()
        found += filter(_ADDRESS.fullmatch, map(str, element.attrib.values()))
        if _is_html(element, name):
            markup.append(text)
        elif name not in _NAMES and element.get("isPermaLink") != "false" and _ADDRESS.fullmatch(text):
            found.append(text)
    return Document(found, markup)


def read_json(raw: bytes) -> Document:
    """Return the links of a JSON file, as a feed or a list of tips is one."""
    return json_links(raw.decode("utf-8", errors="replace"))


def read_text(raw: bytes) -> Document:
    """Return the addresses in a text."""
    text = raw.decode("utf-8", errors="replace")
    return Document([found[0].rstrip(_SENTENCE_END) for found in _IN_TEXT.finditer(text)])


def json_links(text: str) -> Document:
    """Return the links of a piece of JSON. Nothing else is kept of it, so it may be large."""
    found: list[str] = []
    markup: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        for key, value in pairs:
            for said in value if isinstance(value, list) else (value,):
                if not isinstance(said, str) or key in _NAMES:
                    continue
                if key == "content_html":  # JSON Feed's; all else there is plain text
                    markup.append(said)
                elif _ADDRESS.fullmatch(said):
                    found.append(said)

    try:
        json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError) as error:
        return Document(found, markup, broken=f"it is no JSON: {error}")
    return Document(found, markup)


def _is_html(element: etree._Element, name: str) -> bool:
    """Whether a feed's element holds HTML. In RSS an item's description does, in Atom each text says so of itself.

    Source: www.rssboard.org/rss-profile; RFC 4287, section 3.1.1.
    """
    if name == "description":
        parent = element.getparent()
        return parent is not None and etree.QName(parent).localname == "item"
    return name == "encoded" or element.get("type") == "html"
