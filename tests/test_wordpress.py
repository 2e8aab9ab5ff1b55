"""Saved WordPress pages: which posts a page holds, what is theirs, and what is not."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import PageError
from scraper.profile import Profile
from scraper.source import Source
from scraper.sources import wordpress
from scraper.tip import Page, Precision, Reading, Rights, Sighting, Skip, Status, TipDate

HOME = "https://blog.example/"
SOURCE = Source(name="blog", title="The Blog", home=HOME, author="Owner")
PROFILE = Profile(
    end=(re.compile("^Yours,"), re.compile("^Owner, Coach$")),
    copyright=(re.compile(r"^©(?P<year>\d{4})"),),
    ask_permission=(re.compile("for permission"),),
)
PROFILED = Source(name="blog", title="The Blog", home=HOME, profile=PROFILE)
CONTENT = '<div class="entry-content"><p>Text.</p></div>'


def page(body: str, head: str = "", body_class: str = "", html: str = '<html lang="en-GB">') -> Page:
    head = f'<head><meta charset="utf-8">{head}</head>'
    text = f'<!DOCTYPE html>\n{html}{head}<body class="{body_class}">{body}</body></html>'
    return Page("saved.html", text.encode(), "text/html")


def entry(inner: str = CONTENT, title: str = "Title", name: str = "article") -> str:
    heading = f'<h2 class="entry-title"><a href="{HOME}title/" rel="bookmark">{title}</a></h2>'
    return f'<{name} class="post hentry">{heading}{inner}</{name}>'


def single(inner: str = CONTENT, head: str = "") -> Page:
    head = f'<link rel="canonical" href="{HOME}title/">{head}'
    heading = '<h1 class="entry-title">Title</h1>'
    return page(f'<article class="post hentry">{heading}{inner}</article>', head, "single single-post")


def content(inner: str) -> str:
    return f'<div class="entry-content">{inner}</div>'


def read(saved: Page, source: Source = SOURCE) -> Reading:
    return wordpress.read(saved, source)


def only(saved: Page, source: Source = SOURCE) -> Sighting:
    (sighting,) = read(saved, source).sightings
    return sighting


def what(reading: Reading) -> list[tuple[str, str]]:
    return [(loss.what, loss.detail) for loss in reading.losses]


CLASSIC = f"""
<div id="content"><h1 class="page-title">Tag Archives: <span>phone</span></h1>
<div id="post-1" class="post-1 post type-post hentry">
<h2 class="entry-title"><a href="{HOME}a/" rel="bookmark">A</a></h2>
<div class="entry-meta"><a href="{HOME}a/"><time class="entry-date" datetime="2017-11-07T23:30:00-05:00">x</time></a>
<time class="updated" datetime="2020-01-01T00:00:00+00:00">y</time>
by <span class="author vcard"><a class="url fn n">Ann</a></span></div>
<div class="entry-content"><p>First.</p></div>
<div class="entry-utility"><a href="{HOME}c/" rel="category tag">News</a>
<a href="{HOME}tag/desk/" rel="tag">desk</a></div></div>
<div id="post-2" class="post-2 post type-post hentry"><h2 class="entry-title"><a href="/b/">B</a></h2>
<div class="entry-summary"><p>Second begins [&hellip;]</p></div></div></div>
<div id="secondary" class="widget-area">
<div class="post hentry"><h3>Recent</h3><div class="entry-content">no</div></div></div>
"""
BLOCK = f"""
<main><h1 class="wp-block-query-title">Category: <span>Letters</span></h1><ul class="wp-block-post-template">
<li class="wp-block-post hentry"><h2 class="wp-block-post-title"><a href="{HOME}a/">A</a></h2>
<div class="wp-block-post-date"><time datetime="2026-10-13T06:30:00+01:00"><a href="{HOME}a/">x</a></time></div>
<div class="wp-block-post-author-name">Ann</div>
<div class="taxonomy-category wp-block-post-terms"><a href="{HOME}category/n/" rel="tag">News</a></div>
<div class="entry-content wp-block-post-content"><p>First.</p></div>
<div class="taxonomy-post_tag wp-block-post-terms"><a href="{HOME}tag/desk/" rel="tag">desk</a></div></li>
<li class="wp-block-post hentry"><h2 class="wp-block-post-title"><a href="/b/">B</a></h2>
<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">Second begins&hellip; </p>
<p class="wp-block-post-excerpt__more-text">
<a class="wp-block-post-excerpt__more-link" href="/b/">Read on</a></p></div></li>
</ul></main><footer><ul><li class="wp-block-post"><h2>Footer</h2></li></ul></footer>
"""


def test_a_classic_listing() -> None:
    head = f'<link rel="canonical" href="{HOME}tag/phone/">'
    first, second = read(page(CLASSIC, head, "archive tag tag-phone")).sightings
    assert first == Sighting(
        source="blog",
        page="saved.html",
        title="A",
        body="First.",
        date=TipDate(datetime.date(2017, 11, 7)),
        tags=("desk", "phone"),
        categories=("News",),
        author="Ann",
        url=f"{HOME}a/",
    )
    assert (second.title, second.status, second.body) == ("B", Status.TEASER, "Second begins")
    assert (second.tags, second.url, second.author, second.date) == ((), f"{HOME}b/", "Owner", None)


def test_a_listing_of_a_block_theme() -> None:
    first, second = read(page(BLOCK, body_class="archive category")).sightings
    assert (first.title, first.body, first.author, first.url) == ("A", "First.", "Ann", f"{HOME}a/")
    assert (first.tags, first.categories) == (("desk",), ("News", "Letters"))
    assert first.date == TipDate(datetime.date(2026, 10, 13))
    assert (second.status, second.body, second.categories) == (Status.TEASER, "Second begins…", ())


def test_a_single_page_of_a_block_theme() -> None:
    body = (
        '<main><h1 class="wp-block-post-title">T</h1>'
        '<div class="wp-block-post-date"><time datetime="2026-01-02">x</time></div>'
        '<div class="entry-content wp-block-post-content"><p>Text.</p></div>'
        '<div class="wp-block-comments"><div class="wp-block-comment-content">Comment</div></div>'
        '<div class="wp-block-query"><ul>'
        '<li class="wp-block-post"><h2 class="wp-block-post-title"><a href="/o/">Other</a></h2>'
        '<div class="wp-block-post-excerpt">o</div></li></ul></div></main>'
    )
    tip = only(page(body, f'<link rel="canonical" href="{HOME}t/">', "single single-post"))
    assert (tip.title, tip.body, tip.url, tip.date) == ("T", "Text.", f"{HOME}t/", TipDate(datetime.date(2026, 1, 2)))


BESIDE = [
    *("aside", "nav", "footer", "li class=comment", "ol class=commentlist", "div class=comment-respond"),
    *("div class=widget", "div class=widget-area", "div id=secondary", "div id=sidebar", "div class=sidebar"),
    *("div id=comments", "div class=comments-area", "div class=wp-block-comments", "div class=wp-block-post-comments"),
    *("div class=related-posts", "ul class=wp-block-latest-posts"),
]


@pytest.mark.parametrize("beside", BESIDE)
def test_what_stands_beside_the_posts_is_no_post(beside: str) -> None:
    other = f"<{beside}>{entry(title='Other')}</{beside.split(maxsplit=1)[0]}>"
    assert only(page(entry() + other)).title == "Title"


def test_a_comment_is_no_post() -> None:
    comment = f'<article class="comment hentry"><h3 class="entry-title">Ann</h3>{CONTENT}</article>'
    assert only(page(entry() + comment)).title == "Title"


def test_an_article_in_a_post_is_no_other_post() -> None:
    assert (
        only(page(entry(content("<p>a</p><article class=hentry><h3>In</h3><p>b</p></article>")))).body
        == "a\n\n### In\n\nb"
    )


def test_a_single_page_holds_one_post() -> None:
    assert only(page(entry() + entry(title="Another"), body_class="single")).title == "Title"


def test_comments_are_not_the_text() -> None:
    assert only(single(CONTENT + '<div id="comments"><p>Comment</p></div>')).body == "Text."


@pytest.mark.parametrize(
    "body",
    [
        "<article><h2><a href='https://blog.example/x/'>T</a></h2><p>Text.</p></article>",
        "<div class='hentry'><h1>T</h1><section class='post-content'><p>Text.</p></section></div>",
        "<div class='post'><h2 class='post-title'>T</h2><div class='entry'><p>Text.</p></div></div>",
        "<article><header><h1>T</h1></header><div itemprop='articleBody'><p>Text.</p></div></article>",
    ],
)
def test_unknown_themes(body: str) -> None:
    tip = only(page(body))
    assert (tip.title, tip.body, tip.status) == ("T", "Text.", Status.FULL)


DATES = {
    "with an offset": '<time class="entry-date published" datetime="2017-11-07T23:30:00-05:00">x</time>',
    "never updated": '<time class="entry-date published updated" datetime="2017-11-07T01:00:00+09:00">x</time>',
    "updated first": '<time class="updated" datetime="2019-01-01">x</time>'
    '<time class="published" datetime="2017-11-07">x</time>',
    "of an old theme": '<abbr class="published" title="2017-11-07T08:00:00-0500">x</abbr>',
    "as text": '<span class="entry-date">November 7, 2017</span>',
    "as a mark": '<meta itemprop="datePublished" content="2017-11-07">',
    "without a class": '<time datetime="2017-11-07">x</time>',
}


@pytest.mark.parametrize("printed", DATES.values(), ids=DATES)
def test_dates(printed: str) -> None:
    assert only(page(entry(printed + CONTENT))).date == TipDate(datetime.date(2017, 11, 7))


@pytest.mark.parametrize(
    "printed",
    [
        "",
        '<time class="updated" datetime="2017-11-07">x</time>',
        '<time class="entry-date updated" datetime="2017-11-07">x</time>',
        content('<p>x <time datetime="2017-11-07">then</time></p>'),
        '<div class="wp-block-post-date wp-block-post-date__modified-date"><time datetime="2017-11-07">x</time></div>',
    ],
)
def test_a_date_is_never_invented(printed: str) -> None:
    assert only(page(entry(printed + CONTENT))).date is None


def test_a_date_that_is_none_is_reported() -> None:
    reading = read(page(entry('<time class="published" datetime="soon">x</time>' + CONTENT)))
    assert what(reading) == [("date that is none", "soon")]


TEASERS = {
    "summary": ('<div class="entry-summary"><p>Begin</p></div>', "Begin"),
    "summary that is cut": ('<div class="entry-summary"><p>Begin [&hellip;]</p></div>', "Begin"),
    "summary cut by three points": ('<div class="entry-summary"><p>Begin [...]</p></div>', "Begin"),
    "link to the rest": (content(f'<p>Begin <a class="more-link" href="{HOME}title/#more-1">More</a></p>'), "Begin"),
    "link to itself": (content(f'<p>Begin</p><p><a href="{HOME}title/">Continue reading <b>T</b> →</a></p>'), "Begin"),
    "text that is cut": (content("<p>One.</p><p>Begin [&#8230;]</p>"), "One.\n\nBegin"),
}


@pytest.mark.parametrize(("inner", "expected"), TEASERS.values(), ids=TEASERS)
def test_teasers(inner: str, expected: str) -> None:
    tip = only(page(entry(inner)))
    assert (tip.status, tip.body) == (Status.TEASER, expected)


FULL = {
    "link to another post": content('<p>Text. <a href="/other/">Read more</a></p>'),
    "link to itself in the middle": content(f'<p><a href="{HOME}title/">Read more</a> and then text.</p>'),
    "link to nowhere": content('<p>Text. <a href="http://[broken">Read more</a></p>'),
    "omission in the middle": content("<p>“He said […] no.”</p>"),
}


@pytest.mark.parametrize("inner", FULL.values(), ids=FULL)
def test_full_posts_in_a_listing(inner: str) -> None:
    assert only(page(entry(inner))).status is Status.FULL


def test_the_text_of_a_single_page_is_full_whatever_it_ends_in() -> None:
    tip = only(single(content("<p>He wrote: no […]</p>")))
    assert (tip.status, tip.body) == (Status.FULL, "He wrote: no […]")


def test_a_text_beats_its_excerpt() -> None:
    assert only(page(entry('<div class="entry-summary">Short</div>' + CONTENT))).body == "Text."


LISTINGS = [
    ("tag", '<h1 class="page-title">Tag: <span>phone calls</span></h1>', ("phone calls",), ()),
    ("tag", '<h1 class="archive-title">Tag Archives: phone calls</h1>', ("phone calls",), ()),
    ("tag", '<h1 class="wp-block-query-title">phone calls</h1>', ("phone calls",), ()),
    ("tag", '<h1 class="page-title">Schlagwort: Telefon</h1>', ("Telefon",), ()),
    ("", '<h1 class="page-title">Posts Tagged ‘phone’</h1>', ("phone",), ()),
    ("category", '<h1 class="page-title">Category Archives: News</h1>', (), ("News",)),
    ("author", '<h1 class="page-title">Author: Ann</h1>', (), ()),
    ("tag", '<h1 class="site-title">The Blog</h1>', (), ()),
    ("search", '<h1 class="page-title">Search Results for: x</h1>', (), ()),
]


@pytest.mark.parametrize(("body_class", "heading", "tags", "categories"), LISTINGS)
def test_listings(body_class: str, heading: str, tags: tuple[str, ...], categories: tuple[str, ...]) -> None:
    teaser = entry('<div class="entry-summary">Begin</div>', "Other")
    full, other = read(page(heading + entry() + teaser, body_class=body_class)).sightings
    assert (full.tags, full.categories) == (tags, categories)
    assert (other.tags, other.categories) == ((), ())


def test_a_listing_is_known_by_its_address() -> None:
    saved = page(
        '<h1 class="page-title">phone</h1>' + entry(), f'<link rel="canonical" href="{HOME}tag/phone/page/2/">'
    )
    assert only(saved).tags == ("phone",)


def test_a_tag_that_is_printed_is_not_given_twice() -> None:
    tags = '<span class="tags-links"><a rel="tag" href="/tag/phone/">Phone</a></span>'
    assert only(page('<h1 class="page-title">Tag: PHONE</h1>' + entry(CONTENT + tags), body_class="tag")).tags == (
        "Phone",
    )


CLOSING = "<p>Yours,<br>Owner</p><p>Read next</p><p>©2012–2015 Owner. Please write for permission.</p><p>Ad</p>"
CUTS = {
    "at a signature": content(f"<p>Text.</p>{CLOSING}"),
    "in a wrapper": content(f"<div><p>Text.</p>{CLOSING}</div><p>Sign up</p>"),
    "below text in the same paragraph": content(f"<p>Text.<br>Yours,<br>me</p>{CLOSING}"),
    "with a space that does not break": content("<p>Text.</p><p>&nbsp;Yours,&nbsp;</p><p>©2012 for permission</p>"),
    "at a notice": content("<p>Text.</p><p>©2012 Owner for permission</p>"),
    "at bare text": content("<p>Text.</p><div>Yours,</div>©2012 Owner for permission"),
}


@pytest.mark.parametrize("inner", CUTS.values(), ids=CUTS)
def test_what_stands_behind_the_text_is_set_aside(inner: str) -> None:
    reading = read(single(inner), PROFILED)
    (tip,) = reading.sightings
    assert (tip.body, tip.rights) == ("Text.", Rights.ASK)
    assert {loss.what for loss in reading.losses} <= {"line behind the end of a tip, set aside"}


def test_lines_behind_the_text_that_no_pattern_names_are_reported() -> None:
    reading = read(single(content(f"<p>Text.</p>{CLOSING}")), PROFILED)
    assert [(loss.detail, loss.tip) for loss in reading.losses] == [
        ("Owner", "Title"),
        ("Read next", "Title"),
        ("Ad", "Title"),
    ]


@pytest.mark.parametrize(
    "inner",
    [
        "<ul><li>“Well done.”<br>Owner, Coach</li></ul><p>More.</p>",
        "<blockquote>a<br>Owner, Coach</blockquote><p>More.</p>",
    ],
)
def test_a_name_below_a_quotation_is_no_signature(inner: str) -> None:
    assert only(single(content(inner)), PROFILED).body.endswith("More.")


def test_the_year_of_a_notice_dates_a_post_without_a_date() -> None:
    tip = only(single(content(f"<p>Text.</p>{CLOSING}")), PROFILED)
    assert tip.date == TipDate(datetime.date(2012, 1, 1), Precision.YEAR)


def test_without_a_profile_nothing_is_cut() -> None:
    assert "Yours," in only(single(content(f"<p>Text.</p>{CLOSING}"))).body


NOT_THE_TEXT = [
    '<p class="entry-meta">Posted in News</p>',
    '<span class="edit-link"><a href="/edit">Edit</a></span>',
    '<span class="cat-links">Posted in News</span>',
    '<div class="tags-links">Tags: x</div>',
]


@pytest.mark.parametrize("part", NOT_THE_TEXT)
def test_what_themes_print_around_a_text_goes(part: str) -> None:
    assert only(single(content(f"<p>Text.</p>{part}"))).body == "Text."


SAID = {
    "share buttons": ('<div class="sharedaddy">Share</div>', "block dropped (.sharedaddy)", "Share"),
    "more pages": (
        '<div class="page-links">Pages: 1 2</div>',
        "the post has more pages than this one",
        "Pages: 1 2",
    ),
    "an embed": ('<iframe src="https://v.example/x"></iframe>', "embed kept as a link", "https://v.example/x"),
}


@pytest.mark.parametrize(("part", "lost", "detail"), SAID.values(), ids=SAID)
def test_what_is_lost_is_said_with_the_title(part: str, lost: str, detail: str) -> None:
    reading = read(single(content(f"<p>Text.</p>{part}")))
    assert what(reading) == [(lost, detail)]
    assert reading.losses[0].tip == "Title"


SKIPPED = {
    "behind a password": content('<form class="post-password-form"><p>Password:</p></form>'),
    "without a text": content("<p>&nbsp;</p>"),
}


@pytest.mark.parametrize(("why", "inner"), SKIPPED.items(), ids=SKIPPED)
def test_posts_without_a_text_are_skipped_and_counted(why: str, inner: str) -> None:
    reading = read(page(entry() + entry(inner, "Other")))
    assert [tip.title for tip in reading.sightings] == ["Title"]
    assert reading.skipped == (Skip("saved.html", why, "Other"),)


PAGERS = {
    "of a classic theme": '<div class="page-links">Pages: <a href="2/">2</a></div>',
    "marked as navigation": '<nav class="page-links"><a href="2/">2</a></nav>',
    "of a block theme": '<p class="post-nav-links">Pages: <a href="2/">2</a></p>',
}


@pytest.mark.parametrize("pager", PAGERS.values(), ids=PAGERS)
def test_the_further_pages_of_a_post_are_read_behind_the_first(pager: str) -> None:
    first = single(f'<div class="entry-content wp-block-post-content"><p>One.</p>{pager}</div>')
    assert [loss.what for loss in read(first).losses] == ["the post has more pages than this one"]
    second = single(f'<div class="entry-content wp-block-post-content"><p>Two.</p>{pager}</div>')
    reading = read(replace(first, more=(second.content,)))
    assert [seen.body for seen in reading.sightings] == ["One.\n\nTwo."]
    assert not reading.losses


TITLES = {
    "as printed": ('<h1 class="entry-title"> Be&nbsp;brief - 11/7/17</h1>', "", "Be brief - 11/7/17"),
    "shared": ('<h1 class="entry-title"></h1>', '<meta property="og:title" content="Shared">', "Shared"),
    "of the window": ("", "<title>A – b – The Blog</title>", "A – b"),
    "none but the site's": ("", "<title>The Blog</title>", "Text."),
    "none but what the site calls itself": (
        "",
        '<title>Bells</title><link type="application/rss+xml" rel="alternate" title="Bells &raquo; Feed" href="/">',
        "Text.",
    ),
}


@pytest.mark.parametrize(("heading", "head", "expected"), TITLES.values(), ids=TITLES)
def test_titles_of_singles(heading: str, head: str, expected: str) -> None:
    saved = page(f'<article class="hentry">{heading}{CONTENT}</article>', head, "single")
    assert only(saved).title == expected


def test_a_missing_title_is_the_first_words() -> None:
    reading = read(page(entry(content("<p>One two three four five six seven eight nine.</p>"), "")))
    assert reading.sightings[0].title == "One two three four five six seven eight…"
    assert what(reading) == [("title missing; taken from the first words", "One two three four five six seven eight…")]


@pytest.mark.parametrize(
    ("printed", "expected", "lang"),
    [("en-US", "", ""), ("de-DE", "", "de-DE"), ("de-DE", "de", ""), ("en", "de", "en"), ("", "", "")],
)
def test_language(printed: str, expected: str, lang: str) -> None:
    source = Source(name="blog", title="The Blog", home=HOME, lang=expected)
    assert only(page(entry(), html=f'<html lang="{printed}">'), source).lang == lang


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [("text/html", True), ("text/html; charset=utf-8", True), ("application/xhtml+xml", True), ("text/plain", False)],
)
def test_pages_of_html_are_read(media_type: str, expected: bool) -> None:
    assert wordpress.can_read(Page("x", b"x", media_type)) is expected


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("", "utf-8")]
)
def test_encodings(charset: str, encoding: str) -> None:
    meta = f'<meta charset="{charset}">' if charset else ""
    text = f"<!doctype html><html><head>{meta}</head><body>{entry(content('<p>“Café”</p>'))}"
    assert only(Page("x", text.encode(encoding), "text/html")).body == "“Café”"


def test_a_broken_byte_does_not_change_the_encoding() -> None:
    text = '<!doctype html><meta charset="utf-8">' + entry(content("<p>“Café” X</p>"))
    reading = read(Page("x", text.encode().replace(b"X", b"\xe9"), "text/html"))
    assert reading.sightings[0].body == "“Café” \ufffd"
    assert what(reading) == [("bytes that are not UTF-8 were replaced", "1")]


OTHER = Source(name="other", title="Other", home="https://www.other.example/")
HOSTS = {
    "canonical": (page(entry(), f'<link rel="canonical" href="{HOME}x/">'), "blog"),
    "www": (page(entry(), '<link rel="canonical" href="https://other.example/x/">'), "other"),
    "og:url": (page(entry(), '<meta property="og:url" content="https://other.example/">'), "other"),
    "permalink": (page(entry()), "blog"),
    "nobody's": (page(entry(), '<link rel="canonical" href="https://else.example/">'), None),
}


@pytest.mark.parametrize(("saved", "name"), HOSTS.values(), ids=HOSTS)
def test_whose_page_it_is(saved: Page, name: str | None) -> None:
    found = wordpress.source_of(saved, [SOURCE, OTHER])
    assert (found.name if found else None) == name
    assert wordpress.source_of(saved, [OTHER]) is OTHER


def test_a_page_of_a_crawl_that_holds_no_post_is_counted() -> None:
    about = replace(page("<p>About us</p>", "<title>About</title>"), name=f"{HOME}about/")
    assert read(about) == Reading((), (), (Skip(f"{HOME}about/", "no post, but a page of another kind", "About"),))


def test_a_page_without_a_post_says_what_to_do() -> None:
    with pytest.raises(PageError, match=r"no post was found on this page\. Save the page of a post"):
        read(page("<p>About us</p>"))


def test_relative_addresses_are_absolute_in_the_text() -> None:
    assert only(single(content('<p><a href="../b/">b</a></p>'))).body == f"[b]({HOME}b/)"


@pytest.mark.slow
@pytest.mark.parametrize("source", [SOURCE, PROFILED], ids=["without a profile", "with one"])
def test_a_page_that_is_nested_too_deeply_keeps_its_text(source: Source) -> None:
    deep = "<div>" * 5000 + "word" + "</div>" * 5000
    assert only(single(content(f"{deep}<p>After.</p>")), source).body == "word\n\nAfter."


PARTS = st.sampled_from(
    [
        *(
            "<article class=hentry>",
            "</article>",
            "<div class=entry-content>",
            "</div>",
            "<h1 class=entry-title>",
            "</h1>",
        ),
        *(
            "<a href='http://[x'>",
            "<a class=more-link href='#'>",
            "</a>",
            "<time class=published datetime='9999-99-99'>",
        ),
        *(
            "<div id=comments>",
            "<nav>",
            "</nav>",
            "<ul class=page-links>",
            "[…]",
            "Yours,",
            "©2012",
            "<br>",
            "<p>",
            "text",
        ),
        *(
            "<link rel=canonical href='http://[::1'>",
            "<body class='single tag'>",
            "<html lang=x>",
            "<!--",
            "<table>",
            "<aside>",
        ),
        *(
            "<form class=post-password-form>",
            "<div class=entry-summary>",
            "<li class=wp-block-post>",
            "<footer>",
            "<title>",
        ),
    ]
)


@given(st.lists(PARTS, max_size=14).map("".join))
def test_any_page_is_read_or_refused(body: str) -> None:
    saved = Page("x", f"<!doctype html>{body}".encode(), "text/html")
    wordpress.source_of(saved, [SOURCE, OTHER])
    try:
        reading = read(saved, PROFILED)
    except PageError:
        return
    assert all(tip.body and tip.title for tip in reading.sightings)


@pytest.mark.starter
@pytest.mark.parametrize("folder", ["front-desk-letter", "plain-speaking"])
def test_the_examples_are_read_without_an_unknown_part(root: Path, sources: dict[str, Source], folder: str) -> None:
    pages = sorted((root / "examples" / folder).glob("*.html"))
    assert pages
    for path in pages:
        reading = read(Page(path.name, path.read_bytes(), "text/html"), sources[folder])
        assert reading.sightings, path.name
        for tip in reading.sightings:
            assert tip.url.startswith("https://"), path.name
            assert "Share this" not in tip.body, path.name
        assert len({tip.title for tip in reading.sightings}) == len(reading.sightings), path.name
