"""What a reader does in a browser: search, filters, keyboard, palette; and what the browser asks the network for."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect, sync_playwright

from tests.site_fixtures import HOSTILE_TITLE, SUB_PATH, build_site, chromium, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=chromium() or None, args=["--no-sandbox", "--disable-gpu"]
            )
        except Error as error:
            reason = f"no Chromium: install the package chromium, or set CHROMIUM ({error.message.splitlines()[0]})"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def address(www: Path) -> Iterator[str]:
    with served(www) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a fresh browser profile; whatever it does, nothing may leave the site and no error may be logged."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.extend([message.text] if message.type in ("error", "warning") else []))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: wrong.extend([] if request.url.startswith(address) else [request.url]))
    yield page
    context.close()
    assert wrong == []


def hits(page: Page) -> list[str]:
    return page.locator("[data-search-results] h3").all_inner_texts()


def test_slash_opens_search_and_a_word_finds_its_tips(page: Page, address: str) -> None:
    page.goto(address + "tips/2024/be-brief/")
    page.keyboard.press("/")
    expect(page.locator("[data-search-dialog]")).to_be_visible()
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("ptarmigan")
    expect(page.get_by_role("status")).to_have_text("2 tips for “ptarmigan”")
    assert sorted(hits(page)) == ["A ptarmigan again", "Name the wait"]
    expect(page.locator("[data-search-results] mark").first).to_have_text(re.compile("ptarmigan"))
    page.keyboard.press("ArrowDown")
    first = hits(page)[0]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)


def test_filters_narrow_and_count(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Control+k")
    page.keyboard.type("ptarmigan")
    expect(page.get_by_role("status")).to_have_text("2 tips for “ptarmigan”")
    expect(page.locator("[name=tag] option")).to_have_text(["Any", "email (1)", "phone (1)"])
    expect(page.locator("[name=year] option")).to_have_text(["Any", "2024 (1)", "2019 (1)"])
    expect(page.locator("[name=author] option")).to_have_text(["Any", "Ada Fenwick (2)"])
    page.locator("[name=tag]").select_option("phone")
    expect(page.get_by_role("status")).to_have_text("1 tip for “ptarmigan” tagged phone")
    assert hits(page) == ["Name the wait"]
    page.locator("[name=tag]").select_option("")
    page.locator("[name=year]").select_option("2019")
    expect(page.get_by_role("status")).to_have_text("1 tip for “ptarmigan” from 2019")


def test_escape_closes_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address)
    button = page.locator("[data-search-open]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-dialog]")).to_be_visible()
    page.keyboard.type("wait")
    page.keyboard.press("Escape")
    expect(page.locator("[data-search-dialog]")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.locator("[data-search-close]").click()
    expect(page.locator("[data-search-dialog]")).to_be_hidden()


def test_tab_stays_in_the_dialog(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("ptarmigan")
    expect(page.locator("[data-search-results] li")).to_have_count(2)
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('[data-search-dialog]') !== null"), key


def test_a_slash_in_a_field_is_a_slash(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#site-home-query").press("/")
    expect(page.locator("#site-home-query")).to_have_value("/")
    expect(page.locator("[data-search-dialog]")).to_be_hidden()


def test_results_that_come_late_never_replace_newer_ones(page: Page, address: str) -> None:
    late: list[Route] = []
    page.route("**/pagefind/fragment/*", lambda route: route.continue_() if late else late.append(route))
    page.goto(address + "search/")
    page.locator("[name=q]").fill("picture")
    while not late:
        page.wait_for_timeout(20)
    page.locator("[name=q]").fill("ptarmigan")
    expect(page.get_by_role("status")).to_have_text("2 tips for “ptarmigan”")
    late[0].continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_role("status")).to_have_text("2 tips for “ptarmigan”")
    assert sorted(hits(page)) == ["A ptarmigan again", "Name the wait"]


def test_the_search_page_keeps_its_criteria_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "search/?q=ptarmigan&tag=phone")
    expect(page.get_by_role("status")).to_have_text("1 tip for “ptarmigan” tagged phone")
    page.locator("[name=q]").fill("")
    expect(page).to_have_url(address + "search/?tag=phone")
    expect(page.get_by_role("status")).to_have_text("3 tips tagged phone")
    page.locator("[name=sort]").select_option("oldest")
    expect(page).to_have_url(address + "search/?tag=phone&sort=oldest")
    expect(page.locator("[data-search-results] h3").last).to_have_text("Name the wait")
    page.reload()
    expect(page.locator("[name=sort]")).to_have_value("oldest")


def test_the_field_at_home_leads_to_the_search_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#site-home-query").fill("ptarmigan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 tips for “ptarmigan”")


def test_finding_nothing_helps_on(page: Page, address: str) -> None:
    page.goto(address + "search/?q=zzyzx&tag=phone")
    expect(page.get_by_role("status")).to_have_text("No tips for “zzyzx” tagged phone")
    expect(page.locator("[data-search-help] a")).to_have_count(2)
    page.locator("[name=q]").fill("again")
    page.get_by_role("button", name="Search without filters").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("for “again”$"))


def test_a_hostile_tip_is_found_and_stays_text(page: Page, address: str) -> None:
    page.goto(address + "search/?q=onerror")
    expect(page.locator("[data-search-results] h3")).to_have_text([HOSTILE_TITLE])
    expect(page.locator("[data-search-results] mark").first).to_have_text(re.compile("<img/src=x/onerror"))
    page.locator("[data-search-results] a").click()
    expect(page.locator("h1")).to_have_text(HOSTILE_TITLE)
    assert page.locator("article img").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["", "tips/", "tips/2023/", "tips/2023/long-title/", "tags/", "search/?q=title"])
def test_nothing_overflows(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.body.scrollWidth") <= width


def test_what_a_thumb_aims_at_is_large_enough(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("", "tips/", "tips/2024/", "tips/2024/be-brief/", "tags/"):
        page.goto(address + path)
        small = page.evaluate("""[...document.querySelectorAll("header a, header button, .chips a, .row a, .tally a,"
            + " .years a, .ledger a, .imprint a, .field button, .neighbours a")]
            .filter(target => target.checkVisibility() && target.getBoundingClientRect().height < 43.5)
            .map(target => target.outerHTML)""")
        assert small == [], path


def test_the_palette_follows_the_system_until_told_otherwise(page: Page, address: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page.goto(address)
    light = page.evaluate(ground)
    toggle = page.locator("[data-palette-toggle]")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(address + "tags/")
    assert page.evaluate(ground) == dark
    page.locator("[data-palette-toggle]").click()
    assert page.evaluate(ground) == light
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == dark


def test_the_skip_link_is_first_and_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "site-content"


@pytest.mark.parametrize("path", ["gone/", "tips/2024/gone/and/deeper/"])
def test_a_lost_reader_finds_the_way_from_any_depth(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    response = page.goto(address + path)
    assert response is not None
    assert response.status == 404
    page.get_by_role("link", name="Browse the archive by year").click()
    expect(page).to_have_url(address + "tips/")
    page.close()


def test_without_javascript_everything_can_be_read_and_found(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "tips/2024/be-brief/")
    expect(page.get_by_text("Say it in one breath.")).to_be_visible()
    expect(page.locator("[data-palette-toggle]")).to_be_hidden()
    page.locator("[data-search-open]").click()
    expect(page).to_have_url(address + "search/")
    page.get_by_role("link", name="archive by year").click()
    expect(page.locator(".ledger a")).not_to_have_count(0)
    context.close()


def test_a_missing_index_is_said_and_typing_again_tries_again(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/pagefind/pagefind.js", lambda route: route.abort(), times=1)
    page.goto(address + "search/?q=ptarmigan")
    expect(page.get_by_role("status")).to_have_text("Search is not available just now.")
    expect(page.locator("[data-search-help] a")).to_have_count(2)
    page.close()


def test_a_site_without_tips_can_be_searched(browser: Browser, tmp_path: Path) -> None:
    with served(build_site(tmp_path, ())) as address:
        page = browser.new_page()
        page.goto(address + "search/?q=anything")
        expect(page.get_by_role("status")).to_have_text("No tips for “anything”")
        page.close()
    assert address.endswith(f"{SUB_PATH}/")
