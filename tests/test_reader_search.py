"""How a reader searches: quick find on every page, and the search page with its address."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser import watched
from tests.searched_site import TAGS, build_searched
from tests.site_fixtures import HOSTILE_TITLE, SUB_PATH, a_tip, build_site, filed, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_searched(tmp_path_factory.mktemp("site"))


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address, width=390) as page:
        yield page


def hits(page: Page) -> list[str]:
    return page.locator(".hit a").all_inner_texts()


def status(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-search-status]")).to_have_text(words)


def counts(page: Page, name: str) -> dict[str, int]:
    """Return the values of a filter that show, in order, each with its count."""
    rows = page.locator(f"fieldset:has([name={name}]) li:visible")
    rows.first.wait_for()  # filters have a file of their own, which may come after the results
    found = {}
    for row in rows.all():
        value, count = row.locator(".facet__label").inner_text(), row.locator(".facet__count").inner_text()
        found[value] = int(count.split()[0])
    return found


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'[name={name}][value="{value}"]')


# Quick find


def test_slash_opens_search_and_a_word_finds_its_tips(page: Page, address: str) -> None:
    page.goto(address + "tips/2024/be-brief/")
    page.keyboard.press("/")
    expect(page.locator("[data-search-dialog]")).to_be_visible()
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("ptarmigan")
    status(page, "2 tips for “ptarmigan”")
    assert sorted(hits(page)) == ["A ptarmigan again", "Name the wait"]
    expect(page.locator(".hit__excerpt mark").first).to_have_text("ptarmigan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    first = hits(page)[0]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)


def test_quick_find_leads_to_all_results_and_loads_no_filters(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.keyboard.press("Control+k")
    page.keyboard.type("kingfisher")
    status(page, "The first 6 of 23 tips for “kingfisher”")
    assert len(hits(page)) == 6
    assert not [url for url in asked if "/pagefind/filters" in url]
    page.get_by_role("link", name="All results, with filters").click()
    expect(page).to_have_url(address + "search/?q=kingfisher")
    status(page, "23 tips for “kingfisher”")
    assert [url for url in asked if "/pagefind/filters" in url]


def test_enter_in_quick_find_shows_all_results(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("ptarmigan")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "search/?q=ptarmigan")
    status(page, "2 tips for “ptarmigan”")


def test_escape_closes_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address)
    button = page.locator("[data-search-open]").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=q]").last).to_be_focused()
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
    expect(page.locator(".hit")).to_have_count(2)
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('[data-search-dialog]') !== null"), key


@pytest.mark.parametrize("path", ["", "search/"])
def test_a_slash_in_a_field_is_a_slash(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    field = page.locator("main [name=q]" if not path else "[data-search-page] [name=q]").first
    field.press("/")
    expect(field).to_have_value("/")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_slash_on_the_search_page_goes_to_its_field(page: Page, address: str) -> None:
    page.goto(address + "search/?q=ptarmigan")
    status(page, "2 tips for “ptarmigan”")
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()
    expect(page.locator("[name=q]")).to_have_value("ptarmigan")


@pytest.mark.parametrize("place", ["page", "dialog"])
def test_results_that_come_late_never_replace_newer_ones(page: Page, address: str, place: str) -> None:
    late: list[Route] = []

    def keep_one_back(route: Route) -> None:
        seen.append(route)
        if len(seen) == 3:  # in the middle of the first page of results
            late.append(route)
        else:
            route.continue_()

    seen: list[Route] = []
    page.route("**/pagefind/fragment/*", keep_one_back)
    page.goto(address + ("search/" if place == "page" else ""))
    if place == "dialog":
        page.keyboard.press("/")
    query = page.locator("[data-search-page] [name=q], [data-search-dialog] [name=q]")
    with page.expect_request(lambda _: bool(late) or len(seen) == 2):
        query.fill("kingfisher")
    query.fill("ptarmigan")
    status(page, "2 tips for “ptarmigan”")
    late[0].continue_()
    page.wait_for_timeout(300)
    status(page, "2 tips for “ptarmigan”")
    assert sorted(hits(page)) == ["A ptarmigan again", "Name the wait"]


# The search page


def test_what_is_asked_stands_in_the_address_and_can_be_gone_back_to(page: Page, address: str) -> None:
    page.goto(address + "search/?q=ptarmigan&tag=phone")
    status(page, "1 tip for “ptarmigan” tagged phone")
    expect(page.get_by_label("Order")).to_be_visible()
    page.locator("[name=q]").fill("waits")  # typing changes the newest entry of the history
    expect(page).to_have_url(address + "search/?q=waits&tag=phone")
    status(page, "1 tip for “waits” tagged phone")
    page.get_by_role("button", name="phone, remove this tag").click()  # what is chosen adds one
    expect(page).to_have_url(address + "search/?q=waits")
    status(page, "24 tips for “waits”")
    page.get_by_label("Order").select_option("oldest")
    expect(page).to_have_url(address + "search/?q=waits&sort=oldest")
    expect(page.locator(".hit a").first).to_have_text("Kingfisher 0")
    page.locator("[name=q]").fill("ptarmigan")
    status(page, "2 tips for “ptarmigan”")
    page.keyboard.press("Enter")  # so does a query that is submitted, though it was typed before
    page.go_back()
    expect(page).to_have_url(address + "search/?q=waits&sort=oldest")
    expect(page.locator("[name=q]")).to_have_value("waits")
    status(page, "24 tips for “waits”")
    page.go_back()
    expect(page.get_by_label("Order")).to_have_value("")
    page.go_back()
    status(page, "1 tip for “waits” tagged phone")
    expect(box(page, "tag", "phone")).to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(page).to_have_url(address + "search/?q=waits&sort=oldest")
    expect(page.locator(".hit a").first).to_have_text("Kingfisher 0")
    page.reload()
    expect(page.get_by_label("Order")).to_have_value("oldest")
    expect(page.locator(".hit a").first).to_have_text("Kingfisher 0")


def test_without_a_word_filters_show_the_newest_first(page: Page, address: str) -> None:
    page.goto(address + "search/")
    status(page, "")
    expect(page.get_by_text("Type a word or two")).to_be_visible()
    box(page, "tag", "phone").check()
    status(page, "3 tips tagged phone")
    assert hits(page) == ["Name the wait", "Be brief", "Nobody knows when"]
    page.get_by_label("Order").select_option("oldest")
    expect(page.locator(".hit a")).to_have_text(["Be brief", "Name the wait", "Nobody knows when"])  # no date: last
    box(page, "tag", "phone").uncheck()
    expect(page).to_have_url(address + "search/?sort=oldest")
    expect(page.get_by_text("Type a word or two")).to_be_visible()


def test_counts_tell_how_many_tips_each_value_would_leave(page: Page, address: str) -> None:
    page.goto(address + "search/?q=kingfisher")
    status(page, "23 tips for “kingfisher”")
    assert counts(page, "author") == {"Ada Fenwick": 11, "Jonas Prill": 12}
    assert counts(page, "source") == {"Editors": 18, "elsewhere": 5}
    box(page, "tag", "topic 00").check()
    tagged = [n for n in range(23) if "topic 00" in (TAGS[n % 14], TAGS[n % 3])]
    status(page, f"{len(tagged)} tips for “kingfisher” tagged topic 00")
    both = [n for n in tagged if n % 14 == 2 or n % 3 == 2]
    assert counts(page, "tag")["birds"] == len(tagged)
    assert counts(page, "tag").get("topic 02", 0) == len(both)
    assert counts(page, "author")["Ada Fenwick"] == len([n for n in tagged if n % 2])
    box(page, "author", "Ada Fenwick").check()
    status(page, f"{len([n for n in tagged if n % 2])} tips for “kingfisher” tagged topic 00 by Ada Fenwick")
    assert counts(page, "author")["Jonas Prill"] == len([n for n in tagged if not n % 2])  # it would stand beside
    box(page, "author", "Jonas Prill").check()
    status(page, f"{len(tagged)} tips for “kingfisher” tagged topic 00 by Ada Fenwick or Jonas Prill")


def test_tags_narrow_together_and_years_stand_beside_each_other(page: Page, address: str) -> None:
    page.goto(address + "search/?tag=phone&tag=writing")
    status(page, "1 tip tagged phone and writing")
    assert hits(page) == ["Be brief"]
    page.goto(address + "search/?tag=phone&year=2024&year=Unknown")
    status(page, "3 tips tagged phone from 2024 or without a date")


@pytest.mark.parametrize(
    "query", ["tag=nobody", "year=1999", "tag=phone&tag=nobody", "sort=sideways&tag=nobody", "q=&tag=&tag=nobody"]
)
def test_an_address_that_asks_for_what_is_not_there_finds_nothing(page: Page, address: str, query: str) -> None:
    page.goto(address + f"search/?{query}")
    status(page, re.compile("^No tips "))


def test_long_filters_show_the_most_frequent_first_and_all_when_asked(page: Page, address: str) -> None:
    page.goto(address + "search/?q=kingfisher")
    status(page, "23 tips for “kingfisher”")
    first = list(counts(page, "tag"))
    assert len(first) == 8
    assert first[0] == "birds"
    button = page.get_by_role("button", name="Show all 15 tags")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    assert list(counts(page, "tag")) == ["birds", *TAGS]
    page.get_by_role("button", name="Show fewer tags").click()
    assert list(counts(page, "tag")) == first
    assert list(counts(page, "year")) == [str(year) for year in range(2022, 2014, -1)]


def test_a_filter_with_one_value_is_not_shown(browser: Browser, tmp_path: Path) -> None:
    tips = tuple(filed(name, a_tip(name, tags=(name,), author="Ada Fenwick")) for name in "ab")
    with served(build_site(tmp_path, tips)) as address, watched(browser, address) as page:
        page.goto(address + "search/")
        expect(page.locator("fieldset legend")).to_have_text(["Tags"])


def test_filters_are_groups_with_names_and_work_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "search/?q=ptarmigan")
    status(page, "2 tips for “ptarmigan”")
    group = page.get_by_role("group", name="Tags")
    checkbox = group.get_by_role("checkbox", name="phone 1 tip")
    checkbox.focus()
    page.keyboard.press("Space")
    status(page, "1 tip for “ptarmigan” tagged phone")
    expect(checkbox).to_be_focused()
    page.keyboard.press("Space")
    status(page, "2 tips for “ptarmigan”")


def test_active_filters_can_be_taken_off_one_by_one_or_all(page: Page, address: str) -> None:
    page.goto(address + "search/?q=kingfisher&tag=birds&year=2003&author=Ada+Fenwick")
    status(page, "1 tip for “kingfisher” tagged birds from 2003 by Ada Fenwick")
    page.get_by_role("button", name="2003, remove this year").click()
    status(page, "11 tips for “kingfisher” tagged birds by Ada Fenwick")
    expect(page.get_by_role("button", name="birds, remove this tag")).to_be_focused()
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(address + "search/?q=kingfisher")
    expect(page.locator("[data-search-active]")).to_be_hidden()
    expect(page.locator("[name=q]")).to_be_focused()
    expect(page.locator(":checked:not(option)")).to_have_count(0)


def test_on_a_phone_filters_fold_away_with_how_many_are_active(phone: Page, address: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(address + "search/?q=kingfisher")
    status(phone, "23 tips for “kingfisher”")
    assert not [url for url in asked if "/pagefind/filters" in url]  # what nobody sees is not loaded
    expect(phone.get_by_role("group", name="Tags")).to_be_hidden()
    phone.get_by_text("Filters", exact=True).click()
    box(phone, "tag", "birds").check()
    box(phone, "tag", "topic 01").check()
    expect(phone.locator("[data-search-number]")).to_have_text("2")
    small = phone.evaluate("""[...document.querySelectorAll(
            "summary, .facet__value, .facet__more, .filter-chip, .order select, .field button")]
        .filter(target => target.checkVisibility() && target.getBoundingClientRect().height < 43.5)
        .map(target => target.outerHTML)""")
    assert small == []


def test_more_results_come_when_asked_and_keep_the_focus(page: Page, address: str) -> None:
    page.goto(address + "search/?tag=birds")
    status(page, "23 tips tagged birds")
    assert hits(page) == [f"Kingfisher {n}" for n in range(22, 12, -1)]
    button = page.locator("[data-search-more]")
    expect(button).to_have_text("Show 10 more")
    button.click()
    expect(page.locator(".hit")).to_have_count(20)
    expect(page.locator(".hit a").nth(10)).to_be_focused()
    expect(button).to_have_text("Show 3 more")
    button.click()
    expect(page.locator(".hit")).to_have_count(23)
    expect(button).to_be_hidden()
    page.locator(".hit a").nth(21).click()
    expect(page.locator("h1")).to_have_text("Kingfisher 1")
    page.go_back()
    expect(page.locator(".hit")).to_have_count(23)
    page.wait_for_function("scrollY > 500")


def test_the_field_at_home_leads_to_the_search_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#site-home-query").fill("ptarmigan")
    page.keyboard.press("Enter")
    status(page, "2 tips for “ptarmigan”")


def test_finding_nothing_says_what_can_be_taken_off(page: Page, address: str) -> None:
    page.goto(address + "search/?q=ptarmigan&tag=phone&year=2019")
    status(page, "No tips for “ptarmigan” tagged phone from 2019")
    ways = page.locator("[data-search-help] button")
    expect(ways).to_have_text(["Without “phone”: 1 tip", "Without “2019”: 1 tip", "Without any filter: 2 tips"])
    expect(page.locator("[data-search-ways] a")).to_have_text(["archive by year", "tags"])
    ways.first.click()
    expect(page).to_have_url(address + "search/?q=ptarmigan&year=2019")
    expect(page.locator(".hit a")).to_have_text(["A ptarmigan again"])
    page.locator("[name=q]").fill("qqqq")
    status(page, "No tips for “qqqq” from 2019")
    expect(ways).to_have_count(0)
    expect(page.get_by_text("Try fewer or other words.")).to_be_visible()


def test_a_hostile_tip_is_found_and_stays_text(page: Page, address: str) -> None:
    page.goto(address + "search/?q=onerror")
    expect(page.locator(".hit a")).to_have_text([HOSTILE_TITLE])
    expect(page.locator(".hit__excerpt")).to_contain_text("<img/src=x/onerror=alert(2)>")
    expect(box(page, "tag", HOSTILE_TITLE.replace('"', '\\"'))).to_have_count(1)
    page.locator(".hit a").click()
    expect(page.locator("h1")).to_have_text(HOSTILE_TITLE)
    expect(page.locator("h1 mark")).to_have_text("onerror")
    assert page.locator("article img").count() == 0


def test_a_missing_index_is_said_and_typing_again_tries_again(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/pagefind/*.json", lambda route: route.abort(), times=1)
    page.goto(address + "search/?q=ptarmigan")
    status(page, "Search is not available just now.")
    expect(page.locator("[data-search-ways] a")).to_have_count(2)
    page.locator("[name=q]").fill("kingfisher")
    status(page, "23 tips for “kingfisher”")
    page.close()


def test_a_site_without_tips_can_be_searched(browser: Browser, tmp_path: Path) -> None:
    with served(build_site(tmp_path, ())) as address, watched(browser, address) as page:
        page.goto(address + "search/?q=anything")
        expect(page.get_by_text("No tips have been published yet.")).to_be_visible()
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.type("anything")
        status(page, "No tips for “anything”")
    assert address.endswith(f"{SUB_PATH}/")


def test_without_javascript_the_search_page_leads_elsewhere(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "search/")
    expect(page.locator("[data-search-page]")).to_be_hidden()
    expect(page.get_by_role("link", name="archive by year")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Verständnis", ["Grüße"]),
        ("verstandnis", ["Grüße"]),
        ("grüßen", ["Grüße"]),
        ("電話", ["電話の応対"]),
        ("東京", ["電話の応対"]),  # the other tip has both characters, but apart
        ("京都 駅", ["京都"]),
        ("確認", ["電話の応対"]),
        ("quetzal", ["Only seen"]),  # the words that stand for a picture
        ("Fenwick ptarmigan", ["A ptarmigan again", "Name the wait"]),
        ('"ptarmigan waits"', ["Name the wait"]),
    ],
)
def test_words_of_any_script_are_found(page: Page, address: str, query: str, found: list[str]) -> None:
    page.goto(address + f"search/?q={query}")
    expect(page.locator(".hit")).to_have_count(len(found))
    assert sorted(hits(page)) == sorted(found)


def test_common_words_are_left_out_beside_others(page: Page, address: str) -> None:
    def with_common_words(route: Route) -> None:
        entry = route.fetch().json() | {"common": ["waits", "by"]}
        route.fulfill(json=entry)

    page.route("**/pagefind-entry.json", with_common_words)
    page.goto(address + "search/?q=ptarmigan+waits")
    status(page, "2 tips for “ptarmigan waits”")
    page.locator("[name=q]").fill("waits by")
    status(page, "41 tips; nearly all tips hold “waits by”")
    assert hits(page)[:2] == ["Name the wait", "Be brief"]  # newest first
    page.locator("[name=q]").fill('"ptarmigan waits"')
    status(page, '1 tip for “"ptarmigan waits"”')


@pytest.mark.parametrize("asked", ["?tag=phone", "?year=2024&sort=oldest", "?q=waits+by"])
def test_without_a_telling_word_no_part_of_the_index_is_loaded(page: Page, address: str, asked: str) -> None:
    common = {"common": ["waits", "by"]}
    page.route("**/pagefind-entry.json", lambda route: route.fulfill(json=route.fetch().json() | common))
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + f"search/{asked}")
    expect(page.locator(".hit").first).to_be_visible()
    assert page.locator(".hit__excerpt").first.inner_text() != ""
    assert [url for url in loaded if url.endswith((".pf_index", ".pf_meta"))] == []


@pytest.mark.parametrize("signs", ["!!!", "…", "-", "(&%3C)"])
def test_signs_alone_find_nothing_and_load_nothing(page: Page, address: str, signs: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(address + f"search/?q={signs}")
    expect(page.get_by_role("status")).to_have_text(re.compile("^No tips for"))
    assert [url for url in loaded if url.endswith(".pf_index")] == []


def test_a_hostile_text_that_is_only_listed_stays_text(page: Page, address: str) -> None:
    page.goto(address + "search/?year=2023")
    listed = page.locator(".hit", has_text="onerror=alert(1)")
    expect(listed.locator(".hit__excerpt")).to_contain_text("<img/src=x/onerror=alert(2)>")
    assert page.locator(".hit img").count() == 0
