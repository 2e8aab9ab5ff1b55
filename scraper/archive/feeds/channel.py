"""Channels: what can be followed, which is the whole archive, each tag and, where there are several, each author."""

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from scraper.archive.archive import Archive, Entry, Topic, published
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent
from scraper.archive.text.relocate import made_whole
from scraper.tip import Precision

# The names of feeds, beside the page that they are of.
RSS, JSON = "feed.xml", "feed.json"
_NEWEST = 20


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed's worth of tips, newest first. `address` is that of its page on the site: "", or "tags/phone/".

    `formerly` are addresses that its page had before. Whoever subscribed there goes on getting the same feed, which
    names the new address as its own: a static host can't redirect a reader of feeds.
    """

    title: str
    description: str
    address: str
    entries: tuple[Entry, ...]
    formerly: tuple[str, ...] = ()

    @property
    def rss(self) -> str:
        """The address of its RSS, from the site's root."""
        return f"{self.address}{RSS}"

    @property
    def json(self) -> str:
        """The address of its JSON Feed, from the site's root."""
        return f"{self.address}{JSON}"

    @property
    def files(self) -> tuple[str, ...]:
        """The files of its feeds, from the site's root, at addresses of the past too."""
        return tuple(f"{unquote(address)}{name}" for address in (self.address, *self.formerly) for name in (RSS, JSON))


def channels(archive: Archive, settings: Settings) -> tuple[Channel, ...]:
    """Return all channels, that of the whole archive first.

    Each holds the newest dated tips, in a preview too only published ones. A tip without a date comes into the
    archive's order by its title and may be as old as any, so it is no news; it is in a feed only where that has no
    dated tip and would be empty.
    """
    return (
        Channel(settings.title, settings.description or settings.title, "", _newest(archive.entries)),
        *(
            _topic(topic, f"{settings.title}: {topic.name}", topic.description or f"Tips about {topic.name}.")
            for topic in archive.topics.values()
        ),
        *(
            _topic(author, f"{settings.title} by {author.name}", f"Tips by {author.name}.")
            for author in (archive.authors.values() if archive.has_author_pages else ())
        ),
    )


def needed(found: Iterable[Channel]) -> frozenset[str]:
    """Return the pages, by their place among the sources, whose rendered HTML the feeds are made of."""
    return frozenset(entry.src_uri for channel in found for entry in channel.entries if entry.showing.body)


def whole_texts(found: Iterable[Channel], settings: Settings, contents: Mapping[str, str]) -> dict[str, str]:
    """Return for each tip of a feed what the feed holds of it, by its place among the sources, as HTML.

    It is made once for all feeds that a tip is in. `contents` are pages as they were rendered, by the same key.
    """
    entries = {entry.src_uri: entry for channel in found for entry in channel.entries}
    return {src_uri: _text(entry, settings, contents.get(src_uri, "")) for src_uri, entry in entries.items()}


def known_day(entry: Entry) -> str:
    """Return the day of a tip as "2017-11-07"; nothing where month or year is all that is known."""
    date = entry.tip.date
    return date.known if date and date.precision is Precision.DAY else ""


def _topic(topic: Topic, title: str, description: str) -> Channel:
    formerly = tuple(topic.formerly.values())
    return Channel(title, description, topic.address, _newest(topic.entries), formerly)


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    out = published(entries)
    dated = tuple(entry for entry in out if entry.tip.date)
    return (dated or out)[:_NEWEST]


def _text(entry: Entry, settings: Settings, rendered: str) -> str:
    """Return a tip as its page shows it, or else its excerpt, and below it what the page says of source and rights."""
    showing = entry.showing
    body = (
        made_whole(rendered, settings.url + entry.address) if showing.body else f"<p>{html.escape(showing.excerpt)}</p>"
    )
    return "\n".join((body, *(f"<p>{sentence}</p>" for sentence in _notes(entry))))


def _notes(entry: Entry) -> Iterator[str]:
    showing = entry.showing
    name, rights = html.escape(showing.source), html.escape(showing.rights)
    if showing.extent is Extent.FULL:
        source = _link(showing.link, name or "its source")
        origin = f"{'First published in' if showing.original else 'From'} {source}." if showing.link or name else ""
        if note := " ".join(filter(None, (origin, rights))):
            yield f"<small>{note}</small>"
        return
    if showing.extent is Extent.WITHHELD:
        yield rights
    if showing.link:
        yield _link(showing.link, f"Read the whole tip at {name or 'its source'}")
    elif name:
        yield f"The whole tip is at {name}."


def _link(address: str, text: str) -> str:
    return f'<a href="{html.escape(address)}">{text}</a>' if address else text
