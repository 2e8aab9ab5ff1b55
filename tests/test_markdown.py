"""HTML to Markdown: what comes out is looked at as Markdown, and as what two renderers make of it."""

import html
import re
from collections.abc import Callable

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scraper.markdown import to_markdown

BASE = "https://blog.example/post/"
EXTENSIONS = ["sane_lists", "tables", "attr_list", "footnotes", "pymdownx.superfences", "toc"]
Render = Callable[[str], str]
COMMONMARK = MarkdownIt("commonmark").enable("table")


PYTHON_MARKDOWN = markdown.Markdown(extensions=EXTENSIONS)


def python_markdown(text: str) -> str:
    return str(PYTHON_MARKDOWN.reset().convert(text))


def commonmark(text: str) -> str:
    return str(COMMONMARK.render(text))


RENDERERS = [pytest.param(python_markdown, id="python-markdown"), pytest.param(commonmark, id="commonmark")]


def words(rendered: str) -> list[str]:
    soup = BeautifulSoup(rendered, "lxml")
    for block in soup.find_all(
        ["p", "div", "h1", "h2", "li", "ul", "ol", "blockquote", "td", "th", "tr", "table", "pre", "br"]
    ):
        block.insert_before(" ")
        block.insert_after(" ")
        block.insert(0, " ")
    return soup.get_text().replace("\u00a0", " ").split()


BLOCKS = {
    "the highest heading is of level 2": ("<h1>A</h1><p>x</p><h2>B</h2>", "## A\n\nx\n\n### B"),
    "headings below keep their levels": ("<h3>A</h3><h4>B</h4>", "### A\n\n#### B"),
    "no heading is deeper than 6": ("<h1>A</h1><h6>B</h6>", "## A\n\n###### B"),
    "an empty heading is none": ("<h2> </h2><p>x</p>", "x"),
    "a heading keeps its hashes": ("<h2>C#</h2>", "## C\\#"),
    "a heading has one line": ("<h2>A<br>B <div>C</div></h2>", "## A B C"),
    "list": ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
    "numbers begin where they began": ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
    "a number of its own begins a list": ("<ol><li>a<li value=7>b</ol>", "1. a\n\n<!-- -->\n\n7. b"),
    "an empty item keeps its number": ("<ol><li>a<li> <li>c</ol>", "1. a\n\n<!-- -->\n\n3. c"),
    "a nested list is indented by four": ("<ul><li>a<ul><li>b</ul></ul>", "- a\n    - b"),
    "a list in a list without an item": ("<ul><li>a</li><ul><li>b</ul></ul>", "- a\n    - b"),
    "paragraphs in an item are indented by four": ("<ul><li><p>a</p><p>b</p></ul>", "- a\n\n    b"),
    "a quote in an item": ("<ul><li>a<blockquote>b</blockquote></ul>", "- a\n\n    > b"),
    "code in an item": ("<ol><li>a<pre>b\n\nc</pre></ol>", "1. a\n\n    ```\n    b\n\n    c\n    ```"),
    "an item that begins with code": ("<ul><li><pre>b</pre></ul>", "- &nbsp;\n\n    ```\n    b\n    ```"),
    "two lists stay two": ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n<!-- -->\n\n- b"),
    "a list after a numbered one": ("<ol><li>a</ol><ul><li>b</ul>", "1. a\n\n- b"),
    "line break": ("<p>a<br>b<br></p>", "a  \nb"),
    "two line breaks begin a paragraph": ("<p>a<br><br>b</p>", "a\n\nb"),
    "line breaks at the edge of emphasis": ("<p><b>a<br></b>b</p>", "**a**  \nb"),
    "nested quotes": ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
    "two quotes stay two": ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n<!-- -->\n\n> b"),
    "rule": ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
    "a rule is not the first line": ("<hr><p>a</p><hr>", "a"),
    "fence with its language": ('<pre><code class="language-py">a\n</code></pre>', "```py\na\n```"),
    "fence longer than any inside": ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
    "code keeps its spaces": ("<pre>a  b\n    c</pre>", "```\na  b\n    c\n```"),
    "verse is no code": ('<pre class="wp-block-verse">a\nb</pre>', "a  \nb"),
    "code with backticks": ("<p><code>a`b</code></p>", "``a`b``"),
    "table": (
        "<table><thead><tr><th>A<th>B</thead><tr><td>a|b<td>c<br>d</table>",
        "| A | B |\n| --- | --- |\n| a\\|b | c<br>d |",
    ),
    "table without a head": ("<table><tr><td>a<td>b</table>", "|  |  |\n| --- | --- |\n| a | b |"),
    "table with a caption": ("<table><caption>C</caption><tr><th>A<tr><td>b</table>", "*C*\n\n| A |\n| --- |\n| b |"),
    "a table that is a frame": ("<table><tr><td><p>a</p><ul><li>b</ul></table>", "a\n\n- b"),
    "definitions": ("<dl><dt>T</dt><dd>d</dd></dl>", "**T**\n\nd"),
    "details": ("<details><summary>S</summary>d</details>", "**S**\n\nd"),
    "text between blocks": ("a<p>b</p>c", "a\n\nb\n\nc"),
    "a link around blocks": (
        '<a href="https://a.example/"><h3>T</h3><p>x</p></a>',
        "### [T](https://a.example/)\n\n[x](https://a.example/)",
    ),
}
INLINE = {
    "spaces move out of emphasis": ("a<b> b </b>c", "a **b** c"),
    "emphasis within a word": ("fo<i>o</i>bar", "fo*o*bar"),
    "empty emphasis": ("a<b> </b>b<i></i>", "a b"),
    "neighbours are joined": ("<b>a</b><strong>b</strong> <b>c</b>", "**ab c**"),
    "doubled emphasis": ("<b>a <strong>b</strong></b>", "**a b**"),
    "both": ("<b><i>a</i></b>", "***a***"),
    "punctuation that would keep emphasis open": ("<b>Note:</b>the", "**Note**:the"),
    "emphasis that touches other emphasis": ("<b>a</b><i>b</i>", "a*b*"),
    "span and font say nothing": ('<span style="color:red">a</span><font>b</font>', "ab"),
    "kbd": ("<kbd>Ctrl</kbd>", "`Ctrl`"),
    "raised figures stay raised": ("10<sup>2</sup> m<sub>2</sub> 1<sup>st</sup>", "10² m₂ 1st"),
    "quotation": ("<q>a</q>", "“a”"),
    "white space": ("a\n  b&nbsp;&nbsp;c\u00a0d", "a b c d"),
    "what has no shape": ("co\u00adop\u200b\ufeff", "coop"),
    "joiners are spelling": ("👩\u200d👩", "👩\u200d👩"),
    "link": ('<a href="../x?a=1&amp;b=2">t</a>', "[t](https://blog.example/x?a=1&b=2)"),
    "address with parentheses and spaces": ('<a href="/a b_(c)">t</a>', "[t](<https://blog.example/a%20b_(c)>)"),
    "title of a link": ("<a href='/' title='say \"x\"'>t</a>", '[t](https://blog.example/ "say &quot;x&quot;")'),
    "brackets in a link": ('<a href="/">[t]</a>', "[\\[t\\]](https://blog.example/)"),
    "mail": ('<a href="mailto:a@b.example">t</a>', "[t](mailto:a@b.example)"),
    "image": ('<img src="/a.png" alt="A [b]" title="T">', '![A \\[b\\]](https://blog.example/a.png "T")'),
    "lazy image": ('<img src="data:image/gif;base64,R0" data-src="/a.png">', "![](https://blog.example/a.png)"),
    "lazy image and its copy": (
        '<img src="data:," data-src="/a.png"><noscript><img src="/a.png"></noscript>',
        "![](https://blog.example/a.png)",
    ),
    "an image only in its copy": (
        '<img src="data:,"><noscript><img src="/a.png"></noscript>',
        "![](https://blog.example/a.png)",
    ),
    "smiley": ('<img class="wp-smiley" src="/s.gif" alt=":)">', ":)"),
    "image that is a link": (
        '<a href="/b.png"><img src="/a.png" alt="A"></a>',
        "[![A](https://blog.example/a.png)](https://blog.example/b.png)",
    ),
    "caption": (
        '<figure><img src="/a.png"><figcaption>C <em>d</em></figcaption></figure>',
        "![](https://blog.example/a.png)\n\n*C d*",
    ),
    "classic caption": (
        '<div class="wp-caption"><img src="/a.png"><p class="wp-caption-text">C</p></div>',
        "![](https://blog.example/a.png)\n\n*C*",
    ),
}


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case, id=name) for name, case in BLOCKS.items()])
def test_blocks(source: str, expected: str) -> None:
    assert to_markdown(source, BASE).markdown == expected


@pytest.mark.parametrize(("source", "expected"), [pytest.param(*case, id=name) for name, case in INLINE.items()])
def test_inline(source: str, expected: str) -> None:
    assert to_markdown(source, BASE).markdown == expected


def test_a_list_without_items_is_a_quote() -> None:
    assert to_markdown("<p>a</p><ul>b<br>c</ul><p>d</p>").markdown == "a\n\n> b  \n> c\n\nd"


ORDINARY = [
    "co-worker, e.g. 5 * 3 - 2 + 1 = 14 (or so) & more!",
    "snake_case and C:\\dir\\file",
    "[sic] is [Name]’s; 10:30:45 at 50% #1",
    "AT&T's Q&A: a < b > c ~ d | e {f} ^g",
    "“Why?” … she said – twice.",
    "mail me@x.org or see http://a.example/b_c?d=e",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_prose_stays_as_it_is(text: str) -> None:
    assert to_markdown(f"<p>{html.escape(text)}</p>").markdown == text


SYNTAX = [
    *(
        "#1 first",
        "# x",
        "1. x",
        "1) x",
        "- x",
        "+ x",
        "* x",
        "> x",
        "_________",
        "***",
        "- - -",
        "---",
        "===",
        "=",
        "-",
    ),
    *(
        "*stars*",
        "_under_",
        "__init__",
        "**",
        "<b>",
        "</p>",
        "<!-- x",
        "&copy;",
        "&#65;",
        "\\",
        "\\*",
        "[a](b)",
        "![a](b)",
    ),
    *("[a]: b", "[^1]", "[^1]: x", "*[HTML]: x", "[x] task", "~~gone~~", "~~~", "`code`", "```", "a | b", "|---|---|"),
    *(": x", "{: .c}", "{.c}", "!!! note", "??? x", '=== "tab"', "--8<-- x", ":smile:", "http://a.example/_b_"),
    *("me@x.org", "<me@x.org>", "<http://a.example>", "[TOC]", "a\\", "!", "[", "]", "&", "<", "    x", "x  "),
]
PLACES = ["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>", "<h2>{}</h2>", "<p>a<br>{}</p>"]


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize(
    "place",
    [
        *PLACES,
        "<table><tr><td>{}</td></tr><tr><td>b</td></tr></table>",
        "<p>{}<b>b</b></p>",
        "<p><b>b</b>{}<a href='http://a.b/'>c</a></p>",
    ],
)
@pytest.mark.parametrize("text", SYNTAX)
def test_text_is_literal(text: str, place: str, render: Render) -> None:
    source = place.format(html.escape(text))
    assert words(render(to_markdown(source).markdown)) == words(source)


TANGLES = [
    "<i><b>*</b>_<b>*</b></i>",
    "<i><b>*</b>_</i><i><b>*</b>_</i>",
    "<b>a <i>b</i></b><i>c</i>",
    "x<b><i>y</i> z</b>w",
    "<code>*</code><b><code>*</code></b>",
    "a<b>| b</b>",
    "<b>(</b>a<b>)</b>b",
    "<a href='http://a.b/'>^*[H]: y</a>",
    "&lt;*<a href='http://a.b/'>x</a>me@x.org&gt;",
    "<a href='http://a.b/'>]:</a>",
    "|<br>|",
    "a | b<br>-|-",
    "<a href='http://a.b/'><code>*a*]:</code></a>",
    "<code>&amp;#1 </code>",
    "&amp;#&lt;br&gt;<br><code>&lt;/p&gt;</code>",
]


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize("source", TANGLES)
def test_tangled_emphasis_shows_no_asterisk(source: str, render: Render) -> None:
    assert words(render(to_markdown(f"<p>{source}</p>").markdown)) == words(f"<p>{source}</p>")


@pytest.mark.parametrize("render", RENDERERS)
@pytest.mark.parametrize(("source", "_"), [pytest.param(*case, id=name) for name, case in BLOCKS.items()])
def test_structure_survives(source: str, _: str, render: Render) -> None:
    def structure(rendered: str) -> list[tuple[str, str]]:
        found = BeautifulSoup(rendered, "lxml").find_all(["ul", "ol", "li", "blockquote", "pre", "strong", "em"])
        return [(tag.name, str(tag.get("start", "") if tag.get("start") != "1" else "")) for tag in found]

    both = to_markdown(source, BASE).markdown
    assert structure(render(both)) == structure(python_markdown(both))
    if not re.search("value|<li> |<table><tr><td><p>|<ul><li>a</li><ul>|verse|<code>|summary|<dl|caption", source):
        wanted = [tag for tag in structure(source) if tag[0] not in {"strong", "em"}]
        assert [tag for tag in structure(render(both)) if tag[0] not in {"strong", "em"}] == wanted


LOSSES = {
    "embed": (
        '<iframe src="https://v.example/embed/x"></iframe>',
        "[https://v.example/embed/x](https://v.example/embed/x)",
        ("embed kept as a link", "https://v.example/embed/x"),
    ),
    "lazy embed": (
        '<iframe src="about:blank" data-src="//v.example/x" title="T"></iframe>',
        "[T](https://v.example/x)",
        ("embed kept as a link", "https://v.example/x"),
    ),
    "video": (
        '<video><source src="/v.mp4"></video>',
        "[https://blog.example/v.mp4](https://blog.example/v.mp4)",
        ("embed kept as a link", "https://blog.example/v.mp4"),
    ),
    "embed without an address": ('<iframe src="javascript:x"></iframe>', "", ("iframe dropped", "javascript:x")),
    "form": ('<form>Mail <input placeholder="you"><button>Go</button></form>', "", ("form dropped", "Mail Go you")),
    "script link": ('<a href="javascript:x()">t</a>', "t", ("link dropped, its words kept", "t javascript:x()")),
    "script link in disguise": (
        '<a href=" jAva\nscript:x()">t</a>',
        "t",
        ("link dropped, its words kept", "t jAva script:x()"),
    ),
    "data link": ('<a href="data:text/html,x">t</a>', "t", ("link dropped, its words kept", "t data:text/html,x")),
    "unknown scheme": ('<a href="weird:x">t</a>', "t", ("link dropped, its words kept", "t")),
    "data image": (
        '<img src="data:image/png;base64,R0" alt="A">',
        "",
        ("image dropped (its data is in the page)", "A"),
    ),
    "tracking pixel": (
        '<img src="https://t.example/p" width="1" height="1">',
        "",
        ("image dropped (tracking pixel)", "https://t.example/p"),
    ),
    "hidden": ('<p style="display: none">x</p>', "", ("hidden text dropped", "x")),
    "share buttons": ('<div class="sharedaddy">Share this</div>', "", ("block dropped (.sharedaddy)", "Share this")),
    "table with cells that span": (
        "<table><tr><td colspan=2>a<tr><td>b<td>c</table>",
        "a\n\nb  \nc",
        ("table became paragraphs (cells that span, or hold more than a line)", "a b c"),
    ),
    "letters of a list": ("<ol type=a><li>x</ol>", "1. x", ("letters of a list became numbers", "a x")),
    "gallery": ('[gallery ids="1,2"]', "", ("shortcode dropped", '[gallery ids="1,2"]')),
    "shortcode that nobody knows": (
        "[price-table id=”7”]",
        "",
        ("shortcode dropped", "[price-table id=”7”]"),
    ),
    "such a shortcode around words": (
        '[fold title="x"]Words.[/fold]',
        "Words.",
        ("shortcode dropped", '[fold title="x"]'),
    ),
    "shortcode with an address": (
        "see [embed]https://v.example/a_b[/embed] now",
        "see [https://v.example/a_b](https://v.example/a_b) now",
        ("shortcode kept as a link", "[embed]"),
    ),
    "caption as typed": (
        '[caption id="a" width="3"]<img src="/a.png"> C[/caption]',
        "![](https://blog.example/a.png) C",
        ("shortcode dropped", '[caption id="a" width="3"]'),
    ),
    "words of a template": ("a<template>b</template>", "a", ("template dropped", "b")),
    "words of a noscript": ("a<noscript>b</noscript>", "a", ("noscript dropped", "b")),
}


@pytest.mark.parametrize(
    ("source", "expected", "loss"), [pytest.param(*case, id=name) for name, case in LOSSES.items()]
)
def test_what_cannot_be_kept_is_said(source: str, expected: str, loss: tuple[str, str]) -> None:
    converted = to_markdown(source, BASE)
    assert (converted.markdown, converted.losses) == (expected, (loss,))


@pytest.mark.parametrize(
    "source",
    [
        "<p>a<script>alert(1)</script><style>b{}</style><!-- c --></p>",
        '<p>a<span aria-hidden="true">→</span></p>',
        '<a name="x"></a><p>a</p>',
        "<p>a</p><svg><title>Icon</title></svg>",
    ],
)
def test_what_nobody_reads_goes_without_a_word(source: str) -> None:
    converted = to_markdown(source, BASE)
    assert (converted.markdown, converted.losses) == ("a", ())


def test_visible_words_that_are_hidden_from_screen_readers_stay() -> None:
    assert to_markdown('<p><span aria-hidden="true">word</span></p>').markdown == "word"


@pytest.mark.parametrize("text", ["[sic]", "[Name]", "as in this [video]", "[[gallery]]", "[gallery", "[captions]"])
def test_ordinary_brackets_stay(text: str) -> None:
    assert to_markdown(f"<p>{text} x</p>").markdown == f"{text} x"


def test_relative_addresses_without_a_base_are_reported() -> None:
    assert to_markdown('<a href="/x">t</a>').losses == (("link dropped, its words kept", "t /x"),)


@pytest.mark.parametrize("name", ["div", "b", "blockquote", "p", "pre", "table"])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
def test_deep_nesting_keeps_its_words(name: str, closed: bool) -> None:
    source = f"<{name}>" * 5000 + "word" + f"</{name.split(maxsplit=1)[0]}>" * (5000 * closed)
    assert "word" in to_markdown(source, BASE).markdown


def test_control_characters_and_lone_surrogates_go() -> None:
    assert to_markdown("<p>a\x01\x1b&#2;b\ud800</p><pre>\x02c</pre>").markdown == "ab?\n\n```\nc\n```"


# Random texts out of what Markdown is made of, in every kind of block and inline element.
PIECES = [
    *(
        "*",
        "_",
        "`",
        "~",
        "#",
        "+",
        "-",
        "=",
        "|",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "<",
        ">",
        "!",
        "&",
        ":",
        ";",
        ".",
    ),
    *('"', "'", "^", "$", "@", "/", "?", "1", " ", "a", "word", "two ", "1. ", "- ", "](", "[a]: x", "&copy;", "&#65;"),
    *(
        "<b>",
        "http://a.b/_c_",
        "**",
        "__",
        "~~~",
        "```",
        "<!--",
        "{: .c}",
        "{.c}",
        "[^1]",
        "!!! note",
        "--8<-- ",
        "---",
    ),
    *("===", "x_y", "* ", "é", "“", "—", ":smile:", "<?php", "<script>", "[TOC]", "*[H]: y", "| a", "\\*", "<br>"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
INLINES = st.recursive(
    TEXTS.map(html.escape),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", "a href='http://x.org/y_z*'", "code", "span"]),
        st.lists(inner, min_size=1, max_size=3),
    ).map(lambda parts: f"<{parts[0]}>{''.join(parts[1])}</{parts[0].split()[0]}>"),
    max_leaves=4,
)
LINES = st.lists(INLINES, min_size=1, max_size=2).map("<br>".join)
FRAGMENTS = st.recursive(
    st.one_of(
        *(st.builds(f"<{name}>{{}}</{name}>".format, LINES) for name in ("p", "h2", "div", "td")),
        TEXTS.map(lambda text: f"<pre>{html.escape(text)}</pre>"),
    ).map(lambda block: f"<table><tr>{block}</tr></table>" if block.startswith("<td") else block),
    lambda inner: st.tuples(
        st.sampled_from(["blockquote>", "ul><li>", "ol start=7><li>"]), st.lists(inner | LINES, min_size=1, max_size=2)
    ).map(lambda parts: f"<{parts[0]}{''.join(parts[1])}</{parts[0].split('>')[0].split()[0]}>"),
    max_leaves=4,
)


@pytest.mark.slow
@pytest.mark.parametrize("render", RENDERERS)
@settings(deadline=None, max_examples=300)
@given(source=st.lists(FRAGMENTS, min_size=1, max_size=2).map("".join))
def test_the_words_of_the_page_are_the_words_of_the_markdown(render: Render, source: str) -> None:
    converted = to_markdown(source, BASE).markdown
    assert words(render(converted)) == words(source)


HOSTILE = st.lists(
    st.sampled_from(
        [
            *(
                "<script>x</script>",
                "<script",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=x>",
                "<svg><script>",
                "<math>",
            ),
            *(
                '<a href="javascript:x">',
                "<a href='data:text/html,<script>'>",
                '<a href="https://a.b/(x)" title=\'"><b onx="\'>',
            ),
            *(
                "</a>",
                "<iframe srcdoc='<script>'>",
                "<iframe src='//a.b/\"onload=x'>",
                "<noscript><p title='</noscript><img onerror=x>'>",
            ),
            *(
                "<style>@import'x'</style>",
                "<form action=javascript:x>",
                "</form>",
                "<table>",
                "<td>",
                "</table>",
                "<!--",
                "-->",
            ),
            *(
                "<p>",
                "</p>",
                "<li>",
                "<ul>",
                "</ul>",
                "<b>",
                "</i>",
                "<pre>",
                "</pre>",
                "<code>",
                "<textarea>",
                "<template>",
                "<plaintext>",
            ),
            *(
                "&lt;script>",
                "&#60;script&#62;",
                "<<script>",
                "[x](javascript:y)",
                "![x](javascript:y)",
                "<javascript:x>",
                "`",
                "\\",
            ),
            *(
                "[gallery]",
                "[embed]javascript:x[/embed]",
                "\x00",
                "\x1b",
                "\ud800",
                "\u202e",
                "text",
                " ",
                "\n",
                "<br>",
                "<hr>",
            ),
            *(
                "<img src='https://a.b/c\">' alt='](javascript:x) '>",
                "<base href='javascript:/'>",
                "<object data=x>",
                "]]>",
                "<?x?>",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@settings(deadline=None, max_examples=250)
@given(source=HOSTILE | st.text(max_size=60))
def test_nothing_active_comes_out(source: str) -> None:
    converted = to_markdown(source, BASE)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", converted.markdown)
    assert converted.markdown == converted.markdown.strip("\n")
    for render in (python_markdown, commonmark):
        for tag in BeautifulSoup(render(converted.markdown), "lxml").find_all(True):
            assert tag.name not in {"script", "style", "iframe", "object", "embed", "form", "svg", "base", "textarea"}
            assert not [name for name in tag.attrs if name.startswith("on")]
            for name in ("href", "src"):
                address = str(tag.get(name, ""))
                assert not address or re.match(r"https?://|mailto:|tel:|#", address), address
