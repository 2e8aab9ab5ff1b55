"""Fences: which addresses may be asked at all, and which lie within one site."""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from scraper.errors import FetchError

_PORTS = {"http": 80, "https": 443}
_LOCAL_NAMES = ("localhost", ".localhost")


def origin(address: str) -> tuple[str, int] | None:
    """Return host and port of an address, the host in lower case; None for what is no address of http or https."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    return host, port or _PORTS[parts.scheme]


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: one host, "www." aside, and one port, which only TLS may change."""
    first, second = origin(one), origin(other)
    if first is None or second is None or first[0].removeprefix("www.") != second[0].removeprefix("www."):
        return False
    return first[1] == second[1] or {first[1], second[1]} == set(_PORTS.values())


def local_origins(addresses: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Return the origins among addresses that name a private or loopback address themselves, and so allow it.

    A name that merely leads to such an address allows nothing: whoever owns the name could lead us anywhere.
    """
    found = {named for address in addresses if (named := origin(address))}
    return frozenset(named for named in found if _is_local_name(named[0]))


def resolve(address: str, allowed: frozenset[tuple[str, int]]) -> str:
    """Return the IP address to connect to, which is a public one, or one of an origin that is allowed by name.

    Whoever connects must use just this one: asked again, a hostile name server could answer otherwise. Raises
    FetchError where the name leads nowhere, or to a private or loopback address.
    """
    named = origin(address)
    if named is None:
        raise FetchError("this is no address of http or https", place=address, remedy="Correct it, or take it away")
    host, port = named
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        remedy = "Look whether it is written right, and whether this machine is online"
        raise FetchError(f'there is no host "{host}"', place=address, remedy=remedy, passing=True) from None
    candidates = [str(entry[4][0]) for entry in found]
    if named in allowed:
        return candidates[0]
    if closed := next((one for one in candidates if not _is_public(one)), None):
        raise FetchError(
            f"{host} is a private address of this machine or its network ({closed}), which no page may lead to",
            place=address,
            remedy="If it is meant, name it in sources.toml by that number, such as http://127.0.0.1:8080/",
        )
    return candidates[0]


def _is_local_name(host: str) -> bool:
    try:
        return not _is_public(host)
    except ValueError:
        return host == _LOCAL_NAMES[0] or host.endswith(_LOCAL_NAMES[1])


def _is_public(number: str) -> bool:
    """Whether an IP address is of the public internet. Source: IANA's special-purpose registries, as Python has it."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _translated(ip)
        if inner is not None:
            return _is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address within one of NAT64 (RFC 6052, 2.1)."""
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
