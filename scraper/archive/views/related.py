"""Related tips: to each tip those that are about the same, as far as their words and tags tell.

A term is a stem of the text that may be shown, or a tag; scraper/likeness/ compares them.
"""

import functools
from collections.abc import Mapping, Sequence

from scraper.archive.archive import Entry
from scraper.likeness.nearest import Nearest
from scraper.likeness.stems import stems
from scraper.likeness.worth import profile_of, worth_of

_TITLE = 3  # a word of the title, and a tag, tell as much as a word that stands in the text so many times
_CLOSE = 0.07  # below that, what two tips share is chance; found by reading lists of real newsletters


def related(entries: Sequence[Entry], most: int = 4) -> Mapping[str, tuple[Entry, ...]]:
    """Return for each tip's address the tips closest to it, closest first, at most `most`, or none.

    Of tips that are equally close, newer ones come first, then the address decides. The order of entries makes no
    difference.
    """
    ordered = sorted(sorted(entries, key=lambda entry: entry.address), key=_known, reverse=True)
    texts = [_terms(entry) for entry in ordered]
    worth = worth_of(texts)
    profiles = [profile_of(text, worth) for text in texts]
    nearest = Nearest(profiles)
    return {
        entry.address: tuple(ordered[other] for close, other in nearest.to(profile, number)[:most] if close >= _CLOSE)
        for number, (entry, profile) in enumerate(zip(ordered, profiles, strict=True))
    }


def _known(entry: Entry) -> str:
    return entry.tip.date.known if entry.tip.date else ""


@functools.lru_cache(maxsize=2**12)  # a preview asks again after each edit
def _terms(entry: Entry) -> tuple[str, ...]:
    """Return a tip's terms, each as often as it counts; "#" marks tags, whose words also count as words."""
    strong = [*stems(entry.tip.title), *(f"#{tag}" for tag in entry.tags)]
    text = stems(entry.showing.body or entry.showing.excerpt)
    return (*text, *(strong * _TITLE), *stems(" ".join(entry.tags)))
