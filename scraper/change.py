"""What becomes of a tip's file, as far as a report tells it: a Change, and never the text."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from scraper import frontmatter
from scraper.tip import Status, Tip


class Verdict(StrEnum):
    """What becomes of a tip's file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    HELD = "held back"


@dataclass(frozen=True, slots=True)
class Change:
    """One tip's file: where it goes, which files it replaces, and a word on why.

    `keys` are those of the front matter, or "body", in which a new text differs from the file; where the file is kept,
    in which the source does, and `diff` then leads from the file's body to the source's.
    """

    verdict: Verdict
    path: PurePosixPath
    title: str
    source: str
    status: Status
    replaces: tuple[PurePosixPath, ...] = ()
    keys: tuple[str, ...] = ()
    note: str = ""
    diff: tuple[str, ...] = ()

    @classmethod
    def of(cls, verdict: Verdict, path: PurePosixPath, tip: Tip) -> "Change":
        """Return what becomes of a tip's file, with nothing yet on why."""
        return cls(verdict, path, tip.title, tip.source, tip.status)


# A precision changes with its date; the fingerprint, with anything.
_NO_DIFFERENCE = {"date_precision", "scraped"}


def differences(one: Tip, other: Tip, besides: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the keys in which two tips differ, in the order of the file, "body" last; those of `besides` never."""
    left_out = besides | _NO_DIFFERENCE
    keys = (key for key in (*frontmatter.KEYS, "body") if key not in left_out)
    return tuple(key for key in keys if getattr(one, key) != getattr(other, key))
