"""A style sheet → the files that it asks for."""

import re
from collections.abc import Iterator

from scraper.published.site.document import Document

# Source: CSS Syntax Module Level 3, <url-token>, and CSS Values, "Resource locators". A sheet may be one line of
# megabytes, so nothing here looks at a character more than a few times.
_URL = re.compile(
    r"""(?:url\(\s*+|@import\s++)(?:"([^"\n]*+)"|'([^'\n]*+)'|(?<=\()([^\s()"']++))|url\(\s*+""", re.IGNORECASE
)


def read_sheet(raw: bytes) -> Document:
    """Return the links of a style sheet."""
    return Document([*urls(raw.decode("utf-8", errors="replace"))])


def urls(style: str) -> Iterator[str]:
    """Yield the addresses in a piece of CSS, those in its comments not."""
    first, *rest = style.split("/*")
    uncommented = "".join((first, *(part.partition("*/")[2] for part in rest)))
    for found in _URL.finditer(uncommented):
        if address := found[1] or found[2] or found[3]:
            yield address
