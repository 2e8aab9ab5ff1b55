"""Moves: which tags are to become which one, once it is sure what the names mean that somebody wrote."""

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scraper.errors import ConfigError
from scraper.frontmatter import one_line
from scraper.vocabulary import Vocabulary, same_term


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of tags: each of `old`, and each text that is one of these `spellings`, is `new` from now on.

    `renames` says that `new` is a name of one of `old` that it did not have, rather than another tag.
    """

    old: tuple[str, ...]
    new: str
    spellings: tuple[str, ...] = ()
    renames: bool = False

    def moves(self, tag: str, vocabulary: Vocabulary) -> bool:
        """Whether a tag as a tip has it is meant; `vocabulary` is that from before the move."""
        meaning = vocabulary.canonical([tag])
        return bool(set(meaning) & set(self.old)) or any(same_term(tag, spelling) for spelling in self.spellings)


def renaming(old: str, new: str, vocabulary: Vocabulary, used: Collection[str]) -> Move:
    """Return the move that gives a tag another name. Raises ConfigError where that isn't possible.

    Where the old name means the new one already, tips that still have it follow: so a move that was cut off is
    finished by the same command.
    """
    name = _new_name(new, vocabulary)
    if _is_spelling(old, name, vocabulary):
        return Move((), vocabulary.meaning(name), (old,))
    tag = _tag(old, vocabulary, used)
    if tag == name:
        raise ConfigError(f'the tag is called "{name}" already', remedy="Write the old name first, then the new one")
    other = next((one for one in vocabulary.canonical([name]) if one != tag), "")
    if other and (vocabulary.knows(name) or other in used):
        what = "a tag already" if same_term(other, name) else f'another spelling of the tag "{other}"'
        remedy = f"To make one tag of both, run: tips tags merge {quoted(tag)} --into {quoted(other)}"
        raise ConfigError(f'"{name}" is {what}', remedy=remedy)
    return Move((tag,), name, renames=True)


def merging(names: Sequence[str], into: str, vocabulary: Vocabulary, used: Collection[str]) -> Move:
    """Return the move that makes several tags one. Raises ConfigError where that isn't possible."""
    try:
        target = _tag(into, vocabulary, used)
    except ConfigError as error:
        if vocabulary.knows(into) or "Did you mean" in error.remedy:
            raise
        remedy = f"For a new name, rename one of the tags first: tips tags rename {quoted(names[0])} {quoted(into)}"
        raise ConfigError(error.problem, remedy=remedy) from None
    old: dict[str, None] = {}
    spellings: list[str] = []
    for name in names:
        if _is_spelling(name, target, vocabulary):
            spellings.append(name)
            continue
        tag = _tag(name, vocabulary, used, names)
        if tag == target:
            remedy = "Name the tags that go first, and behind --into the one that stays"
            raise ConfigError(f'"{name}" can\'t be merged into itself', remedy=remedy)
        old[tag] = None
    return Move(tuple(old), target, tuple(spellings))


def quoted(name: str) -> str:
    """Return a name as a command line takes it: between quotes where it has blanks or signs."""
    if name and all(character.isalnum() or character in "-_." for character in name):
        return name
    return '"{}"'.format("".join(f"\\{character}" if character in '"\\$`' else character for character in name))


def _tag(name: str, vocabulary: Vocabulary, used: Collection[str], among: Sequence[str] = ()) -> str:
    """Return the tag that goes by a name, whether docs/tags.yml knows it or only tips have it."""
    if vocabulary.ignores(name):
        remedy = "It never becomes a tag. Take it out of “ignore” in docs/tags.yml if it should"
        raise ConfigError(f'"{name}" is ignored', remedy=remedy)
    meaning = vocabulary.meaning(name)
    if meaning and same_term(meaning, name):
        return meaning
    if meaning:
        remedy = f"Name the tag itself: {quoted(meaning)}"
        raise ConfigError(f'"{name}" is no tag of its own but another spelling of "{meaning}"', remedy=remedy)
    plain = next(iter(vocabulary.canonical([name])), "")
    found = next((tag for tag in used if tag == plain or same_term(tag, plain)), "")
    if found:
        return found
    known = {tag.casefold(): tag for tag in (*used, *vocabulary.tags)}
    whole = " ".join(among)
    if len(among) > 1 and (vocabulary.knows(whole) or whole.casefold() in known):
        remedy = f"Put a name of several words between quotes: {quoted(whole)}"
    elif close := difflib.get_close_matches(plain, known, n=1):
        remedy = f'Did you mean "{known[close[0]]}"?'[:-1]
    else:
        remedy = "Run “tips tags” to see all tags"
    raise ConfigError(f'there is no tag "{name}"', remedy=remedy)


def _is_spelling(name: str, of: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is another spelling of a tag, and not its own name."""
    meaning = vocabulary.meaning(name)
    return bool(meaning) and same_term(meaning, of) and not same_term(name, of)


def _new_name(name: str, vocabulary: Vocabulary) -> str:
    """Return a new name in the form in which files hold it."""
    clean = one_line(name)
    if not any(character.isalnum() for character in clean):
        raise ConfigError(f'"{clean}" is no name for a tag', remedy="Write a word or two")
    if vocabulary.ignores(clean):
        remedy = "Take it out of “ignore” in docs/tags.yml first, or choose another name"
        raise ConfigError(f'"{clean}" is a term that never becomes a tag', remedy=remedy)
    return clean
