"""What all commands share: the option for the project's folder, how they fail, and how they speak to a terminal."""

import sys
from contextlib import AbstractContextManager, nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console

from scraper.errors import ConfigError, TipsError
from scraper.progress import Bar, Lines, Progress, Quiet

project_option = click.option(
    "--project",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of mkdocs.yml, if not this or one above.",
)


def stop(error: TipsError) -> NoReturn:
    """Say in one line what is wrong, and end: with 2 where nothing could be done, else with 1."""
    click.echo(f"tips: {error}", err=True)
    sys.exit(2 if isinstance(error, ConfigError) else 1)


def shown_progress(*, in_logs: bool = False) -> AbstractContextManager[Progress]:
    """Return a bar for a terminal, on the standard error, so that what is printed can go into a file.

    A log gets lines where the work is long enough for somebody to wonder, else nothing.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        return Bar(console)
    return nullcontext(Lines(console) if in_logs else Quiet())


def print_anything() -> None:
    """Have characters that the terminal cannot show spelt out: names of files and tags may hold any."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
