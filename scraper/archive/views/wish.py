"""Wishes: what a page asks for in a list of tips, read from settings such as tag="first impressions" limit=3."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from scraper.archive.archive import Archive, Entry, published
from scraper.errors import TipsError
from scraper.vocabulary import Vocabulary

_KEYS = ("tag", "author", "year", "source", "order", "limit")
_ORDERS = ("newest", "oldest")
_SETTING = re.compile(r'([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s"=]+))(?=\s|$)|\S+')
_LIMIT = re.compile(r"[1-9][0-9]?|100")
_FEW = 5  # where nothing else is asked for
_SHOWN = 12  # of all that could be meant, in a message


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished for: tips that have all of these tags, and the author, year and source where one is named."""

    tags: tuple[str, ...] = ()
    author: str = ""
    year: str = ""
    source: str = ""
    order: str = _ORDERS[0]
    limit: int = _FEW

    def found(self, archive: Archive, besides: str) -> Iterator[Entry]:
        """Return the tips that fit, in order and undated ones last, without the one at the source `besides`."""
        dated = archive.dated if self.order == _ORDERS[0] else archive.dated[::-1]
        fitting = (
            entry for entry in published(dated + archive.undated) if entry.src_uri != besides and self._fits(entry)
        )
        return islice(fitting, self.limit)

    def _fits(self, entry: Entry) -> bool:
        tip = entry.tip
        year = str(tip.date.day.year) if tip.date else None
        return (
            set(self.tags) <= set(entry.tags)
            and self.author in ("", tip.author)
            and self.year in ("", year)
            and self.source in ("", tip.source)
        )


def read_wish(settings: str, archive: Archive, vocabulary: Vocabulary) -> tuple[Wish, tuple[TipsError, ...]]:
    """Return what settings ask for, and all that is wrong with them."""
    reader = _Reader()
    reader.read(settings)
    wish = Wish(
        tags=reader.tags(archive, vocabulary),
        author=reader.name("author", archive.authors),
        year=reader.name("year", map(str, archive.years)),
        source=reader.name("source", (entry.tip.source for entry in archive.entries)),
        order=reader.name("order", _ORDERS) or _ORDERS[0],
        limit=reader.limit(),
    )
    return wish, tuple(reader.wrong)


class _Reader:
    """Takes values out of settings, one form at a time, and notes what is wrong with them."""

    def __init__(self) -> None:
        self.wrong: list[TipsError] = []
        self._values: dict[str, list[str]] = {key: [] for key in _KEYS}

    def read(self, settings: str) -> None:
        for found in _SETTING.finditer(settings):
            key, quoted, bare = found.groups()
            if key is None:
                self._error(f'a list of tips cannot read "{found[0]}"', 'Write key=value, or key="a value with blanks"')
            elif key not in _KEYS:
                self._error(f'a list of tips has no setting "{key}"', _instead(key, _KEYS))
            elif self._values[key] and key != "tag":
                self._error(f'"{key}" stands twice in a list of tips', "Keep one of the two")
            else:
                self._values[key].append(bare or quoted)

    def tags(self, archive: Archive, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return the canonical names of the tags."""
        found: list[str] = []
        for spelling in self._values["tag"]:
            for name in vocabulary.canonical([spelling]) or (spelling,):
                if name in vocabulary.tags or name in archive.topics:
                    found.append(name)
                else:
                    self._unknown("tag", spelling, (*vocabulary.tags, *archive.topics))
        return tuple(found)

    def name(self, key: str, known: Iterable[str]) -> str:
        """Return one of the names that are known, in its own spelling; empty where none is asked for."""
        for value in self._values[key]:
            names = {name.casefold(): name for name in known if name}
            if value.casefold() in names:
                return names[value.casefold()]
            self._unknown(key, value, names.values())
        return ""

    def limit(self) -> int:
        for value in self._values["limit"]:
            if _LIMIT.fullmatch(value):
                return int(value)
            self._error(f'"{value}" is no limit of a list of tips', "Write a whole number from 1 to 100, as in limit=5")
        return _FEW

    def _unknown(self, key: str, value: str, known: Iterable[str]) -> None:
        self._error(f'a list of tips asks for an unknown {key} "{value}"', _instead(value, known))

    def _error(self, problem: str, remedy: str) -> None:
        self.wrong.append(TipsError(problem, remedy=remedy, code="TIP508"))


def _instead(value: str, known: Iterable[str]) -> str:
    """Return what to do about a name that is none: take the one that looks like it, or else one of those there are."""
    names = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(value.casefold(), names, n=1)
    if close:
        return f'Did you mean "{names[close[0]]}"?'[:-1]
    first = ", ".join(islice(names.values(), _SHOWN))
    if not first:
        return "There is none yet, so leave it out"
    return f"Use one of: {first}" if len(names) <= _SHOWN else f"Use one that there is, such as: {first}"
