"""Today, as an archive counts days: by its own time zone, or by the moment that a build was told to pretend."""

import datetime
import os
import zoneinfo
from pathlib import Path

from scraper.errors import ConfigError

EPOCH = "SOURCE_DATE_EPOCH"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def today(timezone: str = "UTC", place: str | Path = "") -> datetime.date:
    """Return the day that it is in a time zone of the tz database, such as "Europe/Vienna".

    Where the environment holds SOURCE_DATE_EPOCH, seconds since 1970, it is the day of that moment: the same input
    then gives the same site, whenever it is built. Source: reproducible-builds.org/specs/source-date-epoch.
    Raises ConfigError where either of the two is nonsense; `place` is the file in which the time zone is chosen.
    """
    try:
        zone = zoneinfo.ZoneInfo(timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        problem = f'there is no time zone "{timezone}"'
        remedy = 'Write it as in the tz database, such as "Europe/Vienna" or "UTC"'
        raise ConfigError(problem, place=place, remedy=remedy) from None
    told = os.environ.get(EPOCH)
    if not told:
        return datetime.datetime.now(zone).date()
    try:
        return datetime.datetime.fromtimestamp(int(told), zone).date()
    except (ValueError, OverflowError, OSError):
        problem = f'{EPOCH} is "{told}", which is no number of seconds since 1970'
        raise ConfigError(problem, remedy="Correct it, or unset it") from None
