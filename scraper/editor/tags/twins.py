"""Twins: tags that are likely the same, by how they are spelt or by the tips that they stand on, with the reason."""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.editor.tags.usage import TagUse, Usage
from scraper.likeness.stems import stems
from scraper.vocabulary import Vocabulary

_ALIKE = 0.88  # of two spellings: "complaint" and "compliment" stay below, a slip in a longer word is above
_LONG = 5  # letters of a name in which a slip can be told from another word
_TOGETHER = 0.8  # the share of their tips that two tags have in common
_ENOUGH = 3  # tips that two tags share before that says anything


@dataclass(frozen=True, slots=True)
class Twin:
    """A tag that could be merged into another, and why: "the same words in another form"."""

    tag: str
    into: str
    why: str


def twins(usage: Usage, vocabulary: Vocabulary) -> tuple[Twin, ...]:
    """Return the tags that are likely the same as another, each once, by name."""
    found: dict[tuple[str, str], str] = {}
    for one, other, why in (*_by_spelling(usage.tags, vocabulary), *_by_use(usage)):
        found.setdefault((one, other) if one < other else (other, one), why)
    uses = {use.name: use for use in usage.tags}
    pairs = [(*sorted(pair, key=lambda name: _worth(uses[name])), why) for pair, why in found.items()]
    best: dict[str, Twin] = {}
    for into, tag, why in sorted(pairs):
        best.setdefault(tag, Twin(tag, into, why))
    return tuple(best[tag] for tag in sorted(best, key=lambda name: (name.casefold(), name)))


def _worth(use: TagUse) -> tuple[bool, int, int, str]:
    """Order the tag that stays before the one that goes: what the vocabulary has, then what more tips have."""
    return not use.is_known, -use.tips, len(use.name), use.name


def _by_spelling(tags: Sequence[TagUse], vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    spellings = [
        (use.name, spelling, _letters(spelling), _words(spelling))
        for use in tags
        for spelling in (use.name, *(vocabulary.tags[use.name].also if use.is_known else ()))
    ]
    matcher = difflib.SequenceMatcher(autojunk=False)
    for name, spelling, letters, words in spellings:
        if spelling != name:
            continue  # two other spellings that are alike tell nothing that the names themselves don't
        matcher.set_seq2(letters)
        for other, its, its_letters, its_words in spellings:
            if other == name or (its == other and other < name):
                continue
            if letters == its_letters:
                why = "the same letters"
            elif words == its_words:
                why = "the same words in another form"
            elif min(len(letters), len(its_letters)) >= _LONG and _alike(matcher, its_letters):
                why = "spelt almost the same"
            else:
                continue
            yield name, other, why if its == other else f'{why} as "{its}", which means "{other}"'


def _alike(matcher: "difflib.SequenceMatcher[str]", letters: str) -> bool:
    matcher.set_seq1(letters)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _by_use(usage: Usage) -> Iterator[tuple[str, str, str]]:
    on: dict[str, list[str]] = {}
    for name, paths in usage.holders.items():
        for path in paths:
            on.setdefault(path, []).append(name)
    together = Counter(pair for names in on.values() for pair in combinations(sorted(names), 2))
    for (one, other), both in sorted(together.items()):
        either = len(usage.holders[one] | usage.holders[other])
        if both >= _ENOUGH and both >= _TOGETHER * either:
            yield one, other, f"on the same {both} of {either} tips"


def _letters(name: str) -> str:
    """Return the letters and digits of a name without their accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name without their endings, in no order."""
    return tuple(sorted(stem for word in name.replace("-", " ").split() for stem in (stems(word) or [word.casefold()])))
