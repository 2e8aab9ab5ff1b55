"""A server's answer: what was asked for, or why not, within bounds of size and time."""

import datetime
import email.utils
import time
import zlib
from dataclasses import dataclass

import httpx2

from scraper.errors import FetchError

LARGEST = 10 * 2**20  # bytes of a body, decoded: the same as of a saved page
_LONGEST = 180  # seconds for one answer: one byte now and then is a sign of life, too
# Statuses that a later request may not get. Source: RFC 9110, 15.5 and 15.6; 52x are those of a large relay.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528)})
_REMEDIES = {
    401: "The site wants a password for this; it may be read in a browser that is signed in, and saved",
    403: "The site forbids us this; ask its owner, or save the pages by hand",
    404: "Look whether the address is right",
    410: "It was taken away for good; take it out of sources.toml",
    451: "The site may not show it, for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: the address it was found at, after all redirects, and the body, decoded.

    `charset` is what the header says of it, or nothing. `unchanged` says that the server gave it before and has nothing
    newer.
    """

    address: str
    content: bytes
    media_type: str
    headers: httpx2.Headers
    captured: datetime.datetime
    charset: str = ""
    unchanged: bool = False


class NotNow(Exception):  # noqa: N818 -- what it is called by those who catch it
    """The server did not answer as it will some other time; `wait` is how many seconds it asks for, if it does."""

    def __init__(self, problem: str, place: str, wait: float | None = None, status: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.place, self.wait, self.status = problem, place, wait, status


def refusal(response: httpx2.Response, address: str) -> Exception:
    """Return what to raise for a status that is no success: NotNow where it may pass, else FetchError."""
    status = response.status_code
    said = f"the site answers {status} {response.reason_phrase}".rstrip()
    if status in _PASSING:
        return NotNow(said, address, _wait(response), status)
    return FetchError(said, place=address, remedy=_REMEDIES.get(status, "Open it in a browser to see"), status=status)


def _wait(response: httpx2.Response) -> float | None:
    """How many seconds the server asks us to wait. Source: RFC 9110, 10.2.3: a number, or a date."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.UTC)
    return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())


def body_of(response: httpx2.Response, address: str, largest: int) -> bytes:
    """Return the whole body, unpacked. The library would take a packed body that is cut short for whole."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f'the answer is packed in a way nobody asked for ("{packing}")', place=address)
    unpacking = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip and zlib alike
    begun, size, parts = time.monotonic(), 0, list[bytes]()
    for chunk in response.iter_raw():
        part = unpacking.decompress(chunk, largest + 1) if unpacking else chunk
        parts.append(part)
        size += len(part)
        if size > largest:
            raise FetchError(
                f"the answer has more than {largest / 2**20:.0f} MB, which no page has",
                place=address,
                remedy="Look at it in a browser; it may be a file, not a page",
            )
        if time.monotonic() - begun > _LONGEST:
            raise NotNow(f"the site takes longer than {_LONGEST} s for one answer", address)
    if unpacking and not unpacking.eof:
        raise NotNow("the answer is damaged: it was cut short while packed", address)
    return b"".join(parts)


def answer_of(response: httpx2.Response, address: str, content: bytes) -> Answer:
    """Return the answer as a whole."""
    stated = response.headers.get("content-type", "")
    caching = response.extensions.get("caching")
    return Answer(
        address=address,
        content=content,
        media_type=stated.split(";")[0].strip().lower(),
        headers=response.headers,
        captured=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        charset=response.charset_encoding or "",
        unchanged=bool(caching and caching["from_cache"]),
    )
