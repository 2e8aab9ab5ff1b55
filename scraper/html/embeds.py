"""Embeds: players and framed pages become links, to an address that a person can open."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString

from scraper.html.address import absolute
from scraper.html.losses import Losses, words

EMBEDS = ("iframe", "video", "audio", "embed", "object")
_SOURCES = ("data-src", "data-lazy-src", "src", "data")
_VIDEO, _PLAYLIST = "https://www.youtube.com/watch?v=", "https://www.youtube.com/playlist?list="
# The address within a frame → the page of the same thing. A new player is a new line.
_PLAYERS = (
    (r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/videoseries\?.*\blist=([\w-]+).*", _PLAYLIST + r"\1"),
    (r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/(?!live_|videoser)([\w-]+).*", _VIDEO + r"\1"),
    # A video that is not listed opens only with its hash.
    (r"https?://player\.vimeo\.com/video/(\d+)\?(?:.*&)?h=(\w+).*", r"https://vimeo.com/\1/\2"),
    (r"https?://player\.vimeo\.com/video/(\d+).*", r"https://vimeo.com/\1"),
    (r"https?://(?:videopress|video\.wordpress)\.com/(?:embed|v)/(\w+).*", r"https://videopress.com/v/\1"),
    (r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+).*", r"https://www.dailymotion.com/video/\1"),
    (r"https?://embed(?:-ssl)?\.ted\.com/talks/([^?#]+).*", r"https://www.ted.com/talks/\1"),
    (r"https?://open\.spotify\.com/embed/(\w+/\w+).*", r"https://open.spotify.com/\1"),
    (r"https?://(?:www\.)?instagram\.com/(p|reel|tv)/([\w-]+)/embed.*", r"https://www.instagram.com/\1/\2/"),
    (r"https?://(?:www\.)?facebook\.com/plugins/(?:post|video)\.php\?(?:.*&)?href=([^&#]+).*", r"\1"),
    (r"https?://platform\.twitter\.com/embed/.*[?&]id=(\d+).*", r"https://twitter.com/i/status/\1"),
    # How WordPress frames a post of another site. Source: get_post_embed_html()
    (r"(https?://[^?#]+/)embed/#\?secret=.*", r"\1"),
)


def readable(address: str) -> str:
    """Return the page on which people find what is framed; the address itself where no line of the table knows it."""
    for pattern, page in _PLAYERS:
        if match := re.fullmatch(pattern, address):
            found = match.expand(page)
            return absolute(unquote(found) if "://" not in found else found, "") or address
    return address


def embed_address(embed: Tag, base_url: str) -> str:
    """Return where what is embedded can be found; nothing where it names no address."""
    return readable(next((found for one in _named(embed) if (found := absolute(one, base_url))), ""))


def _named(embed: Tag) -> list[str]:
    tags = [embed, *embed.find_all(["source", "embed", "iframe"])]
    return [str(tag.get(name, "")) for tag in tags for name in _SOURCES]


def settle_embed(embed: Tag, base_url: str, losses: Losses) -> None:
    """Put a link where an embed was, unless what stands with it links there; without an address it goes."""
    address = embed_address(embed, base_url)
    if not address:
        said = [*list(filter(None, _named(embed)))[:1], words(embed.get_text(" "))]
        losses.note(f"{embed.name} dropped", " ".join(said))
        embed.decompose()
        return
    losses.note("embed kept as a link", address)
    if any(readable(absolute(str(link.get("href", "")), base_url)) == address for link in _links_with(embed)):
        embed.decompose()
        return
    embed.replace_with(_link(address, words(str(embed.get("title", "")))))


def settle_bare_addresses(body: Tag) -> None:
    """Make links of addresses in embed blocks: WordPress leaves just the address where it could not embed anything."""
    for wrapper in body.select(".wp-block-embed__wrapper"):
        said = wrapper.get_text().strip()
        if wrapper.find(True) is None and re.fullmatch(r"https?://\S+", said):
            wrapper.clear()
            wrapper.append(_link(said, ""))


def _links_with(embed: Tag) -> Iterator[Tag]:
    """The links of the figure that an embed is in, or of the block before it: a quotation of what is framed."""
    figure = embed.find_parent("figure")
    if figure is not None:
        yield from figure.find_all("a")
        return
    parent = embed.parent
    alone = parent is not None and parent.name == "p" and not words(parent.get_text(" "))
    before = (parent if alone and parent is not None else embed).find_previous_sibling()
    if isinstance(before, Tag):
        yield from [before] if before.name == "a" else before.find_all("a")


def _link(address: str, label: str) -> Tag:
    block = Tag(name="p")
    link = Tag(name="a", attrs={"href": address, "title": ""})
    link.append(NavigableString(label or address))
    block.append(link)
    return block
