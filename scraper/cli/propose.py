"""`tips propose`: a pull request of what a harvest found."""

from pathlib import Path

import click

from scraper.cli.terminal import print_anything, project_option, stop
from scraper.editor.project import find_project
from scraper.errors import TipsError
from scraper.published.harvest.proposal import Errand
from scraper.published.harvest.proposal import propose as propose_

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option(
    "--text",
    "texts",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    required=True,
    help="The pull request's text, such as the report of tips scrape; several are joined. A file that does not end in "
    ".md is shown as code.",
)
@click.option(
    "--branch",
    metavar="NAME",
    default="harvest",
    show_default=True,
    help="The branch to propose from; it is this command's own.",
)
@click.option(
    "--base",
    metavar="NAME",
    default="",
    help="The branch to propose to, if not that of the run of GitHub Actions, or else the default branch.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and do nothing.")
@project_option
def propose(texts: tuple[Path, ...], branch: str, base: str, dry_run: bool, folder: Path | None) -> None:
    """Make one pull request on GitHub of what changed in the folder of tips, or bring the open one up to date.

    GITHUB_TOKEN, or GH_TOKEN, has to hold a token that may write contents and pull requests.
    """
    print_anything()
    try:
        propose_(Errand(find_project(folder).tips, texts, branch, base, dry_run), click.echo)
    except TipsError as error:
        stop(error)
