"""Addresses as a page prints them → whole addresses, of allowed schemes only."""

import re
from urllib.parse import urljoin, urlsplit

WEB = frozenset({"http", "https"})
LINKS = WEB | {"mailto", "tel"}


def absolute(address: str, base_url: str, schemes: frozenset[str] = WEB) -> str:
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
    if parts.scheme.lower() in WEB and not parts.netloc:
        return ""
    return full
