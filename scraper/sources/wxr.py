"""The dialect of WordPress exports (WXR): one item a page, as `scraper.containers.wxr` takes them out of the file.

Source: WordPress, wp-admin/includes/export.php, export_wp.
"""

import io
from collections.abc import Sequence

from lxml import etree

from scraper.containers.holding import LARGEST
from scraper.containers.kind import Kind
from scraper.dates import parse_date
from scraper.errors import PageError
from scraper.html.spaces import plain
from scraper.source import Source
from scraper.sources.feed_dates import feed_date
from scraper.sources.feed_document import joined
from scraper.sources.feed_text import plain_text
from scraper.sources.language import foreign
from scraper.sources.posttext import all_of, tree_of, with_text
from scraper.sources.wordpress_api import WITHHELD
from scraper.sources.wordpress_page import host_of
from scraper.sources.wxr_text import as_shown
from scraper.tip import Loss, Page, Reading, Sighting, Skip, Status, TipDate
from scraper.xml.names import children, first_text, text_of
from scraper.xml.stream import closed

# What else a site keeps as posts. Source: WordPress, create_initial_post_types.
_OTHERS = {
    "page": "a page",
    "attachment": "an attachment",
    "revision": "an older version",
    "nav_menu_item": "an entry of a menu",
    "custom_css": "a style sheet",
    "customize_changeset": "a setting",
    "oembed_cache": "a stored embed",
    "user_request": "a request of a reader",
    "wp_block": "a pattern",
    "wp_template": "a template",
    "wp_template_part": "a part of a template",
    "wp_global_styles": "a setting",
    "wp_navigation": "a menu",
    "wp_font_family": "a font",
    "wp_font_face": "a font",
}
_NEVER = ("trash", "auto-draft")  # what nobody wants, even who asks for drafts
_NO_DAY = "0000-00-00"
_TAXONOMIES = {"post_tag": "tags", "tag": "tags", "category": "categories"}  # "tag" up to WXR 1.0
_NO_TERMS = {"post_format", "nav_menu", "post_status", "wp_theme", "wp_pattern_category", "language"}


def can_read(page: Page) -> bool:
    """Whether the page is an item of an export."""
    return page.media_type == Kind.WXR


def source_of(page: Page, sources: Sequence[Source]) -> Source | None:
    """Return the source that has the export's site among its addresses."""
    channel, item = _parse(page)
    for address in (_home(channel), first_text(item, "link")):
        for source in sources:
            if (host := host_of(address)) and host in {host_of(one) for one in (source.home, *source.sites)}:
                return source
    return None


def read(page: Page, source: Source) -> Reading:
    """Return the item's sighting, or why it is left out. Raises PageError where the page is no item.

    Where the source asks for what is unpublished, drafts and the like come along as drafts.
    """
    channel, item = _parse(page)
    title = plain(plain_text(first_text(item, "title"))).strip()
    url = _address(item, channel)
    status = first_text(item, "wp:status") or "publish"
    is_draft = source.unpublished and status in WITHHELD and status not in _NEVER
    if reason := _reason(item, "publish" if is_draft else status):
        return Reading((), skipped=(Skip(page.name, reason, title or url),))
    content, excerpt = first_text(item, "content:encoded"), first_text(item, "excerpt:encoded")
    names, losses = _terms(item, page, title)
    date, lost = _date(item, page, source, title)
    seen = Sighting(
        source=source.name,
        page=page.name,
        title=title,
        body="",
        status=Status.DRAFT if is_draft else Status.FULL if content else Status.TEASER,
        date=date,
        tags=tuple(names["tags"]),
        categories=tuple(names["categories"]),
        terms=tuple(names["terms"]),
        author=_author(item, channel) or source.author,
        url=url,
        lang=foreign(first_text(channel, "language"), source),
        captured=page.captured,
    )
    body = tree_of(as_shown(content or excerpt))
    base_url = url or _home(channel) or source.home
    return all_of([Reading((), (*losses, *lost)), with_text(seen, body, source, base_url)])


def _parse(page: Page) -> tuple[etree._Element, etree._Element]:
    """Return the channel and its item."""
    for item in closed(io.BytesIO(page.content), ("item",), page.name, 8 * LARGEST):
        if (channel := item.getparent()) is not None:
            return channel, item
    raise PageError("this is no item of a WordPress export", place=page.name)


def _home(channel: etree._Element) -> str:
    return next((text_of(one) for one in children(channel, "link", "wp:base_blog_url", "wp:base_site_url")), "")


def _address(item: etree._Element, channel: etree._Element) -> str:
    address = joined(_home(channel), first_text(item, "link"))
    return address if host_of(address) else ""


def _reason(item: etree._Element, status: str) -> str:
    """Say why an item is left out, if it is."""
    kind = first_text(item, "wp:post_type") or "post"
    if kind != "post":
        return "no post but " + _OTHERS.get(kind, f'of the type "{kind}"')
    if status != "publish":
        return WITHHELD.get(status, f'of the status "{status}"')
    return "behind a password" if first_text(item, "wp:post_password") else ""


def _author(item: etree._Element, channel: etree._Element) -> str:
    """Return the name that a site shows for the author; an item knows the login only."""
    login = first_text(item, "dc:creator")
    for author in children(channel, "wp:author"):
        if first_text(author, "wp:author_login") == login:
            return plain(first_text(author, "wp:author_display_name")).strip() or login
    return login


def _terms(item: etree._Element, page: Page, title: str) -> tuple[dict[str, list[str]], list[Loss]]:
    """Return the names of an item's tags and categories, and of the terms that may be either, each once."""
    names: dict[str, list[str]] = {"tags": [], "categories": [], "terms": []}
    losses: list[Loss] = []
    for one in children(item, "category"):
        domain, name = str(one.get("domain", "")), plain(plain_text(text_of(one))).strip()
        kind = _TAXONOMIES.get(domain, "" if domain else "terms")
        if kind and name and name not in names[kind]:
            names[kind].append(name)
        elif not kind and domain not in _NO_TERMS:
            losses.append(Loss(page.name, None, f'term that is neither tag nor category ("{domain}")', name, title))
    if names["tags"] or names["categories"]:
        names["terms"] = []  # WXR 1.0 writes each term twice, once without saying what it is
    return names, losses


def _date(item: etree._Element, page: Page, source: Source, title: str) -> tuple[TipDate | None, list[Loss]]:
    """Return the day of an item by the site's own clock, if it has one."""
    local, published = first_text(item, "wp:post_date"), first_text(item, "pubDate")
    if local.startswith(_NO_DAY):
        return None, []
    date = parse_date(local) or feed_date(published, source, page.zone, first_text(item, "link"))
    printed = local or published
    return date, [Loss(page.name, None, "date that is none", printed, title)] if printed and date is None else []
