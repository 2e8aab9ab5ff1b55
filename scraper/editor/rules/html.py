"""HTML, and links that do something: the site takes out what is active, and shows the rest as it pleases."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from scraper.archive.text.links import autolinks, links
from scraper.archive.text.safety import TAGS
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript

_TAG = re.compile(r"<([A-Za-z][\w:-]*)(?=[\s/>])(?<!:)([^<>]*)>")
# What is more than text: scraper/archive/text/safety.py takes it out, most of it with all that it holds.
ACTIVE = {
    *("script", "style", "template", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "svg"),
    *("math", "form", "input", "button", "textarea", "select", "meta", "link", "base"),
}
_BEGUN = re.compile(rf"<({'|'.join(sorted(ACTIVE))})(?![\w:-])", re.IGNORECASE)
_HANDLER = re.compile(r"""(?:^|[\s"'/])(on[a-z]+)\s*=""", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""(?:^|[\s"'/])(?:href|src|action|formaction|data|srcset|xlink:href|poster)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""",
    re.IGNORECASE,
)
# Browsers see past blanks and control characters in a scheme. Source: WHATWG URL, "basic URL parser", steps 1 to 3.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_ACTIVE_SCHEME = re.compile(r"(javascript|vbscript|data):", re.IGNORECASE)
# What Markdown has for a tag. Those that it has nothing for, such as <kbd> and <sup>, may stand.
_MARKDOWN = {
    "a": "[words](address)",
    "b": "**words**",
    "blockquote": "> before each line",
    "br": "two blanks at the end of the line",
    "code": "`words`",
    "dd": "the term on one line and : before what it means on the next",
    "div": "a blank line between paragraphs",
    "em": "*words*",
    "h1": "## before the heading",
    "h2": "## before the heading",
    "h3": "### before the heading",
    "h4": "#### before the heading",
    "h5": "##### before the heading",
    "h6": "###### before the heading",
    "hr": "--- on a line of its own",
    "i": "*words*",
    "img": "![what it shows](picture.jpg)",
    "li": "- before each point",
    "ol": "1. before each point",
    "p": "a blank line between paragraphs",
    "pre": "a line ``` before and after it",
    "strong": "**words**",
    "table": "| one | two |, and below the first line |---|---|",
    "ul": "- before each point",
}
_PART_OF = {"dl": "dd", "dt": "dd", "thead": "table", "tbody": "table", "tr": "table", "td": "table", "th": "table"}


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP405 to TIP407."""
    prose = manuscript.prose
    if any("<" in line for _, line in prose):
        yield from _tags(manuscript)
    if any(":" in line or "&" in line for _, line in prose):
        yield from _links(manuscript)


def _tags(manuscript: Manuscript) -> Iterator[Finding]:
    """Yield one finding for each kind of tag, where it stands first."""
    text = "\n".join(line for _, line in manuscript.prose)
    found: dict[tuple[str, str], tuple[str, int]] = {}
    times: Counter[tuple[str, str]] = Counter()

    def note(code: str, name: str, at: int) -> None:
        key = (code, name.lower())
        found.setdefault(key, (name, at))
        times[key] += 1

    for tag in _BEGUN.finditer(text):
        note("TIP406", f"<{tag[1].lower()}>", tag.start())
    for tag in _TAG.finditer(text):
        name = tag[1].lower()
        if handler := _HANDLER.search(tag[2]):
            note("TIP406", f"{handler[1].lower()}=", tag.start(2) + handler.start(1))
        for address in _ADDRESS.finditer(tag[2]):
            if scheme := active_scheme(address[1].strip("\"'")):
                note("TIP407", scheme, tag.start(2) + address.start(1))
        if name not in ACTIVE and (name in _MARKDOWN or name in _PART_OF or name not in TAGS):
            note("TIP405", f"<{tag[1]}>", tag.start())
    for key, (name, at) in found.items():
        code = key[0]
        line = text.count("\n", 0, at)
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        more = times[key] - 1
        also = f", here and {more} more {'time' if more == 1 else 'times'}" if more else ""
        problem, remedy = _words(code, name)
        where = manuscript.examined.body_line + line
        yield manuscript.finding(code, problem + also, remedy, line=where, column=column, width=len(name))


def _words(code: str, name: str) -> tuple[str, str]:
    if code == "TIP406":
        return f'"{name}" does more than show text, so the site takes it out', "Delete it, or put words in its place"
    if code == "TIP407":
        return _active(name)
    tag = name.strip("<>").lower()
    written = _MARKDOWN.get(_PART_OF.get(tag, tag))
    if written:
        return f'"{name}" is HTML, which not everybody can read', f"Write {written}"
    remedy = f'Take it out, or write "&lt;{name[1:]}" if readers shall see it'
    return f'"{name}" is taken for HTML that the site doesn\'t know, and left out', remedy


def _links(manuscript: Manuscript) -> Iterator[Finding]:
    first = manuscript.examined.body_line
    prose = [line for _, line in manuscript.prose]
    told: set[tuple[int, int]] = set()
    for link in (*links(tuple(line for _, line in manuscript.body), first), *autolinks(prose, first)):
        scheme = active_scheme(link.target)
        if scheme and (link.line, link.column) not in told:
            told.add((link.line, link.column))
            problem, remedy = _active(scheme, is_picture=link.is_picture)
            width = len(link.target)
            yield manuscript.finding("TIP407", problem, remedy, line=link.line, column=link.column, width=width)


def active_scheme(address: str) -> str:
    """Return the scheme of an address by which it runs or holds a program, however it is disguised; or nothing."""
    found = _ACTIVE_SCHEME.match(_IGNORED.sub("", html.unescape(address[:2000])))
    return f"{found[1].lower()}:" if found else ""


def _active(scheme: str, *, is_picture: bool = False) -> tuple[str, str]:
    if is_picture:
        return f'the picture is written into the text ("{scheme}"), which the site takes out', (
            "Save it as a file beside the tip, and write the file's name"
        )
    problem = f'the link begins with "{scheme}", so it leads nowhere: the site takes it out'
    return problem, "Write an address that begins with https://, or take the link out"
