"""The check, readable top to bottom: files → manuscripts → rules → findings."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper.editor.across import parts
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript, read_manuscript
from scraper.editor.rules import CHECKS
from scraper.errors import ConfigError
from scraper.progress import Progress
from scraper.shelf import tip_files

TOLD = 50  # files between two words on how far it is


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in the order of files and lines, and how many files it looked at."""

    findings: tuple[Finding, ...]
    files: int


def check(desk: Desk, paths: Sequence[PurePosixPath], codes: Collection[str], progress: Progress) -> Checked:
    """Return what is off in files below the folder of tips, as far as the rules of these codes look at it."""
    across = parts(desk)
    found: list[Finding] = []
    for number, path in enumerate(paths, 1):
        manuscript = read_manuscript(desk.project.tips, path)
        found.extend(examined(manuscript, desk))
        for part in across:
            part.see(manuscript)
        if number % TOLD == 0:
            progress.at("checking: tips", number, len(paths))
    for part in across:
        found.extend(part.findings())
    wanted = (finding for finding in found if finding.rule.code in codes)
    return Checked(tuple(sorted(wanted, key=lambda one: one.order)), len(paths))


def examined(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield what the rules for one file find."""
    for rule in CHECKS:
        yield from rule(manuscript, desk)


def tips_among(places: Sequence[Path], desk: Desk) -> tuple[PurePosixPath, ...]:
    """Return the tips that places mean, relative to the folder of tips, in order: files, folders; all where none is.

    Files that are no tips are left out, for pre-commit may hand over any. Raises ConfigError for a place that
    isn't there.
    """
    tips = desk.project.tips
    if not places:
        return tuple(tip_files(tips))
    found: set[PurePosixPath] = set()
    for place in places:
        try:
            place.stat()
        except OSError as error:
            problem = f"there is no such file or folder here ({error.strerror})"
            raise ConfigError(problem, place=place, remedy="Correct the name") from None
        inside, home = place.resolve(), tips.resolve()
        if inside.is_relative_to(home):
            below = PurePosixPath(inside.relative_to(home).as_posix())
            if inside.is_dir():
                found.update(below / path for path in tip_files(inside))
            elif below.suffix == ".md" and not any(part.startswith(".") for part in below.parts):
                found.add(below)
        elif home.is_relative_to(inside):
            found.update(tip_files(tips))
    return tuple(sorted(found))
