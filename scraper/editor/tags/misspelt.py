"""Misspelt tags: the tag of the vocabulary that somebody probably meant."""

import difflib
import functools

from scraper.vocabulary import Vocabulary


def meant(spelling: str, vocabulary: Vocabulary) -> str:
    """Return the tag that a misspelt one probably means; empty where none is like it."""
    spellings = (spelling for tag in vocabulary.tags.values() for spelling in (tag.name, *tag.also))
    close = _closest(" ".join(spelling.casefold().split()), tuple(map(str.casefold, spellings)))
    return vocabulary.meaning(close)


@functools.lru_cache(maxsize=2**12)  # of ten thousand tips many may have the same unknown tag
def _closest(spelling: str, known: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(spelling, known, n=1, cutoff=0.8)), "")
