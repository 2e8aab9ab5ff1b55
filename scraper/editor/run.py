"""A run of `tips check`: open the desk, mend what is to be mended, check."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from scraper.editor.check import Checked, check, tips_among
from scraper.editor.fixing import Mended, mend, write
from scraper.editor.formats.outcome import Outcome
from scraper.editor.opening import opened
from scraper.editor.project import Project
from scraper.editor.since import broken, since, tips_since
from scraper.errors import TipsError
from scraper.progress import Progress


def run(  # noqa: PLR0913 -- where, by what, and how: each is an option of the command
    project: Project,
    places: Sequence[Path],
    codes: Collection[str],
    progress: Progress,
    *,
    fix: bool = False,
    dry_run: bool = False,
    revision: str | None = None,
) -> tuple[Outcome, tuple[TipsError, ...]]:
    """Return what there is to tell of these places, and what kept files from being mended.

    With `fix` files are mended first, and what is told is what is left; with `dry_run` they are left as they are.
    With a `revision` only tips that differ from it are looked at, and others as far as that may have broken them.
    Raises ConfigError where nothing can be checked.
    """
    start = opened(project, places, codes)
    changed = None if revision is None else since(revision, start.desk)
    tips, others = tips_since(places, start.desk, changed) if changed else (tips_among(places, start.desk), ())
    done: list[Mended] = []
    problems: list[TipsError] = []
    if fix:
        changes, problems = mend(start.desk, tips, start.codes, progress)
        for change in changes:
            try:
                if not dry_run:
                    write(start.desk, change)
                done.append(change)
            except TipsError as problem:
                problems.append(problem)
    # What a rule has looked up of other files may be another now.
    desk = replace(start.desk)
    checked = check(desk, tips, start.codes, progress)
    besides = broken(desk, others, start.codes, changed) if changed else ()
    findings = tuple(sorted((*start.findings, *checked.findings, *besides), key=lambda finding: finding.order))
    outcome = Outcome(
        project, Checked(findings, checked.files), codes, tuple(done), asked=bool(places), since=revision or ""
    )
    return outcome, tuple(problems)
