"""Lettering: which texts can be set in the cards' font, how they break into lines, and how they are cut to fit.

The font is PT Serif, out of a package of its own under the SIL Open Font License: never the system's, so that a text
has the same shape everywhere. Pillow's plain layout is asked for, since the other one uses a library that only some
systems have. It sets one letter beside the other from left to right, and kerns them by the font's kern table.
Source: https://pillow.readthedocs.io/en/stable/reference/ImageFont.html, "Layout".
"""

import functools
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Literal, TypeAlias

from PIL import ImageFont

Face: TypeAlias = Literal["Regular", "Bold"]

FACES: tuple[Face, ...] = ("Regular", "Bold")
LEADING = 1.12  # from line to line, in sizes of the type
_MOST = 600  # characters; no card can hold more
_PIECE = 8  # letters; a word too long for any line is broken between such pieces
_NONCHARACTER = "\uffff"  # has no glyph in any font, so what is drawn for it stands for all that are missing


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it is set: the size of the type in pixels, and the lines."""

    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What stays on one line: a word or a piece of one, and what stands before it within a line, "" or " "."""

    text: str
    gap: str


@functools.cache
def font_file(face: Face) -> bytes:
    """Return the bytes of the font's file."""
    return files("fontpkg_pt_serif").joinpath("files", f"PT_Serif-Web-{face}.ttf").read_bytes()


@functools.cache
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size."""
    return ImageFont.truetype(BytesIO(font_file(face)), size, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(maxsize=2**13)  # a tip's words are asked for several times
def settable(text: str) -> str:
    """Return a text as one line that can be set, without pictures and control characters; "" where it can't be.

    Left out are emoji and other signs that the font lacks and that can be read past. A text that would lose a letter, a
    digit, a sign of mathematics or currency, or an accent is not set at all: that is what keeps other scripts out, and
    with them all that are written from right to left.
    """
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if character.isspace():
            kept.append(" ")
        elif category[0] == "C":
            continue
        elif category[0] != "M" and _has(character):
            kept.append(character)
        elif all(map(_has, plainer := unicodedata.normalize("NFKC", character))) and category[0] != "M":
            kept.append(plainer)  # ligatures, full-width letters, and the bold ones that social networks know
        elif category[0] in "LN" or category in ("Sm", "Sc") or _is_accent(character, category):
            return ""
    return " ".join("".join(kept).split())


def typeset(text: str, steps: Sequence[tuple[int, int]], width: int) -> Setting:
    """Return a settable text in bold lines of about one length, in the largest size in which it fits.

    Steps are sizes, from the largest to the smallest, each with the lines that there may be of it. Words stay whole
    unless they are too long for a line even in the smallest size; "…" ends what does not fit in that size either.
    """
    smallest, most = steps[-1]
    parts = tuple(_parts(text[:_MOST], smallest, width))
    if not parts:
        return Setting(smallest, ())
    for size, lines in steps:
        broken = _balanced(parts, size, width, lines)
        if broken:
            return Setting(size, broken)
    *whole, last = _lines(parts, _starts(_widths(parts, smallest), width)[:most])
    return Setting(smallest, (*whole, shortened(last, "Bold", smallest, width)))


def shortened(text: str, face: Face, size: int, width: float) -> str:
    """Return a text that is no wider than this many pixels, ended by "…" where it had to be cut; maybe "…" alone."""
    if length(text[:_MOST], face, size) <= width and len(text) <= _MOST:
        return text
    low, high = 0, min(len(text), _MOST)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(_cut(text, middle), face, size) <= width else (low, middle - 1)
    return _cut(text, low)


def length(text: str, face: Face, size: int) -> float:
    """Return how many pixels a text takes on its line."""
    return font(face, size).getlength(text)


def _cut(text: str, at: int) -> str:
    """Return the first letters of a text, without half a word at their end unless it is a very long one, and "…"."""
    whole = text[: at + 1].rpartition(" ")[0]
    return (whole if at - len(whole) < _PIECE else text[:at]).rstrip(" ,;:–—-(") + "…"


def _is_accent(character: str, category: str) -> bool:
    """Whether a mark changes the letter before it, as variation selectors and the frames of keys do not."""
    return category == "Mc" or (category == "Mn" and not 0xFE00 <= ord(character) <= 0xFE0F)


@functools.cache
def _has(character: str) -> bool:
    """Whether both faces have a glyph for a character."""
    return all(_drawn(face, character) != _drawn(face, _NONCHARACTER) for face in FACES)


def _drawn(face: Face, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font(face, 40).getmask(character)
    return mask.size, bytes(mask)


def _parts(text: str, smallest: int, width: int) -> Iterator[_Part]:
    """Yield what a line may end after: words, at their hyphens where there is some of a word on both sides."""
    for word in text.split():
        gap = " "
        for piece in re.split(r"(?<=\w\w[-–—])(?=\w\w)", word):
            small = length(piece, "Bold", smallest) <= width
            for start in range(0, len(piece), len(piece) if small else _PIECE):
                yield _Part(piece if small else piece[start : start + _PIECE], gap)
                gap = ""


def _balanced(parts: Sequence[_Part], size: int, width: int, most: int) -> tuple[str, ...]:
    """Return as few lines as there can be, the longest of them as short as can be; none where they don't fit."""
    widths = _widths(parts, size)
    fewest = len(_starts(widths, width))
    if fewest > most or any(alone > width for _, alone in widths):
        return ()
    narrow, wide = 0, width
    while narrow < wide:
        middle = (narrow + wide) // 2
        narrow, wide = (narrow, middle) if len(_starts(widths, middle)) <= fewest else (middle + 1, wide)
    return _lines(parts, _starts(widths, narrow))


def _widths(parts: Sequence[_Part], size: int) -> list[tuple[int, int]]:
    """Return the pixels that each part takes within a line, and at its beginning."""
    return [
        (math.ceil(length(part.gap + part.text, "Bold", size)), math.ceil(length(part.text, "Bold", size)))
        for part in parts
    ]


def _starts(widths: Sequence[tuple[int, int]], width: int) -> list[int]:
    """Return the number of the first part of each line, when each holds as many as fit into it, and at least one."""
    starts: list[int] = []
    left = -1
    for number, (within, alone) in enumerate(widths):
        if within <= left:
            left -= within
        else:
            starts.append(number)
            left = width - alone
    return starts


def _lines(parts: Sequence[_Part], starts: Sequence[int]) -> tuple[str, ...]:
    """Return the texts of the lines that begin with these parts; the last one goes on to the end."""
    pairs = zip(starts, (*starts[1:], len(parts)), strict=True)
    return tuple("".join(part.gap + part.text for part in parts[start:end]).strip() for start, end in pairs)
