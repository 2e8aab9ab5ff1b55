"""What only all files together tell. Each part sees every file that is checked as it passes, and speaks at the end.

    collisions.py   names that some systems take for one, files that nobody reads
    aliases.py      old addresses that are something else's
    duplicates.py   tips that are almost the same as another, by way of
                    wording.py     the words of a text           prints.py     how candidates are found
                    likeness.py    how alike two texts are       alike.py      which of the candidates are
    others.py       files that aren't checked themselves

They hold a few words of each file rather than the files: there may be 10,000. Files that are not checked themselves
are looked into as far as a part needs it, so that one file can be checked in no time.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

from scraper.editor.across.aliases import Aliases
from scraper.editor.across.collisions import Collisions
from scraper.editor.across.duplicates import Duplicates
from scraper.editor.across.others import Other, others
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


class Across(Protocol):
    """Sees files, then says what is off between them and all others."""

    def see(self, manuscript: Manuscript) -> None:
        """Note what of a file is needed later."""

    def findings(self) -> Iterator[Finding]:
        """Yield what is off in the files that were seen."""


class _Part(Across, Protocol):
    """One that also has to know of the files that are not checked."""

    def glance(self, other: Other) -> None:
        """Note what is needed of a file that is not checked; all that are have been seen then."""


class _Together:
    """Shows the other files to all parts, so that each of them is read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._parts: tuple[_Part, ...] = (Aliases(desk), Duplicates(desk))
        self._seen: set[PurePosixPath] = set()

    def see(self, manuscript: Manuscript) -> None:
        self._seen.add(manuscript.path)
        for part in self._parts:
            part.see(manuscript)

    def findings(self) -> Iterator[Finding]:
        for other in others(self._desk.project.tips, self._desk.files - self._seen):
            for part in self._parts:
                part.glance(other)
        for part in self._parts:
            yield from part.findings()


def parts(desk: Desk) -> tuple[Across, ...]:
    """Return the parts, before they have seen anything."""
    return Collisions(desk), _Together(desk)
