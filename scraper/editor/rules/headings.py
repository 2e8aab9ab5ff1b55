"""Headings: below the title, and no rank skipped."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP401 and TIP402."""
    yield from ()
