"""Drafts and scheduled tips: left out of a build as if they were not there, and shown, marked, in the preview."""

import contextlib
import datetime
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree as ET

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from scraper.archive.archive import build_archive, published
from scraper.archive.edition import Edition, Standing, left_out_words
from scraper.archive.settings import Settings
from scraper.archive.showing import show
from scraper.archive.text.ahead import links_ahead
from scraper.archive.views.home import home
from scraper.tip import FiledTip, Rights, Status
from scraper.vocabulary import Vocabulary
from tests.running import tree
from tests.site_fixtures import (
    BUILD,
    STARTER,
    SUB_PATH,
    UNSEEN,
    Html,
    a_tip,
    broken_links,
    filed,
    run_build,
    write_tips,
)
from tests.test_site import a_project

TODAY = datetime.date(2026, 3, 3)
SETTINGS = Settings("Tuesday Tips", "Small lessons.", "https://example.org/tips-site/")
OUT = (
    filed("old", a_tip("An old one", "2019-03-05", "A bell rings.", tags=("phone",), author="Ada Fenwick")),
    filed("middle", a_tip("One in between", "2025-03-04", "A bell rings twice.", tags=("phone",), author="Jo Prill")),
    filed(
        "newest",
        a_tip(
            "The newest",
            "2026-03-03",
            "A bell rings for you.",
            tags=("writing",),
            author="Ada Fenwick",
        ),
    ),
)
MORE: dict[str, Any] = {
    "tags": ("phone", UNSEEN),
    "author": "Hale",
    "body": f"A bell rings for {UNSEEN}.",
}
DATED = filed("dated", a_tip("A dated draft", "2026-02-24", status=Status.DRAFT, aliases=(f"{UNSEEN}/",), **MORE))
IDEA = FiledTip(PurePosixPath("2026", "idea.md"), a_tip("An undated draft", "", status=Status.DRAFT, **MORE))
SOON = filed(
    "soon", a_tip("Scheduled", "2026-03-10", f"A bell rings for {UNSEEN}.", tags=("phone",), aliases=("was/",))
)
LATER = filed("later", a_tip("Scheduled for a month", "2027-01", tags=("phone",), lang="de"))
WAITING = (DATED, IDEA, SOON, LATER)


def noon(day: datetime.date) -> str:
    """Return the noon of a day as SOURCE_DATE_EPOCH has it."""
    return str(int(datetime.datetime.combine(day, datetime.time(12), datetime.UTC).timestamp()))


@pytest.mark.parametrize(
    ("date", "status", "standing"),
    [
        ("2026-03-03", Status.FULL, Standing.PUBLISHED),
        ("2026-03-04", Status.FULL, Standing.SCHEDULED),
        ("2026-03-04", Status.TEASER, Standing.SCHEDULED),
        ("2026-03", Status.FULL, Standing.PUBLISHED),
        ("2026-04", Status.FULL, Standing.SCHEDULED),
        ("2026", Status.FULL, Standing.PUBLISHED),
        ("2027", Status.FULL, Standing.SCHEDULED),
        ("", Status.FULL, Standing.PUBLISHED),
        ("", Status.DRAFT, Standing.DRAFT),
        ("2019-11-05", Status.DRAFT, Standing.DRAFT),
        ("2027-11-05", Status.DRAFT, Standing.DRAFT),
    ],
)
def test_a_tip_is_published_from_its_first_day_on(date: str, status: Status, standing: Standing) -> None:
    assert Edition(TODAY).standing(a_tip(date=date, status=status)) is standing


def test_without_a_day_all_that_is_no_draft_is_published() -> None:
    archive, _ = build_archive((*OUT, *WAITING), Vocabulary())
    assert {entry.tip for entry in archive.entries} == {one.tip for one in (*OUT, SOON, LATER)}


a_date = st.sampled_from(["", "2019-11-05", "2026-03-03", "2026-03-04", "2026-04", "2027"])
a_status = st.sampled_from([Status.FULL, Status.TEASER, Status.DRAFT])


@given(
    st.lists(st.tuples(a_date, a_status, st.sampled_from(["a", "b"]), st.sampled_from(["", "Ada", "Jo"]))),
    st.dates(datetime.date(2019, 1, 1), datetime.date(2028, 1, 1)),
)
def test_a_build_is_that_of_the_published_tips_alone_and_a_preview_holds_all(
    rows: list[tuple[str, Status, str, str]], day: datetime.date
) -> None:
    tips = [
        filed(f"t{n}", a_tip(f"T{n}", date, status=status, tags=(tag,), author=author))
        for n, (date, status, tag, author) in enumerate(rows)
    ]
    edition = Edition(day)
    alone, _ = build_archive([one for one in tips if edition.standing(one.tip) is Standing.PUBLISHED], Vocabulary())
    built, _ = build_archive(tips, Vocabulary(), edition=edition)
    preview, _ = build_archive(tips, Vocabulary(), edition=replace(edition, preview=True))
    assert replace(built, left_out={}) == alone
    assert published(preview.entries) == built.entries
    assert not preview.left_out
    assert {entry.src_uri for entry in preview.entries} == {entry.src_uri for entry in built.entries} | set(
        built.left_out
    )


@pytest.mark.parametrize(
    ("drafts", "days", "words"),
    [
        (0, [], ""),
        (1, [], "1 draft left out"),
        (0, ["2026-12-01"], "1 scheduled tip left out; it is due on 2026-12-01"),
        (2, ["2027-01"], "2 drafts and 1 scheduled tip left out; it is due on 2027-01-01"),
        (1, ["2027", "2026-12-01"], "1 draft and 2 scheduled tips left out; the next is due on 2026-12-01"),
    ],
)
def test_what_is_left_out_is_said_in_one_line(drafts: int, days: list[str], words: str) -> None:
    draft = a_tip(date="2025-01-07", status=Status.DRAFT)
    assert left_out_words([*[draft] * drafts, *(a_tip(date=day) for day in days)]) == words


@pytest.mark.slow
def test_a_build_leaves_out_what_is_not_published_as_if_it_were_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", noon(TODAY))
    run = run_build(write_tips(tmp_path / "all", (*OUT, *WAITING)), tmp_path / "all-site")
    assert run.returncode == 0, run.stderr
    line = "INFO    -  2 drafts and 2 scheduled tips left out; the next is due on 2026-03-10"
    assert run.stderr.splitlines().count(line) == 1
    alone = run_build(write_tips(tmp_path / "alone", OUT), tmp_path / "alone-site")
    assert alone.returncode == 0, alone.stderr
    assert "left out" not in alone.stderr
    assert tree(tmp_path / "all-site") == tree(tmp_path / "alone-site")


@pytest.mark.slow
def test_the_build_of_its_day_publishes_a_scheduled_tip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tips, site = write_tips(tmp_path / "tips", (*OUT, *WAITING)), tmp_path / "www" / SUB_PATH
    address = "tips/2026/soon/"
    for day, there in (("2026-03-09", False), ("2026-03-10", True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", noon(datetime.date.fromisoformat(day)))
        assert run_build(tips, site).returncode == 0
        assert (site / address / "index.html").exists() is there
        texts = ("index.html", "feed.xml", "feed.json", "tips.json", "llms.txt", "sitemap.xml", "tags/phone/feed.xml")
        assert [address in (site / name).read_text("utf-8") for name in texts] == [there] * len(texts)
        assert (site / "was" / "index.html").exists() is there
        assert (site / "weeks" / "11.json").exists() is there
        assert (site / "cards" / "2026" / "soon.png").exists() is there
    page = (site / address / "index.html").read_text("utf-8")
    assert "notice" not in page
    assert "is-ahead" not in page
    assert broken_links(tmp_path / "www") == []


@pytest.mark.slow
def test_a_quiet_build_says_nothing(tmp_path: Path) -> None:
    tips = write_tips(tmp_path / "tips", (*OUT, DATED))
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path / "site")],
        cwd=STARTER,
        env=os.environ | BUILD | {"TIPS_DIR": str(tips)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def in_timezone(folder: Path, name: str) -> Path:
    """Return a project of its own, the mkdocs.yml of which names a time zone."""
    project = a_project(folder)
    config = (project / "mkdocs.yml").read_text("utf-8")
    assert config.count("timezone: UTC ") == 1
    (project / "mkdocs.yml").write_text(config.replace("timezone: UTC ", f"timezone: {name} "), "utf-8")
    return project


@pytest.mark.slow
@pytest.mark.parametrize(("name", "there"), [("UTC", False), ("Asia/Tokyo", True)])
def test_the_day_begins_where_the_archive_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, there: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772494200")  # 2026-03-02 23:30 UTC
    project = in_timezone(tmp_path / "project", name)
    write_tips(project / "docs" / "tips", OUT)
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "site" / "tips" / "2026" / "newest").exists() is there


@pytest.mark.slow
def test_a_time_zone_that_is_none_is_told_with_its_file(tmp_path: Path) -> None:
    project = in_timezone(tmp_path / "project", "Vienna")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 1
    problem = 'there is no time zone "Vienna". Write it as in the tz database, such as "Europe/Vienna" or "UTC".'
    assert f"{project}/mkdocs.yml: {problem}" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_a_moment_that_is_none_is_not_put_down_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    run = run_build(write_tips(tmp_path / "tips", OUT), tmp_path / "site")
    assert run.returncode == 1
    assert (
        'SOURCE_DATE_EPOCH is "soon", which is no number of seconds since 1970. Correct it, or unset it.' in run.stderr
    )
    assert "mkdocs.yml" not in run.stderr


MISPLACED = FiledTip(PurePosixPath("2026", "misplaced.md"), a_tip("Misplaced", "2027-01-05"))


def test_a_scheduled_tip_is_checked_before_its_day_and_a_draft_is_not() -> None:
    draft = replace(MISPLACED, tip=replace(MISPLACED.tip, status=Status.DRAFT))
    assert build_archive([draft], Vocabulary(), edition=Edition(TODAY))[1] == ()
    archive, (problem,) = build_archive([MISPLACED], Vocabulary(), edition=Edition(TODAY))
    assert "the tip's date puts it in the folder 2027/" in str(problem)
    assert not archive.entries


def test_only_a_draft_may_be_without_a_date_in_the_folder_of_a_year() -> None:
    finished = replace(IDEA, tip=replace(IDEA.tip, status=Status.FULL))
    assert len(build_archive([finished], Vocabulary(), edition=Edition(TODAY, preview=True))[1]) == 1
    archive, problems = build_archive([IDEA], Vocabulary(), edition=Edition(TODAY, preview=True))
    assert not problems
    assert [entry.address for entry in archive.undated] == ["tips/2026/idea/"]


def test_of_a_draft_no_more_is_shown_than_of_the_finished_tip() -> None:
    finished = a_tip(body="One two three four five six.", rights=Rights.ASK)
    assert show(replace(finished, status=Status.DRAFT), None) == show(finished, None)


LEFT_OUT = {f"tips/{one.path}": one.tip for one in WAITING}


@pytest.mark.parametrize(
    ("markdown", "places"),
    [
        ("[x](../2026/soon.md)", [(1, 5)]),
        ('One.\n\n[x](<../2026/soon.md> "Soon") and ![x]( ../2026/soon.md#part )', [(3, 6), (3, 41)]),
        ("[x][a]\n\n[a]: ../2026/soon.md", [(3, 6)]),
        ("[x](../2026/./soo%6e.md?q#part)", [(1, 5)]),
        ("[x](soon.md) [x](../2019/soon.md) [x](../2026/soon.mdx) [x](https://a.example/2026/soon.md)", []),
        ("../2026/soon.md and (../2026/soon.md)", []),
    ],
)
def test_links_to_what_is_left_out_are_found(markdown: str, places: list[tuple[int, int]]) -> None:
    found = links_ahead(markdown, "tips/2019/old.md", LEFT_OUT, "old.md")
    assert [(problem.line, problem.column) for problem in found] == places
    assert links_ahead(markdown, "tips/2019/old.md", {}, "old.md") == ()


def line_of(file: Path, text: str) -> int:
    return file.read_text("utf-8").splitlines().index(text) + 1


@pytest.mark.slow
def test_a_link_to_what_is_not_published_yet_stops_the_build_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", noon(TODAY))
    body = "One.\n\n[a](../2026/dated.md)\n[b](../2027/later.md)\n[c](../2019/old.md)"
    tips = write_tips(tmp_path / "tips", (*OUT, *WAITING, filed("linking", a_tip("Linking", "2024-03-05", body))))
    file = tips / "2024" / "linking.md"
    run = run_build(tips, tmp_path / "site")
    assert run.returncode == 1
    remedy = "Take the link out until the tip is published."
    draft, later = line_of(file, "[a](../2026/dated.md)"), line_of(file, "[b](../2027/later.md)")
    assert (
        f'{file}:{draft}:5: TIP501 the link to "../2026/dated.md" leads to a tip that is a draft. {remedy}'
        in run.stderr
    )
    until = "that is not published before 1 January 2027"
    assert f'{file}:{later}:5: TIP501 the link to "../2027/later.md" leads to a tip {until}. {remedy}' in run.stderr
    assert run.stderr.count("the link to") == 2
    assert "Doc file" not in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_other_pages_are_told_of_such_links_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", noon(TODAY))
    project = a_project(tmp_path / "project", "See [the next one](tips/2026/soon.md).")
    write_tips(project / "docs" / "tips", (*OUT, SOON))
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 1
    assert (
        'about.md:5:20: TIP501 the link to "tips/2026/soon.md" leads to a tip that is not published before'
        in run.stderr
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", noon(datetime.date(2026, 3, 10)))
    assert run_build(None, tmp_path / "site", project).returncode == 0


def test_a_preview_of_nothing_but_drafts_leads_to_them() -> None:
    archive, _ = build_archive(WAITING, Vocabulary(), edition=Edition(TODAY, preview=True))
    page = home(archive, SETTINGS)
    assert page.meta["featured"] == {}
    assert len(page.meta["ahead"]) == 4  # type: ignore[arg-type] # a list


@contextlib.contextmanager
def previewed(tips: Path, *options: str) -> Iterator[str]:
    """Yield the address at which `mkdocs serve` shows tips, on the day that is today here."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}", *options],
        cwd=STARTER,
        env=os.environ | BUILD | {"TIPS_DIR": str(tips), "SOURCE_DATE_EPOCH": noon(TODAY)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stderr
            said: list[str] = []
            while not said or "Serving on" not in said[-1]:
                said.append(process.stderr.readline())
                assert said[-1], "".join(said)
            yield f"http://127.0.0.1:{port}/{SUB_PATH}/"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    linking = filed("linking", a_tip("Linking", "2024-03-05", "[soon](../2026/soon.md)\n\n<!-- tips: tag=phone -->"))
    with previewed(write_tips(tmp_path_factory.mktemp("preview") / "tips", (*OUT, *WAITING, linking))) as address:
        yield address


def got(address: str) -> str:
    answer = httpx2.get(address)
    assert answer.status_code == 200, address
    return answer.text


@pytest.mark.parametrize(
    ("path", "notice"),
    [
        ("tips/2026/dated/", "Draft: only this preview shows it."),
        ("tips/2026/idea/", "Draft: only this preview shows it."),
        ("tips/2026/soon/", "Scheduled: appears on 10 March 2026."),
        ("tips/2027/later/", "Scheduled: appears on 1 January 2027."),
        ("tips/2026/newest/", ""),
    ],
)
def test_a_preview_says_what_a_tip_waits_for(preview: str, path: str, notice: str) -> None:
    page = got(preview + path)
    if notice:
        assert page.count(f'<p class="notice">{notice}</p>') == 1
    else:
        assert 'class="notice"' not in page


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("tips/2026/", ["Scheduled", "Draft"]),
        ("tips/undated/", ["Draft"]),
        ("tags/phone/", ["Scheduled", "Scheduled", "Draft", "Draft"]),
        ("tags/heliotrope/", ["Draft", "Draft"]),
        ("authors/hale/", ["Draft", "Draft"]),
        ("", ["Scheduled", "Scheduled", "Draft", "Draft"]),
        ("about/", []),
    ],
)
def test_lists_of_a_preview_mark_what_is_not_published(preview: str, path: str, marks: list[str]) -> None:
    page = got(preview + path)
    assert [part.partition("<")[0] for part in page.split('<span class="mark is-ahead">')[1:]] == marks


def test_neighbours_and_related_tips_are_marked_too(preview: str) -> None:
    page = got(f"{preview}tips/2026/newest/")
    neighbour = page.partition('class="neighbours__next"')[2].partition("</a>")[0]
    assert 'is-ahead">Scheduled</span>' in neighbour
    related = got(f"{preview}tips/2026/dated/").partition('class="related"')[2].partition("</section>")[0]
    assert 'is-ahead">Draft</span>' in related
    trails = got(f"{preview}tips/2025/middle/").partition('class="trails"')[2].partition("</section>")[0]
    assert 'is-ahead">Draft</span>' in trails


def test_feeds_and_what_chooses_from_the_archive_hold_published_tips_only(preview: str) -> None:
    names = ("feed.xml", "feed.json", "tags/phone/feed.xml", "tips.json", "weeks/10.json", "random/")
    texts = [got(preview + name) for name in names]
    assert [one.tip.title for text in texts for one in WAITING if one.tip.title in text] == []
    assert all("2019/old/" in text for text in texts)
    assert ET.fromstring(got(f"{preview}tags/{UNSEEN}/feed.xml")).findall(".//item") == []  # noqa: S314 -- our own
    assert json.loads(got(f"{preview}tags/{UNSEEN}/feed.json"))["items"] == []
    assert httpx2.get(f"{preview}weeks/11.json").status_code == 404
    llms = got(f"{preview}llms.txt")
    assert "4 tips since 2019" in llms
    assert "[Scheduled]" not in llms


def test_the_front_page_of_a_preview_shows_the_newest_published_tip(preview: str) -> None:
    page = got(preview)
    featured = page.partition('class="featured"')[2].partition("</article>")[0]
    assert "The newest</a>" in featured
    assert "A bell rings for you." in featured
    assert "4 tips since 2019" in page
    assert 'data-past="2026-10"' in page
    ahead = page.partition('class="preview"')[2].partition("</section>")[0]
    titles = ["Scheduled", "Scheduled for a month", "A dated draft", "An undated draft"]
    assert [part.partition("<")[0] for part in ahead.split('dir="auto">')[1:]] == titles


def test_a_list_within_a_page_is_that_of_a_build(preview: str) -> None:
    page = got(f"{preview}tips/2024/linking/").partition("data-search-body")[2].partition("</div>")[0]
    assert 'href="../../2026/soon/">soon</a>' in page
    assert [title in page for title in ("One in between", "An old one", "A dated draft", "Scheduled")] == [
        *(True, True),
        *(False, False),
    ]


def test_the_calendar_of_a_preview_tells_weeks_ahead_apart(preview: str) -> None:
    page = got(f"{preview}tips/")
    assert page.count('<a class="ahead"') == 2
    assert "9 to 15 March 2026: <bdi>Scheduled</bdi> (Scheduled)" in page
    assert "(Draft)" in page


def test_every_link_of_a_preview_leads_somewhere(preview: str) -> None:
    reached, new = set[str](), {preview}
    while new:
        reached |= new
        links = {urldefrag(urljoin(at, link)).url for at in new for link in Html(got(at)).links}
        new = {link for link in links if link.startswith(preview) and link.endswith("/")} - reached
    assert {f"{preview}tips/{one.path.with_suffix('')}/" for one in WAITING} <= reached


@pytest.mark.slow
def test_what_a_build_makes_can_be_served_as_it_is(tmp_path: Path) -> None:
    with previewed(write_tips(tmp_path / "tips", (*OUT, *WAITING)), "--clean") as address:
        assert httpx2.get(f"{address}tips/2026/soon/").status_code == 404
        assert "is-ahead" not in got(address)


@pytest.mark.browser
def test_search_in_a_preview_finds_drafts_and_marks_them(preview: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{preview}search/?q={UNSEEN}")
    hit = page.locator("[data-search-results] li", has_text="A dated draft")
    expect(hit.locator(".mark")).to_have_text("Draft")
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_preview_and_nothing_is_too_wide(
    preview: str, browser: Browser, width: int, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    found = []
    for path in ("", "tips/", "tips/2026/", "tips/undated/", "tags/phone/", "tips/2026/soon/", "tips/2026/newest/"):
        page.goto(preview + path)
        found += Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
    assert found == []
