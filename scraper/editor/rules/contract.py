"""What the contract says of a file, in the words of scraper/frontmatter, with what would mend it; and TIP114."""

import re
from collections.abc import Iterator

from scraper.archive.showing import source_problem
from scraper.editor.desk import Desk
from scraper.editor.finding import Edit, Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rules.spot import spot
from scraper.form import FORM
from scraper.frontmatter.breach import BreachError, Mending
from scraper.frontmatter.encoding import marked
from scraper.tip import Tip

FILE_NAME = "name-of-the-tip.md"
_OWN_WORDS = "Write your own words there, or take it away"
_LINE_END = re.compile(r"\r\n?|\n")
_FORM_BODY = FORM.body.strip()


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield all that breaks the contract, whatever its code: TIP101 to TIP112, TIP2xx, TIP6xx; then TIP113, TIP114."""
    for problem in manuscript.examined.problems:
        if isinstance(problem, BreachError):
            yield manuscript.finding_of(problem, width=problem.width, edits=_edits(manuscript, problem))
        else:
            yield manuscript.finding_of(problem)
    tip = manuscript.tip
    if tip is None:
        return
    if wrong := source_problem(tip):
        at = spot(manuscript, "source_url")
        said = wrong.code, wrong.problem, wrong.remedy
        yield manuscript.finding(*said, line=at.line, column=at.column, width=at.width)
    yield from _left_in(manuscript, tip)


def _edits(manuscript: Manuscript, problem: BreachError) -> tuple[Edit, ...]:
    """Return what mends a breach as replacements in the file's text, with line ends as the file has them."""
    if problem.code == "TIP601":
        text = marked(manuscript.raw)
        return () if text is None else (Edit(0, len(manuscript.text), text),)
    return tuple(_edit(manuscript, mending) for mending in problem.mendings)


def _edit(manuscript: Manuscript, mending: Mending) -> Edit:
    line_end = _LINE_END.search(manuscript.text)
    start = manuscript.offset(mending.line, mending.column)
    behind = mending.end_line > len(manuscript.lines)  # the last line is meant too, and has no end
    end = len(manuscript.text) if behind else manuscript.offset(mending.end_line, mending.end_column)
    return Edit(start, end, mending.text.replace("\n", line_end[0] if line_end else "\n"))


def _left_in(manuscript: Manuscript, tip: Tip) -> Iterator[Finding]:
    """Yield TIP114: what the form of a new tip says, and no writer would."""
    left = [
        (key, text) for key in ("title", "author", "description") if (text := getattr(tip, key)) == getattr(FORM, key)
    ]
    left.extend(("tags", tag) for tag in tip.tags if tag in FORM.tags)
    for key, text in left:
        at = spot(manuscript, key, text)
        problem = f'"{text}" is what the empty form says'
        yield manuscript.finding("TIP114", problem, _OWN_WORDS, line=at.line, column=at.column, width=at.width)
    if _FORM_BODY in tip.body:
        line = next((number for number, text in manuscript.body if _FORM_BODY in text), manuscript.examined.body_line)
        problem = "the text is still that of the empty form"
        yield manuscript.finding("TIP114", problem, "Write the tip in its place", line=line, width=len(_FORM_BODY))
    if manuscript.path.name == FILE_NAME:
        remedy = "Name it after the tip's title, in small letters and with hyphens"
        yield manuscript.finding("TIP114", f'"{FILE_NAME}" is the name of the empty form', remedy)
