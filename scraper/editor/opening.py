"""The desk of a check, where a part of the project can't be used: that is a finding, and the rest is checked."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from scraper.editor.desk import Desk, open_desk
from scraper.editor.finding import Finding
from scraper.editor.project import FILE, Project
from scraper.editor.rulebook import RULES, chosen
from scraper.errors import ConfigError
from scraper.vocabulary import load_vocabulary

# Rules that would take every tag for an unknown one where nobody can read which there are.
_BY_VOCABULARY = chosen(("TIP3", "TIP508"), ())


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk, the rules that can be looked by there, and what is off with the project itself."""

    desk: Desk
    codes: frozenset[str]
    findings: tuple[Finding, ...]


def opened(project: Project, places: Sequence[Path], codes: Collection[str]) -> Opened:
    """Return the desk for checking these places by these rules.

    Raises ConfigError where there is nothing to check by: settings or sources can't be used, or tips are no folder.
    """
    _look_for(project)
    found = list(_closed(project, places))
    able = frozenset(codes)
    try:
        load_vocabulary(project.vocabulary)
        desk = open_desk(project)
    except ConfigError as error:
        if error.place != str(project.vocabulary):
            raise
        desk = open_desk(replace(project, vocabulary=project.root / "no vocabulary"))
        desk = Desk(project, desk.today, desk.vocabulary, desk.sources)
        able -= _BY_VOCABULARY
        found.append(_of_vocabulary(project, error))
    return Opened(desk, able, tuple(finding for finding in found if finding.rule.code in codes))


def _look_for(project: Project) -> None:
    """Raise ConfigError where there is neither mkdocs.yml nor a folder of tips: this is the wrong place then."""
    try:
        if project.tips.is_dir():
            return
        if project.tips.exists():
            raise ConfigError("this is a file, not the folder of tips", place=project.tips, remedy="Move it elsewhere")
        if not (project.root / FILE).exists():
            remedy = f"Run this where {FILE} is, or name that folder with --project"
            raise ConfigError("there is no folder of tips here", place=project.tips, remedy=remedy)
    except OSError as error:
        remedy = "Ask whom it belongs to for leave to read it"
        raise ConfigError(f"this cannot be looked into ({error.strerror})", place=project.tips, remedy=remedy) from None


def _of_vocabulary(project: Project, error: ConfigError) -> Finding:
    line = error.line or 1
    remedy = f"{error.remedy}. Until it is mended, tags are not checked"
    shown: list[str] = []
    with suppress(OSError):
        shown = project.vocabulary.read_bytes().decode(errors="replace").splitlines()[line - 1 : line]
    column = error.column or 1
    return Finding(RULES["TIP801"], error.place, line, column, error.problem, remedy, shown="".join(shown))


def _closed(project: Project, places: Sequence[Path]) -> Iterator[Finding]:
    """Yield a finding for each folder among the tips that nobody may look into: the tips in it are not checked."""
    tips = project.tips
    errors: list[OSError] = []
    for place in places or (tips,):
        for _ in os.walk(place if place.resolve().is_relative_to(tips.resolve()) else tips, onerror=errors.append):
            pass
    for error in errors:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            problem = f"the folder cannot be looked into ({error.strerror}), so the tips in it are not checked"
            yield Finding(
                RULES["TIP600"], str(error.filename), 1, 1, problem, "Ask whom it belongs to for leave to read it"
            )
