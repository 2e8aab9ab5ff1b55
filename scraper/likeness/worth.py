"""What each term tells of the texts that have it, and profiles: texts as vectors of these weights (tf-idf)."""

import functools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_COMMON = 0.3  # the share of all texts in which a term is too common to tell anything
_STRONGEST = 32  # bounds the work per text: as many of its terms stand for it


@dataclass(frozen=True, slots=True)
class Worth:
    """How much terms tell, for those that are not too common. `spread` is how many of all `texts` have a term."""

    texts: int = 0
    terms: Mapping[str, float] = field(default_factory=dict)
    spread: Mapping[str, int] = field(default_factory=dict)

    def of(self, term: str, count: int) -> float:
        """Return what a term tells that a text has so often; 0 where it is too common.

        One that none of these texts has tells as much as if the text were one of them.
        """
        if term in self.spread:
            return self.terms.get(term, 0.0)
        return math.log(self.texts + 1) * (1.1 - 1 / count)


def worth_of(texts: Iterable[Sequence[str]]) -> Worth:
    """Return what terms tell in these texts.

    A term tells more the fewer texts have it, and the more it gathers in them: what a text is about it says again, but
    "thirty" it says once. Source: K. Church and W. Gale, "Inverse Document Frequency (IDF): A Measure of Deviations
    from Poisson", 1995.
    """
    total: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    number = 0
    for text in texts:
        number += 1
        total.update(text)
        spread.update(set(text))
    common = max(3, _COMMON * number)
    terms = {
        term: math.log(number / found) * (1.1 - found / total[term])
        for term, found in spread.items()
        if found <= common
    }
    return Worth(number, terms, spread)


def profile_of(text: Sequence[str], worth: Worth, shared_by: int = 2) -> dict[str, float]:
    """Return the strongest terms of a text with their weights, strongest first, as parts of a vector of length 1.

    A term weighs more the more often it stands there. Terms that fewer texts have than `shared_by` lengthen the vector,
    and are left out: among the texts themselves, what only one of them has leads nowhere.
    """
    terms = tuple(text)
    counts = _counts(terms)
    told = tuple(  # Worth.of again, without a call for each term that is known
        [worth.terms.get(term, 0.0) if term in worth.spread else worth.of(term, n) for term, n in counts.items()]
    )
    shared = tuple([worth.spread.get(term, 0) >= shared_by for term in counts])
    return dict(_strongest(terms, told, shared))


@functools.lru_cache(maxsize=2**11)
def _counts(terms: tuple[str, ...]) -> Mapping[str, int]:
    return Counter(terms)


@functools.lru_cache(maxsize=2**11)  # after an edit in a preview, nearly all terms tell what they did
def _strongest(terms: tuple[str, ...], told: tuple[float, ...], shared: tuple[bool, ...]) -> Mapping[str, float]:
    """Return a text's profile; of each of its terms, in their order, it is said what it tells, and if it leads on."""
    counts = _counts(terms)
    weights = [((1 + math.log2(n)) * tells, term) for (term, n), tells in zip(counts.items(), told, strict=True)]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in weights))
    found = sorted(
        (-weight, term) for (weight, term), is_shared in zip(weights, shared, strict=True) if is_shared and weight
    )
    return {term: -weight / length for weight, term in found[:_STRONGEST]}
