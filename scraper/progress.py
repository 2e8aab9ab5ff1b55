"""How far a long piece of work is, for whoever watches: a bar on a terminal, plain lines in a log, or nothing."""

import time
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

_EVERY = 10.0  # seconds between two lines of a log on one piece of work


class Progress(Protocol):
    """Hears of the work as it goes on."""

    def at(self, what: str, done: int, total: int | None = None) -> None:
        """Hear that so much is done; `what` names the work and its unit, such as "The Bell Letter: posts"."""

    def say(self, line: str) -> None:
        """Hear of something that a person may wonder about, such as a long wait."""


class Quiet:
    """Tells nobody."""

    def at(self, what: str, done: int, total: int | None = None) -> None:
        """Keep still."""

    def say(self, line: str) -> None:
        """Keep still."""


class Lines:
    """Writes plain lines to a log: on each piece of work at its beginning, and then now and again."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: dict[str, float] = {}

    def at(self, what: str, done: int, total: int | None = None) -> None:
        """Write a line, unless one was written a moment ago."""
        now = time.monotonic()
        if now - self._told.get(what, -_EVERY) >= _EVERY:
            self._told[what] = now
            self.say(f"{what}: {done:,}" + (f" of {total:,}" if total else ""))

    def say(self, line: str) -> None:
        """Write the line."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class Bar:
    """Draws a bar for each piece of work, with how much is left, and takes them away at the end."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._bars = Bars(*columns, TimeRemainingColumn(), console=console, transient=True)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def at(self, what: str, done: int, total: int | None = None) -> None:
        """Move the bar of this work, which goes to and fro as long as nobody knows the whole."""
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)

    def say(self, line: str) -> None:
        """Write the line above the bars."""
        self._bars.console.print(line, markup=False, highlight=False)
