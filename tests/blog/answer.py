"""What the blog's server says to one request, before and after it is packed for the wire."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

HTML = "text/html; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
# Of what is not there. Source: WordPress, wp_get_nocache_headers().
NEVER_CACHED = (
    ("Expires", "Wed, 11 Jan 1984 05:00:00 GMT"),
    ("Cache-Control", "no-cache, must-revalidate, max-age=0"),
)
_PACKED = ("text/", "application/json", "application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. Its body is sent `repeat` times; so a huge one needs no memory.

    `wait` is in seconds before anything is sent, `pace` in seconds after each byte of the body. Where `cut` is a
    number, the connection is closed after that many bytes of the body, however many were promised. An answer that is
    `dropped` is a connection that closes without one.
    """

    body: bytes = b""
    media_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    repeat: int = 1
    wait: float = 0
    pace: float = 0
    cut: int | None = None
    dropped: bool = False

    def header(self, name: str) -> str:
        """Return a header's first value, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def moved(address: str, status: int = 301) -> Answer:
    """Return a redirect."""
    return Answer(status=status, headers=(("Location", address), ("X-Redirect-By", "WordPress")))


def static(body: bytes, media_type: str, asked: Mapping[str, str]) -> Answer:
    """Return a file as a web server gives it: with a validator, and 304 to whoever has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if asked.get("if-none-match") == tag:
        return Answer(status=304, headers=(("ETag", tag),))
    return Answer(body, media_type, headers=(("ETag", tag),))


def packed(answer: Answer, asked: Mapping[str, str]) -> Answer:
    """Return the answer as gzip where it is text and the client takes that, as web servers are commonly set up."""
    fits = answer.body and answer.media_type.startswith(_PACKED) and not answer.header("Content-Encoding")
    if not fits or answer.repeat != 1 or "gzip" not in asked.get("accept-encoding", ""):
        return answer
    headers = (*answer.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    return replace(answer, body=gzip.compress(answer.body, mtime=0), headers=headers)
