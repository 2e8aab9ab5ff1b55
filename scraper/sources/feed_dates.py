"""The day of a post, out of a feed's point in time.

Source: RFC 822 and RFC 2822 for RSS, RFC 3339 for Atom, W3C-DTF for Dublin Core; and what sites make of them.
"""

import datetime
import email.utils
import re
from zoneinfo import ZoneInfo

from scraper.dates import parse_date
from scraper.source import Source
from scraper.tip import TipDate

_WEEKDAY = re.compile(r"^(?:[^\W\d]+\.?,|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\s*", re.IGNORECASE)
_TIME = re.compile(r"[\sT]+\d{1,2}:\d\d.*$")
# What software makes of a post without a date: the year 0, 1 or -1.
_NO_YEAR = re.compile(r"(?:^|\s|-)0\d{3}(?:-|\s+\d\d?:)")
_DAY = datetime.timedelta(days=1)
# How the addresses of posts begin that hold their day or month. Source: WordPress, Settings, Permalinks.
_IN_ADDRESS = re.compile(r"^https?://[^/]+/(?:[\w-]+/)*?(?P<day>(?:19|20)\d\d/\d\d/(?:\d\d/)?)")


def feed_date(printed: str, source: Source, zone: str = "", address: str = "") -> TipDate | None:
    """Return the day at the source, or None where the text is no date.

    It is the day as printed with its own offset. Where that is UTC's, as WordPress writes it whatever the site's clock
    says, it is the day in the site's `zone`, if that is known; and the day before or after where the post's address
    holds that one, for it is made of the site's own day.
    """
    text = " ".join(printed.split())
    if _NO_YEAR.search(text):
        return None
    moment = _moment(text)
    if moment is None:
        return parse_date(_TIME.sub("", _WEEKDAY.sub("", text)), source.date_order)
    if moment.utcoffset() != datetime.timedelta():
        return TipDate(moment.date())
    try:
        return TipDate(_in_address(moment.astimezone(_zone(zone)).date(), address))
    except OverflowError:  # at both ends of the calendar
        return None


def _moment(text: str) -> datetime.datetime | None:
    """Return the point in time that a text is, with its offset if it has one; None where it is none."""
    for read in (email.utils.parsedate_to_datetime, datetime.datetime.fromisoformat):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        # RFC 2822, 3.3: "-0000" is a time of UTC, of a clock that is elsewhere.
        return moment.replace(tzinfo=datetime.UTC) if text.endswith("-0000") else moment
    return None


def _zone(name: str) -> datetime.tzinfo:
    try:
        if name[:1] in "+-":
            return datetime.datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo or datetime.UTC
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return datetime.UTC


def _in_address(day: datetime.date, address: str) -> datetime.date:
    match = _IN_ADDRESS.match(address)
    if match is None:
        return day
    near = (day, day - _DAY, day + _DAY)
    return next((one for one in near if one.strftime("%Y/%m/%d/").startswith(match["day"])), day)
