"""Which tips are almost the same, of those that may be."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from scraper.editor.across.likeness import Likeness, likeness
from scraper.editor.across.others import others
from scraper.editor.across.wording import words

# Of texts in which every fifth word was changed, 60 per cent or more are still the same in this measure; of texts that
# have nothing to do with each other, less than 15, and less than 30 where a generator wrote both from one set of
# sentences. Below twelve words there is too little to compare.
ALIKE, LEAST = 60, 12
# Paragraphs in so many files are the newsletter's frame, unless two texts are the same throughout.
_FRAME, _THROUGHOUT = 4, 90
_KEPT = 200  # texts at a time


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tips that are almost the same."""

    one: PurePosixPath
    other: PurePosixPath
    likeness: Likeness


def alike(
    folder: Path, candidates: Sequence[tuple[PurePosixPath, PurePosixPath]], files: Iterable[PurePosixPath]
) -> list[Pair]:
    """Return those of the pairs that are almost the same: of the shorter text, most stands in the longer one.

    Paragraphs that are in four of the files or more count for nothing, unless all of both texts is almost the same.
    """
    body = lru_cache(_KEPT)(lambda path: next(others(folder, [path])).body)
    found: list[Pair] = []
    doubtful: dict[Pair, frozenset[bytes]] = {}
    for one, other in candidates:
        pair = Pair(one, other, likeness(words(body(one)), words(body(other))))
        if not _is_alike(pair.likeness):
            continue
        shared = _paragraphs(body(one)) & _paragraphs(body(other))
        if shared and pair.likeness.both < _THROUGHOUT:
            doubtful[pair] = shared
        else:
            found.append(pair)
    if doubtful:
        counts = _counts(folder, files, frozenset().union(*doubtful.values()))
        for pair, shared in doubtful.items():
            frame = {paragraph for paragraph in shared if counts[paragraph] >= _FRAME}
            own = likeness(_own(body(pair.one), frame), _own(body(pair.other), frame))
            if _is_alike(own):
                found.append(pair)
    return found


def _is_alike(found: Likeness) -> bool:
    return found.size >= LEAST and found.shorter >= ALIKE


def _paragraphs(body: bytes) -> frozenset[bytes]:
    return frozenset(map(bytes.strip, body.split(b"\n"))) - {b""}


def _counts(folder: Path, files: Iterable[PurePosixPath], wanted: frozenset[bytes]) -> Mapping[bytes, int]:
    """Return how many of the files have each of these paragraphs."""
    found: Counter[bytes] = Counter()
    for other in others(folder, files):
        found.update(wanted & _paragraphs(other.body))
    return found


def _own(body: bytes, frame: set[bytes]) -> list[bytes]:
    return words(b"\n".join(line for line in body.split(b"\n") if line.strip() not in frame))
