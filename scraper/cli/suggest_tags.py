"""`tips suggest-tags`: the tags that a tip might have, and why."""

from pathlib import Path, PurePosixPath

import click

from scraper.cli.terminal import project_option, stop
from scraper.editor.desk import open_desk
from scraper.editor.manuscript import read_manuscript
from scraper.editor.project import find_project
from scraper.editor.tags.suggest import MOST
from scraper.errors import ConfigError, TipsError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=MOST, show_default=True, help="At most N tags."
)
@project_option
def suggest_tags(file: Path, limit: int, folder: Path | None) -> None:
    """Suggest tags for a tip, besides those that it has, with the reason for each.

    They come from the words of docs/tags.yml that stand in the tip, and from the tips that are closest to it in words.
    """
    try:
        desk = open_desk(find_project(folder))
        if not file.is_file():
            raise ConfigError("there is no such file", place=file, remedy="Name the file of a tip")
        manuscript = read_manuscript(file.parent, PurePosixPath(file.name))
        if manuscript.tip is None:
            raise manuscript.examined.problems[0].at(file)
        inside, home = file.resolve(), desk.project.tips.resolve()
        path = PurePosixPath(inside.relative_to(home).as_posix()) if inside.is_relative_to(home) else None
        suggestions = desk.suggester.suggest(manuscript.tip, path, limit)
    except TipsError as error:
        stop(error)
    for one in suggestions:
        click.echo(f"{one.tag} — {one.reason}")
    has = f" besides {', '.join(manuscript.tip.tags)}" if manuscript.tip.tags else ""
    if suggestions:
        click.echo(f'\nWrite those that fit below "tags:" in {file}.', err=True)
    else:
        click.echo(
            f"Nothing{has}: no words of {desk.project.vocabulary} stand in it, and no tip is close to it.", err=True
        )
