"""Writing: which file a tip gets, what becomes of the files that lie there, and what people did to them."""

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from scraper.change import Change, Verdict
from scraper.drafts import Drafts
from scraper.frontmatter import render, sealed
from scraper.gather import Search
from scraper.habits import Habits
from scraper.harvest import Errand, _merged
from scraper.merge import merge
from scraper.names import Names
from scraper.report.tally import Tally
from scraper.shelf import put, read_shelf, tip_files
from scraper.source import Source
from scraper.spool import Spool, temporary_database
from scraper.tip import FiledTip, Sighting, Tip, TipDate
from scraper.upstream import kept
from scraper.vocabulary import Vocabulary
from scraper.write import carry_out, plan

_DAY = TipDate(datetime.date(2020, 5, 5))
_SEEN = Sighting(source="one", page="p", title="Be Brief", body="Be brief.", date=_DAY, url="https://a.example/b")
_TIP = Tip("Be Brief", "Be brief.", _DAY, source="one", source_url=_SEEN.url)
_HOME = PurePosixPath("2020/be-brief.md")


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with temporary_database() as database:
        yield database


def _run(folder: Path, seen: Sequence[Sighting], gone: Sequence[PurePosixPath] = ()) -> list[tuple[str, str, str]]:
    """Verdict, path and source of each change of a run over a folder; files of `gone` are no sighting's."""
    shelf = read_shelf(folder)
    merged, _ = merge(seen, [file for file in shelf.tips if file.path not in gone])
    with temporary_database() as database:
        names = Names(database)
        for file in shelf.tips:
            names.hold(file.path)
        done = list(carry_out(plan(merged, names, Drafts(database), folder), folder))
    assert not [error for _, error in done if error]
    return [(str(change.verdict), str(change.path), change.source) for change, _ in done]


def _put(folder: Path, *files: tuple[str, Tip]) -> None:
    for path, tip in files:
        put(folder, PurePosixPath(path), render(tip))


def _on(day: int) -> Sighting:
    return replace(_SEEN, date=TipDate(datetime.date(2020, 5, day)), url=f"https://a.example/{day}")


def test_of_two_tips_that_want_one_name_the_earlier_takes_it(tmp_path: Path) -> None:
    seen = [replace(_on(9), source="a-source"), replace(_on(1), source="b-source")]
    expected = [("new", "2020/be-brief.md", "b-source"), ("new", "2020/be-brief-2.md", "a-source")]
    assert _run(tmp_path / "one", seen) == expected
    assert _run(tmp_path / "two", seen[::-1]) == expected


def test_numbers_go_round_the_names_that_are_taken(tmp_path: Path) -> None:
    _put(tmp_path, ("2020/Be-Brief-2.md", Tip("Mine", "")))
    planned = _run(tmp_path, [_on(1), _on(2), _on(3), replace(_on(4), title="Be Brief 3", date=_on(1).date)])
    assert [path for _, path, _ in planned] == [f"2020/be-brief{number}.md" for number in ("", "-3", "-4", "-5")]


def test_a_name_that_everybody_wants_is_not_counted_up_anew_each_time(database: sqlite3.Connection) -> None:
    asked: list[str] = []
    names = Names(database)
    database.set_trace_callback(asked.append)
    taken = [names.free(_HOME) for _ in range(200)]
    assert len(set(taken)) == 200
    assert str(taken[-1]) == "2020/be-brief-200.md"
    assert len(asked) < 1000


def test_a_tip_that_moves_takes_its_name_before_new_ones_do(tmp_path: Path) -> None:
    _put(tmp_path, ("undated/be-brief.md", sealed(replace(_TIP, date=None))))
    assert _run(tmp_path, [replace(_on(1), source="another"), _SEEN]) == [
        ("updated", "2020/be-brief.md", "one"),
        ("new", "2020/be-brief-2.md", "another"),
    ]
    assert [str(path) for path in tip_files(tmp_path)] == ["2020/be-brief-2.md", "2020/be-brief.md"]


def test_white_space_that_no_file_shows_is_no_change(tmp_path: Path) -> None:
    seen = [replace(_SEEN, body="\n\nBe brief. \n")]
    assert _run(tmp_path, seen) == [("new", "2020/be-brief.md", "one")]
    assert _run(tmp_path, seen) == [("unchanged", "2020/be-brief.md", "one")]


_EDITED = replace(sealed(_TIP), title="Be Briefer")


@pytest.mark.parametrize(
    ("file", "seen", "changes"),
    [
        pytest.param(
            _EDITED, [_on(1)], [("kept", "2020/be-brief.md", "one")], id="an edited file that is nobody's is its tip's"
        ),
        pytest.param(
            _EDITED,
            [_on(1), _on(2)],
            [("kept", "2020/be-brief.md", "one"), ("new", "2020/be-brief-2.md", "one")],
            id="and that of one tip only",
        ),
        pytest.param(
            _EDITED,
            [replace(_on(1), source="two")],
            [("new", "2020/be-brief-2.md", "two")],
            id="but not that of another source's",
        ),
        pytest.param(
            sealed(_TIP), [_on(1)], [("new", "2020/be-brief-2.md", "one")], id="nor is one that nobody edited"
        ),
        pytest.param(_TIP, [_on(1)], [("new", "2020/be-brief-2.md", "one")], id="nor one that the scraper never wrote"),
    ],
)
def test_a_name_tells_which_tip_an_edited_file_is(
    tmp_path: Path, file: Tip, seen: list[Sighting], changes: list[tuple[str, str, str]]
) -> None:
    _put(tmp_path, (str(_HOME), file))
    assert _run(tmp_path, seen, gone=[_HOME]) == changes


def test_an_edited_file_that_has_its_tip_is_no_other_tips(tmp_path: Path) -> None:
    _put(tmp_path, (str(_HOME), _EDITED))
    assert _run(tmp_path, [_SEEN, _on(1)]) == [
        ("kept", "2020/be-brief.md", "one"),
        ("new", "2020/be-brief-2.md", "one"),
    ]


_SAID = "\n\n".join("abcdefgh")


@pytest.mark.parametrize(
    ("file", "tip", "note", "keys"),
    [
        pytest.param(replace(sealed(_TIP), author="Ed"), _TIP, "edited by hand", (), id="the source did not change"),
        pytest.param(
            replace(_TIP, scraped=""),
            replace(_TIP, title="New"),
            "edited by hand",
            (),
            id="nobody knows whether it did",
        ),
        pytest.param(
            replace(sealed(_TIP), description="Mine.", aliases=("tips/old/",)),
            replace(_TIP, title="New"),
            "edited by hand; the source changed since, and differs from the file in title",
            ("title",),
            id="what sources never tell is no difference",
        ),
        pytest.param(
            replace(sealed(replace(_TIP, body=_SAID)), author="Ed"),
            replace(_TIP, body=_SAID.replace("c", "x").replace("g", "y\nz")),
            "edited by hand; the source changed since, and differs from the file in author, body (3 lines)",
            ("author", "body"),
            id="a body by its lines",
        ),
        pytest.param(
            replace(sealed(_TIP), body="Briefer."),
            replace(_TIP, body="Briefer."),
            "edited by hand; the source changed since, to what the file says",
            (),
            id="both changed alike",
        ),
    ],
)
def test_what_changed_upstream_is_told(file: Tip, tip: Tip, note: str, keys: tuple[str, ...]) -> None:
    change = kept(tip, FiledTip(_HOME, file))
    assert (change.verdict, change.note, change.keys) == (Verdict.KEPT, note, keys)
    assert bool(change.diff) == ("body" in keys)


def _diff(here: str, there: str) -> Change:
    return kept(replace(_TIP, body=there), FiledTip(_HOME, replace(sealed(_TIP), body=here)))


def test_a_diff_leads_from_the_file_to_the_source() -> None:
    assert _diff("one\ntwo\nthree", "one\n2\nthree").diff == (
        "--- 2020/be-brief.md", "+++ https://a.example/b", "@@ -1,3 +1,3 @@", " one", "-two", "+2", " three",
    )  # fmt: skip


def test_a_diff_is_cut_short() -> None:
    many = _diff("\n".join(map(str, range(100))), "x" * 9000)
    assert many.note.endswith("body (100 lines)")
    assert (len(many.diff), many.diff[-1]) == (41, "… 64 more lines")
    assert max(map(len, _diff("", "x" * 9000).diff)) == 501


def test_a_file_that_is_gone_when_its_turn_comes_is_named_and_its_tip_waits(
    tmp_path: Path, database: sqlite3.Connection
) -> None:
    source = Source("one", "The One Letter")
    tally, spool, habits = Tally([source]), Spool(database), Habits(database, [source])
    spool.add(_SEEN)
    spool.add_file(FiledTip(_HOME, _TIP))  # and somebody takes it away
    errand = Errand(Search((source,)), tmp_path, Vocabulary())
    assert list(_merged(errand, spool, habits, tally)) == []
    assert [problem.place for problem in tally.report().problems] == [str(tmp_path / _HOME)]


def test_the_files_of_a_folder_come_in_order_and_hidden_ones_do_not(tmp_path: Path) -> None:
    names = ["2019/b.md", "2019/a.md", "2019-x/a.md", "2019.md", "x.md/a.md", "2019/a/z.md"]
    for name in [*names, "2019/.hidden.md", ".git/a.md", "2019/picture.png"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "2020").symlink_to(tmp_path / "2019", target_is_directory=True)
    assert [str(path) for path in tip_files(tmp_path)] == [str(path) for path in sorted(map(PurePosixPath, names))]
    assert list(tip_files(tmp_path / "nowhere")) == []
