"""Usage: how many tips have each tag, and when it was first and last given."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scraper.errors import TipFileError
from scraper.shelf import read_tips
from scraper.tip import Status, Tip
from scraper.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class TagUse:
    """One tag: how many tips and drafts have it, the first and last day of these tips, as far as they are known.

    `is_known` says that docs/tags.yml has it.
    """

    name: str
    tips: int
    drafts: int
    first: str
    last: str
    description: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """All tags by name, the files in which each is, drafts too, and what is wrong with those that can't be read."""

    tags: tuple[TagUse, ...] = ()
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken: tuple[TipFileError, ...] = ()


def usage(folder: Path, vocabulary: Vocabulary) -> Usage:
    """Return how the tags of a vocabulary, and all others, are used in a folder of tips."""
    found: defaultdict[str, list[Tip]] = defaultdict(list)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    broken: list[TipFileError] = []
    for path, tip in read_tips(folder):
        if isinstance(tip, TipFileError):
            broken.append(tip)
            continue
        for name in vocabulary.canonical(tip.tags):
            found[name].append(tip)
            holders[name].add(str(path))
    names = sorted({*found, *vocabulary.tags}, key=lambda name: (name.casefold(), name))
    return Usage(
        tuple(_use(name, found.get(name, []), vocabulary) for name in names),
        {name: frozenset(paths) for name, paths in holders.items()},
        tuple(broken),
    )


def _use(name: str, tips: list[Tip], vocabulary: Vocabulary) -> TagUse:
    published = [tip for tip in tips if tip.status is not Status.DRAFT]
    dates = sorted(tip.date.known for tip in published if tip.date)
    return TagUse(
        name=name,
        tips=len(published),
        drafts=len(tips) - len(published),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        description=vocabulary.description(name),
        is_known=name in vocabulary.tags,
    )
