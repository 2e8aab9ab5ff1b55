"""The contract of a tip's file: what is written is read again, to the byte; what breaks it is named with its line."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given

from scraper.errors import TipFileError
from scraper.frontmatter import KEYS, fingerprint, is_edited, parse, read, render, render_sealed, sealed
from scraper.tip import Precision, Rights, Status, Tip, TipDate
from tests.strategies import tips

_FULL = Tip(
    title="Say It Once",
    body="Say it.\n\n- Once.",
    date=TipDate(datetime.date(2024, 3, 1), Precision.MONTH),
    tags=("phone", "wording"),
    categories=("Tip of the Week",),
    author="Ada",
    description="Why once is enough.",
    source="a-letter",
    source_url="https://a.example/say-it-once/",
    rights=Rights.ASK,
    status=Status.TEASER,
    aliases=("tips/undated/say-it-once/",),
    lang="en",
    scraped="0123456789ab",
)


@given(tips)
def test_a_tip_is_read_as_it_was_written(tip: Tip) -> None:
    assert parse(render(tip)) == tip


@given(tips)
def test_a_file_read_and_written_again_is_the_same_to_the_byte(tip: Tip) -> None:
    text = render(tip)
    assert render(parse(text)) == text


@given(tips)
def test_a_sealed_tip_is_no_edited_one(tip: Tip) -> None:
    assert not is_edited(parse(render(sealed(tip))))


@given(tips)
def test_a_tip_is_sealed_as_it_is_written(tip: Tip) -> None:
    assert render_sealed(tip) == render(sealed(tip))


def test_the_form_is_the_contracts() -> None:
    text = render(_FULL)
    assert [line.split(":")[0] for line in text.split("---")[1].strip().splitlines() if line[0] != " "] == list(KEYS)
    assert "date: 2024-03-01\ndate_precision: month\n" in text
    assert "tags:\n  - phone\n  - wording\n" in text
    assert text.endswith("---\n\nSay it.\n\n- Once.\n")


@pytest.mark.parametrize("change", ["title: Say It Twice", "Say it!"])
def test_any_hand_edit_is_recognised(change: str) -> None:
    text = render(sealed(_FULL))
    edited = text.replace("title: Say It Once" if change.startswith("title") else "Say it.", change)
    assert edited != text
    assert is_edited(parse(edited))


def test_a_tip_written_by_hand_counts_as_edited() -> None:
    assert is_edited(parse("---\ntitle: Mine\ntags: []\n---\n\nText.\n"))


def test_the_fingerprint_does_not_depend_on_itself() -> None:
    assert fingerprint(_FULL) == fingerprint(sealed(_FULL))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("No fence\n", 1, "does not begin with front matter"),
        ("title: No fence\n", 1, 'a line "---" is missing above the first key'),
        ("---\ntitle: Open\n", 2, "never closed"),
        ("---\ntitle: a: b\n---\n", 2, 'the text of "title" holds a colon'),
        ("---\ntags: [x]\n---\n", 1, "title is missing"),
        ("---\ntitle:\n---\n", 2, "title is missing"),
        ("---\n- title\n---\n", 2, "holds no keys"),
        ("---\ntitle: A\nauthr: B\n---\n", 3, 'Did you mean "author"'),
        ("---\ntitle: A\ntitle: B\n---\n", 3, "stands twice"),
        ("---\ntitle: A\ndate: 2024-02-30\n---\n", 3, '"2024-02-30" is no date'),
        ("---\ntitle: A\ndate: March 2024\n---\n", 3, "names no day"),
        ("---\ntitle: A\ndate: 2024-02-03\ndate_precision: year\n---\n", 3, "2024-01-01"),
        ("---\ntitle: A\ndate_precision: year\n---\n", 3, "without a date"),
        ("---\ntitle: A\nrights: mine\n---\n", 3, "Use one of: own, unstated, ask-permission"),
        ("---\ntitle: A\nstatus: done\n---\n", 3, '"done" is no status'),
        ("---\ntitle: A\ntags: phone\n---\n", 3, '"tags" should be a list'),
        ("---\ntitle: [A]\n---\n", 2, '"title" should be one text'),
    ],
)
def test_what_breaks_the_contract_is_named_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(TipFileError) as caught:
        parse(text, "docs/tips/2024/a.md")
    assert str(caught.value).startswith(f"docs/tips/2024/a.md:{line}:")
    assert says in str(caught.value)


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    with pytest.raises(TipFileError, match="not UTF-8"):
        read(file)


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("\ufeff---\r\ntitle: A\r\ntags: [phone]\r\n---\r\n\r\nOne.\r\nTwo.\r\n".encode())
    assert read(file) == Tip("A", "One.\nTwo.", tags=("phone",))
