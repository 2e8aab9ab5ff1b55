"""What the tests of branches share: a real repository with a small project in it, and files laid into it."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.running import git

Files = Mapping[str, str | bytes | None]


def lay(folder: Path, files: Files) -> None:
    """Write files into a folder; None takes one away."""
    for name, content in files.items():
        path = os.path.join(os.fsencode(folder), os.fsencode(name))  # noqa: PTH118 -- a name that may be no text
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        if content is None:
            os.unlink(path)  # noqa: PTH108
        else:
            with open(path, "wb") as file:  # noqa: PTH123
                file.write(content.encode() if isinstance(content, str) else content)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Change something")


def a_repository(folder: Path, files: Files) -> Path:
    """Return a folder with a repository of one commit on main, which holds these files."""
    lay(folder, files)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder)
    return folder


def standing_in(folder: Path, files: Files, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return such a repository, in which commands are run from now on, on a tenth of March."""
    a_repository(folder, files)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773144000")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return folder
