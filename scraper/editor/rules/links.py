"""Links to other pages of the site, and lists of tips."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP501, TIP502 and TIP508."""
    yield from ()
