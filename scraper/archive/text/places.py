"""Places: what there is to link to, each page and file by its place among the sources ("tips/2024/be-brief.md")."""

from collections.abc import Collection, Iterable
from typing import Protocol

from scraper.archive.datewords import in_words
from scraper.archive.text.landmarks import Landmarks
from scraper.tip import Status, Tip, TipDate


class Places(Protocol):
    """What a link is held against. A site that is being built knows it all; an editor's desk looks it up."""

    def has(self, src_uri: str) -> bool:
        """Whether the site has this page or file."""

    def waits(self, src_uri: str) -> str:
        """Return what keeps a tip off the site yet, such as "that is a draft"; nothing where it is on it."""

    def moved(self, file: str) -> str:
        """Return where the page is now that was once at this file of the site, "old/x/index.html"; or nothing."""

    def beside(self, src_uri: str) -> Iterable[str]:
        """Return what is in the same folder."""

    def namesakes(self, src_uri: str) -> Iterable[str]:
        """Return the tips, and the files beside tips, that have the same name in any folder."""

    def ids(self, src_uri: str) -> Collection[str] | None:
        """Return the ids of a page; None where they can't be told, or it is no page."""

    def landmarks(self, body: str) -> Landmarks | None:
        """Return what a text holds once it is rendered; None where that can't be told."""


def waiting_for(tip: Tip) -> str:
    """Return what a tip that isn't published waits for: "that is not published before 3 March 2026"."""
    if tip.status is Status.DRAFT or not tip.date:
        return "that is a draft"
    return f"that is not published before {in_words(TipDate(tip.date.day))}"
