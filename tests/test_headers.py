"""The policy of the site: all of it works under it, what is smuggled into a page does not, and it is one everywhere.

A real nginx runs the server block of docs/publishing.md, and a server that reads _headers stands for Netlify and
Cloudflare Pages; where neither is, as on GitHub Pages, there is the policy in the pages' own heads.
"""

import base64
import contextlib
import hashlib
import html
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scraper.archive.machines import headers
from tests import headers_file, nginx
from tests.browser import watched
from tests.kinds_of_page import kinds_of_page
from tests.pages_server import serve
from tests.site_fixtures import ROOT, SUB_PATH, pages, run_build, served
from tests.test_site import a_project

pytestmark = pytest.mark.slow

SERVERS = ("nginx", "_headers", "in the page")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
# Chromium says of itself what the policy stops in a page; this adds what the page learns of it.
TELL = "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective, e.blockedURI))"
PLANTED = """\
<script>document.documentElement.dataset.inline = ""</script>
<script src="{other}other.js"></script>
<img src="nowhere.png" alt="" onerror="document.documentElement.dataset.handler = ''">
<style>h1 {{ color: rgb(1, 2, 3) }}</style>
<iframe src="{other}"></iframe>
<p style="color: rgb(1, 2, 3)" id="styled">Styled</p>
</body>
"""


@pytest.fixture(scope="module")
def www(common_www: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the common site, of this module's own."""
    return shutil.copytree(common_www, tmp_path_factory.mktemp("headers") / "www")


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> str:
    """What says the policy."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(server: str, www: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site where it is served so."""
    with ExitStack() as stack:
        if server == "nginx":
            yield stack.enter_context(nginx.serving(www, tmp_path_factory.mktemp("nginx") / "files"))
        elif server == "_headers":
            yield stack.enter_context(headers_file.serving(www, SUB_PATH))
        else:
            yield stack.enter_context(served(www))


class Within(HTMLParser):
    """The scripts that stand within a page, and what else a strict policy stops: style and event handlers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.others: list[str] = []
        self._is_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_script = tag == "script" and not {"src", "type"}.intersection(dict(attrs))
        self.others += [tag] if tag == "style" else []
        self.others += [f"{tag}[{name}]" for name, _ in attrs if name == "style" or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.scripts += [data] if self._is_script else []
        self._is_script = False


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def whole_pages(www: Path) -> dict[str, str]:
    """Return the pages by address, without those that only lead on."""
    return {address: page.text for address, page in pages(www).items() if 'http-equiv="refresh"' not in page.text}


@contextlib.contextmanager
def planted(www: Path, folder: Path, *, is_said_in_page: bool) -> Iterator[list[str]]:
    """Have a page planted/ with what may not run, some of it at another host; yield what that host is asked for."""
    asked: list[str] = []
    (folder / "other").mkdir()
    (folder / "other" / "other.js").write_text('document.documentElement.dataset.other = ""', "utf-8")
    page = www / SUB_PATH / "planted" / "index.html"
    page.parent.mkdir()
    text = (www / SUB_PATH / "about" / "index.html").read_text("utf-8")
    with serve(folder, "other", lambda path, _: asked.append(path)) as other:
        text = text.replace("</body>", PLANTED.format(other=other))
        page.write_text(text if is_said_in_page else META.sub("", text), "utf-8")
        yield asked
    shutil.rmtree(page.parent)


def opened(browser: Browser, site: str) -> tuple[set[str], bool]:
    """Return which of the planted scripts ran, and whether one of the planted styles shows."""
    page = browser.new_page()
    page.goto(f"{site}planted/", wait_until="networkidle")
    ran = set(page.evaluate("Object.keys(document.documentElement.dataset)"))
    colours = page.evaluate("['h1', '#styled'].map((one) => getComputedStyle(document.querySelector(one)).color)")
    page.close()
    return ran, "rgb(1, 2, 3)" in colours


@pytest.mark.browser
def test_the_whole_site_works_under_its_policy(browser: Browser, www: Path, site: str) -> None:
    with watched(browser, site) as page:
        page.add_init_script(TELL)
        whole = whole_pages(www)
        del whole[f"/{SUB_PATH}/random/"]  # it leads on
        for address in kinds_of_page(whole):
            page.goto(site.removesuffix(f"{SUB_PATH}/") + address[1:])
        page.goto(f"{site}random/")
        expect(page.locator("[data-tip]")).to_be_attached()
        page.goto(f"{site}search/?q=ptarmigan")
        expect(page.locator("[data-search-results] li")).to_have_count(2)
        assert [worker.url for worker in page.workers] == [f"{site}pagefind/pagefind-worker.js"]
        page.goto(f"{site}tips/")
        expect(page.locator("[data-calendar][data-ready]")).to_be_attached()
        page.keyboard.press("/")
        page.keyboard.type("ptarmigan")
        page.locator("[data-search-dialog] [data-search-results] a").first.click()
        expect(page.locator("article mark").first).to_be_visible()
        page.locator("[data-palette-toggle]").click()
        page.reload(wait_until="commit")
        expect(page.locator("html[data-palette=dark]")).to_be_attached()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["feed.xml", "tags/phone/feed.xml", "sitemap.xml", "feed.json", "gone/for/good"])
def test_what_is_no_page_shows_too(browser: Browser, site: str, path: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + path)
    assert not [text for text in said if "Policy" in text]
    if path.endswith("/feed.xml"):
        assert page.evaluate("getComputedStyle(document.querySelector('item > title')).display") == "block"
    page.close()


@pytest.mark.browser
def test_what_is_smuggled_into_a_page_does_not_run(
    browser: Browser, www: Path, server: str, site: str, tmp_path: Path
) -> None:
    with planted(www, tmp_path, is_said_in_page=server == "in the page") as asked:
        assert opened(browser, site) == (set(), False)
    assert not asked


@pytest.mark.browser
def test_without_a_policy_it_would(browser: Browser, www: Path, address: str, tmp_path: Path) -> None:
    with planted(www, tmp_path, is_said_in_page=False) as asked:
        assert opened(browser, address) == ({"inline", "handler", "other"}, True)
    assert len(asked) == 2


@pytest.mark.browser
def test_what_a_text_may_hold_needs_no_style_of_its_own(page: Page, address: str) -> None:
    sides = ["left", "center", "right"]
    cells = "".join(f'<td data-align="{side}">{side}</td>' for side in sides)
    note = '<div class="admonition note"><p class="admonition-title">With a sign</p></div>'
    page.goto(address + "tips/2024/be-brief/")
    page.evaluate(
        "(more) => document.querySelector('.reading__body').innerHTML += more", f"<table>{cells}</table>{note}"
    )
    aligned = "[...document.querySelectorAll('td')].map((cell) => getComputedStyle(cell).textAlign)"
    assert page.evaluate(aligned) == sides
    sign = "getComputedStyle(document.querySelector('.admonition-title'), '::before').maskImage"
    assert page.evaluate(sign).startswith('url("data:image/svg+xml')


def test_one_policy_stands_in_all_three_places(www: Path) -> None:
    in_pages = {html.unescape(found[1]) for text in whole_pages(www).values() if (found := META.search(text))}
    (policy,) = in_pages
    rules = headers_file.rules((www / SUB_PATH / "_headers").read_text("utf-8"))
    (in_file,) = (dict(rule.headers) for rule in rules if "Content-Security-Policy" in dict(rule.headers))
    in_nginx = re.findall(r'^    add_header (\S+) "(.*)" always;$', nginx.server_block(), re.MULTILINE)
    assert in_file == dict(in_nginx) == headers.headers(policy)
    assert in_file["Content-Security-Policy"] == f"{policy}; frame-ancestors 'none'"
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy


def test_the_policy_comes_before_all_that_it_is_about(www: Path) -> None:
    for address, text in whole_pages(www).items():
        found = META.search(text)
        assert found, address
        assert not re.search(r"<(?:script|style|link|img)\b", text[: found.start()]), address


def test_pages_hold_no_script_or_style_that_the_policy_stops(www: Path) -> None:
    for address, page in pages(www).items():
        within = Within(page.text)
        allowed = html.unescape("".join(META.findall(page.text)))
        assert [script for script in within.scripts if digest(script) not in allowed] == [], address
        assert within.others == [], address


def test_a_script_and_a_file_of_ones_own_count(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project")
    (project / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", project / "overrides")
    main = project / "overrides" / "main.html"
    main.write_text(main.read_text("utf-8").replace("<script>", "<script>/* mine */ "), "utf-8")
    (project / "docs" / "_headers").write_text("/*\n  X-Mine: yes\n", "utf-8")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 0, run.stderr
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    (script,) = Within(home).scripts
    assert script.startswith("/* mine */")
    assert digest(script) in html.unescape(META.findall(home)[0])
    assert (tmp_path / "site" / "_headers").read_text("utf-8") == "/*\n  X-Mine: yes\n"
