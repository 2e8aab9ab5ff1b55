"""Lists and indexes: what stands on a year's, a tag's and an author's pages, and how long ones are paged."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.archive import Archive, Topic, build_archive
from scraper.archive.page import PreparedPage
from scraper.archive.views.indexes import index_pages
from scraper.archive.views.listing import Group, by_month, by_year, counted
from scraper.archive.views.lists import author_pages, tag_pages, undated_pages, week_links, year_pages
from scraper.archive.views.paging import page_source, pager, split, split_topics
from scraper.tip import FiledTip, Tag
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import TIPS, a_tip, filed, meta_of


def archive_of(*tips: FiledTip, vocabulary: Vocabulary | None = None) -> Archive:
    archive, problems = build_archive(tips, vocabulary or Vocabulary())
    assert not problems
    return archive


def days(number: int) -> tuple[FiledTip, ...]:
    """Return so many tips of one year, several a day."""
    dates = (f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(number))
    return tuple(filed(f"t{n:04}", a_tip(f"Title {n:04}", date)) for n, date in enumerate(dates))


def titles(page: PreparedPage) -> dict[str, list[str]]:
    """Return the titles of a page's rows by heading."""
    return {group["title"]: [row["title"] for row in group["rows"]] for group in meta_of(page)["groups"]}


def test_a_years_page_lists_months_and_last_what_is_known_by_year_only() -> None:
    newest, *_ = year_pages(archive_of(*TIPS))
    assert (newest.src_uri, meta_of(newest)["title"]) == ("tips/2024/index.md", "2024")
    assert titles(newest) == {
        "March": ["Name the wait", "Be brief"],
        "February": ["Known by month"],
        "Some time in 2024": ["Known by year"],
    }
    assert meta_of(newest)["jumps"] == []  # three headings are seen at once
    assert meta_of(newest)["neighbours"] == [{"title": "2023", "url": "tips/2023/", "label": "Older", "rel": "prev"}]
    assert meta_of(newest)["modified"] == "2024-03-12"


def test_the_first_tip_of_each_week_has_its_anchor() -> None:
    archive = archive_of(
        filed("a", a_tip("A", "2024-03-12")), filed("b", a_tip("B", "2024-03-11")), filed("c", a_tip("C", "2024-03-05"))
    )
    (page,) = year_pages(archive)
    rows = meta_of(page)["groups"][0]["rows"]
    assert [row["id"] for row in rows] == ["week-2024-11", "", "week-2024-10"]
    assert week_links(archive) == {
        "tips/2024/a/": "tips/2024/#week-2024-11",
        "tips/2024/b/": "tips/2024/#week-2024-11",
        "tips/2024/c/": "tips/2024/#week-2024-10",
    }


@pytest.mark.slow
def test_a_long_year_is_paged_and_nothing_is_lost() -> None:
    archive = archive_of(*days(700))
    pages = list(year_pages(archive))
    assert [page.src_uri for page in pages] == ["tips/2020/index.md", "tips/2020/page/2.md", "tips/2020/page/3.md"]
    assert [meta_of(page)["title"] for page in pages] == ["2020", "2020, page 2", "2020, page 3"]
    listed = [title for page in pages for rows in titles(page).values() for title in rows]
    assert listed == [entry.tip.title for entry in archive.years[2020]]
    assert [[part["current"] for part in meta_of(page)["pages"]] for page in pages] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    anchors = [jump["url"] for jump in meta_of(pages[2])["jumps"]]
    assert anchors[0] == "tips/2020/#in-december"
    assert anchors[-1] == "tips/2020/page/3/#in-january"
    # A month that goes on over the page is listed where it begins.
    spanning = meta_of(pages[0])["groups"][-1]["id"]
    assert spanning == meta_of(pages[1])["groups"][0]["id"]
    assert f"tips/2020/#{spanning}" in anchors
    for entry in archive.entries:
        page_of, _, anchor = week_links(archive)[entry.address].partition("#")
        page = next(page for page in pages if page_of in ("tips/2020/", page.src_uri.replace(".md", "/")))
        assert anchor.startswith("week-")
        assert meta_of(page)["template"] == "list.html"


def test_short_groups_are_paged_too() -> None:
    groups = [Group(str(n), f"g{n}", (entry,)) for n, entry in enumerate(archive_of(*days(700)).entries)]
    assert len(split(groups)) > 1


@pytest.mark.slow
@given(st.lists(st.integers(0, 400), max_size=5))
def test_paging_keeps_every_tip_in_order_and_no_page_empty(sizes: list[int]) -> None:
    entries = archive_of(*days(400)).entries
    groups = [Group(f"G{n}", f"g{n}", entries[:size]) for n, size in enumerate(sizes) if size]
    pages = split(groups)
    assert [(group.title, entry) for page in pages for group in page for entry in group.entries] == [
        (group.title, entry) for group in groups for entry in group.entries
    ]
    assert all(group.entries for page in pages for group in page)
    assert len(pages) == 1 or all(pages)


def test_a_page_of_a_list_stays_below_its_room_whatever_the_titles() -> None:
    archive = archive_of(*(filed(f"t{n}", a_tip("<&>" * 60 + str(n), "2020-01-01")) for n in range(500)))
    pages = split(by_month(archive.years[2020]))
    assert len(pages) > 3
    for page in pages:
        assert sum(len(entry.tip.title) * 5 for group in page for entry in group.entries) < 120_000


def test_a_tags_page_says_what_stands_beside_it() -> None:
    vocabulary = Vocabulary({"phone": Tag("phone", "Calls.")}, _canonical={"phone": "phone"})
    tips = [filed(f"t{n}", a_tip(f"T{n}", tags=("phone", "b", *(["a"] if n else [])))) for n in range(3)]
    pages = {page.src_uri: page for page in tag_pages(archive_of(*tips, vocabulary=vocabulary))}
    phone = pages["tags/phone.md"]
    assert meta_of(phone)["description"] == meta_of(phone)["note"] == "Calls."
    assert meta_of(phone)["beside"] == [{"name": "b", "url": "tags/b/"}, {"name": "a", "url": "tags/a/"}]
    assert meta_of(pages["tags/b.md"])["description"] == "3 tips about b."
    assert meta_of(phone)["home"] == "tags/phone/"


def test_authors_have_pages_where_there_are_several() -> None:
    ada, bo = filed("a", a_tip(author="Ada", tags=("x",))), filed("b", a_tip(author="Bo"))
    assert list(author_pages(archive_of(ada))) == []
    pages = {page.src_uri: page for page in author_pages(archive_of(ada, bo))}
    assert sorted(pages) == ["authors/ada.md", "authors/bo.md"]
    assert meta_of(pages["authors/ada.md"])["description"] == "1 tip by Ada."
    assert [tag["name"] for tag in meta_of(pages["authors/ada.md"])["beside"]] == ["x"]


def test_undated_tips_have_their_own_place_where_there_are_any() -> None:
    (page,) = undated_pages(archive_of(*TIPS))
    assert titles(page) == {"": ["Also undated", "Nobody knows when"]}
    assert meta_of(page)["groups"][0]["rows"][0]["summary"] == "Another one."
    assert list(undated_pages(archive_of())) == []


def test_an_index_goes_by_name_and_by_count() -> None:
    archive = archive_of(*(filed(f"t{n}", a_tip(tags=("few", "much") if n else ("much", "Zoo"))) for n in range(3)))
    pages = {page.src_uri: page for page in index_pages(archive)}
    assert sorted(pages) == ["tags/by-count.md", "tags/index.md"]
    names = {src: [topic["name"] for topic in meta_of(page)["topics"]] for src, page in pages.items()}
    assert names == {"tags/index.md": ["few", "much", "zoo"], "tags/by-count.md": ["much", "few", "zoo"]}
    assert meta_of(pages["tags/by-count.md"])["orders"] == [
        {"title": "By name", "url": "tags/", "current": False},
        {"title": "By count", "url": "tags/by-count/", "current": True},
    ]


def test_no_tag_takes_the_place_of_the_index() -> None:
    archive = archive_of(filed("a", a_tip(tags=("By count",))))
    assert archive.topics["by count"].address == "tags/by-count-2/"


def test_a_long_index_is_paged() -> None:
    topic = Topic("a tag", "tags/a-tag/", "tags/a-tag.md", "x" * 500, ())
    many = [replace(topic, name=f"tag {n:03}") for n in range(300)]
    pages = split_topics(many)
    assert [topic for page in pages for topic in page] == many
    assert len(pages) == 3
    assert split_topics([]) == [()]


@pytest.mark.parametrize(
    ("src_uri", "second", "address"),
    [
        ("tips/2024/index.md", "tips/2024/page/2.md", "tips/2024/page/2/"),
        ("tags/phone.md", "tags/phone/page/2.md", "tags/phone/page/2/"),
        ("tags/index.md", "tags/page/2.md", "tags/page/2/"),
    ],
)
def test_the_pages_of_a_list_have_addresses_that_nothing_else_can_have(src_uri: str, second: str, address: str) -> None:
    assert page_source(src_uri, 1) == src_uri
    assert page_source(src_uri, 2) == second
    assert pager(src_uri, 1, 2)[1] == {"number": 2, "url": address, "current": False}
    assert pager(src_uri, 1, 1) == []


def test_numbers_read_well() -> None:
    assert [counted(n) for n in (0, 1, 2, 12345)] == ["0 tips", "1 tip", "2 tips", "12,345 tips"]


def test_a_topic_lists_undated_tips_last() -> None:
    groups = by_year(archive_of(*TIPS).topics["phone"].entries)
    assert [(group.title, group.id) for group in groups] == [("2024", "in-2024"), ("Date unknown", "in-unknown")]
