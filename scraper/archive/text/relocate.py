"""Relocation: the cleaned HTML of one page, shown elsewhere, with each link and picture leading to the same place.

It passes the allow-list a second time, for that is what reads HTML as browsers do; what was clean stays as it is.
"""

import functools
import posixpath
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit, urlunsplit

from scraper.archive.text.safety import allowed, is_elsewhere

# As deep as a site may lie below its host's root for a link that leaves the site upwards to be kept as it is.
_ROOT = "https://site.invalid/" + "-/" * 16


@functools.lru_cache(maxsize=2**11)  # a preview asks again after each edit
def made_whole(rendered: str, base: str) -> str:
    """Return HTML whose addresses begin with a scheme and a host, for feeds; `base` is its page's own whole address.

    A link to a place within the page leads to that place on the page.
    """
    return _moved(rendered, lambda value: urljoin(base, value))


def relocated(rendered: str, address: str, to: str) -> str:
    """Return the HTML of the page at one address of the site as it stands on the page at another.

    A link to a place within it, such as a footnote, stays one, for that place comes along.
    """

    def relative(value: str) -> str:
        if is_elsewhere(value) or value.startswith(("/", "#")):
            return value
        parts = urlsplit(urljoin(_ROOT + address, value))
        here, there = urlsplit(_ROOT + to).path.split("/")[:-1], parts.path.split("/")
        shared = len(posixpath.commonprefix([here, there[:-1]]))
        path = "/".join([".."] * (len(here) - shared) + there[shared:])
        if not path or ":" in path.partition("/")[0]:
            path = f"./{path}"  # nothing would be the page itself, and "a:" a scheme (RFC 3986, section 4.2)
        return urlunsplit(("", "", path, parts.query, parts.fragment))

    return _moved(rendered, relative)


def _moved(rendered: str, move: Callable[[str], str]) -> str:
    def attribute(_: str, name: str, value: str) -> str | None:
        if name not in ("href", "src"):
            return value
        try:
            return move(value.strip())
        except ValueError:
            return None  # such as "//[x": no browser can go there either

    return allowed(rendered, attribute)
