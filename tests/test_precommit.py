"""The hook that other archives can use, and our own: run by pre-commit itself, without a network."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.editor_fixtures import FRONT, GOOD, TAGS

ROOT = Path(__file__).parent.parent
MANIFEST, CONFIG = ROOT / ".pre-commit-hooks.yaml", ROOT / ".pre-commit-config.yaml"
# As in a commit of whoever runs the tests, but for what Git knows of them.
WHO = {f"GIT_{who}_{what}": "editors@letter.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def pre_commit(*arguments: str, home: Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **WHO,
        "PRE_COMMIT_HOME": str(home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], env={**os.environ, **WHO}, capture_output=True, check=True)


@pytest.mark.parametrize(("what", "file"), [("validate-manifest", MANIFEST), ("validate-config", CONFIG)])
def test_pre_commit_takes_what_is_written(what: str, file: Path, tmp_path: Path) -> None:
    done = pre_commit(what, str(file), home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository with our hook, which runs the command that is installed already: to install one needs a network."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    manifest = MANIFEST.read_text("utf-8")
    assert manifest.count("language: python") == 1
    (folder / MANIFEST.name).write_text(manifest.replace("language: python", "language: system"), "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Hooks")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The repository of an archive, in which one tip of two has no text."""
    folder = tmp_path / "archive"
    (folder / "docs" / "tips" / "2026").mkdir(parents=True)
    (folder / "docs" / "tags.yml").write_text(TAGS, "utf-8")
    (folder / "docs" / "about.md").write_text("About.\n", "utf-8")
    (folder / "docs" / "tips" / "2026" / "bell.png").write_bytes(b"\x89PNG")
    (folder / "docs" / "tips" / "2026" / "good.md").write_text(GOOD, "utf-8")
    (folder / "docs" / "tips" / "2026" / "empty.md").write_text(FRONT.replace("Say It Once", "Not Yet"), "utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    return folder


@pytest.mark.slow
def test_the_hook_tells_what_is_off_in_files_that_are_committed(hooks: Path, archive: Path, tmp_path: Path) -> None:
    run = ("try-repo", str(hooks), "tips-check", "--verbose")
    all_files = pre_commit(*run, "--all-files", home=tmp_path / "home", folder=archive)
    assert all_files.returncode == 1, all_files.stderr
    assert re.search(r"^docs/tips/2026/empty.md\n\n  \d:1     error    TIP403 empty$", all_files.stdout, re.MULTILINE)
    assert "(2 tips checked)" in all_files.stdout
    good = pre_commit(
        *run, "--files", "docs/tips/2026/good.md", "docs/tags.yml", home=tmp_path / "home", folder=archive
    )
    assert good.returncode == 0, good.stdout
    assert "The tip is in order." in good.stdout
    picture = pre_commit(
        *run, "--files", "docs/tips/2026/bell.png", "docs/about.md", home=tmp_path / "home", folder=archive
    )
    assert "(no files to check)Skipped" in picture.stdout


def test_our_own_hooks_are_what_make_check_runs() -> None:
    configured: dict[str, Any] = yaml.safe_load(CONFIG.read_text("utf-8"))
    (manifest,) = yaml.safe_load(MANIFEST.read_text("utf-8"))
    (local,) = configured["repos"]
    ours = {hook["id"]: hook for hook in local["hooks"]}
    recipe = (ROOT / "Makefile").read_text("utf-8").partition("\ncheck:")[2].partition("\n\n")[0]
    for tool in ("ruff check", "ruff format --check", "mypy"):
        assert f"$(BIN)/{tool}" in recipe
        assert any(hook["entry"].startswith(f".venv/bin/{tool}") for hook in ours.values())
    assert ours["tips-check"]["entry"] == f".venv/bin/{manifest['entry']}"
    assert ours["tips-check"]["files"] == manifest["files"]
