"""A tip's page as data: byline, reading time, trails, and the places on the code host."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from scraper.archive.archive import Archive, build_archive
from scraper.archive.settings import Settings
from scraper.archive.text.reading_time import minutes, word_count
from scraper.archive.views.home import home
from scraper.archive.views.suggestion import places, suggest_url
from scraper.archive.views.tip_page import tip_page
from scraper.frontmatter import parse
from scraper.tip import FiledTip, Rights, Tag
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import TIPS, a_tip, filed, meta_of

SETTINGS = Settings(
    "Tuesday Tips",
    "Small lessons.",
    "https://example.org/tips-site/",
    edit="https://github.example/o/r/edit/main/docs/tips/",
    suggest="https://github.example/o/r/new/main/docs/tips",
    correct="https://github.example/o/r/issues/new",
)
BARE = Settings("Tuesday Tips", "", "https://example.org/")


def archive_of(*tips: FiledTip, vocabulary: Vocabulary | None = None) -> Archive:
    archive, problems = build_archive(tips, vocabulary or Vocabulary())
    assert not problems
    return archive


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("One two three.", 3),
        ("It’s a re-read, [see this](https://example.org/a/b/c?d=e) <b>now</b>.", 6),
        ("![A bell](bell.jpg)\n\n[ref]: https://example.org/x 'y'", 2),
        ("## A heading\n\n- one\n- two", 4),
        ("電話は三回鳴る前に出る", 6),
        ("***", 0),
        ("", 0),
    ],
)
def test_words_are_counted_without_marks_and_addresses(markdown: str, words: int) -> None:
    assert word_count(markdown) == words


def test_a_minute_is_the_least() -> None:
    assert [minutes(n) for n in (0, 100, 345, 460, 2300)] == [1, 1, 2, 2, 10]


def test_a_byline_tells_date_author_and_minutes() -> None:
    archive = archive_of(filed("a", a_tip(author="Ada", body="word " * 500)))
    meta = meta_of(tip_page(archive, archive.entries[0], BARE))
    assert (meta["date_words"], meta["datetime"], meta["author"], meta["author_url"], meta["minutes"]) == (
        "5 March 2024",
        "2024-03-05",
        "Ada",
        "",
        2,
    )


def test_an_author_has_a_page_where_there_are_several() -> None:
    archive = archive_of(filed("a", a_tip(author="Ada")), filed("b", a_tip("B", author="Bo")))
    assert [meta_of(tip_page(archive, entry, BARE))["author_url"] for entry in archive.entries] == [
        "authors/bo/",
        "authors/ada/",
    ]


def test_an_excerpt_has_no_reading_time() -> None:
    archive = archive_of(filed("a", a_tip(rights=Rights.ASK)))
    assert meta_of(tip_page(archive, archive.entries[0], BARE))["minutes"] == 0


def test_each_tag_leads_to_what_is_older_and_newer_in_it() -> None:
    archive = archive_of(*TIPS)
    entry = next(entry for entry in archive.entries if entry.tip.title == "Be brief")
    trails = {trail["name"]: trail for trail in meta_of(tip_page(archive, entry, BARE))["trails"]}
    assert list(trails) == ["phone", "writing"]
    assert [(n["rel"], n["title"]) for n in trails["phone"]["neighbours"]] == [("next", "Name the wait")]
    assert [(n["rel"], n["title"]) for n in trails["writing"]["neighbours"]] == [("prev", "Known by month")]
    assert trails["phone"]["url"] == "tags/phone/"


def test_a_tag_of_one_tip_has_no_trail_and_many_tags_have_few() -> None:
    tags = tuple(f"t{n}" for n in range(20))
    archive = archive_of(filed("a", a_tip("A", tags=("a", *tags))), filed("b", a_tip("B", tags=tags)))
    trails = meta_of(tip_page(archive, archive.entries[0], BARE))["trails"]
    assert [trail["name"] for trail in trails] == ["t0", "t1", "t10", "t11", "t12", "t13", "t14"]


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("de", ""), ("", "")])
def test_the_direction_of_a_text_follows_from_its_language(lang: str, direction: str) -> None:
    archive = archive_of(filed("a", a_tip(lang=lang)))
    assert meta_of(tip_page(archive, archive.entries[0], BARE))["dir"] == direction


@pytest.mark.parametrize(
    ("repository", "edit_uri", "edit", "begin", "report"),
    [
        ("https://github.com/o/r/", "edit/main/docs/", "edit/main/docs/tips/", "new/main/docs/tips", "issues/new"),
        ("https://gitlab.com/o/r", "-/edit/main/docs/", "-/edit/main/docs/tips/", "", ""),
        ("https://github.com/o/r", "", "", "", ""),
        ("", "edit/main/docs/", "", "", ""),
    ],
)
def test_where_tips_are_edited_follows_from_the_repository(
    repository: str, edit_uri: str, edit: str, begin: str, report: str
) -> None:
    root = repository.rstrip("/") + "/"
    assert places(repository, edit_uri, "tips") == tuple(one and root + one for one in (edit, begin, report))


def test_a_tip_can_be_edited_where_the_repository_is_known() -> None:
    archive = archive_of(filed("né", a_tip()))
    page = tip_page(archive, archive.entries[0], SETTINGS)
    assert meta_of(page)["edit_url"] == "https://github.example/o/r/edit/main/docs/tips/2024/n%C3%A9.md"
    bare = tip_page(archive, archive.entries[0], BARE)
    assert [meta_of(bare)[key] for key in ("edit_url", "suggest_url", "correct_url")] == ["", "", ""]


def test_a_mistake_is_reported_in_a_form_that_knows_the_tip(root: Path) -> None:
    archive = archive_of(filed("né", a_tip("Né & co")))
    address = urlsplit(str(meta_of(tip_page(archive, archive.entries[0], SETTINGS))["correct_url"]))
    fields = parse_qs(address.query)
    assert address.path == "/o/r/issues/new"
    assert fields["title"] == ["Correction: Né & co"]
    assert fields["tip"] == [SETTINGS.url + "tips/2024/n%C3%A9/"]
    form = yaml.safe_load((root / ".github" / "ISSUE_TEMPLATE" / fields["template"][0]).read_text("utf-8"))
    assert fields.keys() - {"template", "title"} <= {one["id"] for one in form["body"]}


def test_a_suggested_tip_is_a_tip_once_its_day_is_filled_in() -> None:
    address = urlsplit(suggest_url(SETTINGS).replace("YYYY-MM-DD", "2026-03-03").replace("YYYY", "2026"))
    assert address.path == "/o/r/new/main/docs/tips"
    fields = parse_qs(address.query)
    assert fields["filename"] == ["2026/name-of-the-tip.md"]
    tip = parse(fields["value"][0])
    assert (tip.folder, tip.author, len(tip.tags)) == ("2026", "Your name", 1)


def test_home_starts_from_the_tags_that_the_settings_name_else_from_the_most_used() -> None:
    vocabulary = Vocabulary({"rare": Tag("rare", "Seldom.")}, _canonical={"rare": "rare"})
    tips = [filed(f"t{n}", a_tip(f"T{n}", tags=("often",) if n else ("rare", "often"))) for n in range(3)]
    archive = archive_of(*tips, vocabulary=vocabulary)

    def topics(settings: Settings) -> list[str]:
        return [topic["name"] for topic in meta_of(home(archive, settings))["topics"]]

    assert topics(BARE) == ["rare", "often"]  # those with a description come first
    chosen = Settings("T", "", "https://example.org/", start_from=("often", "nobody-uses-it"))
    assert topics(chosen) == ["often"]


def test_home_shows_the_newest_tip_and_those_before_it() -> None:
    archive = archive_of(*TIPS)
    meta = meta_of(home(archive, Settings("T", "", "https://example.org/", newest=3)))
    assert meta["featured"]["src_uri"] == "tips/2024/name-the-wait.md"
    assert [row["title"] for row in meta["rows"]] == ["Be brief", "Known by month"]
    assert meta_of(home(archive_of(), BARE))["featured"] == {}
