"""The keys of a tip's front matter, in the order in which a file has them, and what people write instead of them."""

import difflib
from collections.abc import Mapping

FENCE = "---"  # the line above the keys, and the one below them
KEYS = (
    "title",
    "date",
    "date_precision",
    "tags",
    "categories",
    "author",
    "description",
    "source",
    "source_url",
    "rights",
    "status",
    "aliases",
    "lang",
    "scraped",
)
LISTS = frozenset({"tags", "categories", "aliases"})
# Texts in words, where "#" belongs to what was written.
WORDS = frozenset({"title", "author", "description"})

_ONE_OF_MANY = {"tag": "tags", "category": "categories", "alias": "aliases"}
# Keys of other systems for the same thing: Hugo, Jekyll, Eleventy, WordPress exports, MkDocs' own blogs.
_ELSEWHERE: Mapping[str, str] = {
    "abstract": "description",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "canonical": "source_url",
    "created": "date",
    "day": "date",
    "excerpt": "description",
    "headline": "title",
    "keywords": "tags",
    "labels": "tags",
    "language": "lang",
    "license": "rights",
    "licence": "rights",
    "link": "source_url",
    "locale": "lang",
    "name": "title",
    "published": "date",
    "redirect_from": "aliases",
    "state": "status",
    "subtitle": "description",
    "summary": "description",
    "topics": "tags",
    "url": "source_url",
    "writer": "author",
}


def same_key(written: str) -> str:
    """Return the key that differs from what was written in case, quotes, hyphens or number only; empty: none does."""
    folded = _folded(written)
    folded = _ONE_OF_MANY.get(folded, folded)
    return folded if folded in KEYS else ""


def meant_key(written: str) -> str:
    """Return the key that was probably meant, empty where nobody can tell."""
    folded = _folded(written)
    if found := same_key(written) or _ELSEWHERE.get(folded, ""):
        return found
    close = difflib.get_close_matches(folded, KEYS, n=1, cutoff=0.7) if len(folded) < 30 else []
    return close[0] if close else ""


def _folded(written: str) -> str:
    return written.strip("“”„‟‘’‚‛ \t\u00a0").casefold().replace("-", "_").replace(" ", "_")
