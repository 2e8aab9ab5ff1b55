"""Indexes: all tags, and all authors where there are several, by name and by how much there is of each."""

from collections.abc import Iterator

from scraper.archive.address import BY_COUNT, page_address
from scraper.archive.archive import Archive, Topic
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.views.listing import newest_day, topic_row
from scraper.archive.views.paging import page_source, pager, split_topics


def index_pages(archive: Archive) -> Iterator[PreparedPage]:
    """Yield the indexes; the one of authors only where there are several."""
    yield from _index(archive, "tags", "Tags", "What the tips are about", list(archive.topics.values()))
    if archive.has_author_pages:
        yield from _index(archive, "authors", "Authors", "Who wrote the tips", list(archive.authors.values()))


def _index(archive: Archive, folder: str, title: str, about: str, topics: list[Topic]) -> Iterator[PreparedPage]:
    most_first = sorted(topics, key=lambda topic: -len(topic.entries))  # stable: by name among equals
    orders = (("By name", f"{folder}/index.md", topics), ("By count", f"{folder}/{BY_COUNT}.md", most_first))
    for label, src_uri, ordered in orders:
        parts = split_topics(ordered)
        for number, part in enumerate(parts, 1):
            meta: dict[str, Meta] = {
                "template": "topics.html",
                "section": {"title": title, "url": f"{folder}/"},
                "title": f"{title}, page {number}" if number > 1 else title,
                "name": title,
                "description": f"{about}, {label.lower()}.",
                "about": f"{about}.",
                "kind": folder,
                "orders": [
                    {"title": name, "url": page_address(at), "current": at == src_uri} for name, at, _ in orders
                ],
                "topics": [topic_row(topic) for topic in part],
                "modified": newest_day(archive.entries),
                "pages": pager(src_uri, number, len(parts)),
            }
            yield PreparedPage(page_source(src_uri, number), "", meta)
