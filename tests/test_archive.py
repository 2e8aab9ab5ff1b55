"""The archive as a pure function of its tips: order, look-ups, what is shown, and what is refused."""

import random
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
import yaml

from scraper.archive.address import alias_target, distinct_slugs
from scraper.archive.archive import Archive, build_archive
from scraper.archive.datewords import in_words, within_year
from scraper.archive.folder import read_archive
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent, show
from scraper.archive.site import Site, assemble
from scraper.archive.text.excerpt import cut, words
from scraper.archive.views.prepare import prepare
from scraper.archive.views.tip_page import tip_page
from scraper.errors import ArchiveError
from scraper.frontmatter import render
from scraper.source import Canonical, Source
from scraper.tip import FiledTip, Rights, Status, Tag
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import LONG, TIPS, UNSEEN, a_tip, day, filed, write_tips

SETTINGS = Settings("Tuesday Tips", "Small lessons.", "https://example.org/tips-site/", newest=9)
ELSEWHERE = Source("elsewhere", "Elsewhere Weekly", home="https://elsewhere.example/", owner="Mara Lind")


def archive_of(*tips: FiledTip, vocabulary: Vocabulary | None = None) -> Archive:
    archive, problems = build_archive(tips, vocabulary or Vocabulary(), [ELSEWHERE])
    assert not problems
    return archive


def site_of(*tips: FiledTip) -> Site:
    return assemble(archive_of(*tips), SETTINGS, Vocabulary())


@pytest.mark.parametrize(
    ("known", "words", "short"),
    [
        ("2017-11-07", "7 November 2017", "7 Nov"),
        ("2017-11", "November 2017", "Nov"),
        ("2017", "2017", ""),
        ("", "Date unknown", ""),
    ],
)
def test_a_date_says_what_is_known_and_no_more(known: str, words: str, short: str) -> None:
    date = day(known) if known else None
    assert (in_words(date), within_year(date)) == (words, short)


def test_tips_are_ordered_newest_first_whatever_the_order_of_files() -> None:
    shuffled = list(TIPS)
    random.Random(7).shuffle(shuffled)  # noqa: S311 -- no secret
    archive = archive_of(*shuffled)
    assert archive == archive_of(*TIPS)
    assert [entry.src_uri.removeprefix("tips/") for entry in archive.years[2024]] == [
        "2024/name-the-wait.md",
        "2024/be-brief.md",
        "2024/by-month.md",
        "2024/by-year.md",
    ]
    assert [entry.tip.title for entry in archive.undated] == ["Also undated", "Nobody knows when"]


def test_tips_of_one_day_are_ordered_by_title() -> None:
    archive = archive_of(*(filed(name, a_tip(name)) for name in ("b", "a", "c")))
    assert [entry.tip.title for entry in archive.dated] == ["a", "b", "c"]


def test_neighbours_stay_within_the_dated_or_the_undated_tips() -> None:
    archive = archive_of(*TIPS)
    newest, oldest = archive.dated[0], archive.dated[-1]
    assert archive.neighbours[newest.address] == (None, archive.dated[1])
    assert archive.neighbours[oldest.address] == (archive.dated[-2], None)
    assert archive.neighbours[archive.undated[0].address] == (None, archive.undated[1])


def test_drafts_are_not_published() -> None:
    assert UNSEEN not in "".join(entry.tip.body for entry in archive_of(*TIPS).entries if "draft" in entry.src_uri)
    assert "Not yet" not in [entry.tip.title for entry in archive_of(*TIPS).entries]


def test_tags_go_by_their_canonical_name_and_each_has_an_address_of_its_own() -> None:
    known = Vocabulary({"c": Tag("c", "A letter.")}, _canonical={"c": "c", "thirdletter": "c"})
    archive = archive_of(
        filed("one", a_tip(tags=("Third letter", "C++"))), filed("two", a_tip(tags=("index",))), vocabulary=known
    )
    assert {name: topic.address for name, topic in archive.topics.items()} == {
        "c": "tags/c/",
        "c++": "tags/c-2/",
        "index": "tags/tip-index/",
    }
    assert archive.topics["c"].description == "A letter."


def test_slugs_stay_distinct_when_a_numbered_one_is_taken() -> None:
    assert distinct_slugs(["c", "c-2", "C++", "c#"]) == {"c": "c", "c-2": "c-2", "C++": "c-3", "c#": "c-4"}


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("## Heading\n\nThe *first* [words](https://x.example/a_b) `here`.", "The first words here."),
        ("- one\n- two\n\n> three", "one two three"),
        ("![alt](pic.png) after &amp; before <b>bold</b> <script>no()</script>", "after & before bold"),
        ("Said once[^1].\n\n[^1]: At the foot.", "Said once. At the foot."),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
        (r"5 \* 3 < 20", "5 * 3 < 20"),
        ("", ""),
    ],
)
def test_an_excerpt_is_plain_words(body: str, plain: str) -> None:
    assert " ".join(words(body)) == plain


def test_a_cut_stands_between_words_and_shows() -> None:
    assert cut(("Well,", "this", "is", "long"), 1) == "Well…"
    assert cut(("All", "of", "it"), 3) == "All of it"
    assert len(words(LONG + "\n\n" + LONG, at_least=10)) == 120


@pytest.mark.parametrize(
    ("rights", "status", "source", "extent", "says"),
    [
        (None, Status.FULL, None, Extent.FULL, ""),
        (Rights.OWN, Status.FULL, None, Extent.FULL, "Published here by Ada, who owns the text."),
        (Rights.UNSTATED, Status.FULL, ELSEWHERE, Extent.FULL, "states no terms"),
        (Rights.ASK, Status.FULL, ELSEWHERE, Extent.WITHHELD, "asks for permission"),
        (Rights.ASK, Status.FULL, None, Extent.WITHHELD, "asks for permission"),
        (Rights.ASK, Status.FULL, replace(ELSEWHERE, permission=True), Extent.FULL, "with the permission of Mara Lind"),
        (None, Status.FULL, replace(ELSEWHERE, rights=Rights.ASK), Extent.WITHHELD, "asks for permission"),
        (Rights.OWN, Status.FULL, replace(ELSEWHERE, rights=Rights.ASK), Extent.FULL, "owns the text"),
        (Rights.ASK, Status.TEASER, ELSEWHERE, Extent.TEASER, "asks for permission"),
        (Rights.UNSTATED, Status.TEASER, ELSEWHERE, Extent.TEASER, "states no terms"),
    ],
)
def test_what_is_shown_follows_from_the_rights(
    rights: Rights | None, status: Status, source: Source | None, extent: Extent, says: str
) -> None:
    tip = a_tip(body=f"{LONG} {UNSEEN}.", rights=rights, status=status, author="Ada", description=UNSEEN)
    shown = show(tip, source)
    assert shown.extent is extent
    assert says in shown.rights
    withheld = rights is Rights.ASK or (rights is None and source is not None and source.rights is Rights.ASK)
    if withheld and not (source and source.permission):
        assert shown.body == ""
        assert UNSEEN not in shown.excerpt + shown.summary
        assert shown.excerpt.endswith("word54…")
    else:
        assert shown.body == tip.body


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("It begins,", "It begins…"),
        ("It begins", "It begins…"),
        ("It *ends.*", "It *ends.*"),
        ("It goes […]", "It goes […]"),
    ],
)
def test_a_teaser_that_breaks_off_shows_it(body: str, shown: str) -> None:
    assert show(a_tip(body=body, status=Status.TEASER), None).body == shown
    assert show(a_tip(body=body), None).body == body


def test_of_a_short_withheld_tip_at_most_half_is_shown() -> None:
    assert show(a_tip(body="One two three four.", rights=Rights.ASK), None).excerpt == "One two…"


@pytest.mark.parametrize(
    ("url", "home", "link", "original"),
    [
        ("https://elsewhere.example/a/", "https://elsewhere.example/", "https://elsewhere.example/a/", True),
        ("", "https://elsewhere.example/", "https://elsewhere.example/", False),
        ("", "javascript:alert(1)", "", False),
        ("", "", "", False),
    ],
)
def test_a_tip_links_to_the_original_or_else_to_its_source(url: str, home: str, link: str, original: bool) -> None:
    shown = show(a_tip(source_url=url), replace(ELSEWHERE, home=home))
    assert (shown.link, shown.original) == (link, original)


@pytest.mark.parametrize(
    ("canonical", "url", "found"),
    [
        (Canonical.SOURCE, "https://elsewhere.example/a/", "https://elsewhere.example/a/"),
        (Canonical.SOURCE, "", ""),
        (Canonical.OWN, "https://elsewhere.example/a/", ""),
    ],
)
def test_a_source_may_be_the_one_to_be_found(canonical: Canonical, url: str, found: str) -> None:
    assert show(a_tip(source_url=url), replace(ELSEWHERE, canonical=canonical)).canonical == found
    assert show(a_tip(source_url=url), None).canonical == ""


def test_authors_and_tags_know_the_neighbours_within_them() -> None:
    archive = archive_of(*TIPS)
    ada = archive.authors["Ada Fenwick"]
    assert ada.address == "authors/ada-fenwick/"
    newer, older = ada.entries
    assert ada.neighbours == {newer.address: (None, older), older.address: (newer, None)}
    phone = archive.topics["phone"]
    assert [entry.tip.title for entry in phone.entries] == ["Name the wait", "Be brief", "Nobody knows when"]
    assert phone.neighbours[phone.entries[1].address] == (phone.entries[0], None)
    assert phone.neighbours[phone.entries[2].address] == (None, None)


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("tips/undated/x/", "tips/undated/x/index.html"),
        ("old/x", "old/x/index.html"),
        ("old/x.html", "old/x.html"),
        ("tips/%C3%A9/", "tips/é/index.html"),
        ("/tips/x/", None),
        ("../x/", None),
        ("a/%2e%2e/%2e%2e/x/", None),
        ("a//b/", None),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("a\\b/", None),
        ("a?b", None),
        ("", None),
        ("/", None),
    ],
)
def test_an_alias_never_leaves_the_site(alias: str, file: str | None) -> None:
    assert alias_target(alias) == file


def test_all_that_is_wrong_with_one_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "broken.md").write_text("---\ntitle: A\ndate: yesterday\nstatus: dratf\n---\n", "utf-8")
    _, problems = read_archive(tmp_path, Vocabulary())
    assert [(problem.place, problem.line, problem.code) for problem in problems] == [
        (f"{tmp_path}/2024/broken.md", 3, "TIP201"),
        (f"{tmp_path}/2024/broken.md", 4, "TIP112"),
    ]


def test_an_invisible_mark_at_a_files_beginning_keeps_nothing_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "be-brief.md").write_text("\ufeff" + render(a_tip()), "utf-8")
    archive, problems = read_archive(tmp_path, Vocabulary())
    assert ([entry.tip.title for entry in archive.entries], problems) == (["Be brief"], ())


def test_everything_that_is_wrong_is_told_at_once_with_file_and_remedy(tmp_path: Path) -> None:
    folder = write_tips(
        tmp_path / "tips",
        (
            filed("fine", a_tip()),
            filed("two words", a_tip()),
            filed("index", a_tip()),
            FiledTip(PurePosixPath("2019/moved.md"), a_tip()),
            FiledTip(PurePosixPath("loose.md"), a_tip()),
            filed("script", a_tip(source_url="javascript:alert(1)")),
            filed("away", a_tip(aliases=("https://evil.example/",))),
            filed("taken", a_tip(aliases=("tips/2024/fine/", "search/"))),
            filed("theirs", a_tip(aliases=("about/", "assets/x.html"))),
            filed("itself", a_tip(aliases=("tips/2024/itself/", "old/"))),
            filed("twice", a_tip(aliases=("old",))),
        ),
    )
    (folder / "2024" / "broken.md").write_text("---\ntitle: A\ndate: yesterday\n---\n", "utf-8")
    archive, problems = read_archive(folder, Vocabulary())
    with pytest.raises(ArchiveError) as raised:
        assemble(archive, SETTINGS, Vocabulary(), {"about/index.html"}, problems)
    lines = str(raised.value).splitlines()
    year = f"  - {folder}/2024"
    remedy_of_url = 'Begin source_url with "https://", or leave it out.'
    remedy_of_alias = 'Write it from the site\'s root, such as "tips/undated/be-brief/".'
    of_folder = "TIP205 the tip's date puts it in the folder 2024/."
    something_else = "the address of something else on this site. Remove it."
    remedy_of_page = "Remove the alias, or rename that file."
    remedy_of_two = "Remove it from one of the two."
    assert lines[0] == "The archive can't be built from the tips as they are. Mend them, and build again."
    assert sorted(lines[1:]) == sorted(
        [
            f'{year}/broken.md:3:7: TIP201 "yesterday" is no date. Write a real day as YYYY-MM-DD, such as 2024-03-05.',
            f'{year}/two words.md: TIP604 "two words.md" can\'t be part of an address. Rename the file to be-brief.md.',
            f'{year}/index.md: TIP604 "index.md" can\'t be part of an address. Rename the file to be-brief.md.',
            f"  - {folder}/2019/moved.md: {of_folder} Move the file to 2024/moved.md.",
            f"  - {folder}/loose.md: {of_folder} Move the file to 2024/loose.md.",
            f'{year}/script.md: TIP113 "javascript:alert(1)" is no web address. {remedy_of_url}',
            f'{year}/away.md: TIP606 the alias "https://evil.example/" is no address on this site. {remedy_of_alias}',
            *(
                f'{year}/{name}.md: TIP606 the alias "{alias}" is {whose}'
                for name, alias, whose in [
                    ("taken", "tips/2024/fine/", f"the address of {folder}/2024/fine.md. {remedy_of_page}"),
                    ("taken", "search/", something_else),
                    ("theirs", "about/", something_else),
                    ("theirs", "assets/x.html", something_else),
                    ("twice", "old", f"one of {folder}/2024/itself.md too. {remedy_of_two}"),
                ]
            ),
        ]
    )


def test_prepared_pages_are_plain_data_that_yaml_gives_back() -> None:
    for page in prepare(archive_of(*TIPS), SETTINGS):
        assert yaml.safe_load(yaml.safe_dump(dict(page.meta), allow_unicode=True)) == page.meta, page.src_uri


def test_prepared_pages_have_distinct_addresses() -> None:
    addresses = [page.src_uri for page in prepare(archive_of(*TIPS), SETTINGS)]
    assert len(set(addresses)) == len(addresses)


def test_a_tips_page_does_not_grow_with_the_archive() -> None:
    few = archive_of(*(filed(f"t{n:03}", a_tip(f"T{n:03}", tags=("a",))) for n in range(3)))
    many = archive_of(*(filed(f"t{n:03}", a_tip(f"T{n:03}", tags=("a",))) for n in range(300)))
    assert tip_page(few, few.dated[1], SETTINGS) == tip_page(many, many.dated[1], SETTINGS)


def test_what_is_withheld_is_in_no_prepared_page_and_no_file() -> None:
    site = site_of(*TIPS)
    assert UNSEEN not in repr((site.pages, site.files))
    assert "word54…" in repr(site.pages)


def test_no_tips_make_a_whole_site_too() -> None:
    site = site_of()
    assert {"index.md", "tips/index.md", "tags/index.md", "search.md"} <= {page.src_uri for page in site.pages}
