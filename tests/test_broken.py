"""Broken tips, each in its own way: what people are told of each, and what --fix makes of them."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scraper.cli import main
from scraper.editor.rulebook import RULES
from tests.editor_fixtures import GOOD
from tests.running import tree

BROKEN = Path(__file__).parent / "broken"
TOLD, MENDED = BROKEN / "told.txt", BROKEN / "mended"
# What a repository should not hold: names that some systems can't, large files, and files that nobody can read.
EXTRA: dict[str, bytes] = {
    "404-very-long.md": GOOD.replace("Say It Once", "And another thing").encode() + b"And another thing. " * 3000,
    "504-picture-huge.md": GOOD.replace("Say It Once", "Wall-sized").encode() + b"\n![A wall](wall.png)\n",
    "wall.png": (BROKEN / "project/docs/tips/2026/bell.png").read_bytes() + bytes(3_000_000),
    "604-File: name?.md": GOOD.replace("Say It Once", "A name that no disk holds").encode(),
    "605-same-name.md": GOOD.replace("Say It Once", "Which of the two").encode(),
    "605-Same-Name.md": GOOD.replace("Say It Once", "Which of both").encode(),
}
# A vocabulary that is broken keeps tags from being checked: tests/test_check.py has one.
ELSEWHERE = {"TIP801"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of broken tips, with those that are made here, on the tenth of March 2026."""
    shutil.copytree(BROKEN / "project", tmp_path, dirs_exist_ok=True)
    tips = tmp_path / "docs" / "tips" / "2026"
    for name, content in EXTRA.items():
        (tips / name).write_bytes(content)
    (tips / "600-unreadable.md").symlink_to("/proc/self/mem")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773144000")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


@pytest.mark.usefixtures("project")
def test_people_are_told_what_is_broken(request: pytest.FixtureRequest) -> None:
    result = run()
    assert result.exit_code == 1
    if request.config.getoption("--refresh"):
        TOLD.write_text(result.stdout, "utf-8")
    assert result.stdout == TOLD.read_text("utf-8")


def test_every_rule_has_a_broken_tip() -> None:
    told = set(re.findall(r"^  \d+:\d+ +\w+ +(TIP\d+) ", TOLD.read_text("utf-8"), re.MULTILINE))
    assert told == set(RULES) - ELSEWHERE


@pytest.mark.usefixtures("project")
def test_each_broken_tip_is_told_by_its_rule() -> None:
    told = run().stdout
    for name in sorted((*EXTRA, *(path.name for path in (BROKEN / "project/docs/tips/2026").iterdir()))):
        code, dash, _ = name.partition("-")
        part = re.search(rf"^docs/tips/2026/{re.escape(name)}\n(.*?)^\S", told, re.MULTILINE | re.DOTALL)
        if dash and not name.endswith("-again.md"):
            assert part, name
            assert f" TIP{code} " in part[1], name


@pytest.mark.usefixtures("project")
def test_each_finding_names_line_problem_and_remedy() -> None:
    findings = re.split(r"\n\n", run().stdout)
    told = [part for part in findings if re.match(r"  \d+:\d+ +(error|warning|note) +TIP\d{3} [a-z-]+\n", part)]
    assert len(told) >= len(RULES) - len(ELSEWHERE)
    for part in told:
        sentences = [line for line in part.splitlines()[1:] if not re.match(r" +\d* \| ", line)]
        assert len(sentences) >= 2, part
        assert all(re.match(r"    \S.*[.?]$", line) for line in sentences), part


def test_fix_mends_what_it_can_and_the_second_time_nothing(project: Path, request: pytest.FixtureRequest) -> None:
    (project / "docs/tips/2026/600-unreadable.md").unlink()
    before = tree(project)
    run("--fix")
    after = tree(project)
    changed = {name: content for name, content in after.items() if content != before[name]}
    if request.config.getoption("--refresh"):
        shutil.rmtree(MENDED, ignore_errors=True)
        for name, content in changed.items():
            file = MENDED / Path(name).name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
    assert after.keys() == before.keys()
    assert {Path(name).name: content for name, content in changed.items()} == tree(MENDED)
    run("--fix")
    assert tree(project) == after
