"""The built site, as files: strict builds, links, safety, and what its templates may do."""

import gzip
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from scraper.cli import main
from scraper.editor.project import find_project
from scraper.shelf import tip_files
from tests.site_fixtures import (
    HOSTILE_TITLE,
    ROOT,
    STARTER,
    SUB_PATH,
    TIPS,
    UNSEEN,
    a_tip,
    broken_links,
    build_site,
    filed,
    pages,
    run_build,
    write_tips,
)


@pytest.fixture(scope="module")
def site(www: Path) -> Path:
    return www / SUB_PATH


def text_of(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_strict_build_has_no_warning(tmp_path: Path) -> None:
    run = run_build(write_tips(tmp_path / "tips"), tmp_path / "site")
    assert run.returncode == 0
    assert "WARNING" not in run.stderr
    assert "Documentation built" in run.stderr


@pytest.mark.slow
def test_mkdocs_as_a_library_builds_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_DIR", str(write_tips(tmp_path / "tips")))
    build(load_config(str(STARTER / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "site")))
    assert (tmp_path / "site" / "tips" / "2024" / "be-brief" / "index.html").is_file()


def test_every_link_of_the_site_leads_somewhere(www: Path) -> None:
    assert broken_links(www) == []


def test_the_crawler_sees_a_broken_link(tmp_path: Path) -> None:
    page = tmp_path / SUB_PATH / "index.html"
    page.parent.mkdir()
    page.write_text('<a href="gone/">x</a><a href="/">y</a><a href="#z">z</a><img src="a.png">', "utf-8")
    assert len(broken_links(tmp_path)) == 4


def within_three_clicks(www: Path) -> set[str]:
    """Return the addresses of pages that three links from home lead to."""
    site = pages(www)
    reached = {f"/{SUB_PATH}/"}
    for _ in range(3):
        reached |= {
            urljoin(address, link) for address in reached if address in site for link in site[address].links
        } & site.keys()
    return reached


def orphans(www: Path) -> set[str]:
    """Return the addresses of pages that no way of links from home leads to; moved and lost pages need none."""
    site = {address: page for address, page in pages(www).items() if "refresh" not in page.text}
    reached, new = set[str](), {f"/{SUB_PATH}/"}
    while new:
        reached |= new
        links = {urldefrag(urljoin(address, link)).url for address in new for link in site[address].links}
        new = (links & site.keys()) - reached
    return site.keys() - reached - {f"/{SUB_PATH}/404.html"}


def test_every_page_can_be_reached(www: Path) -> None:
    assert orphans(www) == set()


def test_the_crawler_sees_an_orphan(tmp_path: Path) -> None:
    for name, text in (("", '<a href="a/">a</a>'), ("a", '<a href="../">home</a>'), ("b", "nobody links here")):
        (tmp_path / SUB_PATH / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / SUB_PATH / name / "index.html").write_text(text, "utf-8")
    assert orphans(tmp_path) == {f"/{SUB_PATH}/b/"}


@pytest.mark.slow
def test_lists_of_several_pages_are_whole_and_none_is_too_long(tmp_path: Path) -> None:
    title = "A tip with a title of quite some length, and <signs> & “quotes” in it, number"
    many = tuple(
        filed(f"t{n}", a_tip(f"{title} {n}", f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}", tags=("phone",)))
        for n in range(400)
    )
    www = tmp_path / "www"
    project = a_project(tmp_path / "project", social_cards="false")
    write_tips(project / "docs" / "tips", many)
    run = run_build(None, www / SUB_PATH, project)
    assert run.returncode == 0, run.stderr
    assert broken_links(www) == []
    assert orphans(www) == set()
    lists = {address: len(page.text.encode()) for address, page in pages(www).items() if "/tips/2020/t" not in address}
    assert {f"/{SUB_PATH}/tips/2020/page/2/", f"/{SUB_PATH}/tags/phone/page/2/"} <= lists.keys()
    assert max(lists.values()) < 150_000


def test_every_tip_is_within_three_clicks_of_home(www: Path) -> None:
    tips = {f"/{SUB_PATH}/tips/{one.path.with_suffix('')}/" for one in TIPS if one.tip.status != "draft"}
    assert tips <= within_three_clicks(www)


@pytest.mark.slow
def test_the_real_source_pages_make_a_whole_site(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(STARTER)
    tips = tmp_path / "tips"
    scraped = CliRunner().invoke(main, ["scrape", "--from", str(seeds), "--into", str(tips)])
    assert scraped.exit_code == 0
    www = tmp_path / "www"
    run = run_build(tips, www / SUB_PATH)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    assert broken_links(www) == []
    addresses = {f"/{SUB_PATH}/tips/{path.with_suffix('')}/" for path in tip_files(tips)}
    assert len(addresses) == 57
    assert {unquote(address) for address in within_three_clicks(www)} >= addresses


@pytest.mark.slow
def test_a_folder_of_tips_that_is_not_there_is_named(tmp_path: Path) -> None:
    run = run_build(tmp_path / "nowhere", tmp_path / "site")
    assert run.returncode == 1
    assert f"{tmp_path}/nowhere: there is no such folder of tips." in run.stderr


def test_pages_have_one_first_heading_a_skip_link_and_distinct_ids(www: Path) -> None:
    for address, page in pages(www).items():
        if "refresh" in page.text:
            continue
        assert page.tags.count("h1") == 1, address
        assert "#site-content" in page.links, address
        assert "site-content" in page.ids, address
        assert len(set(page.ids)) == len(page.ids), address


def test_pages_load_nothing_from_other_hosts(www: Path) -> None:
    for address, page in pages(www).items():
        assert [load for load in page.loads if re.match(r"\w+:|//", load)] == [], address
    for sheet in (*www.rglob("*.css"), *www.rglob("assets/javascripts/*.js")):
        assert not re.search(r"(?:url\(|import\s*\(?|from\s*)[\"']?(?:https?:)?//", sheet.read_text("utf-8")), sheet


def test_a_hostile_title_is_text_wherever_it_stands(www: Path) -> None:
    for address, page in pages(www).items():
        assert "<img src=x" not in page.text, address
        assert 'alt="" onerror' not in page.text, address
    address = f"/{SUB_PATH}/tips/2023/hostile/"
    page = pages(www)[address]
    assert "img" not in page.tags
    assert page.text.count("&lt;img src=x onerror=alert(1)&gt; &amp; &#34;q&#34;") >= 4
    assert HOSTILE_TITLE not in page.text


def test_what_is_withheld_or_a_draft_is_nowhere_in_the_site(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        content += gzip.decompress(content) if content.startswith(b"\x1f\x8b") else b""
        assert UNSEEN.encode() not in content, path
    page = text_of(site, "tips/2022/ask-first")
    assert "word54…" in page
    assert "word55" not in page
    assert 'href="https://elsewhere.example/ask/">Read the whole tip at elsewhere</a>' in page
    assert "asks for permission" in page


def test_the_search_index_holds_what_is_shown(site: Path) -> None:
    fragments = [gzip.decompress(path.read_bytes()) for path in (site / "pagefind" / "fragment").iterdir()]
    assert len(fragments) == len([one for one in TIPS if one.tip.status != "draft"])
    assert any(b"ptarmigan" in fragment for fragment in fragments)


def test_a_teaser_says_so_and_leads_to_its_source(site: Path) -> None:
    page = text_of(site, "tips/2022/teaser")
    assert '<span class="mark">Excerpt</span>' in page
    assert 'href="https://elsewhere.example/teaser/">Read the whole tip at elsewhere</a>' in page


def test_a_tip_shows_its_date_author_tags_and_neighbours(site: Path) -> None:
    page = text_of(site, "tips/2024/be-brief")
    assert '<time datetime="2024-03-05">5 March 2024</time>' in page
    assert "Jonas Prill" in page
    assert '<a href="../../../tags/phone/"' in page
    assert re.search(r'href="../name-the-wait/" rel="next">\s*<span[^>]*>Newer</span>', page)
    assert re.search(r'href="../by-month/" rel="prev">\s*<span[^>]*>Older</span>', page)
    assert '<time datetime="2024">2024</time>' in text_of(site, "tips/2024/by-year")
    assert "<span>Date unknown</span>" in text_of(site, "tips/undated/no-date")


def test_a_year_lists_months_and_last_what_is_known_by_year_only(site: Path) -> None:
    headings = re.findall(r'<h2 id="[^"]*">([^<]*)</h2>', text_of(site, "tips/2024"))
    assert headings == ["March", "February", "Some time in 2024"]


def test_the_overview_counts_years_and_leads_to_the_undated_tips(site: Path) -> None:
    page = text_of(site, "tips")
    counts = re.findall(r'<li><a href="([^"]*)">(\w+) <span class="ledger__count">(\d+)<', page)
    assert (counts[0], counts[-1]) == (("2024/", "2024", "4"), ("undated/", "Undated", "2"))


def test_pictures_beside_a_tip_are_published_and_other_files_are_not(site: Path) -> None:
    page = text_of(site, "tips/2023/picture")
    assert 'src="../dot.png"' in page
    assert (site / "tips" / "2023" / "dot.png").is_file()
    assert not list(site.rglob("page.html"))
    assert '<a href="https://far.example/p.png">Image: Far</a>' in page


def test_old_addresses_lead_on(site: Path) -> None:
    assert "url=../../2024/be-brief/" in text_of(site, "tips/undated/be-brief")


def test_the_sitemap_knows_no_day_of_building(site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ET.parse(site / "sitemap.xml").getroot().findall("s:url", space)  # noqa: S314 -- our own file
    dates = {str(url.findtext("s:loc", "", space)): url.findtext("s:lastmod", None, space) for url in urls}
    root = "https://example.github.io/tip-archive/"
    assert dates[f"{root}tips/2024/be-brief/"] == "2024-03-05"
    assert dates[f"{root}tips/2024/by-year/"] == "2024"
    assert dates[root] == dates[f"{root}tips/"] == dates[f"{root}tags/phone/"] == "2024-03-12"
    assert dates[f"{root}tips/2019/"] == dates[f"{root}tags/email/"] == "2019-11-05"
    assert dates[f"{root}search/"] is None
    assert f"{root}random/" not in dates
    assert dates[f"{root}tips/undated/no-date/"] is None


@pytest.mark.slow
def test_an_empty_archive_is_a_site_that_says_so(tmp_path: Path) -> None:
    www = build_site(tmp_path, ())
    assert broken_links(www) == []
    assert "The first tip is on its way" in text_of(www / SUB_PATH, "")
    for address in ("tips", "search", "random"):
        assert "No tips have been published yet." in text_of(www / SUB_PATH, address), address
    for address in ("", "search"):  # there is nothing to search
        assert "<form" not in text_of(www / SUB_PATH, address).partition("<main")[2].partition("</main>")[0], address


@pytest.mark.slow
def test_broken_tips_stop_the_build_with_one_list_and_no_traceback(tmp_path: Path) -> None:
    tips = write_tips(tmp_path / "tips", (filed("a b", a_tip()), filed("fine", a_tip())))
    (tips / "2024" / "no-front-matter.md").write_text("Hello", "utf-8")
    run = run_build(tips, tmp_path / "site")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert f"{tips}/2024/no-front-matter.md:1:1: TIP101 the file does not begin with front matter." in run.stderr
    assert f'{tips}/2024/a b.md: TIP604 "a b.md" can\'t be part of an address.' in run.stderr


@pytest.mark.slow
def test_messages_name_files_as_seen_from_the_project(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project")
    (project / "docs" / "tips" / "2024").mkdir(parents=True)
    (project / "docs" / "tips" / "2024" / "a.md").write_text("Hello", "utf-8")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 1
    assert "- docs/tips/2024/a.md:1:1: TIP101 the file does not begin with front matter." in run.stderr


def a_project(folder: Path, about: str = "Hello.", **settings: str) -> Path:
    """Return a project of its own with one page and no tips; settings are those that mkdocs.yml has commented out."""
    (folder / "docs").mkdir(parents=True)
    (folder / "overrides").symlink_to(ROOT / "overrides")
    (folder / "docs" / "about.md").write_text(f"---\ntitle: About\n---\n\n{about}\n", "utf-8")
    lines = (STARTER / "mkdocs.yml").read_text("utf-8")
    for name, value in settings.items():
        lines, changed = re.subn(rf"^      # {name}: .*$", f"      {name}: {value}", lines, flags=re.MULTILINE)
        assert changed == 1, name
    (folder / "mkdocs.yml").write_text(lines, "utf-8")
    return folder


@pytest.mark.slow
def test_any_page_can_list_tips(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project", "<!-- tips: limit=1 -->")
    write_tips(project / "docs" / "tips")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 0, run.stderr
    assert '<li><a href="../tips/2024/name-the-wait/">Name the wait</a>' in text_of(tmp_path / "site", "about")


@pytest.mark.slow
def test_a_list_of_what_is_not_there_stops_the_build_at_its_line(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project", "One.\n\n<!-- tips: tag=heliotropes -->")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 1
    assert 'about.md:7: TIP508 a list of tips asks for an unknown tag "heliotropes"' in run.stderr
    tips = write_tips(tmp_path / "tips", (filed("a", a_tip(body="One.\n\n<!-- tips: limit=0 -->")),))
    run = run_build(tips, tmp_path / "site")
    assert run.returncode == 1
    assert f'{tips}/2024/a.md:9: TIP508 "0" is no limit of a list of tips' in run.stderr


@pytest.mark.slow
def test_the_front_page_shows_the_newest_tip_in_full_with_links_that_lead_on(tmp_path: Path) -> None:
    newest = a_tip("Newest", "2025-01-07", "![A dot](dot.png) [the other](../2024/a.md) and its **end**.")
    write_tips(tmp_path / "tips", (filed("a", a_tip()), filed("b", newest)))
    (tmp_path / "tips" / "2025" / "dot.png").write_bytes(b"")
    run = run_build(tmp_path / "tips", tmp_path / "www" / SUB_PATH)
    assert run.returncode == 0, run.stderr
    home = text_of(tmp_path / "www" / SUB_PATH, "")
    assert '<a href="tips/2024/a/">the other</a> and its <strong>end</strong>.' in home
    assert 'src="tips/2025/dot.png"' in home
    assert broken_links(tmp_path / "www") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"start_from": "[heliotropes]"}, 'start_from names "heliotropes", which is no tag. Choose one out of'),
        ({"newsletter": "javascript:alert(1)"}, 'newsletter: "javascript:alert(1)" is no address to subscribe at.'),
    ],
)
def test_a_setting_that_cannot_be_is_told(tmp_path: Path, settings: dict[str, str], message: str) -> None:
    run = run_build(None, tmp_path / "site", a_project(tmp_path / "project", **settings))
    assert run.returncode == 1
    assert message in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.slow
def test_a_newsletter_and_topics_to_start_from_are_shown(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project", newsletter="https://letter.example/join", start_from="[phone]")
    shutil.copy(STARTER / "docs" / "tags.yml", project / "docs" / "tags.yml")
    write_tips(project / "docs" / "tips")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 0, run.stderr
    assert 'href="https://letter.example/join"' in text_of(tmp_path / "site", "subscribe")
    assert re.findall(r'class="topic"><h3><a [^>]*>([^<]*)<', text_of(tmp_path / "site", "")) == ["phone"]


@pytest.mark.slow
def test_a_broken_link_in_a_tip_stops_a_strict_build(tmp_path: Path) -> None:
    run = run_build(write_tips(tmp_path / "tips", (filed("a", a_tip(body="[x](gone.md)")),)), tmp_path / "site")
    assert run.returncode == 1
    assert "tips/2024/a.md" in run.stderr


@pytest.mark.slow
def test_the_projects_own_tips_make_a_whole_site(tmp_path: Path) -> None:
    sub_path = urlsplit(find_project(ROOT).site_url).path.strip("/")
    run = run_build(None, tmp_path / "www" / sub_path, ROOT)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    assert broken_links(tmp_path / "www", sub_path) == []


@pytest.mark.parametrize("template", sorted((ROOT / "overrides").rglob("*.html")), ids=lambda path: path.name)
def test_templates_escape_whatever_they_print(template: Path) -> None:
    # Jinja escapes nothing by itself in MkDocs. These are HTML: the cleaned body, MkDocs' own script tag, and what a
    # template says that was looked at by itself; `tojson` escapes what could end a script.
    allowed = {"page.content", "script | script_tag", "super()"}
    printed = re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", template.read_text("utf-8"), re.DOTALL)
    assert [
        expression
        for expression in printed
        if not expression.endswith(("| e", "| tojson")) and expression not in allowed
    ] == []


TOKENS = (ROOT / "overrides/assets/stylesheets/tokens.css").read_text("utf-8")
COLOURS = {
    name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)", TOKENS)
}


def luminance(colour: str) -> float:
    """Return the relative luminance of "rrggbb". Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        *((text, ground, 4.5) for text in ("ink", "ink-soft", "accent") for ground in ("paper", "sheet", "wash")),
        ("accent", "accent-wash", 4.5),
        ("ink", "accent-wash", 4.5),
        ("on-accent", "accent", 4.5),
        *((name, "wash", 4.5) for name in COLOURS if name.startswith("md-code-hl")),
        ("line-strong", "paper", 3),  # borders of fields
    ],
)
def test_colours_can_be_told_apart(text: str, ground: str, least: float, scheme: int) -> None:
    lighter, darker = sorted((luminance(COLOURS[text][scheme]), luminance(COLOURS[ground][scheme])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least
