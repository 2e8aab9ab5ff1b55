"""Text as the classic editor of WordPress stores it → the HTML that WordPress shows for it.

A blank line begins a paragraph, a single line break is one; what HTML the text holds stays. The rules are those of
WordPress' wpautop, as far as a browser shows the difference.
"""

import re
from collections.abc import Iterator

# Elements that no paragraph surrounds. Source: WordPress, wpautop; HTML Standard, 4.4 and 4.9, for newer ones.
_BLOCK_TAGS = """
    address article aside blockquote caption center col colgroup dd details dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main map menu nav ol p pre section style summary table
    tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
# In these, lines are lines: there are no paragraphs in them.
_OF_LINES = {"caption", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "pre", "summary"}
# In these are other blocks only.
_OF_BLOCKS = {"colgroup", "dir", "dl", "menu", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"}
# What a reader sees although it holds no text.
_SHOWN = {"audio", "embed", "iframe", "img", "input", "math", "object", "select", "svg", "textarea", "video"}
# What stays as it is, to its end.
_WHOLE = {*_SHOWN, "pre", "script", "style"} - {"embed", "img", "input"}
_TOKEN = re.compile(
    r"""
    (?P<tag> <(?P<close>/?)(?P<name>[a-z][a-z0-9:-]*)\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*> )
    | (?P<comment> <!-- )
    | (?P<blank> \n[^\S\n]*\n\s* )
    | (?P<line> \n )
    | (?P<text> [^<\n]+ | < )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BREAK = "<br>\n"


def autop(text: str) -> str:
    """Return a text with paragraphs and line breaks as HTML; all of its words are kept, comments are not."""
    writer = _Writer()
    for piece, name, closes in _pieces(text.replace("\r\n", "\n").replace("\r", "\n")):
        if name in _BLOCKS:
            writer.block(piece, name, closes=closes)
        elif piece == "\n\n":
            writer.blank_line()
        else:
            writer.run.append(_BREAK if piece == "\n" else piece)
            writer.is_shown |= name in _SHOWN or (not name and not piece.isspace())
    writer.flush()
    return "".join(writer.out)


def _pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each tag with its name and whether it closes; each run of text, each line end, and two for a blank line."""
    at = 0
    without_end: set[str] = set()  # of these, none ends behind here
    while match := _TOKEN.match(text, at):
        at = match.end()
        name = (match["name"] or "").lower()
        if match["comment"]:
            until = text.find("-->", at)
            at = len(text) if until < 0 else until + 3
        elif name in _WHOLE and name not in without_end and not match["close"]:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
            if end is None and name != "pre":
                without_end.add(name)
            else:
                at = end.end() if end else len(text)
            yield text[match.start() : at], name, True
        elif match["blank"]:
            yield "\n\n", "", False
        else:
            yield match[0], name, bool(match["close"])


class _Writer:
    """Writes paragraphs around what stands between blocks; `run` is what the open one holds so far."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.run: list[str] = []
        self.is_shown = False  # whether the run holds anything to be seen
        self._open: list[str] = []

    def block(self, piece: str, name: str, *, closes: bool) -> None:
        """Write the tag of a block, or a whole one."""
        self.flush()
        if self._open and self._open[-1] == "p" and not closes:
            self._open.pop()  # a block ends a paragraph. Source: HTML Standard, 4.4.1
        if not closes:
            self._open.append(name)
        elif piece.startswith("</") and name in self._open:
            while self._open.pop() != name:
                pass
        self.out.append(piece)

    def blank_line(self) -> None:
        """Begin another paragraph; in a heading or the like, another line."""
        inside = self._open[-1] if self._open else ""
        if inside in _OF_LINES - {"p"}:
            self.run.append(_BREAK)
            return
        goes_on = inside == "p" and self.is_shown
        self.flush()
        self.out.append("</p>\n<p>" if goes_on else "")

    def flush(self) -> None:
        """Write the run, as a paragraph where it is one."""
        inside = self._open[-1] if self._open else ""
        run = _trimmed(self.run)
        if self.is_shown and inside not in _OF_LINES | _OF_BLOCKS:
            run = ["<p>", *run, "</p>\n"]
        self.out += run
        self.run.clear()
        self.is_shown = False


def _trimmed(run: list[str]) -> list[str]:
    """Return a run without line breaks at its ends, nor behind those that are written out."""
    kept: list[str] = []
    for piece in run:
        if piece != _BREAK or (kept and not kept[-1].lower().startswith("<br")):
            kept.append(piece)
    while kept and (kept[-1] == _BREAK or kept[-1].isspace()):
        kept.pop()
    return kept
