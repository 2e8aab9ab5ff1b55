"""How alike two texts are: the share of their words that stand in the other as well, in runs of three or more.

The order of such runs doesn't matter, so that a text with two paragraphs swapped is still the same text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_RUN = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many words each of two texts has, and how many of them stand in the other as well."""

    words: tuple[int, int]
    shared: tuple[int, int]

    @property
    def both(self) -> int:
        """The share of both texts' words that stand in the other, in per cent; 100 only where all do."""
        return 100 * sum(self.shared) // (sum(self.words) or 1)

    @property
    def size(self) -> int:
        """How many words the shorter text has."""
        return min(self.words)

    @property
    def shorter(self) -> int:
        """The share of the shorter text's words that stand in the longer one, in per cent."""
        both = zip(self.words, self.shared, strict=True)
        return 100 * max(shared for words, shared in both if words == self.size) // (self.size or 1)


def likeness(one: Sequence[bytes], other: Sequence[bytes]) -> Likeness:
    """Return how alike two texts are, each its words in order. Two texts of the same words are the same."""
    if one == other:
        return Likeness((len(one), len(other)), (len(one), len(other)))
    return Likeness((len(one), len(other)), (_shared(one, other), _shared(other, one)))


def _shared(text: Sequence[bytes], other: Sequence[bytes]) -> int:
    runs = set(zip(*(other[n:] for n in range(_RUN)), strict=False))
    shared = counted = 0
    for place, run in enumerate(zip(*(text[n:] for n in range(_RUN)), strict=False)):
        if run in runs:
            shared += place + _RUN - max(place, counted)
            counted = place + _RUN
    return shared
