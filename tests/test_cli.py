"""The `tips` command as a whole: each command has its help, and stands in the README with all of its options."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scraper.cli import main

_CONTEXT = click.Context(main)


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for part in group.list_commands(_CONTEXT):
        command = group.get_command(_CONTEXT, part)
        assert command
        yield f"{name} {part}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name} {part}")


COMMANDS = dict(_commands(main, "tips"))


def test_there_are_those_that_the_readme_tells_of() -> None:
    names = "init scrape new check check-site changes suggest-tags tags tags.merge tags.rename report schema propose"
    assert sorted(COMMANDS) == sorted(f"tips {name.replace('.', ' ')}" for name in names.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_has_help_and_stands_in_the_readme_with_its_options(root: Path, name: str) -> None:
    command, readme = COMMANDS[name], (root / "README.md").read_text("utf-8")
    rows = [line for line in readme.splitlines() if f"`{name}" in line]
    assert command.help
    assert rows
    for option in (one for one in command.params if isinstance(one, click.Option)):
        assert option.help
        assert any(option.opts[0] in row for row in rows) or option.opts[0] == "--project", option.opts[0]
    assert "`--project DIR`" in readme


def test_the_list_of_commands_says_what_each_is_for() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    for name in COMMANDS:
        if name.count(" ") == 1:
            assert f"\n  {name.split()[1]} " in told
    assert CliRunner().invoke(main, ["harvest"]).exit_code == 2
