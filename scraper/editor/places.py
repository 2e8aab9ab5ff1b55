"""What an editor's links are held against: the files of the project, and what the site makes of them, if it must be."""

import datetime
import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from scraper.archive.archive import Archive, build_archive
from scraper.archive.generated import generated
from scraper.archive.media import MEDIA, media
from scraper.archive.places import former_places, without_front_matter
from scraper.archive.settings import Settings
from scraper.archive.showing import show
from scraper.archive.text.landmarks import Landmarks, Renderer
from scraper.archive.text.places import waiting_for
from scraper.editor.project import Project
from scraper.errors import TipFileError
from scraper.shelf import read_shelf, read_tip
from scraper.source import Source
from scraper.tip import FiledTip, Status, Tip
from scraper.vocabulary import Vocabulary

_TIPS = "tips/"
# Where what the site adds may be: only there is it worth making the archive's views to see whether it is.
_GENERATED = re.compile(r"[^/]+|(?:tags|authors|weeks)/.+|tips/(?:[^/]+/)?(?:index\.md|page/\d+\.md)")


@dataclass(frozen=True)
class Surroundings:
    """All that surrounds a tip, each part looked up once and only if somebody asks."""

    project: Project
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    files: Collection[PurePosixPath]
    _tips: dict[str, Tip | None] = field(default_factory=dict)
    _drafts: dict[str, bool] = field(default_factory=dict)
    _listings: dict[str, frozenset[str]] = field(default_factory=dict)
    _landmarks: dict[str, Landmarks | None] = field(default_factory=dict)

    def tip(self, src_uri: str) -> Tip | None:
        """Return the tip of a page; None where there is none that can be read."""
        if src_uri not in self._tips:
            try:
                path = PurePosixPath(src_uri.removeprefix(_TIPS))
                self._tips[src_uri] = read_tip(self.project.tips, path).tip if path in self.files else None
            except TipFileError:
                self._tips[src_uri] = None
        return self._tips[src_uri]

    def may_wait(self, src_uri: str, year: int) -> bool:
        """Whether a tip can be a draft, or of a day to come, by its folder and a glance at its file: most can't."""
        folder = src_uri.removeprefix(_TIPS).partition("/")[0]
        if folder.isdecimal() and int(folder) >= year:
            return True
        if src_uri not in self._drafts:
            try:
                self._drafts[src_uri] = b"draft" in self.on_disk(src_uri).read_bytes()
            except (OSError, ValueError):
                self._drafts[src_uri] = False
        return self._drafts[src_uri]

    def listing(self, folder: str) -> frozenset[str]:
        """Return the names in a folder of the site's sources, spelt as they are: some systems find them anyhow."""
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(os.listdir(self.on_disk(folder)))  # noqa: PTH208 -- names will do
            except (OSError, ValueError):
                self._listings[folder] = frozenset()
        return self._listings[folder]

    def on_disk(self, src_uri: str) -> Path:
        """Return where a page or file of the sources is on disk, if it is."""
        if f"{src_uri}/".startswith(_TIPS):
            return self.project.tips / src_uri.removeprefix("tips").removeprefix("/")
        return self.project.docs / src_uri

    def landmarks(self, body: str) -> Landmarks | None:
        """Return what a text holds once it is rendered; the last few are kept."""
        if body not in self._landmarks:
            if len(self._landmarks) > 8:
                self._landmarks.clear()
            self._landmarks[body] = self._renderer.landmarks(body)
        return self._landmarks[body]

    @cached_property
    def archive(self) -> Archive:
        """The archive of all tips that will ever be published as they are, without their texts."""
        shelf = read_shelf(self.project.tips)
        bare = (FiledTip(filed.path, replace(filed.tip, body="")) for filed in shelf.tips)
        return build_archive(bare, self.vocabulary, self.sources.values(), self.project.tips)[0]

    @cached_property
    def generated(self) -> frozenset[str]:
        """What the site adds to the tips."""
        return generated(self.archive, Settings("", "", self.project.site_url))

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """Where pages are now, by the files of the site at which they once were."""
        return former_places(self.archive)

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Tips, and the files beside them, by their names."""
        found: dict[str, list[str]] = {}
        for src_uri in sorted((*(f"{_TIPS}{path}" for path in self.files), *media(self.project.tips))):
            found.setdefault(src_uri.rpartition("/")[2], []).append(src_uri)
        return found

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(tuple(self.project.extensions), self.project.extensions)


@dataclass(frozen=True)
class DeskPlaces:
    """The places that there are for a tip which is published on a day; one that isn't yet may link to others such."""

    around: Surroundings
    day: datetime.date

    def has(self, src_uri: str) -> bool:
        """Whether the site has this page or file."""
        folder, _, name = src_uri.rpartition("/")
        if src_uri.startswith((".", "/")) or name not in self.around.listing(folder):
            return bool(_GENERATED.fullmatch(src_uri)) and src_uri in self.around.generated
        path = PurePosixPath(name)
        if src_uri.startswith(_TIPS):
            published = path.suffix == ".md" or path.suffix.lower() in MEDIA
        else:
            published = self.around.on_disk(src_uri) != self.around.project.vocabulary
        return published and not name.startswith(".") and self.around.on_disk(src_uri).is_file()

    def waits(self, src_uri: str) -> str:
        """Return what keeps a tip off the site on that day."""
        if self.day == datetime.date.max or not src_uri.startswith(_TIPS):
            return ""
        tip = self.around.tip(src_uri) if self.around.may_wait(src_uri, self.day.year) else None
        if tip and (tip.status is Status.DRAFT or (tip.date and tip.date.day > self.day)):
            return waiting_for(tip)
        return ""

    def moved(self, file: str) -> str:
        """Return where the page is now that was once at this file of the site."""
        return self.around.aliases.get(file, "")

    def beside(self, src_uri: str) -> Iterable[str]:
        """Return what is in the same folder."""
        folder = src_uri.rpartition("/")[0]
        return sorted(f"{folder}/{name}".lstrip("/") for name in self.around.listing(folder))

    def namesakes(self, src_uri: str) -> Iterable[str]:
        """Return the tips, and the files beside tips, that have the same name in any folder."""
        return self.around.names.get(src_uri.rpartition("/")[2], ())

    def ids(self, src_uri: str) -> Collection[str] | None:
        """Return the ids of a page; those that templates give to generated pages are no part of its text."""
        text = self._text(src_uri)
        found = None if text is None else self.around.landmarks(text)
        return found.ids if found else None

    def landmarks(self, body: str) -> Landmarks | None:
        """Return what a text holds once it is rendered."""
        return self.around.landmarks(body)

    def _text(self, src_uri: str) -> str | None:
        if not src_uri.endswith(".md"):
            return None
        if tip := self.around.tip(src_uri) if src_uri.startswith(_TIPS) else None:
            try:
                return show(tip, self.around.sources.get(tip.source)).body
            except TipFileError:
                return None
        try:
            return without_front_matter(self.around.on_disk(src_uri).read_text("utf-8-sig"))
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError):
            return None


def first_day(tip: Tip | None, today: datetime.date) -> datetime.date:
    """Return the day from which on a tip is published: today at the earliest, and the last of all for a draft."""
    if tip is None or tip.status is Status.DRAFT:
        return datetime.date.max
    return max(today, tip.date.day) if tip.date else today
