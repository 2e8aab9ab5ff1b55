"""The feed and the redirects: what feed readers and old links get."""

import calendar
import datetime

import feedparser
import pytest

from scraper.archive.archive import build_archive
from scraper.archive.feed import feed
from scraper.archive.redirect import redirects
from scraper.tip import FiledTip
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import HOSTILE_TITLE, TIPS, UNSEEN, a_tip, filed

URL = "https://example.org/tips-site"


def parsed(*tips: FiledTip) -> feedparser.FeedParserDict:
    archive, _ = build_archive(tips, Vocabulary())
    found = feedparser.parse(feed(archive, title="Tuesday & Tips", description="Small lessons.", site_url=URL).encode())
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_feed_reader_understands_the_feed() -> None:
    found = parsed(*TIPS)
    assert found.version == "rss20"
    assert (found.feed.title, found.feed.link, found.feed.subtitle) == ("Tuesday & Tips", f"{URL}/", "Small lessons.")
    assert {link.rel: link.href for link in found.feed.links}["self"] == f"{URL}/feed.xml"
    first = found.entries[0]
    assert (first.title, first.link, first.id) == ("Name the wait", *[f"{URL}/tips/2024/name-the-wait/"] * 2)
    assert first.author == "Ada Fenwick"
    assert [tag.term for tag in first.tags] == ["phone"]
    assert HOSTILE_TITLE in [entry.tags[0].term for entry in found.entries if "hostile" in entry.link]


def test_only_a_known_day_has_a_publication_date() -> None:
    entries = {entry.title: entry for entry in parsed(*TIPS).entries}
    day = datetime.datetime(2024, 3, 12, tzinfo=datetime.UTC)
    assert calendar.timegm(entries["Name the wait"].published_parsed) == day.timestamp()
    assert "published" not in entries["Known by month"]
    assert "published" not in entries["Known by year"]
    assert "Also undated" not in entries


def test_the_feed_holds_the_twenty_newest_and_nothing_that_is_withheld() -> None:
    many = [filed(f"t{n}", a_tip(f"T{n}", f"2020-01-{n:02}")) for n in range(1, 26)]
    assert [entry.title for entry in parsed(*many).entries] == [f"T{n}" for n in range(25, 5, -1)]
    archive, _ = build_archive(TIPS, Vocabulary())
    assert UNSEEN not in feed(archive, title="T", description="", site_url=URL)


def test_an_empty_archive_has_an_empty_feed() -> None:
    assert parsed().entries == []


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
    assert f'<link rel="canonical" href="{URL}/tips/2024/be-brief/">' in redirect.content
    assert "<img" not in redirect.content
