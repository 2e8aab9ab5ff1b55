"""A file of the site → what it says of others. A kind of file a row."""

import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from scraper.published.site.built import PAGES
from scraper.published.site.document import Document
from scraper.published.site.pages import read_page
from scraper.published.site.records import read_json, read_text, read_xml
from scraper.published.site.sheets import read_sheet

_MOST = 50_000_000  # bytes of a sitemap, unpacked. Source: sitemaps.org, "Sitemaps XML format"
_PACKED = ".gz"
_READERS: Mapping[str, Callable[[bytes], Document]] = {
    **dict.fromkeys(PAGES, read_page),
    ".css": read_sheet,
    ".xml": read_xml,
    f".xml{_PACKED}": read_xml,
    ".json": read_json,
    ".txt": read_text,
}
KINDS = tuple(_READERS)


def read_document(file: Path) -> Document:
    """Return what a file says of others; its name ends with one of KINDS. What can't be read is broken."""
    reader = next(reader for kind, reader in _READERS.items() if file.name.endswith(kind))
    try:
        document = reader(content(file))
    except (OSError, EOFError, zlib.error) as error:
        return Document(broken=f"it can't be read: {getattr(error, 'strerror', None) or error}")
    if not document.markup:
        return document
    within = (read_page(piece.encode(errors="replace")).links for piece in document.markup if "<" in piece)
    return replace(document, links=[*document.links, *(link for links in within for link in links)])


def content(file: Path) -> bytes:
    """Return what is in a file, unpacked where it is packed."""
    raw = file.read_bytes()
    return gzip.GzipFile(fileobj=io.BytesIO(raw)).read(_MOST) if file.name.endswith(_PACKED) else raw
