"""Paging: long lists in several pages, so that no listing grows beyond what a phone loads at once."""

from collections.abc import Iterable, Sequence

from scraper.archive.address import page_address
from scraper.archive.archive import Entry, Topic
from scraper.archive.page import Meta
from scraper.archive.views.listing import Group

_ROOM = 100_000  # bytes of HTML that the rows of one page may take; with its frame, a page stays below 150 KB
_ROW = 330  # bytes of a row's markup, beside its words


def split(groups: Sequence[Group], *, summaries: bool = False) -> list[tuple[Group, ...]]:
    """Return the groups of each page; a group that does not fit goes on, under its heading, on the next page.

    There is always one page, even of nothing. `summaries` says that the rows hold them.
    """
    pages: list[list[Group]] = [[]]
    left = _ROOM
    for group in groups:
        rest: list[Entry] = []
        for entry in group.entries:
            weight = _weight(entry.tip.title, entry.address, entry.showing.summary if summaries else "")
            if weight > left and (rest or pages[-1]):
                if rest:
                    pages[-1].append(Group(group.title, group.id, tuple(rest)))
                pages.append([])
                rest, left = [], _ROOM
            rest.append(entry)
            left -= weight
        pages[-1].append(Group(group.title, group.id, tuple(rest)))
    return [tuple(page) for page in pages]


def split_topics(topics: Iterable[Topic]) -> list[tuple[Topic, ...]]:
    """Return the tags or authors of each page of an index; there is always one page."""
    pages: list[list[Topic]] = [[]]
    left = _ROOM
    for topic in topics:
        weight = _weight(topic.name, topic.address, topic.description)
        if weight > left and pages[-1]:
            pages.append([])
            left = _ROOM
        pages[-1].append(topic)
        left -= weight
    return [tuple(page) for page in pages]


def page_source(src_uri: str, number: int) -> str:
    """Return where a list's further page lies among the sources: "tips/2024/page/2.md" for "tips/2024/index.md"."""
    return src_uri if number == 1 else f"{src_uri.removesuffix('.md').removesuffix('/index')}/page/{number}.md"


def pager(src_uri: str, number: int, pages: int) -> list[Meta]:
    """Return the links between the pages of a list: the number of each, its url, and which one is shown now."""
    if pages == 1:
        return []
    return [
        {"number": n, "url": page_address(page_source(src_uri, n)), "current": n == number} for n in range(1, pages + 1)
    ]


def _weight(*words: str) -> int:
    """Return about how many bytes a row takes; a character that HTML has to escape takes several."""
    text = "".join(words)
    return _ROW + len(text.encode()) + 5 * sum(text.count(mark) for mark in "&<>\"'")
