"""The preview: after any edits, what is served is what a server shows that has just been started."""

import html
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from tests.preview_project import BRIEF, EDITS, URL, Served, a_preview, all_of, changed, saved, written
from tests.preview_server import serving
from tests.running import tree

pytestmark = pytest.mark.slow

BRIEF_PAGE = "tips/2024/be-brief/"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Served]:
    """A preview that has been built once, and keeps what it can."""
    served = Served(a_preview(tmp_path / "project"), tmp_path / "kept")
    served.build()
    yield served
    served.preview.end()


def fresh(project: Path, site: Path, url: str = URL) -> dict[str, bytes]:
    """Return what a preview serves that begins now."""
    served = Served(project, site, url)
    try:
        return served.build()
    finally:
        served.preview.end()


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=8))
@settings(max_examples=6)
def test_after_any_edits_too(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = a_preview(Path(folder, "project"))
        served = Served(project, Path(folder, "kept"))
        try:
            for name in names:
                EDITS[name](project)
                shown = served.build()
        finally:
            served.preview.end()
        assert differences(shown, fresh(project, Path(folder, "fresh"))) == []


def test_what_an_edit_does_not_touch_is_not_made_again(kept: Served) -> None:
    before = {path: path.stat().st_ino for path in kept.site.rglob("*") if path.is_file()}
    EDITS["a title"](kept.project)
    kept.build()
    again = {path.relative_to(kept.site).as_posix() for path, number in before.items() if path.stat().st_ino != number}
    assert {"index.html", "tips/2024/be-brief/index.html", "tips/2024/name-the-wait/index.html"} <= again
    untouched = {
        "tips/undated/no-date-either/index.html",
        "tips/2019/older/index.html",
        "tags/email/feed.xml",
        "tips/2023/dot.png",
    }
    assert untouched & again == set()


def test_after_each_edit_the_served_files_are_those_of_a_fresh_start(kept: Served, tmp_path: Path) -> None:
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(kept.project)
        assert differences(kept.build(), fresh(kept.project, tmp_path / f"fresh{number}")) == [], name


def test_a_broken_tip_says_on_its_page_what_is_wrong_and_the_rest_is_shown(tmp_path: Path) -> None:
    project = a_preview(tmp_path / "project")
    EDITS["a bad date"](project)
    words = '"2024-02-31" is no date'
    with serving(project, tmp_path / "temporary") as server:
        assert f"docs/tips/{BRIEF.path}:3:7: TIP201 {words}" in server.said
        page = server.get(BRIEF_PAGE)
        assert "This tip can’t be shown yet" in page
        assert f"<code>docs/tips/{BRIEF.path}:3:7</code>" in page
        assert words in html.unescape(page)
        assert "Name the wait" in server.get("tips/2024/name-the-wait/")
        assert "Be brief" not in server.get("tips/2024/")
        server.after(EDITS["a body"], project)
        assert "two</strong> breaths" in server.get(BRIEF_PAGE)
        server.after(EDITS["a list of nothing"], project)
        assert "a list of tips asks for an unknown tag" in server.get(BRIEF_PAGE)
        server.after(EDITS["a dead link"], project)
        assert 'TIP501 the link "gone.md" leads to no page' in html.unescape(server.get(BRIEF_PAGE))
        assert "It still can be read." in server.get(BRIEF_PAGE)
        assert "Doc file" not in server.said
        server.after(EDITS["a list of nothing on a page"], project)
        assert "docs/about.md:4" in server.get("about/")
        assert "Traceback" not in server.said


@pytest.mark.parametrize(
    ("file", "pattern", "broken", "words"),
    [
        ("overrides/tip.html", r"{% endblock %}", "{% endblok %}", "overrides/tip.html:"),
        ("mkdocs.yml", r"^plugins:", "plugins: [", "error parsing the configuration file"),
        ("docs/tags.yml", r"^tags:", "tags: [", "docs/tags.yml:"),
    ],
)
def test_what_no_page_can_be_made_of_leaves_the_preview_as_it_was(
    tmp_path: Path, file: str, pattern: str, broken: str, words: str
) -> None:
    project = a_preview(tmp_path / "project")
    whole = (project / file).read_text("utf-8")
    with serving(project, tmp_path / "temporary") as server:
        before = tree(server.site)
        server.after(all_of((EDITS["a title"], changed(file, pattern, broken))), project)
        assert differences(tree(server.site), before) == []
        assert words in server.said
        assert "The preview stays as it was until that is mended." in server.said
        assert "Traceback" not in server.said
        server.after(written(file, whole), project)
        assert "Be very &lt;brief&gt;" in server.get(BRIEF_PAGE)


def test_the_search_follows_when_nobody_writes_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_preview(tmp_path / "project", search=True)
    monkeypatch.chdir(project)  # messages name files as seen from there
    with serving(project, tmp_path / "temporary") as server:
        before = server.get("pagefind/pagefind-entry.json")
        server.after(EDITS["a title"], project)
        server.after(EDITS["a further tip"], project)
        assert server.get("pagefind/pagefind-entry.json") == before
        while server.get("pagefind/pagefind-entry.json") == before or server.is_indexing:
            assert server.process.poll() is None
        assert differences(tree(server.site), fresh(project, tmp_path / "fresh", server.address)) == []
        server.after(EDITS["tags"], project)
        while not server.is_indexing:
            assert server.process.poll() is None
        assert server.stop() == 0
        assert "Traceback" not in server.said
        assert list(server.temporary.iterdir()) == []


@pytest.mark.browser
def test_the_browser_shows_the_edit_where_the_reader_was(browser: Browser, tmp_path: Path) -> None:
    project = a_preview(tmp_path / "project")
    saved(BRIEF, body="Say it.\n\n" * 100)(project)
    with serving(project, tmp_path / "temporary") as server:
        page = browser.new_page(viewport={"width": 800, "height": 600})
        page.goto(server.address + BRIEF_PAGE)
        page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
        page.wait_for_function("scrollY === 700")
        server.after(saved(BRIEF, body="Say it.\n\n" * 100 + "That is all."), project)
        expect(page.get_by_text("That is all.")).to_be_attached()
        page.wait_for_function("scrollY === 700")
        page.close()
