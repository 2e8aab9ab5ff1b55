"""Days as people write them: what the contract says of a date in another form, and the day that it means."""

import datetime
import re
from dataclasses import dataclass

from scraper.dates import parse_date
from scraper.frontmatter.plain import shown
from scraper.tip import Precision

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"(?P<day>.*[0-9])(?:T|,? )[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST = 60  # characters; what is longer is no date
_WRITE = "Write a real day as YYYY-MM-DD, such as 2024-03-05"


@dataclass(frozen=True, slots=True)
class Misread:
    """What is wrong with a text that should be a date, and the date that it should be where nobody has to judge."""

    code: str
    problem: str
    remedy: str
    mended: str = ""


def day_of(text: str) -> datetime.date | None:
    """Return the day of a text in the contract's form; None where it isn't in it, or no calendar has that day."""
    try:
        return datetime.date.fromisoformat(text) if _FORM.fullmatch(text) else None
    except ValueError:
        return None


def misread(text: str) -> Misread:
    """Return what is wrong with a text that `day_of` can't read."""
    said = f'"{shown(text)}"'
    timed = _TIME.fullmatch(text) if len(text) <= _LONGEST else None
    bare = timed["day"] if timed else text
    readings = () if len(text) > _LONGEST else (parse_date(bare, "mdy"), parse_date(bare, "dmy"))
    found = sorted({reading for reading in readings if reading})
    if not found:
        return Misread("TIP201", f"{said} is no date", _WRITE)
    first = found[0].day.isoformat()
    if len(found) > 1:
        problem = f"{said} can be read as two days"
        return Misread("TIP202", problem, f"Write {first} or {found[1].day.isoformat()}, whichever is meant")
    if found[0].precision is not Precision.DAY:
        known = f'"date: {first}" and below it "date_precision: {found[0].precision}"'
        return Misread("TIP202", f"{said} names no day", f"Write the day as well; where nobody knows it, write {known}")
    problem = f"{said} is not written as YYYY-MM-DD"
    if not _is_plain(bare, found[0].day):
        return Misread("TIP202", problem, f"Write {first}, if that is the day")
    return Misread("TIP202", problem, f"Write {first}", first)


def _is_plain(text: str, day: datetime.date) -> bool:
    """Whether a text says nothing but that day: its year in full, no other day of the week, and no more words."""
    weekday = re.match(r"([a-z]{3})[a-z]*day\b", text, re.IGNORECASE)
    agrees = not weekday or weekday[1].lower() == _WEEKDAYS[day.weekday()]
    only = not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.", text)
    return agrees and only and str(day.year) in text
