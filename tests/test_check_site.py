"""`tips check-site`: links, size, address and files of a built site, on small sites written here and on a real one."""

import gzip
import os
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.cli import main
from scraper.editor.finding import Severity
from scraper.editor.project import find_project
from scraper.progress import Quiet
from scraper.published.kind import kind_of
from scraper.published.site.address import Address, read_address
from scraper.published.site.built import read_built
from scraper.published.site.check import check
from scraper.published.site.documents import KINDS
from scraper.published.site.links import lead
from scraper.published.site.size import size_flaws
from tests.site_fixtures import STARTER, SUB_PATH

HOME = "https://example.github.io/tip-archive/"
GONE = "leads to no file of the site"
NO_PLACE = "asks for a place that is not on"
OUTSIDE = "leads past the site, which is below /tip-archive/"


def a_site(folder: Path, files: dict[str, str | bytes], site_url: str = HOME) -> Path:
    """Return a project with a built site of these files; where there is no front page, one is added."""
    (folder / "mkdocs.yml").write_text(f"site_name: Tips\n\nsite_url: {site_url}\n", "utf-8")
    for name, text in {"index.html": "", **files}.items():
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def run(project: Path, *arguments: str | Path) -> Result:
    words = ["check-site", "--project", str(project), *map(str, arguments)]
    return CliRunner().invoke(main, words, catch_exceptions=False)


OTHERS: dict[str, str | bytes] = {
    "about/index.html": "<p id=Team>us <a name=you>you",
    "tips/2024/be-brief/index.html": '<h2 id="über">',
    "tips/2024/a b#c.png": "",
    "feed.xml": "<rss/>",
    "404.html": "",
}


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "#top",
        "#here",
        "?q=x#here",
        "about/",
        "about",
        "./about/index.html",
        "tips/../about/?x=1#Team",
        "about/#you",
        "a\nbo\tut/",
        "about/#:~:text=us",
        "about/#Team:~:text=us",
        " \n about/\t",
        "/tip-archive",
        "/tip-archive/about/",
        "\\tip-archive\\about\\",
        "//example.github.io/tip-archive/about/",
        "HTTP://EXAMPLE.GitHub.io:80/tip-archive/about/",
        f"{HOME}tips/2024/be-brief/#%C3%BCber",
        f"{HOME}tips/2024/be-brief/#über",
        "tips/2024/a%20b%23c.png",
        "feed.xml#nowhere",
        "https://example.github.io/other/",
        "https://elsewhere.example/gone",
        "//elsewhere.example/gone",
        "http://[",
        "mailto:us@example.org",
        "javascript:void(0)",
        "data:image/png,x",
    ],
)
def test_links_that_lead_somewhere_or_elsewhere(tmp_path: Path, link: str) -> None:
    found = run(a_site(tmp_path, {**OTHERS, "index.html": f'<p id="here"><a href="{link}">'}))
    assert (found.exit_code, found.output[:25]) == (0, "The site is in order: 4 p"), found.output


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="gone/">', f'1:10: error: the link "gone/" {GONE}. Correct it, or add what it leads to.'),
        ("<p>\n <a\n  href=gone>", f'3:8: error: the link "gone" {GONE}'),
        ("<p>é<a href=gone>", f'1:13: error: the link "gone" {GONE}'),
        ('<a href="a?x=1&amp;y=2">', f'1:10: error: the link "a?x=1&y=2" {GONE}'),
        ('<p>&<a href="a&quot;&amp;b">', f'1:14: error: the link "a"&b" {GONE}'),
        ("<p>&<a href='a&#34;&amp;b'>", f'1:14: error: the link "a"&b" {GONE}'),
        (f'<a href="{"x" * 6000}">', f'1:10: error: the link "{"x" * 300}…" {GONE}'),
        ('<a href="About/">', f'the link "About/" {GONE}. Write "about/": capital and small letters are not the same'),
        ('<a href="tips/">', f'the link "tips/" {GONE}. Link to a page in that folder: it has no index.html.'),
        ('<a href="feed.xml/">', f'the link "feed.xml/" {GONE}. Write "feed.xml"'),
        ('<a href=".well-known/x">', f"{GONE}. Give it another name: what begins with a dot is not published."),
        ('<a href="a%00b">', f'the link "a%00b" {GONE}'),
        ('<a href="#nowhere">', f'the link "#nowhere" {NO_PLACE} index.html: "nowhere". Correct'),
        ('<a href="about/#team">', f'the link "about/#team" {NO_PLACE} about/index.html: "team"'),
        (f'<a href="{HOME}gone/">', f'1:10: error: the link "{HOME}gone/" {GONE}'),
        ('<a href="//example.github.io/tip-archive/gone/">', GONE),
        ('<a href="HTTP://us@EXAMPLE.GitHub.io:80/tip-archive/gone/">', GONE),
        (
            '<a href="/about/">',
            f'"/about/" {OUTSIDE}. Begin it with "/tip-archive/", or write it as seen from the page',
        ),
        ('<a href="/tip-archive-2/">', OUTSIDE),
        ('<a href="../about/">', OUTSIDE),
        ('<a href="tips/../../x">', OUTSIDE),
        ('<area href="gone">', GONE),
        ('<link rel="stylesheet" href="gone.css">', GONE),
        (f'<link rel="canonical" href="{HOME}gone/">', GONE),
        ('<img src="gone.png">', GONE),
        ('<img srcset="feed.xml 1x,  gone.png 2x">', f'1:28: error: the link "gone.png" {GONE}'),
        ('<img srcset="feed.xml, gone.png">', f'the link "gone.png" {GONE}'),
        ('<source srcset="gone.webp">', GONE),
        ('<script src="gone.js"></script>', GONE),
        ('<iframe src="gone/">', GONE),
        ('<video poster="gone.png">', GONE),
        ('<object data="gone.pdf">', GONE),
        ('<form action="gone/">', GONE),
        ('<button formaction="gone/">', GONE),
        ('<svg><use href="gone.svg#x">', GONE),
        ('<meta http-equiv="Refresh" content="0; URL = \'gone/\'">', f'the link "gone/" {GONE}'),
        ('<meta http-equiv="refresh" content="0, gone/">', f'the link "gone/" {GONE}'),
        (f'<meta property="og:url" content="{HOME}gone/">', GONE),
        (f'<meta name="twitter:image" content="{HOME}gone.png">', GONE),
        ("<style>a { background: url(gone.png) }</style>", GONE),
        ('<p style="background: url(gone.png)">', GONE),
        (f'<script type="application/ld+json">{{"x": [{{"image": ["{HOME}gone.png"]}}]}}</script>', GONE),
        ('<base href="tips/2024/"><a href="about/">', f'the link "about/" {GONE}'),
        ("<p>\0</p><a href=gone>", GONE),
        ("\xff<a href=gone>", GONE),
        ("<!-- <a href=x> --><title><a href=y></title><a href=gone>", f'the link "gone" {GONE}'),
    ],
)
def test_links_of_a_page_that_lead_nowhere(tmp_path: Path, html: str, told: str) -> None:
    page = html.encode("latin-1" if html.startswith("\xff") else "utf-8")
    project = a_site(tmp_path, {**OTHERS, "x/index.html": b"", "x.html": page, "index.html": ""})
    (tmp_path / "site" / "index.html").write_bytes(page)
    (tmp_path / "site" / "x.html").unlink()
    found = run(project)
    assert told in found.output
    assert found.exit_code == 1
    # A canonical link that leads nowhere is not that of this site either.
    assert f"{2 if 'canonical' in html else 1} error" in found.output.splitlines()[-1]


def test_what_only_looks_like_a_link_is_none(tmp_path: Path) -> None:
    html = (
        '<script>const a = "<a href=gone>"</script><!--<img src=gone>--><textarea><a href=gone></textarea>'
        f'<meta name="description" content="{HOME}gone/ was there"><meta name="x" content="gone">'
        f'<script type="application/ld+json">{{"@id": "{HOME}#website", "name": "gone/"}}</script>'
        '<script type="application/ld+json">no JSON</script><base href="https://elsewhere.example/"><a href=gone>'
    )
    assert run(a_site(tmp_path, {"index.html": html})).exit_code == 0


FEED = f"""<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
><channel><link>{HOME}a/</link><atom:link href="{HOME}b/"/><item><guid isPermaLink="false">{HOME}c/</guid
><guid>{HOME}d/</guid><content:encoded>&lt;a href="{HOME}e/"&gt;</content:encoded><title>{HOME}f/ is gone</title
><description>&lt;img src="{HOME}g.png"&gt;</description></item><description>&lt;img src=h&gt;</description
></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>{HOME}a/</id><link href="{HOME}b/"/><summary type="html"
>&lt;a href="{HOME}c/"&gt;</summary><content>&lt;a href="{HOME}d/"&gt;</content></entry></feed>"""
MAP = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>\n {HOME}a/\n </loc></url></urlset>'


@pytest.mark.parametrize(
    ("name", "text", "gone"),
    [
        ("feed.xml", FEED, "a/ b/ d/ e/ g.png"),
        ("atom.xml", ATOM, "b/ c/"),
        ("sitemap.xml", MAP, "a/"),
        ("sitemap.xml.gz", gzip.compress(MAP.encode(), mtime=0), "a/"),
        ("feed.json", f'{{"home_page_url": "{HOME}a/", "items": [{{"id": "{HOME}b/", "url": "{HOME}c/"}}]}}', "a/ c/"),
        ("feed.json", f'{{"items": [{{"content_html": "<img src=\\"{HOME}a/\\">", "title": "{HOME}b/ c"}}]}}', "a/"),
        ("llms.txt", f"- [A]({HOME}a/): see {HOME}b/.\n- <{HOME}c/>", "a/ b/ c/"),
        ("robots.txt", f"Sitemap: {HOME}a/", "a/"),
    ],
)
def test_links_for_programs(tmp_path: Path, name: str, text: str | bytes, gone: str) -> None:
    found = run(a_site(tmp_path, {name: text}))
    assert [line.split('"')[1] for line in found.output.splitlines()[:-1]] == [f"{HOME}{one}" for one in gone.split()]
    assert all(f"site/{name}:" in line and f'" {GONE}' in line for line in found.output.splitlines()[:-1])
    assert ":0" not in found.output


def test_style_sheets(tmp_path: Path) -> None:
    first = "/* url(x) */ @import 'a.css';"
    second = "@import url( \"b.css\" ); a { b: url(c.png), url(data:x), URL('d.png'), url(../about/) }"
    found = run(a_site(tmp_path, {**OTHERS, "css/x.css": f"{first}\n{second}"}))
    told = [line.partition("site/")[2].partition(" leads")[0] for line in found.output.splitlines()[:-1]]
    places = [("1:23", "a.css"), ("2:15", "b.css"), ("2:36", "c.png"), ("2:62", "d.png")]
    assert told == [f'css/x.css:{place}: error: the link "{link}"' for place, link in places]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("feed.xml", "<rss><a></rss>", "feed.xml: error: it is no XML: Opening and ending tag mismatch"),
        ("feed.json", "{", "feed.json: error: it is no JSON: Expecting property name"),
        ("feed.json", "[" * 100_000, "feed.json: error: it is no JSON: "),
        ("sitemap.xml.gz", b"no gzip", "sitemap.xml.gz: error: it can't be read: Not a gzipped file"),
        (
            "sitemap.xml.gz",
            gzip.compress(MAP.encode(), mtime=0)[:12] + b"\xff" * 9,
            "sitemap.xml.gz: error: it can't be read: ",
        ),
        ("sitemap.xml.gz", gzip.compress(MAP.encode(), mtime=0)[:-9], "sitemap.xml.gz: error: it can't be read: "),
    ],
)
def test_files_that_no_program_can_read(tmp_path: Path, name: str, text: str | bytes, problem: str) -> None:
    found = run(a_site(tmp_path, {name: text}))
    assert found.exit_code == 1
    assert problem in found.output
    assert "Build the site again; if that does not help, mend what makes this file." in found.output


@pytest.mark.parametrize(
    ("link", "is_right"),
    [
        ("/tip-archive/about/", True),
        ("#here", True),
        (f"{HOME}about/", True),
        ("?q=x", True),
        ("about/", False),
        ("./about/", False),
    ],
)
def test_the_page_for_what_is_not_there_is_shown_at_any_address(tmp_path: Path, link: str, is_right: bool) -> None:
    found = run(a_site(tmp_path, {**OTHERS, "404.html": f'<p id=here><a href="{link}">'}))
    assert found.exit_code == (0 if is_right else 1)
    told = f'404.html:1:21: error: the link "{link}" leads elsewhere from each address at which this page is shown.'
    assert (told in found.output) is not is_right


def test_a_site_at_the_root_of_its_host(tmp_path: Path) -> None:
    links = '<a href="/about/"><a href="https://tips.example/about/"><a href="../../about/"><a href="/gone/">'
    found = run(a_site(tmp_path, {**OTHERS, "index.html": links}, "https://tips.example"))
    assert [line for line in found.output.splitlines() if "the link" in line] == [
        f'{tmp_path}/site/index.html:1:89: error: the link "/gone/" {GONE}. Correct it, or add what it leads to.'
    ]


def test_the_same_on_many_pages_is_told_once(tmp_path: Path) -> None:
    footer = '<a href="../../gone/">A</a><a href="../../about/#gone">B</a>'
    pages: dict[str, str | bytes] = {f"a/{n}/index.html": footer for n in range(9)}
    (tmp_path / "docs" / "a").mkdir(parents=True)
    (tmp_path / "docs" / "a" / "0.md").touch()
    found = run(a_site(tmp_path, {**OTHERS, **pages}))
    site = tmp_path / "site"
    place = f'the link "../../about/#gone" {NO_PLACE} about/index.html: "gone"'
    assert found.output.splitlines()[:-1] == [
        f'{site}/a/0/index.html:1:10: error: the link "../../gone/" {GONE}. Correct it, or add what it leads to.',
        f"    also in {site}/a/1/index.html:1:10",
        f"    also in {site}/a/2/index.html:1:10",
        "    and in 6 more files",
        f"{site}/a/0/index.html:1:37: error: {place}. Correct what stands behind #, or leave it out.",
        f"    also in {site}/a/1/index.html:1:37",
        f"    also in {site}/a/2/index.html:1:37",
        "    and in 6 more files",
    ]
    assert found.output.splitlines()[-1].startswith("2 errors in the site: 13 pages, 15 files, 0.0 MB of the 1,000 MB")


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("tips/2024/be-brief/index.html", "docs/tips/2024/be-brief.md"),
        ("about/index.html", "docs/about.md"),
        ("rules/index.html", "docs/rules/index.md"),
        ("tags/phone/index.html", ""),
        ("index.html", ""),
        ("tips/index.html", ""),
        ("about.html", ""),
        ("about/x.html", ""),
    ],
)
def test_the_file_that_people_write_is_named(tmp_path: Path, page: str, source: str) -> None:
    project = a_site(tmp_path, {page: '<a href="gone">'})
    for name in ("tips/2024/be-brief.md", "about.md", "rules/index.md", "index.md", "tips.md", "tips/index.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("", "utf-8")
    lines = run(project).output.splitlines()
    assert lines[1:-1] == ([f"    made from {tmp_path}/{source}"] if source else [])
    (tmp_path / ".git").mkdir()
    told = run(project, "--format", "github").output.splitlines()[0]
    where = f"file={source}," if source else f"file=site/{page},line=1,col=10,"
    assert told.startswith(f"::error {where}title=tips check-site::{tmp_path}/site/{page}:1:10: the link")


def test_annotations_escape_what_could_end_them(tmp_path: Path) -> None:
    project = a_site(tmp_path, {"a:b,c%/index.html": '<a href="%41&#10;::error::x\u202e">'})
    (tmp_path / ".git").mkdir()
    lines = run(project, "--format", "github").output.splitlines()
    assert lines[0].startswith("::error file=site/a%3Ab%2Cc%25/index.html,")
    assert 'the link "%2541%0A::error::x<U+202E>" leads' in lines[0]
    assert [line[:2] for line in lines] == ["::", "1 "]


def test_github_shows_the_first_ten(tmp_path: Path) -> None:
    project = a_site(tmp_path, {"index.html": "".join(f'<a href="gone{n}">' for n in range(11))})
    lines = run(project, "--format", "github").output.splitlines()
    assert len(lines) == 13
    assert lines[-1] == (
        "::notice title=More than GitHub shows::1 error more can be read in the log of this step only."
    )


@pytest.mark.parametrize(
    ("site_url", "told", "line"),
    [
        (HOME, HOME, ""),
        (HOME, HOME.rstrip("/"), ""),
        (HOME, "http://Example.GitHub.io:80/tip-archive", ""),
        ("http://example.github.io/tip-archive", HOME, ""),
        ("https://bücher.example/~us/", "https://xn--bcher-kva.example/%7Eus", ""),
        (HOME, "https://example.github.io/", "site_url: https://example.github.io/"),
        (HOME, "https://example.github.io/Tip-Archive", "site_url: https://example.github.io/Tip-Archive/"),
        (HOME, "https://www.example.github.io/tip-archive/", "site_url: https://www.example.github.io/tip-archive/"),
        (HOME, "https://example.github.io:8443/tip-archive/", "site_url: https://example.github.io:8443/tip-archive/"),
    ],
)
def test_where_it_is_published(tmp_path: Path, site_url: str, told: str, line: str) -> None:
    found = run(a_site(tmp_path, {}, site_url), "--address", told)
    assert found.exit_code == (1 if line else 0)
    if line:
        problem = f'site_url is "{site_url}", but the site is published at "{told}"'
        remedy = f"Write this line instead, and build again: {line}"
        assert found.output.splitlines()[0] == f"{tmp_path}/mkdocs.yml:3: error: {problem}. {remedy}."


@pytest.mark.parametrize("told", ["", "example.github.io/tip-archive", "ftp://example.org/", "https:///x", "https://"])
def test_an_address_that_is_none(tmp_path: Path, told: str) -> None:
    found = run(a_site(tmp_path, {}), "--address", told)
    assert found.exit_code == 2
    assert found.output.startswith(
        f'tips: --address "{told}" is no address of a site. Write it whole, such as https://'
    )


def test_a_site_that_was_built_for_another_place(tmp_path: Path) -> None:
    home = '<link rel="canonical" href="https://old.example/">'
    found = run(a_site(tmp_path, {"index.html": home}))
    assert found.exit_code == 1
    told = f'the site was built for "https://old.example/", but site_url in {tmp_path}/mkdocs.yml is "{HOME}". Build it'
    assert told in found.output


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (None, "site: there is no built site here. Build it first: make build."),
        ([], "site: there is no built site here. Build it first: make build."),
        (["about/index.html"], "site: there is no built site here. Build it first: make build."),
    ],
)
def test_no_site(tmp_path: Path, files: list[str] | None, message: str) -> None:
    a_site(tmp_path, {})
    (tmp_path / "site" / "index.html").unlink()
    for name in files or []:
        (tmp_path / "site" / name).parent.mkdir()
        (tmp_path / "site" / name).touch()
    if files is None:
        (tmp_path / "site").rmdir()
    found = run(tmp_path)
    assert found.exit_code == 2
    assert message in found.output


@pytest.mark.parametrize(
    ("site_url", "message"), [("", "site_url is missing"), ("tips", 'site_url is "tips", which is no address')]
)
def test_a_project_without_an_address(tmp_path: Path, site_url: str, message: str) -> None:
    found = run(a_site(tmp_path, {}, site_url))
    assert found.exit_code == 2
    assert f"mkdocs.yml:3: {message}. Set it to where the site will be" in found.output


@pytest.mark.parametrize("text", ["site_name: Tips\n", None])
def test_a_project_that_says_nothing(tmp_path: Path, text: str | None) -> None:
    config = a_site(tmp_path, {}) / "mkdocs.yml"
    if text is None:
        config.unlink()
    else:
        config.write_text(text, "utf-8")
    found = run(tmp_path)
    assert (found.exit_code, f"tips: {config}: site_url is missing. Set" in found.output) == (2, True)


def test_another_folder(tmp_path: Path) -> None:
    project = a_site(tmp_path, {"index.html": '<a href="gone">'})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.html").write_text("", "utf-8")
    assert run(project).exit_code == 1
    assert run(project, tmp_path / "other").exit_code == 0
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_dir: other\n")
    assert run(project).exit_code == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tips/2024/be-brief/index.html", "pages"),
        ("tips/2024/Bell.JPG", "pictures"),
        ("cards/2024/be-brief.png", "social cards"),
        ("pagefind/fragment/x.pf_fragment", "search"),
        ("tags/phone/feed.xml", "feeds"),
        ("sitemap.xml", "other files"),
    ],
)
def test_what_takes_the_space(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("size", "severity"),
    [(79, None), (80, None), (81, Severity.WARNING), (100, Severity.WARNING), (101, Severity.ERROR)],
)
def test_a_site_has_to_fit(tmp_path: Path, size: int, severity: Severity | None) -> None:
    a_site(tmp_path, {"index.html": "x" * (size - 1), ".git": "x" * 99, "a": "x"})
    flaws = list(size_flaws(read_built(tmp_path / "site"), 100))
    assert [flaw.severity for flaw in flaws] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("size", "code", "told"),
    [
        (700_000_000, 0, "The site is in order: 1 page, 2 files, 700 MB of the 1,000 MB that GitHub Pages takes"),
        (900_000_000, 0, "site: warning: the site has 900 MB, and GitHub Pages takes no more than 1,000 MB. Write"),
        (1_100_000_000, 1, "site: error: the site has 1,100 MB, and GitHub Pages takes no more than 1,000 MB. Write"),
    ],
)
def test_what_is_said_of_a_large_site(tmp_path: Path, size: int, code: int, told: str) -> None:
    project = a_site(tmp_path, {"cards/a.png": ""})
    os.truncate(tmp_path / "site" / "cards" / "a.png", size)  # it takes no space on the disk
    found = run(project)
    assert (found.exit_code, told in found.output) == (code, True), found.output
    if "Write" in told:
        lines = found.output.splitlines()
        assert '"social_cards: false"' in lines[0]
        assert lines[1].split() == [f"{size / 1e6:,.0f}", "MB", "social", "cards"]
        assert lines[4].split() == [f"{size / 1e6:,.0f}", "MB", f"{tmp_path}/site/cards/a.png"]


def test_what_is_no_plain_file_is_not_followed(tmp_path: Path) -> None:
    project = a_site(tmp_path, {"index.html": '<a href="loop">'})
    (tmp_path / "secret").write_text("<a href=gone>", "utf-8")
    site = tmp_path / "site"
    (site / "a.html").symlink_to(tmp_path / "secret")
    (site / "b").symlink_to(site)
    (site / "loop").symlink_to("loop")
    os.mkfifo(site / "pipe.html")
    found = run(project)
    problem = "this is a link or no file at all, and a site may hold plain files only"
    assert found.exit_code == 1
    assert found.output.splitlines()[:-1] == [
        f"{site}/a.html: error: {problem}. Build it again: make build.",
        f"    likewise {site}/b",
        f"    likewise {site}/loop",
        "    and so is 1 more",
    ]


def test_what_others_may_not_read_is_told(tmp_path: Path) -> None:
    project = a_site(tmp_path, {"a/index.html": "", "b.png": ""})
    (tmp_path / "site" / "a").chmod(0o700)
    (tmp_path / "site" / "b.png").chmod(0o600)
    found = run(project)
    assert found.exit_code == 1
    told = (
        f"site/a: error: this may be read by its owner only. Let others read the site: chmod -R a+rX {tmp_path}/site."
    )
    assert told in found.output
    assert f"likewise {tmp_path}/site/b.png" in found.output


def test_names_of_files_can_be_anything(tmp_path: Path) -> None:
    project = a_site(tmp_path, {"index.html": '<a href="%FF.html"><a href="%FE.html">'})
    (tmp_path / "site" / os.fsdecode(b"\xff.html")).write_bytes(b"<a href=gone\x1b[2J>")
    found = run(project)
    assert 'the link "%FE.html"' in found.output
    assert "<U+DCFF>.html:1:9: error: the link" in found.output
    assert "\x1b" not in found.output


PIECES = st.sampled_from(
    [
        *("<", ">", "</", "/>", "<a ", "<a href=", "href='", 'src="', "<base href=", "<!--", "-->", "<![CDATA[", "]]>"),
        *("<script type=application/ld+json>", "</script>", "<meta http-equiv=refresh content=", "url=", "srcset="),
        *(
            "<style>",
            "url(",
            "@import ",
            "/*",
            "*/",
            "#",
            "?",
            "//",
            "../",
            "http://",
            HOME,
            "[",
            "{",
            '"url":',
            "&#0;",
        ),
        *(
            "&#xd800;",
            "%",
            "%ff",
            "\0",
            "\x85",
            "\ud800",
            "\U0001f514",
            "é",
            "<?xml version='1.0'?>",
            "<!DOCTYPE x [",
            " ",
        ),
    ]
)
HOSTILE = st.one_of(
    st.binary(max_size=60),
    st.lists(PIECES, max_size=20).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")),
)


@given(st.lists(HOSTILE, min_size=len(KINDS), max_size=len(KINDS)))
@example([b"<html>" + b"<div>" * 5000 + b"<a href=x>"] * len(KINDS))
@example([b"<a href='" + b"%" * 20_000 + b"'>"] * len(KINDS))
@example([gzip.compress(b"<a>", mtime=0)] * len(KINDS))
@example([f'{{"url": "{HOME}\\ud800", "content_html": "<a href=\\ud800>"}}'.encode()] * len(KINDS))
def test_no_site_whatever_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, files: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("any")
    a_site(folder, {f"x{kind}": raw for kind, raw in zip(KINDS, files, strict=True)})
    (folder / "site" / "index.html").write_bytes(files[0])
    verdict = check(find_project(folder), read_built(folder / "site"), None, Quiet())
    assert verdict.headline
    assert all(flaw.line >= 0 and flaw.place for flaw in verdict.flaws)


@given(st.lists(st.sampled_from(["..", ".", "a", "b c", "é", "..."]), min_size=1), st.booleans(), st.booleans())
def test_links_resolve_as_in_browsers(parts: list[str], is_rooted: bool, is_folder: bool) -> None:
    link = "/" * is_rooted + "/".join(parts) + "/" * is_folder
    path = urlsplit(urljoin("https://h.example/s/x/y/index.html", link)).path
    found = lead(link, "x/y/index.html", Address("h.example", "/s/"))
    assert found
    assert path in (("" if found.is_outside else "/s/") + found.path, "/s")


@given(st.text())
def test_no_text_fails_as_an_address(text: str) -> None:
    assert read_address(text) is None or text.strip().lower().startswith("http")
    lead(text, text, Address("h", "/s/"))


@pytest.mark.slow
def test_a_real_site_is_in_order_and_what_is_taken_out_of_it_is_missed(common_www: Path, tmp_path: Path) -> None:
    site = common_www / SUB_PATH
    found = run(STARTER, site, "--address", HOME)
    assert (found.exit_code, found.output[:21]) == (0, "The site is in order:"), found.output
    copy = tmp_path / SUB_PATH
    shutil.copytree(site, copy)
    for name in ("cards/2024/be-brief.png", "tips/2024/index.html", "feed.json", "tips/2023/dot.png"):
        (copy / name).unlink()
    lines = run(STARTER, copy).output.splitlines()
    told = {line.removeprefix(f"{copy}/").partition(" leads")[0] for line in lines if "the link" in line}
    assert {re.sub(r":\d+:\d+: error: the link", "", line) for line in told} == {
        f'tips/2024/be-brief/index.html "{HOME}cards/2024/be-brief.png"',
        'tips/2019/index.html "../../feed.json"',
        'tips/2023/picture/index.html "../dot.png"',
        'tips/2023/index.html "../2024/"',
    }
