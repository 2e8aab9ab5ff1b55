"""A random tip: a page whose script leads to one tip out of all, and which is a short list without it."""

from scraper.archive.archive import Archive, published
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.views.listing import row
from scraper.archive.views.week_files import counts
from scraper.archive.views.weeks import spread

_ROWS = 12


def random_page(archive: Archive) -> PreparedPage:
    """Return the page: a dozen tips from all over the archive, and how many there are in each file to choose from."""
    rows: list[Meta] = [row(entry) for entry in spread(published(archive.entries), _ROWS)]
    meta: dict[str, Meta] = {
        "template": "random.html",
        "section": {"title": "Archive", "url": "tips/"},
        "title": "A tip at random",
        "description": "One tip out of all, by chance.",
        "noindex": True,
        "files": counts(archive),
        "rows": rows,
    }
    return PreparedPage("random.md", "", meta)
