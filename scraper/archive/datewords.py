"""Dates in words, never saying more than is known."""

from scraper.tip import Precision, TipDate

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNKNOWN = "Date unknown"


def in_words(date: TipDate | None) -> str:
    """Return "7 November 2017", "November 2017", "2017" or "Date unknown"."""
    if date is None:
        return UNKNOWN
    day = date.day
    match date.precision:
        case Precision.DAY:
            return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        case Precision.MONTH:
            return f"{MONTHS[day.month - 1]} {day.year}"
        case Precision.YEAR:
            return str(day.year)


def within_year(date: TipDate | None) -> str:
    """Return what a list below its year still has to say: "7 Nov", "Nov", or nothing."""
    if date is None or date.precision is Precision.YEAR:
        return ""
    month = MONTHS[date.day.month - 1][:3]
    return month if date.precision is Precision.MONTH else f"{date.day.day} {month}"
