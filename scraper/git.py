"""git, asked about the project's folder or told to do something there."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from scraper.errors import ConfigError

_NOTHING: Mapping[str, str] = {}


def git(folder: Path, *arguments: str, extra: Mapping[str, str] = _NOTHING, told: str = "") -> str:
    """Return what git prints for these arguments in a folder, as it is; names that are no UTF-8 keep their bytes.

    `extra` is added to the environment: a token belongs there, as everybody can read a command line. `told` is what it
    reads from its standard input. git asks nobody for a password, and speaks English. Raises ConfigError where there is
    no git, or where it says no.
    """
    environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **extra}
    try:
        run = subprocess.run(  # noqa: S603 -- no shell reads the arguments
            ["git", *arguments],  # noqa: S607 -- git is where people have it
            cwd=folder,
            env=environment,
            input=os.fsencode(told),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise ConfigError("git is not installed", remedy="Install it, and run this again") from None
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip().splitlines() or [f"it ended with {run.returncode}"]
        raise ConfigError(f"git {arguments[0]} failed: {said[-1].removesuffix('.')}", place=folder)
    return os.fsdecode(run.stdout)


def toplevel(folder: Path) -> Path:
    """Return the folder in which the repository of a folder is checked out. Raises ConfigError where there is none."""
    return Path(git(folder, "rev-parse", "--show-toplevel").removesuffix("\n"))
