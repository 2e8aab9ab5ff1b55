"""Views: the pages between the tips. Home, years, undated, tags and search, each one pure function of the archive."""

from collections.abc import Iterator

from scraper.archive.archive import Archive, Topic
from scraper.archive.listing import by_month, by_year, counted, newest_day, row, row_with_summary, topic_row
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.subscribe import subscribe
from scraper.archive.tip_page import tip_page

_TOPICS_AT_HOME = 12


def prepare(archive: Archive, settings: Settings) -> Iterator[PreparedPage]:
    """Yield all pages of the site that come from the archive: home, the views, then the tips in the archive's order."""
    yield home(archive, settings)
    yield overview(archive)
    years = (None, *archive.years, None)
    for newer, year, older in zip(years[:-2], archive.years, years[2:], strict=True):
        yield year_page(archive, year, newer, older)
    yield undated(archive)
    yield tag_index(archive)
    for topic in archive.topics.values():
        yield tag_page(topic)
    yield search(archive)
    yield subscribe(archive, settings)
    for entry in archive.entries:
        yield tip_page(archive, entry, settings)


def home(archive: Archive, settings: Settings) -> PreparedPage:
    """Return the front page: the newest tips, the largest topics, and the years."""
    shown = archive.entries[: settings.newest]
    topics = sorted(archive.topics.values(), key=lambda topic: (-len(topic.entries), topic.name))
    featured: list[Meta] = [
        row(entry) | {"excerpt": entry.showing.excerpt, "tag_links": [_link(archive.topics[tag]) for tag in entry.tags]}
        for entry in shown[:1]
    ]
    meta: dict[str, Meta] = {
        "template": "home.html",
        "title": "Home",
        "count": counted(len(archive.entries)),
        "since": str(min(archive.years)) if archive.years else "",
        "featured": featured,
        "rows": [row_with_summary(entry) for entry in shown[1:]],
        "topics": [topic_row(topic) for topic in topics[:_TOPICS_AT_HOME]],
        "more_topics": len(topics) > _TOPICS_AT_HOME,
        "years": [{"title": str(year), "url": f"tips/{year}/"} for year in archive.years],
        "undated": bool(archive.undated),
        "modified": newest_day(archive.dated),
    }
    return PreparedPage("index.md", "", meta)


def overview(archive: Archive) -> PreparedPage:
    """Return the archive's overview: each year with its count, and that count as a share of the fullest year."""
    fullest = max((len(entries) for entries in archive.years.values()), default=1)
    years: list[Meta] = [
        {
            "title": str(year),
            "url": f"tips/{year}/",
            "count": counted(len(entries)),
            "percent": max(1, round(100 * len(entries) / fullest)),
        }
        for year, entries in archive.years.items()
    ]
    meta: dict[str, Meta] = {
        "template": "archive.html",
        "section": "tips/",
        "title": "Archive",
        "description": "All tips, year by year.",
        "count": counted(len(archive.entries)),
        "years": years,
        "undated": counted(len(archive.undated)) if archive.undated else "",
        "modified": newest_day(archive.dated),
    }
    return PreparedPage("tips/index.md", "", meta)


def year_page(archive: Archive, year: int, newer: int | None, older: int | None) -> PreparedPage:
    """Return one year's tips by month."""
    entries = archive.years[year]
    others: list[Meta] = [
        {"title": str(other), "url": f"tips/{other}/", "label": label, "rel": rel}
        for label, rel, other in (("Older", "prev", older), ("Newer", "next", newer))
        if other is not None
    ]
    return _list_page(
        f"tips/{year}/index.md", str(year), f"{counted(len(entries))} of {year}.", by_month(entries), "tips/"
    ).with_more(neighbours=others, count=counted(len(entries)), kind="year", modified=newest_day(entries))


def undated(archive: Archive) -> PreparedPage:
    """Return the tips of which nobody knows the year, by title."""
    count = counted(len(archive.undated))
    groups: list[Meta] = []
    if archive.undated:
        rows: list[Meta] = [row_with_summary(entry) for entry in archive.undated]
        groups = [{"title": "", "id": "", "count": count, "rows": rows}]
    note = "Tips whose source printed no date, in alphabetical order. A date is never guessed here."
    page = _list_page("tips/undated/index.md", "Undated", note, groups, "tips/")
    return page.with_more(count=count, note=note, kind="undated")


def tag_index(archive: Archive) -> PreparedPage:
    """Return all tags by name, with counts and descriptions."""
    meta: dict[str, Meta] = {
        "template": "tags.html",
        "section": "tags/",
        "title": "Tags",
        "description": "What the tips are about, from A to Z.",
        "topics": [topic_row(topic) for topic in archive.topics.values()],
        "modified": newest_day(archive.dated),
    }
    return PreparedPage("tags/index.md", "", meta)


def tag_page(topic: Topic) -> PreparedPage:
    """Return one tag's tips by year."""
    count = counted(len(topic.entries))
    description = topic.description or f"{count} about {topic.name}."
    page = _list_page(topic.src_uri, topic.name, description, by_year(topic.entries), "tags/")
    return page.with_more(count=count, note=topic.description, kind="tag", modified=newest_day(topic.entries))


def search(archive: Archive) -> PreparedPage:
    """Return the search page; its results are made in the browser."""
    meta: dict[str, Meta] = {
        "template": "search.html",
        "title": "Search",
        "description": "Search all tips by word, tag, year and author.",
        "count": counted(len(archive.entries)),
    }
    return PreparedPage("search.md", "", meta)


def _link(topic: Topic) -> dict[str, Meta]:
    return {"name": topic.name, "url": topic.address}


def _list_page(src_uri: str, title: str, description: str, groups: list[Meta], section: str) -> PreparedPage:
    meta: dict[str, Meta] = {
        "template": "list.html",
        "section": section,
        "title": title,
        "description": description,
        "groups": groups,
        "neighbours": [],
        "note": "",
    }
    return PreparedPage(src_uri, "", meta)
