"""The calendar: the archive's years as tables of weeks, a cell each, in which gaps show.

A week stands in the year that most of its days lie in, as ISO 8601 has it: a weekly letter then has a tip in each cell,
and no half week at New Year that looks like a gap. Years themselves are the calendar's, as everywhere on the site.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from scraper.archive.address import page_address
from scraper.archive.archive import Archive, Entry
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.views.listing import counted, newest_day, unpublished
from scraper.archive.views.lists import week_links
from scraper.archive.views.paging import page_source
from scraper.archive.views.weeks import Week, by_week, weeks_of
from scraper.tip import Precision

_QUARTERS = {"Jan": (1, 13), "Apr": (14, 26), "Jul": (27, 39), "Oct": (40, 53)}
_MANY = 5  # tips in a week, from which on its cell is the darkest
_TITLE_LENGTH = 120  # a cell names its tip, and the tip's page has the rest
_VAGUE = {frozenset({Precision.MONTH}): "month", frozenset({Precision.YEAR}): "year"}
# A page may have 150 KB of HTML; what is around its cells takes less than 25.
_CELLS_BYTES = 125_000
_CELL_BYTES, _ROW_BYTES = 60, 150  # of markup alone; the head of a year takes no more than a row

Block: TypeAlias = dict[str, Meta]
Cells: TypeAlias = Mapping[Week, Block]


def calendar_pages(archive: Archive) -> Iterator[PreparedPage]:
    """Yield the archive's overview from the newest year on, on as many pages as it takes: tips/, then tips/page/2/."""
    pages = _paged(_years(archive))
    sources = [page_source("tips/index.md", number) for number in range(1, len(pages) + 1)]
    spans = [_span(page) for page in pages]
    for place, page in enumerate(pages):
        neighbours: list[Meta] = [
            {"title": spans[other], "url": page_address(sources[other]), "label": label, "rel": rel}
            for label, rel, other in (("Older", "prev", place + 1), ("Newer", "next", place - 1))
            if 0 <= other < len(pages)
        ]
        of_years = f", {spans[place]}" if place else ""
        meta: dict[str, Meta] = {
            "template": "archive.html",
            "section": {"title": "Archive", "url": "tips/"},
            "title": f"Archive{of_years}",
            "description": f"All tips, week by week{of_years}.",
            "count": counted(len(archive.entries)),
            "modified": newest_day(archive.entries),
            "years": [*page],
            "ledger": [] if place else _ledger(archive),
            "undated": len(archive.undated),
            "authors": archive.has_author_pages,
            "neighbours": neighbours,
        }
        yield PreparedPage(sources[place], "", meta)


def _ledger(archive: Archive) -> list[Meta]:
    """Return each year with the page of its list, and the number of its tips."""
    return [{"title": str(year), "url": f"tips/{year}/", "count": len(tips)} for year, tips in archive.years.items()]


def _years(archive: Archive) -> Iterator[Block]:
    """Yield a block for each year from the newest to the oldest; years in a row without a tip share one."""
    links = week_links(archive)
    cells = {week: _cell(week, tips, links) for week, tips in by_week(archive.dated).items()}
    newer = 0
    for year in sorted({*archive.years, *(week.year for week in cells)}, reverse=True):
        if newer - year > 1:
            first, last = year + 1, newer - 1
            title = str(last) if first == last else f"{first} to {last}"
            yield {"title": title, "id": f"year-{last}", "url": "", "count": "No tips", "rows": [], "note": ""}
        tips = archive.years.get(year, ())
        rows = _rows(year, cells)
        yield {
            "title": str(year),
            "id": f"year-{year}",
            "url": f"tips/{year}/" if tips else "",
            "count": counted(len(tips)) if tips else "",
            "rows": rows,
            "note": _note(tips, has_table=bool(rows)),
        }
        newer = year


def _cell(week: Week, tips: tuple[Entry, ...], links: Mapping[str, str]) -> Block:
    """Return the cell of a week: of one tip with its title, of several with their number and where they are listed."""
    newest = tips[0]
    if len(tips) == 1:
        title = newest.tip.title
        if len(title) > _TITLE_LENGTH:
            title = title[:_TITLE_LENGTH].rstrip() + "…"
        return {
            "kind": "one",
            "url": newest.address,
            "days": week.words,
            "title": title,
            "lang": newest.tip.lang,
            "unpublished": unpublished(newest),
        }
    words = counted(len(tips))
    if elsewhere := [entry for entry in tips if entry.tip.folder != newest.tip.folder]:
        # A list is that of one calendar year, and so can't hold all of a week across New Year.
        words += f", {len(elsewhere)} of them listed in {elsewhere[0].tip.folder}"
    kind = "many" if len(tips) >= _MANY else "some"
    return {"kind": kind, "url": links[newest.address], "days": week.words, "words": words, "count": len(tips)}


def _rows(year: int, cells: Cells) -> list[Meta]:
    """Return a year's quarters as rows of 13 cells, or of 14 where a 53rd week hangs on the last one.

    A quarter that lies wholly before the first tip or after the last has no row.
    """
    weeks = weeks_of(year)
    begin, end = (min(cells), max(cells)) if cells else (weeks[-1], weeks[0])
    rows: list[Meta] = []
    for label, (first, last) in _QUARTERS.items():
        row: list[Meta] = [
            cells.get(week) or {"kind": "gap" if begin < week < end else ""} for week in weeks[first - 1 : last]
        ]
        row += [{"kind": ""}] * (len(weeks) - 39 - len(row))
        if any(begin <= week <= end for week in weeks[first - 1 : last]):
            rows.append({"label": label, "cells": row})
    return rows


def _note(tips: Iterable[Entry], *, has_table: bool) -> str:
    """Return what there is to say of those of a year's tips that have no cell in its table; "" where all have one."""
    dates = [entry.tip.date for entry in tips if entry.tip.date]
    vague = [date.precision for date in dates if date.precision is not Precision.DAY]
    if vague:
        return f"{len(vague)} known only by {_VAGUE.get(frozenset(vague), 'month or year')}"
    return "" if has_table else "In the week across New Year"


def _paged(years: Iterable[Block]) -> list[list[Block]]:
    """Return the years in as many parts as there have to be pages, at least one."""
    pages: list[list[Block]] = [[]]
    size = 0
    for year in years:
        weight = _weight(year)
        if pages[-1] and size + weight > _CELLS_BYTES:
            pages.append([])
            size = 0
        pages[-1].append(year)
        size += weight
    return pages


def _weight(value: Meta) -> int:
    """Return about how many bytes a block takes as HTML, rather too many than too few."""
    if isinstance(value, dict):
        return (_CELL_BYTES if "kind" in value else _ROW_BYTES) + sum(map(_weight, value.values()))
    if isinstance(value, list):
        return sum(map(_weight, value))
    return len(html.escape(value).encode()) if isinstance(value, str) else 1


def _span(years: list[Block]) -> str:
    """Return the years of a page in words: "2007 to 2026", "2026" or, of an archive without tips, ""."""
    numbers = [str(year["title"]).split(" to ") for year in years]
    if not numbers:
        return ""
    first, last = numbers[-1][0], numbers[0][-1]
    return first if first == last else f"{first} to {last}"
