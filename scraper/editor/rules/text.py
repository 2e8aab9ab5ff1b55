"""The text: that there is some, not too much, and nothing left over in it."""

import re
from collections.abc import Iterator

from scraper.archive.text.reading_time import UNSPACED, word_count
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rules.leftovers import leftovers
from scraper.tip import Status

# Of the newsletters that this project knows, tips have 50 to 900 words, and one in fifty is longer.
_MOST_WORDS = 1000
_FEWEST_CHARACTERS = 4 * _MOST_WORDS  # below which a text of words with blanks between them is not worth counting
_UNSEEN = re.compile(r"&nbsp;|^[ ]{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)
_SEEN = re.compile(r"[^\s#>*+=_~|\\-]")
_LIST = re.compile(r"<!--\s{0,9}tips:")
_OURS, _BETWEEN, _THEIRS = re.compile(r"<{7}(?: |$)"), re.compile(r"={7}$"), re.compile(r">{7}(?: |$)")


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP403, TIP404, TIP408 and TIP409."""
    tip = manuscript.tip
    if tip and tip.status is not Status.DRAFT and _is_empty(manuscript):
        line = min(manuscript.examined.body_line, len(manuscript.lines))
        remedy = 'Write it below the second "---", or add the line "status: draft" above it until you do'
        yield manuscript.finding("TIP403", "the tip has no text", remedy, line=line)
    if tip and not manuscript.is_scraped and (words := _words(manuscript)) > _MOST_WORDS:
        problem = f"the text has {words:,} words, and more than {_MOST_WORDS:,} are seldom read to the end"
        yield manuscript.finding(
            "TIP404", problem, "Shorten it, or make several tips of it", line=manuscript.examined.body_line
        )
    if any(mark in manuscript.text for mark in ("<<<<<<<", ">>>>>>>")):
        yield from _conflicts(manuscript)
    yield from leftovers(manuscript)


def _is_empty(manuscript: Manuscript) -> bool:
    body = manuscript.examined.body.lstrip()
    if body[:1] not in "<[&" and any(map(str.isalnum, body[:200])):
        return False
    return not (_LIST.search(body) or _SEEN.search(_UNSEEN.sub("", _without_comments(body))))


def _without_comments(body: str) -> str:
    done: list[str] = []
    at = 0
    while (start := body.find("<!--", at)) >= 0 and (end := body.find("-->", start + 4)) >= 0:
        done.append(body[at:start])
        at = end + 3
    return "".join((*done, body[at:]))


def _words(manuscript: Manuscript) -> int:
    body = manuscript.examined.body
    if len(body) < _FEWEST_CHARACTERS and (body.isascii() or not UNSPACED.search(body)):
        return 0
    return word_count(body)


def _conflicts(manuscript: Manuscript) -> Iterator[Finding]:
    """Yield one finding a conflict in the text; scraper/frontmatter tells of those above it in the same words."""
    between = False
    begun = False
    for number, line in manuscript.body:
        begins = bool(_OURS.match(line))
        ends = not begun and between and bool(_THEIRS.match(line))
        if begins or ends:
            problem = "marks of a merge conflict were left in"
            remedy = "Keep one of the two versions, and take away the lines that begin with <, = and >"
            yield manuscript.finding("TIP408", problem, remedy, line=number, width=len(line))
        begun = begins or (begun and not _THEIRS.match(line))
        between = bool(_BETWEEN.match(line)) or (between and not _THEIRS.match(line))
