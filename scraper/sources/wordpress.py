"""Stub."""
from collections.abc import Sequence
from scraper.source import Source
from scraper.tip import Page, Reading
def can_read(page: Page) -> bool:
    return page.media_type == "text/html"
def source_of(page: Page, sources: Sequence[Source]) -> Source | None:
    return None
def read(page: Page, source: Source) -> Reading:
    return Reading(())
