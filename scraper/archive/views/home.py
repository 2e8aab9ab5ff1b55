"""The front page: the newest tip in full, the last few, topics to start from, and ways into the past.

In a preview it also lists what isn't published yet, for those who look for the tip that they write.
"""

from scraper.archive.archive import Archive, Entry, Topic, published
from scraper.archive.edition import Standing
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.views.listing import counted, newest_day, row, topic_row
from scraper.archive.views.tip_page import byline
from scraper.archive.views.week_files import same_week

_TOPICS = 8


def home(archive: Archive, settings: Settings) -> PreparedPage:
    """Return the front page.

    The newest tip's text is not in it: `featured.src_uri` names the page whose rendered text is shown there as well.
    """
    out = published(archive.entries)
    shown = out[: settings.newest]
    meta: dict[str, Meta] = {
        "template": "home.html",
        "title": "Home",
        "count": counted(len(out)),
        "since": str(min(archive.years)) if archive.years else "",
        "featured": _featured(archive, shown[0]) if shown else {},
        "rows": [row(entry) for entry in shown[1:]],
        "ahead": _ahead(archive),
        "topics": [topic_row(topic) for topic in _to_start_from(archive, settings)],
        "years": [{"title": str(year), "url": f"tips/{year}/"} for year in archive.years],
        "undated": bool(archive.undated),
        "same_week": same_week(archive),
        "modified": newest_day(archive.entries),
    }
    return PreparedPage("index.md", "", meta)


def _ahead(archive: Archive) -> list[Meta]:
    """Return what isn't published yet: scheduled tips, the next one first, then drafts."""
    waiting = [entry for entry in archive.entries if entry.standing is not Standing.PUBLISHED]
    drafts = [entry for entry in waiting if entry.standing is Standing.DRAFT]
    scheduled = [entry for entry in waiting if entry.standing is Standing.SCHEDULED]
    return [row(entry) for entry in (*reversed(scheduled), *drafts)]


def _featured(archive: Archive, entry: Entry) -> dict[str, Meta]:
    tags: list[Meta] = [{"name": tag, "url": archive.topics[tag].address} for tag in entry.tags]
    return (
        row(entry)
        | byline(archive, entry)
        | {"src_uri": entry.src_uri, "excerpt": entry.showing.excerpt, "tag_links": tags}
    )


def _to_start_from(archive: Archive, settings: Settings) -> list[Topic]:
    """Return the tags that the settings name and that are in use; without any, the most used that are described."""
    named = [archive.topics[name] for name in settings.start_from if name in archive.topics]
    most_first = sorted(archive.topics.values(), key=lambda topic: (not topic.description, -len(topic.entries)))
    return named or most_first[:_TOPICS]
