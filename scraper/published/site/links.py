"""Where a link leads, as browsers resolve it, for links that stay on the site.

Source: the URL standard, url.spec.whatwg.org, of which a static site needs little; and its query, on such a host, says
nothing about which file is meant.
"""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

from scraper.published.site.address import Address, host_of

_BLANKS = "".join(map(chr, range(33)))  # "C0 control or space": taken off both ends
_LINE_ENDS = re.compile("[\t\n\r]")  # taken out wherever they are
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LONGEST = 5_000  # characters: no file has so long a name, so what is cut off makes no difference
_RELATIVE = re.compile(r"[\x00-\x20]*(?![/\\#?]|[A-Za-z][A-Za-z0-9+.-]*:)[^\x00-\x20]")


class Lead(NamedTuple):
    """A path from the site's root, decoded, and what stands behind "#". A path with a slash before it is outside."""

    path: str
    fragment: str

    @property
    def is_outside(self) -> bool:
        """Whether it leads to another part of the host than that of the site."""
        return self.path.startswith("/")


def lead(link: str, page: str, site: Address) -> Lead | None:
    """Return where a link of a page leads; None where that is another site, or no place at all, such as a mail.

    `page` is its path from the site's root, "tips/2024/be-brief/index.html".
    """
    if "\n" in link or "\t" in link or "\r" in link:
        link = _LINE_ENDS.sub("", link)
    whole, _, fragment = link.strip(_BLANKS).partition("#")
    path = whole.partition("?")[0][:_LONGEST].replace("\\", "/")
    if scheme := _SCHEME.match(path):
        if scheme[1].lower() not in ("http", "https"):
            return None
        path = "//" + path[scheme.end() :]
    is_absolute = path.startswith("//")
    if is_absolute:
        host, _, rest = path.lstrip("/").partition("/")
        if host_of(host) != site.host:
            return None
        path = f"/{rest}"
    elif not path:
        return Lead(page, fragment)
    path = unquote(path, errors="surrogateescape") if "%" in path else path
    found = _straight(path if path.startswith("/") else f"{site.path}{posixpath.dirname(page)}/{path}")
    if f"{found}/" == site.path:
        return Lead("", fragment)
    if found.startswith(site.path):
        return Lead(found[len(site.path) :], fragment)
    return None if is_absolute else Lead(found, fragment)


def is_relative(link: str) -> bool:
    """Whether a link leads elsewhere from another page."""
    return _RELATIVE.match(link) is not None


def _straight(path: str) -> str:
    """Return a path that begins with a slash without "." and ".." in it; what would lead above the root stays there."""
    if "/." not in path and "//" not in path:
        return path
    straight = "/" + posixpath.normpath(path).lstrip("/")
    return f"{straight}/" if path.endswith(("/", "/.", "/..")) and straight != "/" else straight
