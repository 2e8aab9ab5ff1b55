"""`tips check`: what is off in tips, where, and what to do."""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from scraper.cli.terminal import print_anything, project_option, shown_progress
from scraper.editor.formats import difference, text
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.visible import visible
from scraper.editor.pages import explained
from scraper.editor.project import FILE, Project, find_project
from scraper.editor.rulebook import chosen
from scraper.editor.run import run
from scraper.errors import ConfigError

_PATH = click.Path(path_type=Path)
_FOR_PROGRAMS = ("github", "markdown", "json", "sarif")  # each a module of scraper/editor/formats


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=_PATH)
@click.option("--fix", is_flag=True, help="Mend what can be mended without judging anything; then tell what is left.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would change, and write nothing.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *_FOR_PROGRAMS]),
    default="text",
    show_default=True,
    help="Tell it to people, as annotations of a pull request on GitHub, as Markdown, or to programs.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Look only at tips that differ from this commit, branch or tag, committed or not; and at what that broke.",
)
@click.option(
    "--select",
    metavar="RULES",
    multiple=True,
    help="Look only by these rules: codes (TIP201), beginnings of codes (TIP2), names (no-date); commas between.",
)
@click.option("--ignore", metavar="RULES", multiple=True, help="Leave these rules out.")
@click.option("--strict", is_flag=True, help="End with 1 for warnings too, not for errors only.")
@click.option("--explain", metavar="RULE", help="Explain a rule, or list those whose codes begin so; check nothing.")
@project_option
def check(  # noqa: PLR0913, PLR0917 -- click hands over each option by its name
    paths: tuple[Path, ...],
    fix: bool,
    dry_run: bool,
    format_: str,
    since: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    explain: str | None,
    folder: Path | None,
) -> None:
    """Say what is off in tips, where, and what to do: in these files and folders, or in all tips.

    With --since REV it looks at those of them that were added or changed since, committed or not. Where a page, a tag
    or a setting that was there before was changed or taken away, it follows the links of all other tips too, and tells
    which of their tags are wrong now: that would break the site as well.

    Ends with 0 where nothing has to be mended, with 1 where something has, and with 2 where nothing could be checked.
    """
    if dry_run and (not fix or format_ != "text"):
        raise click.UsageError("--dry-run shows what --fix would change: use the two together, and no other --format.")
    try:
        project = find_project(folder)
        if explain:
            _print(map(Text, map(visible, explained(chosen([explain], ()), project.docs))))
            return
        codes = _codes(project, select, ignore)
        with shown_progress() as progress:
            outcome, problems = run(project, paths, codes, progress, fix=fix, dry_run=dry_run, revision=since)
    except ConfigError as error:
        click.echo(f"tips: {visible(str(error))}", err=True)
        sys.exit(2)
    if format_ in _FOR_PROGRAMS:
        told: Callable[[Outcome], Iterator[str]] = import_module(f"scraper.editor.formats.{format_}").told
        for piece in told(outcome):
            # A name that is no UTF-8 stays readable JSON this way.
            click.echo(piece.encode(errors="backslashreplace"), nl=False)
    else:
        _print(difference.told(outcome) if dry_run else text.told(outcome, _width()))
    for problem in problems:
        click.echo(f"tips: {visible(str(problem))}", err=True)
    sys.exit(1 if problems or outcome.fails(strict=strict) else 0)


def _codes(project: Project, select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the rules that are wanted here; a word that is none is told with the place where it was written."""
    try:
        chosen((), project.ignored)
    except ConfigError as error:
        raise error.at(project.root / FILE) from None
    return chosen(_words(select), (*_words(ignore), *project.ignored))


def _words(lists: Iterable[str]) -> list[str]:
    return [word.strip() for one in lists for word in one.split(",") if word.strip()]


def _width() -> int | None:
    console = Console()
    return console.width if console.is_terminal else None


def _print(lines: Iterable[Text]) -> None:
    """Print lines with their colours on a terminal, and plainly elsewhere, where there may be very many."""
    print_anything()
    console = Console(highlight=False)
    for line in lines:
        if console.is_terminal:
            console.print(line, soft_wrap=True)
        else:
            click.echo(line.plain)
