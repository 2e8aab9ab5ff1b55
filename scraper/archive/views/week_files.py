"""Week files: what a reader's browser fetches to choose a tip by chance or by the week of the year.

Each holds the tips of one ISO week's number, of all years together, so that a browser never loads the whole archive.
"""

import json
from collections import defaultdict
from collections.abc import Iterator

from scraper.archive.archive import Archive, Entry, published
from scraper.archive.datewords import in_words
from scraper.archive.page import Meta
from scraper.archive.views.listing import row
from scraper.archive.views.weeks import spread, week_of

_ROWS = 3


def week_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file that holds something: "weeks/01.json" to "weeks/53.json", "weeks/other.json".

    The text is a JSON list in the archive's order; a tip is its title, its url from the site's root, its date in words,
    its ISO year (0 where the day isn't known), and its language where that isn't the site's.
    """
    for name, entries in _by_number(archive).items():
        rows = [_row(entry) for entry in entries]
        yield f"weeks/{name}.json", json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def counts(archive: Archive) -> dict[str, Meta]:
    """Return how many tips each file holds, by its name: {"01": 9, "other": 2}."""
    return {name: len(entries) for name, entries in _by_number(archive).items()}


def same_week(archive: Archive) -> dict[str, Meta]:
    """Return rows of tips from the newest tip's week in earlier years, newest first: at most three, and one a year.

    On whichever day it is built, `week` is that of the newest tip, "2024-12", and `files` says what there is for a
    browser that has come to another week.
    """
    dated = [(week, entry) for entry in published(archive.dated) if (week := week_of(entry.tip.date))]
    if not dated:
        return {"week": "", "rows": [], "files": {}}
    newest = dated[0][0]
    years: dict[int, Entry] = {}
    for week, entry in dated:
        if week.number == newest.number and week.year < newest.year:
            years.setdefault(week.year, entry)
    rows: list[Meta] = [row(entry) for entry in spread(tuple(years.values()), _ROWS)]
    return {"week": f"{newest.year}-{newest.number:02}", "rows": rows, "files": counts(archive)}


def _by_number(archive: Archive) -> dict[str, list[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in published(archive.entries):
        week = week_of(entry.tip.date)
        found[f"{week.number:02}" if week else "other"].append(entry)
    return dict(sorted(found.items()))


def _row(entry: Entry) -> dict[str, str | int]:
    week = week_of(entry.tip.date)
    plain: dict[str, str | int] = {
        "title": entry.tip.title,
        "url": entry.address,
        "date": in_words(entry.tip.date),
        "year": week.year if week else 0,
    }
    return plain | ({"lang": entry.tip.lang} if entry.tip.lang else {})
