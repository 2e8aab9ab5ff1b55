"""Characters that nobody sees: which of them have no place in a text, and which a script or an emoji needs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Controls, C0 and C1, and format characters: soft hyphen, zero-width ones, bidirectional ones, tags.
# Source: Unicode Standard, chapter 23, "Special Areas and Format Characters".
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0001-\U000e007f]"
)
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS_OF_DIRECTION = frozenset("\u061c\u200e\u200f")
_JOINERS = frozenset("\u200b\u200c\u200d\u2060")
_FLAG = "\U0001f3f4"  # a black flag, which tag characters make that of a region
_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a space without width",
    "\u200c": "a sign that keeps letters apart",
    "\u200d": "a sign that joins letters",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u2060": "a sign that joins words",
    "\ufeff": "a byte order mark",
}


@dataclass(frozen=True, slots=True)
class Unseen:
    """Characters in a row, from which column on, counted from 1; `is_needless` says that they can be taken out."""

    column: int
    width: int
    problem: str
    remedy: str
    is_needless: bool


def unseen(line: str) -> Iterator[Unseen]:
    """Yield the characters of a line that nobody sees and no script needs."""
    if not _UNSEEN.search(line):
        return
    turned = any(unicodedata.bidirectional(one) in {"R", "AL"} for one in line)
    place = 0
    while found := _UNSEEN.search(line, place):
        place = found.end()
        sign = found[0]
        if _has_its_place(line, found.start(), turned=turned):
            continue
        name = _NAMES.get(sign, "a character that nobody sees")
        if sign in _TURNS:
            problem = (
                f"a character turns the direction of the text (U+{ord(sign):04X}), which can disguise what it says"
            )
        else:
            problem = (
                f"{name} stands here (U+{ord(sign):04X}), which nobody sees"
                if sign in _NAMES
                else f"{name} stands here (U+{ord(sign):04X})"
            )
        yield Unseen(place, 1, problem, "Take it away", not turned and sign not in "\u2028\u2029")


def _has_its_place(line: str, at: int, *, turned: bool) -> bool:
    sign, before, after = line[at], line[at - 1 : at], line[at + 1 : at + 2]
    if sign in _MARKS_OF_DIRECTION:
        return turned
    if sign in _JOINERS:
        return _needs_joiners(before) or _needs_joiners(after)
    return sign >= "\U000e0001" and _FLAG in line[max(0, at - 8) : at]


def _needs_joiners(neighbour: str) -> bool:
    """Whether a neighbour is an emoji, or of a script whose words or letters need such signs."""
    if not neighbour or neighbour < "\u0590":  # Latin, Greek, Cyrillic, Armenian
        return False
    if neighbour in _JOINERS or "\u1e00" <= neighbour < "\u2190":  # more Latin and Greek; punctuation
        return False
    return unicodedata.category(neighbour)[0] in "LMS" or neighbour in "\ufe0e\ufe0f"
