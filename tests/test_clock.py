"""The day that it is, and the day that a build is told it is."""

import datetime

import pytest

from scraper.clock import today
from scraper.errors import ConfigError

# 2026-03-02 23:30 UTC
_LATE = "1772494200"


@pytest.mark.parametrize(
    ("timezone", "day"),
    [("UTC", "2026-03-02"), ("Asia/Tokyo", "2026-03-03"), ("America/New_York", "2026-03-02")],
)
def test_a_day_begins_earlier_in_the_east(monkeypatch: pytest.MonkeyPatch, timezone: str, day: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _LATE)
    assert today(timezone) == datetime.date.fromisoformat(day)


def test_untold_it_is_the_day_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.datetime.now(datetime.UTC).date()
    assert before <= today() <= datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_a_moment_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigError, match="no number of seconds since 1970"):
        today()


@pytest.mark.parametrize("timezone", ["Vienna", "../etc/passwd", ""])
def test_a_zone_that_is_none_is_named(timezone: str) -> None:
    with pytest.raises(ConfigError, match="there is no time zone"):
        today(timezone)
