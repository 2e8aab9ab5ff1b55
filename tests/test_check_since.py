"""`tips check --since`: what differs from a commit, and what that breaks, in real repositories."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scraper.cli import main
from tests.editor_fixtures import FRONT, GOOD, TAGS
from tests.repositories import Files, commit, lay, standing_in
from tests.running import git
from tests.site_fixtures import DOT

ROOT = Path(__file__).parent.parent
MKDOCS = "site_name: Tests\nplugins:\n  - tip-archive:\n      tips: docs/tips\nmarkdown_extensions: [toc]\n"
NAMED = (
    FRONT.replace("Say It Once", "Name the Wait") + "\n## Why\n\nA caller who knows how long it takes can sit down.\n"
)
LINKING = FRONT.replace("Say It Once", "Ask First").replace("phone", "wording") + (
    "\nSee [the other](named.md#why), and ![a dot](dot.png).\n"
)
# Broken before anything changes: nobody who changes something else is told.
OLD = FRONT.replace("Say It Once", "An Old One").replace("phone", "heliotrope")
TIPS: Mapping[str, str | bytes] = {
    "docs/tips/2026/named.md": NAMED,
    "docs/tips/2026/linking.md": LINKING,
    "docs/tips/2026/old.md": OLD,
    "docs/tips/2026/dot.png": DOT,
}
EMPTY = FRONT.replace("Say It Once", "Nothing in It")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {"mkdocs.yml": MKDOCS, "docs/tags.yml": TAGS, "docs/about.md": "# About\n", **TIPS}
    return standing_in(tmp_path / "project", files, monkeypatch)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def found(result: Result) -> list[str]:
    """Return "TIP403 new.md" for each finding."""
    told = json.loads(result.stdout)["findings"]
    return [f"{one['code']} {one['file'].rpartition('/')[2]}" for one in told]


# --- which tips are looked at ---------------------------------------------------------------------------------------


def committed(folder: Path) -> None:
    commit(folder)


def staged(folder: Path) -> None:
    git(folder, "add", "--all")


def as_it_lies_there(folder: Path) -> None:
    """Leave it so: neither staged nor known to git."""


@pytest.mark.parametrize("how", [committed, staged, as_it_lies_there])
@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"docs/tips/2026/new.md": EMPTY}, ["TIP403 new.md"]),
        ({"docs/tips/2026/named.md": EMPTY, "docs/tips/2026/linking.md": GOOD}, ["TIP403 named.md"]),
        ({"docs/tips/2026/named.md": None}, ["TIP501 linking.md"]),
        ({"docs/tips/2026/old.md": None}, []),
    ],
)
def test_however_it_changed_it_is_looked_at(
    project: Path, how: Callable[[Path], None], files: Files, told: list[str]
) -> None:
    git(project, "tag", "before")
    lay(project, files)
    how(project)
    assert found(run("--since", "before", "--format", "json")) == told


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, []),
        # A title that an unchanged tip has too is told at the new one.
        ({"docs/tips/2026/new.md": NAMED.replace("Name the Wait", "A Wait")}, ["TIP701 new.md"]),
        ({"docs/tips/2026/new.md": GOOD.replace("Say It Once", "Name the Wait")}, ["TIP702 new.md"]),
        # What others build on.
        ({"docs/tips/2026/named.md": None, "docs/tips/2026/other.md": NAMED}, ["TIP501 linking.md"]),
        ({"docs/tips/2026/named.md": NAMED.replace("Why", "Because")}, ["TIP502 linking.md"]),
        ({"docs/tips/2026/named.md": NAMED.replace("author", "status: draft\nauthor")}, ["TIP501 linking.md"]),
        ({"docs/tips/2026/dot.png": None}, ["TIP503 linking.md"]),
        ({"docs/tags.yml": TAGS.replace("  wording:\n", "")}, ["TIP302 linking.md"]),
        ({"docs/tags.yml": TAGS.replace("  wording:\n", "  words:\n    also: [wording]\n")}, ["TIP304 linking.md"]),
        ({"docs/tags.yml": f"{TAGS}  letters:\n"}, []),
        ({"docs/tags.yml": f"{TAGS}  heliotrope:\n"}, []),
        ({"docs/tags.yml": "tags: ["}, ["TIP801 tags.yml"]),
        ({"docs/tags.yml": None}, []),
        ({"mkdocs.yml": MKDOCS.replace("markdown_extensions: [toc]\n", "")}, ["TIP502 linking.md"]),
        ({"docs/about.md": "# About us\n", "README.md": "Nothing.\n"}, []),
    ],
)
def test_what_others_build_on_is_followed(project: Path, files: Files, told: list[str]) -> None:
    lay(project, files)
    result = run("--since", "HEAD", "--format", "json")
    assert found(result) == told
    assert result.exit_code == (1 if any(code[:6] not in {"TIP304", "TIP701", "TIP702"} for code in told) else 0)
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("files", "arguments", "told"),
    [
        ({}, [], "No tip was added or changed since before, and none was broken.\n"),
        ({"docs/tips/2026/old.md": None}, [], "No tip was added or changed since before, and none was broken.\n"),
        ({"docs/tips/2026/old.md": GOOD}, [], "The tip that changed since before is in order.\n"),
        (
            {"docs/tips/2026/old.md": GOOD, "docs/tips/2026/new.md": LINKING.replace("Ask First", "A New One")},
            ["--ignore", "TIP7"],
            "All 2 tips that changed since before are in order.\n",
        ),
        ({"docs/tips/2026/new.md": EMPTY}, ["docs/tips/2026/old.md"], "No tip was added or changed since before"),
        ({"docs/tips/2026/named.md": None}, ["docs/tips/2026/old.md"], "No tip was added or changed since before"),
    ],
)
def test_where_all_is_well_it_says_so(project: Path, files: Files, arguments: list[str], told: str) -> None:
    git(project, "tag", "before")
    lay(project, files)
    result = run("--since", "before", *arguments)
    assert (result.exit_code, result.stdout.startswith(told)) == (0, True), result.stdout


def test_a_vocabulary_that_could_not_be_read_before_hides_nothing(project: Path) -> None:
    lay(project, {"docs/tags.yml": "tags: ["})
    commit(project)
    lay(project, {"docs/tags.yml": TAGS})
    assert found(run("--since", "HEAD", "--format", "json")) == ["TIP302 old.md"]


def test_what_was_broken_before_is_told_where_something_else_might_have_broken_it(project: Path) -> None:
    lay(project, {"docs/tips/2026/old.md": OLD + "\nSee [it](gone.md).\n"})
    commit(project)
    arguments = ("--since", "HEAD", "--format", "json")
    lay(project, {"docs/tips/2026/new.md": FRONT.replace("Say It Once", "New") + "\nSee [it](named.md).\n"})
    assert found(run(*arguments)) == []
    lay(project, {"docs/about.md": None})
    assert found(run(*arguments)) == ["TIP501 old.md"]  # the build would stop at it


def test_paths_narrow_it(project: Path) -> None:
    lay(project, {"docs/tips/2026/one.md": EMPTY, "docs/tips/2025/two.md": EMPTY.replace("2026", "2025")})
    arguments = ("--since", "HEAD", "--format", "json", "--select", "TIP4")
    assert found(run(*arguments)) == ["TIP403 two.md", "TIP403 one.md"]
    assert found(run(*arguments, "docs/tips/2025")) == ["TIP403 two.md"]
    assert found(run(*arguments, "docs/tips/2026/one.md", "docs/tips/2026/old.md")) == ["TIP403 one.md"]


def test_fix_mends_what_changed_and_nothing_else(project: Path) -> None:
    lay(project, {"docs/tips/2026/other.md": GOOD.replace("\n", "\r\n")})
    commit(project)
    lay(project, {"docs/tips/2026/new.md": GOOD.replace("\n", "\r\n")})
    assert run("--since", "HEAD", "--fix").stdout.startswith("docs/tips/2026/new.md: mended TIP602\n")
    assert (project / "docs/tips/2026/new.md").read_bytes() == GOOD.encode()
    assert b"\r" in (project / "docs/tips/2026/other.md").read_bytes()


@pytest.mark.parametrize("how", [committed, as_it_lies_there])
@pytest.mark.parametrize(
    "name", [b"a\nb.md", b'"quoted".md', b"\xff.md", b"-output=x.md", b"a\tb.md", b":(top)x.md", "日本.md".encode()]
)
def test_names_of_files_are_only_names(project: Path, how: Callable[[Path], None], name: bytes) -> None:
    git(project, "tag", "before")
    lay(project, {os.fsdecode(b"docs/tips/2026/" + name): EMPTY})
    how(project)
    result = run("--since", "before", "--format", "json", "--select", "TIP4")
    assert [one["code"] for one in json.loads(result.stdout)["findings"]] == ["TIP403"]


def test_a_project_below_the_root_of_its_repository(tmp_path: Path, project: Path) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(project, whole / "letter", ignore=shutil.ignore_patterns(".git"))
    git(whole, "init", "--quiet")
    commit(whole)
    lay(whole, {"letter/docs/tips/2026/new.md": EMPTY, "docs/tips/2026/elsewhere.md": EMPTY})
    result = run("--project", str(whole / "letter"), "--since", "HEAD", "--format", "json")
    assert found(result) == ["TIP403 new.md"]


# --- what it can't compare with -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gone", "", "-h", "--output=spoilt", "HEAD:docs", "HEAD:mkdocs.yml", "^HEAD", "a\nb"])
def test_a_commit_that_is_none_ends_it_with_2(project: Path, name: str) -> None:
    lay(project, {"docs/tips/2026/new.md": EMPTY})
    result = run(f"--since={name}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "git knows no commit" in result.stderr
    assert "Correct the name, or fetch what it means: git fetch --all --tags." in result.stderr
    assert not (project / "spoilt").exists()


def test_a_branch_of_a_remote_is_to_be_fetched(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "clone", "--quiet", str(project), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert "Correct the name, or fetch it: git fetch origin." in run("--since", "origin/later").stderr


def test_a_shallow_clone_says_how_to_get_the_rest(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(project)
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    result = run("--since", "HEAD^1")
    assert result.exit_code == 2
    assert 'run git fetch --unshallow; in a workflow on GitHub, write "fetch-depth: 0"' in result.stderr
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert run("--since", "HEAD^1").exit_code == 0


def no_repository(project: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git")


def no_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))


def tips_elsewhere(project: Path, _: pytest.MonkeyPatch) -> None:
    elsewhere = project.parent / "elsewhere"
    shutil.move(project / "docs" / "tips", elsewhere)
    (project / "docs" / "tips").symlink_to(elsewhere)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (no_repository, "tips: .: this is no git repository. Comparing needs a clone, with its history."),
        (no_git, "tips: git is not installed. Install it, and run this again."),
        (tips_elsewhere, "tips: docs/tips: this folder of tips is not in the git repository"),
    ],
)
def test_where_nothing_can_be_compared_it_ends_with_2(
    project: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path, pytest.MonkeyPatch], None], said: str
) -> None:
    how(project, monkeypatch)
    result = run("--since", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
