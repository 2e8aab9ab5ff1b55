"""XML that is not well-formed → XML that is, piece by piece, without a word lost.

libxml2 recovers from such XML too, but where a "<" stands alone it stops, without an error, and the rest of an export
is gone; an entity that HTML alone knows, and the text before a control character in a CDATA section, are dropped.
"""

import html
import re

from scraper.xml.prolog import prolog_end

CUT = "cut-off"  # the name of the element that stands where text was left out

_NAME = r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?"
_ATTRIBUTES = rf"""(?:\s+{_NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
# An ampersand with the reference that it begins, if any; the five that XML itself knows are well.
_REFERENCE = (
    r"&(?!(?:lt|gt|amp|quot|apos);)(?P<reference>(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,30});)?"
)
_TOKEN = re.compile(
    rf"""
      (?P<section> <!\[CDATA\[ | <!-- | <\? )
    | <(?P<close>/?)(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES})\s*(?P<empty>/?)>
    | {_REFERENCE} | < | \]\]?>?
    """,
    re.VERBOSE,
)
# The beginning of what may become a token when more of the text has come.
_BEGUN = re.compile(
    rf"""
    <(?:/?(?:{_NAME}{_ATTRIBUTES}(?:\s+(?:{_NAME}\s*(?:=\s*(?:"[^"<]*|'[^'<]*)?)?)?)?\s*/?|[A-Za-z_][\w.-]*:)?)?\Z
    | <!(?:-|\[(?:C(?:D(?:A(?:T(?:A)?)?)?)?)?)?\Z
    | &(?:\#[xX]?)?[A-Za-z0-9]{{0,31}}\Z
    | \]\]?\Z
    """,
    re.VERBOSE,
)
_LONGEST_TAG = 2**16
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
# Characters that no XML document may hold. Source: XML 1.0, production 2, "Char".
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VOID = {"br", "hr", "img", "input", "wbr"}  # HTML that stands in a feed as it is
_DEEPEST = 200  # libxml2 stops at 256
_WEIGHT = 100  # an element in memory, as so many characters


class Mender:
    """Takes a document's text in pieces and gives it back mended; `whole` says that its root has been closed.

    What is not known to be a tag becomes text. Of more than `most` characters without a `refill` the rest is left out,
    and the element CUT stands for it.
    """

    def __init__(self, place: str, most: int) -> None:
        self.whole = False
        self._place = place
        self._most = most
        self._room = most
        self._begun = False
        self._rest = ""  # text that is not decided yet
        self._until = ""  # what ends the section that is open
        self._open: list[str] = []
        self._out: list[str] = []

    def refill(self) -> None:
        """Begin to count anew: what was given back so far has been dealt with."""
        self._room = self._most

    def feed(self, text: str) -> str:
        """Return the next piece. Raises PageError where there is no element, or a DOCTYPE declares anything."""
        text = self._rest + _ILLEGAL.sub(lambda found: " " if found[0].isspace() else "", text)
        if not self._begun:
            start = prolog_end(text, self._place)
            if start is None:
                self._rest = text
                return ""
            text, self._begun = text[start:], True
        before, at = -1, 0
        while before < at < len(text) and not self.whole:
            before, at = at, self._section(text, at) if self._until else self._token(text, at)
        self._rest = text[at:]
        mended = "".join(self._out)
        self._out.clear()
        return mended

    def _token(self, text: str, at: int) -> int:
        """Deal with the text up to the next token and with that one, if it is all there; return where to go on."""
        match = _TOKEN.search(text, at)
        self._put(text[at : match.start() if match else len(text)])
        if match is None:
            return len(text)
        if match["section"]:
            self._until = _ENDS[match["section"]]
            self._out.append("<![CDATA[" if self._until == "]]>" else "")
        elif match["name"]:
            self._tag(match)
        elif match["reference"]:
            self._put(_mended(match))
        elif _BEGUN.match(text, match.start()) and len(text) - match.start() < _LONGEST_TAG:
            return match.start()
        else:
            self._put(html.escape(match[0], quote=False))
        return match.end()

    def _section(self, text: str, at: int) -> int:
        """Deal with a section to its end, or to where that may begin. Comments and instructions are not kept."""
        end = text.find(self._until, at)
        to = end if end >= 0 else max(at, len(text) - len(self._until) + 1)
        if self._until == "]]>":
            self._put(text[at:to])
            self._out.append("]]>" if end >= 0 else "")
        if end < 0:
            return to
        length, self._until = len(self._until), ""
        return end + length

    def _tag(self, match: re.Match[str]) -> None:
        name, attributes = match["name"], match["attributes"]
        if "&" in attributes:
            attributes = re.sub(_REFERENCE, _mended, attributes, flags=re.VERBOSE)
        if match["close"] and name in self._open:
            while self._close() != name:
                pass
        elif match["close"] or len(self._open) >= _DEEPEST:
            self._put(html.escape(match[0], quote=False))
        else:
            empty = bool(match["empty"]) or name.lower() in _VOID
            if self._put(f"<{name}{attributes}{'/' if empty else ''}>", _WEIGHT) and not empty:
                self._open.append(name)
            self.whole = not self._open

    def _close(self) -> str:
        if self._room < 0:
            self._out.append(f"<{CUT}/>")
        name = self._open.pop()
        self._out.append(f"</{name}>")
        self.whole = not self._open
        if len(self._open) <= 2:  # a part of the channel is done
            self.refill()
        return name

    def _put(self, piece: str, weight: int = 0) -> bool:
        """Give a piece back, and say whether there was room for it."""
        self._room -= len(piece) + weight
        if self._room >= 0:
            self._out.append(piece)
        return self._room >= 0


def _mended(match: re.Match[str]) -> str:
    """Return what a reference stands for, as XML; one that nobody knows stays as it is printed."""
    known = html.unescape(match[0])
    return html.escape(match[0] if known == match[0] else _ILLEGAL.sub("", known))
