"""What the site makes of renamed tags: pages, links, lists, search and feeds follow, and old addresses stay."""

import json
import re
import shutil
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result

from scraper.archive.archive import Archive, build_archive, tag_slugs
from scraper.archive.feeds.channel import channels, needed
from scraper.archive.feeds.feed import feeds
from scraper.archive.settings import Settings
from scraper.archive.site import Site, assemble
from scraper.cli import main
from scraper.errors import ArchiveError
from scraper.tip import FiledTip
from scraper.vocabulary import Vocabulary, parse_vocabulary
from tests.running import tree
from tests.site_fixtures import ROOT, SUB_PATH, a_tip, broken_links, filed, run_build

URL = f"https://example.github.io/{SUB_PATH}/"
SETTINGS = Settings("Tuesday Tips", "Small lessons.", URL, social_cards=False)
FILE = Path("docs/tags.yml")
PHONE = "tags:\n  phone:\n    also: [tel]\n    formerly: [phone calls, C++]\n"


def words(text: str = PHONE) -> Vocabulary:
    return parse_vocabulary(text, FILE)


def archive_of(*tips: FiledTip, vocabulary: Vocabulary | None = None) -> Archive:
    return build_archive(tips, vocabulary or words())[0]


def site_of(*tips: FiledTip, vocabulary: Vocabulary | None = None, taken: tuple[str, ...] = ()) -> Site:
    vocabulary = vocabulary or words()
    return assemble(archive_of(*tips, vocabulary=vocabulary), SETTINGS, vocabulary, taken)


ONE = filed("one", a_tip("One", tags=("phone",)))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the starter archive with links to a tag, in which that tag was merged into another and one renamed."""
    folder = tmp_path_factory.mktemp("starter")
    for name in ("docs", "overrides", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "sources.toml", folder)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"# start_from: .*", "start_from: [phone, listening, email]", settings)
    (folder / "mkdocs.yml").write_text(settings.replace("\nnav:\n", "\nnav:\n  - Calls: tags/phone.md\n"), "utf-8")
    with (folder / "docs" / "about.md").open("a", encoding="utf-8") as about:
        about.write("\n[Calls](tags/phone.md)\n\n<!-- tips: tag=phone limit=2 -->\n")
    by_hand = folder / "docs" / "tips" / "2026" / "leave-a-lit-window.md"
    by_hand.write_bytes(by_hand.read_bytes() + b"\n[Calls](../../tags/phone.md), [mail](../../tags/email.md)\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("tags", "merge", "phone", "--into", "listening").exit_code == 0
        assert run("tags", "rename", "email", "послания").exit_code == 0
    return folder


@pytest.fixture(scope="module")
def www(project: Path) -> Path:
    built = run_build(None, project / "www" / SUB_PATH, project)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return project / "www"


@pytest.fixture(scope="module")
def site(www: Path) -> Path:
    return www / SUB_PATH


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.mark.starter
def test_the_starter_archive_after_a_merge_has_no_broken_link(www: Path) -> None:
    assert broken_links(www) == []


@pytest.mark.starter
@pytest.mark.parametrize(("old", "new"), [("phone", "listening"), ("email", "послания")])
def test_the_old_page_leads_to_the_new_and_old_feeds_go_on(site: Path, old: str, new: str) -> None:
    page = (site / "tags" / old / "index.html").read_text("utf-8")
    target = "../listening/" if new == "listening" else "../%D0%BF%D0%BE%D1%81%D0%BB%D0%B0%D0%BD%D0%B8%D1%8F/"
    assert f'content="0; url={target}"' in page
    for name in ("feed.xml", "feed.json"):
        assert (site / "tags" / old / name).read_bytes() == (site / "tags" / new / name).read_bytes()
    found = feedparser.parse((site / "tags" / old / "feed.xml").read_bytes())
    own = f"{URL}tags/{target.removeprefix('../')}"
    assert {link.rel: link.href for link in found.feed.links} == {"alternate": own, "self": f"{own}feed.xml"}
    told = json.loads((site / "tags" / old / "feed.json").read_text("utf-8"))
    assert (told["home_page_url"], told["feed_url"]) == (own, f"{own}feed.json")
    assert told["items"]


@pytest.mark.starter
def test_lists_links_navigation_and_search_know_the_new_tag_only(site: Path) -> None:
    about = (site / "about" / "index.html").read_text("utf-8")
    assert '<a href="../tags/listening/">Calls</a>' in about
    assert len(re.findall(r'<li><a href="\.\./tips/\d{4}/[^"]+/">', about)) == 5
    tip = (site / "tips" / "2026" / "leave-a-lit-window" / "index.html").read_text("utf-8")
    assert 'href="../../../tags/listening/">Calls</a>' in tip
    filters = next(path for path in (site / "pagefind").rglob("*.json") if "filters" in path.name)
    values = json.loads(filters.read_text("utf-8"))["tag"]["values"]
    assert {"listening", "послания"} <= set(values)
    assert not {"phone", "email"} & set(values)
    home = (site / "index.html").read_text("utf-8")
    topics = home.partition('<ul class="topics">')[2].partition("</ul>")[0]
    assert re.findall(r'<a class="is-tag" href="[^"]+">([^<]+)</a>', topics) == ["listening", "послания"]
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert "tags/listening/" in sitemap
    assert "tags/phone/" not in sitemap


@pytest.mark.starter
def test_scraping_again_finds_all_tips_unchanged(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    before = tree(project / "docs")
    done = run("scrape")
    assert "all unchanged" in done.stdout
    assert tree(project / "docs") == before


def test_a_former_name_keeps_its_address_whatever_tags_come_and_go() -> None:
    assert tag_slugs(["phone", "c"], words()) == {
        "C++": "c",
        "c": "c-2",
        "phone": "phone",
        "phone calls": "phone-calls",
    }
    later = words('tags:\n  phone:\n    formerly: ["c!"]\n')
    assert tag_slugs(["phone", "c"], later) == {"c!": "c", "c": "c-2", "phone": "phone"}
    again = words(f"{PHONE}  c++:\n")
    assert again.canonical(["C++"]) == ("c++",)
    assert tag_slugs(["phone", "c++"], again) == {"c++": "c", "phone": "phone", "phone calls": "phone-calls"}
    respelt = words("tags:\n  follow-up:\n    formerly: [follow up, tone & voice]\n")
    assert tag_slugs(["follow-up"], respelt) == {"follow-up": "follow-up", "tone & voice": "tone-voice"}


def test_each_page_of_a_list_leads_on() -> None:
    many = tuple(
        filed(f"t{n}", a_tip(f"{'Long ' * 40}{n}", f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}", tags=("tel",)))
        for n in range(300)
    )
    site = site_of(*many)
    files = dict(site.files)
    lists = {page.src_uri for page in site.pages if page.src_uri.startswith("tags/phone")}
    assert lists == {"tags/phone.md", "tags/phone/page/2.md"}
    assert {path for path in files if path.startswith("tags/")} == {
        "tags/phone-calls/index.html",
        "tags/phone-calls/page/2/index.html",
        "tags/c/index.html",
        "tags/c/page/2/index.html",
    }
    assert 'url=../phone/"' in files["tags/c/index.html"]
    assert 'url=../../../phone/page/2/"' in files["tags/phone-calls/page/2/index.html"]
    assert "<title>phone, page 2</title>" in files["tags/phone-calls/page/2/index.html"]


def test_a_tag_without_tips_leads_nowhere() -> None:
    site = site_of(filed("one", a_tip(tags=("wording",))))
    assert [path for path, _ in site.files if path.startswith("tags/")] == []


@pytest.mark.parametrize(
    "taken", ["tags/phone-calls/index.html", "tags/phone-calls/feed.xml", "tags/phone-calls/feed.json"]
)
def test_an_old_address_at_which_something_else_is_stops_the_build(taken: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        site_of(ONE, taken=(taken,))
    (problem,) = caught.value.problems
    assert str(problem) == (
        'docs/tags.yml:4: TIP801 the tag "phone" was "phone calls" before, but that name\'s page is something else '
        'now. Move what is at tags/phone-calls/, or take "phone calls" out of "formerly".'
    )


@pytest.mark.parametrize("alias", ["tags/c/", "tags/phone-calls/", "tags/phone/"])
def test_an_alias_at_a_former_tags_address_is_told(alias: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        site_of(ONE, filed("two", a_tip("Two", aliases=(alias,))))
    assert [problem.code for problem in caught.value.problems] == ["TIP606"]


def test_feeds_of_all_addresses_are_one_feed() -> None:
    found = channels(archive_of(ONE), SETTINGS)
    texts = dict(feeds(found, SETTINGS, dict.fromkeys(needed(found), "<p>Text.</p>"), {}))
    assert list(texts) == [
        f"{folder}feed.{kind}"
        for folder in ("", "tags/phone/", "tags/phone-calls/", "tags/c/")
        for kind in ("xml", "json")
    ]
    assert texts["tags/c/feed.xml"] == texts["tags/phone/feed.xml"]
    assert texts["tags/c/feed.json"] == texts["tags/phone/feed.json"]


def test_feeds_of_a_tag_in_any_script_lie_where_links_lead() -> None:
    found = channels(archive_of(filed("one", a_tip(tags=("привет",)))), SETTINGS)
    assert found[1].files == ("tags/привет/feed.xml", "tags/привет/feed.json")
    assert found[1].rss == "tags/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82/feed.xml"
