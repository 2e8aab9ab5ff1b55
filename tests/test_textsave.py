"""Text saves: what each line is taken for, and the tips that come of it."""

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from resiliparse.extract.html2text import extract_plain_text

from scraper.errors import PageError
from scraper.markdown import to_markdown
from scraper.profile import Profile, profile_of
from scraper.source import Source
from scraper.sources import textsave
from scraper.sources.textblocks import to_html
from scraper.sources.textlines import Kind, Line, classify
from scraper.tip import Page, Reading, Rights, Status

_WITH_META = profile_of(
    {
        "recognise": ["The Bell Letter"],
        "page_title": ["^(?P<tag>[^|]+?)(?: \\| The Bell Letter.*)?$"],
        "meta": ["^Posted (?:on (?P<date>.+?) )?in (?P<categories>.+)$"],
        "teaser_end": [" Read more$"],
        "alt": [": Image is "],
        "credit": ["\\bImage by "],
        "end": ["^Sign up"],
        "pager": ["^Older posts$"],
    },
    "bell",
    Path("sources.toml"),
)
_WITH_FOOTERS = profile_of(
    {
        "recognise": ["^© \\d+ Ann"],
        "page_title": ["^(?P<tag>.+)$"],
        "alt": [": Image is "],
        "credit": ["\\bImage by "],
        "end": ["^Yours,$", "^Ann$"],
        "related": ["^Related:$"],
        "copyright": ["^© (?P<year>\\d{4})(?:-\\d{4})? Ann"],
        "ask_permission": ["ask me"],
        "footer": ["^Ann, who ", "^logo-"],
    },
    "ann",
    Path("sources.toml"),
)


def _read(text: str, profile: Profile | None) -> Reading:
    source = Source("letter", "The Bell Letter", author="Ann", profile=profile)
    return textsave.read(Page("page.txt", text.encode()), source)


def _kinds(text: str, profile: Profile) -> list[str]:
    return [str(line.kind) for line in classify(text, profile) if line.text]


def _body(text: str) -> str:
    """The Markdown of a body's lines."""
    footers = f"tag\n\nTitle\n\n{text}\n\nYours,\n"
    return _read(footers, _WITH_FOOTERS).sightings[0].body


_LISTING = """empathy | The Bell Letter - Page 3

Newest of All - 3/5/24


An excerpt that breaks off in the Read more

No Date at All


Another excerpt of a newer tip Read more

Ring Twice – and Wait – 5/7/19

Posted in\u00a0Tip of the Week, Phones

First, ring.\u00a0 Then wait.

Why People Walk

Because people walk slowly.

Sign up for more
\u00a0


Don’t Ring

Posted on June 4, 2019 in Doors

Knock.

Older posts
"""


def test_a_listing_with_meta_lines() -> None:
    assert _kinds(_LISTING, _WITH_META) == [
        "page title", "title", "excerpt", "title", "excerpt",
        "title", "meta", "body", "heading", "body", "end",
        "title", "meta", "body", "pager",
    ]  # fmt: skip
    newest, undated, ring, knock = _read(_LISTING, _WITH_META).sightings
    assert (newest.status, newest.title, newest.tags) == (Status.TEASER, "Newest of All - 3/5/24", ())
    assert (newest.body, undated.date) == ("An excerpt that breaks off in the", None)
    assert (ring.title, ring.tags, ring.categories) == (
        "Ring Twice – and Wait – 5/7/19",
        ("empathy",),
        ("Tip of the Week", "Phones"),
    )
    assert ring.body == "First, ring. Then wait.\n\n## Why People Walk\n\nBecause people walk slowly."
    assert knock.date
    assert (knock.date.known, knock.line, knock.rights) == ("2019-06-04", 27, Rights.UNSTATED)


_FOOTED = """service desk

Bells, Not Whistles

Ring softly.

Bells: Image is a bell

Bells and more bells

  1. Ring.
    Sent in by: Bo
  2. Wait.

    Count to ten.

  3. Ring again.
    Ann

Yours,
Ann

Related:
Whistles, Not Bells

Image by Bo.

© 2015-2019 Ann. To print this again, ask me first.


Ann, who writes this letter.

Related:
Bells of the North

A note that no pattern knows, and that is longer than any title gets. {filler}

logo-v2

Doors: Image is a door

The Door Is Open. Image by Bo.

Come in.

Yours,
© 2017 Ann.
"""


def test_a_listing_without_meta_lines() -> None:
    text = _FOOTED.format(filler="It goes on. " * 50)
    assert _kinds(text, _WITH_FOOTERS) == [
        "page title", "title", "body", "alt text", "caption",
        "list item", "indented", "list item", "indented", "list item", "indented",
        "end", "end", "related", "related", "credit", "copyright", "footer", "related", "related", "unknown", "footer",
        "alt text", "caption", "body", "end", "copyright",
    ]  # fmt: skip
    reading = _read(text, _WITH_FOOTERS)
    bells, door = reading.sightings
    assert (bells.title, bells.tags, bells.rights, bells.author) == (
        "Bells, Not Whistles",
        ("service desk",),
        Rights.ASK,
        "Ann",
    )
    assert bells.date
    assert (bells.date.known, door.rights) == ("2015", Rights.UNSTATED)
    assert "Ann" in bells.body  # indented, it is the teller of the third item
    assert door.title == "The Door Is Open"
    assert {loss.what for loss in reading.losses} == {
        "image that a text save cannot hold",
        "line that belongs to no tip",
        "title line missing; taken from the first caption",
    }


def test_what_is_indented_is_never_furniture() -> None:
    profile = replace(_WITH_FOOTERS, end=(re.compile("Sign up"),))
    assert _kinds("tag\n\nTitle\n\n  • Sign up at the door\n    Sign up", profile)[2:] == ["list item", "indented"]


def test_a_line_in_title_case_above_a_line_of_its_paragraph_is_no_heading() -> None:
    assert _kinds("tag\n\nTitle\n\nA Word of Summary\nIt is short.\n\nEnd.", _WITH_FOOTERS)[2:4] == ["body", "body"]


def test_a_meta_line_without_a_title_begins_a_tip() -> None:
    long = "It goes on. " * 50
    reading = _read(f"tag\n\nOne\n\nPosted in A\n\n{long}\n\nPosted in B\n\nKnock twice.", _WITH_META)
    assert [(tip.title, tip.categories) for tip in reading.sightings] == [("One", ("A",)), ("Knock twice.", ("B",))]
    assert [loss.what for loss in reading.losses] == ["title line missing; taken from the first words"]


def test_an_excerpt_without_a_title_is_reported() -> None:
    reading = _read("tag\n\nOne\n\nIt begins Read more\n\nNobody knows whose this is Read more", _WITH_META)
    assert [tip.title for tip in reading.sightings] == ["One"]
    assert [(loss.line, loss.what) for loss in reading.losses] == [(7, "excerpt without a title")]


def test_a_page_that_two_sources_know_as_well_is_nobodys() -> None:
    page = Page("page.txt", b"x | The Bell Letter\n")
    one, other = (Source(name, name, profile=_WITH_META) for name in ("one", "other"))
    assert textsave.source_of(page, [one, Source("third", "third", profile=_WITH_FOOTERS)]) == one
    assert textsave.source_of(page, [one, other]) is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("One\ntwo", "One  \ntwo", id="a line break"),
        pytest.param("  • a\n  • b", "- a\n- b", id="bullets"),
        pytest.param("  • a\n    • b\n      • c\n  • d", "- a\n    - b\n        - c\n- d", id="nested bullets"),
        pytest.param("  1. a\n  2. b\n\n  3. c", "1. a\n2. b\n3. c", id="numbers go on over a blank line"),
        pytest.param("  • a\n  • a", "- a\n- a", id="items that repeat on purpose"),
        pytest.param("  1. a\n    b", "1. a  \n    b", id="a line break in an item"),
        pytest.param(
            "A\n\n    #1 b\n\n    c\n\nd", "A\n\n> \\#1 b\n>\n> c\n\nd", id="a quote is no code, #1 no heading"
        ),
        pytest.param("#1 first", "\\#1 first", id="#1 is no heading"),
        pytest.param("a _________ b", "a \\_\\_\\_\\_\\_\\_\\_\\_\\_ b", id="a blank to fill in"),
    ],
)
def test_the_lines_of_a_body_become_markdown(lines: str, expected: str) -> None:
    assert _body(lines) == expected


def test_two_lists_in_a_row_keep_their_numbers() -> None:
    body = _body("  1. a\n  2. b\n\n  1. c\n  2. d\n\nend")
    html = markdown.markdown(body, extensions=["sane_lists"])
    assert re.sub(r"\s|<!--.*?-->", "", html) == "<ol><li>a</li><li>b</li></ol><ol><li>c</li><li>d</li></ol><p>end</p>"


_WORDS = st.text("abc", min_size=1, max_size=5)
_ITEMS = st.lists(st.tuples(_WORDS, st.lists(_WORDS, max_size=3)), min_size=1, max_size=4)


@given(st.sampled_from(["ul", "ol"]), _ITEMS, _WORDS)
def test_a_text_save_says_what_its_html_said(tag: str, items: list[tuple[str, list[str]]], end: str) -> None:
    """A list through resiliparse and back has the same items in the same nesting as the HTML itself."""
    nested = "".join(
        f"<li>{text}{'<ul>' + ''.join(f'<li>{sub}</li>' for sub in subs) + '</ul>' if subs else ''}</li>"
        for text, subs in items
    )
    html = f"<p>start</p><{tag}>{nested}</{tag}><p>{end}</p>"
    saved = extract_plain_text(f"<html><body>{html}</body></html>")
    body = [line for line in classify(f"tag\n\nTitle\n\n{saved}", _WITH_FOOTERS) if line.number > 4]
    assert to_markdown(to_html(body)).markdown == to_markdown(html).markdown


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>a<br>b</p>", id="a line break"),
        pytest.param("<ul>said</ul>", id="a list without items, which is a quote"),
        pytest.param("<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>", id="items of several paragraphs"),
        pytest.param("<ol><li>a<br>b</li></ol>", id="a line break in an item"),
        pytest.param("<ol><li>a<ul><li>b</li></ul>c</li><li>d</li></ol>", id="text behind a nested list"),
    ],
)
def test_text_and_html_of_one_page_give_one_body(html: str) -> None:
    saved = extract_plain_text(f"<html><body><p>start</p>{html}<p>end</p></body></html>")
    assert _body(saved) == to_markdown(f"<p>start</p>{html}<p>end</p>").markdown


@given(st.text(), st.sampled_from([_WITH_META, _WITH_FOOTERS]))
def test_every_line_is_taken_for_something_and_stays_in_order(text: str, profile: Profile) -> None:
    lines = classify(text, profile)
    assert [line.number for line in lines] == list(range(1, text.count("\n") + 2))
    assert all((line.kind is Kind.BLANK) == (not line.text) for line in lines)


@given(st.text(), st.sampled_from([_WITH_META, _WITH_FOOTERS]))
def test_any_text_is_read_or_refused(text: str, profile: Profile) -> None:
    try:
        reading = _read(text.encode(errors="replace").decode(), profile)
    except PageError as error:
        reading, refusal = None, str(error)
    assert reading.sightings if reading else "page.txt" in refusal


def test_a_source_without_a_profile_is_told_what_to_add() -> None:
    with pytest.raises(PageError, match=r"Add a table \[letter\.profile\]"):
        _read("anything", None)


def test_broken_utf8_is_named_with_its_line() -> None:
    source = Source("letter", "L", profile=_WITH_META)
    with pytest.raises(PageError, match=r"page\.txt:3: this is not UTF-8"):
        textsave.read(Page("page.txt", b"a\n\ncaf\xe9\n"), source)


def test_a_list_item_line_is_required_of_an_item() -> None:
    with pytest.raises(ValueError, match="no list item"):
        to_html([Line(1, "no mark", Kind.ITEM)])
