"""`tips scrape`: sources into Markdown files."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scraper import pages
from scraper.cli.terminal import print_anything, shown_progress, stop
from scraper.errors import ConfigError, TipsError
from scraper.gather import Search
from scraper.harvest import Errand, harvest
from scraper.report import Report
from scraper.report.files import as_json, markdown
from scraper.report.terminal import COLUMNS, lines, rows
from scraper.shelf import put
from scraper.source import Source, find_source, load_sources
from scraper.sources import identify, textsave
from scraper.vocabulary import load_vocabulary
from scraper.web.trip import Itinerary, Via
from scraper.web.visit import NAMES

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--from",
    "from_",
    metavar="PLACE",
    multiple=True,
    help="Read these addresses, files or folders instead of the sources' own pages.",
)
@click.option(
    "--via",
    type=click.Choice(list(NAMES)),
    help="Read sites this way, not by the best they offer: by their REST API, feed or listing pages.",
)
@click.option(
    "--since",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Leave out what is older than this day, written as 2024-03-05.",
)
@click.option(
    "--max-pages",
    metavar="N",
    type=click.IntRange(min=1),
    help="Ask each site for at most N pages; the next run goes on from there.",
)
@click.option(
    "--unpublished",
    is_flag=True,
    help="Take drafts, private and scheduled posts out of a WordPress export too, as drafts.",
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
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write no tip.")
@click.option(
    "--report",
    "report_files",
    metavar="FILE",
    type=_PATH,
    multiple=True,
    help="Write the whole report to this file: as JSON where its name ends in .json, else as Markdown.",
)
@click.option(
    "--explain",
    metavar="FILE",
    type=_PATH,
    help="Print each line of a text save with what it was taken for, and do no more.",
)
def scrape(  # noqa: PLR0913, PLR0917 -- click hands over each option by its name
    names: tuple[str, ...],
    from_: tuple[str, ...],
    via: Via | None,
    since: datetime | None,
    max_pages: int | None,
    unpublished: bool,
    into: Path,
    config: Path,
    vocabulary: Path,
    dry_run: bool,
    report_files: tuple[Path, ...],
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
        itinerary = Itinerary(via, since.date() if since else None, max_pages)
        among = tuple(replace(source, unpublished=unpublished) for source in among)
        search = Search(among, from_, itinerary, config.parent / ".cache" / "tips")
        with shown_progress(in_logs=True) as progress:
            report = harvest(Errand(search, into, load_vocabulary(vocabulary), dry_run), progress)
        _print(report)
        for file in report_files:
            told = as_json(report) if file.suffix.lower() == ".json" else markdown(report)
            put(file.parent, PurePosixPath(file.name), told)
    except TipsError as error:
        stop(error)
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


def _print(report: Report) -> None:
    print_anything()
    console = Console(highlight=False, soft_wrap=True)
    for line in lines(report):
        console.print(line, markup=False)
    table = Table(*COLUMNS, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify, column.min_width = "right", len(str(column.header))
    table.columns[0].overflow = "ellipsis"
    table.columns[0].no_wrap = True
    for row in rows(report):
        table.add_row(*map(escape, row))
    if table.rows:
        console.print(table)
    console.print(report.headline, markup=False)
