"""`tips report`: what an archive lacks, told as text, Markdown, JSON and HTML."""

import datetime
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from scraper.cli import main
from scraper.editor.health.online import addresses
from scraper.editor.health.weeks import gaps, years
from scraper.tip import Precision, Rights, Status, Tip, TipDate
from tests.site_fixtures import SUB_PATH, a_tip, broken_links, day, filed, run_build, write_tips
from tests.test_site import a_project

NOW = "1773144000"  # 10 March 2026, a Tuesday
TIPS = (
    filed("whole", a_tip("Whole", "2026-02-10", tags=("phone",))),
    filed("also-whole", a_tip("Also whole", "2026-02-24", tags=("phone",))),
    filed(
        "teaser",
        a_tip(
            "A teaser",
            "2026-03-03",
            tags=("phone",),
            status=Status.TEASER,
            rights=Rights.OWN,
            source_url="https://a.example/",
        ),
    ),
    filed("undated", a_tip("No day", "", tags=("phone",))),
    filed("month", a_tip("A month", "2026-01", tags=("phone",))),
    filed("untagged", a_tip("<b>Bare</b> | [x](y)", "2026-02-11")),
    filed("unclear", a_tip("Whose?", "2026-02-12", tags=("phone",), source="bell", rights=Rights.UNSTATED)),
    filed("asked", a_tip("Ask them", "2026-02-13", tags=("phone",), source="bell", rights=Rights.ASK)),
    filed("dead-end", a_tip("Dead end", "2026-02-14", "[there](nowhere.md)", tags=("phone",))),
    filed("silent", a_tip("Nobody says whose", "2026-02-15", tags=("phone",), source="elsewhere")),
    filed("today", a_tip("Today", "2026-03-10", tags=("phone",))),
    filed("ahead", a_tip("Ahead", "2026-04-07")),
    filed("draft", a_tip("A draft", "2026-04-14", status=Status.DRAFT)),
)
CONCERNS = {
    "unreadable": ["2026/broken.md"],
    "teasers": ["2026/teaser.md"],
    "undated": ["undated/undated.md"],
    "imprecise": ["2026/month.md"],
    "untagged": ["2026/ahead.md", "2026/untagged.md"],
    "rights-unclear": ["2026/silent.md", "2026/unclear.md"],
    "withheld": ["2026/asked.md"],
    "links-gone": ["2026/dead-end.md"],
    "links-unsure": [],
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one tip of each concern; it is the present folder, on a Tuesday in March 2026."""
    project = a_project(tmp_path / "project")
    tips = write_tips(project / "docs" / "tips", TIPS)
    (tips / "2026" / "broken.md").write_text("Hello", "utf-8")
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    return project


def report(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments], catch_exceptions=False)


@pytest.mark.usefixtures("project")
def test_each_concern_names_its_tips() -> None:
    told = json.loads(report("--format", "json").stdout)
    assert {name: [tip["file"] for tip in one["tips"]] for name, one in told["concerns"].items()} == CONCERNS
    assert told["tips"] == {"published": 11, "drafts": 1, "scheduled": 1}
    assert told["newest"] == "2026/today.md"
    assert told["weeks"]["without_a_tip"] == [{"first": "2026-W08", "last": "2026-W08", "weeks": 1}]


@pytest.mark.usefixtures("project")
def test_as_text_it_is_a_table_the_first_cases_and_a_calendar() -> None:
    lines = report().stdout.splitlines()
    assert lines[0] == "11 tips, 1 in draft, 1 scheduled; the newest is of 10 March 2026."
    assert "Without a tag                2  tips suggest-tags FILE proposes some." in lines
    assert "  docs/tips/2026/dead-end.md: line 8: " in "\n".join(lines)
    assert "  16 to 22 February 2026 (1 week)" in lines
    assert lines[-2:] == ["2026        6·■■■", "      ■ a tip, 2 to 9: so many tips, · a week without one"]


@pytest.mark.usefixtures("project")
def test_a_terminal_that_knows_ascii_only_gets_no_more() -> None:
    ascii_only = CliRunner(charset="ascii").invoke(main, ["report"], catch_exceptions=False)
    assert ascii_only.stdout.isascii()
    assert "2026        6.###" in ascii_only.stdout


def test_many_cases_are_cut_on_a_terminal_and_whole_in_markdown(project: Path) -> None:
    write_tips(
        project / "docs" / "tips", tuple(filed(f"bare-{n}", a_tip(f"Bare {n}", "2026-02-10")) for n in range(12))
    )
    assert "  … and 9 more; tips report --format markdown names all" in report().stdout
    assert report("--format", "markdown").stdout.count("bare-") == 12


@pytest.mark.slow
def test_as_markdown_it_can_be_a_page_of_the_site(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "tips" / "2026" / "broken.md").unlink()
    (project / "docs" / "tips" / "2026" / "dead-end.md").unlink()
    result = report("--format", "markdown", "--output", "docs/health.md")
    assert (result.exit_code, result.stdout) == (0, "")
    run = run_build(None, tmp_path / "www" / SUB_PATH, project)
    assert run.returncode == 0, run.stderr
    page = (tmp_path / "www" / SUB_PATH / "health" / "index.html").read_text("utf-8")
    assert '<a href="../tips/2026/untagged/">&lt;b&gt;Bare&lt;/b&gt; | [x](y)</a>' in page
    assert broken_links(tmp_path / "www") == []


def test_as_html_it_is_one_page_without_markup_of_a_tips_own(project: Path, browser: Browser) -> None:
    assert report("--format", "html", "--output", "out/health.html").exit_code == 0
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((project / "out" / "health.html").as_uri())
    assert page.get_by_role("listitem").filter(has_text="<b>Bare</b> | [x](y)").count() == 1
    assert page.get_by_role("img", name="2026: 4 weeks with a tip").count() == 1
    assert page.locator(".weeks .has").count() == 4
    assert len(asked) == 1
    page.close()


def test_an_empty_archive_has_no_worries(project: Path) -> None:
    for file in (project / "docs" / "tips").rglob("*.md"):
        file.unlink()
    assert report().stdout == "The archive has no tips yet.\n"
    assert json.loads(report("--format", "json").stdout)["newest"] is None
    assert "no tips yet" in report("--format", "html").stdout


def test_what_is_fine_is_said(project: Path) -> None:
    for file in (project / "docs" / "tips").rglob("*.md"):
        if file.stem != "whole":
            file.unlink()
    assert "There is nothing to worry about." in report().stdout


def test_a_folder_that_is_none_is_told_without_a_traceback() -> None:
    result = report("--project", "nowhere")
    assert result.exit_code == 2
    assert "nowhere: there is no such folder. Name the folder that holds mkdocs.yml." in result.stderr


class _Site(http.server.BaseHTTPRequestHandler):
    """Answers 404 at /gone, 410 at /removed, and leads from /moved to another site."""

    asked: list[str] = []  # noqa: RUF012 -- one list for all requests

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status = {"/gone": 404, "/removed": 410, "/moved": 301, "/robots.txt": 404}.get(self.path, 200)
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "https://elsewhere.example/")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def site() -> Iterator[str]:
    _Site.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.slow
def test_online_each_link_is_followed_once(project: Path, site: str) -> None:
    (project / "sources.toml").write_text(f'[here]\ntitle = "Here"\npages = ["{site}/"]\ndelay = 0\n', "utf-8")
    for file in (project / "docs" / "tips").rglob("*.md"):
        file.unlink()
    body = f"[a]({site}/fine) <{site}/gone> [b]({site}/removed), and {site}/moved."
    tips = (
        filed("one", a_tip("One", "2026-02-10", body, tags=("phone",))),
        filed("two", a_tip("Two", "2026-02-17", f"[a]({site}/gone)", tags=("phone",))),
    )
    write_tips(project / "docs" / "tips", tips)
    concerns = json.loads(report("--format", "json", "--online").stdout)["concerns"]
    gone = [(tip["file"], tip["detail"].removeprefix(site).split(":")[0]) for tip in concerns["links-gone"]["tips"]]
    assert gone == [("2026/one.md", "/gone"), ("2026/one.md", "/removed"), ("2026/two.md", "/gone")]
    assert [tip["detail"] for tip in concerns["links-unsure"]["tips"]] == [
        f"{site}/moved: it leads to another site, https://elsewhere.example/"
    ]
    assert sorted(_Site.asked) == ["/fine", "/gone", "/moved", "/removed", "/robots.txt"]
    assert json.loads(report("--format", "json").stdout)["concerns"]["links-gone"]["tips"] == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a](https://a.example/b_(c)) and", ["https://a.example/b_(c)"]),
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("**https://a.example/x**", ["https://a.example/x"]),
        ('<a href="https://a.example/x">', ["https://a.example/x"]),
        ("[r]: https://a.example/x 'T'", ["https://a.example/x"]),
        ("[a](other.md) mailto:a@b.example", []),
    ],
)
def test_addresses_end_where_they_end(body: str, found: list[str]) -> None:
    assert list(addresses(filed("a", a_tip(body=body)))) == found


def _tips(*dates: str) -> list[Tip]:
    return [a_tip(date=date) for date in dates]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([], []),
        (["2024-03-05"], []),
        (["2024-03-05", "2024-03-12"], []),
        (["2024-03-05", "2024-03-19"], ["11 to 17 March 2024"]),
        (["2024-03-05", "2024-04-16"], ["11 March to 14 April 2024"]),
        (["2024-12-17", "2025-01-07", "2025-01-21"], ["13 to 19 January 2025", "23 December 2024 to 5 January 2025"]),
        (["2024-03-05", "2024-04", "2025"], []),
    ],
)
def test_gaps_are_the_weeks_between_that_have_no_tip(dates: list[str], words: list[str]) -> None:
    assert [gap.words for gap in gaps(years(_tips(*dates)))] == words


@given(st.lists(st.dates(datetime.date(2018, 1, 1), datetime.date(2022, 12, 31)), max_size=20))
def test_every_week_is_counted_once(days: list[datetime.date]) -> None:
    found = years(Tip("A", "b", TipDate(one)) for one in days)
    weeks = [count for year in found for count in year.weeks if count is not None]
    assert sum(weeks) == len(days)
    assert sum(gap.weeks for gap in gaps(found)) == weeks.count(0)
    assert (
        len(weeks) == ((max(days) - min(days)).days + min(days).weekday() - max(days).weekday()) // 7 + 1
        if days
        else not weeks
    )


def test_a_date_that_is_known_less_well_is_in_no_week() -> None:
    assert (
        years([Tip("A", "b", TipDate(datetime.date(2024, 1, 1), Precision.YEAR)), Tip("B", "b", day("2024-02"))]) == ()
    )


def test_the_name_of_a_file_cannot_command_the_terminal(project: Path) -> None:
    (project / "docs" / "tips" / "2026" / "\x1b[2J.md").write_text("Hello", "utf-8")
    told = report().stdout
    assert "\x1b" not in told
    assert "[2J.md" in told
