"""The bytes of a tip's file, as text."""

import codecs
from pathlib import Path

from scraper.errors import TipFileError
from scraper.frontmatter.breach import BreachError

BYTE_ORDER_MARK = "\ufeff"
# Marks that a file of another encoding begins with. UTF-32's of little end begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE = "Save it again with encoding UTF-8"


def content(path: Path, name: str = "") -> bytes:
    """Return the bytes of a tip's file. Raises TipFileError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise TipFileError(problem, place=name or path, remedy="Mend that, or take it away", code="TIP600") from None


def decoded(raw: bytes, place: str | Path = "") -> str:
    """Return the bytes of a tip's file as text, a byte order mark included.

    Raises TipFileError where they are no UTF-8, with the first line that isn't, and what it probably is.
    """
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise _refusal(raw, error.start, place) from None


def marked(raw: bytes) -> str | None:
    """Return the text of bytes that begin with the mark of UTF-16 or UTF-32; None where they aren't that."""
    encoding = _mark(raw)
    if not encoding:
        return None
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refusal(raw: bytes, start: int, place: str | Path) -> BreachError:
    if encoding := _mark(raw):
        problem = f"the file is not UTF-8 text: its first bytes say that it is {encoding.upper()}"
        return BreachError("TIP601", problem, _SAVE, place=place)
    if b"\0" in raw[:4096]:
        remedy = f"{_SAVE}, if it is a text; else take it away"
        return BreachError("TIP601", "the file is not UTF-8 text: it holds bytes that no text has", remedy, place=place)
    begin = raw.rfind(b"\n", 0, start) + 1
    line, column = raw.count(b"\n", 0, start) + 1, len(raw[begin:start].decode(errors="replace")) + 1
    try:
        letter = raw[start : start + 1].decode("cp1252")
        likely = f'the file is not UTF-8 text; it is probably Windows-1252, in which this byte is "{letter}"'
    except UnicodeDecodeError:
        likely = f"the file is not UTF-8 text (byte {start})"
    return BreachError("TIP601", likely, _SAVE, line=line, column=column, width=1, place=place)


def _mark(raw: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "")
