"""`tips tags`: tags counted, renamed and merged."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scraper.cli.terminal import print_anything, project_option, stop
from scraper.editor.project import find_project
from scraper.editor.tags import listing
from scraper.editor.tags.difference import headline, lines
from scraper.editor.tags.move import merging, renaming
from scraper.editor.tags.plan import Wanted, carry_out, make_plan
from scraper.editor.tags.twins import twins
from scraper.editor.tags.usage import usage
from scraper.errors import TipsError
from scraper.vocabulary import load_vocabulary

_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")


@click.group(invoke_without_command=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to list the tags: for people, or for programs.",
)
@project_option
@click.pass_context
def tags(context: click.Context, format_: str, folder: Path | None) -> None:
    """List all tags with their use; rename or merge them.

    Without a further command: how many tips have each tag, when it was first and last used, which tags are rare, and
    which are likely the same as another.
    """
    if context.invoked_subcommand:
        context.obj = folder
        return
    try:
        project = find_project(folder)
        vocabulary = load_vocabulary(project.vocabulary)
        used = usage(project.tips, vocabulary)
        likely = twins(used, vocabulary)
    except TipsError as error:
        stop(error)
    print_anything()
    if format_ == "json":
        click.echo(listing.as_json(used, likely), nl=False)
    elif not used.tags:
        click.echo(listing.empty(project.tips, project.vocabulary))
    else:
        _print_table(listing.COLUMNS, tuple(listing.rows(used)))
        click.echo(listing.total(used.tags))
        for sentence in listing.sentences(used, likely, project.vocabulary):
            click.echo(sentence)
    for problem in used.broken:
        click.echo(f"tips: {problem}", err=True)
    sys.exit(1 if used.broken else 0)


@tags.command(short_help="Give a tag another name.")
@click.argument("old")
@click.argument("new")
@_DRY_RUN
@click.pass_obj
def rename(folder: Path | None, old: str, new: str, dry_run: bool) -> None:
    """Give the tag OLD the name NEW, in all tips and in the vocabulary.

    A name of several words stands between quotes:

    \b
        tips tags rename telephone "phone calls"

    The old name stays known: sources may go on printing it, and the address of its page leads to the new one.
    """  # noqa: D301 -- click takes "\b" for a paragraph that stays as it is
    _move(lambda vocabulary, used: renaming(old, new, vocabulary, used), folder, dry_run)


@tags.command(short_help="Make several tags one.")
@click.argument("names", metavar="TAG...", nargs=-1, required=True)
@click.option("--into", metavar="TAG", required=True, help="The tag that stays.")
@_DRY_RUN
@click.pass_obj
def merge(folder: Path | None, names: tuple[str, ...], into: str, dry_run: bool) -> None:
    """Make several tags one, in all tips and in the vocabulary: each TAG becomes the one behind --into.

    A name of several words stands between quotes:

    \b
        tips tags merge "phone calls" telephone --into phone

    The old names stay known: sources may go on printing them, and the addresses of their pages lead to the new one.
    """  # noqa: D301 -- click takes "\b" for a paragraph that stays as it is
    _move(lambda vocabulary, used: merging(names, into, vocabulary, used), folder, dry_run)


def _move(wanted: Wanted, folder: Path | None, dry_run: bool) -> None:
    """Change all files, or show what would change; not one of them where something is in the way."""
    print_anything()
    try:
        project = find_project(folder)
        plan = make_plan(project, load_vocabulary(project.vocabulary), wanted)
        if not dry_run and not plan.problems:
            carry_out(plan)
    except TipsError as error:
        stop(error)
    for problem in plan.problems:
        click.echo(f"tips: {problem}", err=True)
    if plan.problems:
        click.echo("tips: Nothing was changed. Mend these files first.", err=True)
        sys.exit(1)
    for one in plan.rewrites if dry_run else ():
        click.echo(str(one.file))
        for sign, line in lines(one):
            click.secho(f"  {sign} {line}", fg="red" if sign == "-" else "green")
    for tag, description in plan.set_aside:
        click.echo(f'Set aside, as the tag that stays has its own: the description of "{tag}", "{description}"')
    click.echo(headline(plan, would=dry_run))


def _print_table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """A table as wide as the terminal; in a pipe as wide as it has to be."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(
            highlight=False, width=sum(max(map(len, column)) + 2 for column in zip(columns, *rows, strict=True))
        )
    table = Table(*columns, box=None, pad_edge=False)
    for column in table.columns[1:3]:
        column.justify = "right"
    for column in table.columns[:5]:
        column.no_wrap = True
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
