"""Prints: a few runs of words by which texts that are almost the same are found among thousands.

Of a text's runs of four words those whose checksums are the smallest: two texts that share most of their runs share
most of these (bottom-k sketch; Broder, "On the resemblance and containment of documents", 1997). Some are taken from
its beginning alone, so that a teaser meets the whole tip that it was cut from, however long that is.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby, pairwise

_RUN = 4
_ALL, _FIRST = 12, 6  # so many of the whole text, and so many of its first words
_BEGINNING = 40  # words
_LONG = 6  # letters. Runs that begin with a short word, "at the end of", are in many a text: they are taken last.

# What a print says for a pair: all, where these two texts alone have it; less, the more texts have it.
_ENOUGH = 60
_MANY = (
    30  # texts that have a print; of more, only neighbours are paired, or thousands of copies gave millions of pairs
)
_NEIGHBOURS = 20


def prints(folded: bytes) -> dict[int, bytes]:
    """Return the prints of a folded text, at most 18: checksums, with the bytes that stand in the text."""
    words = folded.split(b" ")  # an empty word is where a sentence can't go on
    starts = [start for start, word in enumerate(words[: 1 - _RUN]) if len(word) >= _LONG]
    long = _runs(words, starts)
    if len(long) < _ALL:
        return _smallest(long, _ALL) | _smallest(_runs(words, range(len(words) - _RUN + 1)), _ALL - len(long))
    return _smallest(long, _ALL) | _smallest(_runs(words, [start for start in starts if start < _BEGINNING]), _FIRST)


def pairs(prints_of: Sequence[Iterable[int]], wanted: Iterable[int]) -> list[tuple[int, int]]:
    """Return which texts may be almost the same, each pair once and in order: texts by number, with their prints.

    Only prints of the wanted texts are looked at: those of the others have to be there as far as they are the same.
    """
    found: Counter[tuple[int, int]] = Counter()
    looked_at = {one for number in wanted for one in prints_of[number]}
    held = sorted(one << 32 | number for number, its in enumerate(prints_of) for one in its if one in looked_at)
    for _, same in groupby(held, lambda both: both >> 32):
        holders = [both & 0xFFFFFFFF for both in same]
        if len(holders) > _MANY:
            found.update(dict.fromkeys(pairwise(holders), _NEIGHBOURS))
        elif len(holders) > 1:
            found.update(dict.fromkeys(combinations(holders, 2), _ENOUGH // (len(holders) - 1)))
    return sorted(pair for pair, weight in found.items() if weight >= _ENOUGH)


def _runs(words: Sequence[bytes], starts: Iterable[int]) -> dict[int, bytes]:
    runs = [b" ".join(words[start : start + _RUN]) for start in starts if all(words[start : start + _RUN])]
    return dict(zip(map(zlib.crc32, runs), runs, strict=True))


def _smallest(runs: Mapping[int, bytes], number: int) -> dict[int, bytes]:
    return {one: runs[one] for one in sorted(runs)[:number]}
