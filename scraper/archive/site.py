"""The site: everything that comes from the archive, ready for a renderer, or one error that says all that is wrong."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from scraper.archive.archive import Archive, Entry
from scraper.archive.cards.cards import card_addresses
from scraper.archive.feeds.channel import Channel, channels
from scraper.archive.machines import catalogue, llms
from scraper.archive.machines.head import for_machines
from scraper.archive.page import PreparedPage
from scraper.archive.places import Elsewhere, site_places
from scraper.archive.redirect import redirects
from scraper.archive.settings import Settings
from scraper.archive.tag_redirect import tag_redirects
from scraper.archive.text.astray import astray
from scraper.archive.text.places import Places
from scraper.archive.views.latest import MARK, with_latest
from scraper.archive.views.prepare import prepare
from scraper.archive.views.week_files import week_files
from scraper.errors import ArchiveError, TipFileError, TipsError
from scraper.frontmatter import examine
from scraper.frontmatter.encoding import content, decoded
from scraper.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Site:
    """Pages to render, and files to publish as they are: path on the site and text.

    The text of feeds holds rendered pages, so it follows when those are there; `channels` says where feeds will be.
    `cards` are the addresses of social cards, by the places of their tips among the sources.
    """

    pages: tuple[PreparedPage, ...]
    files: tuple[tuple[str, str], ...]
    channels: tuple[Channel, ...]
    cards: Mapping[str, str]


def assemble(  # noqa: PLR0913, PLR0917 -- the archive, and all that the site is made of besides
    archive: Archive,
    settings: Settings,
    vocabulary: Vocabulary,
    taken: Collection[str] = (),
    problems: Iterable[TipsError] = (),
    elsewhere: Elsewhere | None = None,
) -> Site:
    """Return the site of an archive; `taken` are files that the site has from elsewhere, "about/index.html".

    Raises ArchiveError where there are problems: those that came with the archive, of lists and links within tips, of
    aliases. `elsewhere` is what links can lead to besides the archive's own pages and files; without it nobody looks at
    them.
    """
    site, found = assemble_anyway(archive, settings, vocabulary, taken, elsewhere)
    if found := (*problems, *found):
        raise ArchiveError(found)
    return site


def assemble_anyway(
    archive: Archive,
    settings: Settings,
    vocabulary: Vocabulary,
    taken: Collection[str] = (),
    elsewhere: Elsewhere | None = None,
) -> tuple[Site, tuple[TipsError, ...]]:
    """Return the site of an archive, and what is wrong with it: with lists and links within tips, and with aliases."""
    followed = channels(archive, settings)
    cards = card_addresses(archive) if settings.social_cards else {}
    prepared = tuple(for_machines(prepare(archive, settings), archive, settings, followed, cards))
    files = (
        (catalogue.FILE, catalogue.catalogue(archive, settings)),
        (llms.FILE, llms.llms_txt(archive, settings)),
        *week_files(archive),
    )
    feeds = [path for channel in followed for path in channel.files]
    others = (*feeds, *cards.values(), *(path for path, _ in files))
    places = site_places(archive, prepared, others, elsewhere) if elsewhere else None
    pages, wrong = _finished(prepared, archive, vocabulary, places)
    own = {page_file(page.src_uri) for page in pages} | {"404.html", "sitemap.xml"}
    own.update(path for path, _ in files)
    renamed, clashes = tag_redirects(archive, pages, settings.url, own.union(taken), vocabulary)
    own.update(redirect.file for redirect in renamed)
    own.update(feeds)
    moved, more = redirects(archive, settings.url, own.union(taken))
    files += tuple((redirect.file, redirect.content) for redirect in (*renamed, *moved))
    return Site(pages, files, followed, cards), (*wrong, *clashes, *more)


def _finished(
    pages: Iterable[PreparedPage], archive: Archive, vocabulary: Vocabulary, places: Places | None
) -> tuple[tuple[PreparedPage, ...], tuple[TipsError, ...]]:
    """Return the pages with the lists of tips that their Markdown asks for, and what is wrong with lists and links."""
    files = {entry.src_uri: entry for entry in archive.entries}
    done: list[PreparedPage] = []
    problems: list[TipsError] = []
    for page in pages:
        markdown = page.markdown
        if places and markdown and astray(tuple(markdown.split("\n")), page.src_uri, places):
            entry = files[page.src_uri]
            lines, first_line = _as_filed(entry, markdown)
            problems.extend(one.error.at(entry.file) for one in astray(lines, page.src_uri, places, first_line))
        if MARK in markdown:
            entry = files[page.src_uri]
            _, first_line = _as_filed(entry, markdown)
            try:
                markdown = with_latest(markdown, page.src_uri, archive, vocabulary, entry.file, first_line)
            except ArchiveError as error:
                problems.extend(error.problems)
        done.append(replace(page, markdown=markdown))
    return tuple(done), tuple(problems)


def _as_filed(entry: Entry, markdown: str) -> tuple[tuple[str, ...], int]:
    """Return the lines of a tip's Markdown from the first that isn't blank, and the number it has in the tip's file.

    They are read again, for only there is what an editor sees; it is for messages.
    """
    try:
        found = examine(decoded(content(entry.file)))
    except TipFileError:  # in the meantime it went away
        return tuple(markdown.split("\n")), 1
    lines = tuple(found.body.split("\n"))
    blank = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return lines[blank:], found.body_line + blank


def page_file(src_uri: str) -> str:
    """Return the file that a page is rendered to: "search/index.html" for "search.md"."""
    name = src_uri.removesuffix(".md")
    return f"{name}.html" if name.split("/")[-1] == "index" else f"{name}/index.html"
