"""The words of a tip's text as they are compared: without front matter, Markdown, punctuation and case.

All of it works on bytes, and on whole texts at a time: to check one file, the texts of all others are gone through.
"""

import re
import unicodedata

_MARK = b"\xef\xbb\xbf"
_FENCE = re.compile(rb"\n---[ \t]*(?:\n|\Z)")
_TARGET = re.compile(rb"\]\([^()\n]*\)")
# Signs beyond ASCII that most texts have no others of: what is left is then ASCII, and quick to fold.
_SIGNS = tuple(
    (sign.encode(), plain)
    for signs, plain in (("‘’‚“”„«»•¿¡\u00ad\u200b", b""), ("…–—‐‑\u00a0", b" "))
    for sign in signs
)
_BLANKS = b"\t\n\v\f\r -/"
_KEPT = re.compile(rb"[^0-9A-Za-z\x80-\xff]")
_DELETED = bytes(sign for sign in range(128) if _KEPT.match(bytes([sign])) and sign not in _BLANKS)
_TABLE = bytes(ord(" ") if byte in _BLANKS else byte for byte in range(256)).lower()
# Scripts that set no blanks between words, and their punctuation. Thai and its like set them between phrases.
_UNSPACED = re.compile(
    "([\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)|[\u3000-\u303f\u30fb]+"
)


def halves(raw: bytes) -> tuple[bytes, bytes]:
    """Return front matter and body of a file, with line feeds only; all is body where there is no front matter."""
    text = raw.removeprefix(_MARK)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not text.startswith(b"---"):
        return b"", text
    end = _FENCE.search(text, 3)
    return (text[3 : end.start()], text[end.end() :]) if end else (b"", text)


def folded(text: bytes) -> bytes:
    """Return the words of a text with one blank between two, and with several where a sentence can't go on.

    A run of Chinese or Japanese becomes words of three characters that overlap. What is no UTF-8 counts for nothing.
    """
    if b"](" in text:
        text = _TARGET.sub(b"]", text)
    if not text.isascii():
        for sign, plain in _SIGNS:
            text = text.replace(sign, plain)
        if not text.isascii():
            text = _UNSPACED.sub(_spaced, _plain(text)).encode()
    return text.translate(_TABLE, _DELETED)


def words(text: bytes) -> list[bytes]:
    """Return the words of a text, in order."""
    return folded(text).split()


def _plain(text: bytes) -> str:
    return unicodedata.normalize("NFKC", text.decode(errors="ignore").casefold())


def _spaced(found: re.Match[str]) -> str:
    run = found[1]
    if not run:
        return " "
    return f" {' '.join(map(''.join, zip(run, run[1:], run[2:], strict=False))) if len(run) > 2 else run} "
