"""Garbled letters: UTF-8 that something once took for Windows-1252, so that "’" became "â€™"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What the first bytes of frequent letters look like: accented Latin ones, typographic signs, and emoji.
_START = re.compile("[ÂÃÄÅ].|â[€‚„…†‡ˆ‰Š‹Œ\u0080-\u009fŽ].|ð[Ÿ\u009f]..|\ufffd+")
_PUNCTUATION = "“”„‘’‚»›…–—€™•° ¡¿©®´"


@dataclass(frozen=True, slots=True)
class Garbled:
    """What stands there, from which column on, counted from 1, and the letter that it was; empty where it is lost."""

    written: str
    column: int
    meant: str


def garbled(line: str) -> Iterator[Garbled]:
    """Yield the garbled letters of a line.

    A capital letter and a closing quote that follows it, as in “AMANHÔ, are what they are: in words of capitals
    nothing is told.
    """
    for found in _START.finditer(line):
        written = found[0]
        column = found.start() + 1
        if written[0] == "\ufffd":
            yield Garbled(written, column, "")
            continue
        before = line[found.start() - 1 : found.start()]
        meant = "" if before.isupper() else _meant(written)
        if meant:
            yield Garbled(written, column, meant)


def _meant(written: str) -> str:
    """Return the one character that these were as UTF-8 read as Windows-1252; empty where they are none."""
    try:
        raw = b"".join(one.encode("latin-1") if one < "\xa0" else one.encode("cp1252") for one in written)
        meant = raw.decode()
    except UnicodeError:
        return ""
    return meant if len(meant) == 1 and (meant.isprintable() or meant == "\xa0") else ""
