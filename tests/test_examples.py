"""The pages that this repository ships, and the archive that comes of them."""

import re
from pathlib import Path

import pytest

from scraper.shelf import read_shelf
from scraper.tip import Status
from tests.running import scrape, tree

pytestmark = pytest.mark.starter


def test_scraping_a_fresh_clone_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = scrape("--dry-run")
    assert result.exit_code == 0
    assert re.search(r"\d+ tips from \d+ pages: all unchanged\.", result.output), result.output


def test_scraping_into_an_empty_folder_gives_what_lies_in_docs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert scrape("--into", tmp_path).exit_code == 0
    shipped = {name: text for name, text in tree(root / "docs/tips").items() if b"\nscraped: " in text}
    assert tree(tmp_path) == shipped


def test_36_tips_of_tuesdays_by_two_authors_and_some_by_editors(root: Path) -> None:
    tips = read_shelf(root / "docs/tips").tips
    scraped = [file.tip for file in tips if file.tip.scraped]
    full = [tip for tip in scraped if tip.status is Status.FULL]
    assert len(full) >= 36
    assert len(tips) - len(scraped) >= 5
    assert len({tip.author for tip in full}) == 2
    days = [tip.date.day for tip in scraped if tip.date and tip.date.precision == "day"]
    assert {day.strftime("%A") for day in days} == {"Tuesday"}
    assert len({day.year for day in days}) == 3
