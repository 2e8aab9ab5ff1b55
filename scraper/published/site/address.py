"""Where a site is published, so that two ways of writing it can be compared."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_HTTP = re.compile(r"https?:[/\\]{2}(?P<host>[^/\\?#\s]+)(?P<path>[^?#\s]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The host, and the path of the site's root with a slash at both ends: "example.github.io" and "/tip-archive/".

    http and https are the same place. The host of a site leads from one to the other, and what GitHub says of a site
    begins with http:// as long as nobody enforces https there.
    """

    host: str
    path: str


def read_address(text: str) -> Address | None:
    """Return the address of a site, or None where the text is none. A slash at its end makes no difference."""
    found = _HTTP.fullmatch(text.strip())
    if not found or not (host := host_of(found["host"])):
        return None
    path = unquote(found["path"], errors="surrogateescape").strip("/")
    return Address(host, f"/{path}/" if path else "/")


def host_of(authority: str) -> str:
    """Return the host that is meant by what stands between "//" and the next slash, with its port if it is unusual.

    Small letters, and Punycode for others than those of ASCII: as browsers compare hosts.
    """
    host = authority.rpartition("@")[2].lower()
    host = re.sub(r":(?:80|443)?$", "", host)
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
