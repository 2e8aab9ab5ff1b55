"""Redirects of renamed tags: a page at each address that a tag's list had under an earlier name."""

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import unquote

from scraper.archive.address import page_address
from scraper.archive.archive import Archive, Topic
from scraper.archive.feeds.channel import JSON, RSS
from scraper.archive.page import PreparedPage
from scraper.archive.redirect import Redirect, moved_page
from scraper.errors import TipsError
from scraper.tags_file import CODE
from scraper.vocabulary import Vocabulary


def tag_redirects(
    archive: Archive, pages: Iterable[PreparedPage], site_url: str, taken: Collection[str], vocabulary: Vocabulary
) -> tuple[tuple[Redirect, ...], tuple[TipsError, ...]]:
    """Return a redirect to each page of a tag's list from where it was, and a problem for each that can't be there.

    The second page leads to the second: under its old name the list had no more tips, so it had no more pages either.
    `taken` are the files of the site at which something else is. Feeds of old addresses are the channels' affair; that
    nothing lies in their way is seen to here.
    """
    renamed = [topic for topic in archive.topics.values() if topic.formerly]
    lists = {page.src_uri: page for page in pages if page.src_uri.startswith("tags/")} if renamed else {}
    lines = {former.name: former.line for former in vocabulary.former}
    found: list[Redirect] = []
    problems: list[TipsError] = []
    for topic in renamed:
        for name, address in topic.formerly.items():
            moved = _from(unquote(address), topic, lists)
            if any(file in taken for file in (*moved, unquote(address) + RSS, unquote(address) + JSON)):
                problem = f'the tag "{topic.name}" was "{name}" before, but that name\'s page is something else now'
                remedy = f'Move what is at {address}, or take "{name}" out of "formerly"'
                problems.append(TipsError(problem, place=vocabulary.file, line=lines[name], remedy=remedy, code=CODE))
                continue
            for file, page in moved.items():
                html = moved_page(file, str(page.meta["title"]), page_address(page.src_uri), site_url)
                found.append(Redirect(file, html))
    return tuple(found), tuple(problems)


def _from(old: str, topic: Topic, lists: Mapping[str, PreparedPage]) -> dict[str, PreparedPage]:
    """Return the pages of a tag's list by the files that they were in when the list was at `old`."""
    own = topic.src_uri.removesuffix(".md")
    return {
        f"{old}{src_uri.removesuffix('.md').removeprefix(own).removeprefix('/')}".rstrip("/") + "/index.html": page
        for src_uri, page in lists.items()
        if src_uri == topic.src_uri or src_uri.startswith(f"{own}/page/")
    }
