"""JSON Feed 1.1 of a channel, with whole texts.

Source: https://www.jsonfeed.org/version/1.1/.
"""

import json
from collections.abc import Mapping

from scraper.archive.archive import Entry
from scraper.archive.feeds.channel import Channel, known_day
from scraper.archive.page import Meta
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent


def json_feed(channel: Channel, settings: Settings, texts: Mapping[str, str], cards: Mapping[str, str]) -> str:
    """Return a channel as JSON Feed; the same channel gives the same text."""
    feed: dict[str, Meta] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": settings.url + channel.address,
        "feed_url": settings.url + channel.json,
        "language": settings.language,
        "items": [
            _item(entry, settings, texts[entry.src_uri], cards.get(entry.src_uri, "")) for entry in channel.entries
        ],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n"


def _item(entry: Entry, settings: Settings, text: str, card: str) -> dict[str, Meta]:
    """Return one tip; what is not known of it has no key, but its text has one even where it is empty, as it must."""
    tip, showing = entry.tip, entry.showing
    address, day = settings.url + entry.address, known_day(entry)
    item: dict[str, Meta] = {
        "id": address,
        "url": address,
        # The thing that an item talks about, which for the beginning of a tip is the whole of it.
        "external_url": showing.link if showing.original and showing.extent is not Extent.FULL else "",
        "title": tip.title,
        "summary": showing.summary,
        "image": settings.url + card if card else "",
        "date_published": f"{day}T00:00:00Z" if day else "",  # RFC 3339 knows no date without a time
        "authors": [{"name": tip.author}] if tip.author else "",
        "tags": list(entry.tags),
        "language": tip.lang,
    }
    return {key: value for key, value in item.items() if value} | {"content_html": text}
