"""What a built site holds, by kind, and how that differs from the site before."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper.published.kind import CARDS, FEEDS, OTHER, PAGES, PICTURES, SEARCH, kind_of

_REFRESH = b'http-equiv="refresh"'
_SMALL = 4096  # bytes: a page that only leads on is smaller, and no other is looked into
_REDIRECTS = "old addresses"
KINDS = (PAGES, _REDIRECTS, PICTURES, CARDS, SEARCH, FEEDS, OTHER)
_HASH = re.compile(r"\.[0-9a-f]{8}(?=\.)")  # of what a style sheet holds, in its name


@dataclass(frozen=True, slots=True)
class Total:
    """How many files, and how many bytes."""

    files: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """The files of a site, each with its kind and its bytes, by their paths on the site, in order."""

    files: Mapping[str, tuple[str, int]]

    def total(self, kind: str = "") -> Total:
        """Return what files of a kind come to; all files without one."""
        sizes = [size for one, size in self.files.values() if kind in ("", one)]
        return Total(len(sizes), sum(sizes))

    @property
    def addresses(self) -> frozenset[str]:
        """Where the pages are: "tips/2024/be-brief/"; the front page is at ""."""
        return frozenset(path.removesuffix("index.html") for path, (kind, _) in self.files.items() if kind == PAGES)


@dataclass(frozen=True, slots=True)
class SiteChange:
    """The site as it is built now, and as it was; None where that can't be built, and `why` it can't."""

    now: BuiltSite
    before: BuiltSite | None
    why: str = ""

    @property
    def added(self) -> list[str]:
        """The addresses of new pages."""
        return sorted(self.now.addresses - self.before.addresses) if self.before else []

    @property
    def removed(self) -> list[str]:
        """The addresses of pages that are gone."""
        return sorted(self.before.addresses - self.now.addresses) if self.before else []

    @property
    def growth(self) -> list[tuple[str, int]]:
        """The files that grew or are new, each with the bytes that it adds, the largest first.

        Search is left out: how it is cut into files changes with every word. So are the hashes in names.
        """
        old = {_HASH.sub("", path): size for path, (_, size) in self.before.files.items()} if self.before else {}
        grown = (
            (path, size - old.get(_HASH.sub("", path), 0))
            for path, (kind, size) in self.now.files.items()
            if self.before and kind != SEARCH
        )
        return sorted((one for one in grown if one[1] > 0), key=lambda one: (-one[1], one[0]))


def read_site(folder: Path) -> BuiltSite:
    """Return what is in the folder of a built site; empty where there is none."""
    found = {}
    for path in sorted(_files(folder)):
        file = folder / path
        size = file.lstat().st_size
        kind = kind_of(path)
        if kind == PAGES and size < _SMALL and _REFRESH in file.read_bytes():
            kind = _REDIRECTS
        found[path] = kind, size
    return BuiltSite(found)


def size_words(size: int) -> str:
    """Return "1.2 MB", "48 kB" or "120 bytes"; a minus sign stands before less than nothing."""
    sign, size = ("−", -size) if size < 0 else ("", size)
    if size < 1000:
        return f"{sign}{size} bytes"
    if size < 999_500:
        return f"{sign}{size / 1000:.0f} kB"
    return f"{sign}{size / 1_000_000:,.1f} MB"


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        yield from (name if below == "." else f"{below}/{name}" for name in names)
