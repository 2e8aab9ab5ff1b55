"""Slugs and dates: names that every file system and address can hold, and dates that say no more than is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.dates import Order, parse_date
from scraper.tip import Precision, TipDate, slug
from tests.strategies import dates


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Say It Once", "say-it-once"),
        ("Don’t Wait – Ask!", "dont-wait-ask"),
        ("Crème brûlée & coffee", "creme-brulee-coffee"),
        ('../../etc/CON: "a"|b', "etc-con-a-b"),
        ("CON", "tip-con"),
        ("lpt1", "tip-lpt1"),
        ("Index", "tip-index"),
        ("お客様", "お客様"),
        ("हिन्दी", "हिन्दी"),
        ("word " * 80, "-".join(["word"] * 16)),
        ("x" * 400, "x" * 80),
        ("\udcff", "udcff"),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_title_without_a_letter_gets_a_name_of_its_own() -> None:
    assert slug("☂").startswith("tip-")
    assert slug("☂") != slug("☀")


@given(st.text())
def test_a_slug_is_a_safe_name_for_a_file(title: str) -> None:
    name = slug(title)
    assert name
    assert len(name.encode()) <= 84
    assert not set(name) & set('/\\:*?"<>|. \0\n\t')
    assert slug(name) == name


@pytest.mark.parametrize(
    ("text", "order", "known"),
    [
        ("11/7/17", "mdy", "2017-11-07"),
        ("11/7/17", "dmy", "2017-07-11"),
        ("11/7/1999", "mdy", "1999-11-07"),
        ("11/7/99", "mdy", "1999-11-07"),
        ("11/7/68", "mdy", "2068-11-07"),
        ("2017-11-07", "mdy", "2017-11-07"),
        ("2017-11-07T23:30:00-05:00", "mdy", "2017-11-07"),
        ("Nov. 7, 2017", "mdy", "2017-11-07"),
        ("7th November 2017", "mdy", "2017-11-07"),
        ("Tuesday, November 7, 2017", "mdy", "2017-11-07"),
        ("November 2017", "mdy", "2017-11"),
        ("2017", "mdy", "2017"),
    ],
)
def test_a_printed_date_is_known_as_precisely_as_it_is_printed(text: str, order: Order, known: str) -> None:
    date = parse_date(text, order)
    assert date is not None
    assert date.known == known


@pytest.mark.parametrize(
    "text", ["", "COVID-19", "24/7", "50/50", "2/30/20", "13/13/20", "0000", "Spring 2011", "1/2/3/4"]
)
def test_what_is_no_date_stays_none(text: str) -> None:
    assert parse_date(text) is None


@given(dates(), dates())
def test_a_date_includes_what_may_be_the_same_day(one: TipDate, other: TipDate) -> None:
    assert one.includes(one)
    if one.includes(other) and other.includes(one):
        assert one == other


def test_a_coarse_date_includes_a_finer_one_and_not_the_other_way_round() -> None:
    year, day = TipDate(datetime.date(2017, 1, 1), Precision.YEAR), TipDate(datetime.date(2017, 1, 1))
    assert year.includes(day)
    assert not day.includes(year)


def test_a_coarse_date_holds_the_first_day() -> None:
    with pytest.raises(ValueError, match="first day, 2017-01-01"):
        TipDate(datetime.date(2017, 11, 7), Precision.YEAR)
