"""The feeds and the redirects: what feed readers and old links get."""

import calendar
import datetime
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.archive.archive import Archive, build_archive
from scraper.archive.feeds.channel import Channel, channels, needed
from scraper.archive.feeds.feed import feeds
from scraper.archive.redirect import redirects
from scraper.archive.settings import Settings
from scraper.source import Source
from scraper.tip import FiledTip, Rights, Status
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import HOSTILE_TITLE, TIPS, UNSEEN, a_tip, filed

URL = "https://example.org/tips-site/"
SETTINGS = Settings("Tuesday & Tips", "Small lessons.", URL)


def archive_of(*tips: FiledTip) -> Archive:
    return build_archive(tips, Vocabulary())[0]


def made(*tips: FiledTip, contents: str = "<p>Text.</p>", cards: dict[str, str] | None = None) -> dict[str, str]:
    """Return the text of all feeds of an archive by path; each page of a tip was rendered to the same HTML."""
    found = channels(archive_of(*tips), SETTINGS)
    return dict(feeds(found, SETTINGS, dict.fromkeys(needed(found), contents), cards or {}))


def parsed(text: str) -> feedparser.FeedParserDict:
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


def items(text: str) -> dict[str, dict[str, Any]]:
    return {item["title"]: item for item in json.loads(text)["items"]}


def test_a_feed_reader_understands_the_feed() -> None:
    found = parsed(made(*TIPS)["feed.xml"])
    assert found.version == "rss20"
    assert (found.feed.title, found.feed.link, found.feed.subtitle) == ("Tuesday & Tips", URL, "Small lessons.")
    assert {link.rel: link.href for link in found.feed.links}["self"] == f"{URL}feed.xml"
    first = found.entries[0]
    assert (first.title, first.link, first.id) == ("Name the wait", *[f"{URL}tips/2024/name-the-wait/"] * 2)
    assert first.author == "Ada Fenwick"
    assert [tag.term for tag in first.tags] == ["phone"]
    assert first.content[0].value == "<p>Text.</p>"
    assert first.summary == "A ptarmigan waits. So do callers."
    assert HOSTILE_TITLE in [entry.tags[0].term for entry in found.entries if "hostile" in entry.link]


def test_a_summary_is_html_in_rss_and_plain_text_in_json_feed() -> None:
    found = made(filed("a", a_tip(body="Write `<b>` & `</b>`.")))
    description = ET.fromstring(found["feed.xml"]).findtext("channel/item/description")  # noqa: S314 -- our own
    assert description == "Write &lt;b&gt; &amp; &lt;/b&gt;."
    assert items(found["feed.json"])["Be brief"]["summary"] == "Write <b> & </b>."


def test_every_feed_parses_and_says_where_it_is() -> None:
    for path, text in made(*TIPS).items():
        if path.endswith(".xml"):
            found = parsed(text)
            assert {link.rel: link.href for link in found.feed.links}["self"] == URL + path
            assert found.feed.link == (URL + path).removesuffix("feed.xml")
        else:
            assert json.loads(text)["feed_url"] == URL + path


def test_the_archive_each_tag_and_each_of_several_authors_can_be_followed() -> None:
    found = made(*TIPS)
    assert [entry.title for entry in parsed(found["tags/phone/feed.xml"]).entries] == ["Name the wait", "Be brief"]
    ada = parsed(found["authors/ada-fenwick/feed.xml"])
    assert (ada.feed.title, ada.feed.subtitle) == ("Tuesday & Tips by Ada Fenwick", "Tips by Ada Fenwick.")
    assert [entry.title for entry in ada.entries] == ["Name the wait", "A ptarmigan again"]
    assert {path.removesuffix(".xml") for path in found if path.endswith(".xml")} == {
        path.removesuffix(".json") for path in found if path.endswith(".json")
    }
    alone = made(filed("a", a_tip(author="Ada Fenwick", tags=("phone",))))
    assert sorted(alone) == ["feed.json", "feed.xml", "tags/phone/feed.json", "tags/phone/feed.xml"]


def test_only_a_known_day_has_a_publication_date() -> None:
    found = made(*TIPS)
    entries = {entry.title: entry for entry in parsed(found["feed.xml"]).entries}
    day = datetime.datetime(2024, 3, 12, tzinfo=datetime.UTC)
    assert calendar.timegm(entries["Name the wait"].published_parsed) == day.timestamp()
    assert "published" not in entries["Known by month"]
    assert "published" not in entries["Known by year"]
    assert "Also undated" not in entries
    listed = items(found["feed.json"])
    assert listed["Name the wait"]["date_published"] == "2024-03-12T00:00:00Z"
    assert "date_published" not in listed["Known by month"]


def test_a_topic_without_any_dated_tip_still_has_something_in_its_feed() -> None:
    tips = (filed("a", a_tip("A", "", tags=("x",))), filed("b", a_tip("B", tags=("y",))), filed("c", a_tip("C", "")))
    found = made(*tips)
    assert [entry.title for entry in parsed(found["tags/x/feed.xml"]).entries] == ["A"]
    assert [entry.title for entry in parsed(found["feed.xml"]).entries] == ["B"]


def test_a_feed_holds_the_twenty_newest() -> None:
    many = [filed(f"t{n}", a_tip(f"T{n}", f"2020-01-{n:02}", tags=("x",))) for n in range(1, 26)]
    newest = [f"T{n}" for n in range(25, 5, -1)]
    found = made(*many)
    for path in ("feed", "tags/x/feed"):
        assert [entry.title for entry in parsed(found[f"{path}.xml"]).entries] == newest
        assert list(items(found[f"{path}.json"])) == newest


def test_an_empty_archive_has_empty_feeds() -> None:
    found = made()
    assert parsed(found["feed.xml"]).entries == []
    assert json.loads(found["feed.json"])["items"] == []


def test_links_and_pictures_of_a_text_lead_from_anywhere_to_where_they_lead_on_the_site() -> None:
    rendered = (
        '<p><a href="../name-the-wait/">a</a><a href="#fn:1">b</a><img src="../dot.png" alt="">'
        '<a href="https://far.example/?a=1&amp;b">c</a><a href="mailto:a@b.example">d</a></p>'
    )
    tip = filed("a", a_tip("A", tags=("x",)))
    whole = (
        f'<p><a href="{URL}tips/2024/name-the-wait/">a</a><a href="{URL}tips/2024/a/#fn:1">b</a>'
        f'<img src="{URL}tips/2024/dot.png" alt="">'
        '<a href="https://far.example/?a=1&amp;b">c</a><a href="mailto:a@b.example">d</a></p>'
    )
    found = made(tip, contents=rendered)
    for path in ("feed.json", "tags/x/feed.json"):
        assert items(found[path])["A"]["content_html"] == whole
    assert ET.fromstring(found["feed.xml"]).findtext(".//{*}encoded") == whole  # noqa: S314 -- our own file


SOURCE = Source("elsewhere", "Else & Where", home="https://elsewhere.example/", owner="Ada")
WITHHELD = {"rights": Rights.ASK, "source": "elsewhere", "source_url": "https://elsewhere.example/a/?b&c"}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, "<p>RENDERED</p>", id="an editor's tip is its text alone"),
        pytest.param(
            {"source": "elsewhere", "source_url": "https://elsewhere.example/a/", "rights": Rights.OWN},
            '<p>RENDERED</p>\n<p><small>First published in <a href="https://elsewhere.example/a/">Else &amp; Where</a>.'
            " Published here by Ada, who owns the text.</small></p>",
            id="a tip from elsewhere says so",
        ),
        pytest.param(
            {"source": "elsewhere", "source_url": "https://elsewhere.example/a/", "status": Status.TEASER},
            '<p>RENDERED</p>\n<p><a href="https://elsewhere.example/a/">Read the whole tip at Else &amp; Where</a></p>',
            id="a teaser leads to the rest",
        ),
        pytest.param(
            {**WITHHELD, "body": f"One & two {UNSEEN} {UNSEEN}"},
            "<p>One &amp;…</p>\n<p>Else &amp; Where asks for permission before a text is published elsewhere, so only "
            'the beginning is shown here.</p>\n<p><a href="https://elsewhere.example/a/?b&amp;c">Read the whole tip at '
            "Else &amp; Where</a></p>",
            id="of a withheld one there is the excerpt",
        ),
        pytest.param(
            {"source": "Gone <letter>", "status": Status.TEASER},
            "<p>RENDERED</p>\n<p>The whole tip is at Gone &lt;letter&gt;.</p>",
            id="a source without an address is named",
        ),
    ],
)
def test_a_feed_shows_what_the_tips_page_shows(more: dict[str, Any], expected: str) -> None:
    archive, _ = build_archive([filed("a", a_tip(**more))], Vocabulary(), [SOURCE])
    found = channels(archive, SETTINGS)
    texts = dict(feeds(found, SETTINGS, dict.fromkeys(needed(found), "<p>RENDERED</p>"), {}))
    (item,) = json.loads(texts["feed.json"])["items"]
    assert item["content_html"] == expected
    assert ("external_url" in item) == (bool(more.get("source_url")) and "Read the whole" in expected)
    assert UNSEEN not in "".join(texts.values())


def test_only_what_may_be_shown_is_asked_of_the_renderer() -> None:
    asked = needed(channels(archive_of(*TIPS), SETTINGS))
    assert "tips/2024/be-brief.md" in asked
    assert "tips/2022/ask-first.md" not in asked  # withheld
    assert "tips/undated/no-date-either.md" not in asked  # in no feed


def test_an_item_tells_its_language_and_its_picture_where_it_has_one() -> None:
    german = filed("a", a_tip("A", lang="de"))
    found = made(german, filed("b", a_tip("B")), cards={"tips/2024/a.md": "cards/2024/a.png"})
    listed = items(found["feed.json"])
    assert (listed["A"]["language"], listed["A"]["image"]) == ("de", f"{URL}cards/2024/a.png")
    assert not {"language", "image"} & listed["B"].keys()
    assert found["feed.xml"].count("<dc:language>de</dc:language>") == 1


WEB = re.compile(r"https://\S+")


def assert_is_json_feed(text: str) -> None:
    """Check what JSON Feed 1.1 asks for. Source: https://www.jsonfeed.org/version/1.1/."""
    feed = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert feed.keys() <= {"version", "title", "description", "home_page_url", "feed_url", "language", "items"}
    assert all(WEB.fullmatch(feed[key]) for key in ("home_page_url", "feed_url"))
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert isinstance(item["content_html"], str)
        assert all(isinstance(item[key], str) for key in ("title", "summary", "language") if key in item)
        assert all(WEB.fullmatch(item[key]) for key in ("url", "external_url", "image") if key in item)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item.get("date_published", "2024-01-01T00:00:00Z"))
        assert all(author.keys() == {"name"} and author["name"] for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert None not in item.values()
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def test_json_feeds_keep_to_their_specification() -> None:
    found = [text for path, text in made(*TIPS).items() if path.endswith(".json")]
    assert len(found) == 10
    for text in found:
        assert_is_json_feed(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(st.characters(exclude_categories=["Cs"])))
@example("A", "<?")
def test_any_text_makes_feeds_that_parse(title: str, rendered: str) -> None:
    tip = filed("a", a_tip(title, author=title, tags=(title,)))
    contents = rendered + "]]></content:encoded><!--\x0b\ufffe"
    for path, text in made(tip, contents=contents).items():
        if path.endswith(".xml"):
            assert len(parsed(text).entries) == 1
        else:
            assert_is_json_feed(text)
            assert list(items(text)) == [title]


def test_a_channel_knows_where_its_feeds_are() -> None:
    channel = Channel("T", "D", "tags/phone/", ())
    assert (channel.rss, channel.json) == ("tags/phone/feed.xml", "tags/phone/feed.json")


@pytest.mark.parametrize(
    ("alias", "file", "target"),
    [
        ("tips/undated/x/", "tips/undated/x/index.html", "../../2024/be-brief/"),
        ("x.html", "x.html", "tips/2024/be-brief/"),
        ("a/b.html", "a/b.html", "../tips/2024/be-brief/"),
    ],
)
def test_a_redirect_leads_to_the_tip_from_any_depth(alias: str, file: str, target: str) -> None:
    archive, _ = build_archive([filed("be-brief", a_tip(HOSTILE_TITLE, aliases=(alias,)))], Vocabulary())
    (redirect,), problems = redirects(archive, URL, set())
    assert not problems
    assert redirect.file == file
    assert f'content="0; url={target}"' in redirect.content
    assert f'<link rel="canonical" href="{URL}tips/2024/be-brief/">' in redirect.content
    assert "<img" not in redirect.content
