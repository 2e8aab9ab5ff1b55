"""One style sheet in place of many: the same rules in the same order, on a site with and without our plugin."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.theme import Theme
from playwright.sync_api import Browser, Page

from scraper.archive.bundle import bundle, shrink
from tests.site_fixtures import ROOT, STARTER, SUB_PATH, Html, broken_links, build_site, pages, run_build

SHEETS = [
    *Path(Theme("material").dirs[0], "assets", "stylesheets").glob("main.*.min.css"),
    *sorted((ROOT / "overrides" / "assets" / "stylesheets").glob("*.css")),
]


@pytest.mark.parametrize(
    ("sheet", "shrunk"),
    [
        ("a {\n\n  color:  red;\n}\n", "a {\ncolor: red;\n}"),
        ("/* What it is for. */\na { b: c }", "a { b: c }"),
        ("a { b: c } /* end */", "a { b: c }"),
        ("a/* no blank */.b { c: d }", "a/**/.b { c: d }"),
        ("a /* a blank */ .b { c: d }", "a .b { c: d }"),
        ('a { content: "/* two  blanks */" }', 'a { content: "/* two  blanks */" }'),
        (r'a { content: "\"  /* x */" }', r'a { content: "\"  /* x */" }'),
        ("a { content: '\"  ' /* ' */ }", "a { content: '\"  ' }"),
        ("a { b: url(data:x,/*y*/) }", "a { b: url(data:x,/*y*/) }"),
        (r"a\"  { b: c } /* \" */", r"a\" { b: c }"),
        ("a { b: c }\n/*# sourceMappingURL=a.css.map */", "a { b: c }"),
        ("", ""),
    ],
)
def test_comments_and_needless_blanks_go(sheet: str, shrunk: str) -> None:
    assert shrink(sheet) == shrunk


def test_sheets_follow_each_other_under_a_name_of_their_own() -> None:
    both = [("css/b.css", "b { c: d }"), ("css/a.css", "a { b: c }")]
    joined = bundle(both)
    assert joined
    assert joined.text == "b { c: d }\na { b: c }\n"
    assert joined.sheets == ("css/b.css", "css/a.css")
    assert re.fullmatch(r"css/site\.[0-9a-f]{8}\.css", joined.path)
    assert joined == bundle(both)
    other = bundle(both[:1])
    assert other
    assert other.path != joined.path
    assert bundle([]) is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("elsewhere/a.css", "a { b: url(c.png) }"),
        ("css/a.css", '@import "b.css";'),
        ("css/a.css", "@NAMESPACE x url(y);"),
        ("css/a.css", "@media print { a { b: c }"),
        ("css/a.css", "a { b: c } }"),
        ("css/a.css", "} a {"),
        ("css/a.css", "a { b: calc(1px }"),
        ("css/a.css", "a[b { c: d }"),
        ("css/a.css", "a { b: c } d"),
        ("css/a.css", "a { b: c } /* never closed"),
        ("css/a.css", "a { b: 'c }"),
    ],
)
def test_a_sheet_that_cannot_stand_among_others_stays_by_itself_with_what_follows(path: str, text: str) -> None:
    joined = bundle([("css/first.css", "a { b: c }"), (path, text), ("css/last.css", "d { e: f }")])
    assert joined
    assert joined.sheets == ("css/first.css",)


RULES = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s+/g, " "));
}"""
PIECES = ["a", ".b", " ", "\n", "/*", "*/", '"', "'", "\\", "{", "}", "(", ")", "[", "]", ";", ":", "url(", "@media "]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(page: Page) -> None:
    joined = bundle([(f"css/{path.name}", path.read_text("utf-8")) for path in SHEETS])
    assert joined
    assert len(joined.sheets) == len(SHEETS) > 8
    single = [rule for path in SHEETS for rule in page.evaluate(RULES, path.read_text("utf-8"))]
    assert page.evaluate(RULES, joined.text) == single
    assert len(single) > 500


@pytest.mark.browser
@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.just("a { color: red }")), max_size=12).map("".join))
@example("c")
@example("a { b: c( }")
@example("a {} [")
def test_whatever_a_sheet_holds_a_browser_reads_the_same_rules(page: Page, text: str) -> None:
    alone, after = page.evaluate(RULES, text), "d { color: blue }"
    assert page.evaluate(RULES, shrink(text)) == alone
    assert shrink(shrink(text)) == shrink(text)
    joined = bundle([("a.css", text), ("d.css", after)])
    if joined and "d.css" in joined.sheets:
        assert page.evaluate(RULES, joined.text) == [*alone, "d { color: blue; }"]


def sheets_of(page: Html) -> list[str]:
    return [path.rpartition("/")[2] for path in page.loads if path.endswith(".css")]


@pytest.mark.slow
def test_the_joined_sheets_are_one_on_each_page_and_published_as_one_only(tmp_path: Path) -> None:
    www = build_site(tmp_path)
    (sheet,) = (www / SUB_PATH).rglob("site.*.css")
    published = {path.name for path in (www / SUB_PATH).rglob("*.css")}
    assert published.isdisjoint(path.rpartition("/")[2] for path in of_mkdocs()["extra_css"])
    assert not [name for name in published if name.startswith("main.")]
    for address, page in pages(www).items():
        assert sheets_of(page)[:1] == ([] if 'http-equiv="refresh"' in page.text else [sheet.name]), address


@pytest.mark.slow
def test_a_sheet_of_another_folder_is_linked_behind(tmp_path: Path) -> None:
    project = with_sheets(tmp_path, ["elsewhere/mine.css"], plugins=[{"tip-archive": {"search": False}}])
    run = run_build(None, tmp_path / "www" / SUB_PATH, project)
    assert run.returncode == 0, run.stderr
    home = pages(tmp_path / "www")[f"/{SUB_PATH}/"]
    assert [re.sub(r"\.\w{8}\.", ".", name) for name in sheets_of(home)] == ["site.css", "mine.css"]
    assert (tmp_path / "www" / SUB_PATH / "elsewhere" / "mine.css").is_file()


@pytest.mark.slow
def test_without_our_plugin_each_sheet_is_linked(tmp_path: Path) -> None:
    project = with_sheets(tmp_path, [], plugins=[])
    run = run_build(None, tmp_path / "www" / SUB_PATH, project)
    assert run.returncode == 0, run.stderr
    home = pages(tmp_path / "www")[f"/{SUB_PATH}/"]
    own = [path.rpartition("/")[2] for path in of_mkdocs()["extra_css"]]
    assert sheets_of(home)[0].startswith("main.")
    assert sheets_of(home)[1:] == own
    assert [one for one in broken_links(tmp_path / "www") if one.endswith((".css", ".js"))] == []


def of_mkdocs() -> dict[str, list[str]]:
    """Return mkdocs.yml without what only MkDocs can read of it."""
    text = re.sub(r"!\w+ ?", "", (STARTER / "mkdocs.yml").read_text("utf-8"))
    read: dict[str, list[str]] = yaml.safe_load(text)
    return read


def with_sheets(folder: Path, more: list[str], plugins: list[object]) -> Path:
    """Return a project with this one's templates, a page, more sheets, and other plugins."""
    project = folder / "project"
    (project / "docs" / "tips").mkdir(parents=True)
    for path in [*more] if plugins else ["index.md", *more]:
        (project / "docs" / path).parent.mkdir(exist_ok=True)
        (project / "docs" / path).write_text("", "utf-8")
    (project / "overrides").symlink_to(ROOT / "overrides")
    changed = of_mkdocs() | {"plugins": plugins, "nav": [], "extra_css": [*of_mkdocs()["extra_css"], *more]}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(changed), "utf-8")
    return project
