"""The words by which a text speaks of a tag: its spellings and its description in the vocabulary."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scraper.likeness.stems import stems
from scraper.likeness.worth import Worth
from scraper.vocabulary import Vocabulary

# What a word tells of a tag, as a share of what it tells of a text: one of the tag's spellings, which always tells
# something, and one of its description, of which any other sentence may hold one by chance. Found by leaving out each
# tip of an archive in turn: benchmarks/suggest.py.
_NAMED_AT_LEAST = 1.0
_DESCRIBED = 0.5


@dataclass(frozen=True, slots=True)
class Spoken:
    """How strongly a text speaks of a tag, and by which stems, the strongest first; whether one of them names it."""

    strength: float
    stems: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class TagWords:
    """The stems of one tag: `names` are its spellings, each word by word, `about` is what else stands for it."""

    names: tuple[tuple[str, ...], ...]
    about: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.about.union(*self.names)


class TagsSpoken:
    """The words of all tags. One that several tags have tells less of each."""

    def __init__(self, vocabulary: Vocabulary, names: Iterable[str]) -> None:
        self._tags = {name: _words(vocabulary, name) for name in names}
        self._shared = Counter(stem for words in self._tags.values() for stem in words.all)

    def of(self, text: Sequence[str], worth: Worth) -> Mapping[str, Spoken]:
        """Return how strongly the stems of a text speak of each tag, for those of which they do."""
        counts = Counter(text)
        if not counts.keys() & self._shared.keys():
            return {}
        pairs = set(pairwise(text))
        spoken = {name: self._spoken(words, counts, pairs, worth) for name, words in self._tags.items()}
        return {name: one for name, one in spoken.items() if one.strength > 0}

    def _spoken(self, words: TagWords, counts: Mapping[str, int], pairs: set[tuple[str, str]], worth: Worth) -> Spoken:
        told: dict[str, float] = {}
        for name in words.names:
            if all(stem in counts for stem in name) and pairs.issuperset(pairwise(name)):
                for stem in name:
                    least = _NAMED_AT_LEAST if stem not in worth.spread or stem in worth.terms else 0
                    told[stem] = max(least, worth.of(stem, counts[stem])) / len(name)
        named = bool(told)
        for stem in words.about.intersection(counts).difference(told):
            told[stem] = _DESCRIBED * worth.of(stem, counts[stem])
        weights = {
            stem: value * (1 + math.log2(counts[stem])) / self._shared[stem] for stem, value in told.items() if value
        }
        return Spoken(
            math.fsum(weights.values()), tuple(sorted(weights, key=lambda stem: (-weights[stem], stem))), named
        )


def _words(vocabulary: Vocabulary, name: str) -> TagWords:
    tag = vocabulary.tags.get(name)
    spellings = (name, *tag.also) if tag else (name,)
    names = tuple(sorted({tuple(stems(spelling)) for spelling in spellings} - {()}))
    single = {stem for spelling in names if len(spelling) == 1 for stem in spelling}
    parts = {stem for spelling in names for stem in spelling}
    return TagWords(names, frozenset(parts.union(stems(vocabulary.description(name))) - single))
