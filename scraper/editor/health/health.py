"""Health: what an archive holds and lacks, from its tips, its vocabulary and the day that it is."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from scraper.archive.datewords import in_words
from scraper.archive.edition import Edition, Standing
from scraper.counted import counted
from scraper.editor.check import check
from scraper.editor.desk import Desk
from scraper.editor.health.concerns import GONE, KINDS, UNREADABLE, Kind
from scraper.editor.health.weeks import Gap, Year, gaps, years
from scraper.progress import Progress
from scraper.shelf import read_shelf
from scraper.tip import FiledTip

_LINKS = ("TIP501", "TIP502", "TIP503")


@dataclass(frozen=True, slots=True)
class Case:
    """One tip that a concern is about: its file below the folder of tips, its title, and what to say of it."""

    path: PurePosixPath
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """A kind of concern with all its cases, ordered by file."""

    kind: Kind
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """How an archive is on a day. `published`, `drafts` and `scheduled` count tips; `newest` is the last one published.

    `years` and `gaps` go from the newest to the oldest; `concerns` has each kind, those without a case too. `pages` are
    the files that have a page on the site.
    """

    today: datetime.date
    published: int
    drafts: int
    scheduled: int
    newest: Case | None
    years: tuple[Year, ...]
    gaps: tuple[Gap, ...]
    concerns: tuple[Concern, ...]
    pages: frozenset[PurePosixPath]

    @property
    def headline(self) -> str:
        """One sentence on the whole."""
        if not (self.published or self.drafts or self.scheduled):
            return "The archive has no tips yet."
        parts = [counted(self.published, "tip")]
        parts += [f"{self.drafts:,} in draft"] if self.drafts else []
        parts += [f"{self.scheduled:,} scheduled"] if self.scheduled else []
        since = f"; the newest is of {self.newest.detail}" if self.newest else ""
        return f"{', '.join(parts)}{since}."


def health_of(desk: Desk, progress: Progress, told: Mapping[Kind, Iterable[Case]]) -> Health:
    """Return an archive's health. `told` are cases that were found elsewhere, such as on the web."""
    shelf = read_shelf(desk.project.tips)
    paths = [filed.path for filed in shelf.tips]
    titles = {filed.path: filed.tip.title for filed in shelf.tips}
    broken = check(desk, paths, _LINKS, progress).findings
    found: dict[Kind, list[Case]] = {kind: [] for kind in KINDS}
    found[UNREADABLE] = [Case(path, path.stem, error.problem) for path, error in shelf.broken]
    for finding in broken:
        path = PurePosixPath(finding.place.removeprefix(f"{desk.project.tips}/"))
        found[GONE].append(Case(path, titles[path], f"line {finding.line}: {finding.problem}"))
    for kind, cases in told.items():
        found[kind].extend(cases)
    standing: dict[Standing, list[FiledTip]] = {one: [] for one in Standing}
    for filed in shelf.tips:
        standing[Edition(desk.today).standing(filed.tip)].append(filed)
    published, scheduled = standing[Standing.PUBLISHED], standing[Standing.SCHEDULED]
    for filed, kind in product((*published, *scheduled), KINDS):
        if (detail := kind.applies(filed, desk)) is not None:
            found[kind].append(Case(filed.path, filed.tip.title, detail))
    calendar = years(filed.tip for filed in published)
    return Health(
        today=desk.today,
        published=len(published),
        drafts=len(standing[Standing.DRAFT]),
        scheduled=len(scheduled),
        newest=_newest(published),
        years=calendar,
        gaps=gaps(calendar),
        concerns=tuple(Concern(kind, tuple(sorted(cases, key=lambda one: one.path))) for kind, cases in found.items()),
        pages=frozenset(filed.path for filed in published),
    )


def _newest(published: Iterable[FiledTip]) -> Case | None:
    dated = [(filed.tip.date.day, filed.path, filed) for filed in published if filed.tip.date]
    if not dated:
        return None
    filed = max(dated, key=lambda one: one[:2])[2]
    return Case(filed.path, filed.tip.title, in_words(filed.tip.date))
