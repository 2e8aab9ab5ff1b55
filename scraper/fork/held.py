"""What git holds: only what can be had back goes."""

from collections.abc import Sequence
from pathlib import Path

from scraper.errors import ConfigError
from scraper.git import git


def not_held(root: Path, paths: Sequence[str]) -> list[str]:
    """Return those paths whose content the last commit doesn't have. Raises ConfigError where git can't tell."""
    told = git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching")
    here = git(root, "rev-parse", "--show-prefix").rstrip("\n")  # git names files as seen from its own root
    names = frozenset(entry[3:] for entry in told.split("\0") if entry)
    folders = tuple(name for name in names if name.endswith("/"))  # all of which git knows nothing of
    return [path for path in paths if here + path in names or (here + path).startswith(folders)]


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
