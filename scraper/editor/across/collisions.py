"""Names, aliases and files that get in each other's way."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


class Collisions:
    """Finds TIP605, TIP606 and TIP609."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def see(self, manuscript: Manuscript) -> None:
        """Note what of a file is needed later."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is off."""
        yield from ()
