"""The calendar of weeks, the tips of one week in all years, and a tip at random, as pure functions of the archive."""

import datetime
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.archive import Archive
from scraper.archive.views.calendar import calendar_pages
from scraper.archive.views.random_tip import random_page
from scraper.archive.views.week_files import counts, same_week, week_files
from scraper.archive.views.weeks import Week, spread, week_id, week_of, weeks_of
from scraper.tip import Precision, TipDate
from tests.site_fixtures import TIPS, UNSEEN, a_tip, day, filed, meta_of, run_build, write_tips
from tests.strategies import dates
from tests.test_archive import archive_of
from tests.test_site import a_project

FIRST_WEEK = {"Jan": 1, "Apr": 14, "Jul": 27, "Oct": 40}


def archive_on(*known: str | TipDate | None) -> Archive:
    """Return an archive of a tip at each date, "Tip 0" at the first."""
    tips = [(n, day(one) if isinstance(one, str) and one else one or None) for n, one in enumerate(known)]
    return archive_of(*(filed(f"tip-{n}", replace(a_tip(f"Tip {n}"), date=date)) for n, date in tips))


def cells_of(archive: Archive) -> dict[Week, dict[str, object]]:
    """Return each cell by the week that its place in the calendar stands for; empty ones are left out."""
    found: dict[Week, dict[str, object]] = {}
    for page in calendar_pages(archive):
        for year in meta_of(page)["years"]:
            for row in year["rows"]:
                assert len(row["cells"]) == len(weeks_of(int(year["title"]))) - 39
                for column, cell in enumerate(row["cells"]):
                    if cell["kind"]:
                        week = Week(int(year["title"]), FIRST_WEEK[row["label"]] + column)
                        assert week not in found
                        found[week] = cell
    return found


@given(st.lists(st.none() | dates(), max_size=30))
def test_each_tip_with_a_day_is_in_exactly_one_cell_and_what_lies_between_is_a_gap(known: list[TipDate | None]) -> None:
    archive = archive_on(*known)
    cells = cells_of(archive)
    days = [date.day.isocalendar() for date in known if date and date.precision is Precision.DAY]
    expected = Counter(Week(iso.year, iso.week) for iso in days)
    assert {week: cell.get("count", 1) for week, cell in cells.items() if cell["kind"] != "gap"} == expected
    assert list(cells) == sorted(cells, key=lambda week: (-week.year, week.number))
    # A gap lies within the archive's life; years without any tip are told in one line, not week by week.
    gaps = [week for week, cell in cells.items() if cell["kind"] == "gap"]
    assert all(min(expected) < week < max(expected) for week in gaps)
    told = {year for week in expected for year in (week.year,)} | set(archive.years)
    inside = [week for year in told for week in weeks_of(year) if expected and min(expected) < week < max(expected)]
    assert set(gaps) == set(inside) - set(expected)
    for entry in archive.dated:
        week = week_of(entry.tip.date)
        if week and expected[week] == 1:
            assert cells[week]["url"] == entry.address
            assert cells[week]["title"] == entry.tip.title


@given(st.lists(st.none() | dates(), max_size=30))
def test_each_tip_is_in_exactly_one_week_file_and_the_counts_are_true(known: list[TipDate | None]) -> None:
    archive = archive_on(*known)
    files = {path: json.loads(text) for path, text in week_files(archive)}
    assert Counter(tip["url"] for tips in files.values() for tip in tips) == Counter(
        entry.address for entry in archive.entries
    )
    assert {path: len(tips) for path, tips in files.items()} == {
        f"weeks/{name}.json": count for name, count in counts(archive).items()
    }
    assert all(files.values())


@pytest.mark.parametrize(
    ("date", "words", "anchor"),
    [
        ("2024-03-12", "11 to 17 March 2024", "week-2024-11"),
        ("2024-05-01", "29 April to 5 May 2024", "week-2024-18"),
        ("2024-12-31", "30 December 2024 to 5 January 2025", "week-2025-01"),
        ("2024-01-01", "1 to 7 January 2024", "week-2024-01"),
        ("2021-01-03", "28 December 2020 to 3 January 2021", "week-2020-53"),
        ("2021-01-04", "4 to 10 January 2021", "week-2021-01"),
        ("9999-12-31", "27 to 31 December 9999", "week-9999-52"),
        ("0001-01-01", "1 to 7 January 1", "week-1-01"),
    ],
)
def test_a_week_is_named_by_its_days_and_by_the_year_that_most_of_them_lie_in(
    date: str, words: str, anchor: str
) -> None:
    week = week_of(day(date))
    assert week is not None
    assert week.words == words
    assert week_id(day(date)) == anchor


@pytest.mark.parametrize("known", ["2024-03", "2024"])
def test_what_is_known_less_well_than_by_day_has_no_week(known: str) -> None:
    assert week_of(day(known)) is None
    assert week_id(day(known)) == ""


def test_years_have_52_weeks_or_53() -> None:
    assert [len(weeks_of(year)) for year in (2015, 2016, 2020, 2021, 2024, 2026, 9999, 1)] == [
        53, 52, 53, 52, 52, 53, 52, 52,
    ]  # fmt: skip


def test_a_week_with_several_tips_leads_to_the_list_of_its_year_and_is_shaded_by_their_number() -> None:
    archive = archive_on("2024-03-12", "2024-03-11", *["2024-03-05"] * 5, "2024-02-27")
    cells = cells_of(archive)
    assert cells[Week(2024, 11)] == {
        "kind": "some",
        "url": "tips/2024/#week-2024-11",
        "days": "11 to 17 March 2024",
        "words": "2 tips",
        "count": 2,
    }
    assert (cells[Week(2024, 10)]["kind"], cells[Week(2024, 10)]["words"]) == ("many", "5 tips")
    assert (cells[Week(2024, 9)]["kind"], cells[Week(2024, 9)]["title"]) == ("one", "Tip 7")


def test_of_a_week_across_new_year_it_is_said_which_tips_another_years_list_has() -> None:
    cells = cells_of(archive_on("2025-01-02", "2025-01-01", "2024-12-31"))
    assert cells.keys() == {Week(2025, 1)}
    assert cells[Week(2025, 1)]["url"] == "tips/2025/#week-2025-01"
    assert cells[Week(2025, 1)]["words"] == "3 tips, 1 of them listed in 2024"


def test_a_long_title_is_cut_in_its_cell() -> None:
    (cell,) = cells_of(archive_of(filed("long", a_tip("word " * 100)))).values()
    assert str(cell["title"]).endswith("word…")
    assert len(str(cell["title"])) <= 121


@pytest.mark.parametrize(
    ("known", "years"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["2024-03-05"], [("2024", "tips/2024/", "1 tip", "")], id="one day"),
        pytest.param(
            ["2024-03-05", "2024-02", "2024"],
            [("2024", "tips/2024/", "3 tips", "2 known only by month or year")],
            id="by month and by year",
        ),
        pytest.param(["2024-03"], [("2024", "tips/2024/", "1 tip", "1 known only by month")], id="by month alone"),
        pytest.param(["2024", "2024"], [("2024", "tips/2024/", "2 tips", "2 known only by year")], id="by year alone"),
        pytest.param(
            ["2024-03-05", "2022-03-01", "2018-03-06"],
            [
                ("2024", "tips/2024/", "1 tip", ""),
                ("2023", "", "No tips", ""),
                ("2022", "tips/2022/", "1 tip", ""),
                ("2019 to 2021", "", "No tips", ""),
                ("2018", "tips/2018/", "1 tip", ""),
            ],
            id="years without a tip",
        ),
        pytest.param(
            ["2025-01-07", "2024-12-31"],
            [("2025", "tips/2025/", "1 tip", ""), ("2024", "tips/2024/", "1 tip", "In the week across New Year")],
            id="a first tip that counts to the next year",
        ),
        pytest.param(
            ["2021-01-01"],
            [("2021", "tips/2021/", "1 tip", "In the week across New Year"), ("2020", "", "", "")],
            id="an only tip that counts to the year before",
        ),
    ],
)
def test_years_say_what_they_hold(known: list[str], years: list[tuple[str, ...]]) -> None:
    (page,) = calendar_pages(archive_on(*known))
    found = [(year["title"], year["url"], year["count"], year["note"]) for year in meta_of(page)["years"]]
    assert found == years


def test_quarters_before_the_first_tip_and_after_the_last_have_no_row() -> None:
    (page,) = calendar_pages(archive_on("2024-05-01", "2023-11-07"))
    assert [[row["label"] for row in year["rows"]] for year in meta_of(page)["years"]] == [["Jan", "Apr"], ["Oct"]]
    (_, year) = meta_of(page)["years"]
    assert [cell["kind"] for cell in year["rows"][0]["cells"]] == [""] * 5 + ["one"] + ["gap"] * 7


def test_the_overview_leads_to_lists_and_to_authors_where_there_are_several() -> None:
    (page,) = calendar_pages(archive_of(*TIPS))
    meta = meta_of(page)
    assert meta["ledger"][0] == {"title": "2024", "url": "tips/2024/", "count": 4}
    assert (meta["undated"], meta["authors"]) == (2, True)
    (alone,) = calendar_pages(archive_of(filed("a", a_tip(author="Ada"))))
    assert meta_of(alone)["authors"] is False


def weekly(years: int, title: str) -> Archive:
    days = (datetime.date(2024, 12, 24) - datetime.timedelta(7 * n) for n in range(52 * years))
    return archive_of(*(filed(f"tip-{one}", a_tip(title, str(one))) for one in days))


def test_many_years_come_in_several_pages_in_order() -> None:
    pages = list(calendar_pages(weekly(60, "Name the wait before you ask for patience")))
    assert [page.src_uri for page in pages] == [
        "tips/index.md",
        *(f"tips/page/{n}.md" for n in range(2, len(pages) + 1)),
    ]
    shown = [int(year["title"]) for page in pages for year in meta_of(page)["years"]]
    assert shown == sorted(set(shown), reverse=True)
    assert (shown[0], shown[-1]) == (2024, 1965)
    titles = [meta_of(page)["title"] for page in pages]
    assert titles[0] == "Archive"
    assert titles[-1] == f"Archive, 1965 to {meta_of(pages[-1])['years'][0]['title']}"
    assert [[one["label"] for one in meta_of(page)["neighbours"]] for page in pages] == [
        ["Older"],
        *[["Older", "Newer"]] * (len(pages) - 2),
        ["Newer"],
    ]
    assert meta_of(pages[1])["neighbours"][1]["url"] == "tips/"
    assert [bool(meta_of(page)["ledger"]) for page in pages] == [True] + [False] * (len(pages) - 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("years", "title", "least"),
    [(25, "Name the wait before you ask for patience", 2), (10, "<&>'\"" * 30, 3)],
    ids=["plain titles", "titles that HTML has to escape"],
)
def test_no_page_of_the_calendar_is_too_large(tmp_path: Path, years: int, title: str, least: int) -> None:
    days = [datetime.date(2024, 12, 24) - datetime.timedelta(7 * n) for n in range(52 * years)]
    project = a_project(tmp_path / "project", social_cards="false")
    write_tips(project / "docs" / "tips", tuple(filed(f"tip-{one}", a_tip(title, str(one))) for one in days))
    site = tmp_path / "site"
    run = run_build(None, site, project)
    assert run.returncode == 0, run.stderr
    sizes = [len(path.read_bytes()) for path in (site / "tips/index.html", *site.glob("tips/page/*/index.html"))]
    assert len(sizes) >= least
    assert max(sizes) <= 150_000
    assert sum(size > 90_000 for size in sizes) >= len(sizes) - 1  # and none is smaller than it needs to be


@given(st.lists(st.integers(), unique=True, max_size=40), st.integers(2, 12))
def test_what_is_spread_keeps_order_and_both_ends(items: list[int], most: int) -> None:
    chosen = spread(items, most)
    assert len(chosen) == min(len(items), most)
    assert [item for item in items if item in chosen] == list(chosen)
    if items:
        assert (chosen[0], chosen[-1]) == (items[0], items[-1])


@pytest.mark.parametrize(
    ("known", "week", "titles"),
    [
        pytest.param([], "", [], id="nothing"),
        pytest.param(["2024-03", ""], "", [], id="no day"),
        pytest.param(["2024-03-12", "2024-03-11"], "2024-11", [], id="one year"),
        pytest.param(["2024-03-12", "2023-03-14", "2022-03-15"], "2024-11", ["Tip 1", "Tip 2"], id="two before"),
        pytest.param(["2024-03-12", "2023-03-20", "2022-03-15"], "2024-11", ["Tip 2"], id="another week"),
        pytest.param(["2024-03-12", "2023-03-13", "2023-03-14"], "2024-11", ["Tip 2"], id="one a year"),
        pytest.param(
            ["2024-03-12", "2023-03-14", "2022-03-15", "2021-03-16", "2020-03-10", "2019-03-12"],
            "2024-11",
            ["Tip 1", "Tip 3", "Tip 5"],
            id="spread over the years",
        ),
        pytest.param(["2024-12-31", "2024-01-02", "2023-01-03"], "2025-01", ["Tip 1", "Tip 2"], id="across New Year"),
        pytest.param(["2024", "2023-03-14", "2022-03-15"], "2023-11", ["Tip 2"], id="a newer one without a day"),
    ],
)
def test_tips_of_the_same_week_in_earlier_years(known: list[str], week: str, titles: list[str]) -> None:
    archive = archive_on(*known)
    past = same_week(archive)
    assert past["week"] == week
    assert [row["title"] for row in meta_rows(past["rows"])] == titles


def meta_rows(rows: object) -> list[dict[str, object]]:
    assert isinstance(rows, list)
    return rows


def test_a_week_file_says_what_a_row_needs_and_no_more() -> None:
    archive = archive_of(
        filed("a", a_tip("Né à l'aube", "2024-12-31", lang="fr")), filed("b", a_tip("By month", "2024-02")), *TIPS
    )
    files = dict(week_files(archive))
    assert json.loads(files["weeks/01.json"]) == [
        {"title": "Né à l'aube", "url": "tips/2024/a/", "date": "31 December 2024", "year": 2025, "lang": "fr"}
    ]
    assert {"title": "By month", "url": "tips/2024/b/", "date": "February 2024", "year": 0} in json.loads(
        files["weeks/other.json"]
    )
    assert UNSEEN not in "".join(files.values())


def test_the_random_page_lists_a_dozen_from_all_over_the_archive() -> None:
    archive = weekly(10, "Name the wait")
    page = random_page(archive)
    rows = meta_of(page)["rows"]
    assert len(rows) == 12
    assert (rows[0]["url"], rows[-1]["url"]) == (archive.entries[0].address, archive.entries[-1].address)
    assert sum(meta_of(page)["files"].values()) == 520
    assert meta_of(page)["noindex"] is True
