"""The MkDocs plugin: hands prepared pages, feed and redirects to MkDocs, and runs the search index on what it built.

Nothing else in the project imports mkdocs, and nothing is decided here.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from scraper.archive.channel import channels, needed
from scraper.archive.feed import feeds
from scraper.archive.folder import media, read_archive
from scraper.archive.search import index_site
from scraper.archive.settings import Settings
from scraper.archive.site import assemble
from scraper.errors import TipsError
from scraper.source import load_sources
from scraper.vocabulary import load_vocabulary

_EPOCH = "1970-01-01"


class TipArchiveConfig(base.Config):  # type: ignore[no-untyped-call] # MkDocs leaves it so
    """The plugin's settings in mkdocs.yml; paths are relative to that file."""

    tips = options.Type(str, default="docs/tips")
    vocabulary = options.Type(str, default="docs/tags.yml")
    sources = options.Type(str, default="sources.toml")
    newest = options.Type(int, default=9)
    search = options.Type(bool, default=True)


class TipArchive(BasePlugin[TipArchiveConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it so
    """Puts the archive into a MkDocs site."""

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
        self.vocabulary = root / self.config.vocabulary
        self.sources = root / self.config.sources
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Watch all that the archive is made of."""
        for path in (self.tips, self.vocabulary, self.sources):
            if path.exists():
                server.watch(str(path))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add all that comes from the archive, and take out what lies under docs/tips: the archive has read it."""
        for file in list(files):
            if file.src_uri.startswith("tips/"):
                files.remove(file)
        settings = Settings(config.site_name, config.site_description or "", config.site_url or "", self.config.newest)
        try:
            sources = load_sources(self.sources) if self.sources.exists() else ()
            archive, problems = read_archive(self.tips, load_vocabulary(self.vocabulary), sources)
            site = assemble(archive, settings, {file.dest_uri for file in files}, problems)
        except TipsError as error:
            raise PluginError(str(error)) from None
        self.pages = {page.src_uri: page for page in site.pages}
        for src_uri in self.pages:
            existing = files.get_file_from_path(src_uri)
            if existing:
                raise PluginError(f"{existing.abs_src_path}: the archive makes this page. Give the file another name.")
            files.append(File.generated(config, src_uri, content=""))
        for path, text in site.files:
            files.append(File.generated(config, path, content=text))
        # Pages link to feeds, so MkDocs has to know of them before their text is there.
        self.settings, self.channels = settings, channels(archive, settings)
        self.contents = dict.fromkeys(needed(self.channels), "")
        for channel in self.channels:
            for path in (channel.rss, channel.json):
                files.append(File.generated(config, path, content=""))
        for path, original in media(self.tips).items():
            files.append(File.generated(config, path, abs_src_path=str(original)))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give a page its meta and Markdown as they were prepared, without a detour through YAML."""
        prepared = self.pages.get(page.file.src_uri)
        # MkDocs would write the day of the build into sitemap.xml.gz.
        page.update_date = _EPOCH
        if prepared is None:
            return markdown
        page.meta = dict(prepared.meta)
        return prepared.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Keep the rendered pages that feeds are made of."""
        if page.file.src_uri in self.contents:
            self.contents[page.file.src_uri] = html
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Give feeds their text: all pages are rendered now, and no file has been copied yet."""
        for path, text in feeds(self.channels, self.settings, self.contents, {}):
            if file := files.get_file_from_path(path):
                file.content_string = text
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index the site, which is now whole."""
        if not self.config.search:
            return
        try:
            index_site(Path(config.site_dir))
        except TipsError as error:
            raise PluginError(str(error)) from None
