"""`tips scrape` as people run it: from pages to files, on good input, bad input, and files edited since."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scraper import frontmatter
from scraper.shelf import read_shelf
from scraper.write import address
from tests.running import scrape, tree

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


def test_a_first_run_writes_one_file_a_tip(project: Path) -> None:
    result = scrape()
    assert result.exit_code == 0
    assert "2 tips from 1 page: 2 new." in result.output
    text = (project / "docs/tips/2019/ring-twice.md").read_text(encoding="utf-8")
    assert text.startswith(
        "---\ntitle: Ring Twice\ndate: 2019-05-07\ntags:\n  - doors\n  - phones\ncategories:\n  - Phones\n"
    )
    assert text.endswith("\n---\n\nFirst, ring. Then wait.\n")


def test_a_second_run_changes_nothing(project: Path) -> None:
    scrape()
    before = tree(project)
    result = scrape()
    assert "2 tips from 1 page: all unchanged." in result.output
    assert tree(project) == before


def test_a_dry_run_writes_nothing(project: Path) -> None:
    result = scrape("--dry-run")
    assert "2 new. Nothing was written (--dry-run)." in result.output
    assert not (project / "docs").exists()


def test_a_file_edited_by_hand_is_kept_and_what_the_source_says_is_reported(project: Path) -> None:
    scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Then wait", "Then smile"), encoding="utf-8")
    assert "2019/ring-twice.md: kept: edited by hand\n" in scrape().output
    page = project / "pages/doors.txt"
    page.write_text(
        _PAGE.replace("First, ring.", "Ring first.").replace("Posted in Phones", "Posted in Bells"), encoding="utf-8"
    )
    result = scrape("--report", "report.md")
    told = "the source changed since, and differs from the file in tags, categories, body (1 line)"
    assert f"2019/ring-twice.md: kept: edited by hand; {told}\n" in result.output
    assert "Then smile" in file.read_text(encoding="utf-8")
    assert "  -First, ring. Then smile.\n  +Ring first. Then wait.\n" in (project / "report.md").read_text("utf-8")


def test_the_same_change_here_and_at_the_source_is_told(project: Path) -> None:
    scrape()
    for file in (project / "docs/tips/2019/ring-twice.md", project / "pages/doors.txt"):
        file.write_text(file.read_text(encoding="utf-8").replace("Then wait", "Then smile"), encoding="utf-8")
    assert "kept: edited by hand; the source changed since, to what the file says\n" in scrape().output


def test_an_edited_file_that_had_moved_is_not_taken_for_a_change_of_the_source(project: Path) -> None:
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("Ring Twice - 5/7/19", "Ring Twice"), encoding="utf-8")
    scrape()
    page.write_text(_PAGE, encoding="utf-8")
    scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Then wait", "Then smile"), encoding="utf-8")
    assert "2019/ring-twice.md: kept: edited by hand\n" in scrape().output


def test_a_tag_added_by_hand_is_no_change_of_the_source(project: Path) -> None:
    scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("tags:\n", "tags:\n  - bells\n"), encoding="utf-8")
    assert "2019/ring-twice.md: kept: edited by hand\n" in scrape().output


def test_a_title_mended_by_hand_is_still_the_same_tip(project: Path) -> None:
    scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Ring Twice", "Ring Thrice"), encoding="utf-8")
    before = tree(project)
    assert "2019/ring-twice.md: kept" in scrape().output
    assert tree(project) == before


def test_an_untouched_file_follows_its_source(project: Path) -> None:
    scrape()
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("First, ring.", "Ring."), encoding="utf-8")
    assert "1 updated, 1 unchanged" in scrape().output
    assert "Ring. Then wait." in (project / "docs/tips/2019/ring-twice.md").read_text(encoding="utf-8")


def test_a_tip_whose_date_becomes_known_moves_and_leaves_its_address_behind(project: Path) -> None:
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("Ring Twice - 5/7/19", "Ring Twice"), encoding="utf-8")
    scrape()
    assert (project / "docs/tips/undated/ring-twice.md").exists()
    page.write_text(_PAGE, encoding="utf-8")
    result = scrape()
    assert "was undated/ring-twice.md" in result.output
    assert not (project / "docs/tips/undated").exists()
    tip = frontmatter.read(project / "docs/tips/2019/ring-twice.md")
    assert tip.aliases == ("tips/undated/ring-twice/",)
    assert "all unchanged" in scrape().output


def test_two_tips_of_one_name_get_two_files(project: Path) -> None:
    page = project / "pages/doors.txt"
    page.write_text(_PAGE.replace("Knock Once - 5/14/19", "Ring Twice! - 5/14/19"), encoding="utf-8")
    scrape()
    first, second = (frontmatter.read(project / f"docs/tips/2019/ring-twice{n}.md") for n in ("", "-2"))
    assert first.date
    assert second.date
    assert (first.date.known, second.date.known) == ("2019-05-07", "2019-05-14")
    assert "all unchanged" in scrape().output


def test_a_name_that_an_editor_took_is_left_to_them(project: Path) -> None:
    mine = project / "docs/tips/2019/Ring-Twice.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("---\ntitle: Ring Twice\ntags: [doors]\n---\n\nMine.\n", encoding="utf-8")
    scrape()
    assert "Mine." in mine.read_text(encoding="utf-8")
    assert (project / "docs/tips/2019/ring-twice-2.md").exists()


_FEED = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>The Bell Letter</title><link>https://bell.example/</link>
<item><title>Ring Thrice</title><link>https://bell.example/ring/</link>
<pubDate>Tue, 21 May 2019 09:00:00 +0000</pubDate><description>Ring again.</description></item>
</channel></rss>
"""


def test_files_of_sources_that_are_not_asked_for_are_left_alone(project: Path) -> None:
    (project / "pages/feed.xml").write_text(_FEED, encoding="utf-8")
    scrape()
    file = project / "docs/tips/2019/ring-thrice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("source: bell", "source: other"), encoding="utf-8")
    assert "3 tips from 2 pages: 1 new, 2 unchanged." in scrape().output
    assert (project / "docs/tips/2019/ring-thrice-2.md").exists()


def test_a_file_that_cannot_be_read_holds_its_name(project: Path) -> None:
    scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.write_text("---\ntitle: a: b\n---\n", encoding="utf-8")
    result = scrape()
    assert result.exit_code == 1
    assert re.search(r'ring-twice\.md:2: the text of "title" holds a colon', result.output)
    assert "held back: a file of that name cannot be read; mend it first" in result.output
    assert file.read_text(encoding="utf-8") == "---\ntitle: a: b\n---\n"
    assert len(tree(project / "docs")) == 2


_WILD = '../../etc/CON: "a"|b'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("empty.txt", b"", "empty.txt: the file is empty. Save the page again", id="empty"),
        pytest.param("binary.txt", b"\x7fELF\x00\x00", "binary.txt: the file is binary", id="binary"),
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
    result = scrape("--from", pages)
    assert result.exit_code == 1
    assert says in result.output
    assert "2 tips from 2 pages: 2 new." in result.output
    assert len(tree(project / "docs")) == 2


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
    assert scrape().exit_code == 0
    names = sorted(tree(project / "docs/tips"))
    assert len(names) == 2
    assert any(name.startswith(file) for name in names)
    titles = {entry.tip.title for entry in read_shelf(project / "docs/tips").tips}
    assert title.strip() in titles
    assert "all unchanged" in scrape().output


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
    result = scrape(*arguments)
    assert result.exit_code == code
    assert says in result.output
    assert not (project / "docs").exists()


def test_pages_of_a_source_that_are_not_there_are_named(project: Path) -> None:
    (project / "sources.toml").write_text(_SOURCES.replace('["pages"]', '["pages", "more"]'), encoding="utf-8")
    result = scrape()
    assert result.exit_code == 1
    assert "more: there is no such file or folder." in result.output
    assert "2 new" in result.output


def test_a_project_without_pages_is_told_how_to_get_some(project: Path) -> None:
    (project / "sources.toml").write_text('[bell]\ntitle = "The Bell Letter"\n', encoding="utf-8")
    result = scrape()
    assert result.exit_code == 0
    assert "There is no page to read. Add pages" in result.output


def test_a_folder_that_cannot_be_written_to_keeps_what_it_held(project: Path) -> None:
    (project / "docs/tips").mkdir(parents=True)
    (project / "docs/tips/2019").write_text("a file where a folder should be", encoding="utf-8")
    result = scrape()
    assert result.exit_code == 1
    assert "could not be written" in result.output
    assert "2 tips from 1 page: 2 held back." in result.output
    assert sorted(tree(project / "docs")) == ["tips/2019"]


def test_a_write_that_fails_leaves_nothing_half_written_and_the_others_are_written(project: Path) -> None:
    (project / "docs/tips/2019/ring-twice.md").mkdir(parents=True)
    result = scrape()
    assert result.exit_code == 1
    assert "2019/ring-twice.md: the file could not be written (Is a directory)" in result.output
    assert "2 tips from 1 page: 1 new, 1 held back." in result.output
    assert sorted(tree(project / "docs")) == ["tips/2019/knock-once.md"]


def test_what_a_killed_run_left_half_written_is_swept_away(project: Path) -> None:
    left = project / "docs/tips/2019/.k3_x9a0b.part"
    left.parent.mkdir(parents=True)
    left.write_text("---\ntitle: Ri", encoding="utf-8")
    scrape("--dry-run")
    assert left.exists()
    scrape()
    assert sorted(tree(project / "docs/tips")) == ["2019/knock-once.md", "2019/ring-twice.md"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are always text there")
def test_names_that_are_no_utf8_harm_nobody(project: Path) -> None:
    (project / "pages/doors.txt").rename(project / "pages" / os.fsdecode(b"d\xf6\xf6rs.txt"))
    (project / "pages" / os.fsdecode(b"\xe9mpty.txt")).touch()
    scrape()
    file = project / "docs/tips/2019/ring-twice.md"
    file.rename(file.with_name(os.fsdecode(b"r\xefng.md")))
    before = tree(project / "docs")
    done = subprocess.run(
        [sys.executable, "-m", "scraper", "scrape", "--report", "report.json", "--report", "report.md"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )
    assert "Error" not in done.stderr
    assert "\\udce9mpty.txt: the file is empty." in done.stdout
    assert "2 tips from 2 pages: all unchanged." in done.stdout
    assert tree(project / "docs") == before
    (told,) = json.loads((project / "report.json").read_text(encoding="utf-8"))["sources"]
    assert told["problems"][0]["place"] == "pages/\udce9mpty.txt"
    assert "\\udce9mpty.txt" in (project / "report.md").read_text(encoding="utf-8")


def test_explain_prints_every_line_with_what_it_was_taken_for(project: Path) -> None:
    result = scrape("--explain", "pages/doors.txt")
    told = [line.split(maxsplit=1)[1] for line in result.output.splitlines()[1:] if len(line.split()) > 2]
    assert told[:4] == [
        "page title  doors | The Bell Letter",
        "title       Ring Twice - 5/7/19",
        "meta        Posted in Phones",
        "body        First, ring. Then wait.",
    ]
    assert not (project / "docs").exists()


def test_the_report_can_be_kept_as_a_file(project: Path) -> None:
    result = scrape("--report", "out/report.md", "--report", "out/report.json")
    report = (project / "out/report.md").read_text(encoding="utf-8")
    assert "| The Bell Letter | 2 | 0 | 2 | 0 | 0 | 0 | 0 |" in report
    assert "### New\n\n- `2019/knock-once.md`\n- `2019/ring-twice.md`\n" in report
    assert "tag that docs/tags.yml does not know: doors (and 1 more)" in report
    data = json.loads((project / "out/report.json").read_text(encoding="utf-8"))
    assert data["headline"] == result.output.splitlines()[-1]
    assert data["sources"][0]["new"] == ["2019/knock-once.md", "2019/ring-twice.md"]


@pytest.mark.usefixtures("project")
def test_losses_of_one_kind_and_wording_are_one_line() -> None:
    told = [line for line in scrape().output.splitlines() if "does not know" in line]
    assert told == [
        "pages/doors.txt:3: tag that docs/tags.yml does not know: doors (and 1 more)",
        "pages/doors.txt:3: tag that docs/tags.yml does not know: Phones",
        "pages/doors.txt:11: tag that docs/tags.yml does not know: Doors",
    ]


def test_the_order_of_pages_changes_no_byte(project: Path) -> None:
    other = project / "pages/a.txt"
    other.write_text(_PAGE.replace("doors |", "bells |").replace("- 5/14/19", ""), encoding="utf-8")
    scrape("--from", "pages/a.txt", "--from", "pages/doors.txt", "--into", "one")
    scrape("--from", "pages/doors.txt", "--from", "pages/a.txt", "--into", "two")
    assert tree(project / "one") == tree(project / "two")


def test_the_command_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "scraper", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "scrape" in done.stdout


def test_an_address_is_that_of_the_page(project: Path) -> None:
    scrape()
    assert [address(file.path) for file in read_shelf(project / "docs/tips").tips] == [
        "tips/2019/knock-once/",
        "tips/2019/ring-twice/",
    ]


_EXPORT = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Bell</title><link>https://bell.example</link>
<item><title>Rung</title><link>https://bell.example/rung/</link><content:encoded>Ding.</content:encoded>
<wp:post_date>2020-05-05 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Not Yet</title><link>https://bell.example/?p=2</link><content:encoded>Dong.</content:encoded>
<wp:post_date>2020-05-06 10:00:00</wp:post_date><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>"""


def test_drafts_of_an_export_come_along_only_when_asked_for(project: Path) -> None:
    (project / "export.xml").write_text(_EXPORT, encoding="utf-8")
    result = scrape("--from", "export.xml", "--into", "public")
    assert "skipped 1 post: 1 draft" in result.output
    assert sorted(tree(project / "public")) == ["2020/rung.md"]
    scrape("--from", "export.xml", "--into", "all", "--unpublished")
    assert sorted(tree(project / "all")) == ["2020/not-yet.md", "2020/rung.md"]
    assert "\nstatus: draft\n" in (project / "all/2020/not-yet.md").read_text(encoding="utf-8")
