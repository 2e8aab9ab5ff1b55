"""Dates as people print them → TipDate, with the precision that is known and never more."""

import datetime
import re
from typing import Literal

from scraper.tip import Precision, TipDate

Order = Literal["mdy", "dmy"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"

# One pattern a form, tried in order; each must match the whole text.
_FORMS: dict[str, tuple[str, ...]] = {
    "any": (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ].*)?",
        r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})",
        rf"(?:\w+day,? )?{_MONTH} {_DAY},? (?P<year>\d{{4}})",
        rf"(?:\w+day,? )?{_DAY} {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<month>\d\d)",
        r"(?P<year>\d{4})",
    ),
    "mdy": (rf"(?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}})[/.-]{_YEAR}",),
    "dmy": (rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}",),
}


def parse_date(text: str, order: Order = "mdy") -> TipDate | None:
    """Return the date that a text is, or None where it is none or is one that no calendar has.

    `order` says how a newsletter writes "4/5/17". Years of two digits are of this century up to 68 (POSIX strptime).
    """
    text = " ".join(text.split())
    for pattern in _FORMS["any"] + _FORMS[order]:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            return _date(match.groupdict())
    return None


def _date(parts: dict[str, str]) -> TipDate | None:
    digits = parts["year"].lstrip("'")
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year <= 68 else 1900
    month = parts.get("month")
    number = 1 if month is None else int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    precision = Precision.YEAR if month is None else Precision.DAY if "day" in parts else Precision.MONTH
    try:
        return TipDate(datetime.date(year, number, int(parts.get("day", 1))), precision)
    except ValueError:
        return None
