"""What a file of a built site is: one of a few kinds, by its path."""

import re

PAGES, PICTURES, CARDS, SEARCH, FEEDS, OTHER = "pages", "pictures", "social cards", "search", "feeds", "other files"
# The first that fits.
_KINDS = (
    (CARDS, re.compile(r"cards/")),
    (SEARCH, re.compile(r"pagefind/")),
    (PAGES, re.compile(r".*\.html?$")),
    (FEEDS, re.compile(r"(?:.*/)?feed\.(?:xml|json)$")),
    (PICTURES, re.compile(r"(?!assets/).*\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)),
    (OTHER, re.compile("")),
)


def kind_of(path: str) -> str:
    """Return the kind of the file at a path below the site's folder, such as "tips/2024/be-brief/index.html"."""
    return next(kind for kind, pattern in _KINDS if pattern.match(path))
