"""The text: that there is some, not too much, and nothing left over in it."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP403, TIP404, TIP408 and TIP409."""
    yield from ()
