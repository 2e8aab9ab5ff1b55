"""Dates: a real day in the contract's form, the folder of its year, and days that lie ahead."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.frontmatter import render, sealed
from scraper.frontmatter.days import day_of, misread
from scraper.tip import Status, Tip, TipDate
from tests.editor_fixtures import BODY, FRONT, found_in
from tests.test_rules_contract import a_manuscript, mended

NAME = "2026/say-it-once.md"
REAL = "Write a real day as YYYY-MM-DD, such as 2024-03-05"


def dated(text: str) -> str:
    return FRONT.replace("date: 2026-03-03\n", f"date: {text}\n" if text else "") + BODY


def ambiguous(text: str) -> str:
    return f'TIP202 "{text}" can be read as two days. Write 2026-03-05 or 2026-05-03, whichever is meant.'


def certain(text: str, day: str) -> str:
    return f'TIP202 "{text}" is not written as YYYY-MM-DD. Write {day}.'


def likely(text: str, day: str) -> str:
    return f'TIP202 "{text}" is not written as YYYY-MM-DD. Write {day}, if that is the day.'


def only_month(text: str) -> str:
    return (
        f'TIP202 "{text}" names no day. Write the day as well; where nobody knows it, '
        'write "date: 2026-03-01" and below it "date_precision: month".'
    )


@pytest.mark.parametrize(
    ("text", "says", "right"),
    [
        ("2026-02-30", f'TIP201 "2026-02-30" is no date. {REAL}.', ""),
        ("yesterday", f'TIP201 "yesterday" is no date. {REAL}.', ""),
        ("YYYY-MM-DD", f'TIP201 "YYYY-MM-DD" is no date. {REAL}.', ""),
        ("25/13/2026", f'TIP201 "25/13/2026" is no date. {REAL}.', ""),
        ("x" * 70, f'TIP201 "{"x" * 59}…" is no date. {REAL}.', ""),
        ("2026/3/5", certain("2026/3/5", "2026-03-05"), "2026-03-05"),
        ("2026-3-5", certain("2026-3-5", "2026-03-05"), "2026-03-05"),
        ("2026.03.05", certain("2026.03.05", "2026-03-05"), "2026-03-05"),
        ("March 5, 2026", certain("March 5, 2026", "2026-03-05"), "2026-03-05"),
        ("5 March 2026", certain("5 March 2026", "2026-03-05"), "2026-03-05"),
        ("5th Mar. 2026", certain("5th Mar. 2026", "2026-03-05"), "2026-03-05"),
        ("Tuesday, March 3, 2026", certain("Tuesday, March 3, 2026", "2026-03-03"), "2026-03-03"),
        ("25/2/2026", certain("25/2/2026", "2026-02-25"), "2026-02-25"),
        ("3/3/2026", certain("3/3/2026", "2026-03-03"), "2026-03-03"),
        ("2026-03-03 09:00", certain("2026-03-03 09:00", "2026-03-03"), "2026-03-03"),
        ("2026-03-03T09:00:00Z", certain("2026-03-03T09:00:00Z", "2026-03-03"), "2026-03-03"),
        ("March 3, 2026 9:00 am", certain("March 3, 2026 9:00 am", "2026-03-03"), "2026-03-03"),
        ('"5 March 2026"', certain("5 March 2026", "2026-03-05"), "2026-03-05"),
        # Somebody has to judge: another weekday, a short year, more words, two readings, a month.
        ("Monday, March 3, 2026", likely("Monday, March 3, 2026", "2026-03-03"), ""),
        ("25/2/26", likely("25/2/26", "2026-02-25"), ""),
        ("2026-03-03 or so", likely("2026-03-03 or so", "2026-03-03"), ""),
        ("3/5/2026", ambiguous("3/5/2026"), ""),
        ("5-3-2026", ambiguous("5-3-2026"), ""),
        ("March 2026", only_month("March 2026"), ""),
        ("2026-03", only_month("2026-03"), ""),
    ],
)
def test_a_date_in_another_form(tmp_path: Path, text: str, says: str, right: str) -> None:
    assert found_in(tmp_path, dated(text), "TIP2") == [f"{NAME}:3:7: {says}"]
    assert mended(dated(text)) == dated(right or text)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (
            "date: 2026-03-03\ndate_precision: month",
            (
                "3:7: TIP204 a date known to the month holds its first day, "
                "2026-03-01, not 2026-03-03. Write that first day, or leave date_precision out."
            ),
        ),
        ("date_precision: month", "3:17: TIP204 there is a date_precision without a date. Add the date."),
    ],
)
def test_a_precision_that_does_not_fit(tmp_path: Path, keys: str, says: str) -> None:
    content = dated("").replace("tags:", f"{keys}\ntags:")
    assert found_in(tmp_path, content, "TIP204") == [f"{NAME}:{says}"]
    assert mended(content) == content


NONE = "1:1: TIP203 the tip has no date. Write a line such as “date: 2026-03-10” below the title."
AHEAD = "TIP206 the tip will be published on 2026-03-11. Nothing needs to be done, if that is the day meant."
OTHER = "TIP205 the tip's date puts it in the folder 2026/. Move the file to 2026/say-it-once.md."
UNDATED = "TIP205 the tip's date puts it in the folder undated/. Move the file to undated/say-it-once.md."
SCRAPED = render(sealed(Tip("Say It Once", "Say it.", tags=("phone",), source="letter")))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (NAME, dated("2026-03-10"), []),  # today
        (NAME, dated("2026-03-11"), [f"3:7: {AHEAD}"]),
        ("2025/say-it-once.md", dated("2026-03-03"), [f"3:7: {OTHER}"]),
        ("2025/say-it-once.md", dated("2026-03-11"), [f"3:7: {OTHER}", f"3:7: {AHEAD}"]),
        ("say-it-once.md", dated("2026-03-03"), [f"3:7: {OTHER}"]),
        (NAME, dated(""), [NONE]),
        (NAME, dated(" "), [NONE.replace("1:1", "3:6")]),
        # It may still have its date under a name that is misspelt.
        (NAME, dated("2026-03-03").replace("date:", "Date:"), []),
        # A draft may lack its date; one that has it already lies where it will be.
        (NAME, dated("").replace("tags:", "status: draft\ntags:"), []),
        ("2025/say-it-once.md", dated("2026-03-11").replace("tags:", "status: draft\ntags:"), [f"3:7: {OTHER}"]),
        # Nobody knows the day of a scraped tip, neither before it was edited nor after; it lies in a folder for these.
        ("undated/say-it-once.md", SCRAPED, []),
        ("undated/say-it-once.md", SCRAPED.replace("Say it.", "Say it!"), []),
        (NAME, SCRAPED, [f"1:1: {UNDATED}"]),
    ],
)
def test_days_and_folders(tmp_path: Path, name: str, content: str, says: list[str]) -> None:
    assert found_in(tmp_path, content, "TIP2", name=name) == [f"{name}:{one}" for one in says]


@given(
    st.text(max_size=30)
    | st.from_regex(r"[0-9]{1,4}[-/. ][0-9a-z]{1,5}[-/. ][0-9]{1,4}( [0-9:]{1,5})?", fullmatch=True)
)
def test_any_text_is_a_day_or_has_something_wrong(text: str) -> None:
    if day_of(text) is None:
        wrong = misread(text)
        assert wrong.code in {"TIP201", "TIP202"}
        assert not wrong.mended or day_of(wrong.mended)


@given(st.dates(datetime.date(1990, 1, 1)), st.sampled_from(["%Y/%m/%d", "%Y-%m-%d %H:%M", "%d/%m/%Y", "%m/%d/%Y"]))
def test_a_day_is_mended_to_itself_or_not_at_all(day: datetime.date, form: str) -> None:
    assert misread(day.strftime(form)).mended in {"", day.isoformat()}


def test_a_date_is_told_where_it_stands() -> None:
    tip = Tip("Say It Once", "Say it.", TipDate(datetime.date(2026, 3, 3)), status=Status.FULL)
    content = render(tip).replace("2026-03-03", "3 March 2026")
    [finding] = [one for one in a_manuscript(content).examined.problems if one.code == "TIP202"]
    assert (finding.line, finding.column) == (3, 7)
