"""What programs find on the site: heads of pages, structured data, sitemap, tips.json, llms.txt, and feeds as built."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scraper.archive.archive import Archive, build_archive
from scraper.archive.feeds.channel import channels
from scraper.archive.machines import catalogue
from scraper.archive.machines.head import for_machines
from scraper.archive.machines.llms import llms_txt
from scraper.archive.page import PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.views.prepare import prepare
from scraper.archive.views.subscribe import subscribe
from scraper.source import Canonical, Source
from scraper.tip import FiledTip
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import (
    HOSTILE_TITLE,
    ROOT,
    STARTER,
    SUB_PATH,
    TIPS,
    UNSEEN,
    a_tip,
    filed,
    run_build,
    write_tips,
)
from tests.strategies import texts

URL = f"https://example.github.io/{SUB_PATH}/"
SETTINGS = Settings("Tuesday & Tips", "Small <lessons>.", URL)


class Head(HTMLParser):
    """What a page says to machines: its metas by name, its links by rel, its structured data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.metas: dict[str, list[str]] = {}
        self.links: dict[str, list[dict[str, str | None]]] = {}
        self.data: list[Any] = []
        self._script: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.metas.setdefault(name, []).append(values["content"] or "")
        if tag == "link":
            self.links.setdefault(values["rel"] or "", []).append(values)
        if tag == "script" and values.get("type") == "application/ld+json":
            self._script = ""

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.data.append(json.loads(self._script))
            self._script = None


def archive_of(*tips: FiledTip, source: Source | None = None) -> Archive:
    return build_archive(tips, Vocabulary(), [source] if source else [])[0]


def told(archive: Archive, cards: dict[str, str] | None = None) -> dict[str, PreparedPage]:
    """Return all pages of an archive, with what they say to machines."""
    found = channels(archive, SETTINGS)
    return {
        page.src_uri: page for page in for_machines(prepare(archive, SETTINGS), archive, SETTINGS, found, cards or {})
    }


def nodes(page: PreparedPage) -> dict[str, Any]:
    """Return the structured data of a page, by type."""
    data: Any = page.meta["json_ld"]
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.fixture(scope="module")
def site(www: Path) -> Path:
    return www / SUB_PATH


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project whose source is the one to be found, and that has a page for nobody to find."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "overrides").symlink_to(ROOT / "overrides")
    shutil.copy(STARTER / "mkdocs.yml", folder)
    (folder / "sources.toml").write_text('[elsewhere]\ntitle = "Elsewhere"\ncanonical = "source"\n', "utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nHello.\n", "utf-8")
    (folder / "docs" / "hidden.md").write_text("---\nnoindex: true\n---\n# Hidden\n\n[x](about.md)\n", "utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  /search.md\n", "  /search.md\n  /hidden.md\n"), "utf-8")
    write_tips(folder / "docs" / "tips")
    run = run_build(None, folder / "site", folder)
    assert run.returncode == 0, run.stderr
    return folder / "site"


def head(site: Path, address: str) -> Head:
    return Head((site / address / "index.html").read_text("utf-8"))


def test_a_tips_head_says_what_it_is_when_it_is_shared(site: Path) -> None:
    metas = head(site, "tips/2024/name-the-wait").metas
    address = f"{URL}tips/2024/name-the-wait/"
    expected = {
        "og:type": ["article"],
        "og:title": ["Name the wait"],
        "og:url": [address],
        "og:description": ["A ptarmigan waits. So do callers."],
        "og:site_name": ["Tuesday Tips"],
        "og:locale": ["en"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "twitter:card": ["summary_large_image"],
        "article:published_time": ["2024-03-12"],
        "article:author": [f"{URL}authors/ada-fenwick/"],
        "article:tag": ["phone"],
    }
    assert {name: metas.get(name) for name in expected} == expected
    assert metas["og:image"][0].startswith(URL)
    assert "article:published_time" not in head(site, "tips/2024/by-month").metas
    assert head(site, "tips/2023/hostile").metas["og:title"] == [HOSTILE_TITLE]


@pytest.mark.parametrize("address", ["", "about", "tips", "tips/2024", "tags", "tags/phone", "search", "subscribe"])
def test_every_page_says_where_it_is_and_what_can_be_followed(site: Path, address: str) -> None:
    found = head(site, address)
    where = URL + (f"{address}/" if address else "")
    assert [link["href"] for link in found.links["canonical"]] == found.metas["og:url"] == [where]
    assert found.metas["og:type"] == ["website"]
    assert found.metas["og:title"] == ["Tuesday Tips"] if not address else found.metas["og:title"]
    feeds = [(link["title"], link["type"]) for link in found.links["alternate"]]
    assert feeds[-2:] == [("Tuesday Tips", "application/rss+xml"), ("Tuesday Tips", "application/feed+json")]
    assert len(feeds) == (4 if address == "tags/phone" else 2)


def test_a_tags_page_leads_to_its_own_feeds_first(site: Path) -> None:
    links = head(site, "tags/phone").links["alternate"]
    assert [(link["title"], link["href"]) for link in links[:2]] == [
        ("Tuesday Tips: phone", "feed.xml"),
        ("Tuesday Tips: phone", "feed.json"),
    ]


def test_the_page_for_lost_readers_is_no_place_but_has_feeds(site: Path) -> None:
    found = Head((site / "404.html").read_text("utf-8"))
    assert "canonical" not in found.links
    assert "og:url" not in found.metas
    assert [link["href"] for link in found.links["alternate"]] == [f"/{SUB_PATH}/feed.xml", f"/{SUB_PATH}/feed.json"]


def test_structured_data_can_be_read_on_every_page(site: Path) -> None:
    count = 0
    for path in site.rglob("index.html"):
        data = Head(path.read_text("utf-8")).data
        count += len(data)
        assert all(found["@context"] == "https://schema.org" for found in data)
    assert count > 25
    (hostile,) = head(site, "tips/2023/hostile").data
    assert hostile["@graph"][0]["headline"] == HOSTILE_TITLE
    assert hostile["@graph"][0]["author"]["name"] == HOSTILE_TITLE


def test_a_tip_is_a_posting_with_all_that_is_known() -> None:
    archive = archive_of(*TIPS)
    page = told(archive, {"tips/2024/name-the-wait.md": "cards/2024/name-the-wait.png"})["tips/2024/name-the-wait.md"]
    address = f"{URL}tips/2024/name-the-wait/"
    assert page.meta["image"] == "cards/2024/name-the-wait.png"
    assert nodes(page)["BlogPosting"] == {
        "@type": "BlogPosting",
        "headline": "Name the wait",
        "url": address,
        "mainEntityOfPage": address,
        "description": "A ptarmigan waits. So do callers.",
        "datePublished": "2024-03-12",
        "author": {"@type": "Person", "name": "Ada Fenwick", "url": f"{URL}authors/ada-fenwick/"},
        "publisher": {"@type": "Organization", "name": "Tuesday & Tips", "url": URL},
        "isPartOf": {"@type": "Blog", "@id": f"{URL}#blog", "name": "Tuesday & Tips", "url": URL},
        "image": f"{URL}cards/2024/name-the-wait.png",
        "inLanguage": "en",
        "keywords": ["phone"],
        "wordCount": 6,
        "isAccessibleForFree": True,
    }


def test_what_is_not_known_of_a_tip_is_not_said() -> None:
    pages = told(archive_of(*TIPS))
    plain = nodes(pages["tips/undated/no-date-either.md"])["BlogPosting"]
    assert not {"datePublished", "author", "keywords", "image", "isBasedOn", "copyrightNotice"} & plain.keys()
    assert nodes(pages["tips/2024/by-month.md"])["BlogPosting"]["datePublished"] == "2024-02"
    alone = told(archive_of(filed("a", a_tip(author="Ada", lang="de"))))["tips/2024/a.md"]
    assert nodes(alone)["BlogPosting"]["author"] == {"@type": "Person", "name": "Ada"}
    assert nodes(alone)["BlogPosting"]["inLanguage"] == "de"
    assert "author_page" not in alone.meta


@pytest.mark.parametrize("name", ["teaser", "ask-first"])
def test_of_an_excerpt_neither_length_nor_price_is_said_but_what_it_is_from(name: str) -> None:
    posting = nodes(told(archive_of(*TIPS))[f"tips/2022/{name}.md"])["BlogPosting"]
    assert not {"wordCount", "isAccessibleForFree"} & posting.keys()
    assert posting["isBasedOn"].startswith("https://elsewhere.example/")
    assert UNSEEN not in json.dumps(posting)


@pytest.mark.parametrize(
    ("src_uri", "steps", "here"),
    [
        ("tips/2024/be-brief.md", ["", "tips/", "tips/2024/"], "Be brief"),
        ("tips/undated/no-date.md", ["", "tips/", "tips/undated/"], "Nobody knows when"),
        ("tips/2024/index.md", ["", "tips/"], "2024"),
        ("tips/index.md", [""], "Archive"),
        ("tags/index.md", [""], "Tags"),
        ("tags/phone.md", ["", "tags/"], "phone"),
    ],
)
def test_the_way_down_from_home_ends_with_the_page_itself(src_uri: str, steps: list[str], here: str) -> None:
    items = nodes(told(archive_of(*TIPS))[src_uri])["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(steps) + 2))
    assert [item["item"] for item in items[:-1]] == [URL + step for step in steps]
    assert items[-1]["name"] == here
    assert "item" not in items[-1]


def test_home_is_a_site_that_can_be_searched_and_lists_are_part_of_it() -> None:
    pages = told(archive_of(*TIPS))
    home = nodes(pages["index.md"])
    assert home["WebSite"]["potentialAction"]["target"]["urlTemplate"] == f"{URL}search/?q={{search_term_string}}"
    assert home["WebSite"]["potentialAction"]["query-input"] == "required name=search_term_string"
    assert home["Blog"]["@id"] == nodes(pages["tips/2024/be-brief.md"])["BlogPosting"]["isPartOf"]["@id"]
    assert nodes(pages["tags/phone.md"])["CollectionPage"]["isPartOf"]["@id"] == home["WebSite"]["@id"]
    assert "json_ld" not in pages["search.md"].meta


@pytest.mark.slow
def test_where_the_source_is_the_one_to_be_found_the_page_says_so(project: Path) -> None:
    found = head(project, "tips/2022/teaser")
    original = "https://elsewhere.example/teaser/"
    assert [link["href"] for link in found.links["canonical"]] == found.metas["og:url"] == [original]
    own = head(project, "tips/2024/be-brief")
    assert [link["href"] for link in own.links["canonical"]] == [f"{URL}tips/2024/be-brief/"]


def addresses(site: Path) -> set[str]:
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 -- our own file
    return {str(found.text) for found in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}


@pytest.mark.slow
def test_the_sitemap_leaves_out_what_is_to_be_found_elsewhere_or_not_at_all(project: Path, site: Path) -> None:
    assert f"{URL}tips/2022/teaser/" in addresses(site)
    assert f"{URL}tips/2022/teaser/" not in addresses(project)
    assert f"{URL}tips/2024/be-brief/" in addresses(project)
    assert f"{URL}hidden/" not in addresses(project)
    assert head(project, "hidden").metas["robots"] == ["noindex"]
    assert "robots" not in head(project, "about").metas


def test_feeds_hold_whole_tips_as_mkdocs_rendered_them(site: Path) -> None:
    feed = json.loads((site / "feed.json").read_text("utf-8"))
    texts = {item["url"].removeprefix(URL): item["content_html"] for item in feed["items"]}
    assert texts["tips/2024/be-brief/"] == "<p>Say it in one breath.</p>"
    assert f'<img alt="A dot" src="{URL}tips/2023/dot.png">' in texts["tips/2023/picture/"]
    assert "Say it in one breath" in (site / "tags" / "writing" / "feed.xml").read_text("utf-8")


def test_feeds_of_a_built_site_parse(site: Path) -> None:
    found = sorted(site.rglob("feed.xml"))
    assert len(found) == 10
    for path in found:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert feed.entries, path
        assert len(json.loads(path.with_name("feed.json").read_bytes())["items"]) == len(feed.entries)


def test_tips_json_holds_what_is_known_of_every_tip() -> None:
    archive = archive_of(*TIPS)
    text = catalogue.catalogue(archive, SETTINGS)
    found = json.loads(text)
    assert (found["title"], found["url"], found["language"]) == ("Tuesday & Tips", URL, "en")
    assert [tip["url"] for tip in found["tips"]] == [URL + entry.address for entry in archive.entries]
    assert all(list(tip) == list(catalogue.KEYS) for tip in found["tips"])
    assert len(text.splitlines()) == len(found["tips"]) + 2
    tips = {tip["title"]: tip for tip in found["tips"]}
    assert tips["Name the wait"] == {
        "url": f"{URL}tips/2024/name-the-wait/",
        "title": "Name the wait",
        "date": "2024-03-12",
        "precision": "day",
        "tags": ["phone"],
        "author": "Ada Fenwick",
        "source": None,
        "status": "full",
        "lang": "en",
        "summary": "A ptarmigan waits. So do callers.",
        "words": 6,
    }
    assert (tips["Known by month"]["date"], tips["Known by month"]["precision"]) == ("2024-02", "month")
    assert (tips["Also undated"]["date"], tips["Also undated"]["precision"]) == (None, None)
    assert (tips["Ask first"]["status"], tips["Ask first"]["words"]) == ("excerpt", 55)
    assert tips["A teaser"]["source"] == {"title": "elsewhere", "url": "https://elsewhere.example/teaser/"}
    assert UNSEEN not in text


def test_the_catalogue_of_nothing_is_empty() -> None:
    assert json.loads(catalogue.catalogue(archive_of(), SETTINGS))["tips"] == []


def links_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield words, address and note of each link in lists of a Markdown text, as CommonMark reads it."""
    for token in MarkdownIt().parse(text):
        children: list[Token] = token.children or []
        if children and children[0].type == "link_open":
            end = next(n for n, child in enumerate(children) if child.type == "link_close")
            assert all(child.type == "text" for child in (*children[1:end], *children[end + 1 :]))
            yield (
                "".join(child.content for child in children[1:end]),
                str(children[0].attrs["href"]),
                "".join(child.content for child in children[end + 1 :]),
            )


def test_llms_txt_has_the_form_that_its_specification_asks_for() -> None:
    text = llms_txt(archive_of(*TIPS), SETTINGS)
    tokens = MarkdownIt().parse(text)
    kinds = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    assert kinds[:3] == ["heading_open", "blockquote_open", "paragraph_open"]
    assert kinds[3:] == ["heading_open", "bullet_list_open"] * 4
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert headings == [r"Tuesday \& Tips", "Start here", "Tags", "Newest tips", "Feeds and data"]
    found = {address: (words, note) for words, address, note in links_of(text)}
    assert found[f"{URL}tags/phone/"] == ("phone", ": 3 tips")
    assert found[f"{URL}tips/2024/by-month/"] == ("Known by month", ": February 2024. Say it in one breath.")
    assert found[f"{URL}tips/2022/teaser/"][1].startswith(": 7 June 2022, an excerpt. ")
    assert found[f"{URL}tips/2023/hostile/"][0] == HOSTILE_TITLE
    assert {f"{URL}{name}" for name in ("feed.xml", "feed.json", "tips.json", "sitemap.xml")} <= found.keys()
    assert UNSEEN not in text


def test_llms_txt_of_an_empty_archive_has_no_empty_sections() -> None:
    text = llms_txt(archive_of(), Settings("T", "", URL))
    assert re.findall("^#.*", text, re.MULTILINE) == ["# T", "## Start here", "## Feeds and data"]
    assert ">" not in text


def test_llms_txt_stays_small_however_large_the_archive_is() -> None:
    many = archive_of(*(filed(f"t{n}", a_tip(f"T{n}", tags=(f"tag {n}",))) for n in range(300)))
    assert len(list(links_of(llms_txt(many, SETTINGS)))) == 4 + 60 + 20 + 4


@given(texts.filter(str.strip))
@example("`code`, \\* a star, [x](y), ![z](z), \\(c\\), &amp; <b>")
def test_any_title_is_one_link_in_llms_txt(title: str) -> None:
    archive = archive_of(filed("a", a_tip(title, body="")))
    found = {address: words for words, address, _ in links_of(llms_txt(archive, SETTINGS))}
    # What CommonMark itself replaces: U+0000.
    assert found[f"{URL}tips/2024/a/"] == " ".join(title.replace("\0", "\ufffd").split())


def test_the_page_that_explains_feeds_lists_the_largest_topics_by_name() -> None:
    tips = [filed(f"t{n}", a_tip(f"T{n}", tags=(f"tag {n:03}", "very often"))) for n in range(100)]
    meta: Any = subscribe(archive_of(*tips), SETTINGS).meta
    names = [topic["name"] for topic in meta["topics"]]
    assert len(names) == 90
    assert names == sorted(names)
    assert meta["more_topics"]
    assert meta["topics"][-1] == {
        "name": "very often",
        "url": "tags/very-often/",
        "rss": "tags/very-often/feed.xml",
        "json": "tags/very-often/feed.json",
    }


def test_the_page_that_explains_feeds_leads_to_all_of_them(site: Path) -> None:
    page = (site / "subscribe" / "index.html").read_text("utf-8")
    assert f"<code>{URL}feed.xml</code>" in page
    for address in ("feed.xml", "feed.json", "tags/phone/feed.xml", "tags/phone/feed.json", "tips.json", "llms.txt"):
        assert f'href="../{address}"' in page, address
    assert all(f"<code>{key}</code>" in page for key in catalogue.KEYS)
    assert "nobody learns your address" in page
    assert "newsletter" not in page


def test_a_canonical_address_is_that_of_a_source_that_wants_to_be_found() -> None:
    tip = filed("a", a_tip(source="x", source_url="https://x.example/a/"))
    wants = archive_of(tip, source=Source("x", "X", canonical=Canonical.SOURCE))
    assert told(wants)["tips/2024/a.md"].meta["canonical"] == "https://x.example/a/"
    assert told(archive_of(tip, source=Source("x", "X")))["tips/2024/a.md"].meta["canonical"] == ""
