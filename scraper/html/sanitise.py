"""Untrusted HTML → a tree that holds allowed elements only, no deeper than what follows can walk."""

import re

import nh3
from bs4 import BeautifulSoup, Tag

from scraper.html.losses import Losses, words

# Elements deeper than this lose their tags and keep their text. Every later step recurses: at some four Python frames
# a level it stays far below the interpreter's limit of 1,000, and below the 256 levels at which libxml2 stops reading.
MAX_DEPTH = 60

_TEXT_TAGS = """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr
"""
_BLOCK_TAGS = """
    address article aside blockquote caption center col colgroup dd details dir div dl dt fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot
    th thead tr ul
"""
# Let in so that a link, or a line of the report, can take their place; nothing of them reaches the Markdown.
_REPLACED_TAGS = """
    audio button embed form iframe img input object param picture select source textarea track video
"""
_INLINE = frozenset(_TEXT_TAGS.split())
_TAGS = {*_INLINE, *_BLOCK_TAGS.split(), *_REPLACED_TAGS.split(), "noscript-copy"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"aria-hidden", "class", "hidden", "id", "style"},
    "a": {"href", "name", "title"},
    "img": {
        *("alt", "height", "src", "srcset", "title", "width"),
        *("data-full-url", "data-large-file", "data-lazy-src", "data-lazy-srcset", "data-orig-file", "data-original"),
        *("data-src", "data-srcset"),
    },
    "iframe": {"data-lazy-src", "data-src", "src", "title"},
    "audio": {"src", "title"},
    "video": {"src", "title"},
    "source": {"data-lazy-srcset", "data-srcset", "src", "srcset"},
    "embed": {"src", "title"},
    "object": {"data", "title"},
    "input": {"placeholder", "type", "value"},
    "ol": {"reversed", "start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
# nh3 drops an address of any other scheme without a word. These come through to be reported; `media` lets none pass.
_SCHEMES = {
    *("http", "https", "mailto", "tel"),
    *("about", "blob", "data", "feed", "file", "ftp", "javascript", "sms", "skype", "vbscript", "whatsapp"),
}
_DROPPED_WITH_CONTENT = {"canvas", "script", "style", "svg", "template", "title"}

_SILENT = re.compile(r"<(svg|canvas|template)\b[^>]*>(.*?)(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_LABELS = re.compile(r"<(title|desc|style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r'<(/?)([a-z][^\s/>]*)(?:[^>"]|"[^"]*")*>', re.IGNORECASE)
_EMPTY_TAGS = {"br", "col", "embed", "hr", "img", "input", "param", "source", "track", "wbr"}


def sanitised(html: str, losses: Losses) -> Tag:
    """Return the body of the fragment as a tree of allowed elements and attributes."""
    html = html.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    for match in _SILENT.finditer(html):
        if shown := words(re.sub(r"<[^>]*>", " ", _LABELS.sub("", match[2]))):
            losses.note(f"{match[1].lower()} dropped", shown)
    # A browser with scripts reads the content of <noscript> as plain text, and so does nh3: it would pass unseen.
    html = re.sub(r"<(/?)noscript\b", r"<\1noscript-copy", html, flags=re.IGNORECASE)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        filter_style_properties={"display", "height", "visibility", "width"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    body = BeautifulSoup(f"<body>{_flattened(clean)}</body>", "lxml").body
    if body is None:
        raise AssertionError("lxml gives every document a body")
    return body


def _flattened(html: str) -> str:
    """Return well-formed HTML without the tags of elements deeper than MAX_DEPTH; their words stay apart."""
    depth = 0

    def shallow(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = bool(match[1]), match[2].lower()
        if name in _EMPTY_TAGS:
            return match[0]
        if not closing:
            depth += 1
        kept = depth <= MAX_DEPTH
        if closing:
            depth -= 1
        return match[0] if kept else "" if name in _INLINE else "<br>"

    return re.sub("(?:<br>){3,}", "<br><br>", _TAG.sub(shallow, html))
