"""The spool: what comes out is what went in, group by group, and merging groups is merging everything."""

import datetime
import sqlite3
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.drafts import Drafts
from scraper.errors import TipsError
from scraper.frontmatter import sealed
from scraper.merge import Merged, merge
from scraper.names import Names
from scraper.spool import Group, Spool, packed, temporary_database, unpacked
from scraper.tip import FiledTip, Loss, Rights, Sighting, Status, Tip, TipDate
from scraper.write import carry_out, plan
from tests.strategies import dates, sightings

# Pages hold lone surrogates too, where their HTML names them by number.
_wild = st.text(st.characters(), max_size=30)
_words = st.lists(_wild, max_size=3).map(tuple)
_any_sighting = st.builds(
    Sighting,
    source=_wild,
    page=_wild,
    title=_wild,
    body=_wild,
    status=st.sampled_from(Status),
    line=st.none() | st.integers(),
    date=st.none() | dates(),
    tags=_words,
    categories=_words,
    terms=_words,
    author=_wild,
    url=_wild,
    rights=st.sampled_from(Rights),
    lang=_wild,
    captured=st.none() | st.datetimes(timezones=st.sampled_from([datetime.UTC, datetime.timezone.min])),
    images=_words,
)


def _file(number: int, seen: Sighting, edited: bool) -> FiledTip:
    """The file of an earlier run that saw this."""
    tip = Tip(
        title=seen.title,
        body=seen.body,
        date=seen.date,
        tags=seen.tags,
        source=seen.source,
        source_url=seen.url,
        status=seen.status,
    )
    return FiledTip(PurePosixPath(f"2020/{number}.md"), replace(sealed(tip), author="Ed") if edited else sealed(tip))


_files = st.lists(st.tuples(sightings, st.booleans()), max_size=4).map(
    lambda seen: [_file(number, *one) for number, one in enumerate(seen)]
)


def _groups(seen: Iterable[Sighting], files: Iterable[FiledTip] = ()) -> Iterator[Group]:
    with temporary_database() as database:
        spool = Spool(database)
        for one in seen:
            spool.add(one)
        for file in files:
            spool.add_file(file)
        yield from spool.groups()


@given(_any_sighting)
def test_a_sighting_comes_out_as_it_went_in(seen: Sighting) -> None:
    assert unpacked(packed(seen)) == seen
    assert [group.sightings for group in _groups([seen])] == [(seen,)]


@given(st.lists(sightings, max_size=9), _files)
def test_merging_group_by_group_gives_what_merging_everything_gives(
    seen: list[Sighting], files: list[FiledTip]
) -> None:
    by_path = {file.path: file for file in files}
    merged: list[Merged] = []
    losses: set[Loss] = set()
    for group in _groups(seen, files):
        some, set_aside = merge(group.sightings, [by_path[path] for path in group.files])
        merged += some
        losses.update(set_aside)
    everything, all_losses = merge(seen, files)
    assert sorted(merged, key=repr) == sorted(everything, key=repr)
    assert losses == set(all_losses)


_SEEN = Sighting(source="one", page="p", title="Be Brief", body="Be brief.")
_AT = replace(_SEEN, url="https://a.example/1")


@pytest.mark.parametrize(
    ("seen", "sizes"),
    [
        pytest.param([_AT, replace(_AT, title="Renamed", url="http://www.a.example/1/")], [2], id="one address"),
        pytest.param([_SEEN, replace(_SEEN, title="BE BRIEF!")], [2], id="one title"),
        pytest.param([_SEEN, replace(_SEEN, source="two")], [1, 1], id="one title of two sources"),
        pytest.param([_AT, replace(_AT, url="https://a.example/2")], [1, 1], id="one title at two addresses"),
        pytest.param(
            [_AT, replace(_AT, url="https://a.example/2"), _SEEN], [3], id="and one that could be at either of them"
        ),
        pytest.param(
            [replace(_SEEN, title="A"), replace(_AT, title="A"), replace(_AT, title="B"), replace(_SEEN, title="B")],
            [4],
            id="two titles by way of one address",
        ),
    ],
)
def test_what_may_be_the_same_tip_is_one_group(seen: list[Sighting], sizes: list[int]) -> None:
    for order in (seen, seen[::-1]):
        assert sorted(len(group.sightings) for group in _groups(order)) == sizes


def test_files_come_with_their_group_and_stay_out_without_one() -> None:
    mine, other = _file(1, _AT, edited=False), _file(2, replace(_SEEN, title="Listen"), edited=False)
    assert list(_groups([_AT], [mine, other])) == [Group((_AT,), (mine.path,))]


def _fill(database: sqlite3.Connection) -> None:
    spool = Spool(database)
    for _ in range(1000):
        spool.add(replace(_SEEN, body="long " * 1000))


def _run_on_a_full_disk() -> None:
    with temporary_database() as database:
        database.execute("PRAGMA max_page_count = 10")
        _fill(database)


def test_a_disk_that_is_full_is_said_plainly() -> None:
    says = r"could not be kept .* \(database or disk is full\)\. Make room there"
    with pytest.raises(TipsError, match=says):
        _run_on_a_full_disk()


def _run_that_is_stopped() -> None:
    with temporary_database() as database:
        _fill(database)
        raise KeyboardInterrupt


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        _run_that_is_stopped()
    assert list(tmp_path.iterdir()) == []


def test_the_disk_is_let_go() -> None:
    with temporary_database() as database:
        _fill(database)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")


def test_memory_holds_one_group_at_a_time(tmp_path: Path) -> None:
    """16 MB of tips, all of one title."""
    day = datetime.date(2020, 1, 1)
    tracemalloc.start()
    try:
        with temporary_database() as database:
            spool, names, drafts = Spool(database), Names(database), Drafts(database)
            for number in range(200):
                body = f"{number} " * 25_000
                date = TipDate(day + datetime.timedelta(days=number))
                spool.add(replace(_AT, body=body, date=date, url=f"https://a.example/{number}"))
            merged = (one for group in spool.groups() for one in merge(group.sightings)[0])
            done = [change for change, _ in carry_out(plan(merged, names, drafts, tmp_path), tmp_path)]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(done) == 200
    assert sum(file.stat().st_size for file in tmp_path.rglob("*.md")) > 16_000_000
    assert peak < 4_000_000
