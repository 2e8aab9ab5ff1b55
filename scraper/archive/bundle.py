"""One style sheet for the site: its sheets joined, so that a page waits for one file before it shows, not for nine."""

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath

# What stands for itself, whatever is in it: strings, bare addresses, escapes. Source: CSS Syntax, section 4.
_QUOTED = r""""(?:\\.|[^"\\\n\r\f])*"|'(?:\\.|[^'\\\n\r\f])*'|url\(\s*(?:\\.|[^"'()\\\s])*\s*\)|\\."""
_COMMENT = r"/\*.*?\*/"
_PIECE = re.compile(rf"({_QUOTED})|((?:\s|{_COMMENT})+)", re.DOTALL | re.IGNORECASE)
_COMMENTS = re.compile(_COMMENT, re.DOTALL)
_OPEN = {"}": "{", ")": "(", "]": "["}
# A string or a comment that never ends, and rules that count only at the beginning of a sheet.
_PARTIAL = re.compile(r"[\"']|/\*|@(?:import|namespace)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One sheet: where it lies on the site, under a name that changes with its text, its text, and what it replaces."""

    path: str
    text: str
    sheets: tuple[str, ...]


def bundle(sheets: Iterable[tuple[str, str]]) -> Bundle | None:
    """Return sheets, each its path and text in the order in which a page links them, as one; None if none can be.

    It lies in the folder of the first, where relative addresses lead to the same files. A sheet of another folder, and
    one that would change what follows it or be changed by what goes before, is left out with all that come after it:
    the order is what decides between two rules.
    """
    return _joined(tuple(sheets))


@functools.lru_cache(maxsize=2)  # a preview joins them again after each edit
def _joined(sheets: tuple[tuple[str, str], ...]) -> Bundle | None:
    shrunk = [(PurePosixPath(path), shrink(text)) for path, text in sheets]
    joined = list(takewhile(lambda sheet: sheet[0].parent == shrunk[0][0].parent and _is_whole(sheet[1]), shrunk))
    if not joined:
        return None
    text = "\n".join(text for _, text in joined) + "\n"
    name = f"site.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    return Bundle(str(joined[0][0].with_name(name)), text, tuple(str(path) for path, _ in joined))


def shrink(text: str) -> str:
    """Return a sheet without comments, and with one blank or new line for many; what is quoted stays as it is."""
    return _PIECE.sub(_shrunk, text).strip()


def _shrunk(piece: re.Match[str]) -> str:
    if piece[1]:
        return piece[1]
    blanks = _COMMENTS.sub("", piece[2])
    if not blanks:
        return "/**/"  # no blank, "a/**/.b" isn't "a .b", but it does end a word
    return "\n" if re.search(r"[\n\r\f]", blanks) else " "  # a new line ends a string that lacks its quote


def _is_whole(shrunk: str) -> bool:
    """Whether a sheet means the same among others: it ends all that it begins, and nothing has to come first."""
    bare = _PIECE.sub(lambda piece: "x" if piece[1] else " ", shrunk).strip()
    begun: list[str] = []
    for mark in re.findall(r"[{}()\[\]]", bare):
        if mark not in _OPEN:
            begun.append(mark)
        elif not begun or begun.pop() != _OPEN[mark]:
            return False
    return not begun and bare[-1:] in ("", "}") and not _PARTIAL.search(bare)
