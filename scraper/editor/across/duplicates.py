"""Tips that are almost the same as another."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


class Duplicates:
    """Finds TIP701 and TIP702."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def see(self, manuscript: Manuscript) -> None:
        """Note what of a file is needed later."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is off."""
        yield from ()
