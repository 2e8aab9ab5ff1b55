"""The names of files in the folder of tips: which are taken, and by whom. On disk, since there may be 100,000."""

import sqlite3
from pathlib import PurePosixPath

from scraper.tip import folded_name


class Names:
    """Names as file systems see them that fold case and Unicode forms."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._numbers: dict[bytes, int] = {}  # the last number that a name got, so that no count begins anew
        database.execute("CREATE TABLE name (folded BLOB, path BLOB, broken INTEGER, claimed INTEGER)")
        database.execute("CREATE INDEX name_folded ON name (folded)")

    def hold(self, path: PurePosixPath, *, broken: bool = False) -> None:
        """Take a name for the file that lies there; `broken` says that nobody can read it."""
        self._insert(path, broken=broken, claimed=broken)

    def claim(self, path: PurePosixPath) -> None:
        """Note that a tip of this run is known to be that file."""
        where = (_folded(path), _bytes(str(path)))
        self._database.execute("UPDATE name SET claimed = TRUE WHERE folded = ? AND path = ?", where)

    def unclaimed(self, wanted: PurePosixPath) -> tuple[PurePosixPath, ...]:
        """Return the readable files of a name that no tip of this run is known to be."""
        rows = self._database.execute(
            "SELECT path FROM name WHERE folded = ? AND NOT claimed ORDER BY path DESC", (_folded(wanted),)
        )
        return tuple(PurePosixPath(path.decode("utf-8", "surrogatepass")) for (path,) in rows)

    def is_broken(self, wanted: PurePosixPath) -> bool:
        """Whether a file of that name lies there that nobody can read."""
        row = self._database.execute("SELECT 1 FROM name WHERE folded = ? AND broken", (_folded(wanted),))
        return row.fetchone() is not None

    def free(self, wanted: PurePosixPath) -> PurePosixPath:
        """Take the name, or the next one with a number that is free, and return it."""
        path, start = wanted, _folded(wanted)
        number = self._numbers.get(start, 1)
        while self._is_taken(path):
            number += 1
            path = wanted.with_name(f"{wanted.stem}-{number}.md")
            self._numbers[start] = number
        self._insert(path, claimed=True)
        return path

    def _is_taken(self, path: PurePosixPath) -> bool:
        return self._database.execute("SELECT 1 FROM name WHERE folded = ?", (_folded(path),)).fetchone() is not None

    def _insert(self, path: PurePosixPath, *, broken: bool = False, claimed: bool = False) -> None:
        row = (_folded(path), _bytes(str(path)), broken, claimed)
        self._database.execute("INSERT INTO name VALUES (?, ?, ?, ?)", row)


def _folded(path: PurePosixPath) -> bytes:
    return _bytes(folded_name(str(path)))


def _bytes(text: str) -> bytes:
    """A text for SQLite, which cannot hold the lone surrogates by which Python spells names that are no UTF-8."""
    return text.encode("utf-8", "surrogatepass")
