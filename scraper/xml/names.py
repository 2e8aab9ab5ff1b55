"""Elements by the names that people know them by: "title", "content:encoded", "atom:link"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_PREFIXES = {
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2005/Atom": "atom",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
_EXPORT = re.compile(r"http://wordpress\.org/export/1\.\d+/(?P<part>excerpt/)?")


def name_of(element: etree._Element) -> str:
    """Return an element's name with the usual prefix of its namespace, whatever prefix the document gives it.

    Where a document forgot to say what a prefix means, it means the usual.
    """
    return _named(element.tag)


@lru_cache(maxsize=1024)
def _named(tag: str) -> str:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    export = _EXPORT.fullmatch(namespace)
    prefix = _PREFIXES.get(namespace, namespace) if not export else "excerpt" if export["part"] else "wp"
    return f"{prefix}:{name}" if prefix else name


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield an element's children of these names, in the order of the names, then of the document."""
    for name in names:
        yield from (child for child in element if name_of(child) == name)


def text_of(element: etree._Element | None) -> str:
    """Return all text within an element, without white space around."""
    if element is None:
        return ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False).strip()


def first_text(element: etree._Element, *names: str) -> str:
    """Return the first text that is any among an element's children of these names."""
    return next((text for child in children(element, *names) if (text := text_of(child))), "")
