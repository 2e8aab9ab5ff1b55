"""Headings of a body: below the page's title, and no rank left out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.text.headings import ranked


def html_of(ranks: str) -> str:
    return "".join(f'<h{rank} id="n{n}">{n}</h{rank}>' for n, rank in enumerate(ranks))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1", "2"),
        ("2", "2"),
        ("3", "2"),
        ("24", "23"),
        ("3344", "2233"),
        ("242", "232"),
        ("243", "233"),
        ("32", "22"),
        ("123456", "234566"),
        ("", ""),
    ],
)
def test_ranks_begin_at_two_and_skip_none(written: str, shown: str) -> None:
    assert ranked(html_of(written)) == html_of(shown)


def test_words_and_other_tags_stay() -> None:
    text = "<p>h1 &lt;h3&gt;</p><hr><h4>A <em>b</em></h4><header>x</header>"
    assert ranked(text) == text.replace("h4>", "h2>")


def test_a_heading_within_a_heading_closes_as_what_it_opened() -> None:
    assert ranked("<h3><div><h5>a</h5></div></h3>") == "<h2><div><h3>a</h3></div></h2>"
    assert ranked("</h3>") == "</h3>"


@given(st.text(alphabet="123456", max_size=12))
def test_no_rank_is_skipped_and_equals_side_by_side_stay_equal(written: str) -> None:
    shown = [int(rank) for rank in re.findall(r"<h(\d)", ranked(html_of(written)))]
    assert all(2 <= rank <= 6 for rank in shown)
    assert all(b <= a + 1 for a, b in zip([1, *shown], shown, strict=False))
    assert all(
        (b > a) == (d > c) or d == 6
        for a, b, c, d in zip(map(int, written), map(int, written[1:]), shown, shown[1:], strict=False)
    )
