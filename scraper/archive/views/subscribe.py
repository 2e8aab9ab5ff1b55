"""The page /subscribe/: what a feed is, and all that can be followed here."""

from scraper.archive.archive import Archive
from scraper.archive.feeds.channel import JSON, RSS
from scraper.archive.machines import catalogue, llms
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings

_MOST_TAGS = 90


def subscribe(archive: Archive, settings: Settings) -> PreparedPage:
    """Return the page; of very many tags it lists the most used ones, by name."""
    largest = sorted(archive.topics.values(), key=lambda topic: (-len(topic.entries), topic.name))[:_MOST_TAGS]
    listed = sorted(largest, key=lambda topic: topic.name.casefold())
    meta: dict[str, Meta] = {
        "template": "subscribe.html",
        "title": "Subscribe",
        "description": f"Follow {settings.title} in a feed reader: everything, or one topic.",
        "rss": settings.url + RSS,
        "topics": [
            {"name": topic.name, "url": topic.address, "rss": topic.address + RSS, "json": topic.address + JSON}
            for topic in listed
        ],
        "more_topics": len(archive.topics) > _MOST_TAGS,
        "authors": archive.has_author_pages,
        "newsletter": settings.newsletter,
        "catalogue": catalogue.FILE,
        "keys_of_tips": [{"name": name, "meaning": meaning} for name, meaning in catalogue.KEYS.items()],
        "llms": llms.FILE,
    }
    return PreparedPage("subscribe.md", "", meta)
