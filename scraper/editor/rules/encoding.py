"""How the file is written: its encoding, line ends, and what nobody sees in it."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP601 to TIP603, TIP607 and TIP608."""
    yield from ()
