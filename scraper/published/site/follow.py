"""All links of a site, followed: which lead nowhere in it, each with the first places where it stands."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import unquote

from scraper.progress import Progress
from scraper.published.site.address import Address
from scraper.published.site.built import NOT_FOUND, PAGES, Built
from scraper.published.site.documents import KINDS, read_document
from scraper.published.site.links import is_relative, lead

_NAMED = 3  # places that a message names


class Why(Enum):
    """What is wrong with a link, or with the file in which links would be."""

    MISSING = auto()
    NO_PLACE = auto()  # the page is there, what stands behind "#" isn't
    OUTSIDE = auto()
    RELATIVE = auto()  # on the page that is shown at any address
    BROKEN = auto()


@dataclass(slots=True)
class Lost:
    """One thing that links ask for in vain: a path from the site's root, with "#" and a fragment where that is it.

    `spots` are the first files in which such a link stands, each with the link as it is written; `files` counts all,
    and `pages` those that are HTML.
    """

    why: Why
    target: str
    spots: list[tuple[str, str]] = field(default_factory=list)
    files: int = 0
    pages: int = 0

    def add(self, name: str, link: str) -> None:
        """Take down one more file."""
        if self.files < _NAMED:
            self.spots.append((name, link))
        self.files += 1
        self.pages += name.endswith(PAGES)


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of all links: how many there are that stay on the site, and those that lead nowhere in it."""

    links: int
    lost: tuple[Lost, ...]


def follow(built: Built, site: Address, progress: Progress) -> Followed:
    """Return what becomes of all links of a site. No more than a page is in memory, and what is wrong.

    Pages of tips come first, then others: where the same is wrong in several files, people know that one best.
    """
    names = sorted(
        filter(_is_read, built.files), key=lambda name: (not name.endswith(PAGES), name[:5] != "tips/", name)
    )
    follower = _Follower(built, site)
    for number, name in enumerate(names):
        progress.at("following links: files", number, len(names))
        follower.read(name)
    follower.find_places()
    return Followed(follower.links, tuple(follower.lost.values()))


def _is_read(name: str) -> bool:
    return name.endswith(KINDS)


class _Follower:
    def __init__(self, built: Built, site: Address) -> None:
        self._built, self._site = built, site
        self.links = 0
        self.lost: dict[tuple[Why, str], Lost] = {}
        self._wanted: dict[str, dict[str, Lost]] = {}  # what is asked for behind "#", by the file of the page

    def read(self, name: str) -> None:
        """Follow the links of a file."""
        document = read_document(self._built.folder / name)
        if document.broken:
            self.lost[Why.BROKEN, name] = Lost(Why.BROKEN, document.broken, [(name, "")], 1, 1)
        start = name
        if document.base:
            if (base := lead(document.base, name, self._site)) is None:
                return  # its links lead there, too
            start = base.path
        found = {link: lead(link, start, self._site) for link in document.links}
        wrong: dict[tuple[Why, str], str] = {}  # what is asked for in vain, by the first link that does
        wanted: dict[tuple[str, str], str] = {}  # likewise places on pages
        for link, where in found.items():
            if where is None:
                continue
            self.links += 1
            file = None if where.is_outside else self._built.answer(where.path)
            if name == NOT_FOUND and is_relative(link):
                wrong.setdefault((Why.RELATIVE, link), link)
            elif file is None:
                wrong.setdefault((Why.OUTSIDE if where.is_outside else Why.MISSING, where.path), link)
            elif where.fragment and file.endswith(PAGES) and not (file == name and _has(document.ids, where.fragment)):
                wanted.setdefault((file, where.fragment), link)
        for what, link in wrong.items():
            self.lost.setdefault(what, Lost(*what)).add(name, link)
        for (file, fragment), link in wanted.items():
            places = self._wanted.setdefault(file, {})
            places.setdefault(fragment, Lost(Why.NO_PLACE, f"{file}#{fragment}")).add(name, link)

    def find_places(self) -> None:
        """Look at the pages of which links ask for a place."""
        for file, places in self._wanted.items():
            ids = read_document(self._built.folder / file).ids
            for fragment, lost in places.items():
                if not _has(ids, fragment):
                    self.lost[lost.why, lost.target] = lost


def _has(ids: Collection[str], fragment: str) -> bool:
    """Whether a page has a place. Source: the HTML standard, "find a potential indicated element".

    What stands behind ":~:" speaks to the browser alone: the words of a text to mark.
    """
    place = fragment.partition(":~:")[0]
    return not place or place in ids or unquote(place) in ids or place.lower() == "top"
