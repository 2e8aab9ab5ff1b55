"""Images: the best of the addresses that a page names for one, and those that are no pictures at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from scraper.html.address import absolute
from scraper.html.losses import Losses

# The file as it was uploaded. Source: Jetpack's carousel; the gallery block of WordPress 5.
_ORIGINALS = ("data-orig-file", "data-full-url")
# Lazy loaders put a placeholder into src and the picture into another attribute; of equal ones the first counts.
_SINGLES = ("data-large-file", "data-src", "data-lazy-src", "data-original", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
# Services that make an image smaller on its way → the address it came from, without a scheme where that is not told.
_SERVICES = (
    # Source: Photon's API, https://developer.wordpress.com/docs/photon/api/ ("ssl=1" is how it says https)
    (re.compile(r"https?://i\d\.wp\.com/([^/?#]+/[^?#]+)\?(?:[^#]*&)?ssl=1(?:[&#].*)?"), r"https://\1"),
    (re.compile(r"https?://i\d\.wp\.com/([^/?#]+/[^?#]+)(?:[?#].*)?"), r"//\1"),
    (
        re.compile(
            r"(https?://[\w-]+(?:\.files)?\.wordpress\.com/[^?#]+)"
            r"\?(?:(?:w|h|crop|fit|resize|quality|strip|ssl|zoom)=[^&#]*(?:&|$))+"
        ),
        r"\1",
    ),
)
# What stands in for a picture that is yet to be loaded.
_PLACEHOLDER = re.compile(
    r"(?:blank|placeholder|spacer|transparent|trans|clear|pixel|1x1|loading|loader|gr[ae]y|lazy(?:[-_]?load\w*)?)"
    r"(?:[-_.](?:\d+(?:x\d+)?|trans|image|img))?\.(?:gif|png|svg)",
    re.IGNORECASE,
)
# What WordPress adds to a file's name: the size, "-scaled" to what it made smaller when it was uploaded, "-rotated",
# "-e" and the time to what was edited. Plugins add ".webp" behind the old ending.
_FILE = re.compile(
    r"(?P<stem>.+?)(?:-\d+x\d+|-scaled|-rotated|-e\d{10,13}|@\dx)*(?:\.(?:avif|gif|jpe?g|png|webp))+", re.IGNORECASE
)
# Addresses that are asked for to count readers.
_COUNTERS = (
    *("pixel.wp.com/", "stats.wordpress.com/", "feeds.wordpress.com/1.0/", "feeds.feedburner.com/~r/"),
    *("feeds.feedblitz.com/~/i/", "//pixel.quantserve.com/", "//b.scorecardresearch.com/", "//c.statcounter.com/"),
    *("facebook.com/tr?", "google-analytics.com/", ".doubleclick.net/", ".met.vgwort.de/na/"),
    *("amazon-adsystem.com/e/ir?", "assoc-amazon.com/e/ir?", "list-manage.com/track/"),
)
_TINY = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)")
_ADDRESS = re.compile(r"[\s,]*(\S+)")
_DESCRIPTORS = re.compile(r"((?:[^,(]|\([^)]*\)?)*),?")
_DESCRIPTOR = re.compile(r"(?:^|\s)(?:(?P<width>\d{1,6})w|(?P<density>\d{1,3}(?:\.\d{1,3})?)x)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One address of an image, as printed. A width of 0 pixels is one that is not told."""

    address: str
    width: int = 0
    density: float = 1.0


def candidates(srcset: str) -> Iterator[Candidate]:
    """Yield what a srcset offers, in its order. Source: WHATWG HTML, "parsing a srcset attribute"."""
    at = 0
    while found := _ADDRESS.match(srcset, at):
        at, address = found.end(), found[1].rstrip(",")
        descriptor = None
        if address == found[1]:  # a comma at the end of an address ends the candidate; any other is part of it
            rest = _DESCRIPTORS.match(srcset, at)
            at = rest.end() if rest else at
            descriptor = _DESCRIPTOR.search(rest[1]) if rest else None
        told = descriptor.groupdict() if descriptor else {}
        if address:
            yield Candidate(address, int(told.get("width") or 0), float(told.get("density") or 1))


def best_address(image: Tag, base_url: str) -> str:
    """Return where the largest file of an image is, in full; nothing where no picture is named.

    Widths beat densities, for a page that tells both has no widths for the rest. Placeholders never count.
    """
    for name in _ORIGINALS:
        if found := original(str(image.get(name, "")), base_url):
            return found
    named = [
        (one.width, one.density, found)
        for one in _offered(image)
        if (found := original(one.address, base_url)) and not is_placeholder(found)
    ]
    return max(named, key=lambda one: one[:2], default=(0, 0, ""))[2]


def _offered(image: Tag) -> Iterator[Candidate]:
    for name in _SINGLES:
        if name in image.attrs:
            yield Candidate(str(image[name]))
    picture = image.find_parent("picture")
    for element in (image, *(picture.find_all("source") if picture else ())):
        for name in _SETS:
            yield from candidates(str(element.get(name, "")))


def original(address: str, base_url: str) -> str:
    """Return the address in full, of the file itself where a service that resizes stands between."""
    full = absolute(address, base_url)
    for pattern, replacement in _SERVICES:
        if match := pattern.fullmatch(full):
            behind = match.expand(replacement)
            return absolute(behind, base_url) or absolute(behind, "http:")
    return full


def is_placeholder(address: str) -> bool:
    """Whether a file's name says that it stands in for another."""
    return bool(_PLACEHOLDER.fullmatch(_file_name(address)))


def picture_name(address: str) -> str:
    """Return the name that all sizes of a picture share; nothing where the address is of no image file."""
    match = _FILE.fullmatch(_file_name(address))
    return match["stem"].casefold() if match else ""


def same_picture(one: str, other: str) -> bool:
    """Whether two addresses are of one picture, maybe in two sizes."""
    return one == other or picture_name(one) == picture_name(other) != ""


def _file_name(address: str) -> str:
    try:
        name = unquote(urlsplit(address).path).rpartition("/")[2]
    except ValueError:
        return ""
    return name if len(name) < 256 else ""  # no file system has a longer one


def counts_readers(image: Tag, address: str) -> bool:
    """Whether the image is there to count readers, not to be seen."""
    if any(str(image.get(side, "")).strip().removesuffix("px") in {"0", "1"} for side in ("width", "height")):
        return True
    return bool(_TINY.search(str(image.get("style", "")))) or any(counter in address for counter in _COUNTERS)


def settle_image(image: Tag, base_url: str, losses: Losses) -> None:
    """Give an image its best address, that of the file which a link around it leads to before all; or take it out."""
    alt = " ".join(str(image.get("alt", "")).split())
    if alt and {"emoji", "wp-smiley"} & set(image.get_attribute_list("class")):
        image.replace_with(alt)
        return
    link = image.find_parent("a")
    target = original(str(link.get("href", "")), base_url) if link else ""
    address = best_address(image, base_url)
    if picture_name(target) and (not address or same_picture(target, address)):
        address = target
    if why := _why_not(image, address):
        first = next((one.address for one in _offered(image) if one.address), "")
        losses.note(f"image dropped ({why})", f"{alt} {'' if first[:5].lower() == 'data:' else first}".strip())
        image.decompose()
        return
    image.attrs = {"src": address, "alt": alt, "title": str(image.get("title", ""))}


def _why_not(image: Tag, address: str) -> str:
    if address and counts_readers(image, address):
        return "tracking pixel"
    if address:
        return "within preformatted text" if image.find_parent("pre") else ""
    offered = [one.address for one in _offered(image) if one.address]
    if offered and offered[0][:5].lower() == "data:":
        return "its data is in the page"
    return "a placeholder" if any(is_placeholder(one) for one in offered) else "no address"
