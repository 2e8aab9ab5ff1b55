"""What only all files together tell. Each part sees every file that is checked as it passes, and speaks at the end.

They hold a few words of each file rather than the files: there may be 10,000. Files that are not checked themselves
are looked into as far as a part needs it, so that one file can be checked in no time.
"""

from collections.abc import Iterator
from typing import Protocol

from scraper.editor.across.collisions import Collisions
from scraper.editor.across.duplicates import Duplicates
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


class Across(Protocol):
    """Sees files, then says what is off between them and all others."""

    def see(self, manuscript: Manuscript) -> None:
        """Note what of a file is needed later."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is off in the files that were seen."""


def parts(desk: Desk) -> tuple[Across, ...]:
    """Return the parts, before they have seen anything."""
    return Collisions(desk), Duplicates(desk)
