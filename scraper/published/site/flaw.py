"""One thing that is wrong with a built site: how much it matters, where, what, and what to do."""

from dataclasses import dataclass

from scraper.editor.finding import Severity


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong; `place` is a file as messages call it, line and column count from 1, and 0 is none.

    `source` is the file that people write, and that page was made of, or empty. `details` are lines
    that tell more.
    """

    severity: Severity
    problem: str
    remedy: str
    place: str
    line: int = 0
    column: int = 0
    source: str = ""
    details: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place with its line and column, as far as they are known."""
        return ":".join(str(part) for part in (self.place, self.line, self.column) if part)
