"""`tips changes`: what a branch would change."""

from pathlib import Path

import click

from scraper.cli.terminal import print_anything, project_option, shown_progress, stop
from scraper.editor.project import find_project
from scraper.errors import TipsError
from scraper.published.branch.as_markdown import markdown
from scraper.published.branch.as_text import text
from scraper.published.branch.changes import changes_since
from scraper.published.branch.site_change import site_change
from scraper.revision import branching_off, find_revision


@click.command()
@click.option(
    "--since",
    metavar="REV",
    help="The commit, branch or tag to compare with. Without it, where this branch left origin/main, or else main.",
)
@click.option(
    "--site",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The built site: tell of its pages and sizes too, beside those of the site before, which is built aside.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Tell it on a terminal, or as Markdown for the summary of a job on GitHub.",
)
@project_option
def changes(since: str | None, site: Path | None, form: str, folder: Path | None) -> None:
    """Tell what this branch, with what is not committed yet, would change: tips, tags, other files, and the site.

    It changes nothing, and ends with 0 whatever it finds; with 2 where there is nothing to compare with.
    """
    try:
        project = find_project(folder)
        revision = branching_off(project.root) if since is None else find_revision(project.root, since)
        found = changes_since(revision, project)
        with shown_progress(in_logs=True) as progress:
            built = site_change(site, revision, project, progress) if site else ""
    except TipsError as error:
        stop(error)
    print_anything()
    if form == "markdown":
        for piece in markdown(found, project, built):
            click.echo(piece, nl=False)
    else:
        for line in text(found, project, built):
            click.echo(line)
