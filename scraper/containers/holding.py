"""Holdings: files, and members of files, that can be opened and read from their beginning, more than once.

They are read by `read1`: of a stream that breaks off, `read` keeps back what came before that.
"""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from scraper.errors import PageError

LARGEST = 10 * 2**20  # bytes of a page; the largest listing pages of real blogs stay below a tenth of it
GZIP = b"\x1f\x8b"

# What opening and reading may raise, and what that means to people; in this order, for some are kinds of others.
_MEANINGS: dict[type[Exception], str] = {
    EOFError: "the file breaks off before its end",
    gzip.BadGzipFile: "the file is damaged: it cannot be unpacked",
    zlib.error: "the file is damaged: it cannot be unpacked",
    lzma.LZMAError: "the file is damaged: it cannot be unpacked",
    zipfile.BadZipFile: "the ZIP is damaged",
    UnicodeDecodeError: "the ZIP is damaged",  # a name in it
    NotImplementedError: "it is packed in a way that is not known here",
    OSError: "the file cannot be read",
}
UNREADABLE = tuple(_MEANINGS)


@dataclass(frozen=True, slots=True)
class Holding:
    """A file by its name, and how it is opened. `size` is in bytes, None where only reading it tells."""

    name: str
    open: Callable[[], AbstractContextManager[BufferedIOBase]]
    size: int | None = None


def start_of(holding: Holding, size: int) -> bytes:
    """Return the first bytes, as far as they can be read."""
    start = b""
    with holding.open() as stream:
        try:
            while len(start) < size and (piece := stream.read1(size - len(start))):
                start += piece
        except UNREADABLE:
            if not start:
                raise
    return start


def unpacked(holding: Holding) -> Holding:
    """Return what a gzip file holds."""

    @contextmanager
    def opened() -> Iterator[BufferedIOBase]:
        with holding.open() as packed, gzip.open(packed, "rb") as stream:
            yield stream

    return Holding(holding.name, opened)


def unreadable(error: Exception, place: str | Path) -> PageError:
    """Return one clear line for what opening or reading a holding raised."""
    meaning = next(text for kind, text in _MEANINGS.items() if isinstance(error, kind))
    reason = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
    return PageError(f"{meaning}{reason}", place=place, remedy="Save or download it again, or take it away")
