"""Lists: the pages of a year, of a tag, of an author, and of the undated tips, each in as many pages as it needs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scraper.archive.address import page_address
from scraper.archive.archive import Archive, Topic
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.views.listing import Group, by_month, by_year, counted, newest_day, row, row_with_summary
from scraper.archive.views.paging import page_source, pager, split
from scraper.archive.views.weeks import week_id

_RELATED_TAGS = 6
_FEW = 3  # headings that are seen at once anyway


def year_pages(archive: Archive) -> Iterator[PreparedPage]:
    """Yield each year's tips by month, from the newest year to the oldest."""
    years = (None, *archive.years, None)
    for newer, year, older in zip(years[:-2], archive.years, years[2:], strict=True):
        entries = archive.years[year]
        others: list[Meta] = [
            {"title": str(other), "url": f"tips/{other}/", "label": label, "rel": rel}
            for label, rel, other in (("Older", "prev", older), ("Newer", "next", newer))
            if other is not None
        ]
        yield from _pages(
            _year_source(year),
            by_month(entries),
            title=str(year),
            kind="year",
            section={"title": "Archive", "url": "tips/"},
            description=f"{counted(len(entries))} of {year}, month by month.",
            count=counted(len(entries)),
            neighbours=others,
        )


def undated_pages(archive: Archive) -> Iterator[PreparedPage]:
    """Yield the tips of which nobody knows the year, by title; nothing where there are none."""
    if not archive.undated:
        return
    note = "Tips whose source printed no date, in alphabetical order. A date is never guessed here."
    yield from _pages(
        "tips/undated/index.md",
        [Group("", "", archive.undated)],
        title="Undated",
        kind="undated",
        section={"title": "Archive", "url": "tips/"},
        description=note,
        note=note,
        count=counted(len(archive.undated)),
    )


def tag_pages(archive: Archive) -> Iterator[PreparedPage]:
    """Yield each tag's tips by year, with the tags that often stand beside it."""
    for topic in archive.topics.values():
        yield from _topic_pages(topic, "tag", {"title": "Tags", "url": "tags/"}, _beside(topic, archive))


def author_pages(archive: Archive) -> Iterator[PreparedPage]:
    """Yield each author's tips by year, with what they are about; nothing where there are not several authors."""
    if archive.has_author_pages:
        for topic in archive.authors.values():
            yield from _topic_pages(topic, "author", {"title": "Authors", "url": "authors/"}, _beside(topic, archive))


def week_links(archive: Archive) -> dict[str, str]:
    """Return for each tip where its year's list shows it, by the tip's address: "tips/2024/page/2/#week-2024-12"."""
    found: dict[str, str] = {}
    for year, entries in archive.years.items():
        for number, groups in enumerate(split(by_month(entries)), 1):
            page = page_address(page_source(_year_source(year), number))
            for entry in (entry for group in groups for entry in group.entries):
                week = week_id(entry.tip.date) if entry.tip.date else ""
                found[entry.address] = f"{page}#{week}" if week else page
    return found


def _year_source(year: int) -> str:
    return f"tips/{year}/index.md"


def _topic_pages(topic: Topic, kind: str, section: Meta, beside: list[Meta]) -> Iterator[PreparedPage]:
    count = counted(len(topic.entries))
    about = f"{count} about {topic.name}." if kind == "tag" else f"{count} by {topic.name}."
    yield from _pages(
        topic.src_uri,
        by_year(topic.entries),
        title=topic.name,
        kind=kind,
        section=section,
        description=topic.description or about,
        note=topic.description,
        count=count,
        beside=beside,
        home=topic.address,
    )


def _beside(topic: Topic, archive: Archive) -> list[Meta]:
    """Return the tags that stand most often on the same tips, the most frequent first."""
    times = Counter(tag for entry in topic.entries for tag in entry.tags if tag != topic.name)
    most = sorted(times, key=lambda tag: (-times[tag], tag))[:_RELATED_TAGS]
    return [{"name": tag, "url": archive.topics[tag].address} for tag in most]


def _pages(src_uri: str, groups: Sequence[Group], *, title: str, section: Meta, **more: Meta) -> Iterator[PreparedPage]:
    """Yield the pages of one list; `more` is for the template to read on each of them."""
    summaries = all(not group.title for group in groups)
    parts = split(groups, summaries=summaries)
    jumps = _jumps(src_uri, parts)
    modified = newest_day([entry for group in groups for entry in group.entries])
    for number, part in enumerate(parts, 1):
        meta: dict[str, Meta] = {
            "template": "list.html",
            "title": title if number == 1 else f"{title}, page {number}",
            "name": title,
            "section": section,
            "groups": _rows(part, summaries=summaries),
            "jumps": jumps,
            "pages": pager(src_uri, number, len(parts)),
            "neighbours": [],
            "modified": modified,
            "note": "",
            "beside": [],
            **more,
        }
        yield PreparedPage(page_source(src_uri, number), "", meta)


def _rows(groups: Sequence[Group], *, summaries: bool) -> list[Meta]:
    """Return groups as templates read them; the first row of each week has that week's anchor."""
    found: list[Meta] = []
    seen: set[str] = set()
    for group in groups:
        rows: list[Meta] = []
        for entry in group.entries:
            week = week_id(entry.tip.date) if entry.tip.date else ""
            rows.append((row_with_summary(entry) if summaries else row(entry)) | {"id": "" if week in seen else week})
            seen.add(week)
        found.append({"title": group.title, "id": group.id, "rows": rows})
    return found


def _jumps(src_uri: str, parts: Sequence[Sequence[Group]]) -> list[Meta]:
    """Return a link to each heading of a list, on whichever of its pages it first stands; none where there are few."""
    first: Mapping[str, Meta] = {
        group.id: {"title": group.title, "url": f"{page_address(page_source(src_uri, number))}#{group.id}"}
        for number, groups in reversed(list(enumerate(parts, 1)))
        for group in groups
        if group.title
    }
    order = dict.fromkeys(group.id for groups in parts for group in groups if group.title)
    return [first[anchor] for anchor in order] if len(order) > _FEW else []
