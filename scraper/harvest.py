"""The itinerary of a run, top to bottom: fetch → parse → normalise → merge → write."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scraper import pages, sources
from scraper.errors import PageError, TipsError
from scraper.merge import merge
from scraper.normalise import normalise
from scraper.report import Report
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.tip import Loss, Sighting
from scraper.vocabulary import Vocabulary
from scraper.write import carry_out, plan

Progress = Callable[[Sequence[tuple[Path, Sequence[Source]]]], Iterable[tuple[Path, Sequence[Source]]]]


@dataclass(frozen=True, slots=True)
class Errand:
    """What a run is asked to do.

    `pages` are files and folders of anybody's pages; without them each source's own are read. `among` are the sources
    that count; `into` is the folder of tips.
    """

    among: tuple[Source, ...]
    into: Path
    vocabulary: Vocabulary
    pages: tuple[Path, ...] = ()
    dry_run: bool = False


def harvest(errand: Errand, progress: Progress = lambda files: files) -> Report:
    """Return what a run did; a page that cannot be read is a problem of the report, and the run goes on without it."""
    problems: list[TipsError] = []
    losses: list[Loss] = []
    sightings: list[Sighting] = []
    files = _fetch(errand, problems)
    for file, among in progress(files):
        try:
            source, reading = sources.read(pages.read_page(file), among)
        except PageError as error:
            problems.append(error)
            continue
        reading = normalise(reading, source, errand.vocabulary)
        sightings += reading.sightings
        losses += reading.losses

    shelf = read_shelf(errand.into)
    problems += [error for _, error in shelf.broken]
    known = {source.name for source in errand.among}
    merged, set_aside = merge(sightings, [file for file in shelf.tips if file.tip.source in known])
    changes = plan(merged, shelf)
    if not errand.dry_run:
        problems += [error for _, error in carry_out(changes, errand.into) if error]
    return Report(
        changes=changes,
        losses=tuple(dict.fromkeys([*losses, *set_aside])),
        problems=tuple(problems),
        pages=len(files),
        titles={source.name: source.title for source in errand.among},
        dry_run=errand.dry_run,
    )


def _fetch(errand: Errand, problems: list[TipsError]) -> list[tuple[Path, Sequence[Source]]]:
    """The files to read, each with the sources whose page it may be."""
    wanted = [(errand.pages, errand.among)] if errand.pages else [(one.pages, (one,)) for one in errand.among]
    found: list[tuple[Path, Sequence[Source]]] = []
    for paths, among in wanted:
        for path in paths:
            try:
                found += [(file, among) for file in pages.page_files(path)]
            except PageError as error:
                problems.append(error)
    return list({file.resolve(): (file, among) for file, among in found}.values())
