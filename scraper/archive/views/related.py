"""Related tips: to each tip those that are about the same, as far as their words and tags tell.

Two tips are as close as the cosine of their terms' weights (tf-idf), and common words count for nothing. A term is a
stem of the text that may be shown, or a tag.
"""

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import islice

from scraper.archive.archive import Entry
from scraper.archive.views.stems import stems

_TITLE = 3  # a word of the title, and a tag, tell as much as a word that stands in the text so many times
_COMMON = 0.3  # the share of all tips in which a term is too common to tell anything
_CLOSE = 0.07  # below that, what two tips share is chance; found by reading lists of real newsletters
# What bounds the work per tip, whatever the archive's size: its strongest terms, the tips that one of them may lead
# to, and how many of all these are looked at more closely.
_STRONGEST, _MET, _NEAR = 32, 500, 24


def related(entries: Sequence[Entry], most: int = 4) -> Mapping[str, tuple[Entry, ...]]:
    """Return for each tip's address the tips closest to it, closest first, at most `most`, or none.

    Of tips that are equally close, newer ones come first, then the address decides. The order of entries makes no
    difference.
    """
    ordered = sorted(sorted(entries, key=lambda entry: entry.address), key=_known, reverse=True)
    profiles = _profiles([_terms(entry) for entry in ordered])
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for term, weight in profile.items():
            holders[term].append((number, weight))
    return {
        entry.address: tuple(ordered[other] for other in islice(_closest(number, profiles, holders), most))
        for number, entry in enumerate(ordered)
    }


def _known(entry: Entry) -> str:
    return entry.tip.date.known if entry.tip.date else ""


@functools.lru_cache(maxsize=2**12)  # a preview asks again after each edit
def _terms(entry: Entry) -> tuple[str, ...]:
    """Return a tip's terms, each as often as it counts; "#" marks tags, whose words also count as words."""
    strong = [*stems(entry.tip.title), *(f"#{tag}" for tag in entry.tags)]
    text = stems(entry.showing.body or entry.showing.excerpt)
    return (*text, *(strong * _TITLE), *stems(" ".join(entry.tags)))


def _profiles(texts: Sequence[tuple[str, ...]]) -> list[Mapping[str, float]]:
    """Return the profile of each text.

    A term is worth more the more often it stands in the text, the fewer texts have it, and the more it gathers in them:
    what a text is about it says again, but "thirty" it says once. Source: K. Church and W. Gale, "Inverse Document
    Frequency (IDF): A Measure of Deviations from Poisson", 1995.
    """
    total: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    distinct = [tuple(dict.fromkeys(text)) for text in texts]
    for text, terms in zip(texts, distinct, strict=True):
        total.update(text)
        spread.update(terms)
    common = max(3, _COMMON * len(texts))
    worth = {
        term: math.log(len(texts) / found) * (1.1 - found / total[term])
        for term, found in spread.items()
        if found <= common
    }
    shared = {term for term, found in spread.items() if found > 1}
    return [
        _profile(text, tuple(map(worth.get, terms)), tuple(map(shared.__contains__, terms)))
        for text, terms in zip(texts, distinct, strict=True)
    ]


@functools.lru_cache(maxsize=2**11)  # after an edit in a preview, most terms are worth what they were
def _profile(text: tuple[str, ...], worths: tuple[float | None, ...], shared: tuple[bool, ...]) -> Mapping[str, float]:
    """Return a text's strongest terms with their weights, strongest first, as parts of a vector of length 1.

    For each of its terms, in the order in which they first stand there, it is said what the term is worth, if anything,
    and whether other texts have it too.
    """
    counts = Counter(text)
    weights = [
        (-(1 + math.log2(count)) * worth, term, elsewhere)
        for (term, count), worth, elsewhere in zip(counts.items(), worths, shared, strict=True)
        if worth is not None
    ]
    length = math.sqrt(math.fsum(weight * weight for weight, _, _ in weights))
    strongest = sorted((weight, term) for weight, term, elsewhere in weights if elsewhere and weight)[:_STRONGEST]
    return {term: -weight / length for weight, term in strongest}


def _closest(
    number: int, profiles: Sequence[Mapping[str, float]], holders: Mapping[str, Sequence[tuple[int, float]]]
) -> Iterable[int]:
    """Yield the numbers of the texts that are close to one, closest first.

    The strongest terms lead to them. Those that too many texts hold only count between the texts that others led to.
    """
    profile = profiles[number]
    closeness: defaultdict[int, float] = defaultdict(float)
    rest: list[tuple[str, float]] = []
    met = 0
    for term, weight in profile.items():
        found = holders[term]
        if met + len(found) > _MET:
            rest.append((term, weight))
            continue
        met += len(found)
        for other, its in found:
            closeness[other] += weight * its
    closeness.pop(number, None)
    near = nsmallest(_NEAR, ((-close, other) for other, close in closeness.items()))
    exact = (
        (apart - sum(weight * profiles[other].get(term, 0) for term, weight in rest), other) for apart, other in near
    )
    return (other for apart, other in sorted(exact) if -apart >= _CLOSE)
