"""Words that were found are marked on the page that opens."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.searched_site import build_searched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_searched(tmp_path_factory.mktemp("site"))


def test_found_words_are_marked_on_the_page_that_opens(page: Page, address: str) -> None:
    page.goto(address + "search/?q=cafe")
    page.get_by_role("link", name="Café talk").click()
    expect(page.locator("h1 mark")).to_have_text("Café")
    marks = page.locator("[data-search-body] mark").all_inner_texts()
    assert marks == ["CAFÉ", "cafe", "cafes", "café's", "café", "cafeteria", "café", "café"]
    expect(page).to_have_url(address + "tips/2021/marks/")
    whole = page.locator("article").inner_text()
    page.get_by_role("button", name="Clear marked words").click()
    expect(page.locator("mark.found")).to_have_count(0)
    expect(page.locator("h1")).to_be_focused()
    assert page.locator("article").inner_text() == whole.removesuffix("Clear marked words").rstrip()


@pytest.mark.parametrize(
    ("parameters", "marks"),
    [
        ("highlight=unbelievable", ["un", "believ", "able"]),
        ("highlight=believ&highlight=caf&highlight=", []),
        ("highlight=cafe", ["Café", "CAFÉ", "cafe", "café", "café", "café"]),
        ("highlight=BAR", ["bar"]),
        ("highlight=Clear&highlight=copy&highlight=link", []),  # words of buttons
        ("highlight=<img+src=x+onerror=alert(1)>&highlight=[.*", []),
        (f"highlight={'a' * 5000}&highlight=bar", ["bar"]),
        ("&".join(f"highlight=no{n}" for n in range(500)) + "&highlight=bar", []),
    ],
)
def test_what_the_address_names_is_marked_as_whole_words_only(
    page: Page, address: str, parameters: str, marks: list[str]
) -> None:
    page.goto(address + f"tips/2021/marks/?a=1&{parameters}#site-content")
    expect(page).to_have_url(address + "tips/2021/marks/?a=1#site-content")
    expect(page.locator("article mark")).to_have_text(marks)
    expect(page.get_by_role("button", name="Clear marked words")).to_have_count(1 if marks else 0)


def test_a_word_longer_than_any_result_names_is_not_marked(page: Page, address: str) -> None:
    page.goto(address + f"tips/2023/long-title/?highlight={'x' * 300}")
    expect(page).to_have_url(address + "tips/2023/long-title/")
    expect(page.locator("article mark")).to_have_count(0)


@pytest.mark.parametrize("path", ["", "tags/", "search/", "about/", "gone/"])
def test_pages_that_are_no_tips_only_lose_the_parameter(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page()
    page.goto(address + f"{path}?highlight=tips")
    expect(page).to_have_url(address + path)
    expect(page.locator("mark.found")).to_have_count(0)
    page.close()


def test_the_first_found_word_is_brought_into_sight(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + "tips/2021/marks/?highlight=zeugma")
    expect(page.locator("mark.found")).to_be_in_viewport()
    page.goto(address + "tips/2021/marks/?highlight=bar")
    expect(page.locator("mark.found")).to_have_text("bar")
    assert page.evaluate("scrollY") == 0


def test_characters_without_spaces_are_marked_as_a_run(page: Page, address: str) -> None:
    page.goto(address + "search/?q=電話")
    page.locator(".hit a").click()
    expect(page.locator("[data-search-body] mark")).to_have_text(["電話"])
