"""What a reader does on a tip's page and on the way to it: the trail, copied links, suggestions, a phone's menu."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site_fixtures import SUB_PATH, run_build, served, write_tips
from tests.test_site import a_project

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.extend([message.text] if message.type in ("error", "warning") else []))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def trails(page: Page) -> list[str]:
    return page.locator(".trails__tag").all_inner_texts()


def test_the_tag_that_a_reader_came_from_comes_first_until_another_list_is_opened(page: Page, address: str) -> None:
    page.goto(address + "tips/2024/be-brief/")
    assert trails(page) == ["phone", "writing"]
    page.goto(address + "tags/writing/")
    page.get_by_role("link", name="Be brief").click()
    expect(page.locator("h1")).to_have_text("Be brief")
    assert trails(page) == ["writing", "phone"]
    page.get_by_role("link", name="Older in writing: Known by month").click()
    expect(page.locator("h1")).to_have_text("Known by month")
    expect(page.locator(".is-own .trails__tag")).to_have_text("writing")
    page.goto(address + "tips/2024/")
    page.goto(address + "tips/2024/be-brief/")
    assert trails(page) == ["phone", "writing"]
    expect(page.locator(".is-own")).to_have_count(0)


def test_a_trail_of_another_tag_changes_nothing(page: Page, address: str) -> None:
    page.goto(address + "tags/email/")
    page.goto(address + "tips/2024/be-brief/")
    assert trails(page) == ["phone", "writing"]


def test_a_tips_address_is_copied_as_it_is_published(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "tips/2024/be-brief/?highlight=breath")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    expect(page.locator(".actions [role=status]")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://example.github.io/tip-archive/tips/2024/be-brief/"
    context.close()


def test_a_copy_that_the_browser_forbids_is_said(page: Page, address: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(address + "tips/2024/be-brief/")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="The browser did not allow it")).to_be_visible()


def test_a_suggestion_begins_with_the_readers_own_day(page: Page, tmp_path: Path) -> None:
    project = a_project(tmp_path / "project")
    write_tips(project / "docs" / "tips")
    run = run_build(None, tmp_path / "www" / SUB_PATH, project)
    assert run.returncode == 0, run.stderr
    page.route("https://github.com/**", lambda route: route.fulfill(body="ok"))
    page.clock.set_fixed_time(datetime.datetime(2031, 2, 3, 12, tzinfo=datetime.UTC))
    with served(tmp_path / "www") as address:
        page.goto(address)
        page.locator(".featured__title a").click()
        page.get_by_role("link", name="Suggest a tip").click()
        expect(page.locator("body")).to_have_text("ok")
    fields = parse_qs(urlsplit(page.url).query)
    assert fields["filename"] == ["2031/name-of-the-tip.md"]
    assert "\ndate: 2031-02-03\n" in fields["value"][0]


@pytest.mark.parametrize("width", [320, 390])
def test_a_phones_menu_opens_closes_and_leads_on(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    menu, ways = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Main")
    expect(ways).to_be_hidden()
    menu.click()
    expect(ways).to_be_visible()
    assert menu.evaluate("button => button.getBoundingClientRect().height") >= 44
    for link in ways.get_by_role("link").all():
        assert link.evaluate("link => link.getBoundingClientRect().height") >= 44
    page.keyboard.press("Escape")
    expect(ways).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    ways.get_by_role("link", name="Tags").click()
    expect(page.locator("h1")).to_have_text("Tags")
    expect(ways).to_be_hidden()


def test_a_phones_menu_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + "tips/2024/be-brief/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Archive").click()
    expect(page.locator("h1")).to_have_text("Archive")
    context.close()


def test_a_wide_masthead_shows_the_ways_in_without_a_button(page: Page, address: str) -> None:
    page.goto(address + "tags/phone/")
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Tags")).to_be_visible()
    expect(page.locator(".masthead__nav [aria-current]")).to_have_text("Tags")


def test_without_javascript_all_tags_of_a_tip_lead_to_their_neighbours(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "tips/2024/be-brief/")
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    page.get_by_role("link", name="Newer in phone: Name the wait").click()
    expect(page.locator("h1")).to_have_text("Name the wait")
    context.close()


def test_print_leaves_out_what_paper_cannot_do(page: Page, address: str) -> None:
    page.goto(address + "tips/2022/teaser/")
    page.emulate_media(media="print")
    for hidden in (".masthead__nav", ".masthead__tools", ".actions", ".neighbours", ".imprint nav"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    expect(page.get_by_text("It begins like this …")).to_be_visible()
    link = page.locator(".onward__link")
    assert "https://elsewhere.example/teaser/" in link.evaluate("link => getComputedStyle(link, '::after').content")
