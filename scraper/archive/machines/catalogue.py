"""The catalogue, tips.json: what is known of every tip, for programs. No text of a tip is in it but its summary.

The whole is an object with `title`, `url` (the root), `description` and `language` of the site, and with `tips`: dated
ones newest first, then undated ones by title, each an object with all of the KEYS. Each stands on a line of its own, so
that two catalogues can be compared line by line.
"""

import json

from scraper.archive.archive import Archive, Entry, published
from scraper.archive.page import Meta
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent
from scraper.archive.text.reading_time import word_count

FILE = "tips.json"
# What is said of each tip, and what it means; the page that explains feeds prints this.
KEYS = {
    "url": "The address of its page here.",
    "title": "As its page has it.",
    "date": "“2017-11-07”, “2017-11” or “2017”: as much as is known, or null.",
    "precision": "“day”, “month” or “year”, or null where there is no date.",
    "tags": "A list of names.",
    "author": "A name; empty where none is known.",
    "source": "An object with title and url, either of which may be empty; or null for a tip written for this archive.",
    "status": "“full”, or “excerpt” where only the beginning is here.",
    "lang": "Its language, as BCP 47 writes it.",
    "summary": "One or two sentences.",
    "words": "About how many of its words can be read here.",
}


def catalogue(archive: Archive, settings: Settings) -> str:
    """Return the text of tips.json."""
    site = {
        "title": settings.title,
        "url": settings.url,
        "description": settings.description,
        "language": settings.language,
    }
    head = _json(site).removesuffix("}")
    tips = ",\n".join(_json(_tip(entry, settings)) for entry in published(archive.entries))
    return f'{head}, "tips": [\n{tips}\n]}}\n'


def _tip(entry: Entry, settings: Settings) -> "dict[str, Meta | None]":
    tip, showing = entry.tip, entry.showing
    return {
        "url": settings.url + entry.address,
        "title": tip.title,
        "date": tip.date.known if tip.date else None,
        "precision": str(tip.date.precision) if tip.date else None,
        "tags": list(entry.tags),
        "author": tip.author,
        "source": {"title": showing.source, "url": showing.link} if showing.source or showing.link else None,
        "status": "full" if showing.extent is Extent.FULL else "excerpt",
        "lang": tip.lang or settings.language,
        "summary": showing.summary,
        "words": word_count(showing.body or showing.excerpt),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
