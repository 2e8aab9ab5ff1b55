"""Feeds: what each kind of feed says of a post, what it does not, and what becomes of feeds that are none."""

import contextlib
import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import PageError
from scraper.profile import Profile
from scraper.source import Source
from scraper.sources import feed, feed_document
from scraper.sources.feed_dates import feed_date
from scraper.tip import Loss, Page, Precision, Reading, Rights, Sighting, Skip, Status, TipDate

HOME = "https://blog.example/"
SOURCE = Source(name="blog", title="The Blog", home=HOME, author="Owner")
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
WORDPRESS = "<generator>https://wordpress.org/?v=6.4</generator>"
OLD = datetime.datetime(2017, 11, 7, 12, tzinfo=datetime.UTC)


def rss(*items: str, head: str = f"<link>{HOME}</link>") -> Page:
    each = "".join(f"<item>{item}</item>" for item in items)
    text = f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>{head}{each}</channel></rss>'
    return Page("feed.xml", text.encode(), "application/rss+xml")


def atom(*entries: str, head: str = f'<link href="{HOME}"/>', attributes: str = "") -> Page:
    each = "".join(f"<entry>{entry}</entry>" for entry in entries)
    text = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{head}{each}</feed>'
    return Page("feed.xml", text.encode(), "application/atom+xml")


def read(page: Page, source: Source = SOURCE) -> Reading:
    return feed.read(page, source)


def only(page: Page, source: Source = SOURCE) -> Sighting:
    (sighting,) = read(page, source).sightings
    return sighting


def cdata(html: str) -> str:
    return f"<![CDATA[{html}]]>"


def item(text: str = "<p>Text.</p>", more: str = "", title: str = "T") -> str:
    return f"<title>{title}</title><link>{HOME}t/</link><content:encoded>{cdata(text)}</content:encoded>{more}"


def entry(content: str = '<content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>', more: str = "") -> str:
    return f'<title>T</title><id>tag:1</id><link href="{HOME}t/"/>{content}{more}'


def what(reading: Reading) -> list[tuple[str, str, str]]:
    return [(loss.what, loss.detail, loss.tip) for loss in reading.losses]


def test_an_item_of_rss() -> None:
    page = rss(
        item(
            '<p>First <img src="/a.png" alt="A"></p>\n<p>Second.</p>',
            "<dc:creator>Ann</dc:creator><pubDate>Tue, 07 Nov 2017 23:30:00 -0500</pubDate>"
            "<category>News</category><category>desk</category><category>News</category>",
            title="Fish &amp;amp; Chips",
        ),
        head=f"<title>B</title><link>{HOME}</link><language>de-DE</language>",
    )
    assert read(page) == Reading(
        (
            Sighting(
                source="blog",
                page="feed.xml",
                title="Fish & Chips",
                body=f"First ![A]({HOME}a.png)\n\nSecond.",
                date=TipDate(datetime.date(2017, 11, 7)),
                tags=("News", "desk"),
                author="Ann",
                url=f"{HOME}t/",
                lang="de-DE",
                images=(f"{HOME}a.png",),
            ),
        )
    )


def test_an_entry_of_atom() -> None:
    content = (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi <b>you</b>,<br/>there '
        '<img src="x.png" alt="X"/></p></div></content>'
    )
    page = atom(
        '<title type="html">A &amp;lt;b&amp;gt; &lt;em&gt;c&lt;/em&gt;</title><id>tag:1</id><link href="a/"/>'
        f"<published>2017-11-07T23:30:00-05:00</published><updated>2020-01-01T00:00:00Z</updated>{content}"
        f'<category scheme="{HOME}tag" term="desk" label="Desk"/><category scheme="{HOME}category/x" term="News"/>'
        '<category term="either"/><author><name>Ann</name><email>a@b.example</email></author>',
        head="<author><name>Boss</name></author>",
        attributes=f'xml:lang="fr" xml:base="{HOME}sub/"',
    )
    assert only(page) == Sighting(
        source="blog",
        page="feed.xml",
        title="A <b> c",
        body=f"Hi **you**,  \nthere ![X]({HOME}sub/x.png)",
        date=TipDate(datetime.date(2017, 11, 7)),
        tags=("Desk", "either"),
        categories=("News",),
        author="Ann",
        url=f"{HOME}sub/a/",
        lang="fr",
        images=(f"{HOME}sub/x.png",),
    )


def test_an_item_of_rss_1_0() -> None:
    text = f"""
    <?xml version="1.0" encoding="ISO-8859-1"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NAMESPACES}>
    <channel rdf:about="{HOME}"><title>B</title><link>{HOME}</link><dc:language>en</dc:language></channel>
    <item rdf:about="{HOME}t/"><title>Café</title><link>{HOME}t/</link><dc:date>2017-11-07</dc:date>
    <dc:subject>News</dc:subject><description>&lt;p&gt;Text.&lt;/p&gt;</description></item></rdf:RDF>"""
    seen = only(Page("feed.rdf", text.encode("latin-1"), "application/rss+xml"))
    assert (seen.title, seen.body, seen.url, seen.tags) == ("Café", "Text.", f"{HOME}t/", ("News",))
    assert (seen.date, seen.status, seen.author) == (TipDate(datetime.date(2017, 11, 7)), Status.FULL, "Owner")


TITLES = {
    "RSS, escaped once": (rss(item(title="Q &amp; A")), "Q & A"),
    "RSS, escaped twice": (rss(item(title="Q &amp;amp; A &amp;#8217;s")), "Q & A ’s"),
    "RSS, with HTML": (rss(item(title=cdata("<em>So</em> <b class='x'>be</b> it"))), "So be it"),
    "RSS, with what is no HTML": (rss(item(title=cdata("1 <3 <T> 2"))), "1 <3 <T> 2"),
    "RSS, of WordPress, which has taken HTML out": (
        rss(item(title="Use &#60;b&#62; &amp;amp; co."), head=WORDPRESS),
        "Use <b> &amp; co.",
    ),
    "RSS, on two lines": (rss(item(title="\n  Be\n  it\n")), "Be it"),
    "RSS, an entity of HTML": (rss(item(title="Caf&eacute; &hellip; Q & A")), "Café … Q & A"),
    "Atom, text": (atom("<title>&lt;b&gt; &amp;amp;</title><summary>x</summary>"), "<b> &amp;"),
    "Atom, HTML": (atom('<title type="html">&lt;b&gt;a&lt;/b&gt; &amp;amp;</title><summary>x</summary>'), "a &"),
    "Atom, XHTML": (
        atom(
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b></div></title><summary>x</summary>'
        ),
        "a b",
    ),
    "none": (rss("<description>One two three four five six seven eight nine</description>"), None),
}


@pytest.mark.parametrize(("page", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title(page: Page, title: str | None) -> None:
    reading = read(page)
    assert reading.sightings[0].title == (title or "One two three four five six seven eight…")
    assert [loss.what for loss in reading.losses] == ([] if title else ["title missing; taken from the first words"])


ADDRESSES = {
    "the link": (f"<link>{HOME}a/</link><guid>{HOME}?p=1</guid>", f"{HOME}a/"),
    "without white space": (f"<link>\n{HOME}a/\n</link>", f"{HOME}a/"),
    "a relative one": ("<link>/a/</link>", f"{HOME}a/"),
    "the guid": (f"<guid>{HOME}a/</guid>", f"{HOME}a/"),
    "a guid that is no address": ('<guid isPermaLink="false">https://blog.example/?p=1</guid>', ""),
    "a guid that only says so": ("<guid>12 34</guid>", ""),
    "where a feed service sends us": (
        f"<link>https://feeds.example/~r/1</link><feedburner:origLink>{HOME}a/</feedburner:origLink>",
        f"{HOME}a/",
    ),
    "a link of Atom": (f'<atom:link rel="self" href="{HOME}feed/1"/><atom:link href="{HOME}a/"/>', f"{HOME}a/"),
    "none": ("", ""),
    "none of the web": ("<link>javascript:alert(1)</link>", ""),
    "a broken one": ("<link>http://[blog/</link>", ""),
}


@pytest.mark.parametrize(("named", "url"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_the_address(named: str, url: str) -> None:
    assert only(rss(f"<title>T</title>{named}<description>Text.</description>")).url == url


AUTHORS = {
    "by name": ("<dc:creator>Ann</dc:creator><author>b@c.example (Bob)</author>", "Ann"),
    "two": ("<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><dc:creator>Ann</dc:creator>", "Ann, Bob"),
    "behind an address for mail": ("<author>b@c.example (Bob B.)</author>", "Bob B."),
    "before one": ("<author>Bob &lt;b@c.example&gt;</author>", "Bob"),
    "an address for mail alone": ("<author>b@c.example</author>", "Owner"),
    "of Atom": ("<atom:author><atom:name>Ann</atom:name><atom:email>a@b.c</atom:email></atom:author>", "Ann"),
    "none": ("", "Owner"),
}


@pytest.mark.parametrize(("named", "author"), AUTHORS.values(), ids=AUTHORS.keys())
def test_the_author(named: str, author: str) -> None:
    assert only(rss(item(more=named))).author == author


def test_the_author_of_a_whole_feed() -> None:
    assert only(atom(entry(), head="<author><name>Boss</name></author>")).author == "Boss"


TERMS = {
    "not told apart": ("<category>a</category><category>b</category>", ((), (), ("a", "b"))),
    "by an address": (f'<category domain="{HOME}tag/a/">a</category>', (("a",), (), ())),
    "by another": (f'<category domain="{HOME}categories/#b">b</category>', ((), ("b",), ())),
    "by the name of tags": ('<category domain="post_tag">a</category>', (("a",), (), ())),
    "by the name of categories": ('<category domain="category">b</category>', ((), ("b",), ())),
    "by a host that says nothing": ('<category domain="https://tag.example/">a</category>', ((), (), ("a",))),
    "empty": ("<category> </category>", ((), (), ())),
}


@pytest.mark.parametrize(("printed", "terms"), TERMS.values(), ids=TERMS.keys())
def test_terms(printed: str, terms: tuple[tuple[str, ...], ...]) -> None:
    wordpress = f"<title>B</title><link>{HOME}</link><generator>https://wordpress.org/?v=6.1</generator>"
    seen = only(rss(item(more=printed), head=wordpress))
    assert (seen.tags, seen.categories, seen.terms) == terms


def test_terms_that_another_than_wordpress_printed_are_tags() -> None:
    seen = only(rss(item(more="<category>b</category><category>a</category>")))
    assert (seen.tags, seen.categories, seen.terms) == (("b", "a"), (), ())


def day(text: str) -> TipDate:
    return TipDate(datetime.date.fromisoformat(text))


DATES = {
    "RFC 822": ("Tue, 07 Nov 2017 10:00:00 GMT", day("2017-11-07")),
    "with its own offset": ("Tue, 07 Nov 2017 23:30:00 -0500", day("2017-11-07")),
    "a zone by letters": ("Tue, 7 Nov 2017 23:30 EST", day("2017-11-07")),
    "a year of two digits": ("7 Nov 17 10:00:00 GMT", day("2017-11-07")),
    "without a time": ("Tue, 07 Nov 2017", day("2017-11-07")),
    "at 24 o'clock": ("Tue, 07 Nov 2017 24:00:00 +0000", day("2017-11-07")),
    "an offset that is none": ("Thu, 01 Jan 1970 00:00:00 +9999", day("1970-01-01")),
    "in words": ("Tuesday, November 7, 2017 10:00 AM", day("2017-11-07")),
    "without a weekday": ("Nov 7, 2017", day("2017-11-07")),
    "as C prints it": ("Tue Nov 7 10:00:00 2017", day("2017-11-07")),
    "in another language": ("mar., 07 nov. 2017 10:00:00", day("2017-11-07")),
    "RFC 3339": ("2017-11-07T23:30:00.5-05:00", day("2017-11-07")),
    "W3C": ("2017-11-07", day("2017-11-07")),
    "without a zone": ("2017-11-07 23:30:00", day("2017-11-07")),
    "of a month": ("2017-11", TipDate(datetime.date(2017, 11, 1), Precision.MONTH)),
    "month first": ("11/7/2017", day("2017-11-07")),
    "of a post without a date": ("Mon, 30 Nov -0001 00:00:00 +0000", None),
    "of the year 0": ("Wed, 31 Dec 0000 00:00:00 +0000", None),
    "at the beginning of time": ("0001-01-01T00:00:00Z", None),
    "at its end": ("9999-12-31T23:59:59Z", day("9999-12-31")),
    "no date": ("soon", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("printed", "date"), DATES.values(), ids=DATES.keys())
def test_dates(printed: str, date: TipDate | None) -> None:
    assert feed_date(printed, SOURCE) == date


NEW_YEAR = "Mon, 01 Jan 2018 02:00:00 +0000"
ZONES = {
    "nothing is known": (NEW_YEAR, "", "", "2018-01-01"),
    "a zone": (NEW_YEAR, "America/New_York", "", "2017-12-31"),
    "an offset": (NEW_YEAR, "-05:00", "", "2017-12-31"),
    "an offset as one number": (NEW_YEAR, "-0500", "", "2017-12-31"),
    "a zone to the east": ("Sun, 31 Dec 2017 23:30:00 +0000", "Europe/Berlin", "", "2018-01-01"),
    "a zone that nobody knows": (NEW_YEAR, "Atlantis/Poseidonis", "", "2018-01-01"),
    "times of UTC as Atom writes them": ("2018-01-01T02:00:00Z", "-05:00", "", "2017-12-31"),
    "a time that has an offset": ("Mon, 01 Jan 2018 02:00:00 +0100", "-05:00", "", "2018-01-01"),
    "a day alone": ("2018-01-01", "-05:00", "", "2018-01-01"),
    "the address has the day": (NEW_YEAR, "", f"{HOME}blog/2017/12/31/t/", "2017-12-31"),
    "the address has the month": (NEW_YEAR, "", f"{HOME}2017/12/t/", "2017-12-31"),
    "the address says the same": (NEW_YEAR, "", f"{HOME}2018/01/t/", "2018-01-01"),
    "the address is of another time": (NEW_YEAR, "", f"{HOME}2016/12/31/t/", "2018-01-01"),
    "the address has something else": (NEW_YEAR, "", f"{HOME}wp-content/uploads/t/", "2018-01-01"),
    "a zone of the other half of the year": (
        "Sun, 01 Jul 2018 04:30:00 +0000",
        "-05:00",
        f"{HOME}2018/07/01/t/",
        "2018-07-01",
    ),
}


@pytest.mark.parametrize(("printed", "zone", "url", "date"), ZONES.values(), ids=ZONES.keys())
def test_the_day_is_the_sites_own(printed: str, zone: str, url: str, date: str) -> None:
    assert feed_date(printed, SOURCE, zone, url) == day(date)
    page = replace(
        rss(f"<title>T</title><link>{url}</link><pubDate>{printed}</pubDate><description>x</description>"), zone=zone
    )
    assert only(page).date == day(date)
    assert feed.day_of(page) == datetime.date.fromisoformat(date)


def test_a_date_that_is_none_is_a_line() -> None:
    reading = read(rss(item(more="<pubDate>soon</pubDate>")))
    assert what(reading) == [("date that is none", "soon", "T")]
    assert reading.sightings[0].date is None


def test_the_day_of_a_change_is_no_date() -> None:
    assert only(atom(entry(more="<updated>2020-01-01T00:00:00Z</updated>"))).date is None
    assert feed.day_of(atom(entry())) is None


SELF = f'<a href="{HOME}t/">'
FULL, TEASER = Status.FULL, Status.TEASER
BODIES = {
    "a whole text": ("", "<content:encoded>", "<p>All.</p>", FULL, "All."),
    "a whole text that is cut": ("", "<content:encoded>", "<p>Some [&#8230;]</p>", TEASER, "Some"),
    "a whole text with a link to more": (
        "",
        "<content:encoded>",
        f'<p>Some <a class="more-link" href="{HOME}t/">Go on</a></p>',
        TEASER,
        "Some",
    ),
    "a whole text that ends in dots": ("", "<content:encoded>", "<p>All…</p>", FULL, "All…"),
    "an address alone": ("", "<content:encoded>", "https://v.example/1", FULL, "https://v.example/1"),
    "paragraphs": ("", "<description>", "<p>All.</p><p>Of it.</p>", FULL, "All.\n\nOf it."),
    "lines": ("", "<description>", "All.<br><br>Of it.", FULL, "All.\n\nOf it."),
    "words": ("", "<description>", "Some <b>words</b>.", TEASER, "Some **words**."),
    "a paragraph that is cut": ("", "<description>", "<p>Some…</p>", TEASER, "Some…"),
    "a paragraph with three dots": ("", "<description>", "<p>Some...</p>", TEASER, "Some..."),
    "a link to more": ("", "<description>", f"<p>Some {SELF}Read more</a></p>", TEASER, "Some"),
    "an excerpt of WordPress": (WORDPRESS, "<description>", "<p>By hand.</p>", TEASER, "By hand."),
    "the text of WordPress": (WORDPRESS, "<content:encoded>", "<p>All.</p>", FULL, "All."),
}


@pytest.mark.parametrize(("head", "tag", "html", "status", "body"), BODIES.values(), ids=BODIES.keys())
def test_whether_a_text_is_whole(head: str, tag: str, html: str, status: Status, body: str) -> None:
    text = f"{tag}{cdata(html)}{tag.replace('<', '</')}"
    seen = only(rss(f"<title>T</title><link>{HOME}t/</link>{text}", head=head))
    assert (seen.status, seen.body) == (status, body)


CONTENTS = {
    "escaped": ('<content type="html">&lt;p&gt;1 &amp;lt; 2&lt;/p&gt;</content>', "1 < 2"),
    "by its media type": ('<content type="text/html">&lt;b&gt;a&lt;/b&gt;</content>', "**a**"),
    "text": ("<content>1 &lt; 2 &amp;amp;</content>", "1 < 2 &amp;amp;"),
    "a tree": (
        '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">a<x:br/>b</x:div></content>',
        "a  \nb",
    ),
    "seen from elsewhere": (
        f'<content type="html" xml:base="{HOME}b/">&lt;a href="c"&gt;d&lt;/a&gt;</content>',
        f"[d]({HOME}b/c)",
    ),
    "a picture": ('<content type="image/png">iVBOR</content><summary>Sum</summary>', "Sum"),
    "somewhere else": (f'<content src="{HOME}c"/><summary>Sum</summary>', "Sum"),
}


@pytest.mark.parametrize(("content", "body"), CONTENTS.values(), ids=CONTENTS.keys())
def test_the_content_of_atom(content: str, body: str) -> None:
    assert only(atom(entry(content))).body == body


def test_html_that_is_not_escaped_is_html_all_the_same() -> None:
    text = "<title>T</title><description><p>One<br>two &amp; <b>three</b></p>\n<p>Four</p></description>"
    assert only(rss(text)).body == "One  \ntwo & **three**\n\nFour"


SITE = f'<a href="{HOME}">Blog</a>'
FOOTERS = {
    "in English": (f"<p>The post {SELF}T</a> appeared first on {SITE}.</p>", "The post T appeared first on Blog."),
    "in German": (f"<p>{SELF}T</a> erschien zuerst auf {SITE}.</p>", "T erschien zuerst auf Blog."),
    "by way of campaigns": (
        f'<p>Zu {SELF.replace("t/", "t/?utm_source=rss")}T</a> auf <a href="http://www.blog.example">Blog</a></p>',
        "Zu T auf Blog",
    ),
    "before a counting image": (
        f'<p>The post {SELF}T</a> appeared first on {SITE}.</p>\n<img src="https://c.example/1" width="1" height="1">',
        "The post T appeared first on Blog.",
    ),
    "to the site alone": (f"<p>This appeared first on {SITE}.</p>", "This appeared first on Blog."),
}


@pytest.mark.parametrize(("footer", "words"), FOOTERS.values(), ids=FOOTERS.keys())
def test_the_footer_of_a_feed_is_left_out(footer: str, words: str) -> None:
    reading = read(rss(item(f"<p>Text.</p>\n{footer}\n")))
    assert reading.sightings[0].body == "Text."
    assert ("footer of the feed left out", words, "T") in what(reading)


NO_FOOTERS = {
    "a link to the site": f"<p>See {SITE}.</p>",
    "a link to the post": f"<p>See {SELF}here</a>.</p>",
    "many words": f"<p>{'Some more words to read. ' * 4}{SELF}T</a> and {SITE}.</p>",
    "the words alone": "<p>The word appeared first on paper.</p>",
    "what is not at the end": f"<p>The post {SELF}T</a> appeared first on {SITE}.</p><p>And then.</p>",
}


@pytest.mark.parametrize("text", NO_FOOTERS.values(), ids=NO_FOOTERS.keys())
def test_what_looks_like_a_footer_stays(text: str) -> None:
    reading = read(rss(item(f"<p>Text.</p>{text}")))
    words = " ".join(re.sub("<[^>]*>", "", text).split())
    body = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", reading.sightings[0].body)
    assert body.replace("\n\n", " ").removeprefix("Text. ") == re.sub(r"\.(?=[A-Z])", ". ", words)
    assert not reading.losses


def test_the_buttons_of_a_feed_service_go() -> None:
    flare = '<div class="feedflare"><a href="https://feeds.example/~ff/1"><img src="https://feeds.example/1"></a></div>'
    assert only(rss(item(f"<p>Text.</p>{flare}"))).body == "Text."


PROTECTED = {
    "its form": ('<form class="post-password-form"><p>Enter it</p></form>', ""),
    "its form in other clothes": (f'<form action="{HOME}wp-login.php?action=postpass"></form>', ""),
    "what stands for its excerpt": ("<p>There is no excerpt because this is a protected post.</p>", WORDPRESS),
}


@pytest.mark.parametrize(("text", "head"), PROTECTED.values(), ids=PROTECTED.keys())
def test_a_protected_post_is_left_out(text: str, head: str) -> None:
    reading = read(rss(item(text, title="Protected: T"), item(), head=head))
    assert reading.skipped == (Skip("feed.xml", "behind a password", "Protected: T"),)
    assert [seen.title for seen in reading.sightings] == ["T"]


@pytest.mark.parametrize(("printed", "comes"), [("08 Nov 2017", True), ("09 Nov 2017", False)])
def test_a_post_of_days_to_come_is_left_out(printed: str, comes: bool) -> None:
    page = rss(item(more=f"<pubDate>{printed}</pubDate>"))
    assert bool(read(replace(page, captured=OLD)).sightings) is comes
    assert read(replace(page, captured=OLD)).skipped == (() if comes else (Skip("feed.xml", "in the future", "T"),))
    assert read(page).sightings


def test_of_a_text_that_is_too_long_the_end_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_document, "LARGEST", 1000)
    long = "".join(cdata("<p>word</p>" * 20) for _ in range(10))
    reading = read(rss(f"<title>T</title><link>{HOME}t/</link><content:encoded>{long}</content:encoded>", item()))
    assert [seen.status for seen in reading.sightings] == [Status.TEASER, Status.FULL]
    assert what(reading) == [("text too long; its end is left out", f"{HOME}t/", "T")]


def test_a_post_without_a_text_is_left_out() -> None:
    reading = read(rss(f"<title>T</title><link>{HOME}t/</link>"))
    assert reading == Reading((), (), (Skip("feed.xml", "without a text", "T"),))


def test_what_markdown_cannot_hold_is_a_line_of_its_tip() -> None:
    reading = read(rss(item('<p>a</p><iframe src="https://v.example/1"></iframe><p>caf\ufffd</p>')))
    assert what(reading) == [
        ("characters that could not be read", "1", "T"),
        ("embed kept as a link", "https://v.example/1", "T"),
    ]


def test_the_closing_of_a_newsletter_is_set_aside() -> None:
    profile = Profile(
        end=(re.compile("^Yours,"),),
        copyright=(re.compile(r"^©(?P<year>\d{4})"),),
        ask_permission=(re.compile("for permission"),),
    )
    text = "<p>Text.</p><p>Yours,</p><p>Me</p><p>©2015 Me. Ask for permission.</p>"
    reading = read(rss(item(text)), replace(SOURCE, profile=profile))
    (seen,) = reading.sightings
    assert (seen.body, seen.rights) == ("Text.", Rights.ASK)
    assert seen.date == TipDate(datetime.date(2015, 1, 1), Precision.YEAR)
    assert what(reading) == [("line behind the end of a tip, set aside", "Me", "T")]


@pytest.mark.parametrize(("lang", "expected"), [("en-GB", ""), ("de", "de"), ("", "")])
def test_the_language_is_told_where_it_is_another(lang: str, expected: str) -> None:
    assert only(rss(item(), head=f"<language>{lang}</language>")).lang == expected
    assert only(rss(item(), head="<language>de</language>"), replace(SOURCE, lang="de-AT")).lang == ""


NO_FEEDS = {
    "HTML": (b"<!DOCTYPE html><p>x", "this is no feed"),
    "other XML": (b'<?xml version="1.0"?><urlset><item/></urlset>', "this is no feed"),
    "nothing": (b"", "this is no feed"),
    "an export": (b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item/></channel></rss>', "no feed"),
    "no item": (b"<rss><channel><title>x</title></channel></rss>", "the feed holds no item"),
    "cut before the first": (b"<rss><channel><item><title>x", "breaks off before its end"),
    "entities": (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item/></channel></rss>', "declares entities"),
}


@pytest.mark.parametrize(("content", "problem"), NO_FEEDS.values(), ids=NO_FEEDS.keys())
def test_what_is_no_feed_is_refused(content: bytes, problem: str) -> None:
    page = Page("feed.xml", content, "application/rss+xml")
    for ask in (lambda: read(page), lambda: list(feed.item_pages(page)), lambda: feed.source_of(page, [SOURCE])):
        with pytest.raises(PageError, match=problem):
            ask()


def test_of_a_feed_that_breaks_off_the_whole_items_are_read() -> None:
    whole = rss(item(title="A"), item(title="B"), item(title="C"))
    cut = replace(whole, content=whole.content[: whole.content.index(b"<title>C") + 20])
    reading = read(cut)
    assert [seen.title for seen in reading.sightings] == ["A", "B"]
    assert reading.losses == (
        Loss("feed.xml", None, "the XML breaks off before its end; what came behind this item is lost", "B"),
    )


@pytest.mark.parametrize(
    ("kind", "content", "can"),
    [
        ("application/rss+xml", b"", True),
        ("application/atom+xml; charset=utf-8", b"", True),
        ("text/xml", b"<rss>", True),
        ("application/xml", b"<urlset>", False),
        ("text/html", b"<rss>", False),
    ],
)
def test_which_pages_are_feeds(kind: str, content: bytes, can: bool) -> None:
    assert feed.can_read(Page("x", content, kind)) is can


def test_whose_feed_it_is() -> None:
    other = Source(
        name="other", title="Other", home="https://other.example/", sites=("https://www.more.example/blog/",)
    )
    among = [SOURCE, other]
    assert feed.source_of(rss(item(), head=""), among) is SOURCE
    assert feed.source_of(rss(item(), head="<link>https://more.example</link>"), among) is other
    assert feed.source_of(atom(entry(), head='<link rel="self" href="https://x.example/feed"/>'), among) is SOURCE
    assert feed.source_of(rss("<title>T</title>", head="<link>https://else.example</link>"), among) is None
    service = replace(rss("<title>T</title>", head=""), name="https://www.other.example/feed/")
    assert feed.source_of(service, among) is other


def test_where_a_feed_goes_on() -> None:
    assert feed.next_page(rss(item())) == ""
    assert feed.next_page(rss(item(), head='<atom:link rel="next" href="?paged=2"/>')) == "?paged=2"
    assert feed.next_page(atom(entry(), head=f'<link href="{HOME}"/><link rel="next" href="/2"/>')) == "/2"


SPLIT = {
    "RSS 2.0": rss(
        item(title="A", more=f"<guid isPermaLink='false'>1</guid><pubDate>{NEW_YEAR}</pubDate><category>c</category>"),
        item("<p>Short […]</p>", title="B"),
        item(title="C &lt;b&gt;"),
        "<title>D</title><description>Some words.</description>",
        head=f"<title>Blog</title><link>{HOME}</link><language>de</language>{WORDPRESS}",
    ),
    "Atom": atom(
        entry(more="<published>2020-01-01T00:00:00Z</published>"),
        '<title>B</title><id>tag:2</id><link href="b/"/><content>x</content>',
        head=f'<link href="{HOME}"/><author><name>Boss</name></author>',
        attributes=f'xml:lang="fr" xml:base="{HOME}sub/"',
    ),
    "RSS 1.0": Page(
        "feed.rdf",
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel><link>{HOME}</link></channel><item><title>A</title><link>a</link><description>x</description></item>
        <item><title>B</title><description>y</description></item></rdf:RDF>""".encode(),
    ),
    "undeclared prefixes": Page(
        "feed.xml",
        b"<rss><channel><link>https://blog.example</link><item><content:encoded>x</content:encoded></item></channel></rss>",
    ),
}


@pytest.mark.parametrize("page", SPLIT.values(), ids=SPLIT.keys())
def test_each_item_by_itself_tells_what_it_tells_in_its_feed(page: Page) -> None:
    page = replace(page, captured=OLD.replace(year=2030), zone="-05:00")
    apart = [read(one) for _, one in feed.item_pages(page)]
    assert [seen for one in apart for seen in one.sightings] == list(read(page).sightings)
    assert [loss for one in apart for loss in one.losses] == list(read(page).losses)


def test_the_key_of_an_item() -> None:
    guid, link = "<guid isPermaLink='false'>tag:1</guid>", f"<link>{HOME}a/</link>"
    page = rss(f"{guid}{link}", link, "<title>T</title>", "<title>U</title>")
    keys = [key for key, _ in feed.item_pages(page)]
    assert keys[:2] == ["tag:1", f"{HOME}a/"]
    assert len(set(keys)) == 4
    assert keys == [key for key, _ in feed.item_pages(page)]


def test_what_changes_around_an_item_changes_nothing_of_it() -> None:
    def of(page: int) -> dict[str, bytes]:
        head = (
            f'<title>Page {page}</title><atom:link rel="self" href="{HOME}feed/?paged={page}"/><link>{HOME}</link>'
            f"<lastBuildDate>{page}</lastBuildDate><generator>https://wordpress.org/?v=6.{page}</generator>"
        )
        comments = f'<slash:comments xmlns:slash="x">{page}</slash:comments>'
        return {key: one.content for key, one in feed.item_pages(rss(item(more=comments), head=head))}

    assert of(1) == of(2)


TAGS = "<item> </item> <title> </title> <link> <guid> <content:encoded> </content:encoded> <![CDATA[ ]]> <entry>"
soup = st.lists(
    st.sampled_from([*TAGS.split(), "<p>", "</p>", "&amp;", "http://[", HOME, "<pubDate>", "1 Jan 2000", "<feed>"])
    | st.text(max_size=5),
    max_size=20,
).map("".join)


@given(
    st.binary(max_size=50),
    soup,
    st.integers(0, 60),
    st.sampled_from(["<rss><channel>", "<feed>", '<feed xmlns="http://www.w3.org/2005/Atom">']),
)
def test_whatever_a_feed_holds_nothing_else_is_raised(junk: bytes, text: str, cut: int, start: str) -> None:
    content = f"{start}{text}".encode() + junk + b"</item></entry></channel></rss></feed>"
    page = Page("https://blog.example/feed/", content[: len(content) - cut], "application/rss+xml")
    with contextlib.suppress(PageError):
        read(page)
        for _, one in feed.item_pages(page):
            read(one)
            feed.day_of(one)
