"""Addresses, links, images and embeds: what may stay, absolute, and a link or a line of the report for the rest."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

from bs4 import Tag

from scraper.html.losses import Losses, words

_LINK_SCHEMES = {"http", "https", "mailto", "tel"}
_IMAGE_SCHEMES = {"http", "https"}
# Lazy loaders put a placeholder into src and the picture into one of these; tried in order.
_LAZY_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_EMBEDS = ("iframe", "video", "audio", "embed", "object")
_COUNTERS = ("pixel.wp.com/", "stats.wordpress.com/", "feeds.feedburner.com/~r/", "feeds.wordpress.com/1.0/")


def absolute(address: str, base_url: str, schemes: set[str]) -> str:
    """Return the address in full, or nothing where it is of no allowed scheme or leads nowhere."""
    # Browsers drop tabs and line ends anywhere in an address. Source: WHATWG URL, "basic URL parser", step 3.
    address = re.sub(r"[\t\r\n]", "", "".join(c for c in address if c.isprintable() or c in " \t\r\n")).strip()
    try:
        full = urljoin(base_url, address) if address else ""
        parts = urlsplit(full)
    except ValueError:
        return ""
    if parts.scheme.lower() not in schemes:
        return ""
    if parts.scheme.lower() in _IMAGE_SCHEMES and not parts.netloc:
        return ""
    return full


def written(address: str) -> str:
    """Return an address as Markdown holds it between the parentheses of a link."""
    safe = re.sub(r'[\s\\`"<>|{}^]', lambda match: quote(match[0], safe=""), address)
    host_end = safe.find("/", safe.find("//") + 2)
    if host_end > 0:
        rest = safe[host_end:].replace("[", "%5B").replace("]", "%5D")
        safe = safe[:host_end] + rest
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", safe)
    return f"<{safe}>" if "(" in safe or ")" in safe else safe


def settle_media(body: Tag, base_url: str, losses: Losses) -> None:
    """Give every link and image of the tree its full address, or take it out and say so."""
    for element in body.find_all("noscript-copy"):
        if not element.decomposed:
            _settle_copy(element, base_url, losses)
    for element in body.find_all("img"):
        _settle_image(element, base_url, losses)
    for element in body.find_all(_EMBEDS):
        if not element.decomposed:
            _settle_embed(element, base_url, losses)
    for element in body.find_all("a"):
        _settle_link(element, base_url, losses)


def _settle_copy(copy: Tag, base_url: str, losses: Losses) -> None:
    """The copy of a lazy image for browsers without scripts: taken where the image itself names no other address."""
    inside = [image for image in copy.find_all("img") if _source(image, base_url) and not _counts(image, base_url)]
    seen = {_source(image, base_url) for image in (*copy.find_all_previous("img", limit=1), *_next_images(copy))}
    before = copy.find_previous_sibling()
    placeholder = before if isinstance(before, Tag) and before.name == "img" else None
    if placeholder is not None and inside and not _source(placeholder, base_url):
        placeholder.decompose()
    new = [image for image in inside if _source(image, base_url) not in seen]
    for image in new:
        copy.insert_before(image.extract())
    if not new and (said := words(copy.get_text(" "))):
        losses.note("noscript dropped", said)
    copy.decompose()


def _next_images(copy: Tag) -> Iterator[Tag]:
    for image in copy.find_all_next("img"):
        if copy not in image.parents:
            yield image
            return


def _sources(image: Tag) -> Iterator[str]:
    for name in _LAZY_SOURCES:
        yield str(image.get(name, ""))
    for name in _LAZY_SETS:
        yield from (part.split()[0] for part in str(image.get(name, "")).split(", ") if part.split())


def _source(image: Tag, base_url: str) -> str:
    return next((found for one in _sources(image) if (found := absolute(one, base_url, _IMAGE_SCHEMES))), "")


def _counts(image: Tag, base_url: str) -> bool:
    """Whether the image is there to count readers, not to be seen."""
    if any(str(image.get(side, "")).removesuffix("px") in {"0", "1"} for side in ("width", "height")):
        return True
    return any(counter in _source(image, base_url) for counter in _COUNTERS)


def _settle_image(image: Tag, base_url: str, losses: Losses) -> None:
    alt = " ".join(str(image.get("alt", "")).split())
    if alt and {"emoji", "wp-smiley"} & set(image.get_attribute_list("class")):
        image.replace_with(alt)
        return
    source = _source(image, base_url)
    if not source or _counts(image, base_url):
        first = next((one for one in _sources(image) if one), "")
        reason = (
            "tracking pixel" if source else "its data is in the page" if first[:5].lower() == "data:" else "no address"
        )
        detail = f"{alt} {'' if reason.startswith('its') else first}".strip()
        losses.note(f"image dropped ({reason})", detail)
        image.decompose()
        return
    title = str(image.get("title", ""))
    image.attrs = {"src": source, "alt": alt, "title": title}


def _settle_embed(embed: Tag, base_url: str, losses: Losses) -> None:
    tags = [embed, *embed.find_all(["source", "embed", "iframe"])]
    named = [str(tag.get(name, "")) for tag in tags for name in ("data-src", "data-lazy-src", "src", "data")]
    address = next((found for one in named if (found := absolute(one, base_url, _IMAGE_SCHEMES))), "")
    if not address:
        losses.note(f"{embed.name} dropped", " ".join([*list(filter(None, named))[:1], words(embed.get_text(" "))]))
        embed.decompose()
        return
    losses.note("embed kept as a link", address)
    link = Tag(name="a", attrs={"href": address, "title": ""})
    link.string = words(str(embed.get("title", ""))) or address
    block = Tag(name="p")
    block.append(link)
    embed.replace_with(block)


def _settle_link(link: Tag, base_url: str, losses: Losses) -> None:
    printed = str(link.get("href", ""))
    said = words(link.get_text(" "))
    address = absolute(printed, base_url, _LINK_SCHEMES)
    if address and (said or link.find("img") or link.get_text(strip=True)):
        link.attrs = {"href": address, "title": str(link.get("title", ""))}
        return
    is_anchor = link.has_attr("name") or link.has_attr("id")  # a place to jump to, which promised nobody an address
    if (printed or not is_anchor) and said:
        losses.note("link dropped, its words kept", f"{said} {printed}")
    link.unwrap()
