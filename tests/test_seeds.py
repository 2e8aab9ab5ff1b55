"""The real source pages: all of their tips, every word, no furniture, and the same bytes each time."""

import re
from collections import Counter
from pathlib import Path

import pytest

from scraper.pages import read_page
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.sources import identify, textsave
from scraper.sources.textlines import BODY_KINDS
from scraper.tip import FiledTip, Rights, Status
from tests.running import scrape, tree
from tests.site_fixtures import STARTER


@pytest.fixture(scope="module")
def scraped(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("seeds")
    result = scrape("--from", seeds, "--into", into, *_here())
    assert result.exit_code == 0
    return into


@pytest.fixture(scope="module")
def tips(scraped: Path) -> tuple[FiledTip, ...]:
    return read_shelf(scraped).tips


def _here() -> tuple[str, ...]:
    return "--config", str(STARTER / "sources.toml"), "--vocabulary", str(STARTER / "docs/tags.yml")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def test_27_full_tips_and_30_teasers(tips: tuple[FiledTip, ...]) -> None:
    assert Counter(file.tip.status for file in tips) == {Status.FULL: 27, Status.TEASER: 30}
    assert len({file.tip.title for file in tips}) == 57


def test_dates_are_as_printed_and_never_invented(tips: tuple[FiledTip, ...]) -> None:
    full = Counter(
        str(file.tip.date.precision) if file.tip.date else "none" for file in tips if file.tip.status is Status.FULL
    )
    assert full == {"day": 9, "year": 15, "none": 3}
    teasers = Counter(bool(file.tip.date) for file in tips if file.tip.status is Status.TEASER)
    assert teasers == {True: 29, False: 1}
    assert {file.path.parts[0] for file in tips} == {
        "2010", "2012", "2013", "2014", "2015", "2017", "2020", "2024", "2025", "undated",
    }  # fmt: skip


def test_titles_are_clean(tips: tuple[FiledTip, ...]) -> None:
    assert not [file.tip.title for file in tips if re.search(r"\d/\d+/\d|TOW\b|[-–]\s*$", file.tip.title)]


def test_only_what_asks_for_permission_asks(tips: tuple[FiledTip, ...]) -> None:
    assert Counter(file.tip.rights for file in tips) == {Rights.ASK: 15, Rights.UNSTATED: 42}


def test_only_full_tips_have_the_tag_of_the_listing(tips: tuple[FiledTip, ...]) -> None:
    assert all(bool(file.tip.tags) == (file.tip.status is Status.FULL) for file in tips)


def test_no_line_of_boilerplate_is_in_a_body(tips: tuple[FiledTip, ...], seeds: Path) -> None:
    """What stands in several places of the pages, or matches a marker of a page's furniture, is no body."""
    lines = Counter(
        line.strip() for page in seeds.glob("*.txt") for line in set(page.read_text(encoding="utf-8").split("\n"))
    )
    markers = r"©|Read more$|^Posted on|^Signup|^Related Post|^Other .*Posts|^Image by|: Image is|Older Posts|^Grateful"
    for file in tips:
        if file.tip.status is Status.FULL:
            body = file.tip.body.splitlines()
            assert not [line for line in body if re.search(markers, line)]
            assert not [line for line in body if line and lines[line] > 1 and not line.startswith("- ")]


def test_every_list_and_numbering_is_kept(tips: tuple[FiledTip, ...], seeds: Path) -> None:
    printed = Counter[str]()
    for page in seeds.glob("*.txt"):
        printed.update(re.findall(r"^ +(•|\d+\.) ", page.read_text(encoding="utf-8"), re.MULTILINE))
    kept = Counter[str]()
    for file in tips:
        kept.update(mark.replace("-", "•") for mark in re.findall(r"^ *(-|\d+\.) ", file.tip.body, re.MULTILINE))
    assert kept == printed


def test_every_word_of_a_body_is_kept_and_none_added(
    tips: tuple[FiledTip, ...], seeds: Path, sources: dict[str, Source]
) -> None:
    said, kept = Counter[str](), Counter[str]()
    for file in seeds.glob("*.txt"):
        page = read_page(file)
        source, _ = identify(page, list(sources.values()))
        for line in textsave.explain(page, source):
            if line.kind in BODY_KINDS:
                said.update(_words(line.text))
    for entry in tips:
        if entry.tip.status is Status.FULL:
            kept.update(_words(entry.tip.body))
    assert kept == said


def test_every_line_of_a_body_stands_on_a_page(tips: tuple[FiledTip, ...], seeds: Path) -> None:
    pages = [" ".join(_words(file.read_text(encoding="utf-8"))) for file in seeds.glob("*.txt")]
    for entry in tips:
        for line in entry.tip.body.splitlines():
            assert any(" ".join(_words(line)) in page for page in pages), (entry.path, line)


def test_another_order_and_a_second_run_change_no_byte(scraped: Path, seeds: Path, tmp_path: Path) -> None:
    pages = [part for page in sorted(seeds.glob("*.txt"), reverse=True) for part in ("--from", str(page))]
    assert scrape(*pages, "--into", tmp_path, *_here()).exit_code == 0
    assert tree(tmp_path) == tree(scraped)
    again = scrape("--from", seeds, "--into", tmp_path, *_here())
    assert "57 tips from 5 pages: all unchanged." in again.output
    assert tree(tmp_path) == tree(scraped)
