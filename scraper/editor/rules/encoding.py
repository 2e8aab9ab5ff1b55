"""How the file is written: its line ends, marks that nobody sees, and letters that an encoding garbled.

That it is UTF-8 at all, the contract says.
"""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Edit, Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rules.garbled import garbled
from scraper.editor.rules.unseen import unseen
from scraper.frontmatter.encoding import BYTE_ORDER_MARK

# What a plain file consists of: a quick look at the bytes is enough to see it.
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n\t"
_MOST = 20  # findings of one kind that are told of one file


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP602, TIP603, TIP607 and TIP608."""
    rest = manuscript.raw.translate(None, _PLAIN)
    if not (rest and manuscript.text):
        return
    if b"\r" in rest:
        yield _line_ends(manuscript)
    if manuscript.text.startswith(BYTE_ORDER_MARK):
        remedy = "Save the file as UTF-8 without a byte order mark"
        problem = "the file begins with a mark that nobody sees"
        yield manuscript.finding("TIP603", problem, remedy, edits=(Edit(0, 1, ""),))
    if rest.strip(b"\r"):
        yield from _unseen(manuscript)
        yield from _garbled(manuscript)


def _line_ends(manuscript: Manuscript) -> Finding:
    """Return that lines end otherwise than with a line feed, at the first that does, with all of them mended."""
    text = manuscript.text
    edits: list[Edit] = []
    place = text.find("\r")
    line = text.count("\n", 0, place) + 1
    kind = "Windows" if text.startswith("\r\n", place) else "old Macs"
    while place >= 0:
        edits.append(Edit(place, place + 1, "" if text.startswith("\n", place + 1) else "\n"))
        place = text.find("\r", place + 1)
    problem = f"lines end as on {kind}"
    remedy = 'Have your editor save the file with line ends "LF" or "Unix"'
    return manuscript.finding("TIP602", problem, remedy, line=line, edits=tuple(edits))


def _unseen(manuscript: Manuscript) -> Iterator[Finding]:
    told = {(one.line, one.column) for one in manuscript.examined.problems}
    number = 0
    for line, text in enumerate(manuscript.lines, 1):
        for one in unseen(text):
            if (line, one.column) in told:
                continue
            number += 1
            if number > _MOST:
                return
            start = manuscript.offset(line, one.column)
            edits = (Edit(start, start + one.width, ""),) if one.is_needless else ()
            yield manuscript.finding(
                "TIP607", one.problem, one.remedy, line=line, column=one.column, width=one.width, edits=edits
            )


def _garbled(manuscript: Manuscript) -> Iterator[Finding]:
    number = 0
    for line, text in enumerate(manuscript.lines, 1):
        for one in () if text.isascii() else garbled(text):
            number += 1
            if number > _MOST:
                return
            problem = f'"{one.written}" is a letter that a wrong encoding garbled'
            remedy = f'Write "{one.meant}" there' if one.meant else "Write the letter that was there"
            yield manuscript.finding("TIP608", problem, remedy, line=line, column=one.column, width=len(one.written))
