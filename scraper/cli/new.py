"""`tips new`: a new tip's file, complete but for its text."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from scraper.cli.terminal import project_option, stop
from scraper.clock import WEEKDAYS
from scraper.editor.desk import Desk, open_desk
from scraper.editor.new import Begun, Wish, begin, put_new
from scraper.editor.project import find_project
from scraper.editor.signature import signature
from scraper.errors import TipsError


class _Titled(click.Command):
    """Takes a word that begins with "-" for the title where it holds blanks, as no option does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        titles = [word for word in args if word.startswith("-") and " " in word and "=" not in word.split()[0]]
        if titles and "--" not in args:
            args = [*(word for word in args if word not in titles), "--", *titles]
        return super().parse_args(ctx, args)


@click.command(cls=_Titled)
@click.argument("title", nargs=-1, required=True)
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag out of docs/tags.yml; may be given again.")
@click.option(
    "--date",
    "day",
    metavar="DAY",
    help="The day on which it appears, written as 2026-03-03. Without it, the next day of publishing that is free.",
)
@click.option("--author", metavar="NAME", help="Who writes it. Without it, the name that git knows.")
@click.option("--draft", is_flag=True, help="Begin it as a draft, which only the preview shows.")
@click.option("--even-so", is_flag=True, help="Begin it although another tip has the same title.")
@click.option("--edit", is_flag=True, help="Open it in your editor: that of $VISUAL or $EDITOR.")
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
@project_option
def new(  # noqa: PLR0913, PLR0917 -- click hands over each option by its name
    title: tuple[str, ...],
    tags: tuple[str, ...],
    day: str | None,
    author: str | None,
    draft: bool,
    even_so: bool,
    edit: bool,
    dry_run: bool,
    folder: Path | None,
) -> None:
    """Begin a new tip: a file in its right place, with title, day, tags and author, ready for the text.

    A title that begins with "-" and is one word stands behind "--": tips new -- -5
    """
    if edit and dry_run:
        raise click.UsageError("--dry-run writes no file that --edit could open: use one of the two.")
    try:
        desk = open_desk(find_project(folder))
        name = signature(desk.project.root) if author is None else author
        begun = begin(Wish(" ".join(title), tags, day or "", name, draft, even_so), desk)
        if not dry_run:
            put_new(desk.project.tips, begun)
    except TipsError as error:
        stop(error)
    if dry_run:
        click.echo(begun.text.encode(), nl=False)
    for line in _told(begun, desk, given=bool(day), signed=author is None, dry_run=dry_run):
        click.echo(line, err=dry_run)
    if edit:
        _open(desk.project.tips / begun.path)


def _told(begun: Begun, desk: Desk, *, given: bool, signed: bool, dry_run: bool) -> Iterator[str]:
    file = desk.project.tips / begun.path
    yield f"{'This would be' if dry_run else 'Begun:'} {file}"
    yield ""
    weekday = WEEKDAYS[begun.day.weekday()].capitalize()
    yield f"  date    {begun.day}, a {weekday}" if given else f"  date    {begun.day}, the next {weekday} without a tip"
    if begun.busy:
        yield f'          That day has a tip already: "{begun.busy.tip.title}" ({desk.project.tips / begun.busy.path})'
    yield f"  tags    {', '.join(begun.tip.tags) or 'none yet, for the title alone leaves it open'}"
    for one in begun.suggestions:
        yield f"          {'' if one.sure else 'perhaps '}{one.tag} — {one.reason}"
    if begun.tip.author:
        yield f"  author  {begun.tip.author}{', as git knows you' if signed else ''}"
    else:
        yield f"  author  left out{': git knows no name of yours. Say it with --author' if signed else ''}"
    if dry_run:
        return
    yield ""
    yield "Next:"
    yield f"  write    {file}"
    if not begun.tip.tags:
        yield f"  tags     tips suggest-tags {_quoted(file)}"
    yield f"  preview  {'make' if (desk.project.root / 'Makefile').is_file() else 'mkdocs'} serve"
    yield f"  check    tips check {_quoted(file)}"


def _quoted(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)


def _open(file: Path) -> None:
    """Open a file in an editor and wait for it; the file is there, whatever comes of that."""
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        click.echo(
            "tips: no editor is named. Set EDITOR to its command, such as nano, or open the file yourself.", err=True
        )
        sys.exit(1)
    try:
        click.edit(filename=str(file))
    except (click.ClickException, ValueError) as error:
        told = error.message if isinstance(error, click.ClickException) else str(error)
        click.echo(f"tips: the editor did not end well ({told}). The file is there.", err=True)
        sys.exit(1)
