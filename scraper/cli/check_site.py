"""`tips check-site`: the last look at a built site before it is published."""

import sys
from pathlib import Path

import click
from rich.console import Console

from scraper.cli.terminal import print_anything, project_option, shown_progress
from scraper.editor.formats.visible import visible
from scraper.editor.project import find_project
from scraper.errors import ConfigError
from scraper.published.site import told
from scraper.published.site.built import read_built
from scraper.published.site.check import check


@click.command()
@click.argument("site", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--address", metavar="URL", help="Where it is going to be published, if that is known for certain.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    show_default=True,
    help="Tell it to people, or as annotations of a pull request on GitHub.",
)
@project_option
def check_site(site: Path | None, address: str | None, form: str, folder: Path | None) -> None:
    """Look at the built site: whether all its links lead somewhere, and whether GitHub Pages takes it as it is.

    DIR is where it was built, if not in the project's own site folder. Links to other sites are not followed. Ends with
    0 where nothing has to be mended, with 1 where something has, and with 2 where there is no site.
    """
    try:
        project = find_project(folder)
        with shown_progress() as progress:
            verdict = check(project, read_built(site or project.site), address, progress)
    except ConfigError as error:
        click.echo(f"tips: {visible(str(error))}", err=True)
        sys.exit(2)
    print_anything()
    if form == "github":
        for piece in told.github(verdict, project):
            click.echo(piece, nl=False)
    else:
        console = Console(highlight=False)
        for line in told.text(verdict):
            console.print(line, soft_wrap=True)
    sys.exit(1 if verdict.fails else 0)
