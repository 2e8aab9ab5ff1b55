"""A Python-Markdown extension: what comes out is safe to publish, whatever went in.

Bodies come from pull requests and from other people's sites. The last step of rendering therefore passes the HTML
through an allow-list, and a reader's browser never has to ask another host for anything: a picture becomes a link.
It is an extension, not a plugin, so that every renderer that takes this site's mkdocs.yml is safe in the same way.
"""

import html
import re
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from scraper.archive.text.headings import ranked

TAGS = {
    *(
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
    ),
    *("span", "strong", "sub", "sup", "time", "u", "var", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre"),
    *("blockquote", "div", "details", "summary", "figure", "figcaption", "ol", "ul", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "input", "label"),  # inputs: task lists
}
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir"},
    "a": {"href", "name"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "data-align"},
    "th": {"colspan", "rowspan", "scope", "data-align"},
    "time": {"datetime"},
}
# With their content: what stands in them is not for reading.
_DROPPED = {
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"),
    *("form", "textarea", "select", "title"),
}
# Classes that Markdown's own extensions write. Any other could dress a body's text up as part of the page.
_CLASSES = re.compile(
    r"(?:admonition(?:-title)?|note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote"
    r"|footnote(?:-ref|-backref|s)?|headerlink|highlight(?:table)?|linenos|linenodiv|code|filename|language-[\w+#.-]+"
    r"|task-list(?:-item|-control|-indicator)?|[a-z][a-z0-9]{0,2})"
)
_ALIGNED = re.compile(r"text-align:\s*(left|center|right);?")
_ID = re.compile(r"(?!site-)[\w:.-]+")
_IMAGE = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_SOURCE, _ALT = (
    re.compile(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE) for name in ("src", "alt")
)


def clean(rendered: str) -> str:
    """Return rendered HTML with nothing active in it, no request to another host, and headings below the page's own."""
    # After the allow-list only digits of headings change, which can make nothing active.
    return ranked(allowed(_IMAGE.sub(_image, rendered), _attribute))


def allowed(rendered: str, attribute: Callable[[str, str, str], str | None]) -> str:
    """Return HTML with nothing in it that is not on the allow-list.

    `attribute` gets tag, name and value of each attribute that is, and returns the value it may have; None takes the
    attribute away. It must not raise.
    """
    safe = nh3.clean(
        rendered,
        tags=TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        # A table that is too wide scrolls, by keyboard too.
        set_tag_attribute_values={"input": {"type": "checkbox"}, "table": {"tabindex": "0"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    # nh3 sets several attributes in an order that differs from call to call, so the others follow here. No text looks
    # like this: within one, ">" would be "&gt;", and within an attribute the quotes "&quot;".
    return safe.replace(' type="checkbox">', ' type="checkbox" disabled="" aria-label="Task">')


def is_elsewhere(address: str) -> bool:
    """Whether a browser might ask another host for an address, read as browsers do: blanks count for nothing."""
    flat = re.sub(r"[\x00-\x20\x7f]", "", address).replace("\\", "/")
    return flat.startswith("//") or bool(re.match(r"[a-z][a-z0-9+.-]*:", flat, re.IGNORECASE))


class SafetyExtension(Extension):
    """Registers all steps. List it last in mkdocs.yml; the order of others makes no difference to it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        """Put the tree's steps before toc (5) and MkDocs' links (0), the allow-list behind all other postprocessors."""
        md.treeprocessors.register(_Addresses(md), "safety", 15)
        md.treeprocessors.register(_Alignment(md), "alignment", 14)
        md.postprocessors.register(_AllowList(md), "safety", -1000)


class _Addresses(Treeprocessor):
    """Takes out of the tree what would stop the build, or leave it through an attribute: odd addresses and ids."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if not _ID.fullmatch(element.get("id", "x")):
                del element.attrib["id"]
            for name in ("href", "src"):
                if not _is_address(element.get(name, "")):
                    element.set(name, "")


class _Alignment(Treeprocessor):
    """Has cells of a table say how they are aligned without a style of their own: a strict policy allows none."""

    def run(self, root: ET.Element) -> None:
        for cell in (*root.iter("td"), *root.iter("th")):
            if found := _ALIGNED.fullmatch(cell.get("style", "")):
                cell.set("data-align", found[1])


class _AllowList(Postprocessor):
    """Passes the whole of the rendered HTML through the allow-list."""

    def run(self, text: str) -> str:
        return clean(text)


def makeExtension(**options: object) -> SafetyExtension:  # noqa: N802 -- Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it by the module's name."""
    return SafetyExtension(**options)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may have; None takes the attribute away."""
    if name == "class":
        return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None
    if name == "id" or (tag == "a" and name == "name"):
        return value if _ID.fullmatch(value) else None
    if tag == "img" and name == "src" and is_elsewhere(value):
        return None
    return value


def _image(found: re.Match[str]) -> str:
    """Return an image as it stands where it is part of this site, else a link to it, or its words if it is nowhere."""
    source, alt = (_value(pattern, found[1]) for pattern in (_SOURCE, _ALT))
    if not source.strip():
        return html.escape(alt)
    if not is_elsewhere(source):
        return found[0]
    label = f"Image: {alt}" if alt.strip() else "Image"
    return f'<a href="{html.escape(source)}">{html.escape(label)}</a>'


def _value(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    return html.unescape(next((group for group in found.groups() if group is not None), "")) if found else ""


def _is_address(text: str) -> bool:
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True
