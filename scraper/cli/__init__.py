"""The `tips` command: arguments in, exit codes out, no logic. A module a command, imported when it is asked for.

Exit codes: 0 all went well, 1 something is off or could not be done (the rest was), 2 the command or a configuration
file is wrong and nothing was done.
"""

from importlib import import_module

import click

# What each command is for. Its module here has its name, and the command itself is in it under that name too.
_COMMANDS = {
    "init": "Make a fresh fork your own archive.",
    "scrape": "Scrape sources into Markdown files, one a tip.",
    "new": "Begin a new tip.",
    "check": "Say what is off in tips, where, and what to do.",
    "changes": "Tell what a branch would change, before it is proposed.",
    "check-site": "Look at the built site: links, size, address.",
    "suggest-tags": "Suggest tags for a tip, with the reason for each.",
    "tags": "Count, rename and merge tags.",
    "report": "Tell how the archive is: gaps, teasers, untagged tips, links that are gone.",
    "propose": "Make one pull request of what scraping changed.",
    "schema": "Print the JSON Schema of a tip's front matter.",
}


class _Commands(click.Group):
    """Imports a command when it is run: reading sites needs much that checking a tip does not."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"scraper.cli.{name}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tip-archive", prog_name="tips")
def main() -> None:
    """Gather a newsletter's tips into Markdown files, add to them, and keep them in order."""
