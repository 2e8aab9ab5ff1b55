"""Filters: which tags, year, author and source each tip has, as one file that a browser reads in a moment.

Pagefind has filters of its own. Those of 10,000 tips are three times as large, name tips by numbers that change with
the order of files, and can't say how many tips a further tag would leave.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from scraper.archive.page import Meta

# What a tip without a source is filtered by: those who keep the archive wrote it.
EDITORS = "Editors"


def values_of(meta: Mapping[str, Meta]) -> dict[str, list[str]]:
    """Return the values of a tip's page for each filter; a tip has one of each but tags, and may lack an author."""
    tags, source = meta["tag_links"], meta["source"]
    author = str(meta["author"])
    return {
        "tag": [str(tag["name"]) for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else [],
        "year": [str(meta["year"])],
        "author": [author] if author else [],
        "source": [str((isinstance(source, dict) and source["title"]) or EDITORS)],
    }


# A tip's values as characters: the most frequent is "0", the next one "1". A comma ends a tip.
_FIRST = ord("0")


def filter_file(tips: Sequence[Mapping[str, list[str]]]) -> str:
    """Return JSON: of each filter its values, the most frequent first, and which of them each tip has, "01,,0".

    Tips are in the order in which the index numbers them.
    """
    filters = {}
    for name in tips[0] if tips else ():
        counts = Counter(value for tip in tips for value in tip[name])
        values = sorted(counts, key=lambda value: (-counts[value], value))
        letters = {value: chr(_FIRST + number) for number, value in enumerate(values)}
        filters[name] = {
            "values": values,
            "tips": ",".join("".join(sorted(letters[value] for value in tip[name])) for tip in tips),
        }
    return json.dumps(filters, ensure_ascii=False, separators=(",", ":"))
