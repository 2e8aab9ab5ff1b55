"""A feed's mix of tags and categories, told apart by what else is known of their source. Nothing is guessed.

What a page or an export tells of a name holds for the feed too. The order tells more: WordPress prints the categories
of a post, of which there is at least one, before its tags, and sorts each group by name (`get_the_category_rss`,
`wp_get_object_terms`). Where the order falls, the tags begin.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from scraper.frontmatter import one_line
from scraper.tip import Loss, Sighting

_UNTOLD = "a feed does not tell whether this is a tag or a category"

_List = tuple[str, ...]  # the terms of one post, in their order
_Span = tuple[int, int]  # how many of them are categories, at least and at most


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a source's categories and of its tags, some of them both, and what each ordered list tells."""

    categories: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    spans: Mapping[_List, _Span] = field(default_factory=dict)

    def told_apart(self, seen: Sighting) -> tuple[Sighting, tuple[Loss, ...]]:
        """Return the normalised sighting with its terms among its categories as far as they are known to be some.

        A loss names each that may be either. The tags stay as they are, for all terms are among them.
        """
        if seen.terms in self.spans:
            least, most = self.spans[seen.terms]
            found, either = seen.terms[:least], seen.terms[least:most]
        else:
            found = tuple(name for name in seen.terms if name in self.categories)
            either = tuple(name for name in seen.terms if name not in self.categories and name not in self.tags)
        losses = tuple(Loss(seen.page, None, _UNTOLD, name, seen.title) for name in either)
        return replace(seen, categories=tuple(dict.fromkeys((*seen.categories, *found))), terms=()), losses


class Terms:
    """Gathers what a source tells of its terms, by their names as printed. In which order it does changes nothing."""

    def __init__(self) -> None:
        self._categories: set[str] = set()
        self._tags: set[str] = set()
        self._lists: set[_List] = set()

    def learn(self, *, categories: Iterable[str] = (), tags: Iterable[str] = ()) -> None:
        """Take in names of which a page, an export or a tip on the shelf says what they are."""
        self._categories.update(map(one_line, categories))
        self._tags.update(map(one_line, tags))

    def mixed(self, terms: Iterable[str]) -> None:
        """Take in all terms of one post out of a feed that WordPress wrote; another feed's order tells nothing."""
        if names := tuple(dict.fromkeys(sys.intern(one_line(name)) for name in terms)):
            self._lists.add(names)

    def settled(self) -> Known:
        """Return all that follows from what was taken in.

        It takes rounds, for the categories of one post may tell those of another. Order comes first, so that a name
        found to be both misleads no list; a list against which all that is known speaks tells nothing.
        """
        by_order = _by_order(self._lists)
        categories, tags = set(self._categories), set(self._tags)
        _teach(by_order, categories, tags)
        while True:
            spans = {
                terms: narrowed
                for terms, span in by_order.items()
                if (narrowed := _narrowed(terms, span, categories - tags, tags - categories))
            }
            if not _teach(spans, categories, tags):
                return Known(frozenset(categories), frozenset(tags), spans)


def _teach(spans: Mapping[_List, _Span], categories: set[str], tags: set[str]) -> bool:
    """Add the names that spans settle, and return whether one of them is news."""
    before = len(categories) + len(tags)
    categories.update(name for terms, (least, _) in spans.items() for name in terms[:least])
    tags.update(name for terms, (_, most) in spans.items() for name in terms[most:])
    return len(categories) + len(tags) > before


def _by_order(lists: Iterable[_List]) -> dict[_List, _Span]:
    """Return what the lists' order alone tells; nothing of any where one falls twice, which WordPress's do not."""
    spans: dict[_List, _Span] = {}
    for terms in lists:
        falls = [n for n, (one, other) in enumerate(pairwise(terms), 1) if _sorts_behind(one, other)]
        if len(falls) > 1:
            return {}
        spans[terms] = (falls[0], falls[0]) if falls else (1, len(terms))
    return spans


def _sorts_behind(one: str, other: str) -> bool:
    """Whether a database sorts one name behind the other by any of its collations for all languages.

    They agree on letters without regard to case, digits before them and spaces before all; not on punctuation, nor on
    what is not ASCII.
    """
    for a, b in zip(one.lower(), other.lower(), strict=False):
        if a != b:
            return a > b and all(c == " " or (c.isascii() and c.isalnum()) for c in (a, b))
    return any(c.isascii() and c.isalnum() for c in one[len(other) :])


def _narrowed(terms: _List, span: _Span, categories: set[str], tags: set[str]) -> _Span | None:
    """Return the span that also fits the names that are categories only, or tags only; None where none does."""
    least = max([span[0], *(n for n, name in enumerate(terms, 1) if name in categories)])
    most = min([span[1], *(n for n, name in enumerate(terms) if name in tags)])
    return (least, most) if least <= most else None
