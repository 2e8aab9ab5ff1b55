"""Editions: what is published on a day, and whether a site is for readers or a preview for those who write it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from scraper.tip import Status, Tip


class Standing(StrEnum):
    """Whether a tip is published, and what it waits for if not: its day, or its author."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Edition:
    """The day that a site is made on, and whether it is a preview, which shows also what isn't published yet.

    Without a day it is that of the last one there is, on which all dated tips are published.
    """

    today: datetime.date = datetime.date.max
    preview: bool = False

    def standing(self, tip: Tip) -> Standing:
        """Return where a tip stands on this day. What is known by month or year only counts from its first day."""
        if tip.status is Status.DRAFT:
            return Standing.DRAFT
        return Standing.SCHEDULED if tip.date and tip.date.day > self.today else Standing.PUBLISHED

    def shows(self, standing: Standing) -> bool:
        """Whether tips that stand so are on the site."""
        return self.preview or standing is Standing.PUBLISHED


ALL_DATED = Edition()


def left_out_words(left_out: Collection[Tip]) -> str:
    """Return "2 drafts and 1 scheduled tip left out; the next is due on 2026-12-01"; nothing where there are none."""
    due = sorted(tip.date.day for tip in left_out if tip.status is not Status.DRAFT and tip.date)
    drafts = len(left_out) - len(due)
    parts = [
        f"{count} {word if count == 1 else f'{word}s'}"
        for count, word in ((drafts, "draft"), (len(due), "scheduled tip"))
        if count
    ]
    next_one = f"; {'the next' if len(due) > 1 else 'it'} is due on {due[0]}" if due else ""
    return f"{' and '.join(parts)} left out{next_one}" if parts else ""
