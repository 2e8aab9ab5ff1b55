"""An HTTP answer as a crawler kept it: its status, its headers, and its text as the server meant it.

Source: RFC 9110 and RFC 9112.
"""

import codecs
import io
import re
import zlib
from dataclasses import dataclass

from bs4.dammit import EncodingDetector
from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from scraper.errors import PageError

LONGEST_HEAD = 2**16  # bytes of status line and headers
_HTML = {"text/html", "application/xhtml+xml"}
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PLAIN = {"", "identity"}
_PACKED = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Status, headers and what lies behind them, as it was sent."""

    status: str
    headers: StatusAndHeaders
    sent: bytes

    @property
    def is_html(self) -> bool:
        """Whether this is a page that was found, of HTML."""
        return self.status == "200" and self.header("content-type").split(";")[0].strip().lower() in _HTML

    def header(self, name: str) -> str:
        """Return a header's value, empty where there is none."""
        return str(self.headers.get_header(name, ""))

    def text(self, largest: int) -> bytes:
        """Return the body unpacked; of one that is larger than `largest`, no more than tells so. Raises PageError."""
        body = self.sent
        if self.header("transfer-encoding").strip().lower() == "chunked":
            body = ChunkedDataReader(io.BytesIO(body)).read()
        for coding in self.header("content-encoding").lower().split(","):
            body = _unpacked(body, coding.strip(), largest)
        return _declared(body, self.header("content-type"))


def parse(kept: bytes) -> HttpAnswer:
    """Return the answer that a record holds, or one without a status where it holds none."""
    stream = io.BytesIO(kept)
    head = StatusAndHeadersParser([], verify=False).parse(stream) if kept else StatusAndHeaders("", [])
    return HttpAnswer(head.statusline.split(" ")[0], head, kept[stream.tell() :])


def _unpacked(body: bytes, coding: str, largest: int) -> bytes:
    if coding in _PLAIN:
        return body
    if coding not in _PACKED:
        raise PageError(f'it is packed in a way that is not known here ("{coding}")')
    # What calls itself deflate has a header of zlib's or none at all; some crawlers keep the header, and unpack.
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpacking = zlib.decompressobj(bits)
        try:
            text = unpacking.decompress(body, largest + 1)
        except zlib.error:
            continue
        if not unpacking.eof and len(text) <= largest:
            raise PageError("it breaks off before its end")
        return text
    if body.lstrip().startswith(b"<"):
        return body
    raise PageError("it is damaged: it cannot be unpacked")


def _declared(html: bytes, content_type: str) -> bytes:
    """Return HTML that tells its encoding: where it does not, what the header says holds, as far as that is true."""
    charset = _CHARSET.search(content_type)
    if charset is None or EncodingDetector.find_declared_encoding(html, is_html=True) or html.startswith(_BOMS):
        return html
    # What calls itself Latin-1 is windows-1252. Source: WHATWG Encoding, "Names and labels".
    name = "cp1252" if charset[1].lower() in {"iso-8859-1", "latin1", "us-ascii"} else charset[1]
    try:
        return html.decode(name).encode("utf-8-sig")
    except (LookupError, ValueError):
        return html
