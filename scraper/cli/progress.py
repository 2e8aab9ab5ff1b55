"""How commands show how far they are: on the standard error, so that what they print can go into a file."""

from contextlib import AbstractContextManager, nullcontext

from rich.console import Console

from scraper.progress import Bar, Lines, Progress


def shown_progress() -> AbstractContextManager[Progress]:
    """Return a bar on a terminal, plain lines in a log."""
    console = Console(stderr=True)
    return Bar(console) if console.is_terminal else nullcontext(Lines(console))
