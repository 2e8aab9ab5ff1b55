"""The feeds as files: RSS 2.0 with whole texts here, and all feeds of the site together."""

import datetime
import functools
import html
import re
from collections.abc import Collection, Iterator, Mapping
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from scraper.archive.archive import Entry
from scraper.archive.feeds.channel import JSON, RSS, Channel, known_day, whole_texts
from scraper.archive.feeds.json_feed import json_feed
from scraper.archive.settings import Settings

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_SHEET = "assets/stylesheets/feed.css"
# What no XML document may hold, not even escaped. Source: XML 1.0, production 2 (Char).
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feeds(
    found: Collection[Channel], settings: Settings, contents: Mapping[str, str], cards: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield path on the site and text of each feed of all channels.

    `contents` are the rendered pages that `channel.needed` names, and `cards` the pictures' paths on the site of tips
    that have one, both by the tip's place among the sources.
    """
    texts = whole_texts(found, settings, contents)
    for channel in found:
        its = tuple((entry.src_uri, texts[entry.src_uri], cards.get(entry.src_uri, "")) for entry in channel.entries)
        found_at = dict(zip((RSS, JSON), _both(channel, settings, its), strict=True))
        yield from ((file, found_at[file.rpartition("/")[2]]) for file in channel.files)


@functools.lru_cache(maxsize=2**8)  # a preview asks again after each edit, which changes few of them
def _both(channel: Channel, settings: Settings, items: tuple[tuple[str, str, str], ...]) -> tuple[str, str]:
    """Return a channel as RSS and as JSON Feed; of each item place, text and picture are given."""
    texts = {src_uri: text for src_uri, text, _ in items}
    return rss(channel, settings, texts), json_feed(channel, settings, texts, {uri: card for uri, _, card in items})


def rss(channel: Channel, settings: Settings, texts: Mapping[str, str]) -> str:
    """Return a channel as RSS; the same channel gives the same text, as no time of building stands in it.

    A browser shows it as its style sheet says. It names no picture: RSS has a place for one only as an enclosure, which
    podcast readers download.
    Source: RSS 2.0 specification, https://www.rssboard.org/rss-specification, and its best practices profile.
    """
    for prefix, space in (("atom", _ATOM), ("content", _CONTENT), ("dc", _DC)):
        ET.register_namespace(prefix, space)
    root = ET.Element("rss", version="2.0")
    element = ET.SubElement(root, "channel")
    _add(element, "title", channel.title)
    _add(element, "link", settings.url + channel.address)
    _add(element, "description", channel.description)
    _add(element, "language", settings.language)
    ET.SubElement(element, f"{{{_ATOM}}}link", href=settings.url + channel.rss, rel="self", type="application/rss+xml")
    for entry in channel.entries:
        _item(element, entry, settings, texts[entry.src_uri])
    ET.indent(root)
    sheet = "../" * channel.address.count("/") + _SHEET
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="{sheet}"?>'
    return f"{head}\n{ET.tostring(root, encoding='unicode')}\n"


def _item(channel: ET.Element, entry: Entry, settings: Settings, text: str) -> None:
    item = ET.SubElement(channel, "item")
    address = settings.url + entry.address
    _add(item, "title", entry.tip.title)
    _add(item, "link", address)
    _add(item, "guid", address)
    # Readers show it as HTML: https://www.rssboard.org/rss-profile, on an item's description.
    _add(item, "description", html.escape(entry.showing.excerpt or entry.showing.summary, quote=False))
    _add(item, f"{{{_CONTENT}}}encoded", text)
    if day := known_day(entry):
        midnight = datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00")
        _add(item, "pubDate", format_datetime(midnight, usegmt=True))
    if entry.tip.author:
        _add(item, f"{{{_DC}}}creator", entry.tip.author)
    if entry.tip.lang:
        _add(item, f"{{{_DC}}}language", entry.tip.lang)
    for tag in entry.tags:
        _add(item, "category", tag)


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NO_CHARACTER.sub("", text)
