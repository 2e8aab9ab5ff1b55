"""HTML shown elsewhere: each link leads to where it led."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scraper.archive.text.relocate import made_whole, relocated
from scraper.archive.text.safety import clean

ROOT = "https://site.example/a/b/c/"
HERE = "tips/2024/be-brief/"


class Links(HTMLParser):
    """Collects the addresses of links and pictures in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize(
    ("link", "whole", "at_home", "at_a_tag"),
    [
        ("../now/", f"{ROOT}tips/2024/now/", "tips/2024/now/", "../../tips/2024/now/"),
        ("../dot.png", f"{ROOT}tips/2024/dot.png", "tips/2024/dot.png", "../../tips/2024/dot.png"),
        ("../../../", ROOT, "./", "../../"),
        ("../../../tags/phone/?a=1#b", f"{ROOT}tags/phone/?a=1#b", "tags/phone/?a=1#b", "./?a=1#b"),
        ("../../../../up/", "https://site.example/a/b/up/", "../up/", "../../../up/"),
        ("#fn:1", f"{ROOT}{HERE}#fn:1", "#fn:1", "#fn:1"),
        ("./#part", f"{ROOT}{HERE}#part", "tips/2024/be-brief/#part", "../../tips/2024/be-brief/#part"),
        ("", f"{ROOT}{HERE}", "tips/2024/be-brief/", "../../tips/2024/be-brief/"),
        ("/else", "https://site.example/else", "/else", "/else"),
        ("https://far.example/x?y#z", *["https://far.example/x?y#z"] * 3),
        ("//far.example/x", "https://far.example/x", "//far.example/x", "//far.example/x"),
        ("mailto:ada@a.example", *["mailto:ada@a.example"] * 3),
        ("tel:+441", *["tel:+441"] * 3),
        (" ../a/ ", f"{ROOT}tips/2024/a/", "tips/2024/a/", "../../tips/2024/a/"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_same_place(link: str, whole: str, at_home: str, at_a_tag: str) -> None:
    html = f'<p><a href="{link}">x</a></p>'
    assert Links(made_whole(html, ROOT + HERE)).found == [whole]
    assert Links(relocated(html, HERE, "")).found == [at_home]
    assert Links(relocated(html, HERE, "tags/phone/")).found == [at_a_tag]


def test_a_picture_moves_and_all_else_stays_as_it_is() -> None:
    html = (
        '<h2 id="a">A &amp; B</h2>\n<p class="note" title="&quot;../x/&quot;">../x/ '
        '<img src="../dot.png" alt="../y/"></p>\n'
        '<ul><li><input checked="" type="checkbox" disabled="" aria-label="Task"> z</li></ul>'
    )
    assert clean(html) == html
    assert relocated(html, HERE, "") == html.replace('src="../dot.png"', 'src="tips/2024/dot.png"')
    assert made_whole(html, ROOT + HERE) == html.replace('src="../dot.png"', f'src="{ROOT}tips/2024/dot.png"')


def test_a_link_that_no_browser_follows_is_none() -> None:
    assert made_whole('<a href="//[x">y</a>', ROOT) == "<a>y</a>"


def test_a_name_with_a_colon_is_no_scheme() -> None:
    assert relocated('<a href="./a:b">x</a>', HERE, HERE) == '<a href="./a:b">x</a>'


addresses = st.sampled_from(["", "tips/2024/be-brief/", "tags/phone/", "tips/2024/na%C3%AFve/"])
parts = st.sampled_from(["..", ".", "a", "a:b", "tips", "%20", "é", ""])


@given(st.lists(parts).map("/".join), st.sampled_from(["", "?q=/../x", "#a/b", "?q#f"]), addresses, addresses)
def test_any_relative_link_leads_to_the_same_place(path: str, rest: str, address: str, to: str) -> None:
    html = clean(f'<p><a href="{path}{rest}">x</a></p>')
    (link,) = Links(html).found or ("",)
    assume(link and not link.startswith(("#", "//")))
    root = "https://site.example/" + "-/" * 16
    (moved,) = Links(relocated(html, address, to)).found
    assert urljoin(root + to, moved) == urljoin(root + address, link)
    assert Links(made_whole(html, root + address)).found == [urljoin(root + address, link)]
