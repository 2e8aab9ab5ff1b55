"""Images and embeds of HTML: which of its addresses one keeps, what goes, and where players can be found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.html.images import Candidate, candidates, same_picture
from scraper.html.media import unwritten, written
from scraper.markdown import to_markdown

BASE = "https://blog.example/post/"
UPLOADS = "https://blog.example/wp-content/uploads/2020/05"

# HTML, and the one address that its Markdown shows; relative ones are below BASE.
CHOSEN = {
    "src": ('<img src="/a.jpg">', "https://blog.example/a.jpg"),
    "the link's target, where that is the same picture": (
        f'<a href="{UPLOADS}/a.jpg"><img src="{UPLOADS}/a-300x188.jpg"></a>',
        f"{UPLOADS}/a.jpg",
    ),
    "the link's target rather than a larger size": (
        f'<a href="{UPLOADS}/a.jpg"><img src="x" srcset="{UPLOADS}/a-1024x768.jpg 1024w"></a>',
        f"{UPLOADS}/a.jpg",
    ),
    "the link's target, made smaller when it was uploaded": (
        '<a href="a-scaled.jpg"><img src="a-300x188.jpg"></a>',
        f"{BASE}a-scaled.jpg",
    ),
    "the link's target, edited": (
        '<a href="a-e1589000000000.jpg"><img src="a-e1589000000000-150x150.jpg"></a>',
        f"{BASE}a-e1589000000000.jpg",
    ),
    "the link's target, of another kind": ('<a href="A.png"><img src="a-300x188.webp"></a>', f"{BASE}A.png"),
    "the link's target, where nothing else is named": ('<a href="a.jpg"><img src="data:,"></a>', f"{BASE}a.jpg"),
    "the largest width": (
        '<img src="a.jpg" srcset="s.jpg 300w, l.jpg 1024w, m.jpg 768w">',
        f"{BASE}l.jpg",
    ),
    "the highest density": ('<img src="a.jpg" srcset="a1.jpg 1.5x, a2.jpg 2x, a3.jpg">', f"{BASE}a2.jpg"),
    "commas within addresses": ('<img srcset="w_1,h_1/a.jpg 1w,w_9,h_9/b.jpg 9w">', f"{BASE}w_9,h_9/b.jpg"),
    "a lazy set": ('<img src="a.jpg" data-srcset="s.jpg 1w, l.jpg 2w" srcset="data:, 9w">', f"{BASE}l.jpg"),
    "data-src": ('<img src="tiny.jpg" data-src="a.jpg">', f"{BASE}a.jpg"),
    "data-lazy-src": ('<img src="tiny.jpg" data-lazy-src="a.jpg">', f"{BASE}a.jpg"),
    "data-original": ('<img src="tiny.jpg" data-original="a.jpg">', f"{BASE}a.jpg"),
    "data-large-file": ('<img src="a-300x200.jpg" data-large-file="a-1024x683.jpg">', f"{BASE}a-1024x683.jpg"),
    "data-orig-file rather than any size": (
        '<img src="x" srcset="a-1024x683.jpg 1024w" data-large-file="y" data-orig-file="a.jpg">',
        f"{BASE}a.jpg",
    ),
    "data-full-url of a gallery": ('<img src="a-1024x683.jpg" data-full-url="a.jpg">', f"{BASE}a.jpg"),
    "a picture's largest source": (
        '<picture><source srcset="s.webp 300w, l.webp 900w"><img src="a.jpg"></picture>',
        f"{BASE}l.webp",
    ),
    "a picture's own image rather than another form of it": (
        '<picture><source srcset="a.webp 900w"><img src="a.jpg" srcset="a.jpg 900w"></picture>',
        f"{BASE}a.jpg",
    ),
    "a picture without a src": ('<picture><source data-srcset="a.webp"><img src="data:,"></picture>', f"{BASE}a.webp"),
    "a placeholder never": ('<img data-src="/lazy/1x1.trans.gif" src="a.jpg">', f"{BASE}a.jpg"),
    "a placeholder's noscript": (
        '<img src="/blank.gif"><noscript><img src="a.jpg"></noscript>',
        f"{BASE}a.jpg",
    ),
    "one of a lazy image and its copy in another size": (
        '<img src="data:," data-src="a-300x200.jpg"><noscript><img src="a-150x100.jpg"></noscript>',
        f"{BASE}a-300x200.jpg",
    ),
    "Photon": (
        '<img src="https://i0.wp.com/blog.example/a.jpg?resize=300%2C200&#038;ssl=1">',
        "https://blog.example/a.jpg",
    ),
    "Photon without a word on the scheme": ('<img src="https://i2.wp.com/o.example/a.jpg">', "https://o.example/a.jpg"),
    "Photon in a set": (
        '<img src="x" srcset="https://i1.wp.com/o.example/a.jpg?w=300&amp;ssl=1 300w">',
        "https://o.example/a.jpg",
    ),
    "Photon in a link": (
        '<a href="https://i0.wp.com/o.example/a.jpg?ssl=1"><img src="https://i0.wp.com/o.example/a.jpg?w=3&ssl=1"></a>',
        "https://o.example/a.jpg",
    ),
    "wordpress.com's own resizing": (
        '<img src="https://ada.files.wordpress.com/2014/05/a.jpg?w=300&amp;h=200">',
        "https://ada.files.wordpress.com/2014/05/a.jpg",
    ),
    "a query that is no size": ('<img src="/a.php?id=3&amp;w=300">', "https://blog.example/a.php?id=3&w=300"),
}


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case, id=name) for name, case in CHOSEN.items()])
def test_the_best_address_is_kept(source: str, expected: str) -> None:
    converted = to_markdown(source, BASE)
    assert (converted.markdown, converted.losses) == (f"![]({expected})", ())
    assert converted.images == (expected,)


@pytest.mark.parametrize(("query", "scheme"), [("?w=3", "http"), ("?w=3&ssl=1", "https"), ("?ssl=1&w=3", "https")])
def test_photon_says_which_scheme_an_image_has(query: str, scheme: str) -> None:
    converted = to_markdown(f'<img src="https://i2.wp.com/o.example/a.jpg{query}">')
    assert converted.images == (f"{scheme}://o.example/a.jpg",)


# HTML, and its Markdown.
LINKED = {
    "a link to another picture": (
        '<a href="/b.jpg"><img src="/a.jpg"></a>',
        "[![](https://blog.example/a.jpg)](https://blog.example/b.jpg)",
    ),
    "a link to a page": (
        '<a href="/a/"><img src="/a.jpg" alt="A"></a>',
        "[![A](https://blog.example/a.jpg)](https://blog.example/a/)",
    ),
    "a link with words keeps them": (
        '<a href="/a.jpg"><img src="/a-300x188.jpg"> larger</a>',
        "[![](https://blog.example/a.jpg) larger](https://blog.example/a.jpg)",
    ),
    "a link around two pictures": (
        '<a href="/a.jpg"><img src="/a-9x9.jpg"><img src="/b.jpg"></a>',
        "[![](https://blog.example/a.jpg)![](https://blog.example/b.jpg)](https://blog.example/a.jpg)",
    ),
    "words and caption": (
        '<figure><a href="/a.jpg"><img src="/a-9x9.jpg" alt="A" title="T"></a><figcaption>C</figcaption></figure>',
        '![A](https://blog.example/a.jpg "T")\n\n*C*',
    ),
    "classic caption": (
        '<div class="wp-caption"><a href="/a.jpg"><img src="/a-9x9.jpg"></a><p class="wp-caption-text">C</p></div>',
        "![](https://blog.example/a.jpg)\n\n*C*",
    ),
    "classic gallery": (
        (
            '<dl class="gallery-item"><dt class="gallery-icon"><a href="/a.jpg"><img src="/a-150x150.jpg"></a></dt>'
            '<dd class="wp-caption-text gallery-caption">C</dd></dl>'
        ),
        "![](https://blog.example/a.jpg)\n\n*C*",
    ),
}


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case, id=name) for name, case in LINKED.items()])
def test_a_link_that_only_leads_to_the_picture_goes(source: str, expected: str) -> None:
    assert to_markdown(source, BASE).markdown == expected


GONE = {
    "width and height": ('<img src="/p.gif" width="1" height="1">', "tracking pixel"),
    "style": ('<img src="/p.gif" style="color: red; width: 1px; height: 1px">', "tracking pixel"),
    "a counter's address": ('<img src="https://pixel.wp.com/b.gif?v=noscript">', "tracking pixel"),
    "a counter's address that a loader holds": ('<img data-src="https://www.facebook.com/tr?id=1">', "tracking pixel"),
    "a placeholder alone": ('<img src="/blank.gif">', "a placeholder"),
    "no address": ("<img>", "no address"),
    "data in the page": ('<img src="data:image/png;base64,AA">', "its data is in the page"),
    "an image in code": ('<pre><img src="/a.jpg"></pre>', "within preformatted text"),
}


@pytest.mark.parametrize(("source", "why"), [pytest.param(*case, id=name) for name, case in GONE.items()])
def test_what_is_no_picture_goes_and_is_said(source: str, why: str) -> None:
    converted = to_markdown(source, BASE)
    assert (converted.markdown, converted.images) == ("", ())
    assert [what for what, _ in converted.losses] == [f"image dropped ({why})"]


def test_an_image_of_a_few_pixels_by_its_style_stays() -> None:
    assert to_markdown('<img src="/a.gif" style="width: 10px; height: 1.5em">', BASE).images


def test_images_are_named_once_in_order_as_the_markdown_holds_them() -> None:
    source = (
        '<p><img src="/b (1).jpg"><img src="/a.jpg?x&amp;y;"> <img src="/b (1).jpg"></p><pre><img src="/c.jpg"></pre>'
    )
    converted = to_markdown(source, BASE)
    assert converted.images == ("<https://blog.example/b%20(1).jpg>", "https://blog.example/a.jpg?x&amp;y;")
    assert all(f"![]({image})" in converted.markdown for image in converted.images)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/x-300x188.jpg", "https://cdn.example/up/X.jpg", True),
        ("https://a.example/x.jpg.webp", "https://a.example/x-1.jpg", False),
        ("https://a.example/x.jpg.webp", "https://a.example/x-10x10.jpg?v=2", True),
        ("https://a.example/%C3%BC-scaled.png", "https://a.example/ü.png", True),
        ("https://a.example/x.html", "https://a.example/x.php", False),
        ("https://a.example/?a", "https://b.example/?a", False),
        ("http://[", "http://]", False),
        ("https://a.example/" + "-1x1" * 50_000, "https://a.example/b.jpg", False),
    ],
)
def test_sizes_of_one_picture(one: str, other: str, same: bool) -> None:
    assert same_picture(one, other) is same


SRCSETS = {
    "nothing": ("", []),
    "one address": ("a.jpg", [Candidate("a.jpg")]),
    "widths": ("a.jpg 1w, b.jpg 20w", [Candidate("a.jpg", 1), Candidate("b.jpg", 20)]),
    "a comma without a space": ("a.jpg 1x,b.jpg 2.5x", [Candidate("a.jpg"), Candidate("b.jpg", density=2.5)]),
    "a comma in an address": ("a,b.jpg,c.jpg 2x", [Candidate("a,b.jpg,c.jpg", density=2.0)]),
    "commas at the end of an address": ("a.jpg,, b.jpg", [Candidate("a.jpg"), Candidate("b.jpg")]),
    "lines and tabs": ("\n\ta.jpg\t3w ,\n b.jpg\n", [Candidate("a.jpg", 3), Candidate("b.jpg")]),
    "a width and a height": ("a.jpg 4w 3h, b.jpg", [Candidate("a.jpg", 4), Candidate("b.jpg")]),
    "parentheses": ("a.jpg f(1, 2) 5w, b.jpg (", [Candidate("a.jpg", 5), Candidate("b.jpg")]),
    "what is no descriptor": ("a.jpg 10px 0x-3w, b.jpg w", [Candidate("a.jpg"), Candidate("b.jpg")]),
}


@pytest.mark.parametrize(("srcset", "expected"), [pytest.param(*case, id=name) for name, case in SRCSETS.items()])
def test_a_srcset_is_read_as_browsers_do(srcset: str, expected: list[Candidate]) -> None:
    assert list(candidates(srcset)) == expected


ADDRESSES = st.text(st.sampled_from("ab./:,?=(%ü"), min_size=1, max_size=12).filter(
    lambda text: text.strip(",") == text
)
DESCRIPTORS = st.one_of(
    st.just(("", 0, 1.0)),
    st.integers(1, 9999).map(lambda width: (f"{width}w", width, 1.0)),
    st.sampled_from([("2x", 0, 2.0), ("1.5x", 0, 1.5), ("3x 100h", 0, 3.0)]),
)


@given(
    offered=st.lists(st.tuples(ADDRESSES, DESCRIPTORS), max_size=5), gap=st.sampled_from([", ", ",\n\t", " , ", ",, "])
)
def test_what_was_offered_is_found(offered: list[tuple[str, tuple[str, int, float]]], gap: str) -> None:
    srcset = gap.join(f"{address} {descriptor[0]}".strip() for address, descriptor in offered)
    assert list(candidates(srcset)) == [Candidate(address, width, x) for address, (_, width, x) in offered]


@given(srcset=st.text(st.sampled_from("a,( )\n1wx.\u00a0"), max_size=40) | st.text(max_size=40))
def test_any_srcset_ends_and_gives_addresses(srcset: str) -> None:
    for candidate in candidates(srcset):
        assert candidate.address
        assert not re.search(r"\s|,\Z", candidate.address)
        assert candidate.address in srcset


WRITABLE = st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters='\\`"<>|{}^[]')


@given(path=st.lists(st.sampled_from(["&amp;", "&", "#38;", "amp;", "(", ")", "a", "%"]) | WRITABLE).map("".join))
def test_an_address_can_be_read_back_from_its_markdown(path: str) -> None:
    address = f"https://a.example/{path}"
    assert unwritten(written(address)) == address


PLAYERS = {
    "YouTube": ("https://www.youtube.com/embed/dQ_w-4x?feature=oembed", "https://www.youtube.com/watch?v=dQ_w-4x"),
    "YouTube without cookies": ("//www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
    "YouTube of old": ("http://youtube.com/v/abc&hl=en", "https://www.youtube.com/watch?v=abc"),
    "YouTube's list": (
        "https://www.youtube.com/embed/videoseries?si=x&amp;list=PL1",
        "https://www.youtube.com/playlist?list=PL1",
    ),
    "Vimeo": ("https://player.vimeo.com/video/123?dnt=1", "https://vimeo.com/123"),
    "Vimeo, not listed": ("https://player.vimeo.com/video/123?dnt=1&amp;h=ab1", "https://vimeo.com/123/ab1"),
    "VideoPress": ("https://video.wordpress.com/embed/aB1?hd=0", "https://videopress.com/v/aB1"),
    "Dailymotion": ("https://www.dailymotion.com/embed/video/x1", "https://www.dailymotion.com/video/x1"),
    "TED": ("https://embed.ted.com/talks/ada_on_tips", "https://www.ted.com/talks/ada_on_tips"),
    "Spotify": ("https://open.spotify.com/embed/episode/1a?u=1", "https://open.spotify.com/episode/1a"),
    "Instagram": ("https://www.instagram.com/p/x_1/embed/", "https://www.instagram.com/p/x_1/"),
    "Facebook": (
        "https://www.facebook.com/plugins/post.php?width=9&amp;href=https%3A%2F%2Fwww.facebook.com%2Fa%2F1",
        "https://www.facebook.com/a/1",
    ),
    "Twitter": (
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id=12",
        "https://twitter.com/i/status/12",
    ),
    "WordPress": ("https://o.example/post/embed/#?secret=aB", "https://o.example/post/"),
    "what is not known": ("https://v.example/embed/x", "https://v.example/embed/x"),
}


@pytest.mark.parametrize(("frame", "page"), [pytest.param(*case, id=name) for name, case in PLAYERS.items()])
def test_an_embed_links_to_the_page_that_people_open(frame: str, page: str) -> None:
    converted = to_markdown(f'<iframe src="{frame}" title="T"></iframe>', BASE)
    assert converted.markdown == f"[T]({page})"
    assert converted.losses == (("embed kept as a link", page),)


def test_an_address_within_an_address_is_no_way_round_the_fence() -> None:
    frame = "https://www.facebook.com/plugins/post.php?href=javascript%3Aalert"
    assert to_markdown(f'<iframe src="{frame}" title="T"></iframe>').markdown == f"[T]({frame})"


VIDEO = "https://www.youtube.com/watch?v=abc"
ONE_LINK = {
    "a block": (
        (
            '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">'
            '<iframe title="T" src="https://www.youtube.com/embed/abc"></iframe></div><figcaption>C</figcaption></figure>'
        ),
        f"[T]({VIDEO})\n\n*C*",
    ),
    "a block whose caption links there": (
        (
            '<figure><iframe src="https://www.youtube.com/embed/abc"></iframe>'
            f'<figcaption><a href="{VIDEO}">C</a></figcaption></figure>'
        ),
        f"*[C]({VIDEO})*",
    ),
    "a block that holds its address": (
        f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{VIDEO}\n</div></figure>',
        f"[{VIDEO}]({VIDEO})",
    ),
    "a post of another site": (
        (
            '<blockquote class="wp-embedded-content"><a href="http://o.example/p/">P</a></blockquote>'
            '<p><iframe src="http://o.example/p/embed/#?secret=a"></iframe></p>'
        ),
        "> [P](http://o.example/p/)",
    ),
    "a lazy player and its copy": (
        (
            '<iframe src="about:blank" data-src="//www.youtube.com/embed/abc" title="T"></iframe>'
            '<noscript><iframe src="https://www.youtube.com/embed/abc"></iframe></noscript>'
        ),
        f"[T]({VIDEO})",
    ),
    "a player only in its copy": (
        '<div class="player"></div><noscript><iframe src="//www.youtube.com/embed/abc" title="T"></iframe></noscript>',
        f"[T]({VIDEO})",
    ),
}


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case, id=name) for name, case in ONE_LINK.items()])
def test_what_is_embedded_is_linked_once(source: str, expected: str) -> None:
    assert to_markdown(source, BASE).markdown == expected
