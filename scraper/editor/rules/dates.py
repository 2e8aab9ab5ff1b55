"""Dates: that an editor's tip has one, in the folder of its year. That it is a day at all, the contract says.

A tip of a source may lack its date, also after it was edited: a date is never invented. A draft may lack it until it
is whole.
"""

from collections.abc import Iterator

from scraper.archive.address import folder_problem
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rules.spot import spot
from scraper.tip import FiledTip, Status


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP203, TIP205 and TIP206."""
    tip = manuscript.tip
    if tip is None:
        return
    at = spot(manuscript, "date")
    if tip.date is None and (at.width or "date" in manuscript.examined.lost):
        return  # there is one, of which the contract says why it can't be read
    is_draft = tip.status is Status.DRAFT
    if tip.date is None and not (tip.scraped or is_draft):
        remedy = f"Write a line such as “date: {desk.today.isoformat()}” below the title"
        yield manuscript.finding("TIP203", "the tip has no date", remedy, line=at.line, column=at.column)
        return
    if wrong := folder_problem(FiledTip(manuscript.path, tip)):
        said = wrong.code, wrong.problem, wrong.remedy
        yield manuscript.finding(*said, line=at.line, column=at.column, width=at.width)
    if tip.date and tip.date.day > desk.today and not is_draft:
        problem = f"the tip will be published on {tip.date.known}"
        remedy = "Nothing needs to be done, if that is the day meant"
        yield manuscript.finding("TIP206", problem, remedy, line=at.line, column=at.column, width=at.width)
