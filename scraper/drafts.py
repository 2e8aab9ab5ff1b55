"""Drafts: files that have no name yet, on disk until all are known, so that names go by seniority."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath

from scraper.change import Change, Verdict
from scraper.tip import Status


class Drafts:
    """Changes whose `path` is only the name that they want, each with the text of its file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE draft (seniority BLOB, said BLOB)")
        database.execute("CREATE INDEX draft_seniority ON draft (seniority)")

    def add(self, seniority: tuple[str, ...], change: Change, text: str) -> None:
        """Keep a draft; the lowest seniority is handed out first."""
        said = (
            change.verdict, str(change.path), change.title, change.source, change.status,
            [str(path) for path in change.replaces], change.keys, text,
        )  # fmt: skip
        row = "\0".join(seniority), json.dumps(said, ensure_ascii=False)
        self._database.execute("INSERT INTO draft VALUES (?, ?)", [one.encode("utf-8", "surrogatepass") for one in row])

    def __iter__(self) -> Iterator[tuple[Change, str]]:
        for (said,) in self._database.execute("SELECT said FROM draft ORDER BY seniority"):
            verdict, path, title, source, status, replaces, keys, text = json.loads(
                said.decode("utf-8", "surrogatepass")
            )
            change = Change(
                Verdict(verdict),
                PurePosixPath(path),
                title,
                source,
                Status(status),
                tuple(map(PurePosixPath, replaces)),
                tuple(keys),
            )
            yield change, text
