"""XML as it is found: mended so that nothing is lost, whatever the pieces in which it comes, and never expanded."""

import contextlib
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from scraper.errors import PageError
from scraper.xml.mend import CUT, Mender
from scraper.xml.names import name_of
from scraper.xml.prolog import encoding_of
from scraper.xml.stream import closed

NAMES = ("item", "rss")


def texts(document: str | bytes, most: int = 10**6) -> list[str]:
    """The text of each item that was closed."""
    content = document.encode() if isinstance(document, str) else document
    items = (one for one in closed(io.BytesIO(content), NAMES, "x.xml", most) if one.tag == "item")
    return [etree.tostring(one, method="text", encoding="unicode", with_tail=False) for one in items]


def rss(*items: str, prolog: str = "") -> str:
    return f"{prolog}<rss>{''.join(f'<item>{item}</item>' for item in items)}</rss>"


MENDED = {
    "a lone ampersand": ("Q & A, AT&T", "Q & A, AT&T"),
    "an entity of HTML": ("Fish&nbsp;&amp;&nbsp;Chips&hellip;", "Fish\xa0&\xa0Chips…"),
    "an entity that nobody knows": ("a &foo; b", "a &foo; b"),
    "references by number": ("&#8217;&#x2019;&#38;&#150;", "’’&–"),
    "numbers of no character": ("a&#11;b&#x1F;c", "abc"),
    "a lone less-than": ("1 < 2 <3", "1 < 2 <3"),
    "HTML without quotes": ("<p class=x>a</p>", "<p class=x>a</p>"),
    "HTML that is never closed": ("a<br>b<hr>c", "abc"),
    "a tag that was never opened": ("a</b>c", "a</b>c"),
    "a name with two colons": ("<a:b:c>d</a:b:c>", "<a:b:c>d</a:b:c>"),
    "a name of other letters": ("<é>d</é>", "<é>d</é>"),
    "the end of a section that never began": ("a ]]> b", "a ]]> b"),
    "a section": ("<![CDATA[<p>a & b</p> &nbsp;]]>", "<p>a & b</p> &nbsp;"),
    "a section in two": ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"),
    "control characters": ("a\x00\x08b<![CDATA[c\x0bd]]>", "abc d"),
    "a comment": ("a<!-- <item> -- -->b", "ab"),
    "an instruction": ("a<?php echo '</item>' ?>b", "ab"),
    "an ampersand in an attribute": ('<a href="?a=1&b=2">c</a>', "c"),
}


@pytest.mark.parametrize(("written", "read"), MENDED.values(), ids=MENDED.keys())
def test_nothing_is_lost_of_what_is_not_well_formed(written: str, read: str) -> None:
    assert texts(rss(written, "after")) == [read, "after"]


def test_tags_that_stay_open_end_with_what_they_stand_in() -> None:
    assert texts("<rss><item><b><i>a</item><item>b</item></rss>") == ["a", "b"]


MARKUP = """
    < > & ]]> <![CDATA[ <!-- --> <? ?> <item> </item> </a> <br> <br/> &nbsp; &amp; &#1; </rss> <rss> x:y <x:y> \x00 é
"""
soup = st.lists(
    st.sampled_from([*MARKUP.split(), " ", "\n", "<a b='c'>", '<a b="&x">', "<!DOCTYPE z>"]) | st.text(max_size=5),
    max_size=25,
).map("".join)


def mended(text: str, sizes: tuple[int, ...] = (10**6,)) -> str:
    mender = Mender("x.xml", 10**6)
    pieces, at, n = [], 0, 0
    while at < len(text):
        size = sizes[n % len(sizes)]
        pieces.append(mender.feed(text[at : at + size]))
        at, n = at + size, n + 1
    return "".join(pieces)


@given(soup, st.lists(st.integers(1, 9), min_size=1, max_size=5).map(tuple))
@example('<a b="&amp;">]]><', (1,))
@example("<![CDATA[a]]>b", (1,))
def test_the_pieces_in_which_a_text_comes_change_nothing(text: str, sizes: tuple[int, ...]) -> None:
    whole = mended(f"<rss>{text}</rss>.")
    assert mended(f"<rss>{text}</rss>.", sizes) == whole


@given(soup)
def test_what_was_mended_is_well_formed(text: str) -> None:
    mender = Mender("x.xml", 10**6)
    xml = mender.feed(f'<rss xmlns:x="urn:x">{text}</rss>')
    if mender.whole:  # else a section was never closed
        etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))


@given(st.binary(max_size=300) | soup.map(lambda text: f"<rss><item>{text}".encode()))
def test_bytes_of_any_kind_raise_nothing_else(content: bytes) -> None:
    with contextlib.suppress(PageError):
        texts(content)


BREAKS = {
    "in a text": "<rss><item>a</item><item>b",
    "in a tag": "<rss><item>a</item><item",
    "in a section": "<rss><item>a</item><item><![CDATA[b</item></rss>",
    "in a comment": "<rss><item>a</item><!-- </rss>",
    "behind an item": "<rss><item>a</item>",
}


@pytest.mark.parametrize("document", BREAKS.values(), ids=BREAKS.keys())
def test_of_a_document_that_breaks_off_the_whole_items_are_read(document: str) -> None:
    found = closed(io.BytesIO(document.encode()), NAMES, "x.xml", 10**6)
    assert next(found).text == "a"
    with pytest.raises(PageError, match="breaks off before its end"):
        next(found)


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
DOCTYPES = {
    "entities": BOMB,
    "entities of a file": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "entities of a parameter": '<!DOCTYPE rss PUBLIC "-//x//[y" "z" [<!ENTITY % a "b">]>',
    "below comments": f"<?xml version='1.0'?>\n<!-- a --><!-- -- -->\n{BOMB}",
    "in small letters": BOMB.replace("DOCTYPE", "doctype"),
}


@pytest.mark.parametrize("prolog", DOCTYPES.values(), ids=DOCTYPES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_not_opened(prolog: str, encoding: str) -> None:
    with pytest.raises(PageError, match="declares entities of its own"):
        texts(rss("&b;", prolog=prolog).encode(encoding))


def test_a_doctype_that_declares_nothing_is_no_matter() -> None:
    prolog = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/rss-[0.91].dtd">'
    assert texts(rss("a&eacute;", prolog=prolog)) == ["aé"]
    assert texts(rss("a", prolog="<!doctype rss>\n<!-- b -->")) == ["a"]


def test_text_without_an_element_is_given_up_soon() -> None:
    read = io.BytesIO(b"<!-- " + b"x" * 2**22)
    with pytest.raises(PageError, match="no element was found"):
        next(closed(read, NAMES, "x.xml", 10**6))
    assert read.tell() < 2**21


ENCODINGS = {
    "nothing said": (b"<rss>", "utf-8"),
    "a mark": (b"\xef\xbb\xbf<rss>", "utf-8"),
    "a mark of UTF-16": (b"\xff\xfe<\x00", "utf-16-le"),
    "Latin-1, as the web means it": (b"<?xml version='1.0' encoding='ISO-8859-1'?>", "cp1252"),
    "another": (b'\n<?xml version="1.0" encoding="koi8-r" standalone="yes"?>', "koi8-r"),
    "one that nobody knows": (b'<?xml version="1.0" encoding="klingon"?>', "utf-8"),
    "a codec that is none": (b'<?xml version="1.0" encoding="rot13"?>', "utf-8"),
    "one of bytes": (b'<?xml version="1.0" encoding="hex"?>', "utf-8"),
    "one that would not show": (b'<?xml version="1.0" encoding="utf-16"?>', "utf-8"),
}


@pytest.mark.parametrize(("start", "encoding"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_the_encoding(start: bytes, encoding: str) -> None:
    assert encoding_of(start) == encoding


def test_one_broken_byte_is_one_character() -> None:
    assert texts(b"<rss><item>caf\xe9</item><item>caf\xc3\xa9</item></rss>") == ["caf\ufffd", "café"]


@pytest.mark.parametrize(
    "wide", ["x" * 3000, "<![CDATA[" + "x" * 3000 + "]]>", "<b></b>" * 30], ids=["text", "section", "tags"]
)
def test_of_an_element_that_is_too_large_the_rest_is_left_out(wide: str) -> None:
    document = f"<rss><item><a>before</a><a>{wide}</a></item><item>after</item></rss>"
    found = [one for one in closed(io.BytesIO(document.encode()), NAMES, "x.xml", 1000) if one.tag == "item"]
    assert [one.find(f".//{CUT}") is not None for one in found] == [True, False]
    assert found[0][0].text == "before"
    assert found[1].text == "after"


def test_what_was_taken_does_not_count_for_what_it_stands_in() -> None:
    document = f"<rss><channel><item>{'<note>some words</note>' * 200}<a>b</a></item></channel></rss>"
    *_, item = closed(io.BytesIO(document.encode()), ("note", "item"), "x.xml", 70_000)
    assert item.find(f".//{CUT}") is None
    assert item[-1].text == "b"


def test_elements_deeper_than_the_parser_goes_become_text() -> None:
    (text,) = texts(rss("<b>" * 5000 + "deep" + "</b>" * 5000))
    assert "deep" in text
    assert re.sub("</?b>", "", text) == "deep"


NAMED = {
    "RSS 2.0": ("<a/>", "a"),
    "RSS 1.0": ('<a xmlns="http://purl.org/rss/1.0/"/>', "a"),
    "Atom": ('<x:a xmlns:x="http://www.w3.org/2005/Atom"/>', "atom:a"),
    "a prefix that means the usual": ("<dc:a/>", "dc:a"),
    "any version of the export": ('<a xmlns="http://wordpress.org/export/1.9/"/>', "wp:a"),
    "its excerpts": ('<a xmlns="http://wordpress.org/export/1.2/excerpt/"/>', "excerpt:a"),
    "anything else": ('<a xmlns="urn:b"/>', "urn:b:a"),
}


@pytest.mark.parametrize(("element", "name"), NAMED.values(), ids=NAMED.keys())
def test_names_are_those_that_people_use(element: str, name: str) -> None:
    (found,) = etree.fromstring(f"<rss>{element}</rss>", etree.XMLParser(recover=True))
    assert name_of(found) == name
