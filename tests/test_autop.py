"""Text of the classic editor: which paragraphs and lines WordPress shows for it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.html.autop import autop

SHOWN = {
    "paragraphs": ("One.\n\nTwo.\n\n\n\nThree.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
    "a line that holds spaces": ("One.\n \t\nTwo.", "<p>One.</p><p>Two.</p>"),
    "lines": ("One\ntwo\nthree", "<p>One<br>two<br>three</p>"),
    "line ends of Windows": ("One\r\ntwo\r\n\r\nThree", "<p>One<br>two</p><p>Three</p>"),
    "line ends of old": ("One\rtwo\r\rThree", "<p>One<br>two</p><p>Three</p>"),
    "a line break that is written out": ("One<br />\ntwo<br>three", "<p>One<br />two<br>three</p>"),
    "space around": ("\n\n  One  \n\n", "<p>One  </p>"),
    "nothing": (" \n\n ", ""),
    "emphasis over a paragraph": ("<b>a\n\nb</b> c", "<p><b>a</p><p>b</b> c</p>"),
    "a heading": ("a\n<h2>b</h2>\nc", "<p>a</p><h2>b</h2><p>c</p>"),
    "a heading of lines": ("<h2>a\nb\n\nc</h2>", "<h2>a<br>b<br>c</h2>"),
    "a list": (
        "a\n<ul>\n\t<li>b\nc</li>\n\n<li>d</li>\n</ul>\ne",
        "<p>a</p><ul><li><p>b<br>c</p></li><li><p>d</p></li></ul><p>e</p>",
    ),
    "a quote": ("<blockquote>a\n\nb</blockquote>c", "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"),
    "a wrapper": ("<div>\n<div>a</div>\nb\n</div>", "<div><div><p>a</p></div><p>b</p></div>"),
    "a table": ("<table>\n<tr>\n<td>a\nb</td>\n</tr>\n</table>", "<table><tr><td><p>a<br>b</p></td></tr></table>"),
    "a rule": ("a\n<hr />\nb", "<p>a</p><hr /><p>b</p>"),
    "a figure": (
        "<figure><img src=a>\n<figcaption>b</figcaption></figure>",
        "<figure><p><img src=a></p><figcaption>b</figcaption></figure>",
    ),
    "a paragraph that is marked": ("<p class='x'>a\nb</p>\nc", "<p class='x'>a<br>b</p><p>c</p>"),
    "one that is marked, and two": ("<p>a\n\nb</p>", "<p>a</p><p>b</p>"),
    "one that begins with nothing": ("<p>\n\na</p>", "<p>a</p>"),
    "paragraphs that are not closed": ("<p>a\n<p>b\n<div>c</div>\nd", "<p>a<p>b<div><p>c</p></div><p>d</p>"),
    "an end without a beginning": ("a</div>b", "<p>a</p></div><p>b</p>"),
    "code": ("a\n<pre>b\n\n  c\n<b>d</b></pre>\ne", "<p>a</p><pre>b\n\n  c\n<b>d</b></pre><p>e</p>"),
    "code that is not closed": ("<pre>a\n\nb", "<pre>a\n\nb"),
    "a script": ("a\n<script>\nb\n\nc\n</script>\nd", "<p>a<br><script>\nb\n\nc\n</script><br>d</p>"),
    "a player": ("<object>\n<param>\n</object>\na", "<p><object>\n<param>\n</object><br>a</p>"),
    "a player that is not closed": ("<object>\na", "<p><object><br>a</p>"),
    "a tag of two lines": ('<a\nhref="b\nc">d</a>', '<p><a\nhref="b\nc">d</a></p>'),
    "an image alone": ("<img src='a'>\n\nb", "<p><img src='a'></p><p>b</p>"),
    "a place to jump to": ("<a name='a'></a>\n\nb", "<a name='a'></a><p>b</p>"),
    "a link around blocks": ("<a href='b'>\n<div>c</div>\n</a>", "<a href='b'><div><p>c</p></div></a>"),
    "comments": ("a <!-- \n\n -->b<!--x-->\n\n<!-- y -->\nc", "<p>a b</p><p>c</p>"),
    "a comment that is not closed": ("a<!-- b\n\nc", "<p>a</p>"),
    "signs that are no tags": ("1 < 2\n3 > 2 & <3", "<p>1 < 2<br>3 > 2 & <3</p>"),
    "a shortcode": ('[gallery ids="1"]\n\na', '<p>[gallery ids="1"]</p><p>a</p>'),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_what_is_shown(text: str, shown: str) -> None:
    assert autop(text).replace("</p>\n", "</p>").replace("<br>\n", "<br>") == shown


PIECES = (
    "a b <b> </b> <p> </p> <div> </div> <ul> <li> </li> </ul> <h2> </h2> <pre> </pre> <br> <hr> <td> <object> < > &"
)
soup = st.lists(
    st.sampled_from(
        [*PIECES.split(), "\n", "\n\n", " ", "<a href='\n'>", "</object >", "</script>", "<script>", "</PRE>"]
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    max_size=30,
).map("".join)


@given(soup)
@example("<p>a\n\n<b>\n\n</p>")
def test_every_word_and_tag_is_kept_in_its_order(text: str) -> None:
    text = text.replace("<!--", "")
    assert without_paragraphs(autop(text)) == without_paragraphs(text)


def without_paragraphs(html: str) -> str:
    return re.sub(r"\s|</?p>|<br>", "", html)
