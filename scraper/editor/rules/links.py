"""Links to other pages of the site, and lists of tips: what the site's build says of them, in its words."""

from collections.abc import Iterator

from scraper.archive.text.astray import astray
from scraper.archive.views.latest import MARK, with_latest
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.places import DeskPlaces, first_day
from scraper.errors import ArchiveError


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP501 to TIP503 of what lies on this site, and TIP508."""
    lines = tuple(line for _, line in manuscript.body)
    src_uri = f"tips/{manuscript.path.as_posix()}"
    first = manuscript.examined.body_line
    if any("](" in line or "]:" in line for line in lines):
        places = DeskPlaces(desk.around, first_day(manuscript.tip, desk.today))
        for one in astray(lines, src_uri, places, first):
            yield manuscript.finding_of(one.error, width=one.width)
    if any(MARK in line for line in lines):
        try:
            with_latest("\n".join(lines), src_uri, desk.around.archive, desk.vocabulary, manuscript.name, first)
        except ArchiveError as error:
            for problem in error.problems:
                line = problem.line or first
                yield manuscript.finding("TIP508", problem.problem, problem.remedy, line=line)
