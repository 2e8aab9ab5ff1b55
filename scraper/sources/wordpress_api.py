"""The dialect of WordPress' REST API: one post as JSON, with the names of its tags, categories and author.

Source: WordPress REST API handbook, "Posts", "Schema".
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from bs4 import BeautifulSoup

from scraper.dates import parse_date
from scraper.errors import PageError
from scraper.html.spaces import plain
from scraper.source import Source
from scraper.sources.language import foreign
from scraper.sources.posttext import tree_of, with_text
from scraper.tip import Page, Reading, Sighting, Skip

MEDIA_TYPE = "application/vnd.wordpress.post+json"
# What the API says of a post that is not for everybody; source: get_post_statuses, wp_insert_post.
WITHHELD = {
    "draft": "draft",
    "auto-draft": "draft",
    "private": "private",
    "pending": "waiting for review",
    "future": "in the future",
    "trash": "in the trash",
}
# The API leaves this mark in the middle of a paragraph; the pages of a post begin a new one there.
_PAGE_BREAK = re.compile(r"(?:<br\s*/?>\s*)?<!--nextpage-->(?:\s*<br\s*/?>)?")


def can_read(page: Page) -> bool:
    """Whether the page is a post out of the API."""
    return page.media_type == MEDIA_TYPE


def source_of(page: Page, sources: Sequence[Source]) -> Source | None:  # noqa: ARG001 -- every dialect is asked so
    """Return the only source: whoever asks an API knows whose it is."""
    return sources[0] if len(sources) == 1 else None


def read(page: Page, source: Source) -> Reading:
    """Return the post's sighting, or why it is left out. Raises PageError where the page is no post."""
    try:
        told = json.loads(page.content)
        post, names = dict(told["post"]), {key: list(map(_text, told["names"][key])) for key in told["names"]}
    except (ValueError, KeyError, TypeError) as error:
        raise PageError(f"this is no post of a REST API ({error})", place=page.name) from None
    title = _text(_rendered(post, "title"))
    if reason := _withheld(post):
        return Reading((), skipped=(Skip(page.name, reason, title),))
    url = str(post.get("link") or "")
    seen = Sighting(
        source=source.name,
        page=page.name,
        title=title,
        body="",
        date=parse_date(str(post.get("date") or "")),
        tags=tuple(names.get("tags", ())),
        categories=tuple(names.get("categories", ())),
        author=next(iter(names.get("author", ())), "") or source.author,
        url=url,
        formerly=tuple(map(str, told.get("formerly") or ())),
        lang=foreign(str(told.get("lang") or ""), source),
        captured=page.captured,
    )
    html = _PAGE_BREAK.sub("</p>\n<p>", _rendered(post, "content"))
    return with_text(seen, tree_of(html), source, url or source.home)


def _withheld(post: dict[str, Any]) -> str:
    content = post.get("content")
    if isinstance(content, dict) and content.get("protected"):
        return "behind a password"
    return WITHHELD.get(str(post.get("status") or "publish"), "")


def _rendered(post: dict[str, Any], field: str) -> str:
    value = post.get(field)
    return str(value.get("rendered") or "") if isinstance(value, dict) else ""


def _text(html: object) -> str:
    """The text of a name or title, which the API gives as HTML."""
    return plain(BeautifulSoup(str(html), "lxml").get_text()).strip()
