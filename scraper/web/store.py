"""The store: what sites gave so far, kept between runs. A run that is cut off goes on where the store ends.

It can be deleted at any time: the next run asks for everything again, and ends with the same tips.
"""

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from scraper.errors import TipsError
from scraper.tip import Page

_FORM = 1  # a store of another form is begun anew
_TABLES = """
CREATE TABLE site (id INTEGER PRIMARY KEY, way TEXT NOT NULL, address TEXT NOT NULL, UNIQUE (way, address));
CREATE TABLE note (site INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (site, name));
CREATE TABLE post (
    site INTEGER NOT NULL, key TEXT NOT NULL, mark TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
    captured TEXT NOT NULL, zone TEXT NOT NULL, content BLOB NOT NULL, more TEXT NOT NULL, PRIMARY KEY (site, key)
);
CREATE TABLE refused (address TEXT PRIMARY KEY, why TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it came. `key` tells it from others of its site; another `mark` says that it is another text."""

    key: str
    mark: str
    page: Page


class Store:
    """The file, and in it one Record for each way into each address."""

    def __init__(self, path: Path) -> None:
        """Open the store. Raises TipsError where another run has it open, or the disk does not let it."""
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise self._trouble(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def record(self, way: str, address: str) -> "Record":
        """Return what is known of an address by one way."""
        with self._connection:
            self._connection.execute("INSERT OR IGNORE INTO site (way, address) VALUES (?, ?)", (way, address))
        row = self._connection.execute("SELECT id FROM site WHERE way = ? AND address = ?", (way, address)).fetchone()
        return Record(self._connection, row[0])

    @property
    def refused(self) -> "Refused":
        """What is known of images that cannot be had."""
        return Refused(self._connection)

    def _trouble(self, error: Exception) -> TipsError:
        busy = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
        problem = "another run is at work on it" if busy else f"what sites gave cannot be kept here ({error})"
        remedy = "Wait until it has ended" if busy else "Mend that, and run this again"
        return TipsError(problem, place=self._path, remedy=remedy)


class Refused(MutableMapping[str, str]):
    """Addresses of images that will never do, and why: they are not asked for again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, address: str) -> str:
        row = self._connection.execute("SELECT why FROM refused WHERE address = ?", (address,)).fetchone()
        if row is None:
            raise KeyError(address)
        return str(row[0])

    def __setitem__(self, address: str, why: str) -> None:
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO refused VALUES (?, ?)", (address, why))

    def __delitem__(self, address: str) -> None:
        with self._connection:
            if not self._connection.execute("DELETE FROM refused WHERE address = ?", (address,)).rowcount:
                raise KeyError(address)

    def __iter__(self) -> Iterator[str]:
        for (address,) in self._connection.execute("SELECT address FROM refused ORDER BY address"):
            yield str(address)

    def __len__(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM refused").fetchone()
        return int(count)


class Record:
    """What one way brought of one address: its posts, and notes on how far the way was gone."""

    def __init__(self, connection: sqlite3.Connection, site: int) -> None:
        self._connection, self._site = connection, site

    def __len__(self) -> int:
        """How many posts are kept."""
        (count,) = self._connection.execute("SELECT count(*) FROM post WHERE site = ?", (self._site,)).fetchone()
        return int(count)

    def mark(self, key: str) -> str | None:
        """Return the mark of a post, or None for one that is not here."""
        query = "SELECT mark FROM post WHERE site = ? AND key = ?"
        row = self._connection.execute(query, (self._site, key)).fetchone()
        return row[0] if row else None

    def name(self, key: str) -> str | None:
        """Return the address of a post, or None for one that is not here."""
        query = "SELECT name FROM post WHERE site = ? AND key = ?"
        row = self._connection.execute(query, (self._site, key)).fetchone()
        return row[0] if row else None

    def note(self, name: str) -> str:
        """Return a note, empty where there is none."""
        query = "SELECT value FROM note WHERE site = ? AND name = ?"
        row = self._connection.execute(query, (self._site, name)).fetchone()
        return str(row[0]) if row else ""

    def put(self, posts: Iterable[Post] = (), **notes: str) -> None:
        """Keep posts and notes, all of them or none."""
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO post VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(self._site, post.key, post.mark, *_columns(post.page)) for post in posts],
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO note VALUES (?, ?, ?)",
                [(self._site, name, value) for name, value in notes.items()],
            )

    def pages(self) -> Iterator[Page]:
        """Yield all posts, in the order of their keys."""
        query = (
            "SELECT name, media_type, captured, zone, content, more FROM post WHERE site = ? ORDER BY length(key), key"
        )
        for name, media_type, captured, zone, content, more in self._connection.execute(query, (self._site,)):
            yield Page(
                name=name,
                content=content,
                media_type=media_type,
                captured=datetime.datetime.fromisoformat(captured) if captured else None,
                more=tuple(bytes.fromhex(one) for one in json.loads(more)),
                zone=zone,
            )


def _columns(page: Page) -> tuple[str, str, str, str, bytes, str]:
    captured = page.captured.isoformat() if page.captured else ""
    more = json.dumps([one.hex() for one in page.more])
    return page.name, page.media_type, captured, page.zone, page.content, more


def _opened(path: Path) -> sqlite3.Connection:
    for _ in range(2):
        connection = sqlite3.connect(path, timeout=5)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            (form,) = connection.execute("PRAGMA user_version").fetchone()
            if form == _FORM:
                connection.execute("BEGIN IMMEDIATE")
                connection.commit()
                return connection
            if form == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_FORM}; COMMIT;")
                return connection
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:
            pass  # what a crash or another program left there is no store
        connection.close()
        path.unlink()
    raise sqlite3.DatabaseError("the file is no store, and cannot be replaced")
