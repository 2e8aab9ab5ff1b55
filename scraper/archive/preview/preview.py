"""The preview: what of one build of a server the next one can keep, and where what is built gets served."""

import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from scraper.archive.page import PreparedPage
from scraper.archive.preview.kept_files import Answers, KeptFiles, stamp
from scraper.archive.preview.late_index import LateIndex
from scraper.archive.preview.publish import publish
from scraper.archive.preview.theme import look_past_icons, visible
from scraper.archive.preview.unready import SaidAlready
from scraper.archive.search.index_site import FOLDER
from scraper.archive.views.latest import MARK

_TEMPLATES = (".html", ".xml")
_links = logging.getLogger("mkdocs.structure.pages")


@dataclass(frozen=True, slots=True)
class _Build:
    """One build: what is the same for all of its pages, the pages, what their links asked for, files, templates."""

    around: tuple[object, ...] = ()
    pages: Mapping[str, PreparedPage] = field(default_factory=dict)
    asked: Mapping[str, Answers] = field(default_factory=dict)
    files: KeptFiles = field(default_factory=lambda: KeptFiles(()))
    templates: Environment | None = None


class Preview:
    """Lives as long as the server, over all of its builds."""

    def __init__(self) -> None:
        self._last = self._now = _Build()
        self._there: frozenset[str] = frozenset()
        self._work: Path | None = None
        self._late: LateIndex | None = None
        self._said = SaidAlready()

    @property
    def is_served(self) -> bool:
        """Whether a build has been published, which a browser may be showing."""
        return bool(self._there)

    def begin(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside what is served: a build that fails then changes nothing."""
        self._served = Path(config.site_dir)
        if self._work is None or self._late is None:
            self._work = Path(tempfile.mkdtemp(prefix="mkdocs_", dir=self._served.parent))
            self._late = LateIndex(self._work)
        self._late.stop()  # pages come first; where this build fails, the next one has the index made
        self._made = self._work / "made"
        config.site_dir = str(self._made)
        _links.addFilter(self._said)
        look_past_icons(config.theme)

    def end(self) -> None:
        """Leave nothing behind."""
        _links.removeFilter(self._said)
        if self._late:
            self._late.stop()
        if self._work:
            shutil.rmtree(self._work, ignore_errors=True)

    def keep(self, files: Files, pages: Mapping[str, PreparedPage], config: MkDocsConfig) -> Files:
        """Return the files of a build, in their order; in place of each page that is as it was, the one of the last."""
        last, around = self._last, tuple(_around(files, pages, config))
        kept: dict[str, File] = {}
        if around == last.around:
            kept = {
                file.src_uri: same for file in files.documentation_pages() if (same := _same(file, pages, last, files))
            }
        found = KeptFiles([kept.get(file.src_uri, file) for file in files], kept, last.files.stamps)
        self._now = _Build(around, pages, {src_uri: last.asked[src_uri] for src_uri in kept}, found)
        return found

    def templates(self, env: Environment) -> Environment:
        """Return the templates as they were read for the last build, where they are still the same."""
        if self._last.templates and self._last.around == self._now.around:
            env = self._last.templates
        self._now = replace(self._now, templates=env)
        return env

    def publish(self, search: str | None) -> None:
        """Serve what was built. `search` is the language of the search index, or None where the site has none."""
        now = self._now
        if self._late is None:
            return
        before = {path for path in self._there if not path.startswith(f"{FOLDER}/")}
        index = self._served / FOLDER
        if search is None:
            shutil.rmtree(index, ignore_errors=True)
        elif self.is_served:
            self._late.want(self._served, now.pages.values(), search)
        self._there = publish(self._made, self._served, before, now.files.published())
        asked = {file.src_uri: now.files.asked_by(file.src_uri) for file in now.files.documentation_pages()}
        self._last = replace(now, asked={**asked, **now.asked})


def _same(file: File, pages: Mapping[str, PreparedPage], last: _Build, files: Files) -> File | None:
    """Return what a page's file was in the last build, if rendering it again would give the same.

    Pages of the menu are always made anew: the front page also shows what another one holds.
    """
    before, page = last.files.get_file_from_path(file.src_uri), pages.get(file.src_uri)
    if before is None or before.inclusion is not InclusionLevel.NOT_IN_NAV or last.pages.get(file.src_uri) != page:
        return None
    if page is None and MARK in file.content_string:
        return None  # it lists tips
    for path, url in last.asked[file.src_uri].items():
        found = files.get_file_from_path(path)
        if url != (found.url if found else None):
            return None
    return before


def _around(files: Files, pages: Mapping[str, PreparedPage], config: MkDocsConfig) -> Iterator[object]:
    """Yield what is the same for all pages: the configuration, the templates, style sheets, and whatever is in docs/.

    The titles of pages in docs/ can stand in the menu.
    """
    yield Path(config.config_file_path).read_bytes()
    yield config.extra.get("style"), tuple(config.extra_css)
    for folder in map(Path, config.theme.dirs):
        for path in sorted(path for path in visible(folder) if path.endswith(_TEMPLATES)):
            found = (folder / path).stat()
            yield path, found.st_mtime_ns, found.st_size, found.st_ino
    for file in files:
        if file.is_documentation_page() and file.src_uri not in pages:
            yield file.src_uri, stamp(file)
