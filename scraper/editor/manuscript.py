"""A tip's file as it lies there: its bytes and lines, what could be read of it, and where each part stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import yaml

from scraper.archive.text.prose import without_code
from scraper.editor.finding import Edit, Finding
from scraper.editor.rulebook import RULES
from scraper.errors import TipFileError
from scraper.frontmatter import Examined, examine, is_edited
from scraper.frontmatter.encoding import BYTE_ORDER_MARK, content, decoded
from scraper.tip import Tip

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Manuscript:
    """One file below the folder of tips.

    `path` is relative to that folder, `name` what messages call the file. `text` is empty where the bytes are no
    UTF-8; then `examined` holds that as its problem. Line ends, and a byte order mark, are in it as the file has them.
    """

    path: PurePosixPath
    name: str
    raw: bytes
    text: str
    examined: Examined

    @property
    def tip(self) -> Tip | None:
        """The tip, as far as it could be read."""
        return self.examined.tip

    @property
    def is_readable(self) -> bool:
        """Whether the front matter keeps the contract."""
        return self.examined.tip is not None and not self.examined.problems

    @cached_property
    def is_scraped(self) -> bool:
        """Whether the file is as the scraper wrote it: what is off is then off at the source too."""
        return self.tip is not None and bool(self.tip.scraped) and not is_edited(self.tip)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file without their ends; those of the front matter too."""
        text = self.text.removeprefix(BYTE_ORDER_MARK)
        return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    @cached_property
    def body(self) -> tuple[tuple[int, str], ...]:
        """The lines of the body, each with its number in the file."""
        first = self.examined.body_line
        return tuple(enumerate(self.lines[first - 1 :], first)) if self.examined.body_line > 1 else ()

    @cached_property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """The same with blanks in place of code, which no rule about words, links and HTML applies to."""
        lines = without_code([line for _, line in self.body])
        return tuple(enumerate(lines, self.examined.body_line))

    def offset(self, line: int, column: int) -> int:
        """Return the place in `text` of a line and column, each from 1."""
        return self._starts[line - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column, each from 1, of a place in `text` that is not in its byte order mark."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    @property
    def first(self) -> int:
        """The place in `text` at which its first line begins: behind a byte order mark, where there is one."""
        return self._starts[0]

    def span(self, node: yaml.Node) -> tuple[int, int]:
        """Return the place in `text` at which a YAML node of the front matter begins, and the one behind its end."""
        start, end = node.start_mark, node.end_mark
        return self.offset(start.line + 2, start.column + 1), self.offset(end.line + 2, end.column + 1)

    def finding(  # noqa: PLR0913 -- where, what, and what to do: each is a part of the sentence
        self,
        code: str,
        problem: str,
        remedy: str,
        *,
        line: int = 1,
        column: int = 1,
        width: int = 0,
        edits: tuple[Edit, ...] = (),
    ) -> Finding:
        """Return a finding in this file, with the line that it is about; it is no wider than that."""
        shown = self.lines[line - 1] if line <= len(self.lines) else ""
        width = max(0, min(width, len(shown) - column + 1))
        return Finding(RULES[code], self.name, line, column, problem, remedy, width, shown, edits)

    def finding_of(self, error: TipFileError, *, width: int = 0, edits: tuple[Edit, ...] = ()) -> Finding:
        """Return as a finding what is told elsewhere as an error, in the same words."""
        line, column = error.line or 1, error.column or 1
        return self.finding(error.code, error.problem, error.remedy, line=line, column=column, width=width, edits=edits)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        first = 1 if self.text.startswith(BYTE_ORDER_MARK) else 0
        return first, *(found.end() for found in _LINE_END.finditer(self.text))


def read_manuscript(folder: Path, path: PurePosixPath) -> Manuscript:
    """Return a file below the folder of tips. One that can't be read is a manuscript without text, and says why."""
    name = str(folder / path)
    try:
        return manuscript(path, name, content(folder / path, name))
    except TipFileError as error:
        return Manuscript(path, name, b"", "", Examined(None, (error,)))


def manuscript(path: PurePosixPath, name: str, raw: bytes) -> Manuscript:
    """Return the manuscript that these bytes are."""
    try:
        text = decoded(raw)
    except TipFileError as error:
        return Manuscript(path, name, raw, "", Examined(None, (error,)))
    return Manuscript(path, name, raw, text, examine(text))
