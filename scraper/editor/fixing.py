"""Mending: the edits of findings, applied until nothing is left that a program can mend."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from scraper.editor.check import TOLD, examined
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding, applied
from scraper.editor.manuscript import Manuscript, manuscript, read_manuscript
from scraper.errors import TipsError
from scraper.frontmatter.encoding import content
from scraper.progress import Progress
from scraper.shelf import put

# One mending uncovers the next: a file that can be read at last has its keys and text looked at.
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after, and how often which rule's findings were mended in it, in the order of codes.

    `taken_over` says that it was as the scraper wrote it, and counts as edited by hand from now on.
    """

    path: PurePosixPath
    name: str
    before: bytes
    after: bytes
    codes: tuple[tuple[str, int], ...]
    taken_over: bool = False


def mended(original: Manuscript, desk: Desk, codes: Collection[str]) -> Mended | None:
    """Return what becomes of a file when the findings of these rules are mended; None where nothing can be.

    Nothing is mended either where one mending calls for another without end: to mend twice must be to mend once.
    """
    done: Counter[str] = Counter()
    now = original
    for _ in range(_ROUNDS):
        chosen = _together(finding for finding in examined(now, desk) if finding.rule.code in codes)
        if not chosen:
            break
        text = applied(now.text, [edit for finding in chosen for edit in finding.edits])
        done.update(finding.rule.code for finding in chosen)
        now = manuscript(now.path, now.name, text.encode())
    else:
        return None
    if now.raw == original.raw:
        return None
    taken_over = original.is_scraped and not now.is_scraped
    return Mended(original.path, original.name, original.raw, now.raw, tuple(sorted(done.items())), taken_over)


def mend(
    desk: Desk, paths: Sequence[PurePosixPath], codes: Collection[str], progress: Progress
) -> tuple[list[Mended], list[TipsError]]:
    """Return what mending these files comes to, without writing any, and what keeps others from being mended."""
    found: list[Mended] = []
    problems: list[TipsError] = []
    for number, path in enumerate(paths, 1):
        if number % TOLD == 0:
            progress.at("mending: tips", number, len(paths))
        change = mended(read_manuscript(desk.project.tips, path), desk, codes)
        file = desk.project.tips / path
        if change and file.is_symlink():
            remedy = "Mend the file that it leads to"
            problems.append(TipsError("this is a link to another file, so it is left alone", place=file, remedy=remedy))
        elif change:
            found.append(change)
    return found, problems


def write(desk: Desk, change: Mended) -> None:
    """Write a mended file. Raises TipsError where it can't be written, or isn't what it was when it was read."""
    tips = desk.project.tips
    if content(tips / change.path, change.name) != change.before:
        remedy = "Run the command again"
        raise TipsError("the file was changed just now, so it is left alone", place=change.name, remedy=remedy)
    put(tips, change.path, change.after)


def _together(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings whose edits don't get in each other's way, first come first; others wait for a later round."""
    chosen: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for finding in findings:
        places = [(edit.start, edit.end) for edit in finding.edits]
        if places and all(_take(place, taken) for place in places):
            chosen.append(finding)
    return chosen


def _take(place: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Put a place among those that are taken, in their order, unless it overlaps one or begins where one does.

    Of two that begin at the same place nobody could say which comes first.
    """
    start, end = place
    number = bisect_left(taken, (start, 0))
    before, after = taken[:number][-1:], taken[number : number + 1]
    if (before and before[0][1] > start) or (after and (after[0][0] < end or after[0][0] == start)):
        return False
    taken.insert(number, place)
    return True
