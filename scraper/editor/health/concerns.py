"""What may be off with a tip of the archive, and what to do about it: a table, in the order in which it is told."""

from collections.abc import Callable
from dataclasses import dataclass

from scraper.archive.datewords import in_words
from scraper.editor.desk import Desk
from scraper.tip import FiledTip, Precision, Rights, Status


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of concern; `advice` is one sentence on what to do. `applies` returns what to say of a tip, or None."""

    name: str
    heading: str
    advice: str
    applies: Callable[[FiledTip, Desk], str | None] = lambda *_: None


def _teaser(filed: FiledTip, _: Desk) -> str | None:
    return filed.tip.source_url if filed.tip.status is Status.TEASER else None


def _undated(filed: FiledTip, _: Desk) -> str | None:
    return None if filed.tip.date else ""


def _imprecise(filed: FiledTip, _: Desk) -> str | None:
    date = filed.tip.date
    return in_words(date) if date and date.precision is not Precision.DAY else None


def _untagged(filed: FiledTip, desk: Desk) -> str | None:
    return None if desk.vocabulary.canonical(filed.tip.tags) else ""


def _rights(filed: FiledTip, desk: Desk) -> Rights | None:
    source = desk.sources.get(filed.tip.source)
    return filed.tip.rights or (source.rights if source else None)


def _unclear(filed: FiledTip, desk: Desk) -> str | None:
    named = bool(filed.tip.source or filed.tip.source_url)
    return filed.tip.source if named and _rights(filed, desk) in (None, Rights.UNSTATED) else None


def _withheld(filed: FiledTip, desk: Desk) -> str | None:
    source = desk.sources.get(filed.tip.source)
    permitted = source is not None and source.permission
    return filed.tip.source if _rights(filed, desk) is Rights.ASK and not permitted else None


UNREADABLE = Kind("unreadable", "Can't be read", "Run tips check: it says what to mend, and where.")
GONE = Kind("links-gone", "Links that lead nowhere", "Mend the link, or take it out and keep its words.")
UNSURE = Kind("links-unsure", "Links that could not be followed", "Open them in a browser, and mend what has moved.")
KINDS = (
    UNREADABLE,
    Kind("teasers", "Teasers without a body", "Scrape their source again, or add the whole text by hand.", _teaser),
    Kind("undated", "Without a date", "Add the date if you can find it out; never guess.", _undated),
    Kind("imprecise", "Dated by month or year only", "Add the day if you can find it out; never guess.", _imprecise),
    Kind("untagged", "Without a tag", "tips suggest-tags FILE proposes some.", _untagged),
    Kind("rights-unclear", "Rights unclear", "Ask the source's owner, and note the answer in sources.toml.", _unclear),
    Kind("withheld", "Shown as excerpts", "Ask for permission, and note it in sources.toml.", _withheld),
    GONE,
    UNSURE,
)
