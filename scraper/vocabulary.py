"""The vocabulary of docs/tags.yml: canonical tags, what they mean, and the other spellings that mean them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from scraper.errors import ConfigError
from scraper.tip import Tag

_FORM = 'Write tags as "name: {description: …, also: [other spelling]}" below "tags:"'


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tags by canonical name, in the order of the file, and printed terms that never become a tag."""

    tags: Mapping[str, Tag] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    _canonical: Mapping[str, str] = field(default_factory=dict)

    def knows(self, spelling: str) -> bool:
        """Whether a spelling means a canonical tag, or is ignored on purpose."""
        return _key(spelling) in self._canonical or _key(spelling) in self.ignored

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
        table = yaml.safe_load(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Vocabulary()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise ConfigError(f"this is not readable as YAML: {error}", place=path, line=line, remedy=_FORM) from None
    if table is None:
        return Vocabulary()
    if not isinstance(table, dict) or not isinstance(table.get("tags") or {}, dict):
        raise ConfigError("this is no vocabulary", place=path, remedy=_FORM)
    tags: dict[str, Tag] = {}
    canonical: dict[str, str] = {}
    for name, values in (table.get("tags") or {}).items():
        tag = _tag(str(name), values, path)
        tags[tag.name] = tag
        for spelling in (tag.name, *tag.also):
            taken = canonical.setdefault(_key(spelling), tag.name)
            if taken != tag.name:
                raise ConfigError(
                    f'"{spelling}" means both "{taken}" and "{tag.name}"',
                    place=path,
                    remedy="Leave it with one of the two tags",
                )
    ignored = frozenset(_key(str(term)) for term in table.get("ignore") or ())
    return Vocabulary(tags, ignored, canonical)


def same_term(one: str, other: str) -> bool:
    """Whether two printed terms differ in nothing that tells tags apart."""
    return _key(one) == _key(other)


def _tag(name: str, values: object, path: Path) -> Tag:
    values = values or {}
    also = values.get("also", []) if isinstance(values, dict) else None
    if not isinstance(values, dict) or not isinstance(also, list):
        raise ConfigError(f'the tag "{name}" is not of the form that is expected', place=path, remedy=_FORM)
    unknown = set(values) - {"description", "also"}
    if unknown:
        raise ConfigError(f'the tag "{name}" has an unknown setting "{min(unknown)}"', place=path, remedy=_FORM)
    return Tag(name, str(values.get("description", "")).strip(), tuple(str(spelling) for spelling in also))


def _key(spelling: str) -> str:
    """Fold what never tells two tags apart: case, accents' encoding, "&", hyphens, underscores and white space."""
    folded = unicodedata.normalize("NFKC", spelling).casefold().replace("&", " and ")
    return re.sub(r"[\s_\-‐‑–—]+", "", folded)
