"""A tip's page: its Markdown, and around it the dates, tags, source, rights and neighbours as plain data."""

from scraper.archive.archive import Archive, Entry
from scraper.archive.datewords import in_words
from scraper.archive.listing import row
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent


def tip_page(archive: Archive, entry: Entry, settings: Settings) -> PreparedPage:
    """Return the page of one tip; it costs the same whatever the archive's size."""
    tip, showing, date = entry.tip, entry.showing, entry.tip.date
    topics = [archive.topics[tag] for tag in entry.tags]
    year = str(date.day.year) if date else ""
    meta: dict[str, Meta] = {
        "template": "tip.html",
        "section": "tips/",
        "title": tip.title,
        "description": showing.summary,
        "date_words": in_words(date),
        "datetime": date.known if date else "",
        "year": year or "Unknown",
        "shelf": {"title": year or "Undated", "url": f"tips/{year or 'undated'}/"},
        "author": tip.author,
        "lang": tip.lang,
        "tag_links": [{"name": topic.name, "url": topic.address} for topic in topics],
        "extent": str(showing.extent),
        "excerpt": showing.excerpt if showing.extent is Extent.WITHHELD or not showing.body else "",
        "source": {"title": showing.source, "url": showing.link, "original": showing.original},
        "rights": showing.rights,
        "neighbours": _neighbours(archive, entry),
        "modified": date.known if date else "",
    }
    return PreparedPage(entry.src_uri, showing.body, meta)


def _neighbours(archive: Archive, entry: Entry) -> list[Meta]:
    """Return the older (or by title: earlier) neighbour first, each with the word that leads to it."""
    before, after = archive.neighbours[entry.address]
    if entry.tip.date:
        pairs = (("Older", "prev", after), ("Newer", "next", before))
    else:
        pairs = (("Before it, by title", "prev", before), ("After it, by title", "next", after))
    return [row(found) | {"label": label, "rel": rel} for label, rel, found in pairs if found]
