"""Dialects: what kinds of page there are, and the one that reads a given page. A dialect is one file in this folder."""

from collections.abc import Sequence
from typing import Protocol

from scraper.errors import PageError
from scraper.source import Source
from scraper.sources import feed, textsave, wordpress, wordpress_api, wxr
from scraper.tip import Page, Reading


class Dialect(Protocol):
    """What a module in this folder offers."""

    def can_read(self, page: Page) -> bool:
        """Whether the page is of this dialect's form, whoever's it is."""

    def source_of(self, page: Page, sources: Sequence[Source]) -> Source | None:
        """Return the source whose page this is."""

    def read(self, page: Page, source: Source) -> Reading:
        """Return what the page tells. Raises PageError where it holds no tip at all."""


DIALECTS: tuple[Dialect, ...] = (wordpress, wordpress_api, feed, wxr, textsave)


def read(page: Page, sources: Sequence[Source]) -> tuple[Source, Reading]:
    """Return whose page it is and what it tells. Raises PageError where no dialect or no source knows it."""
    source, dialect = identify(page, sources)
    return source, dialect.read(page, source)


def identify(page: Page, sources: Sequence[Source]) -> tuple[Source, Dialect]:
    """Return whose page it is and the dialect that reads it; the only source there is, is taken as given."""
    for dialect in DIALECTS:
        if dialect.can_read(page):
            source = sources[0] if len(sources) == 1 else dialect.source_of(page, sources)
            if source:
                return source, dialect
            raise PageError(
                "no source in sources.toml knows this page, by its address or by a line of its text",
                place=page.name,
                remedy='Add its newsletter to sources.toml, or name the source: tips scrape NAME --from "the page"',
            )
    raise PageError("the page is of no form that is known", place=page.name, remedy="Save it as HTML or as plain text")
