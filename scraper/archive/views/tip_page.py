"""A tip's page: its Markdown, and around it the dates, tags, source, rights and neighbours as plain data."""

from collections.abc import Sequence

from scraper.archive.archive import Archive, Entry, Neighbours
from scraper.archive.datewords import in_words
from scraper.archive.edition import Standing
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent
from scraper.archive.text.reading_time import minutes, word_count
from scraper.archive.views.listing import row, row_with_summary, unpublished
from scraper.archive.views.suggestion import correct_url, edit_url, suggest_url
from scraper.tip import TipDate

# Languages written from right to left. Source: Unicode CLDR, characterOrder.
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
_TRAILS = 8  # tags of one tip that get links to their own neighbours


def tip_page(archive: Archive, entry: Entry, settings: Settings, related: Sequence[Entry] = ()) -> PreparedPage:
    """Return the page of one tip; it costs the same whatever the archive's size."""
    tip, showing, date = entry.tip, entry.showing, entry.tip.date
    topics = [archive.topics[tag] for tag in entry.tags]
    year = str(date.day.year) if date else ""
    meta: dict[str, Meta] = {
        "template": "tip.html",
        "section": {"title": "Archive", "url": "tips/"},
        "title": tip.title,
        "description": showing.summary,
        "year": year or "Unknown",
        "shelf": {"title": year or "Undated", "url": f"tips/{year or 'undated'}/"},
        "lang": tip.lang,
        "dir": "rtl" if tip.lang.partition("-")[0].lower() in _RIGHT_TO_LEFT else "",
        "tag_links": [{"name": topic.name, "url": topic.address} for topic in topics],
        "extent": str(showing.extent),
        "excerpt": showing.excerpt if showing.extent is Extent.WITHHELD or not showing.body else "",
        "source": {"title": showing.source, "url": showing.link, "original": showing.original},
        "canonical": showing.canonical,
        "rights": showing.rights,
        "related": [row_with_summary(other) for other in related],
        "neighbours": _neighbours(entry, archive.neighbours),
        "trails": [
            {"name": topic.name, "url": topic.address, "neighbours": _neighbours(entry, topic.neighbours)}
            for topic in topics[:_TRAILS]
            if len(topic.entries) > 1
        ],
        "edit_url": edit_url(entry, settings),
        "correct_url": correct_url(entry, settings),
        "suggest_url": suggest_url(settings),
        "modified": date.known if date else "",
        "unpublished": unpublished(entry),
        "notice": _notice(entry),
    }
    return PreparedPage(entry.src_uri, showing.body, meta | byline(archive, entry))


def byline(archive: Archive, entry: Entry) -> dict[str, Meta]:
    """Return what stands beside a tip's title: its date, who wrote it, and how many minutes it takes to read.

    An excerpt has no reading time, for it would not be the tip's; an author has an address where there are several.
    """
    tip = entry.tip
    whole = entry.showing.extent is Extent.FULL
    several = tip.author and archive.has_author_pages
    return {
        "date_words": in_words(tip.date),
        "datetime": tip.date.known if tip.date else "",
        "author": tip.author,
        "author_url": archive.authors[tip.author].address if several else "",
        "excerpt_only": not whole,
        "minutes": minutes(word_count(entry.showing.body)) if whole else 0,
    }


def _notice(entry: Entry) -> str:
    """Return what a preview says of a tip that isn't published: what it waits for. Nothing of one that is."""
    if entry.standing is Standing.DRAFT:
        return "Draft: only this preview shows it."
    if entry.standing is Standing.SCHEDULED and entry.tip.date:
        return f"Scheduled: appears on {in_words(TipDate(entry.tip.date.day))}."
    return ""


def _neighbours(entry: Entry, neighbours: Neighbours) -> list[Meta]:
    """Return the older (or by title: earlier) neighbour first, each with the word that leads to it."""
    before, after = neighbours[entry.address]
    if entry.tip.date:
        pairs = (("Older", "prev", after), ("Newer", "next", before))
    else:
        pairs = (("Before it, by title", "prev", before), ("After it, by title", "next", after))
    return [row(found) | {"label": label, "rel": rel} for label, rel, found in pairs if found]
