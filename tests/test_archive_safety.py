"""Hostile bodies: whatever Markdown and HTML go in, nothing active comes out, and no request to another host."""

from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from scraper.archive.text.safety import clean, is_elsewhere
from tests.site_fixtures import STARTER


def renderer() -> Markdown:
    """Return Markdown as mkdocs.yml sets it up."""
    lines = [line for line in (STARTER / "mkdocs.yml").read_text("utf-8").splitlines() if "!ENV" not in line]
    names: list[str] = []
    configs: dict[str, dict[str, Any]] = {}
    for item in yaml.safe_load("\n".join(lines))["markdown_extensions"]:
        for name, config in item.items() if isinstance(item, dict) else [(item, {})]:
            names.append(name)
            configs[name] = config
    return Markdown(extensions=names, extension_configs=configs)


def render(text: str) -> str:
    return renderer().convert(text)


class Active(HTMLParser):
    """Collects what a browser would run, load or send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        forbidden = (
            "script style iframe object embed form button textarea select link meta base svg math video audio h1"
        )
        if tag in forbidden.split():
            self.found.append(tag)
        for name, value in attrs:
            # Browsers drop tabs and line ends anywhere, and blanks at both ends.
            scheme = (value or "").translate({9: "", 10: "", 13: ""}).strip().lower().partition(":")[0]
            if name.startswith("on") or name in ("srcset", "ping", "target", "srcdoc", "formaction", "background"):
                self.found.append(f"{tag}[{name}]")
            if name in ("href", "src") and scheme in ("javascript", "data", "vbscript", "file"):
                self.found.append(f"{tag}[{name}={value}]")
            if name == "src" and is_elsewhere(value or ""):
                self.found.append(f"{tag}[{name}={value}]")
            if name == "style":
                self.found.append(f"style {value}")


HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "[x](javascript:alert(1))",
    "[x](JaVa\tScript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "![x](//evil.example/pixel.png)",
    "![x](\\\\evil.example\\pixel.png)",
    "![x](/\\evil.example/pixel.png)",
    '<img src="/\t/evil.example/p.png">',
    '<img src=https://evil.example/p.png alt="a>b">',
    "<IMG SRC = 'https://evil.example/p.png' onerror=alert(1)>",
    "<img alt='src=local.png' src=https://evil.example/p.png>",
    "<img src=local.png src=https://evil.example/p.png>",
    "<img srcset='https://evil.example/p.png 2x' src=x.png onload=alert(1)>",
    "<img\nsrc=https://evil.example/p.png",
    '<a title="<img src=https://evil.example/p.png>" href="x">y</a>',
    "<svg onload=alert(1)><image href=https://evil.example/p.png></svg>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
    "<iframe src=https://evil.example></iframe><object data=x></object><embed src=x>",
    "<form action=https://evil.example><input name=password><button>Sign in</button></form>",
    "<input type=image src=https://evil.example/p.png>",
    '<p style="background:url(https://evil.example/p.png)">x</p>',
    "<td style='text-align: right; background: url(x)'>x</td>",
    "<video src=https://evil.example/v poster=https://evil.example/p></video><audio src=//evil.example/a></audio>",
    "<link rel=stylesheet href=https://evil.example/x.css><base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0; url=https://evil.example/'>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<p onmouseover=alert(1)>x</p>",
    "```html\n<script>alert(1)</script>\n```\n\n<script>alert(2)</script>",
    "``` {.python onclick=alert(1)}\nx\n```",
    "x[^1]\n\n[^1]: <script>alert(1)</script> ![x](https://evil.example/p.png)",
    "| <script>alert(1)</script> |\n|---|\n| <img src=//evil.example/p.png> |",
    "# <img src=x onerror=alert(1)>",
    '!!! note "<script>alert(1)</script>"\n    x',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<!--><script>alert(1)</script>-->",
    "[x](http://[)",
    "![x](http://[)",
    "<h1>Mine</h1>\n\n# Also mine",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_active_comes_out(text: str) -> None:
    assert Active(render(text)).found == []


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20)), max_size=4).map(" ".join))
def test_nothing_active_comes_out_of_any_mixture(text: str) -> None:
    assert Active(clean(text)).found == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![Chart](https://far.example/c.png)", '<a href="https://far.example/c.png">Image: Chart</a>'),
        ("![](https://far.example/c.png)", '<a href="https://far.example/c.png">Image</a>'),
        ("<img src='//far.example/c.png' alt='A & B'>", '<a href="//far.example/c.png">Image: A &amp; B</a>'),
        ("![Nowhere](http://[)", "<p>Nowhere</p>"),
        ("[nowhere](http://[)", '<a href="">nowhere</a>'),
        ("![Near](near.png)", '<img alt="Near" src="near.png">'),
        ("![Near](../2019/near.png)", 'src="../2019/near.png"'),
        ("# One", '<h2 id="one">One</h2>'),
        ("<h1>Raw</h1>", "<h2>Raw</h2>"),
        ("| a |\n|--:|\n| 1 |", '<td data-align="right">1</td>'),
        ("| a |\n|:-:|\n| 1 |", '<th data-align="center">a</th>'),
        ("<table><td style='text-align: right'>1</table>", "<td>1</td>"),
        ("```python\nprint(1)\n```", '<span class="nb">print</span>'),
        ("`<img src=x>`", "<code>&lt;img src=x&gt;</code>"),
        ("- [x] done", 'type="checkbox"'),
        ("x[^1]\n\n[^1]: Foot.", 'class="footnote-ref"'),
        ("3. three\n4. four", '<ol start="3">'),
        ("!!! note\n    Mind this.", '<div class="admonition note">'),
        ("<a href='https://ok.example/' class='md-overlay'>x</a>", '<a href="https://ok.example/">x</a>'),
        ("<p id='site-query'>x</p>", "<p>x</p>"),
        ("[mail](mailto:a@b.example) [call](tel:+123)", 'href="tel:+123"'),
    ],
)
def test_what_a_body_needs_stays(text: str, html: str) -> None:
    assert html in render(text)


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        ("near.png", False),
        ("../a/near.png?x=1", False),
        ("/root.png", False),
        ("", False),
        ("https://a.example/", True),
        ("HTTPS:/a.example", True),
        ("//a.example/x", True),
        ("\\/a.example", True),
        (" \n//a.example", True),
        ("/\t/a.example", True),
        ("data:image/png;base64,AAAA", True),
    ],
)
def test_addresses_are_read_as_browsers_read_them(address: str, elsewhere: bool) -> None:
    assert is_elsewhere(address) is elsewhere


def test_a_checkbox_is_written_the_same_way_each_time() -> None:
    found = {clean('<input checked title="a>b"> type="checkbox">') for _ in range(50)}
    box = '<input checked="" title="a&gt;b" type="checkbox" disabled="" aria-label="Task">'
    assert found == {f'{box} type="checkbox"&gt;'}
