"""What a reader does in a browser: keyboard, palette, phone; and what the browser asks the network for."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


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
    expect(page.locator(".reading__body")).to_have_text("Say it in one breath.")
    expect(page.locator("[data-palette-toggle]")).to_be_hidden()
    page.locator("[data-search-open]").click()
    expect(page).to_have_url(address + "search/")
    page.get_by_role("link", name="archive by year").click()
    expect(page.locator(".ledger a")).not_to_have_count(0)
    context.close()
