"""The texts that are close to one: as close as the cosine of their profiles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

# What bounds the work, however many texts there are: how many of them a term may lead to, and how many of all these
# are looked at more closely.
_MET, _NEAR = 500, 24


class Nearest:
    """Finds among profiles, which are numbered from 0, those closest to another one."""

    def __init__(self, profiles: Sequence[Mapping[str, float]]) -> None:
        self._profiles = profiles
        self._holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, profile in enumerate(profiles):
            for term, weight in profile.items():
                self._holders[term].append((number, weight))

    def to(self, profile: Mapping[str, float], itself: int | None = None) -> list[tuple[float, int]]:
        """Return closeness and number of the profiles close to one, but for `itself`: closest first, then by number.

        The strongest terms lead to them. Those that too many texts hold only count between the texts that others led
        to.
        """
        closeness: defaultdict[int, float] = defaultdict(float)
        rest: list[tuple[str, float]] = []
        met = 0
        for term, weight in profile.items():
            found = self._holders.get(term, ())
            if met + len(found) > _MET:
                rest.append((term, weight))
                continue
            met += len(found)
            for other, its in found:
                closeness[other] += weight * its
        if itself is not None:
            closeness.pop(itself, None)
        # The least of those looked at more closely; to sort numbers alone is quicker than to keep a heap of pairs.
        least = sorted(closeness.values(), reverse=True)[:_NEAR][-1:] or [0.0]
        near = sorted((-close, other) for other, close in closeness.items() if close >= least[0])[:_NEAR]
        exact = (
            (apart - sum(weight * self._profiles[other].get(term, 0) for term, weight in rest), other)
            for apart, other in near
        )
        return [(-apart, other) for apart, other in sorted(exact)]
