"""Suggestions: the tags that a tip might have, with the reason for each in words for people.

Two witnesses are heard: the vocabulary, whose words may stand in the tip, and the tips closest to it in words, which
have tags already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper.editor.tags.tag_words import Spoken, TagsSpoken
from scraper.form import FORM
from scraper.frontmatter import trimmed
from scraper.likeness.nearest import Nearest
from scraper.likeness.stems import spelt, stems
from scraper.likeness.worth import profile_of, worth_of
from scraper.shelf import read_shelf
from scraper.tip import FiledTip, Tip
from scraper.vocabulary import Vocabulary

MOST = 3
_TITLE = 3  # a word of the title tells as much as one that stands in the text so many times
_NEIGHBOURS = 5
_SHARED_BY = 1  # a word that one tip has may lead to it, for the text that is asked about is mostly none of them
_CLOSE = 0.05  # below that, what two tips share is chance
_NEIGHBOUR = 2.0  # what a neighbour's closeness counts beside words
_LEAST, _SURE = 0.35, 2.0  # below the one, a tag is a guess; from the other on, it is more often right than not
_UNWRITTEN = trimmed(FORM.body)
_WORDS, _TITLES = 3, 3  # of each, as many are told as reasons


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag and why: words that stand in the tip, and titles of close tips that have it, of so many close ones.

    `in_title` says that all of these words stand in the title. `sure` says that the tag is more often right than not.
    """

    tag: str
    words: tuple[str, ...]
    in_title: bool
    titles: tuple[str, ...]
    close: int
    sure: bool

    @property
    def reason(self) -> str:
        """The reason as half a sentence, without a full stop."""
        reasons: list[str] = []
        if self.words:
            stand = "stands" if len(self.words) == 1 else "stand"
            reasons.append(f"{_listed(self.words)} {stand} in the {'title' if self.in_title else 'text'}")
        if self.titles:
            some = ", ".join((*(f'"{title}"' for title in self.titles[:_TITLES]), *("…",) * (self._has > _TITLES)))
            reasons.append(f"{self._share} ({some})")
        return "; ".join(reasons)

    @property
    def _has(self) -> int:
        return len(self.titles)

    @property
    def _share(self) -> str:
        if self.close == 1:
            return "the closest tip has it"
        if self._has == self.close:
            return f"{'both' if self.close == 2 else f'all {self.close}'} closest tips have it"
        return f"{self._has} of the {self.close} closest tips {'has' if self._has == 1 else 'have'} it"


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f'"{word}"' for word in words]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


class Suggester:
    """What an archive's tips and its vocabulary suggest for a text."""

    def __init__(self, tips: Iterable[FiledTip], vocabulary: Vocabulary) -> None:
        self._tips: list[tuple[str, tuple[str, ...]]] = []
        self._numbers: dict[PurePosixPath, int] = {}
        texts: list[list[str]] = []
        for filed in tips:
            tags = vocabulary.canonical(filed.tip.tags)
            if tags:
                self._numbers[filed.path] = len(texts)
                self._tips.append((filed.tip.title, tags))
                texts.append(_terms(filed.tip))
        self._worth = worth_of(texts)
        self._nearest = Nearest([profile_of(text, self._worth, _SHARED_BY) for text in texts])
        self._known = frozenset(vocabulary.tags) or frozenset(tag for _, tags in self._tips for tag in tags)
        self._spoken = TagsSpoken(vocabulary, sorted(self._known))
        self._vocabulary = vocabulary

    def suggest(self, tip: Tip, path: PurePosixPath | None = None, most: int = MOST) -> tuple[Suggestion, ...]:
        """Return the tags that a tip might have besides its own, the best first; none where nothing speaks for one.

        `path` is that of its file, which is then none of its own neighbours.
        """
        spoken, near, ordered = self._heard(tip, path)
        return tuple(
            self._suggestion(tip, tag, spoken.get(tag, Spoken(0, (), named=False)), near, strength)
            for strength, tag in ordered[:most]
        )

    def tags(self, tip: Tip, path: PurePosixPath | None = None) -> tuple[str, ...]:
        """Return the first few of these tags without their reasons, which take longer to find."""
        return tuple(tag for _, tag in self._heard(tip, path)[2][:MOST])

    def _heard(
        self, tip: Tip, path: PurePosixPath | None
    ) -> tuple[Mapping[str, Spoken], list[tuple[float, int]], list[tuple[float, str]]]:
        """Return what the witnesses say: words by tag, close tips, and what it comes to by tag, the strongest first."""
        terms = _terms(tip)
        spoken = self._spoken.of(terms, self._worth)
        near = self._near(terms, self._numbers.get(path) if path else None)
        strength = {tag: one.strength for tag, one in spoken.items()}
        for close, number in near:
            for tag in self._known.intersection(self._tips[number][1]):
                strength[tag] = strength.get(tag, 0.0) + _NEIGHBOUR * close
        has = self._vocabulary.canonical(tip.tags)
        ordered = sorted((-value, tag) for tag, value in strength.items() if value >= _LEAST and tag not in has)
        return spoken, near, [(-value, tag) for value, tag in ordered]

    def _near(self, terms: list[str], itself: int | None) -> list[tuple[float, int]]:
        near = self._nearest.to(profile_of(terms, self._worth, _SHARED_BY), itself)[:_NEIGHBOURS]
        return [(close, number) for close, number in near if close >= _CLOSE]

    def _suggestion(
        self, tip: Tip, tag: str, spoken: Spoken, near: list[tuple[float, int]], strength: float
    ) -> Suggestion:
        wanted = spoken.stems[:_WORDS]
        in_title = spelt(tip.title, wanted)
        words = in_title | spelt(_body(tip), set(wanted).difference(in_title))
        titles = tuple(self._tips[number][0] for _, number in near if tag in self._tips[number][1])
        sure = strength >= _SURE and (spoken.named or bool(titles))
        return Suggestion(tag, tuple(words.values()), words == in_title, titles, len(near), sure)


def read_suggester(folder: Path, vocabulary: Vocabulary) -> Suggester:
    """Return what the tips of a folder suggest, as far as they are readable."""
    return Suggester(read_shelf(folder).tips, vocabulary)


def _terms(tip: Tip) -> list[str]:
    return stems(tip.title) * _TITLE + stems(_body(tip))


def _body(tip: Tip) -> str:
    """Return the text of a tip; none where only the form for it stands there."""
    return "" if tip.body == _UNWRITTEN else tip.body
