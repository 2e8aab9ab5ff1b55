"""The MkDocs plugin: hands pages, files, cards and feeds to MkDocs, and has the search index made of what it built.

Nothing else in the project imports mkdocs, but for plugin_config.py and preview/, and nothing is decided here.
"""

import fnmatch
import logging
import re
from collections.abc import Callable
from contextlib import nullcontext
from itertools import takewhile
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from rich.console import Console

from scraper.archive.bundle import bundle
from scraper.archive.cards.card import read_template
from scraper.archive.cards.cards import cards
from scraper.archive.edition import Edition, left_out_words
from scraper.archive.feeds.feed import feeds
from scraper.archive.folder import read_archive
from scraper.archive.machines import headers
from scraper.archive.media import media
from scraper.archive.places import Elsewhere
from scraper.archive.plugin_config import TipArchiveConfig
from scraper.archive.preview.kept_files import KeptFiles
from scraper.archive.preview.preview import Preview
from scraper.archive.preview.server import attend
from scraper.archive.preview.unready import messages, with_messages
from scraper.archive.search.index_site import index_site
from scraper.archive.settings import Settings
from scraper.archive.site import Site, assemble_anyway
from scraper.archive.text.ahead import links_ahead
from scraper.archive.text.landmarks import Renderer
from scraper.archive.text.relocate import relocated
from scraper.archive.views.latest import with_latest
from scraper.archive.views.suggestion import places
from scraper.clock import today
from scraper.errors import ArchiveError, ConfigError, TipsError
from scraper.progress import Bar, Quiet
from scraper.source import load_sources
from scraper.vocabulary import Vocabulary, load_vocabulary

_EPOCH = "1970-01-01"
_log = logging.getLogger("mkdocs.plugins.tip-archive")


class TipArchive(BasePlugin[TipArchiveConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it so
    """Puts the archive into a MkDocs site."""

    editing = False
    preview: Preview | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Know whether it is for those who write the site. `mkdocs serve --clean` is not: it shows what a build makes.

        MkDocs keeps a plugin that has this over all builds of a server.
        """
        self.editing = command == "serve"
        self.preview = Preview() if self.editing and not dirty else None

    def on_shutdown(self) -> None:
        """End the preview."""
        if self.preview:
            self.preview.end()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Resolve paths, and ask for a site_url: feed and redirects carry whole addresses."""
        if not config.site_url:
            raise PluginError(f"{config.config_file_path}: site_url is missing. Set it to where the site will be.")
        root, here = Path(config.config_file_path).parent, Path.cwd()
        if root.is_relative_to(here):
            root = root.relative_to(here)  # messages then name files as people in this folder do
        self.tips = root / self.config.tips
        # A fresh archive has no folder of its own yet; one that was asked for by name has to be there.
        if not self.tips.is_dir() and self.config.tips != TipArchiveConfig.tips.default:
            raise PluginError(f"{self.tips}: there is no such folder of tips. Correct TIPS_DIR, or leave it out.")
        if not re.match(r"(?:https?://|mailto:)\S+$|$", self.config.newsletter):
            raise PluginError(
                f'{config.config_file_path}: newsletter: "{self.config.newsletter}" is no address to subscribe at. '
                "Begin it with https:// or mailto:, or leave it out."
            )
        try:
            self.edition = Edition(today(self.config.timezone, config.config_file_path), self.editing)
        except ConfigError as error:
            raise PluginError(str(error)) from None
        self.vocabulary = root / self.config.vocabulary
        self.sources = root / self.config.sources
        self.card_cache = root / ".cache" / "cards"
        config.extra["social_cards"] = self.config.social_cards
        if self.preview:
            self.preview.begin(config)
        return config

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Watch all that the archive is made of."""
        if self.preview:
            attend(server, builder, len(self.archive.entries))
        for path in (self.tips, self.vocabulary, self.sources):
            if path.exists() and not path.resolve().is_relative_to(Path(config.docs_dir).resolve()):
                server.watch(str(path))  # MkDocs itself watches docs/
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add all that comes from the archive, and take out what lies under docs/tips: the archive has read it."""
        for file in list(files):
            if file.src_uri.startswith("tips/"):
                files.remove(file)
        try:
            sources = load_sources(self.sources) if self.sources.exists() else ()
            vocabulary = load_vocabulary(self.vocabulary)
            settings = self._settings(config, vocabulary)
            archive, problems = read_archive(self.tips, vocabulary, sources, self.edition)
            taken = {file.dest_uri for file in files}
            site, more = assemble_anyway(archive, settings, vocabulary, taken, self._elsewhere(files, config))
            if wrong := (*problems, *more):
                site = self._unready(site, wrong)
        except TipsError as error:
            raise PluginError(str(error)) from None
        if words := left_out_words(archive.left_out.values()):
            _log.info(words)
        self.pages = {page.src_uri: page for page in site.pages}
        for src_uri in self.pages:
            existing = files.get_file_from_path(src_uri)
            if existing:
                raise PluginError(f"{existing.abs_src_path}: the archive makes this page. Give the file another name.")
            files.append(File.generated(config, src_uri, content=""))
        for path, text in site.files:
            files.append(File.generated(config, path, content=text))
        self.archive, self.settings, self.words = archive, settings, vocabulary
        self.channels, self.cards = site.channels, site.cards
        # Pages link to feeds, so MkDocs has to know of them before their text is there.
        for channel in self.channels:
            for path in channel.files:
                files.append(File.generated(config, path, content=""))
        for path, original in media(self.tips).items():
            files.append(File.generated(config, path, abs_src_path=str(original)))
        self._add_cards(files, config)
        self._join_sheets(files, config)
        self._add_headers(files, config)
        return self.preview.keep(files, self.pages, config) if self.preview else files

    def _unready(self, site: Site, problems: tuple[TipsError, ...]) -> Site:
        """Return the site of a preview, in which pages say what is wrong; otherwise there can be none."""
        if not self.preview:
            raise ArchiveError(problems)
        for problem in problems:
            _log.warning(problem)
        return with_messages(site, problems, self.tips)

    def _elsewhere(self, files: Files, config: MkDocsConfig) -> Elsewhere:
        """Return what links of tips can lead to besides the archive itself."""

        def text(src_uri: str) -> str | None:
            file = files.get_file_from_path(src_uri)
            return file.content_string if file and file.is_documentation_page() else None

        published = {file.src_uri for file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
        renderer = Renderer(config.markdown_extensions, config.mdx_configs)
        return Elsewhere(published.union(media(self.tips)), text, renderer)

    def _join_sheets(self, files: Files, config: MkDocsConfig) -> None:
        """Put one style sheet in place of Material's and of those in extra_css; templates find it as extra.style."""
        present = {file.src_uri: file for file in files}
        foundation = fnmatch.filter(present, "assets/stylesheets/main.*.min.css")
        sheets = takewhile(present.__contains__, (*foundation, *config.extra_css))
        joined = bundle((path, present[path].content_string) for path in sheets)
        if not foundation or joined is None:
            return
        for path in joined.sheets:
            files.remove(present[path])
        files.append(File.generated(config, joined.path, content=joined.text))
        config.extra_css = [path for path in config.extra_css if path not in joined.sheets]
        config.extra["style"] = joined.path

    def _add_headers(self, files: Files, config: MkDocsConfig) -> None:
        """Tell hosts and pages what may run on a page, but not those of a preview, into which MkDocs puts a script."""
        policy = headers.policy(Path(config.theme.custom_dir or "overrides"))
        config.extra["policy"] = "" if self.editing else policy
        if not files.get_file_from_path(headers.FILE):  # one in docs/ takes its place
            text = headers.headers_file(policy, self.settings.url)
            files.append(File.generated(config, headers.FILE, content=text))

    def _add_cards(self, files: Files, config: MkDocsConfig) -> None:
        """Add the social cards; on a terminal a bar shows how far it is when many are to be drawn."""
        if not self.settings.social_cards:
            return
        console = Console(stderr=True)
        try:
            template = read_template(Path(config.theme.custom_dir or "overrides"))
            with Bar(console) if console.is_terminal else nullcontext(Quiet()) as progress:
                drawn = cards(self.archive, self.settings, template, self.card_cache, progress)
        except TipsError as error:
            raise PluginError(str(error)) from None
        for path, picture in drawn.kept.items():
            files.append(File.generated(config, path, abs_src_path=str(picture.absolute())))
        for path, content in drawn.unkept.items():
            files.append(File.generated(config, path, content=content))
        if drawn.unkept:
            _log.info(f"{self.card_cache}: {len(drawn.unkept)} social cards can't be kept, and are drawn each time.")

    def _settings(self, config: MkDocsConfig, vocabulary: Vocabulary) -> Settings:
        """Return what mkdocs.yml says of the site, with the places on the code host where tips can be edited."""
        for tag in self.config.start_from:
            if not vocabulary.knows(tag):
                remedy = f"Choose one out of {self.vocabulary}"
                raise ConfigError(
                    f'start_from names "{tag}", which is no tag', place=config.config_file_path, remedy=remedy
                )
        docs, tips = Path(config.docs_dir).resolve(), self.tips.resolve()
        edit = suggest = correct = ""
        if tips.is_relative_to(docs):
            folder = tips.relative_to(docs).as_posix()
            edit, suggest, correct = places(config.repo_url or "", config.edit_uri or "", folder)
        return Settings(
            title=config.site_name,
            description=config.site_description or "",
            url=(config.site_url or "").rstrip("/") + "/",
            newest=self.config.newest,
            language=config.theme["language"] or "en",
            edit=edit,
            suggest=suggest,
            correct=correct,
            newsletter=self.config.newsletter,
            social_cards=self.config.social_cards,
            start_from=tuple(
                dict.fromkeys(name for tag in self.config.start_from for name in vocabulary.canonical([tag]))
            ),
        )

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give a page its meta and Markdown as they were prepared, without a detour through YAML."""
        if isinstance(files, KeptFiles):
            files.asking = page.file.src_uri  # from here on its links are resolved
        prepared = self.pages.get(page.file.src_uri)
        # MkDocs would write the day of the build into sitemap.xml.gz.
        page.update_date = _EPOCH
        if prepared:
            page.meta = dict(prepared.meta)
            return prepared.markdown
        whole = page.file.content_string
        first_line = whole.removesuffix(markdown).count("\n") + 1 if whole.endswith(markdown) else 1
        place = page.file.abs_src_path or page.file.src_uri
        try:
            if ahead := links_ahead(markdown, page.file.src_uri, self.archive.left_out, place, first_line):
                raise ArchiveError(ahead)
            return with_latest(markdown, page.file.src_uri, self.archive, self.words, place, first_line)
        except ArchiveError as error:
            if not self.preview:
                raise PluginError(str(error)) from None
            _log.warning(error)
            page.meta = messages(error.problems)
            return ""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Give feeds and the front page their texts: all pages are rendered now, and no file has been copied yet."""
        if isinstance(files, KeptFiles):
            files.asking = ""
        contents = {file.src_uri: file.page.content or "" for file in files.documentation_pages() if file.page}
        for path, text in feeds(self.channels, self.settings, contents, self.cards):
            if file := files.get_file_from_path(path):
                file.content_string = text
        home = files.get_file_from_path("index.md")
        if home and home.page and (shown := home.page.meta.get("featured")):
            home.page.content = relocated(contents.get(shown["src_uri"], ""), shown["url"], to="")
        return self.preview.templates(env) if self.preview else env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the site, which is now whole; a preview that is shown already gets its index later."""
        try:
            if self.config.search and not (self.preview and self.preview.is_served):
                index_site(Path(config.site_dir), self.pages.values(), self.settings.language)
        except TipsError as error:
            raise PluginError(str(error)) from None
        if self.preview:
            self.preview.publish(self.settings.language if self.config.search else None)
