"""WordPress exports: read as a stream, one item a page; which items are tips, and what their text is."""

import datetime
import gzip
import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.containers import wxr as containers
from scraper.containers.holding import Holding
from scraper.errors import PageError
from scraper.pages import read_pages
from scraper.source import Source
from scraper.sources import wxr
from scraper.sources.wxr_text import as_shown
from scraper.tip import Loss, Page, Reading, Sighting, Skip, Status, TipDate

HOME = "https://blog.example/"
SOURCE = Source(name="blog", title="The Blog", home=HOME, author="Owner")
HEAD = f"<title>B</title><link>{HOME}</link><language>en-US</language><wp:base_blog_url>{HOME}</wp:base_blog_url>"
AUTHOR = (
    "<wp:author><wp:author_id>1</wp:author_id><wp:author_login>ann</wp:author_login>"
    "<wp:author_email>ann@blog.example</wp:author_email><wp:author_display_name>Ann O’Ther</wp:author_display_name>"
    "<wp:author_first_name>Firstly</wp:author_first_name><wp:author_last_name>Lastly</wp:author_last_name></wp:author>"
)


def export(*items: str, head: str = HEAD + AUTHOR, version: str = "1.2") -> bytes:
    names = (
        f'xmlns:wp="http://wordpress.org/export/{version}/" '
        f'xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    each = "".join(f"<item>{item}</item>\n" for item in items)
    prolog = '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- An export -- of a site. -->\n<!-- generator="WordPress" -->'
    return f"{prolog}\n<rss {names}><channel>{head}\n{each}</channel></rss>\n".encode()


def fields(**values: str) -> dict[str, str]:
    usual = {
        "title": "T",
        "link": f"{HOME}t/",
        "dc:creator": "ann",
        "content:encoded": "Text.",
        "excerpt:encoded": "",
        "wp:post_id": "7",
        "wp:post_date": "2017-11-07 23:30:00",
        "wp:status": "publish",
        "wp:post_type": "post",
        "wp:post_password": "",
    }
    return usual | {name.replace("__", ":"): value for name, value in values.items()}


def item(more: str = "", **values: str) -> str:
    return "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in fields(**values).items()) + more


def pages(content: bytes) -> list[Page | PageError]:
    return list(containers.pages(Holding("export.xml", lambda: io.BytesIO(content))))


def page_of(*items: str, head: str = HEAD + AUTHOR, version: str = "1.2") -> Page:
    (page,) = pages(export(*items, head=head, version=version))
    assert isinstance(page, Page)
    return page


def read(one: str, *, unpublished: bool = False, head: str = HEAD + AUTHOR) -> Reading:
    return wxr.read(page_of(one, head=head), replace(SOURCE, unpublished=unpublished))


def test_an_item() -> None:
    text = 'First &amp; <a href="/a/">second</a>\nline.\n\n<!--more-->\n\nMore <img src="/b.png" alt="B">.'
    terms = (
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
        '<category domain="post_tag" nicename="desk"><![CDATA[Q &amp; A]]></category>'
        '<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>'
        '<category domain="series" nicename="s"><![CDATA[Basics]]></category>'
    )
    reading = read(item(terms, title="Fish &amp; <em>Chips</em>", content__encoded=text))
    assert reading == Reading(
        (
            Sighting(
                source="blog",
                page="export.xml#post-7",
                title="Fish & Chips",
                body=f"First & [second]({HOME}a/)  \nline.\n\nMore ![B]({HOME}b.png).",
                date=TipDate(datetime.date(2017, 11, 7)),
                tags=("Q & A",),
                categories=("News",),
                author="Ann O’Ther",
                url=f"{HOME}t/",
                images=(f"{HOME}b.png",),
            ),
        ),
        (
            Loss(
                "export.xml#post-7", None, 'term that is neither tag nor category ("series")', "Basics", "Fish & Chips"
            ),
        ),
    )


LEFT_OUT = {
    "a draft": ({"wp__status": "draft"}, "draft"),
    "a draft that nobody began": ({"wp__status": "auto-draft"}, "draft"),
    "a private post": ({"wp__status": "private"}, "private"),
    "one that waits": ({"wp__status": "pending"}, "waiting for review"),
    "one to come": ({"wp__status": "future"}, "in the future"),
    "one thrown away": ({"wp__status": "trash"}, "in the trash"),
    "a status of a plugin": ({"wp__status": "archived"}, 'of the status "archived"'),
    "a protected post": ({"wp__post_password": "x"}, "behind a password"),
    "a page": ({"wp__post_type": "page"}, "no post but a page"),
    "a private page": ({"wp__post_type": "page", "wp__status": "private"}, "no post but a page"),
    "an attachment": ({"wp__post_type": "attachment", "wp__status": "inherit"}, "no post but an attachment"),
    "a menu": ({"wp__post_type": "nav_menu_item"}, "no post but an entry of a menu"),
    "what a plugin keeps": ({"wp__post_type": "product"}, 'no post but of the type "product"'),
    "no text": ({"content__encoded": " "}, "without a text"),
}


@pytest.mark.parametrize(("values", "why"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_is_no_published_post_is_left_out_and_counted(values: dict[str, str], why: str) -> None:
    assert read(item(**values)) == Reading((), skipped=(Skip("export.xml#post-7", why, "T"),))


@pytest.mark.parametrize("status", ["draft", "pending", "private", "future", "trash", "auto-draft"])
def test_who_asks_for_drafts_gets_them_as_drafts(status: str) -> None:
    reading = read(item(wp__status=status), unpublished=True)
    assert [seen.status for seen in reading.sightings] == ([] if status in {"trash", "auto-draft"} else [Status.DRAFT])
    assert read(item(), unpublished=True).sightings[0].status is Status.FULL
    locked = item(wp__status=status).replace("password><![CDATA[]]>", "password><![CDATA[x]]>")
    assert read(locked, unpublished=True).sightings == ()


def test_an_excerpt_stands_in_for_a_text_that_is_not_there() -> None:
    (seen,) = read(item(content__encoded="", excerpt__encoded="Short\n\nand good.")).sightings
    assert (seen.status, seen.body) == (Status.TEASER, "Short\n\nand good.")
    (seen,) = read(item(excerpt__encoded="Short.")).sightings
    assert (seen.status, seen.body) == (Status.FULL, "Text.")


DATES = {
    "none": ({"wp__post_date": "0000-00-00 00:00:00"}, "Mon, 30 Nov -0001 00:00:00 +0000", None, []),
    "by the site's clock": ({}, "Wed, 08 Nov 2017 04:30:00 +0000", "2017-11-07", []),
    "as the feed has it": ({"wp__post_date": ""}, "Wed, 08 Nov 2017 04:30:00 +0000", "2017-11-08", []),
    "broken": ({"wp__post_date": "soon"}, "", None, ["date that is none"]),
}


@pytest.mark.parametrize(("values", "published", "day", "losses"), DATES.values(), ids=DATES.keys())
def test_the_date(values: dict[str, str], published: str, day: str | None, losses: list[str]) -> None:
    reading = read(item(f"<pubDate>{published}</pubDate>", **values))
    assert reading.sightings[0].date == (TipDate(datetime.date.fromisoformat(day)) if day else None)
    assert [loss.what for loss in reading.losses] == losses


def test_the_oldest_form_of_an_export() -> None:
    terms = (
        "<category><![CDATA[News]]></category>"
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
        "<category><![CDATA[desk]]></category>"
        '<category domain="tag" nicename="desk"><![CDATA[desk]]></category>'
    )
    page = page_of(item(terms), head=f"<title>B</title><link>{HOME}</link>", version="1.0")
    (seen,) = wxr.read(page, SOURCE).sightings
    assert (seen.tags, seen.categories, seen.terms, seen.author) == (("desk",), ("News",), (), "ann")


def test_terms_that_nobody_tells_apart() -> None:
    (seen,) = read(item("<category>a</category><category>a</category><category>b</category>")).sightings
    assert (seen.tags, seen.categories, seen.terms) == ((), (), ("a", "b"))


def test_an_author_without_an_entry_or_a_name() -> None:
    assert read(item(dc__creator="bob")).sightings[0].author == "bob"
    assert read(item(dc__creator="")).sightings[0].author == "Owner"
    assert read(item(), head=HEAD + AUTHOR.replace("Ann O’Ther", "")).sightings[0].author == "ann"


def test_whose_export_it_is() -> None:
    other = Source(name="other", title="Other", home="https://other.example/", sites=("https://www.more.example/",))
    page = page_of(item())
    assert wxr.can_read(page)
    assert not wxr.can_read(replace(page, media_type="application/rss+xml"))
    assert wxr.source_of(page, [other, SOURCE]) is SOURCE
    assert wxr.source_of(page, [other]) is None
    elsewhere = replace(page, content=page.content.replace(b"blog.example", b"more.example"))
    assert wxr.source_of(elsewhere, [SOURCE, other]) is other


def test_the_language_is_told_where_it_is_another() -> None:
    german = HEAD.replace("en-US", "de-DE")
    assert read(item(), head=german).sightings[0].lang == "de-DE"
    assert read(item()).sightings[0].lang == ""


def test_each_item_is_a_small_document_with_what_it_needs_and_no_more() -> None:
    other = AUTHOR.replace("ann", "bob").replace("Ann", "Bob")
    comment = "<wp:comment><wp:comment_author>C. Ommenter</wp:comment_author></wp:comment>"
    meta = "<wp:postmeta><wp:meta_key>_builder</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:postmeta>"
    term = "<wp:tag><wp:tag_slug>desk</wp:tag_slug></wp:tag>"
    found = pages(export(item(comment + meta), item(wp__post_id="8"), head=HEAD + AUTHOR + other + term))
    assert [page.name for page in found if isinstance(page, Page)] == ["export.xml#post-7", "export.xml#post-8"]
    for page in found:
        assert isinstance(page, Page)
        text = page.content.decode()
        assert text.count("<item") == 1
        assert "Ann O’Ther" in text
        for word in ("Bob", "@", "Firstly", "Lastly", "comment", "postmeta", "desk"):
            assert word not in text


LARGE = "<p>Many words, again and again.</p>\n" * 400_000


def test_an_item_that_is_too_large_is_one_line_and_the_rest_goes_on() -> None:
    assert len(LARGE) > 10 * 2**20
    before, large, after = pages(export(item(), item(content__encoded=LARGE, title="Large"), item()))
    assert isinstance(before, Page)
    assert isinstance(after, Page)
    assert str(large) == (
        'export.xml#item-2: the item "Large" has more than 10 MB, which no post has. Look at it in WordPress; '
        "pictures may stand in its text."
    )


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda whole: whole[:-40],
    "cut within a text": lambda whole: whole[: whole.rindex(b"Text.") + 3],
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_of_an_export_that_breaks_off_the_whole_items_are_read(change: Callable[[bytes], bytes]) -> None:
    many = [item(wp__post_id=str(n), content__encoded=f"Text. {n * 12345}") for n in range(40)]
    *found, error = pages(change(export(*many)))
    assert len(found) > 20
    assert all(isinstance(page, Page) and wxr.read(page, SOURCE).sightings for page in found)
    assert isinstance(error, PageError)
    assert "breaks off before its end" in str(error)


@pytest.mark.parametrize("cut", [0, 60])
def test_an_export_may_be_packed(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "export.xml.gz"
    packed = gzip.compress(export(*(item(wp__post_id=str(n), content__encoded=f"{n * 12345}") for n in range(40))))
    file.write_bytes(packed[: len(packed) - cut])
    found = list(read_pages(file))
    names = [page.name for page in found if isinstance(page, Page)]
    assert names[:20] == [f"{file.as_posix()}#post-{n}" for n in range(20)]
    assert [str(one) for one in found if isinstance(one, PageError)] == (
        [f"{file.as_posix()}: the file breaks off before its end. Save or download it again, or take it away."]
        if cut
        else []
    )


def test_an_export_that_holds_nothing_or_may_not_be_opened() -> None:
    (error,) = pages(export())
    assert "the export holds no item" in str(error)
    bomb = export(item()).replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1)
    (error,) = pages(bomb)
    assert "declares entities of its own" in str(error)


def test_control_characters_and_entities_of_html_lose_nothing() -> None:
    content = export(item(content__encoded="Fish\x0b and\x08 chips"), item(content__encoded="", title="")).replace(
        b"<content:encoded><![CDATA[]]>", b"<content:encoded>Fish&nbsp;&amp; chips &lt;3 &copy; & caf\xe9"
    )
    found = [wxr.read(page, SOURCE) for page in pages(content) if isinstance(page, Page)]
    assert [seen.body for one in found for seen in one.sightings] == ["Fish and chips", "Fish & chips <3 © & caf\ufffd"]
    assert ("characters that could not be read", "1") in [(loss.what, loss.detail) for loss in found[1].losses]


def test_a_page_that_is_no_item_is_refused() -> None:
    with pytest.raises(PageError, match="is no item"):
        wxr.read(Page("x", b"<rss><channel/></rss>", "application/wxr+xml"), SOURCE)
    with pytest.raises(PageError, match="breaks off"):
        wxr.read(Page("x", b"<rss><channel><item>", "application/wxr+xml"), SOURCE)


IMAGE = '<img src="https://b.example/x-300x200.jpg" alt="A" width="300" />'
TEXTS = {
    "block markup stays": ("<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->",) * 2,
    "lines become paragraphs": ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
    "the pages are one text": ("a\n<!--nextpage-->\nb<!--nextpage-->c", "<p>a</p>\n<p>b</p>\n<p>c</p>\n"),
    "what parts the excerpt goes": ("a <!--more Go on!-->b<!--noteaser-->", "<p>a b</p>\n"),
    "a caption in the text": (
        f'[caption id="a" width="300"]{IMAGE} The <em>words</em>[/caption]',
        f"<figure><p>{IMAGE}</p>\n<figcaption>The <em>words</em></figcaption></figure>",
    ),
    "a caption of a linked image": (
        f'[caption]<a href="x">{IMAGE}</a>Words[/caption]\nb',
        f'<figure><p><a href="x">{IMAGE}</a></p>\n<figcaption>Words</figcaption></figure><p>b</p>\n',
    ),
    "a caption as old posts have it": (
        f'[wp_caption caption="The &quot;words&quot;"]{IMAGE}[/wp_caption]',
        f"<figure><p>{IMAGE}</p>\n<figcaption>The &quot;words&quot;</figcaption></figure>",
    ),
    "two captions": (
        f"[caption]{IMAGE} a[/caption][caption]{IMAGE} b[/caption]",
        "".join(f"<figure><p>{IMAGE}</p>\n<figcaption>{word}</figcaption></figure>" for word in "ab"),
    ),
    "a caption of no image": ("[caption]Words[/caption]", "<p>[caption]Words[/caption]</p>\n"),
    "a caption that does not end": (f"[caption]{IMAGE} a", f"<p>[caption]{IMAGE} a</p>\n"),
    "an address alone": (
        "a\n\nhttps://v.example/?a=1&b=2\n",
        '<p>a</p>\n<p><a href="https://v.example/?a=1&b=2">https://v.example/?a=1&b=2</a></p>\n',
    ),
    "an address among words": ("See https://v.example/1", "<p>See https://v.example/1</p>\n"),
    "an address within a tag": (
        '<a href="\nhttps://v.example/"\n>a</a>',
        '<p><a href="\nhttps://v.example/"\n>a</a></p>\n',
    ),
    "other shortcodes stay": ("[gallery ids='1']", "<p>[gallery ids='1']</p>\n"),
}


@pytest.mark.parametrize(("content", "shown"), TEXTS.values(), ids=TEXTS.keys())
def test_the_html_of_what_was_written(content: str, shown: str) -> None:
    assert as_shown(content) == shown


@given(
    st.lists(
        st.sampled_from(
            ["[caption]", "[/caption]", "[caption x='y']", IMAGE, "<!--more-->", "\n\n", "ab", "https://x.example"]
        )
    ).map("".join)
)
def test_no_word_of_what_was_written_is_lost(content: str) -> None:
    def words(html: str) -> list[str]:
        return re.findall("ab|https://x|src=", re.sub(r'<a href="[^"]*">', "", html))

    assert words(as_shown(content)) == words(content)


# lxml's memory is none of Python's own; the kernel counts all of a process's.
KERNEL = Path("/proc/self/status")
COUNT = f"""
import re, sys
from pathlib import Path
from scraper.pages import read_pages
from scraper.sources import wxr

def most():
    return int(re.search(r"VmHWM:\\s*(\\d+) kB", Path("{KERNEL}").read_text())[1])

before = most()
count = sum(len(page.content) > 1000 for page in read_pages(Path(sys.argv[1])))
print(count, most() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(not KERNEL.exists(), reason="only Linux tells what a process held at most")
def test_memory_does_not_grow_with_the_export(tmp_path: Path, root: Path) -> None:
    comments = "".join(
        f"<wp:comment><wp:comment_content>{'w ' * 500}</wp:comment_content></wp:comment>" for _ in range(50)
    )
    one = f"<item>{item(comments, content__encoded='Some words. ' * 4000)}</item>\n".encode()
    file = tmp_path / "large.xml"
    with file.open("wb") as stream:
        begin, end = export("").split(b"<item></item>\n")
        stream.write(begin)
        for _ in range(400):
            stream.write(one)
        talked_about = item(comments * 600, content__encoded="Some words. " * 100)  # some 30 MB
        stream.write(f"<item>{talked_about}</item>".encode())
        stream.write(end)
    assert file.stat().st_size > 35 * 2**20
    told = subprocess.run(
        [sys.executable, "-c", COUNT, file], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    count, grown = map(int, told.split())
    assert count == 401
    assert grown < 20 * 2**10
