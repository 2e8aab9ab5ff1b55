"""HTML and links that do something."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP405 to TIP407."""
    yield from ()
