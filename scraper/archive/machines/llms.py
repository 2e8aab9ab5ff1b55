"""llms.txt: what this site is and where to begin, in a page's worth of Markdown, for programs that read.

Its size depends on the number of tags and newest tips that it names, not on that of tips: tips.json names all of them.
Source: https://llmstxt.org, whose form is a heading, a quote, then sections that are lists of links.
"""

import re
from collections.abc import Iterator

from scraper.archive.archive import Archive, Entry, published
from scraper.archive.datewords import in_words
from scraper.archive.feeds.channel import JSON, RSS
from scraper.archive.machines import catalogue
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent
from scraper.archive.views.listing import counted

FILE = "llms.txt"
_NEWEST = 20
_TAGS = 60
# Whatever could be Markdown within a line. Source: CommonMark, section 2.4: a backslash may stand before any of these.
_SYNTAX = re.compile(r"[\\`*_\[\]<>&!#|~]")


def llms_txt(archive: Archive, settings: Settings) -> str:
    """Return the text of llms.txt."""
    sections = (
        ("Start here", _start(archive, settings)),
        ("Tags", _tags(archive, settings)),
        ("Newest tips", (_tip(entry, settings) for entry in published(archive.entries)[:_NEWEST])),
        ("Feeds and data", _data(settings)),
    )
    blocks = [f"# {_literal(settings.title)}"]
    if settings.description:
        blocks.append(f"> {_literal(settings.description)}")
    blocks.append(_note(archive))
    for title, lines in sections:
        if listed := "\n".join(lines):
            blocks.append(f"## {title}\n\n{listed}")
    return "\n\n".join(blocks) + "\n"


def _note(archive: Archive) -> str:
    count = counted(len(published(archive.entries)))
    since = f" since {min(archive.years)}" if archive.years else ""
    return (
        f"{count}{since}. Dates are as precise as their sources print them. Of a tip that is "
        "marked as an excerpt, the whole is at its source. Who owns a text stands at the foot of its page."
    )


def _start(archive: Archive, settings: Settings) -> Iterator[str]:
    yield _line("Home", settings.url, "the newest tip and the largest topics")
    yield _line("Archive", f"{settings.url}tips/", "all tips, year by year")
    yield _line("Tags", f"{settings.url}tags/", "what the tips are about, from A to Z")
    if archive.undated:
        yield _line("Undated", f"{settings.url}tips/undated/", "tips of which nobody knows the date")
    yield _line("Subscribe", f"{settings.url}subscribe/", "feeds for the whole archive and for each tag")


def _tags(archive: Archive, settings: Settings) -> Iterator[str]:
    largest = sorted(archive.topics.values(), key=lambda topic: (-len(topic.entries), topic.name))[:_TAGS]
    for topic in largest:
        count = counted(len(topic.entries))
        note = f"{count}. {topic.description}" if topic.description else count
        yield _line(topic.name, settings.url + topic.address, note)


def _tip(entry: Entry, settings: Settings) -> str:
    excerpt = "" if entry.showing.extent is Extent.FULL else ", an excerpt"
    note = f"{in_words(entry.tip.date)}{excerpt}. {entry.showing.summary}"
    return _line(entry.tip.title, settings.url + entry.address, note)


def _data(settings: Settings) -> Iterator[str]:
    yield _line(catalogue.FILE, settings.url + catalogue.FILE, "title, date, tags and source of every tip")
    yield _line(RSS, settings.url + RSS, "the newest tips with their whole texts, as RSS")
    yield _line(JSON, settings.url + JSON, "the same as JSON Feed; each tag's page has both too")
    yield _line("sitemap.xml", f"{settings.url}sitemap.xml", "every page")


def _line(title: str, address: str, note: str) -> str:
    return f"- [{_literal(title)}]({address}): {_literal(note)}"


def _literal(text: str) -> str:
    """Return a text as one line of Markdown that shows just this text."""
    return _SYNTAX.sub(r"\\\g<0>", " ".join(text.split()))
