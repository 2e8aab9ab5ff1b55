"""The vocabulary of docs/tags.yml: canonical tags, what they mean, and the other spellings that mean them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scraper.errors import ConfigError
from scraper.tags_file import CODE, TagsFile, Written, fail, read_tags
from scraper.tip import Tag


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a tag had before, the name that it has now, and the line of the file that says so."""

    name: str
    now: str
    line: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tags by canonical name, in the order of the file, and printed terms that never become a tag.

    `former` are names that tags had before, without those that are a tag's name again. `file` is what
    messages call the file.
    """

    tags: Mapping[str, Tag] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    _canonical: Mapping[str, str] = field(default_factory=dict)
    former: tuple[Former, ...] = ()
    file: Path = field(default=Path(), compare=False)

    def knows(self, spelling: str) -> bool:
        """Whether a spelling means a canonical tag, or is ignored on purpose."""
        return _key(spelling) in self._canonical or self.ignores(spelling)

    def ignores(self, spelling: str) -> bool:
        """Whether a spelling is one of the terms that never become a tag."""
        return _key(spelling) in self.ignored

    def meaning(self, spelling: str) -> str:
        """Return the tag that a spelling means; empty where the vocabulary does not know it."""
        return self._canonical.get(_key(spelling), "")

    def canonical(self, spellings: Iterable[str]) -> tuple[str, ...]:
        """Return the tags that spellings mean, sorted, each once.

        A spelling that the vocabulary does not know becomes a tag of its own, in lower case; an ignored one none.
        """
        found = {
            self._canonical.get(_key(spelling), " ".join(spelling.lower().split()))
            for spelling in spellings
            if _key(spelling) and _key(spelling) not in self.ignored
        }
        return tuple(sorted(found))

    def description(self, name: str) -> str:
        """Return what a tag means in one sentence; empty where nobody has said."""
        tag = self.tags.get(name)
        return tag.description if tag else ""


def load_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary of a tags.yml; an empty one where there is no such file.

    Raises ConfigError where the file is not of the form that the file itself explains, or a spelling means two tags.
    """
    try:
        raw = path.read_bytes()
        return parse_vocabulary(raw.decode("utf-8-sig"), path)
    except FileNotFoundError:
        return Vocabulary()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise ConfigError(problem, place=path, remedy="Mend that", code=CODE) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        remedy = "Save it again with encoding UTF-8"
        raise ConfigError("the file is not UTF-8 text", place=path, line=line, remedy=remedy, code=CODE) from None


def parse_vocabulary(text: str, place: Path) -> Vocabulary:
    """Return the vocabulary that a text is; `place` is what messages call it. Raises ConfigError where it is none."""
    try:
        return _vocabulary(read_tags(text), place)
    except ConfigError as error:
        raise error.at(place) from None


def same_term(one: str, other: str) -> bool:
    """Whether two printed terms differ in nothing that tells tags apart."""
    return _key(one) == _key(other)


def _vocabulary(file: TagsFile, place: Path) -> Vocabulary:
    names: dict[str, Written] = {}
    for entry in file.entries:
        first = names.setdefault(_key(entry.name.text), entry.name)
        if first is not entry.name:
            again = "" if first.text == entry.name.text else f' as "{first.text}"'
            problem = f'the tag "{entry.name.text}" stands on line {_line(first)} already{again}'
            fail(entry.name.node, problem, "Keep one of the two")
    canonical = {key: name.text for key, name in names.items()}
    former: list[Former] = []
    for entry in file.entries:
        name = entry.name.text
        for spelling in entry.also:
            key = _key(spelling.text)
            if key in names and names[key] is not entry.name:
                problem = f'"{spelling.text}" is a tag of its own on line {_line(names[key])}'
                remedy = f'Take it out of "also" of "{name}", or delete that other tag'
                fail(spelling.node, problem, remedy)
            _take(canonical, spelling, name)
        for spelling in entry.formerly:
            key = _key(spelling.text)
            if key not in names:
                _take(canonical, spelling, name)
            if canonical[key] == name and not any(_key(one.name) == key and one.now == name for one in former):
                former.append(Former(spelling.text, name, _line(spelling)))
    for term in file.ignored:
        if tag := canonical.get(_key(term.text)):
            problem = f'"{term.text}" is ignored, but also means the tag "{tag}"'
            fail(term.node, problem, "Take it out of one of the two places")
    return Vocabulary(
        {
            entry.name.text: Tag(entry.name.text, entry.description, tuple(spelling.text for spelling in entry.also))
            for entry in file.entries
        },
        frozenset(_key(term.text) for term in file.ignored),
        canonical,
        tuple(former),
        place,
    )


def _take(canonical: dict[str, str], spelling: Written, name: str) -> None:
    taken = canonical.setdefault(_key(spelling.text), name)
    if taken != name:
        problem = f'"{spelling.text}" means both "{taken}" and "{name}"'
        fail(spelling.node, problem, "Leave it with one of the two tags")


def _line(written: Written) -> int:
    return int(written.node.start_mark.line) + 1


def _key(spelling: str) -> str:
    """Fold what never tells two tags apart: case, accents' encoding, "&", hyphens, underscores and white space."""
    folded = unicodedata.normalize("NFKC", spelling).casefold().replace("&", " and ")
    return re.sub(r"[\s_\-‐‑–—]+", "", folded)
