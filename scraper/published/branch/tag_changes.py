"""The vocabulary: what became of its tags between two versions of docs/tags.yml."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import ConfigError
from scraper.vocabulary import Vocabulary, load_vocabulary, parse_vocabulary


@dataclass(frozen=True, slots=True)
class TagChanges:
    """Tags that are new, each with what it means; those that are gone; old names with new ones; and other edits.

    `problem` says why nothing can be told of the file, as it is now or as it was.
    """

    added: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    edited: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.edited or self.problem)


def tag_changes(before: bytes, file: Path) -> TagChanges:
    """Return what became of the tags of a file that held these bytes before."""
    try:
        new = load_vocabulary(file)
    except ConfigError as error:
        return TagChanges(problem=f"It can't be read now: {error.problem}")
    try:
        old = parse_vocabulary(before.decode("utf-8-sig", errors="replace"), file)
    except ConfigError:
        return TagChanges(problem="It could not be read before, so nobody can tell what is new in it")
    gone = [name for name in old.tags if name not in new.tags]
    return TagChanges(
        tuple((name, tag.description) for name, tag in new.tags.items() if name not in old.tags),
        tuple(name for name in gone if not new.meaning(name)),
        tuple((name, new.meaning(name)) for name in gone if new.meaning(name)),
        tuple((name, ", ".join(how)) for name in new.tags if name in old.tags if (how := list(_edits(name, old, new)))),
    )


def _edits(name: str, old: Vocabulary, new: Vocabulary) -> Iterator[str]:
    if old.description(name) != new.description(name):
        yield "what it means"
    if old.tags[name].also != new.tags[name].also:
        yield "its other spellings"
