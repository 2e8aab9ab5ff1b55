"""Views: all pages of the site that come from the archive, in order, each one pure function of it."""

from collections.abc import Iterator

from scraper.archive.archive import Archive
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.views.calendar import calendar_pages
from scraper.archive.views.home import home
from scraper.archive.views.indexes import index_pages
from scraper.archive.views.listing import counted
from scraper.archive.views.lists import author_pages, tag_pages, undated_pages, year_pages
from scraper.archive.views.random_tip import random_page
from scraper.archive.views.related import related
from scraper.archive.views.subscribe import subscribe
from scraper.archive.views.tip_page import tip_page


def prepare(archive: Archive, settings: Settings) -> Iterator[PreparedPage]:
    """Yield the front page, the views, then the tips in the archive's order."""
    yield from views(archive, settings)
    kin = related(archive.entries)
    for entry in archive.entries:
        yield tip_page(archive, entry, settings, kin[entry.address])


def views(archive: Archive, settings: Settings) -> Iterator[PreparedPage]:
    """Yield the front page and the views: all pages but the tips."""
    yield home(archive, settings)
    yield from calendar_pages(archive)
    yield from year_pages(archive)
    yield from undated_pages(archive)
    yield from index_pages(archive)
    yield from tag_pages(archive)
    yield from author_pages(archive)
    yield random_page(archive)
    yield search(archive)
    yield subscribe(archive, settings)


def search(archive: Archive) -> PreparedPage:
    """Return the search page; its results are made in the browser."""
    meta: dict[str, Meta] = {
        "template": "search.html",
        "title": "Search",
        "description": "Search all tips by word, tag, year and author.",
        "count": counted(len(archive.entries)),
        "empty": not archive.entries,
    }
    return PreparedPage("search.md", "", meta)
