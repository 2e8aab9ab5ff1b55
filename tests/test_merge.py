"""Merging: one tip for all its sightings, whatever their order, and the same again when merged again."""

import datetime
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.frontmatter import sealed
from scraper.merge import Merged, merge
from scraper.tip import FiledTip, Precision, Rights, Sighting, Status, Tip, TipDate
from tests.strategies import sightings

_DAY = TipDate(datetime.date(2020, 5, 5))
_MONTH = TipDate(datetime.date(2020, 5, 1), Precision.MONTH)
_YEAR = TipDate(datetime.date(2020, 1, 1), Precision.YEAR)
_SEEN = Sighting(source="one", page="p", title="Be Brief", body="Be brief.", date=_DAY)
_TEASER = replace(_SEEN, status=Status.TEASER, body="Be …")


def _tips(*seen: Sighting) -> list[Tip]:
    return [one.tip for one in merge(seen)[0]]


def _filed(merged: tuple[Merged, ...]) -> list[FiledTip]:
    """The merged tips as the next run finds them."""
    return [FiledTip(PurePosixPath(f"{n}.md"), sealed(one.tip)) for n, one in enumerate(merged)]


@given(st.lists(sightings, max_size=7).flatmap(lambda seen: st.tuples(st.just(seen), st.permutations(seen))))
def test_the_order_of_sightings_changes_nothing(orders: tuple[list[Sighting], list[Sighting]]) -> None:
    one, other = orders
    assert merge(one) == merge(other)


@given(st.lists(sightings, max_size=7))
def test_merging_again_changes_nothing(seen: list[Sighting]) -> None:
    merged, _ = merge(seen)
    again, _ = merge(seen, _filed(merged))
    assert [sealed(one.tip) for one in again] == [file.tip for file in _filed(merged)]
    assert all(len(one.filed) == 1 for one in again)


@given(st.lists(sightings, max_size=7))
def test_nothing_is_lost(seen: list[Sighting]) -> None:
    merged, losses = merge(seen)
    tips = [one.tip for one in merged]
    for one in seen:
        assert any(set(one.tags) <= set(tip.tags) and set(one.categories) <= set(tip.categories) for tip in tips)
        if one.status is Status.FULL and one.body not in [tip.body for tip in tips]:
            assert any(loss.page == one.page and loss.what.startswith("another text") for loss in losses)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_SEEN, replace(_SEEN, title="BE  BRIEF!"), id="titles that differ in case and punctuation"),
        pytest.param(_SEEN, replace(_SEEN, date=None), id="an undated sighting and one dated tip"),
        pytest.param(_SEEN, replace(_SEEN, date=_YEAR), id="a year and a day in it"),
        pytest.param(replace(_SEEN, date=_YEAR), replace(_SEEN, date=_MONTH), id="a year and a month in it"),
        pytest.param(replace(_SEEN, url="https://a.example/x"), _SEEN, id="an address and the same title and day"),
        pytest.param(
            replace(_SEEN, url="https://a.example/x"),
            replace(_SEEN, url="http://www.a.example/x/", title="Renamed"),
            id="one address, two titles",
        ),
    ],
)
def test_these_are_the_same_tip(one: Sighting, other: Sighting) -> None:
    assert len(_tips(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_SEEN, replace(_SEEN, source="two"), id="two sources"),
        pytest.param(_SEEN, replace(_SEEN, title="Be Brave"), id="two titles"),
        pytest.param(_SEEN, replace(_SEEN, date=TipDate(datetime.date(2021, 5, 4))), id="one title in two years"),
        pytest.param(
            replace(_SEEN, url="https://a.example/x"), replace(_SEEN, url="https://a.example/y"), id="two addresses"
        ),
    ],
)
def test_these_are_two_tips(one: Sighting, other: Sighting) -> None:
    assert len(_tips(one, other)) == 2


def test_an_undated_sighting_that_could_be_either_stays_apart_and_is_reported() -> None:
    later = replace(_SEEN, date=TipDate(datetime.date(2021, 5, 4)))
    merged, losses = merge([_SEEN, later, replace(_SEEN, date=None)])
    assert len(merged) == 3
    assert [loss.what for loss in losses] == ["could be any of 2 tips of this title; kept apart"]


def test_a_sighting_joins_the_tip_of_its_own_day_rather_than_one_of_its_year() -> None:
    day, year = replace(_SEEN, url="https://a.example/day"), replace(_SEEN, url="https://a.example/year", date=_YEAR)
    merged, losses = merge([year, day, replace(_SEEN, tags=("phone",))])
    assert {one.tip.source_url: one.tip.tags for one in merged} == {day.url: ("phone",), year.url: ()}
    assert not losses


def test_full_beats_teaser_and_what_both_know_adds_up() -> None:
    (tip,) = _tips(
        replace(_SEEN, date=_YEAR, tags=("phone",), categories=("A",)),
        replace(_TEASER, url="https://a.example/x", tags=("email",), author="Ada"),
    )
    assert tip.status is Status.FULL
    assert (tip.body, tip.source_url, tip.author) == ("Be brief.", "https://a.example/x", "Ada")
    assert (tip.tags, tip.categories, tip.date) == (("email", "phone"), ("A",), _DAY)


def test_of_two_full_bodies_the_later_capture_wins_and_the_other_is_reported() -> None:
    early = replace(
        _SEEN, page="early", body="The long first version.", captured=datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
    )
    late = replace(_SEEN, page="late", body="Shorter.", captured=datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC))
    merged, losses = merge([late, early])
    assert [one.tip.body for one in merged] == ["Shorter."]
    assert [(loss.page, loss.what, loss.detail) for loss in losses] == [
        ("early", "another text of a tip", "the text of late is taken")
    ]


def test_a_notice_seen_anywhere_holds() -> None:
    (tip,) = _tips(_SEEN, replace(_SEEN, rights=Rights.ASK, body="x"))
    assert tip.rights is Rights.ASK


def test_this_runs_text_beats_the_file_of_an_earlier_run() -> None:
    file = FiledTip(
        PurePosixPath("2020/be-brief.md"), sealed(Tip("Be Brief", "A much longer old text.", _DAY, source="one"))
    )
    merged, losses = merge([_SEEN], [file])
    assert [one.tip.body for one in merged] == ["Be brief."]
    assert not losses


def test_a_teaser_does_not_take_the_text_that_an_earlier_run_found() -> None:
    file = FiledTip(
        PurePosixPath("2020/be-brief.md"), sealed(Tip("Be Brief", "The text.", _DAY, ("phone",), source="one"))
    )
    ((merged,), _) = merge([_TEASER], [file])
    assert (merged.tip.status, merged.tip.body, merged.tip.tags) == (Status.FULL, "The text.", ("phone",))


def _at(day: int) -> TipDate:
    return TipDate(datetime.date(2020, 5, day))


def _captured(year: int) -> datetime.datetime:
    return datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)


_ADDRESS = replace(_SEEN, url="https://a.example/x")


@pytest.mark.parametrize(
    ("seen", "filed", "date"),
    [
        pytest.param(
            [replace(_ADDRESS, date=_at(9), captured=_captured(2024)), replace(_ADDRESS, captured=_captured(2021))],
            None,
            _at(9),
            id="of two days that of the later capture",
        ),
        pytest.param(
            [replace(_ADDRESS, date=_at(1), captured=_captured(2024)), replace(_ADDRESS, captured=_captured(2021))],
            None,
            _at(1),
            id="even where it is the earlier day",
        ),
        pytest.param(
            [replace(_ADDRESS, date=_YEAR, captured=_captured(2024)), replace(_ADDRESS, captured=_captured(2021))],
            None,
            _DAY,
            id="a day rather than a year, whenever captured",
        ),
        pytest.param([replace(_ADDRESS, date=_at(9))], _DAY, _at(9), id="this run's rather than that of a file"),
        pytest.param(
            [replace(_ADDRESS, date=_at(9), status=Status.TEASER)], _DAY, _at(9), id="and be it that of a teaser"
        ),
        pytest.param([replace(_ADDRESS, date=_MONTH)], _DAY, _DAY, id="a file's day where the run knows the month"),
        pytest.param(
            [replace(_ADDRESS, date=TipDate(datetime.date(2021, 1, 1), Precision.YEAR))],
            _DAY,
            TipDate(datetime.date(2021, 1, 1), Precision.YEAR),
            id="but not where the run knows another year",
        ),
        pytest.param([replace(_ADDRESS, date=None)], _DAY, _DAY, id="a file's day where the run knows none"),
    ],
)
def test_a_correction_at_the_source_arrives(seen: list[Sighting], filed: TipDate | None, date: TipDate) -> None:
    tip = sealed(Tip("Be Brief", "Be brief.", filed, source="one", source_url=_ADDRESS.url))
    files = [FiledTip(PurePosixPath("2020/be-brief.md"), tip)] if filed else []
    for order in (seen, seen[::-1]):
        ((merged,), _) = merge(order, files)
        assert merged.tip.date == date


def test_images_are_those_of_the_body_that_won() -> None:
    late = replace(_SEEN, body="![](b.png)", images=("b.png",), captured=_captured(2024))
    ((merged,), _) = merge([replace(_SEEN, images=("a.png",), captured=_captured(2021)), late])
    assert merged.images == ("b.png",)
    file = FiledTip(PurePosixPath("2020/be-brief.md"), sealed(Tip("Be Brief", "![](mine.png)", _DAY, source="one")))
    ((merged,), _) = merge([replace(_TEASER, images=("a.png",))], [file])
    assert (merged.tip.body, merged.images) == ("![](mine.png)", ())


def test_a_file_that_people_edited_is_told_apart() -> None:
    tip = Tip("Be Brief", "Be brief.", _DAY, source="one", source_url=_ADDRESS.url)
    files = [
        FiledTip(PurePosixPath("b.md"), replace(sealed(tip), tags=("mine",))),
        FiledTip(PurePosixPath("a.md"), sealed(tip)),
    ]
    ((merged,), _) = merge([_ADDRESS], files)
    assert [file.path.name for file in merged.filed] == ["a.md", "b.md"]
    assert [file.path.name for file in merged.edited] == ["b.md"]
