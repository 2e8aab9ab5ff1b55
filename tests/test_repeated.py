"""Blocks that posts share: found without a profile, left out and named; what the texts are made of stays."""

import datetime
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scraper import pages, sources
from scraper.errors import PageError
from scraper.normalise import normalise
from scraper.repeated import Census, Repeated, blocks
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.tip import Loss, Sighting, Status, TipDate
from scraper.vocabulary import Vocabulary

_TITLES = (
    "Be Brief",
    "Listen First",
    "Name the Wait",
    "Ask Twice",
    "Leave a Light On",
    "Spell It Back",
    "Say No Early",
)
_TEXTS = (
    "Two sentences are enough for most answers that anybody waits for.",
    "Whoever speaks first has heard nothing yet, and it shows.",
    "Tell people how long it takes before they begin to wonder.",
    "The second question is the one that they wanted to be asked.",
    "A window that shines late says more than a sign on the door.",
    "Numbers are heard wrongly until somebody reads them out again.",
    "A no on Monday costs less than a yes that breaks on Friday.",
)


def _posts(*layouts: str) -> list[Sighting]:
    """A post a layout; in it {text} stands for the post's own text, {title}, {date} and {url} for its own, too."""
    posts = []
    for n, layout in enumerate(layouts):
        day, title, url = datetime.date(2019 + n % 3, 1 + n % 12, 1 + n), _TITLES[n], f"https://a.example/2019/tip-{n}/"
        body = layout.format(text=_TEXTS[n], title=title, date=f"{day.day} {day:%B} {day.year}", url=url, n=n)
        posts.append(Sighting("one", f"page-{n}", title, body, date=TipDate(day), url=url))
    return posts


def _repeated(posts: Iterable[Sighting], source: str = "one") -> Repeated:
    census = Census(sqlite3.connect(""))
    for post in posts:
        census.add(post)
    return census.repeated(source)


def _first_without(posts: Sequence[Sighting]) -> tuple[str, tuple[Loss, ...]]:
    seen, losses = _repeated(posts).without(posts[0])
    return seen.body, losses


_SIGN_UP = "Sign up for the letter."
_PROMO = "Our new course begins in spring, and you can book it now."


@pytest.mark.parametrize(
    ("layouts", "left", "lost"),
    [
        pytest.param(["{text}\n\nContact us"] * 4, "{text}", ["Contact us"], id="a closing that all posts have"),
        pytest.param(
            ["{text}\n\n" + _SIGN_UP + "\n\nContact us"] * 3 + ["{text}\n\nContact us"],
            "{text}",
            [_SIGN_UP, "Contact us"],
            id="a closing of which some posts have a part",
        ),
        pytest.param(
            ["{text}\n\nWrite to us"] * 3 + ["{text}\n\nContact us"] * 4,
            "{text}",
            ["Write to us"],
            id="an older closing",
        ),
        pytest.param(
            ["{text}\n\nContact us"] * 2 + ["{text}"] * 5, "{text}\n\nContact us", [], id="what two posts share"
        ),
        pytest.param(["{text}\n\nContact us"] * 3, "{text}\n\nContact us", [], id="three posts are too few to tell"),
        pytest.param(
            [
                "{text}\n\n**Contact US!**",
                "{text}\n\n## Contact us",
                "{text}\n\n*Contact* us",
                "{text}\n\n> contact us",
            ],
            "{text}",
            ["**Contact US!**"],
            id="case, punctuation and markup are no difference",
        ),
        pytest.param(
            ["{text}\n\nYou can [sign up](https://a.example/join?utm_source=tip-{n}#now)"] * 4,
            "{text}",
            ["You can [sign up](https://a.example/join?utm_source=tip-0#now)"],
            id="nor is what tracks a reader",
        ),
        pytest.param(
            ["{text}\n\n[Share](https://b.example/to/a.example%2F2019%2Ftip-{n}%2F) [Reply]({url}#end)"] * 4,
            "{text}",
            ["[Share](https://b.example/to/a.example%2F2019%2Ftip-0%2F) [Reply](https://a.example/2019/tip-0/#end)"],
            id="nor is where a tip itself is",
        ),
        pytest.param(
            ["{text}\n\nShare “{title}” with a friend"] * 4,
            "{text}",
            ["Share “Be Brief” with a friend"],
            id="nor is a tip's own title",
        ),
        pytest.param(
            ["{text}\n\nThe tip of {date}"] * 4, "{text}", ["The tip of 1 January 2019"], id="nor is a date in words"
        ),
        pytest.param(
            ["{text}\n\nPosted by Ada on {n}/5/2019", "{text}\n\nPosted by Ada on 2019-05-{n}0"] * 2,
            "{text}",
            ["Posted by Ada on 0/5/2019"],
            id="nor is a date in numbers",
        ),
        pytest.param(
            ["{text}\n\n© 2012–2019 The desk letter"] * 2 + ["{text}\n\n© 2020 The desk letter"] * 2,
            "{text}",
            ["© 2012–2019 The desk letter"],
            id="nor is the year of a notice",
        ),
        pytest.param(
            ["{text}\n\nRead this on the web: {url}?from=mail"] * 4,
            "{text}",
            ["Read this on the web: https://a.example/2019/tip-0/?from=mail"],
            id="nor is a tip's own address where it is shown",
        ),
        pytest.param(
            ["{text}\n\n[The tip before](https://a.example/2019/tip-{n}0/)"] * 4,
            "{text}\n\n[The tip before](https://a.example/2019/tip-00/)",
            [],
            id="links to other tips",
        ),
        pytest.param(
            ["{text}\n\n[The plan](<https://a.example/plan(1)>)", "{text}\n\n[The plan](http://[plan)"] * 3,
            "{text}",
            ["[The plan](<https://a.example/plan(1)>)"],
            id="addresses in brackets and broken ones",
        ),
        pytest.param(["{text}\n\n{title}."] * 4, "{text}\n\nBe Brief.", [], id="a title as the last word of a text"),
        pytest.param(["{text}\n\n{date}"] * 4, "{text}\n\n1 January 2019", [], id="a date as the last word of a text"),
        pytest.param(
            ["{text}\n\n[Hear the talk](https://b.example/talk-{n}.mp3)"] * 4,
            "{text}\n\n[Hear the talk](https://b.example/talk-0.mp3)",
            [],
            id="links to different things",
        ),
        pytest.param(
            ["{text}\n\n[Watch it](https://b.example/watch?v={n})"] * 4,
            "{text}\n\n[Watch it](https://b.example/watch?v=0)",
            [],
            id="links to different things, told apart behind the question mark",
        ),
        pytest.param(
            ["{text}\n\n![Logo {n}](https://a.example/logo.png)"] * 4,
            "{text}",
            ["![Logo 0](https://a.example/logo.png)"],
            id="an image by its address",
        ),
        pytest.param(
            ["{text}\n\n[![Photo](https://a.example/{n}.png)](https://a.example/)"] * 4,
            "{text}\n\n[![Photo](https://a.example/0.png)](https://a.example/)",
            [],
            id="different images with the same words",
        ),
        pytest.param(
            ["![](https://a.example/top.png)\n\n{text}"] * 4,
            "{text}",
            ["![](https://a.example/top.png)"],
            id="an image above each text",
        ),
        pytest.param([_PROMO + "\n\n{text}"] * 4, "{text}", [_PROMO], id="a block before the text"),
        pytest.param(
            ["{text}\n\n" + _PROMO + "\n\nThe end: {n}."] * 4,
            "{text}\n\nThe end: 0.",
            [_PROMO],
            id="a block within the text",
        ),
        pytest.param(
            ["The tip\n\n{text}\n\n**What you can do about it today**\n\nIt is no. {n}."] * 4,
            "The tip\n\n{text}\n\n**What you can do about it today**\n\nIt is no. 0.",
            [],
            id="short lines and bold ones that give a text its form",
        ),
        pytest.param(
            ["{text}\n\nHere is how we do it every day:\n\n- {n}\n\nAnd what would you do about it then?\n\n{n} of us."]
            * 4,
            "{text}\n\nHere is how we do it every day:\n\n- 0\n\nAnd what would you do about it then?\n\n0 of us.",
            [],
            id="lines that lead on to a text",
        ),
        pytest.param(
            ["## What this week's tip is about\n\n" + _PROMO + "\n\n{text}"] * 4,
            "## What this week's tip is about\n\n{text}",
            [_PROMO],
            id="a heading with a text of its own below",
        ),
        pytest.param(
            ["## Our courses\n\n### Spring\n\n" + _PROMO + "\n\n## The tip\n\n{text}"] * 4,
            "## The tip\n\n{text}",
            ["## Our courses", "### Spring", _PROMO],
            id="headings with nothing of their own below",
        ),
        pytest.param(
            ["{text}\n\n## The tip"] + ["## The tip\n\n{text}"] * 4,
            "{text}\n\n## The tip",
            [],
            id="a heading with nothing below",
        ),
        pytest.param(
            ["{text}\n\nContact us", *["{text}\n\nContact us\n\nDo it"] * 2, *["Do it\n\n{text}"] * 4],
            "{text}\n\nContact us",
            [],
            id="a closing only below a line that is none",
        ),
        pytest.param(
            ["{text}\n\n---\n\n" + _SIGN_UP + "\n\n<!-- -->\n\nContact us"]
            + ["{text}\n\n" + _SIGN_UP + "\n\nContact us"] * 3,
            "{text}",
            [_SIGN_UP, "Contact us"],
            id="rules within and before a closing",
        ),
        pytest.param(
            [_PROMO + "\n\n---\n\n{text}\n\n---\n\n" + _PROMO + "\n\n\\* \\* \\*\n\nThe end: {n}.\n\nNo. {n}"] * 4,
            "{text}\n\n---\n\nThe end: 0.\n\nNo. 0",
            [_PROMO],
            id="rules around a block, of which one still parts something",
        ),
        pytest.param(
            ["- {text}\n\n" + _PROMO + "\n\n- no. {n}"] * 4,
            "- {text}\n\n<!-- -->\n\n- no. 0",
            [_PROMO],
            id="two lists stay two",
        ),
        pytest.param([_PROMO + "\n\nContact us"] * 4, _PROMO + "\n\nContact us", [], id="posts that are all alike"),
        pytest.param(
            ["{text}\n\nOnce more: " + _PROMO * 5] * 3 + ["{text}"] * 2,
            "{text}\n\nOnce more: " + _PROMO * 5,
            [],
            id="a reprint under some new words",
        ),
        pytest.param(
            ["![](https://a.example/a.png)\n\n![](https://a.example/b.png)"] * 4,
            "![](https://a.example/a.png)\n\n![](https://a.example/b.png)",
            [],
            id="posts without any word",
        ),
    ],
)
def test_what_is_left_of_the_first_post(layouts: list[str], left: str, lost: list[str]) -> None:
    body, losses = _first_without(_posts(*layouts))
    assert body == left.format(text=_TEXTS[0])
    assert [loss.detail for loss in losses] == lost


def test_a_loss_says_how_many_share_the_block_and_whose_it_was() -> None:
    posts = _posts(*["{text}\n\nContact us"] * 3, "{text}")
    _, losses = _first_without(posts)
    assert losses == (Loss("page-0", None, "block that 3 of 4 tips share, left out", "Contact us", "Be Brief"),)


def test_the_images_of_what_is_left_out_are_not_the_tips() -> None:
    kept, gone = "https://a.example/0.png", "https://a.example/0"
    posts = _posts(*["{text} ![](https://a.example/{n}.png)\n\n![](https://a.example/0)"] * 4)
    seen, _ = _repeated(posts).without(replace(posts[0], images=(kept, gone)))
    assert seen.images == (kept,)


def test_a_teaser_neither_counts_nor_changes() -> None:
    teasers = [replace(post, status=Status.TEASER) for post in _posts(*["{text}\n\nContact us"] * 4)]
    assert _repeated(teasers) == Repeated()
    shared = _repeated(_posts(*["{text}\n\nContact us"] * 4))
    assert shared.without(teasers[0]) == (teasers[0], ())


def test_another_source_has_its_own_habits() -> None:
    posts = _posts(*["{text}\n\nContact us"] * 4)
    elsewhere = [replace(post, source="two") for post in posts[:2]]
    assert _repeated([*posts, *elsewhere], "two") == Repeated()


@pytest.mark.parametrize(
    "again",
    [
        pytest.param({"url": "http://www.a.example/2019/tip-0", "title": "Brevity"}, id="by its address"),
        pytest.param({"url": "", "title": "BE BRIEF!"}, id="by its title and day"),
    ],
)
def test_a_post_that_is_seen_again_counts_once(again: dict[str, str]) -> None:
    first, *others = _posts("{text}\n\nContact us", "{text}\n\nContact us", "{text}", "{text}")
    first = first if again["url"] else replace(first, url="")
    assert _repeated([first, replace(first, **again), *others]) == Repeated(4)  # type: ignore[arg-type]


def test_a_post_whose_pages_differ_counts_for_all_that_they_show() -> None:
    longer, shorter = _posts(*["{text}\n\nContact us"] * 5), _posts(*["{text}"] * 5)
    shared = _repeated([*longer, *shorter])
    assert [shared.without(post)[0].body for post in longer] == list(_TEXTS[:5])
    assert shared == _repeated([*shorter, *reversed(longer)])


def test_a_title_that_is_dated_is_a_tips_own_too() -> None:
    first, *others = _posts(*["{text}\n\nShare “{title}” with a friend"] * 4)
    dated = replace(first, title="The Best of 2019", body=first.body.replace("Be Brief", "The Best of 2019"))
    assert _repeated([dated, *others]).without(dated)[0].body == _TEXTS[0]


def test_a_source_without_posts_repeats_nothing() -> None:
    assert _repeated([]) == Repeated()


# Few blocks, so that posts share them; of all kinds, so that they stand beside each other in all ways.
_BLOCKS = st.sampled_from(
    [
        *("Contact us", _PROMO, "## The tip", "### Our courses", "Try this:", "---", "<!-- -->", "**Do it**"),
        *("- a\n- b", "- a\n\n- b\n\n    > c", "1. a\n\n    ```\n    x\n\n    y\n    ```", "> a\n>\n> b", "> c"),
        *("```\nx\n\n- y\n```", "~~~\n```\n\n~~~", "| a |\n| --- |", "![](https://a.example/a.png)", *_TEXTS),
    ]
)
_BODIES = st.lists(_BLOCKS, min_size=1, max_size=8, unique=True).map("\n\n".join)


@st.composite
def _sources(draw: st.DrawFn) -> list[Sighting]:
    bodies = draw(st.lists(_BODIES, min_size=4, max_size=7))
    return [replace(post, body=body) for post, body in zip(_posts(*["x"] * len(bodies)), bodies, strict=True)]


@given(
    st.one_of(
        _BODIES, st.text(), st.lists(st.sampled_from(["```", "~~~", "- a", "    b", "", "1. c", " "])).map("\n".join)
    )
)
def test_the_blocks_of_a_body_are_the_body(body: str) -> None:
    assert "".join(blocks(body)) == body


@given(_sources())
def test_each_block_of_a_body_is_kept_as_it_is_or_reported(posts: list[Sighting]) -> None:
    shared = _repeated(posts)
    for post in posts:
        seen, losses = shared.without(post)
        before, after = [block.strip() for block in blocks(post.body)], [block.strip() for block in blocks(seen.body)]
        told = {loss.detail for loss in losses}
        silent = {"---", "<!-- -->"}
        assert [block for block in after if block not in silent] == [
            block for block in before if block not in silent and " ".join(block.split()) not in told
        ]
        assert set(re.findall(r"\w+", post.body)) <= set(re.findall(r"\w+", " ".join([seen.body, *told])))
        assert seen.body.strip()
        assert replace(seen, body=post.body) == post


@given(_sources().flatmap(lambda posts: st.tuples(st.just(posts), st.permutations([*posts, *posts]))))
def test_the_order_of_posts_changes_nothing(orders: tuple[list[Sighting], list[Sighting]]) -> None:
    assert _repeated(orders[0]) == _repeated(orders[1])


def _rendered_blocks(body: str) -> int:
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return sum(token.level == 0 and token.nesting >= 0 for token in tokens)


@pytest.mark.parametrize(
    ("body", "number"),
    [
        pytest.param("```two``` ticks\n\nc\n\nd", 3, id="code in a line"),
        pytest.param("````\n\n```\n\nx\n\ny\n````\n\nd", 2, id="a shorter fence within a longer"),
        pytest.param("```\n\n``` x\n\ny\n\nz\n```\n\nd", 2, id="ticks before a word close nothing"),
        pytest.param("~~~\n```\n\n~~~\n\nd", 2, id="two kinds of fences"),
        pytest.param("```\nx\n\n- y", 1, id="a fence that never closes"),
        pytest.param("- a\n\n    b\n\n    > c\n\n- d\n\ne", 2, id="a list with blocks in its items"),
        pytest.param("- a\n\n1. b\n\n2. c", 2, id="two kinds of lists"),
        pytest.param("- a\n\n<!-- -->\n\n- b", 3, id="lists that are kept apart"),
        pytest.param("> a\n>\n> b\n\nc", 2, id="a quote of two paragraphs"),
        pytest.param("| a |\n| --- |\n| b |\n\n## c\n\nd  \ne", 3, id="a table, a heading, two lines"),
    ],
)
def test_blocks_are_those_that_a_renderer_sees(body: str, number: int) -> None:
    assert len(blocks(body)) == _rendered_blocks(body) == number


def test_so_are_those_of_the_archive(root: Path) -> None:
    for filed in read_shelf(root / "docs" / "tips").tips:
        assert len(blocks(filed.tip.body)) == _rendered_blocks(filed.tip.body), filed.path


def _sightings(folder: Path, among: Sequence[Source], vocabulary: Vocabulary) -> list[Sighting]:
    found: list[Sighting] = []
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt"}):
        try:
            source, reading = sources.read(pages.read_page(file), among)
        except PageError:  # a text save of a source without a profile
            continue
        found += normalise(reading, source, vocabulary).sightings
    return found


def _left_out(seen: Sequence[Sighting]) -> dict[str, set[str]]:
    """What is left out of the sightings, by source."""
    names = {one.source for one in seen}
    shared = {name: _repeated(seen, name) for name in names}
    return {
        name: {loss.detail for one in seen if one.source == name for loss in shared[name].without(one)[1]}
        for name in names
    }


@pytest.mark.starter
def test_where_profiles_cut_the_closings_nothing_else_is_taken_for_one(
    root: Path, sources: dict[str, Source], vocabulary: Vocabulary
) -> None:
    seen = _sightings(root / "examples", list(sources.values()), vocabulary)
    assert _left_out(seen) == {"front-desk-letter": set(), "plain-speaking": set()}


def test_nothing_is_left_out_of_the_real_pages(seeds: Path, sources: dict[str, Source], vocabulary: Vocabulary) -> None:
    seen = _sightings(seeds, list(sources.values()), vocabulary)
    assert _left_out(seen) == {"customer-service-solutions": set(), "people-skills-coach": set()}


@pytest.mark.starter
def test_without_profiles_the_closings_are_found_and_nothing_but_them(
    root: Path, sources: dict[str, Source], vocabulary: Vocabulary
) -> None:
    bare = [replace(source, profile=None) for source in sources.values()]
    found = _left_out(_sightings(root / "examples", bare, vocabulary))
    assert {name: sorted({detail[:24] for detail in details}) for name, details in found.items()} == {
        "front-desk-letter": ["[Get the letter by e-mai"],
        "plain-speaking": [
            "Jonah Adeyemi, The Conve",
            "Until next Tuesday, Jona",
            "©2024–2026 Jonah Adeyemi",
            "©2025 Jonah Adeyemi. You",
            "©2025–2026 Jonah Adeyemi",
            "©2026 Jonah Adeyemi. You",
        ],
    }
