"""The spool: what the pages of a run tell, kept on disk until it is merged, one group of possible sames at a time.

A run may read 100,000 posts: memory holds eight bytes for each of them, and the texts of one group.
"""

import datetime
import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import chain, groupby
from pathlib import PurePosixPath
from typing import Any

from scraper.errors import TipsError
from scraper.merge import title_key, url_key
from scraper.tip import FiledTip, Precision, Rights, Sighting, Status, TipDate

_SAME_URL = "SELECT id, min(id) OVER (PARTITION BY url) FROM member WHERE url IS NOT NULL"
_SAME_FORMERLY = "SELECT former.id, member.id FROM former JOIN member ON member.url = former.url"
_SAME_TITLE = """
SELECT id, min(id) OVER (PARTITION BY title) FROM member WHERE title IN (SELECT title FROM member WHERE url IS NULL)
"""


@contextmanager
def temporary_database() -> Iterator[sqlite3.Connection]:
    """A private SQLite database on disk, gone as soon as it is closed, even where the run is killed.

    SQLite does so with a database that has no name: its file has none either once it is open, and lies in the folder
    that SQLITE_TMPDIR or TMPDIR names, else in /var/tmp. Raises TipsError where the disk does not let it.
    """
    database = sqlite3.connect("")
    try:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        yield database
    except sqlite3.Error as error:
        raise TipsError(
            f"what the pages tell could not be kept on the disk for temporary files ({error})",
            remedy="Make room there, or name another folder: SQLITE_TMPDIR=FOLDER tips scrape",
        ) from None
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Group:
    """Sightings of this run, at least one, and files of earlier runs that merging may take for the same tip."""

    sightings: tuple[Sighting, ...]
    files: tuple[PurePosixPath, ...]


class Spool:
    """All sightings of a run, and the heads of the files that earlier runs left."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._members = 0
        # Texts lie in a table of their own, so that looking for groups does not read them.
        database.execute(
            "CREATE TABLE member (id INTEGER PRIMARY KEY, lot INTEGER, title INTEGER, url INTEGER, path BLOB)"
        )
        database.execute("CREATE TABLE former (id INTEGER, url INTEGER)")
        database.execute("CREATE TABLE sighting (id INTEGER PRIMARY KEY, said BLOB)")

    def add(self, seen: Sighting) -> None:
        """Keep a sighting."""
        member = self._join(seen.source, seen.title, seen.url)
        self._database.execute("INSERT INTO sighting VALUES (?, ?)", (member, packed(seen)))
        for address in seen.formerly:
            self._database.execute("INSERT INTO former VALUES (?, ?)", (member, _hash(url_key(address))))

    def add_file(self, file: FiledTip) -> None:
        """Keep what finds a file's group, and not its text: whoever merges it reads it again."""
        self._join(file.tip.source, file.tip.title, file.tip.source_url, _bytes(str(file.path)))

    def groups(self) -> Iterator[Group]:
        """Yield all sightings, each once, with the files that belong to them; files that no page speaks of stay out.

        Merging each group gives what merging everything at once gives: `merge` joins what shares an address, or a
        title of one source; and what has an address joins nothing by its title but what has none.
        """
        self._find_groups()
        members = self._database.execute(
            "SELECT lot, id, path FROM member WHERE lot IN (SELECT lot FROM member WHERE path IS NULL) ORDER BY lot, id"
        )
        for _, lot in groupby(members, key=lambda member: member[0]):
            sightings: list[Sighting] = []
            files: list[PurePosixPath] = []
            for _, member, path in lot:
                if path is None:
                    sightings.append(self._sighting(member))
                else:
                    files.append(PurePosixPath(_text(path)))
            yield Group(tuple(sightings), tuple(files))

    def _join(self, source: str, title: str, url: str, path: bytes | None = None) -> int:
        self._members += 1
        keys = _hash(source, title_key(title)), _hash(url_key(url)) if url else None
        self._database.execute("INSERT INTO member VALUES (?, ?, ?, ?, ?)", (self._members, self._members, *keys, path))
        return self._members

    def _sighting(self, member: int) -> Sighting:
        (said,) = self._database.execute("SELECT said FROM sighting WHERE id = ?", (member,)).fetchone()
        return unpacked(said)

    def _find_groups(self) -> None:
        """Give each member the lot of the first one of its group (a union-find over what shares a key)."""
        first = array("q", range(self._members + 1))

        def first_of(member: int) -> int:
            while first[member] != member:
                first[member] = member = first[first[member]]
            return member

        pairs = chain(*map(self._database.execute, (_SAME_URL, _SAME_FORMERLY, _SAME_TITLE)))
        for one, other in pairs:
            low, high = sorted((first_of(one), first_of(other)))
            first[high] = low
        self._database.executemany(
            "UPDATE member SET lot = ? WHERE id = ?",
            ((first_of(member), member) for member in range(1, self._members + 1) if first[member] != member),
        )


def packed(seen: Sighting) -> bytes:
    """Return a sighting as JSON: the values of its fields, in their order."""
    values = [getattr(seen, one.name) for one in fields(Sighting)]
    return _bytes(json.dumps(values, ensure_ascii=False, default=_plain))


def unpacked(said: bytes) -> Sighting:
    """Return the sighting that `packed` made these bytes of."""
    values = zip(fields(Sighting), json.loads(_text(said)), strict=True)
    return Sighting(**{one.name: _FORMS.get(one.name, _tuples)(value) for one, value in values})


def _plain(value: object) -> object:
    """JSON's form of what JSON does not know."""
    if isinstance(value, TipDate):
        return value.day.isoformat(), value.precision
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    raise TypeError(f"no form for {value!r}")


def _tuples(value: Any) -> Any:  # noqa: ANN401 -- a text, a number, nothing, or a list of texts
    return tuple(value) if isinstance(value, list) else value


# The way back from JSON, for the fields that are neither text, number nor list of texts.
_FORMS: dict[str, Callable[[Any], Any]] = {
    "status": Status,
    "rights": Rights,
    "date": lambda date: date and TipDate(datetime.date.fromisoformat(date[0]), Precision(date[1])),
    "captured": lambda moment: moment and datetime.datetime.fromisoformat(moment),
}


def _hash(*words: str) -> int:
    """Return 64 bits for a key. Two keys that share them share a group, where merging still tells them apart."""
    return int.from_bytes(blake2b(_bytes("\0".join(words)), digest_size=8).digest(), signed=True)


def _bytes(text: str) -> bytes:
    """A text as bytes: pages and file names may hold lone surrogates, which UTF-8 and SQLite have no place for."""
    return text.encode("utf-8", "surrogatepass")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
