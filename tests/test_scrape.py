"""`tips scrape` as people run it: from pages to files, on good input, bad input, and files edited since."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from scraper import frontmatter
from scraper.cli import main
from scraper.pages import read_page
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.sources import identify, textsave
from scraper.sources.textlines import BODY_KINDS
from scraper.tip import FiledTip, Rights, Status
from scraper.write import address

_SOURCES = """
[bell]
title = "The Bell Letter"
home = "https://bell.example/"
pages = ["pages"]

[bell.profile]
recognise = ['The Bell Letter']
page_title = ['^(?P<tag>[^|]+?)(?: \\| The Bell Letter.*)?$']
meta = ['^Posted in (?P<categories>.+)$']
teaser_end = [' Read more$']
end = ['^Sign up']
"""
_PAGE = """doors | The Bell Letter

Ring Twice - 5/7/19

Posted in Phones

First, ring. Then wait.

Sign up

Knock Once - 5/14/19

Posted in Doors

Knock. Listen.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one source of one page."""
    (tmp_path / "sources.toml").write_text(_SOURCES, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "doors.txt").write_text(_PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _scrape(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["scrape", *map(str, arguments)], catch_exceptions=False)


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_first_run_writes_one_file_a_tip(project: Path) -> None:
    result = _scrape()
    assert result.exit_code == 0
    assert "2 tips from 1 page: 2 new." in result.output
    text = (project / "docs/tips/2019/ring-twice.md").read_text(encoding="utf-8")
    assert text.startswith(
        "---\ntitle: Ring Twice\ndate: 2019-05-07\ntags:\n  - doors\n  - phones\ncategories:\n  - Phones\n"
    )
    assert text.endswith("\n---\n\nFirst, ring. Then wait.\n")


def test_a_second_run_changes_nothing(project: Path) -> None:
    _scrape()
    before = _tree(project)
    result = _scrape()
    assert "2 tips from 1 page: all unchanged." in result.output
    assert _tree(project) == before


def test_a_dry_run_writes_nothing(project: Path) -> None:
    result = _scrape("--dry-run")
    assert "2 new. Nothing was written (--dry-run)." in result.output
    assert not (project / "docs").exists()


def test_a_file_edited_by_hand_is_kept_and_what_the_source_says_is_reported(project: Path) -> None:
    _scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Then wait", "Then smile"), encoding="utf-8")
    assert "2019/ring-twice.md: kept: edited by hand" in _scrape().output
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("First, ring.", "Ring first."), encoding="utf-8")
    result = _scrape()
    assert "edited by hand; the source has another body" in result.output
    assert "Then smile" in file.read_text(encoding="utf-8")


def test_a_tag_added_by_hand_is_no_change_of_the_source(project: Path) -> None:
    _scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("tags:\n", "tags:\n  - bells\n"), encoding="utf-8")
    assert "2019/ring-twice.md: kept: edited by hand\n" in _scrape().output


def test_a_title_mended_by_hand_is_still_the_same_tip(project: Path) -> None:
    _scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Ring Twice", "Ring Thrice"), encoding="utf-8")
    before = _tree(project)
    assert "2019/ring-twice.md: kept" in _scrape().output
    assert _tree(project) == before


def test_an_untouched_file_follows_its_source(project: Path) -> None:
    _scrape()
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("First, ring.", "Ring."), encoding="utf-8")
    assert "1 updated, 1 unchanged" in _scrape().output
    assert "Ring. Then wait." in (project / "docs/tips/2019/ring-twice.md").read_text(encoding="utf-8")


def test_a_tip_whose_date_becomes_known_moves_and_leaves_its_address_behind(project: Path) -> None:
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("Ring Twice - 5/7/19", "Ring Twice"), encoding="utf-8")
    _scrape()
    assert (project / "docs/tips/undated/ring-twice.md").exists()
    page.write_text(_PAGE, encoding="utf-8")
    result = _scrape()
    assert "was undated/ring-twice.md" in result.output
    assert not (project / "docs/tips/undated").exists()
    tip = frontmatter.read(project / "docs/tips/2019/ring-twice.md")
    assert tip.aliases == ("tips/undated/ring-twice/",)
    assert "all unchanged" in _scrape().output


def test_two_tips_of_one_name_get_two_files(project: Path) -> None:
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("Knock Once - 5/14/19", "Ring Twice! - 5/14/19"), encoding="utf-8")
    _scrape()
    first, second = (frontmatter.read(project / f"docs/tips/2019/ring-twice{n}.md") for n in ("", "-2"))
    assert first.date
    assert second.date
    assert (first.date.known, second.date.known) == ("2019-05-07", "2019-05-14")
    assert "all unchanged" in _scrape().output


def test_a_name_that_an_editor_took_is_left_to_them(project: Path) -> None:
    mine = project / "docs/tips/2019/Ring-Twice.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("---\ntitle: Ring Twice\ntags: [doors]\n---\n\nMine.\n", encoding="utf-8")
    _scrape()
    assert "Mine." in mine.read_text(encoding="utf-8")
    assert (project / "docs/tips/2019/ring-twice-2.md").exists()


def test_a_file_that_cannot_be_read_holds_its_name(project: Path) -> None:
    _scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    result = _scrape()
    assert result.exit_code == 1
    assert re.search(r"ring-twice\.md:2: the front matter is not valid YAML", result.output)
    assert "held back: a file of that name cannot be read; mend it first" in result.output
    assert file.read_text(encoding="utf-8") == "---\ntitle: a: b\n---\n"
    assert len(_tree(project / "docs")) == 2


_WILD = '../../etc/CON: "a"|b'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("empty.txt", b"", "empty.txt: the file is empty. Save the page again", id="empty"),
        pytest.param("binary.txt", b"PK\x03\x04\x00\x00\x00", "binary.txt: the file is binary", id="binary"),
        pytest.param("large.txt", b"word " * 10_485_760, "large.txt: the file has 50 MB", id="50 MB"),
        pytest.param("latin.txt", b"caf\xe9\n", "latin.txt:1: this is not UTF-8 text", id="broken UTF-8"),
        pytest.param(
            "other.txt", b"Dear diary,\n", "other.txt: no source in sources.toml knows this page", id="no dialect"
        ),
        pytest.param("other.html", b"<html><p>Hi", "other.html: ", id="HTML of nobody"),
    ],
)
def test_bad_input_gets_one_clear_line_and_the_run_goes_on(project: Path, name: str, content: bytes, says: str) -> None:
    pages = project / "pages"
    (pages / name).write_bytes(content)
    # A second source, so that the page's own has to be found out.
    (project / "sources.toml").write_text(_SOURCES + '\n[other]\ntitle = "Other"\n', encoding="utf-8")
    result = _scrape("--from", pages)
    assert result.exit_code == 1
    assert says in result.output
    assert "2 tips from 2 pages: 2 new." in result.output
    assert len(_tree(project / "docs")) == 2


@pytest.mark.parametrize(
    ("title", "file"),
    [
        pytest.param(_WILD, "2019/etc-con-a-b.md", id="a title that looks like a path"),
        pytest.param("Long " * 80, "2019/" + "-".join(["long"] * 16) + ".md", id="400 characters"),
        pytest.param("☂☂☂", "2019/tip-", id="a title without a letter"),
    ],
)
def test_wild_titles_get_a_safe_file(project: Path, title: str, file: str) -> None:
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("Ring Twice", title), encoding="utf-8")
    assert _scrape().exit_code == 0
    names = sorted(_tree(project / "docs/tips"))
    assert len(names) == 2
    assert any(name.startswith(file) for name in names)
    titles = {entry.tip.title for entry in read_shelf(project / "docs/tips").tips}
    assert title.strip() in titles
    assert "all unchanged" in _scrape().output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["bel"], 2, 'sources.toml: there is no source "bel". Did you mean "bell".'),
        (["--config", "none.toml"], 2, "none.toml: there is no such file. Run this in the project's folder"),
        (["--from", "nowhere"], 1, "nowhere: there is no such file or folder."),
        (["--into", "sources.toml"], 2, "sources.toml: this is a file, not a folder."),
        (["--explain", "pages/none.txt"], 1, "pages/none.txt: the file cannot be read (No such file or directory)."),
    ],
)
def test_what_is_asked_for_in_vain_is_said_plainly(project: Path, arguments: list[str], code: int, says: str) -> None:
    result = _scrape(*arguments)
    assert result.exit_code == code
    assert says in result.output
    assert not (project / "docs").exists()


def test_pages_of_a_source_that_are_not_there_are_named(project: Path) -> None:
    (project / "sources.toml").write_text(_SOURCES.replace('["pages"]', '["pages", "more"]'), encoding="utf-8")
    result = _scrape()
    assert result.exit_code == 1
    assert "more: there is no such file or folder." in result.output
    assert "2 new" in result.output


def test_a_project_without_pages_is_told_how_to_get_some(project: Path) -> None:
    (project / "sources.toml").write_text('[bell]\ntitle = "The Bell Letter"\n', encoding="utf-8")
    result = _scrape()
    assert result.exit_code == 0
    assert "There is no page to read. Add pages" in result.output


def test_a_folder_that_cannot_be_written_to_keeps_what_it_held(project: Path) -> None:
    (project / "docs/tips").mkdir(parents=True)
    (project / "docs/tips/2019").write_text("a file where a folder should be", encoding="utf-8")
    result = _scrape()
    assert result.exit_code == 1
    assert "could not be written" in result.output
    assert sorted(_tree(project / "docs")) == ["tips/2019"]


def test_a_write_that_fails_leaves_nothing_half_written_and_the_others_are_written(project: Path) -> None:
    (project / "docs/tips/2019/ring-twice.md").mkdir(parents=True)
    result = _scrape()
    assert result.exit_code == 1
    assert "2019/ring-twice.md: the file could not be written (Is a directory)" in result.output
    assert sorted(_tree(project / "docs")) == ["tips/2019/knock-once.md"]


def test_explain_prints_every_line_with_what_it_was_taken_for(project: Path) -> None:
    result = _scrape("--explain", "pages/doors.txt")
    told = [line.split(maxsplit=1)[1] for line in result.output.splitlines()[1:] if len(line.split()) > 2]
    assert told[:4] == [
        "page title  doors | The Bell Letter",
        "title       Ring Twice - 5/7/19",
        "meta        Posted in Phones",
        "body        First, ring. Then wait.",
    ]
    assert not (project / "docs").exists()


def test_the_report_can_be_kept_as_a_file(project: Path) -> None:
    _scrape("--report", "out/report.md")
    report = (project / "out/report.md").read_text(encoding="utf-8")
    assert "| The Bell Letter | 2 | 0 | 2 | 0 | 0 | 0 |" in report
    assert "- new: `2019/ring-twice.md`" in report
    assert "tag that docs/tags.yml does not know: doors (and 1 more)" in report


@pytest.mark.usefixtures("project")
def test_losses_of_one_kind_and_wording_are_one_line() -> None:
    told = [line for line in _scrape().output.splitlines() if "does not know" in line]
    assert told == [
        "pages/doors.txt:3: tag that docs/tags.yml does not know: doors (and 1 more)",
        "pages/doors.txt:3: tag that docs/tags.yml does not know: Phones",
        "pages/doors.txt:11: tag that docs/tags.yml does not know: Doors",
    ]


def test_the_order_of_pages_changes_no_byte(project: Path) -> None:
    other = project / "pages/a.txt"
    other.write_text(_PAGE.replace("doors |", "bells |").replace("- 5/14/19", ""), encoding="utf-8")
    _scrape("--from", "pages/a.txt", "--from", "pages/doors.txt", "--into", "one")
    _scrape("--from", "pages/doors.txt", "--from", "pages/a.txt", "--into", "two")
    assert _tree(project / "one") == _tree(project / "two")


def test_the_command_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "scraper", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "scrape" in done.stdout


def test_every_option_has_a_help_text_and_stands_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert command.help
        assert f"`tips {name}`" in readme
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert all(option.help for option in options)
        assert all(option.opts[0] in readme for option in options)


@pytest.fixture(scope="module")
def scraped(seeds: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("seeds")
    result = _scrape("--from", seeds, "--into", into, *_here(root))
    assert result.exit_code == 0
    return into


@pytest.fixture(scope="module")
def tips(scraped: Path) -> tuple[FiledTip, ...]:
    return read_shelf(scraped).tips


class TestSeeds:
    """The real source pages."""

    def test_27_full_tips_and_30_teasers(self, tips: tuple[FiledTip, ...]) -> None:
        assert Counter(file.tip.status for file in tips) == {Status.FULL: 27, Status.TEASER: 30}
        assert len({file.tip.title for file in tips}) == 57

    def test_dates_are_as_printed_and_never_invented(self, tips: tuple[FiledTip, ...]) -> None:
        full = Counter(
            str(file.tip.date.precision) if file.tip.date else "none" for file in tips if file.tip.status is Status.FULL
        )
        assert full == {"day": 9, "year": 15, "none": 3}
        teasers = Counter(bool(file.tip.date) for file in tips if file.tip.status is Status.TEASER)
        assert teasers == {True: 29, False: 1}
        assert {file.path.parts[0] for file in tips} == {
            "2010", "2012", "2013", "2014", "2015", "2017", "2020", "2024", "2025", "undated",
        }  # fmt: skip

    def test_titles_are_clean(self, tips: tuple[FiledTip, ...]) -> None:
        assert not [file.tip.title for file in tips if re.search(r"\d/\d+/\d|TOW\b|[-–]\s*$", file.tip.title)]

    def test_only_what_asks_for_permission_asks(self, tips: tuple[FiledTip, ...]) -> None:
        assert Counter(file.tip.rights for file in tips) == {Rights.ASK: 15, Rights.UNSTATED: 42}

    def test_only_full_tips_have_the_tag_of_the_listing(self, tips: tuple[FiledTip, ...]) -> None:
        assert all(bool(file.tip.tags) == (file.tip.status is Status.FULL) for file in tips)

    def test_no_line_of_boilerplate_is_in_a_body(self, tips: tuple[FiledTip, ...], seeds: Path) -> None:
        """What stands in several places of the pages, or matches a marker of a page's furniture, is no body."""
        lines = Counter(
            line.strip() for page in seeds.glob("*.txt") for line in set(page.read_text(encoding="utf-8").split("\n"))
        )
        markers = (
            r"©|Read more$|^Posted on|^Signup|^Related Post|^Other .*Posts|^Image by|: Image is|Older Posts|^Grateful"
        )
        for file in tips:
            if file.tip.status is Status.FULL:
                body = file.tip.body.splitlines()
                assert not [line for line in body if re.search(markers, line)]
                assert not [line for line in body if line and lines[line] > 1 and not line.startswith("- ")]

    def test_every_list_and_numbering_is_kept(self, tips: tuple[FiledTip, ...], seeds: Path) -> None:
        printed = Counter[str]()
        for page in seeds.glob("*.txt"):
            printed.update(re.findall(r"^ +(•|\d+\.) ", page.read_text(encoding="utf-8"), re.MULTILINE))
        kept = Counter[str]()
        for file in tips:
            kept.update(mark.replace("-", "•") for mark in re.findall(r"^ *(-|\d+\.) ", file.tip.body, re.MULTILINE))
        assert kept == printed

    def test_every_word_of_a_body_is_kept_and_none_added(
        self, tips: tuple[FiledTip, ...], seeds: Path, sources: dict[str, Source]
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

    def test_every_line_of_a_body_stands_on_a_page(self, tips: tuple[FiledTip, ...], seeds: Path) -> None:
        pages = [" ".join(_words(file.read_text(encoding="utf-8"))) for file in seeds.glob("*.txt")]
        for entry in tips:
            for line in entry.tip.body.splitlines():
                assert any(" ".join(_words(line)) in page for page in pages), (entry.path, line)

    def test_another_order_and_a_second_run_change_no_byte(
        self, scraped: Path, seeds: Path, root: Path, tmp_path: Path
    ) -> None:
        pages = [part for page in sorted(seeds.glob("*.txt"), reverse=True) for part in ("--from", str(page))]
        assert _scrape(*pages, "--into", tmp_path, *_here(root)).exit_code == 0
        assert _tree(tmp_path) == _tree(scraped)
        again = _scrape("--from", seeds, "--into", tmp_path, *_here(root))
        assert "57 tips from 5 pages: all unchanged." in again.output
        assert _tree(tmp_path) == _tree(scraped)


class TestExamples:
    """The pages that this repository ships, and the archive that comes of them."""

    def test_scraping_a_fresh_clone_changes_nothing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(root)
        result = _scrape("--dry-run")
        assert result.exit_code == 0
        assert re.search(r"\d+ tips from \d+ pages: all unchanged\.", result.output), result.output

    def test_scraping_into_an_empty_folder_gives_what_lies_in_docs(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(root)
        assert _scrape("--into", tmp_path).exit_code == 0
        shipped = {name: text for name, text in _tree(root / "docs/tips").items() if b"\nscraped: " in text}
        assert _tree(tmp_path) == shipped

    def test_36_tips_of_tuesdays_by_two_authors_and_three_by_editors(self, root: Path) -> None:
        tips = read_shelf(root / "docs/tips").tips
        scraped = [file.tip for file in tips if file.tip.scraped]
        full = [tip for tip in scraped if tip.status is Status.FULL]
        assert len(full) >= 36
        assert len(tips) - len(scraped) == 3
        assert len({tip.author for tip in full}) == 2
        days = [tip.date.day for tip in scraped if tip.date and tip.date.precision == "day"]
        assert {day.strftime("%A") for day in days} == {"Tuesday"}
        assert len({day.year for day in days}) == 3


def _here(root: Path) -> tuple[str, ...]:
    return "--config", str(root / "sources.toml"), "--vocabulary", str(root / "docs/tags.yml")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def test_an_address_is_that_of_the_page(project: Path) -> None:
    _scrape()
    assert [address(file.path) for file in read_shelf(project / "docs/tips").tips] == [
        "tips/2019/knock-once/",
        "tips/2019/ring-twice/",
    ]
