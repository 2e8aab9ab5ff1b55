"""What git holds: only what can be had back goes."""

from collections.abc import Sequence
from pathlib import Path

from scraper.errors import ConfigError
from scraper.git import git


def not_held(root: Path, paths: Sequence[str]) -> list[str]:
    """Return those paths whose content the last commit doesn't have. Raises ConfigError where git can't tell."""
    asked = frozenset(paths)
    told = git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching")
    prefix = git(root, "rev-parse", "--show-prefix").rstrip("\n")
    names = [entry[3:].removeprefix(prefix) for entry in told.split("\0") if entry]
    changed = {name for name in names if name in asked}
    # A whole folder that git knows nothing of is told by its name.
    folders = tuple(name for name in names if name.endswith("/"))
    return [path for path in paths if path in changed or (folders and path.startswith(folders))]


def origin(root: Path) -> str:
    """Return the address that git fetches from; empty where it has none, or there is no git."""
    try:
        return git(root, "remote", "get-url", "origin").strip()
    except ConfigError:
        return ""


def branch(root: Path) -> str:
    """Return the branch that a clone of the origin begins with; empty where git doesn't know."""
    try:
        return git(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").strip().removeprefix("origin/")
    except ConfigError:
        return ""
