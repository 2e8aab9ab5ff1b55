"""What a file is, by its first bytes: names and endings lie."""

import re
from enum import StrEnum

from scraper.xml.prolog import encoding_of, past_notes, root_of


class Kind(StrEnum):
    """What a file can be: a container, or a page by its media type."""

    ZIP = "a ZIP"
    WARC = "a WARC file"
    WXR = "application/wxr+xml"
    RSS = "application/rss+xml"
    ATOM = "application/atom+xml"
    XML = "application/xml"
    HTML = "text/html"
    TEXT = "text/plain"


START = 2**16  # bytes to look at: what stands above an export's first element is some 1,500
_BEGINS = {b"PK\x03\x04": Kind.ZIP, b"PK\x05\x06": Kind.ZIP, b"WARC/": Kind.WARC}
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_EXPORT = "http://wordpress.org/export/1."  # with any further number
_ROOTS = {"rss": Kind.RSS, "RDF": Kind.RSS, "feed": Kind.ATOM}


def kind_of(start: bytes, place: str) -> Kind:
    """Return what a file is that begins so. Raises PageError for XML that may not be opened."""
    for begin, kind in _BEGINS.items():
        if start.startswith(begin):
            return kind
    text = start.decode(encoding_of(start), "replace")
    if _HTML.match(text, past_notes(text) or 0):
        return Kind.HTML
    root, attributes = root_of(text, place) or ("", "")
    if root == "rss" and _EXPORT in attributes:
        return Kind.WXR
    return _ROOTS.get(root) or (Kind.XML if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else Kind.TEXT)
