"""The site: everything that comes from the archive, ready for a renderer, or one error that says all that is wrong."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from scraper.archive import catalogue, llms
from scraper.archive.archive import Archive
from scraper.archive.channel import channels
from scraper.archive.machines import for_machines
from scraper.archive.page import PreparedPage
from scraper.archive.redirect import redirects
from scraper.archive.settings import Settings
from scraper.archive.views import prepare
from scraper.errors import ArchiveError, TipsError


@dataclass(frozen=True, slots=True)
class Site:
    """Pages to render, and files to publish as they are: path on the site and text.

    Feeds are not among them: they hold rendered pages, so they are made when those are there, from `channel.channels`.
    """

    pages: tuple[PreparedPage, ...]
    files: tuple[tuple[str, str], ...]


def assemble(
    archive: Archive, settings: Settings, taken: Collection[str] = (), problems: Iterable[TipsError] = ()
) -> Site:
    """Return the site of an archive; `taken` are files that the site has from elsewhere, "about/index.html".

    Raises ArchiveError where there are problems, those that came with the archive and those of aliases together.
    """
    followed = channels(archive, settings)
    pages = tuple(for_machines(prepare(archive, settings), archive, settings, followed, {}))
    own = {_file(page.src_uri) for page in pages} | {catalogue.FILE, llms.FILE, "404.html", "sitemap.xml"}
    own.update(path for channel in followed for path in (channel.rss, channel.json))
    moved, more = redirects(archive, settings.url, own.union(taken))
    found = (*problems, *more)
    if found:
        raise ArchiveError(found)
    files = (
        (catalogue.FILE, catalogue.catalogue(archive, settings)),
        (llms.FILE, llms.llms_txt(archive, settings)),
        *((redirect.file, redirect.content) for redirect in moved),
    )
    return Site(pages, files)


def _file(src_uri: str) -> str:
    """Return the file that a page is rendered to: "search/index.html" for "search.md"."""
    name = src_uri.removesuffix(".md")
    return f"{name}.html" if name.split("/")[-1] == "index" else f"{name}/index.html"
