"""A WordPress export (WXR) → its items, a Page each.

Source: WordPress, wp-admin/includes/export.php, export_wp.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from scraper.containers.holding import LARGEST, UNREADABLE, Holding, unreadable
from scraper.containers.kind import Kind
from scraper.errors import PageError
from scraper.tip import Page
from scraper.xml.mend import CUT
from scraper.xml.names import first_text, name_of
from scraper.xml.stream import closed

# What the channel tells that an item needs.
_HEAD = ("title", "link", "language", "wp:base_site_url", "wp:base_blog_url")
# Comments outweigh posts, and page builders keep a second copy of a text in the meta data.
_UNUSED = ("wp:comment", "wp:postmeta")
# All that is watched is cleared as soon as it is closed, the lists of authors and terms among it.
_WATCHED = ("item", "author", "category", "tag", "term", *(name.removeprefix("wp:") for name in (*_HEAD, *_UNUSED)))
_LOGIN, _NAME = "wp:author_login", "wp:author_display_name"


def pages(holding: Holding) -> Iterator[Page | PageError]:
    """Yield every item of an export, in its order, as a small document with the channel's head and its author."""
    channel = _Channel()
    count = 0
    try:
        with holding.open() as stream:
            for element in closed(stream, _WATCHED, holding.name, LARGEST):
                parent = element.getparent()
                name = name_of(element)
                if name == "item":
                    count += 1
                    yield _page(element, channel, holding.name, count)
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]
                elif name in _UNUSED:
                    element.clear()
                elif parent is not None and parent.tag == "channel":
                    channel.take(name, element)
                    element.clear()
    except PageError as error:
        problem = f"{error.problem}; {count:,} of its items were read" if count else error.problem
        yield PageError(problem, place=holding.name, remedy=error.remedy)
    except UNREADABLE as error:
        yield unreadable(error, holding.name)
    else:
        if not count:
            yield PageError("the export holds no item", place=holding.name, remedy="Export it again, with all content")


@dataclass(slots=True)
class _Channel:
    """What was read of the channel so far: its head, and the entries of its authors by their logins."""

    head: dict[str, etree._Element] = field(default_factory=dict)
    authors: dict[str, etree._Element] = field(default_factory=dict)

    def take(self, name: str, element: etree._Element) -> None:
        if name in _HEAD:
            self.head.setdefault(name, deepcopy(element))
        elif name == "wp:author":
            # An address for mail is nobody's business.
            author = deepcopy(element)
            for child in list(author):
                if name_of(child) not in (_LOGIN, _NAME):
                    author.remove(child)
            self.authors[first_text(author, _LOGIN)] = author


def _page(item: etree._Element, channel: _Channel, name: str, number: int) -> Page | PageError:
    post = first_text(item, "wp:post_id")
    name = f"{name}#post-{post}" if post else f"{name}#item-{number}"
    if item.find(f".//{CUT}") is not None:
        title = first_text(item, "title")
        problem = f'the item "{title}" has more than {LARGEST // 2**20} MB, which no post has'
        return PageError(problem, place=name, remedy="Look at it in WordPress; pictures may stand in its text")
    for child in list(item):
        if name_of(child) in _UNUSED:
            item.remove(child)
    author = channel.authors.get(first_text(item, "dc:creator"))
    document = etree.Element("rss", version="2.0")
    around = etree.SubElement(document, "channel")
    around.extend(deepcopy(one) for one in (*channel.head.values(), *([] if author is None else [author]), item))
    return Page(name, etree.tostring(document, encoding="utf-8"), Kind.WXR.value)
