"""The `tips` command: arguments in, exit codes out, no logic.

Exit codes: 0 all went well, 1 something could not be read or written (the rest was), 2 the command or a configuration
file is wrong and nothing was done.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from scraper import pages
from scraper.errors import ConfigError, TipsError
from scraper.harvest import Errand, harvest
from scraper.report import COLUMNS, Report
from scraper.shelf import put
from scraper.source import Source, find_source, load_sources
from scraper.sources import identify, textsave
from scraper.vocabulary import load_vocabulary

_PATH = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tip-archive", prog_name="tips")
def main() -> None:
    """Gather a newsletter's tips into Markdown files, and keep them."""


@main.command(short_help="Scrape sources into Markdown files, one a tip.")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--from",
    "from_",
    metavar="PATH",
    type=_PATH,
    multiple=True,
    help="Read these files or folders instead of the sources' own pages.",
)
@click.option(
    "--into",
    metavar="DIR",
    type=_PATH,
    default=Path("docs/tips"),
    show_default=True,
    help="The folder of tips to write to.",
)
@click.option(
    "--config",
    metavar="FILE",
    type=_PATH,
    default=Path("sources.toml"),
    show_default=True,
    help="Where the sources are described.",
)
@click.option(
    "--vocabulary",
    metavar="FILE",
    type=_PATH,
    default=Path("docs/tags.yml"),
    show_default=True,
    help="Where the tags are described.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option(
    "--report", "report_file", metavar="FILE", type=_PATH, help="Write the whole report to this file, as Markdown."
)
@click.option(
    "--explain",
    metavar="FILE",
    type=_PATH,
    help="Print each line of a text save with what it was taken for, and do no more.",
)
def scrape(  # noqa: PLR0913, PLR0917 -- click hands over each option by its name
    names: tuple[str, ...],
    from_: tuple[Path, ...],
    into: Path,
    config: Path,
    vocabulary: Path,
    dry_run: bool,
    report_file: Path | None,
    explain: Path | None,
) -> None:
    """Scrape sources into Markdown files, one a tip; without SOURCE all that sources.toml names.

    Run it as often as you like: what has not changed is left alone, and so is every file that was edited by hand.
    """
    try:
        among = load_sources(config)
        if names:
            among = tuple(find_source(name, among, config) for name in dict.fromkeys(names))
        if explain:
            _explain(explain, among)
            return
        if into.exists() and not into.is_dir():
            raise ConfigError("this is a file, not a folder", place=into, remedy="Name another folder with --into")
        report = harvest(Errand(among, into, load_vocabulary(vocabulary), from_, dry_run), _progress)
        _print(report)
        if report_file:
            put(report_file.parent, PurePosixPath(report_file.name), report.markdown())
    except TipsError as error:
        click.echo(f"tips: {error}", err=True)
        sys.exit(2 if isinstance(error, ConfigError) else 1)
    sys.exit(1 if report.failed else 0)


def _explain(file: Path, among: Sequence[Source]) -> None:
    page = pages.read_page(file)
    source, dialect = identify(page, among)
    if dialect is not textsave:
        raise ConfigError(
            "only text saves have lines to explain",
            place=file,
            remedy="Read HTML with: tips scrape --dry-run --from FILE",
        )
    click.echo(f"{file}: a page of {source.name}")
    for line in textsave.explain(page, source):
        click.echo(f"{line.number:>6}  {line.kind:<10}  {line.text}".rstrip())


def _progress(files: Sequence[tuple[Path, Sequence[Source]]]) -> Iterable[tuple[Path, Sequence[Source]]]:
    """Show a bar for long work on a terminal, and nothing in a log."""
    console = Console(stderr=True)
    worth_it = console.is_terminal and len(files) > 20
    return track(files, "Reading pages", console=console, transient=True) if worth_it else files


def _print(report: Report) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for line in report.lines():
        console.print(line, markup=False)
    table = Table(*COLUMNS, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify, column.min_width = "right", len(str(column.header))
    table.columns[0].overflow = "ellipsis"
    table.columns[0].no_wrap = True
    for row in report.rows():
        table.add_row(*map(escape, row))
    if table.rows:
        console.print(table)
    console.print(report.headline, markup=False)
