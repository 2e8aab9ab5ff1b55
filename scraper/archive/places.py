"""The places of a site that is being built: every page and file that links can lead to."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scraper.archive.address import alias_target
from scraper.archive.archive import Archive
from scraper.archive.page import PreparedPage
from scraper.archive.text.landmarks import Landmarks, Renderer
from scraper.archive.text.places import waiting_for

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)


@dataclass(frozen=True)
class Elsewhere:
    """What a site has besides its archive: pages and files by their places among the sources.

    `text` gives what the file of such a page holds, and None of a file that is no page; `renderer` renders as the site
    does.
    """

    files: Collection[str]
    text: Callable[[str], str | None]
    renderer: Renderer


def site_places(
    archive: Archive, pages: Iterable[PreparedPage], files: Iterable[str], elsewhere: Elsewhere
) -> "SitePlaces":
    """Return the places of the site that these pages and files, and what it has from elsewhere, make up."""
    own = {page.src_uri: page.markdown for page in pages}
    waiting = {src_uri: waiting_for(tip) for src_uri, tip in archive.left_out.items()}
    return SitePlaces({*own, *files, *elsewhere.files}, own, elsewhere, former_places(archive), waiting)


def former_places(archive: Archive) -> dict[str, str]:
    """Return where tips and lists of tags are among the sources, by the files of the site at which they once were."""
    tips = {
        file: entry.src_uri for entry in archive.entries for alias in entry.tip.aliases if (file := alias_target(alias))
    }
    lists = {
        file: topic.src_uri
        for topic in archive.topics.values()
        for address in topic.formerly.values()
        if (file := alias_target(address))
    }
    return lists | tips


def without_front_matter(text: str) -> str:
    """Return the Markdown of a page that isn't a tip."""
    return _FRONT_MATTER.sub("", text.removeprefix("\ufeff"))


@dataclass(frozen=True)
class SitePlaces:
    """All places by name, the Markdown of the archive's pages, and where tips are by the files they once were at.

    `waiting` says of tips that aren't published yet what they wait for.
    """

    files: Collection[str]
    own: Mapping[str, str]
    elsewhere: Elsewhere
    aliases: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)
    _ids: dict[str, Collection[str] | None] = field(default_factory=dict)

    def has(self, src_uri: str) -> bool:
        """Whether the site has this page or file."""
        return src_uri in self.files

    def waits(self, src_uri: str) -> str:
        """Return what keeps a tip off the site yet."""
        return self.waiting.get(src_uri, "")

    def moved(self, file: str) -> str:
        """Return where the page is now that was once at this file of the site."""
        return self.aliases.get(file, "")

    def beside(self, src_uri: str) -> Iterable[str]:
        """Return what is in the same folder."""
        return self._folders.get(src_uri.rpartition("/")[0], ())

    def namesakes(self, src_uri: str) -> Iterable[str]:
        """Return the tips, and the files beside tips, that have the same name in any folder."""
        return self._names.get(src_uri.rpartition("/")[2], ())

    def ids(self, src_uri: str) -> Collection[str] | None:
        """Return the ids of a page."""
        if src_uri not in self._ids:
            text = self.own.get(src_uri)
            if text is None:
                whole = self.elsewhere.text(src_uri)
                text = None if whole is None else without_front_matter(whole)
            found = None if text is None else self.landmarks(text)
            self._ids[src_uri] = found.ids if found else None
        return self._ids[src_uri]

    def landmarks(self, body: str) -> Landmarks | None:
        """Return what a text holds once it is rendered."""
        return self.elsewhere.renderer.landmarks(body)

    @cached_property
    def _folders(self) -> Mapping[str, list[str]]:
        return self._by(0)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        return self._by(2, "tips/")

    def _by(self, part: int, below: str = "") -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for src_uri in sorted(one for one in self.files if one.startswith(below)):
            found[src_uri.rpartition("/")[part]].append(src_uri)
        return found
