"""What each page says to machines besides what it shows to people: where it counts, its picture, feeds, and data."""

from collections.abc import Iterable, Iterator, Mapping

from scraper.archive.address import page_address
from scraper.archive.archive import Archive, Entry
from scraper.archive.channel import Channel, has_author_pages
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings
from scraper.archive.structured import Step, of_home, of_list, of_tip

_SECTIONS = {"tips/": "Archive", "tags/": "Tags", "authors/": "Authors"}


def for_machines(
    pages: Iterable[PreparedPage],
    archive: Archive,
    settings: Settings,
    channels: Iterable[Channel],
    cards: Mapping[str, str],
) -> Iterator[PreparedPage]:
    """Yield each page with what partials/machines.html reads, as far as there is something to say.

    That is `canonical`, the address of a tip's original where that one counts; `author_page`; `image`, the path of the
    page's card; `feeds` of its own; and `json_ld`. `cards` are by the page's place among the sources.
    """
    entries = {entry.src_uri: entry for entry in archive.entries}
    followed = {channel.address: channel for channel in channels if channel.address}
    for page in pages:
        entry, card = entries.get(page.src_uri), cards.get(page.src_uri, "")
        if entry:
            more = _of_tip(archive, entry, settings, card)
        else:
            address = page_address(page.src_uri)
            more = {"json_ld": _of_view(page, address, settings)}
            if channel := followed.get(address):
                more["feeds"] = _feeds(channel)
        more["image"] = card
        yield page.with_more(**{key: value for key, value in more.items() if value})


def _of_tip(archive: Archive, entry: Entry, settings: Settings, card: str) -> dict[str, Meta]:
    date, author = entry.tip.date, archive.authors.get(entry.tip.author)
    above = (_step("tips/"), (str(date.day.year) if date else "Undated", f"tips/{entry.tip.folder}/"))
    return {
        "canonical": entry.showing.canonical,
        "author_page": author.address if author and has_author_pages(archive) else "",
        "json_ld": of_tip(archive, entry, settings, card, above),
    }


def _of_view(page: PreparedPage, address: str, settings: Settings) -> dict[str, Meta]:
    section = str(page.meta.get("section", ""))
    if not address:
        return of_home(settings)
    if section not in _SECTIONS:
        return {}
    above = () if address == section else (_step(section),)
    return of_list(settings, address, str(page.meta["title"]), str(page.meta["description"]), above)


def _step(section: str) -> Step:
    return _SECTIONS[section], section


def _feeds(channel: Channel) -> list[Meta]:
    return [
        {"title": channel.title, "type": "application/rss+xml", "url": channel.rss},
        {"title": channel.title, "type": "application/feed+json", "url": channel.json},
    ]
