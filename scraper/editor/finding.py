"""Findings: one thing that is off in one file, where it stands, what to do, and the edits that would mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error keeps a tip from being merged, a warning is worth a look, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its stable code, "TIP201"; `name` is a word for it, `summary` one sentence of what it looks for.

    `fixable` says that some of its findings can be mended by a program without judging anything.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    fixable: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in a file's text, from the character `start` to before `end`, both counted from 0."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is off: the file as messages call it, line and column from 1, the line itself, and what to do.

    `width` counts the characters that are meant, 0 where it is the line or the file. `edits` belong together, and are
    empty where only a person can judge.
    """

    rule: Rule
    place: str
    line: int
    column: int
    problem: str
    remedy: str
    width: int = 0
    shown: str = ""
    edits: tuple[Edit, ...] = field(default=())

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order in which findings are told: by place, then by code."""
        return self.place, self.line, self.column, self.rule.code, self.problem

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}:{self.column}"
        return f"{where}: {self.rule.code} {self.problem}. {self.remedy}."


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with its edits, which don't overlap."""
    pieces: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += text[place : edit.start], edit.text
        place = edit.end
    return "".join((*pieces, text[place:]))
