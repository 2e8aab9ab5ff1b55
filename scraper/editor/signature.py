"""The name of whoever works here, as git knows it."""

import subprocess
from pathlib import Path

from scraper.frontmatter import one_line


def signature(folder: Path) -> str:
    """Return the name that git puts below changes in a folder; empty where it has none, or there is no git."""
    try:
        run = subprocess.run(["git", "config", "user.name"], cwd=folder, capture_output=True, check=False)  # noqa: S607 -- git is where people have it
    except OSError:
        return ""
    return one_line(run.stdout.decode(errors="replace"))
