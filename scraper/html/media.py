"""Links, images and embeds: each gets its full address, or becomes a link or a line of the report."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote

from bs4 import Tag

from scraper.html.address import LINKS, absolute
from scraper.html.embeds import EMBEDS, embed_address, settle_bare_addresses, settle_embed
from scraper.html.images import best_address, counts_readers, original, picture_name, settle_image
from scraper.html.losses import Losses, words
from scraper.html.prune import gone


def written(address: str) -> str:
    """Return an address as Markdown holds it between the parentheses of a link."""
    safe = re.sub(r'[\s\\`"<>|{}^]', lambda match: quote(match[0], safe=""), address)
    host_end = safe.find("/", safe.find("//") + 2)
    if host_end > 0:
        rest = safe[host_end:].replace("[", "%5B").replace("]", "%5D")
        safe = safe[:host_end] + rest
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", safe)
    return f"<{safe}>" if "(" in safe or ")" in safe else safe


def unwritten(target: str) -> str:
    """Return the address that Markdown holds between the parentheses of a link: `written` of it gives the target."""
    return target.removeprefix("<").removesuffix(">").replace("&amp;", "&")


def settle_media(body: Tag, base_url: str, losses: Losses) -> None:
    """Give every link and image of the tree its full address, or take it out and say so."""
    for element in body.find_all("noscript-copy"):
        if not gone(element):
            _settle_copy(element, base_url, losses)
    for element in body.find_all("img"):
        settle_image(element, base_url, losses)
    for element in body.find_all(EMBEDS):
        if not gone(element):
            settle_embed(element, base_url, losses)
    settle_bare_addresses(body)
    for element in body.find_all("a"):
        _settle_link(element, base_url, losses)
    for element in body.find_all("dt"):
        if not words(element.get_text()):  # classic galleries put each picture where a list has its terms
            element.name = "div"


def _settle_copy(copy: Tag, base_url: str, losses: Losses) -> None:
    """The copy of a lazy image or embed for browsers without scripts: taken where that itself names no address."""

    def picture(image: Tag) -> str:
        address = best_address(image, base_url)
        return "" if counts_readers(image, address) else picture_name(address) or address

    inside = [image for image in copy.find_all("img") if picture(image)]
    before = copy.find_previous_sibling()
    if isinstance(before, Tag) and before.name == "img" and inside and not best_address(before, base_url):
        before.decompose()
    images = _unseen(copy, ("img",), picture)
    embeds = _unseen(copy, EMBEDS, lambda embed: embed_address(embed, base_url))
    for element in (*images, *embeds):
        copy.insert_before(element.extract())
    if not (images or embeds) and (said := words(copy.get_text(" "))):
        losses.note("noscript dropped", said)
    copy.decompose()


def _unseen(copy: Tag, names: Sequence[str], key: Callable[[Tag], str]) -> list[Tag]:
    """Return what of a copy is named, and shown neither by the element before the copy nor by the one behind it."""
    inside = copy.find_all(names)
    neighbours = (copy.find_previous(names), inside[-1].find_next(names)) if inside else ()
    seen = {key(one) for one in neighbours if isinstance(one, Tag)}
    return [one for one in inside if key(one) not in {"", *seen} and not one.find_parent(names)]


def _settle_link(link: Tag, base_url: str, losses: Losses) -> None:
    printed = str(link.get("href", ""))
    said = words(link.get_text(" "))
    address = absolute(printed, base_url, LINKS)
    images = link.find_all("img")
    if images and not said and all(image["src"] == original(printed, base_url) for image in images):
        link.unwrap()  # it only leads to the picture that it shows
        return
    if address and (said or images or link.get_text(strip=True)):
        link.attrs = {"href": address, "title": str(link.get("title", ""))}
        return
    is_anchor = link.has_attr("name") or link.has_attr("id")  # a place to jump to, which promised nobody an address
    if (printed or not is_anchor) and said:
        losses.note("link dropped, its words kept", f"{said} {printed}")
    link.unwrap()
