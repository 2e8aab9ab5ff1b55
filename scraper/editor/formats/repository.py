"""Files as their repository calls them: GitHub and SARIF name them from its root."""

import os
from pathlib import Path

from scraper.editor.project import Project


def repository(project: Project) -> Path:
    """Return the root of the project's repository: the nearest folder with a `.git`, else the project's own."""
    root = project.root.resolve()
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def within(root: Path, place: str) -> str:
    """Return a place as seen from that root, with "/" between folders."""
    return Path(os.path.relpath(os.path.realpath(place), root)).as_posix()
