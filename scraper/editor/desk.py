"""The desk: what a rule knows besides the file that it looks at."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from scraper.clock import today
from scraper.editor.places import Surroundings
from scraper.editor.project import FILE, Project
from scraper.editor.tags.suggest import Suggester, read_suggester
from scraper.shelf import tip_files
from scraper.source import Source, load_sources
from scraper.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class Desk:
    """A project with its vocabulary and sources, on a day."""

    project: Project
    today: datetime.date
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    sources: Mapping[str, Source] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[PurePosixPath]:
        """All tips' files, relative to the folder of tips."""
        return frozenset(tip_files(self.project.tips))

    @cached_property
    def around(self) -> Surroundings:
        """What a tip's links are held against."""
        return Surroundings(self.project, self.vocabulary, self.sources, self.files)

    @cached_property
    def suggester(self) -> Suggester:
        """What the archive suggests as tags: all tips are read for it, once, and only where somebody asks."""
        return read_suggester(self.project.tips, self.vocabulary)


def open_desk(project: Project) -> Desk:
    """Return the desk of a project, today. Raises ConfigError where a file of settings can't be used."""
    sources = load_sources(project.sources) if project.sources.exists() else ()
    return Desk(
        project, day_of(project), load_vocabulary(project.vocabulary), {source.name: source for source in sources}
    )


def day_of(project: Project) -> datetime.date:
    """Return the day that it is for the project. Raises ConfigError where its time zone is none."""
    return today(project.timezone, project.root / FILE)
