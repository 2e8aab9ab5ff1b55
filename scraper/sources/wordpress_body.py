"""The text of a post: whether it is all of it, and where it ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString, PageElement

import scraper.sources.wordpress_selectors as where
from scraper.html.address import absolute
from scraper.html.prune import gone
from scraper.html.spaces import plain
from scraper.profile import Profile
from scraper.sources.wordpress_page import first, select

_MORE = re.compile(r"^\W*(?:continue reading|read more|read the rest|more|keep reading)\b", re.IGNORECASE)
_CUT = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]\s*$")
_WRAPPERS = {"div", "section", "article", "main", "center"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = [
    *("address", "article", "blockquote", "div", "dl", "figure", *_HEADINGS, "hr", "main", "ol", "p", "pre"),
    *("section", "table", "ul"),
]
_BORDERS = {*_BLOCKS, "dd", "dt", "figcaption", "footer", "header", "li", "td", "th", "tr"}
_LEAVES = {"p", *_HEADINGS, "div", "section", "address"}


@dataclass(frozen=True, slots=True)
class Closing:
    """What was set aside behind a text: its lines, a blank one between blocks, and the year of a copyright notice."""

    lines: tuple[str, ...] = ()
    year: str = ""


def find_body(entry: Tag) -> tuple[Tag | None, bool]:
    """Return the element that holds a post's text, and whether it is an excerpt; None where the theme marks none."""
    body = first(entry, where.BODY)
    if body is not None:
        return body, False
    excerpt = first(entry, where.EXCERPT)
    return excerpt, excerpt is not None


def unmarked_body(entry: Tag, title: Tag | None) -> Tag:
    """Return the whole post as its text, without its title, for themes that mark no text."""
    if title is not None:
        title.extract()
    return entry


def without_links_to_itself(body: Tag, permalink: str, base_url: str) -> bool:
    """Take "Continue reading" and a trailing "[…]" off an excerpt; return whether there was either."""
    found = False
    for more in list(select(body, where.MORE)):
        if not gone(more):
            more.decompose()
            found = True
    links = body.find_all("a", href=True)
    if links and _MORE.match(plain(links[-1].get_text())) and permalink:
        address = absolute(str(links[-1]["href"]), base_url).split("#")[0]
        if address.rstrip("/") == permalink.rstrip("/") and not _text_behind(links[-1], body):
            links[-1].decompose()
            found = True
    texts = [text for text in body.find_all(string=True) if text.strip()]
    if texts and _CUT.search(texts[-1]):
        texts[-1].replace_with(NavigableString(_CUT.sub("", texts[-1])))
        found = True
    return found


def _text_behind(link: Tag, body: Tag) -> bool:
    for node in link.next_elements:
        if not any(parent is body for parent in node.parents):
            return False
        if isinstance(node, NavigableString) and node.strip(" \n\t»→.…]") and link not in node.parents:
            return True
    return False


def cut_at_end(body: Tag, profile: Profile) -> Closing:
    """Take out of a body what begins with its newsletter's signature or copyright notice; return what it was.

    Lines are looked at in paragraphs and headings only: a name below a quotation or in a list belongs to the text.
    """
    for leaf in _leaves(body):
        for node, line in _lines(leaf):
            if profile.first(profile.end, line) or profile.first(profile.copyright, line):
                return _closing(body, node, leaf, profile)
    return Closing()


def _leaves(element: Tag) -> Iterator[Tag]:
    ahead = list(reversed(element.contents))
    while ahead:  # and no recursion: hostile pages are nested thousands deep
        child = ahead.pop()
        if not isinstance(child, Tag):
            continue
        if child.name in _WRAPPERS and child.find(_BLOCKS):
            ahead += reversed(child.contents)
        elif child.name in _LEAVES:
            yield child


def _lines(leaf: Tag) -> Iterator[tuple[PageElement | None, str]]:
    """Yield each line of a block with the line break before it, None for the first line."""
    before: PageElement | None = None
    line = ""
    for node in leaf.descendants:
        if isinstance(node, Tag) and node.name == "br":
            yield before, plain(line).strip()
            before, line = node, ""
        elif type(node) is NavigableString:
            line += node
    yield before, plain(line).strip()


def unexpected(lines: Sequence[str], profile: Profile) -> Iterator[str]:
    """Yield the lines of a closing that no pattern of the profile names: they were set aside for their place alone."""
    furniture = (profile.end, profile.copyright, profile.footer, profile.pager, profile.alt, profile.credit)
    related = False  # in a list of other posts, which goes on to the end of its block
    for line in lines:
        related = bool(line) and (related or bool(profile.first(profile.related, line)))
        if line and not related and not any(profile.first(patterns, line) for patterns in furniture):
            yield line


def _closing(body: Tag, start: PageElement | None, leaf: Tag, profile: Profile) -> Closing:
    gone: list[str] = []
    current: PageElement = leaf if start is None else start
    following = [current, *current.next_siblings]
    while True:
        for one in following:
            gone += [*_text_lines(one), ""]
        parent = current.parent
        for one in following:
            one.extract()
        if parent is None or parent is body:
            break
        current, following = parent, list(parent.next_siblings)
    matches = (profile.first(profile.copyright, line) for line in gone)
    year = next((match.groupdict().get("year") or "" for match in matches if match), "")
    return Closing(tuple(gone), year)


def _text_lines(node: PageElement) -> list[str]:
    if not isinstance(node, Tag):
        return [line] if type(node) is NavigableString and (line := plain(node).strip()) else []
    for br in node.find_all("br"):
        br.replace_with("\n")
    text = node.get_text() if not node.find(_BLOCKS) else node.get_text("\n")
    return [line for part in text.split("\n") if (line := plain(part).strip())]


def all_lines(element: Tag) -> list[str]:
    """Return the lines of an element: what stands between two line breaks or borders of blocks."""
    lines = [""]
    block_of = {id(element): id(element)}
    place = id(element)
    for node in element.descendants:
        around = block_of[id(node.parent)]
        if isinstance(node, Tag):
            block_of[id(node)] = id(node) if node.name in _BORDERS else around
            if node.name == "br":
                lines.append("")
        elif type(node) is NavigableString:
            if around != place:
                lines.append("")
            place = around
            lines[-1] += node
    return [line for text in lines if (line := plain(text).strip())]
