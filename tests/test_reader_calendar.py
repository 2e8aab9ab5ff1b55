"""What a reader does with the calendar of weeks, with a tip at random, and with this week in years past."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site_fixtures import HOSTILE_TITLE, SUB_PATH, TIPS, a_tip, broken_links, build_site, filed, served

pytestmark = pytest.mark.browser

# In 2020 a 53rd week; gaps within rows, and a row without a tip; in 2021 two tips in one week.
DAYS = (
    *("2020-01-07", "2020-01-14", "2020-02-04", "2020-03-24", "2020-04-07", "2020-10-06", "2020-12-22", "2020-12-29"),
    *("2021-01-05", "2021-07-06", "2021-07-07", "2021-12-28", "2023-03-14", "2023-05-02", "2023-11-28"),
)
TITLES = {one: datetime.date.fromisoformat(one).strftime("Of %A, %d %B %Y") for one in DAYS}
TITLES["2023-03-14"] = "Of a Tuesday, and of all that there was to say about it " * 3 + "and more"
WEEKLY = (
    *(filed(one, a_tip(title, one, tags=("phone",), author="Ada Fenwick")) for one, title in TITLES.items()),
    filed("hostile", a_tip(HOSTILE_TITLE, "2022-05-03", tags=("phone",), author="Jonas Prill", lang="de")),
    filed("short", a_tip("Yes", "2022-11-29", tags=("phone",))),
    filed("shorter", a_tip("No", "2021-11-30", tags=("phone",))),
    filed("by-month", a_tip("Known by month", "2021-02", tags=("phone",))),
    filed("no-date", a_tip("Nobody knows when", "", tags=("phone",))),
)


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("site"), WEEKLY)


def week(page: Page) -> str:
    """Return the days of the week that has the focus, "7 to 13 January 2020"; or else what has it."""
    return str(page.evaluate("document.activeElement.textContent.trim().split(':')[0]"))


def at(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).focus()


def test_every_link_of_the_calendar_and_of_the_random_page_leads_somewhere(www: Path) -> None:
    ours = tuple(f"/{SUB_PATH}/{path}:" for path in ("tips/", "random/"))
    assert [link for link in broken_links(www) if link.startswith(ours)] == []


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("6 to 12 January 2020", "ArrowRight", "13 to 19 January 2020"),
        ("13 to 19 January 2020", "ArrowRight", "3 to 9 February 2020"),
        ("3 to 9 February 2020", "ArrowLeft", "13 to 19 January 2020"),
        ("23 to 29 March 2020", "ArrowRight", "6 to 12 April 2020"),
        ("28 December 2020 to 3 January 2021", "ArrowRight", "4 to 10 January 2021"),
        ("4 to 10 January 2021", "ArrowLeft", "28 December 2020 to 3 January 2021"),
        ("6 to 12 January 2020", "ArrowLeft", "6 to 12 January 2020"),
        ("27 November to 3 December 2023", "ArrowRight", "27 November to 3 December 2023"),
        ("3 to 9 February 2020", "ArrowDown", "6 to 12 April 2020"),
        ("6 to 12 April 2020", "ArrowDown", "5 to 11 October 2020"),
        ("5 to 11 October 2020", "ArrowUp", "6 to 12 April 2020"),
        ("6 to 12 April 2020", "ArrowUp", "6 to 12 January 2020"),
        ("28 December 2020 to 3 January 2021", "ArrowDown", "28 December 2020 to 3 January 2021"),
        ("23 to 29 March 2020", "ArrowUp", "27 December 2021 to 2 January 2022"),
        ("27 December 2021 to 2 January 2022", "ArrowDown", "23 to 29 March 2020"),
        ("5 to 11 October 2020", "Home", "6 to 12 January 2020"),
        ("6 to 12 January 2020", "End", "28 December 2020 to 3 January 2021"),
        ("6 to 12 April 2020", "PageUp", "5 to 11 July 2021"),
        ("13 to 19 March 2023", "PageDown", "2 to 8 May 2022"),
        ("13 to 19 March 2023", "PageUp", "13 to 19 March 2023"),
        ("6 to 12 January 2020", "PageDown", "6 to 12 January 2020"),
        ("6 to 12 January 2020", "Control+ArrowRight", "6 to 12 January 2020"),
    ],
)
def test_keys_go_from_tip_to_tip(page: Page, address: str, start: str, keys: str, end: str) -> None:
    page.goto(address + "tips/")
    at(page, start)
    page.keyboard.press(keys)
    assert week(page) == end


def test_the_arrows_alone_reach_each_week_and_come_back(page: Page, address: str) -> None:
    page.goto(address + "tips/")
    at(page, "6 to 12 January 2020")
    walk = [week(page)]
    for _ in range(page.locator(".weeks a").count() - 1):
        page.keyboard.press("ArrowRight")
        walk.append(week(page))
    assert len(set(walk)) == len(walk) == 17  # 18 tips with a day, two of them in one week
    for expected in reversed(walk[:-1]):
        page.keyboard.press("ArrowLeft")
        assert week(page) == expected


def test_each_year_is_one_stop_of_the_tab_key_and_holds_nobody(page: Page, address: str) -> None:
    page.goto(address + "tips/")
    page.locator("#year-2023 a").focus()
    stops = []
    for _ in range(7):
        page.keyboard.press("Tab")
        stops.append(week(page))
    assert stops == [
        "27 November to 3 December 2023",
        "2022",
        "28 November to 4 December 2022",
        "2021",
        "27 December 2021 to 2 January 2022",
        "1 known only by month",
        "2020",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Tab")
    assert week(page) == "2020"
    page.keyboard.press("Tab")  # and the year remembers where its reader was
    assert week(page) == "6 to 12 January 2020"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-calendar]') === null")


def test_enter_opens_a_tip_or_the_list_at_its_week(page: Page, address: str) -> None:
    page.goto(address + "tips/")
    at(page, "6 to 12 January 2020")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLES["2020-01-07"])
    page.goto(address + "tips/")
    at(page, "5 to 11 July 2021: 2 tips")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "tips/2021/#week-2021-27")
    expect(page.locator(":target")).to_contain_text(TITLES["2021-07-07"])


def test_a_weeks_words_show_on_focus_and_on_hover_and_escape_takes_them_away(page: Page, address: str) -> None:
    page.goto(address + "tips/")
    at(page, "6 to 12 January 2020")
    page.keyboard.press("ArrowRight")
    words = page.locator(".weeks a:focus > span")
    expect(words).to_have_text(f"13 to 19 January 2020: {TITLES['2020-01-14']}")
    assert words.bounding_box()["width"] > 100  # type: ignore[index] # it has a box
    page.keyboard.press("Escape")
    expect(words).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(words).to_be_visible()
    page.locator("h1").hover()
    link = page.get_by_role("link", name="2 to 8 May 2022")
    link.hover()
    expect(link.locator("span")).to_have_css("clip-path", "none")
    expect(link.locator("bdi")).to_have_text(HOSTILE_TITLE)
    expect(link.locator("bdi")).to_have_attribute("lang", "de")


def test_who_rests_on_a_week_can_move_on_to_its_words(page: Page, address: str) -> None:
    page.goto(address + "tips/")
    link = page.get_by_role("link", name="5 to 11 October 2020")
    link.hover()
    words = link.locator("span")
    expect(words).to_have_css("pointer-events", "auto")
    box = words.bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 5)
    expect(words).to_have_css("clip-path", "none")


@pytest.mark.parametrize("width", [320, 360, 375, 390, 768, 1280, 1920])
def test_weeks_are_large_enough_to_hit_and_no_page_is_wider_than_its_screen(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + "tips/")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.weeks a')].map(a => a.getBoundingClientRect())"
        ".map(box => [box.width, box.height, box.left, box.right])"
    )
    assert min(min(box[:2]) for box in boxes) >= 24
    assert min(box[2] for box in boxes) >= 0
    assert max(box[3] for box in boxes) <= width
    # The words of the outermost weeks are the ones that could stick out.
    for name in ("6 to 12 January 2020", "23 to 29 March 2020", "28 December 2020 to 3 January 2021"):
        at(page, name)
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(".weeks a:focus > span").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def contrast(page: Page, selector: str, pseudo: str, over: str) -> float:
    """Return the contrast of what a pseudo element is filled with to `over`, "ground" or its own "number"."""
    return float(
        page.evaluate(
            """([selector, pseudo, over]) => {
              const draw = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
              const luminance = (colour) => {
                draw.fillStyle = colour;
                draw.fillRect(0, 0, 1, 1);
                const linear = [...draw.getImageData(0, 0, 1, 1).data].slice(0, 3)
                  .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
              };
              const style = getComputedStyle(document.querySelector(selector), pseudo);
              const other = over === "number" ? style.color : getComputedStyle(document.body).backgroundColor;
              const [b, a] = [style.backgroundColor, other].map(luminance).sort((x, y) => x - y);
              return (a + 0.05) / (b + 0.05);
            }""",
            [selector, pseudo, over],
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_weeks_and_gaps_can_be_seen_and_numbers_read(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of the two
    page.goto(address + "tips/")
    page.evaluate("document.querySelector('.weeks a').classList.add('many')")
    for selector in (".weeks a:not([class])", ".weeks .some", ".weeks .many", ".gap"):
        assert contrast(page, selector, "::before", "ground") >= 3, selector
    for selector in (".weeks .some", ".weeks .many"):
        assert contrast(page, selector, "::before", "number") >= 4.5, selector


def test_without_javascript_all_weeks_are_links_in_order(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "tips/")
    page.locator("#year-2020 a").focus()
    for one in ("6 to 12 January 2020", "13 to 19 January 2020", "3 to 9 February 2020"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_contain_text(one)
    expect(page.locator(".calendar__keys")).to_be_hidden()
    years = page.locator(".ledger__years a")
    expect(years).to_have_text(["2023 3 tips", "2022 2 tips", "2021 6 tips", "2020 8 tips", "Undated 1 tip"])
    page.locator(".ledger__years a").last.click()
    expect(page.locator("h1")).to_have_text("Undated")
    context.close()


def test_gaps_are_told_and_headed_by_their_quarter(page: Page, address: str) -> None:
    page.goto(address + "tips/")
    table = page.get_by_role("table", name="Weeks of 2020")
    expect(table.get_by_role("rowheader")).to_have_text(["Jan", "Apr", "Jul", "Oct"])
    first = table.get_by_role("row").first
    expect(first.get_by_role("cell")).to_have_count(14)
    expect(first.get_by_role("cell", name="No tip")).to_have_count(8)  # none before the first tip


@pytest.mark.parametrize("chance", [0, 0.37, 0.999])
def test_a_random_tip_opens_and_leaves_no_page_between(page: Page, address: str, chance: float) -> None:
    page.add_init_script(f"Math.random = () => {chance}")
    page.goto(address + "tips/")
    page.get_by_role("link", name="A tip at random").click()
    page.wait_for_url(f"{address}tips/*/*/")
    titles = [one.tip.title for one in WEEKLY]
    assert page.locator("h1").inner_text() in titles
    page.go_back()
    expect(page).to_have_url(address + "tips/")


def test_chance_reaches_every_tip_once(page: Page, address: str) -> None:
    seen = []
    for n in range(len(WEEKLY)):
        page.add_init_script(f"Math.random = () => {(n + 0.5) / len(WEEKLY)}")
        page.goto(address + "random/", wait_until="commit")
        page.wait_for_url(f"{address}tips/*/*/", wait_until="commit")
        seen.append(page.url)
    assert len(set(seen)) == len(WEEKLY)


def test_without_javascript_the_random_page_is_a_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "random/")
    expect(page.locator(".rows a")).to_have_count(12)
    page.locator(".rows a").first.click()
    expect(page.locator("h1")).to_have_text(TITLES["2023-11-28"])
    context.close()


def test_a_random_page_that_can_fetch_nothing_stays_a_list(browser: Browser, address: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/weeks/*.json", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(address + "random/")
    expect(page.locator(".rows a")).to_have_count(12)
    expect(page).to_have_url(address + "random/")
    page.close()
    assert errors == []


PAST = "section[data-past]"


def past(page: Page) -> list[str]:
    return page.locator(f"{PAST} a").all_inner_texts()


BUILT = ("Yes", "No")  # the newest tip's week, the 48th, in earlier years


@pytest.mark.parametrize(
    ("now", "heading", "titles"),
    [
        ("2023-11-30", "From the same week in earlier years", BUILT),
        ("2024-11-27", "This week in years past", (TITLES["2023-11-28"], "No")),  # of three years
        ("2024-03-13", "This week in years past", (TITLES["2023-03-14"],)),
        ("2021-01-02", "From the same week in earlier years", BUILT),  # the 53rd week, of 2020 alone
        ("2026-12-31", "This week in years past", (TITLES["2020-12-29"],)),
        ("2020-01-08", "From the same week in earlier years", BUILT),  # none earlier than these
        ("2024-08-14", "From the same week in earlier years", BUILT),  # no tip in that week at all
        ("2024-12-31", "This week in years past", (TITLES["2021-01-05"],)),  # of week 1 of 2025
    ],
)
def test_this_week_in_years_past(page: Page, address: str, now: str, heading: str, titles: tuple[str, ...]) -> None:
    page.clock.set_fixed_time(f"{now}T12:00:00")
    page.goto(address, wait_until="networkidle")
    expect(page.locator(f"{PAST} h2")).to_have_text(heading)
    assert past(page) == list(titles)
    page.locator(f"{PAST} a").first.click()
    expect(page.locator("h1")).to_have_text(titles[0])


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("now", ["2024-03-13", "2024-11-27"], ids=["one long title", "two short ones"])
def test_what_comes_in_the_place_of_other_tips_moves_nothing(
    browser: Browser, page: Page, address: str, width: int, now: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    page.clock.set_fixed_time(f"{now}T12:00:00")
    for one in (plain, page):
        one.set_viewport_size({"width": width, "height": 800})
        one.goto(address)
    expect(page.locator(f"{PAST} h2")).to_have_text("This week in years past")
    assert page.locator(".imprint").bounding_box() == plain.locator(".imprint").bounding_box()
    context.close()


def test_without_javascript_the_same_week_in_earlier_years_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(f"{PAST} h2")).to_have_text("From the same week in earlier years")
    assert past(page) == list(BUILT)
    context.close()


def test_where_none_were_built_in_those_of_the_readers_week_appear(browser: Browser, tmp_path: Path) -> None:
    # Of the newest tip's week, the 11th, there is no other; of the 45th there is one of 2019.
    with served(build_site(tmp_path, TIPS)) as address:
        page = browser.new_page()
        page.clock.set_fixed_time("2024-03-13T12:00:00")
        page.goto(address, wait_until="networkidle")
        expect(page.locator(PAST)).to_be_hidden()
        page.clock.set_fixed_time("2024-11-06T12:00:00")
        page.reload()
        expect(page.locator(f"{PAST} h2")).to_have_text("This week in years past")
        expect(page.locator(PAST)).to_be_visible()
        assert page.locator(f"{PAST} .past__row").all_inner_texts() == ["5 November 2019\nA ptarmigan again"]
        page.locator(f"{PAST} a").click()
        expect(page.locator("h1")).to_have_text("A ptarmigan again")
        page.close()
