"""What each page says to machines besides what it shows to people: where it counts, its picture, feeds, and data."""

from collections.abc import Iterable, Iterator, Mapping

from scraper.archive.address import page_address
from scraper.archive.archive import Archive
from scraper.archive.feeds.channel import Channel
from scraper.archive.machines.structured import Step, of_home, of_list, of_tip
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.settings import Settings


def for_machines(
    pages: Iterable[PreparedPage],
    archive: Archive,
    settings: Settings,
    channels: Iterable[Channel],
    cards: Mapping[str, str],
) -> Iterator[PreparedPage]:
    """Yield each page with what partials/machines.html reads, as far as there is something to say.

    That is `image`, the path of the page's card; `feeds` of its own; and `json_ld`. `cards` are by the page's place
    among the sources.
    """
    entries = {entry.src_uri: entry for entry in archive.entries}
    followed = {channel.address: channel for channel in channels if channel.address}
    for page in pages:
        entry, card = entries.get(page.src_uri), cards.get(page.src_uri, "")
        if entry:
            steps = tuple(map(_step, (page.meta["section"], page.meta["shelf"])))
            more: dict[str, Meta] = {"json_ld": of_tip(archive, entry, settings, card, steps)}
        else:
            address = page_address(page.src_uri)
            more = {"json_ld": _of_view(page, address, settings)}
            if channel := followed.get(address):
                more["feeds"] = _feeds(channel)
        more["image"] = card
        yield page.with_more(**{key: value for key, value in more.items() if value})


def _of_view(page: PreparedPage, address: str, settings: Settings) -> dict[str, Meta]:
    """Return what a page between the tips is; nothing of one that is in no section, such as search."""
    if not address:
        return of_home(settings)
    if not page.meta.get("section"):
        return {}
    above = _step(page.meta["section"])
    steps = () if address == above[1] else (above,)
    return of_list(settings, address, str(page.meta["title"]), str(page.meta["description"]), steps)


def _step(link: Meta) -> Step:
    """Return a page above, of which a template has title and url."""
    return (str(link["title"]), str(link["url"])) if isinstance(link, dict) else ("", "")


def _feeds(channel: Channel) -> list[Meta]:
    return [
        {"title": channel.title, "type": "application/rss+xml", "url": channel.rss},
        {"title": channel.title, "type": "application/feed+json", "url": channel.json},
    ]
