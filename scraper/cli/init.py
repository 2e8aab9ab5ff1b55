"""`tips init`: a fresh fork becomes somebody's own archive."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import click

from scraper.cli.terminal import print_anything, project_option, stop
from scraper.editor.project import find_project
from scraper.errors import ConfigError, TipsError
from scraper.fork import starter
from scraper.fork.answers import NONE, Answers, checks
from scraper.fork.carried_out import carry_out
from scraper.fork.outcome import following, shown, told
from scraper.fork.plan import make_plan, refuse
from scraper.fork.present import Present, look

Check: TypeAlias = Callable[[str], str]
Checks: TypeAlias = Mapping[str, Check]

# What is asked for, in this order: the option, the question, and whether nothing is an answer.
_QUESTIONS = (
    ("repository", "The repository on GitHub", False),
    ("name", "The archive's name", False),
    ("description", "What it is, in one sentence", False),
    ("address", "The address at which it will be", False),
    ("accent", "The colour of links and buttons", True),
    ("timezone", "The time zone by whose days tips appear", False),
    ("source", "The newsletter's address, to scrape its tips from", True),
    ("contact", "Your e-mail address, for the owner of a site that is scraped", True),
    ("newsletter", "The address at which readers subscribe by e-mail", True),
)


@click.command()
@click.option("--name", metavar="TEXT", help="The archive's name.")
@click.option("--description", metavar="TEXT", help="What it is, in one sentence; the front page shows it.")
@click.option("--repository", metavar="ADDRESS", help="Its repository: an address, or owner/name on GitHub.")
@click.option("--address", metavar="ADDRESS", help="Where the site will be; without it, where GitHub Pages shows it.")
@click.option("--accent", metavar="COLOUR", help='The colour of links and buttons, such as "#1d6f5c" or teal.')
@click.option("--timezone", metavar="ZONE", help="By whose days tips appear, such as Europe/Vienna.")
@click.option(
    "--source",
    metavar="PLACE",
    multiple=True,
    help="Where the newsletter's tips are: an address, or a file or folder here. May be given again.",
)
@click.option("--contact", metavar="ADDRESS", help="Your e-mail address, told to the sites that are scraped.")
@click.option("--newsletter", metavar="ADDRESS", help="Where readers subscribe by e-mail: a page, or an address.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is there, or the best guess, for what isn't given.")
@click.option("--even-so", is_flag=True, help="Take files away although git doesn't hold them as they are.")
@click.option("--dry-run", is_flag=True, help="Show each line that would change, and change nothing.")
@project_option
def init(
    source: tuple[str, ...],
    yes: bool,
    even_so: bool,
    dry_run: bool,
    folder: Path | None,
    **given: str | None,
) -> None:
    """Make a fresh fork your own archive: its name, address, colour and sources instead of the starter's.

    The starter's tips and examples go. A file that you changed or added stays, and is named. Without options, each is
    asked for. Run it again to change an answer: nothing else is touched then. The word "none" takes away a contact or a
    newsletter that was given before.
    """
    print_anything()
    try:
        root = find_project(folder).root
        present = look(root)
        options = {key: value for key, value in given.items() if value is not None}
        answers = _answers(options, source, present, checks(root), ask=not yes)
        plan = make_plan(root, answers, present, starter.fingerprints())
        if not dry_run:
            if not even_so:
                refuse(plan)
            carry_out(plan)
    except TipsError as error:
        stop(error)
    for line in shown(plan) if dry_run else (*told(plan), *following(answers, present)):
        click.echo(line)


def _answers(
    options: dict[str, str], sources: tuple[str, ...], present: Present, known: Checks, *, ask: bool
) -> Answers:
    """Return all answers: those that were given, and for the others what is asked for or lies near."""
    missing = [key for key, *_ in _QUESTIONS if key not in options and not (key == "source" and sources)]
    if ask and missing and not (sys.stdin.isatty() and sys.stdout.isatty()):
        problem = f"there is nobody to ask for {', '.join(f'--{key}' for key in missing)}"
        raise ConfigError(problem, remedy="Give them, or add --yes to take for each what lies near")
    checked = {key: _checked(key, value, known) for key, value in options.items()}
    places = [_checked("source", place, known) for place in sources]
    for key, question, optional in _QUESTIONS:
        if key not in missing:
            continue
        default = present.default(key, checked)
        if ask:
            checked[key] = _asked(known[key], question, default, optional=optional)
        elif default or optional:
            checked[key] = default
        else:
            raise ConfigError(f"--{key} is missing, and nothing tells what it could be", remedy="Give it too")
    if asked := checked.pop("source", ""):
        places.append(asked)
    return Answers(**checked, sources=tuple(places))


def _checked(key: str, text: str, known: Checks) -> str:
    if not text and key in ("contact", "newsletter"):
        return NONE
    try:
        return known[key](text)
    except ConfigError as error:
        raise error.at(f"--{key}") from None


def _asked(check: Check, question: str, default: str, *, optional: bool) -> str:
    def checked(text: str) -> str:
        if optional and text == default:
            return text
        try:
            return check(text)
        except ConfigError as error:
            raise click.BadParameter(str(error)) from None

    shown = f"{question} (Enter for none)" if optional and not default else question
    told = click.prompt(
        shown, default=default or ("" if optional else None), value_proc=checked, show_default=bool(default)
    )
    return str(told)
