"""The itinerary of a run, top to bottom: gather → parse → normalise → merge → write.

Two passes, so that no more than one group of tips is ever in memory: the first puts what pages tell into the spool, the
second merges and writes group by group, for what a source's posts share is known only when all of them were read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scraper.drafts import Drafts
from scraper.errors import TipFileError
from scraper.gather import Gathering, Search
from scraper.habits import Habits
from scraper.merge import Merged, merge
from scraper.names import Names
from scraper.normalise import normalise, since
from scraper.pictures.copies import Pictures
from scraper.progress import Progress, Quiet
from scraper.report import Report
from scraper.report.tally import Tally
from scraper.shelf import read_tip, read_tips, sweep
from scraper.spool import Group, Spool, temporary_database
from scraper.tip import FiledTip, Sighting
from scraper.vocabulary import Vocabulary
from scraper.write import carry_out, plan

_QUIET = Quiet()


@dataclass(frozen=True, slots=True)
class Errand:
    """What a run is asked to do: where to look, the folder of tips to write `into`, and how tags are called."""

    search: Search
    into: Path
    vocabulary: Vocabulary
    dry_run: bool = False


def harvest(errand: Errand, progress: Progress = _QUIET) -> Report:
    """Return what a run did; a page that cannot be read is a problem of the report, and the run goes on without it."""
    tally = Tally(errand.search.among)
    with temporary_database() as database, Gathering(errand.search, tally, progress) as gathering:
        spool, names, drafts = Spool(database), Names(database), Drafts(database)
        habits = Habits(database, errand.search.among)
        for source, reading in gathering.readings():
            clean = normalise(reading, source, errand.vocabulary)
            habits.hear(source, reading, clean)
            clean = since(errand.search.itinerary.since, clean)
            tally.read(source, clean)
            for sighting in clean.sightings:
                spool.add(sighting)
        _survey(errand, spool, names, habits, tally)
        merged = _merged(errand, spool, habits, tally)
        planned = plan(_illustrated(merged, errand, gathering, tally), names, drafts, errand.into)
        if errand.dry_run:
            for change, _ in planned:
                tally.changed(change)
            return tally.report(dry_run=True)
        sweep(errand.into)
        for change, error in carry_out(planned, errand.into):
            tally.changed(change)
            if error:
                tally.failed(error, change.source)
    return tally.report()


def _survey(errand: Errand, spool: Spool, names: Names, habits: Habits, tally: Tally) -> None:
    """Note what lies in the folder of tips already: whose names are taken, and which tips this run may meet again."""
    known = {source.name for source in errand.search.among}
    for path, found in read_tips(errand.into):
        if isinstance(found, TipFileError):
            names.hold(path, broken=True)
            tally.failed(found)
            continue
        names.hold(path)
        if found.source in known:
            habits.hear_filed(found)
            spool.add_file(FiledTip(path, found))


def _merged(errand: Errand, spool: Spool, habits: Habits, tally: Tally) -> Iterator[Merged]:
    """Yield each tip of this run, with its files of earlier runs."""
    for group in spool.groups():
        try:
            filed = [read_tip(errand.into, path) for path in group.files]
        except TipFileError as error:  # somebody changed it since the survey: its tips wait for the next run
            tally.failed(error)
            continue
        merged, losses = merge(_bare(group, habits, tally), filed)
        tally.lost(group.sightings[0].source, losses)
        yield from merged


def _bare(group: Group, habits: Habits, tally: Tally) -> Iterator[Sighting]:
    """Yield the group's sightings without what is only their source's habit."""
    for sighting in group.sightings:
        bare, losses = habits.without(sighting)
        tally.lost(sighting.source, losses)
        yield bare


def _illustrated(merged: Iterator[Merged], errand: Errand, gathering: Gathering, tally: Tally) -> Iterator[Merged]:
    """Yield the tips with their pictures beside them."""
    by_name = {source.name: source for source in errand.search.among}
    albums: dict[str, Pictures] = {}
    for one in merged:
        source = by_name[one.tip.source]
        if source.name not in albums:
            fetch = None if errand.dry_run else gathering.picture(source)
            albums[source.name] = Pictures(errand.into, fetch, gathering.refused)
        tip, losses = albums[source.name].settle(one.tip, one.images, source)
        tally.lost(source.name, losses)
        yield replace(one, tip=tip)
