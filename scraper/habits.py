"""Habits: what a source does in post after post, which only all of its posts together tell."""

import sqlite3
from collections.abc import Iterable
from functools import cache

from scraper.repeated import Census, Repeated
from scraper.source import Source
from scraper.terms import Known, Terms
from scraper.tip import Loss, Reading, Sighting, Tip


class Habits:
    """Hears all that a run reads; then tells of each sighting what is the source's habit and not the tip's own."""

    def __init__(self, database: sqlite3.Connection, sources: Iterable[Source]) -> None:
        self._census = Census(database)
        self._terms = {source.name: Terms() for source in sources}
        self._settled = cache(self._settle)

    def hear(self, source: Source, printed: Reading, clean: Reading) -> None:
        """Take in what a page tells, as printed and normalised."""
        terms = self._terms[source.name]
        for seen in printed.sightings:
            # A text save, which alone has lines, cannot tell whether its listing is of a tag or of a category.
            terms.learn(categories=seen.categories, tags=seen.tags if seen.line is None else ())
            terms.mixed(seen.terms)
        for seen in clean.sightings:
            self._census.add(seen)

    def hear_filed(self, tip: Tip) -> None:
        """Take in what a tip of an earlier run tells."""
        self._terms[tip.source].learn(categories=tip.categories)

    def without(self, seen: Sighting) -> tuple[Sighting, tuple[Loss, ...]]:
        """Return the sighting with its terms told apart and without the blocks that its source repeats.

        All that the run reads has been heard by then.
        """
        known, repeated = self._settled(seen.source)
        told, unknown = known.told_apart(seen)
        bare, left_out = repeated.without(told)
        return bare, (*unknown, *left_out)

    def _settle(self, source: str) -> tuple[Known, Repeated]:
        return self._terms[source].settled(), self._census.repeated(source)
