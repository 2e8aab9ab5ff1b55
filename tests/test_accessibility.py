"""Everyone can use the site: on each kind of page what axe-core knows of WCAG 2.2 AA, and what it can't see."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.kinds_of_page import kinds_of_page
from tests.preview_project import EDITS, Served, a_preview
from tests.site_fixtures import ROOT, SUB_PATH, TIPS, a_tip, build_site, filed, pages, served

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RICH = """\
It has **bold**, *italic*, `code`, [a link](https://elsewhere.example/), H~2~O and a footnote.[^1]

## A heading

A table that is wider than a phone:

| Where the caller waits | How long it feels | What you say | What you never say |
| --- | ---: | :---: | --- |
| in the queue | ten minutes | "You are the third in line" | "Your call is important" |
| at the counter | a-word-that-does-not-break-anywhere | "I saw you come in" | nothing |

### A deeper one

- [ ] Ask
- [x] Listen
    1. first
    2. then

```python
def answer(question: str) -> str:  # a line of code that is a good deal longer than any phone is wide
    return f"{question}? {len(question)} characters, to be exact"
```

!!! note "A note"
    With `code` and [a link](https://elsewhere.example/note/) in it.

!!! warning
    Without a title of its own.

> A quotation.

Term
:   What it means.

<details><summary>More</summary><p>Less.</p></details>

![A dot](dot.png)

---

<kbd>Ctrl</kbd> <abbr title="that is">i.e.</abbr> <mark>marked</mark> <del>gone</del>

[^1]: It stands here.
"""
ALL = (*TIPS, filed("rich", a_tip("A rich body", "2023-05-30", RICH, tags=("phone", "writing"), lang="de")))
# Beside what the pages themselves call for: the same template with other content.
ALSO = ("tips/2023/rich/", "tips/2022/teaser/", "tips/undated/no-date/", "tips/2023/", "tips/undated/")
SEARCHES = ("search/?q=ptarmigan", "search/?q=zzyzx&tag=phone")


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("site"), ALL)


@pytest.fixture(scope="module")
def site(www: Path) -> Iterator[str]:
    """The address of a site with tips of each kind."""
    with served(www) as address:
        yield address


@pytest.fixture(scope="module")
def bare_www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("bare"), ())


@pytest.fixture(scope="module")
def bare_site(bare_www: Path) -> Iterator[str]:
    """The address of a site without tips: its pages say so."""
    with served(bare_www) as address:
        yield address


@pytest.fixture(scope="module")
def preview_www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a preview shows besides: a draft, a tip with something to mend, and one that can't be shown at all."""
    folder = tmp_path_factory.mktemp("preview")
    project = a_preview(folder / "project")
    EDITS["a bad date"](project)
    (folder / "www").mkdir()
    served = Served(project, folder / "www" / SUB_PATH)
    served.build()
    served.preview.end()
    return folder / "www"


@pytest.fixture(scope="module")
def kinds(www: Path, site: str, bare_site: str) -> tuple[str, ...]:
    """Addresses of pages on which all stands that stands anywhere on the site, and of searches."""
    whole = {address: page.text for address, page in pages(www).items() if 'http-equiv="refresh"' not in page.text}
    root = site.removesuffix("tip-archive/")
    found = [f"{root}{address[1:]}" for address in kinds_of_page(whole)]
    found += [site + path for path in (*ALSO, *SEARCHES)]
    return (*dict.fromkeys(found), *(bare_site + path for path in ("", "tips/", "tags/", "random/")))


def opened(browser: Browser, **options: Any) -> Page:  # noqa: ANN401 -- those of new_page
    """Return a new page, on which the random tip stays what it is without a script: a list, which can be looked at."""
    page = browser.new_page(**options)
    page.route("**/chance.js", lambda route: route.abort())
    return page


def visit(page: Page, address: str) -> None:
    """Open a page; on the search page, wait for what is found, or how to find it, and for the filters beside it."""
    page.goto(address, wait_until="networkidle" if "/search/" in address else "load")
    if "/search/" in address:
        expect(page.locator("[data-search-ways]:not([hidden]), [data-search-results] li").first).to_be_visible()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds: the rule, where, and what it says."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{page.url}: {one['id']} {node['target']}: {one['help']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("scheme", "width"), [*product(("light", "dark"), (390, 1280))])
def test_axe_finds_nothing(
    browser: Browser, kinds: tuple[str, ...], site: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page = opened(browser, color_scheme=scheme, viewport={"width": width, "height": 800})
    found = []
    for address in kinds:
        visit(page, address)
        found += violations(page)
    for typed, status in (("ptarmigan", "2 tips for “ptarmigan”"), ("zzyzx", "No tips for “zzyzx”")):
        page.goto(site)
        page.locator("[data-search-open]").click()
        page.keyboard.type(typed)
        expect(page.get_by_role("status")).to_have_text(status)
        found += violations(page)
    page.close()
    assert not found, "\n".join(found)


def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = opened(browser)
    page.set_content("<html><body><img src=x><input><p style='color:#888;background:#999'>Pale</p></body></html>")
    assert {"image-alt", "label", "color-contrast", "html-has-lang"} <= {one.split()[1] for one in violations(page)}
    page.close()


# 1280 px at 200 % and at 400 %, and that with the text spacing of which a reader's own style may make use.
# Source: WCAG 2.2, 1.4.4 Resize Text, 1.4.10 Reflow, 1.4.12 Text Spacing.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""


@pytest.mark.parametrize(("width", "style"), [(640, ""), (320, ""), (320, SPACING)], ids=["640", "320", "spaced"])
def test_zoomed_pages_never_scroll_sideways(browser: Browser, kinds: tuple[str, ...], width: int, style: str) -> None:
    # A reader's own style is no affair of the site's policy.
    page = opened(browser, viewport={"width": width, "height": 256}, bypass_csp=bool(style))
    wide = []
    for address in kinds:
        visit(page, address)
        if style:
            page.add_style_tag(content=style)
        if page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)") > width:
            wide.append(address)
    page.close()
    assert not wide, "\n".join(wide)


# Marks what the Tab key has to reach; then tells of each stop what a reader can't see of it. A box around it counts.
STOPS = """() => {
  const all = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = [...document.querySelectorAll(all)].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  stops.forEach((one) => one.setAttribute("data-test-stop", ""));
  return stops.length;
}"""
AT_STOP = """() => {
  const one = document.activeElement;
  if (!one?.hasAttribute("data-test-stop")) return null;
  one.removeAttribute("data-test-stop");
  const boxes = [];
  for (let box = one; box; box = box.parentElement) boxes.push(getComputedStyle(box));
  const { left, top, width, height } = one.getClientRects()[0];
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  const outlined = boxes.some((box) => box.outlineStyle !== "none" && parseFloat(box.outlineWidth) >= 2);
  const wrong = [];
  if (!outlined) wrong.push("no outline");
  if (!there || !(one.contains(there) || there.contains(one))) wrong.push("covered or out of sight");
  return wrong.length ? `${one.outerHTML.slice(0, 120)}: ${wrong.join(", ")}` : "";
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_and_is_seen_to(browser: Browser, kinds: tuple[str, ...], width: int) -> None:
    page = opened(browser, viewport={"width": width, "height": 800})
    wrong = []
    for address in kinds:
        visit(page, address)
        for _ in range(page.evaluate(STOPS) + 10):  # what scrolls is a stop of Chromium's own
            page.keyboard.press("Tab")
            found = page.evaluate(AT_STOP)
            wrong += [f"{address}: {found}"] if found else []
        left = page.evaluate("[...document.querySelectorAll('[data-test-stop]')].map((one) => one.outerHTML)")
        wrong += [f"{address}: never reached {one}" for one in left]
    page.close()
    assert not wrong, "\n".join(wrong)


def test_what_is_typed_while_the_search_is_still_coming_is_kept(browser: Browser, site: str) -> None:
    page = browser.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search-dialog.js", hold)
    page.goto(site)
    with page.expect_request("**/search-dialog.js"):
        page.keyboard.press("/")
    page.keyboard.type("ptar")
    held[0].continue_()
    expect(page.locator("[data-search-results] li")).not_to_have_count(0)
    page.keyboard.type("migan")
    expect(page.locator("[data-search-status]")).to_have_text("2 tips for “ptarmigan”")
    page.close()


MOVING = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  [undefined, "::before", "::after", "::backdrop"].flatMap((part) => {
    const style = getComputedStyle(one, part);
    const long = (durations) => durations.split(", ").some((duration) => parseFloat(duration) > 0.01);
    const moves = [
      long(style.transitionDuration) && style.transitionProperty !== "none" ? "transition" : "",
      long(style.animationDuration) && style.animationName !== "none" ? "animation" : "",
      style.scrollBehavior === "smooth" ? "smooth scrolling" : "",
    ].filter(Boolean);
    return moves.length ? [`${one.outerHTML.slice(0, 80)}${part ?? ""}: ${moves.join(", ")}`] : [];
  }))"""


def test_nothing_moves_for_those_who_want_no_motion(browser: Browser, kinds: tuple[str, ...]) -> None:
    page = opened(browser, reduced_motion="reduce")
    moving = []
    for address in kinds:
        visit(page, address)
        moving += [f"{address}: {one}" for one in page.evaluate(MOVING)]
    page.close()
    assert not moving, "\n".join(moving)


# What is drawn by its ground alone is gone where a reader's system chooses all colours.
BARE = """() => [...document.querySelectorAll("input, select, textarea, button")]
  .filter((one) => one.checkVisibility() && !["checkbox", "radio"].includes(one.type))
  .filter((one) => ![one, one.parentElement].some((box) => parseFloat(getComputedStyle(box).borderTopWidth) > 0))
  .map((one) => one.outerHTML)"""


def test_fields_have_borders_in_forced_colours(browser: Browser, kinds: tuple[str, ...]) -> None:
    page = opened(browser, forced_colors="active")
    bare = []
    for address in kinds:
        visit(page, address)
        bare += [f"{address}: {one}" for one in page.evaluate(BARE)]
    page.close()
    assert not bare, "\n".join(bare)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_preview(browser: Browser, preview_www: Path, scheme: Literal["light", "dark"]) -> None:
    page = opened(browser, color_scheme=scheme, viewport={"width": 390, "height": 800})
    found = []
    with served(preview_www) as address:
        for path in ("", "tips/2024/draft/", "tips/2024/linking/", "tips/2024/be-brief/"):
            page.goto(address + path)
            expect(page.locator(".notice, .preview").first).to_be_visible()
            found += violations(page)
    page.close()
    assert not found, "\n".join(found)


def test_each_template_is_looked_at(www: Path, bare_www: Path, preview_www: Path) -> None:
    texts = [page.text for folder in (www, bare_www, preview_www) for page in pages(folder).values()]
    seen = {word for text in texts for names in re.findall(r'class="([^"]*)"', text) for word in names.split()}
    for template in (ROOT / "overrides").rglob("*.html"):
        names = re.findall(r'class="([\w -]+)"', template.read_text("utf-8"))
        classes = {word for name in names for word in name.split()}
        assert not classes or classes & seen, f"add tips to ALL that make a page of {template.name}"
