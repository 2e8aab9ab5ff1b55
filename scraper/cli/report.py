"""`tips report`: how the archive is."""

import posixpath
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import click

from scraper.cli.terminal import print_anything, project_option, shown_progress, stop
from scraper.editor.desk import open_desk
from scraper.editor.health.as_json import as_json
from scraper.editor.health.health import Health, health_of
from scraper.editor.health.markdown import markdown
from scraper.editor.health.page import page
from scraper.editor.health.terminal import text
from scraper.editor.project import Project, find_project
from scraper.errors import TipsError
from scraper.shelf import put

_FORMATS = ("text", "markdown", "json", "html")


@click.command()
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to tell it."
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file. A Markdown file below docs/ becomes a page of the site.",
)
@click.option("--online", is_flag=True, help="Follow links to other sites too, one at a time; this takes a while.")
@project_option
def report(form: str, output: Path | None, online: bool, folder: Path | None) -> None:
    """Tell how the archive is: weeks without a tip, teasers without a body, undated and untagged tips, unclear rights,
    links that are gone.

    It changes nothing, and ends with 0 whatever it finds.
    """  # noqa: D205 -- the first paragraph is the help's
    try:
        project = find_project(folder)
        desk = open_desk(project)
        with shown_progress(in_logs=online) as progress:
            told = {}
            if online:
                from scraper.editor.health.online import asked  # noqa: PLC0415 -- the network's libraries load slowly

                told = dict(asked(desk, progress))
            health = health_of(desk, progress, told)
        pieces = _told(health, form, project, output)
        if output:
            put(output.parent, PurePosixPath(output.name), pieces)
            click.echo(f"{output}: {health.headline}", err=True)
            return
        print_anything()
        for piece in pieces:
            click.echo(piece, nl=False)
    except TipsError as error:
        stop(error)


def _told(health: Health, form: str, project: Project, output: Path | None) -> Iterable[str]:
    match form:
        case "json":
            return [as_json(health)]
        case "html":
            return page(health)
        case "markdown":
            return markdown(health, _way_to_tips(project, output))
        case _:
            plain = output is None and not (sys.stdout.encoding or "").lower().startswith("utf")
            return (f"{line}\n" for line in text(health, str(project.tips), plain=plain))


def _way_to_tips(project: Project, output: Path | None) -> str | None:
    """Return how links lead from a page of the site to the tips; None where it is no page, or they have none."""
    docs, tips = project.docs.resolve(), project.tips.resolve()
    if output is None or not output.resolve().is_relative_to(docs) or not tips.is_relative_to(docs):
        return None
    return posixpath.relpath(tips.as_posix(), output.resolve().parent.as_posix())
