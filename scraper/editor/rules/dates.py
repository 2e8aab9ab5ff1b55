"""Dates: the day a tip is of, and the folder that its file lies in."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP202 to TIP206."""
    yield from ()
