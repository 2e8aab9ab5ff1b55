"""What GitHub shows to people who write: forms for ideas and corrections, and the template of pull requests."""

import subprocess
import sys
from pathlib import Path

import pytest

_FOLDER = Path(".github")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-issue-forms", ["ISSUE_TEMPLATE/tip-idea.yml", "ISSUE_TEMPLATE/correction.yml"]),
        ("vendor.github-issue-config", ["ISSUE_TEMPLATE/config.yml"]),
    ],
)
def test_forms_are_what_github_takes(root: Path, schema: str, files: list[str]) -> None:
    paths = [str(root / _FOLDER / file) for file in files]
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_form_is_forgotten(root: Path) -> None:
    names = {path.name for path in (root / _FOLDER / "ISSUE_TEMPLATE").iterdir()}
    assert names == {"tip-idea.yml", "correction.yml", "config.yml"}


def test_a_pull_request_is_asked_for_five_lines_at_most(root: Path) -> None:
    lines = (root / _FOLDER / "pull_request_template.md").read_text("utf-8").splitlines()
    assert 0 < len(lines) <= 5
