"""The feed: the newest dated tips as RSS 2.0, with summaries and never with whole texts."""

import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from scraper.archive.archive import Archive, Entry
from scraper.tip import Precision

FILE = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_NEWEST = 20


def feed(archive: Archive, *, title: str, description: str, site_url: str, language: str = "en") -> str:
    """Return the text of feed.xml; the same archive gives the same text, as no time of building stands in it.

    Source: RSS 2.0 specification, https://www.rssboard.org/rss-specification.
    """
    ET.register_namespace("atom", _ATOM)
    ET.register_namespace("dc", _DC)
    root = site_url.rstrip("/") + "/"
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _text(channel, "title", title)
    _text(channel, "link", root)
    _text(channel, "description", description or title)
    _text(channel, "language", language)
    ET.SubElement(channel, f"{{{_ATOM}}}link", href=root + FILE, rel="self", type="application/rss+xml")
    for entry in archive.dated[:_NEWEST]:
        _item(channel, entry, root)
    ET.indent(rss)
    return ET.tostring(rss, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _item(channel: ET.Element, entry: Entry, root: str) -> None:
    item = ET.SubElement(channel, "item")
    _text(item, "title", entry.tip.title)
    _text(item, "link", root + entry.address)
    _text(item, "guid", root + entry.address)
    _text(item, "description", entry.showing.excerpt or entry.showing.summary)
    date = entry.tip.date
    if date and date.precision is Precision.DAY:
        midnight = datetime.datetime.combine(date.day, datetime.time(), tzinfo=datetime.UTC)
        _text(item, "pubDate", format_datetime(midnight, usegmt=True))
    if entry.tip.author:
        _text(item, f"{{{_DC}}}creator", entry.tip.author)
    for tag in entry.tags:
        _text(item, "category", tag)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
