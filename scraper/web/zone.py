"""The time zone by which a site counts its days: feeds print times of UTC, whatever day it was at the site."""

import json
import re
from collections import Counter
from zoneinfo import ZoneInfo

from scraper.errors import FetchError
from scraper.web.front import with_parameters
from scraper.web.trip import Trip

_OFFSET = re.compile(r"T[\d:.]+(?P<offset>[+-]\d\d:?\d\d)$")


def zone_of(trip: Trip) -> str:
    """Return the zone as a name of the tz database or an offset such as "-05:00"; nothing where the site tells neither.

    The root of the REST API tells it even where its posts are withheld; else the times on the front page do.
    """
    return _of_api(trip) or _of_page(trip)


def _of_api(trip: Trip) -> str:
    if not trip.front.api:
        return ""
    try:
        told = json.loads(trip.get(with_parameters(trip.front.api, _fields="timezone_string,gmt_offset")).content)
        name, hours = str(told.get("timezone_string") or ""), float(told.get("gmt_offset", "nan"))
    except (FetchError, ValueError, TypeError, AttributeError, RecursionError):
        return ""
    if name and is_zone(name):
        return name
    minutes = round(hours * 60) if abs(hours) <= 14 else None
    return "" if minutes is None else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _of_page(trip: Trip) -> str:
    document = trip.front.document
    if document is None:
        return ""
    printed = (str(element.get("datetime", "")) for element in document.soup.select("time[datetime]"))
    offsets = Counter(match["offset"] for text in printed if (match := _OFFSET.search(text.strip())))
    return max(offsets, key=lambda offset: (offsets[offset], offset), default="")


def is_zone(name: str) -> bool:
    """Whether the tz database knows a zone of that name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True
