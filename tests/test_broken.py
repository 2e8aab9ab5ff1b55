"""Broken tips, each in its own way: what people are told of each, and what --fix makes of them."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scraper.cli import main
from scraper.editor.rulebook import RULES
from tests.editor_fixtures import FRONT
from tests.running import tree

BROKEN = Path(__file__).parent / "broken"
TOLD, MENDED = BROKEN / "told.txt", BROKEN / "mended"


def a_tip_of(title: str, words: str) -> bytes:
    return FRONT.replace("Say It Once", title).encode() + f"\n{words}\n".encode()


# What a repository should not hold: names that some systems can't, large files, and files that nobody can read.
EXTRA: dict[str, bytes] = {
    "404-very-long.md": a_tip_of("And another thing", "And another thing. " * 3000),
    "504-picture-huge.md": a_tip_of("Wall-sized", "![A wall](wall.png)\n\nHang it where callers can't see it."),
    "wall.png": (BROKEN / "project/docs/tips/2026/bell.png").read_bytes() + bytes(3_000_000),
    "604-File: name?.md": a_tip_of("A name that no disk holds", "Label drawers so that a stranger finds the stamps."),
    "605-same-again.md": a_tip_of("Which of the two", "Two people called Kim need two names on the phone list."),
    "605-Same-Again.md": a_tip_of("Which of both", "Ask which Kim, before you put the call through."),
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


def test_each_broken_tip_is_told_by_its_rule(project: Path) -> None:
    told = run().stdout
    (project / "docs/tips/2026/600-unreadable.md").unlink()
    names = [name for name in (*EXTRA, *tree(project / "docs" / "tips" / "2026")) if "-" in name]
    for code in sorted({name.partition("-")[0] for name in names}):
        about = [name for name in names if name.startswith(f"{code}-")]
        listed = "|".join(map(re.escape, about))
        parts = re.findall(rf"^docs/tips/2026/(?:{listed})\n(.*?)^\S", told, re.MULTILINE | re.DOTALL)
        assert f" TIP{code} " in "".join(parts), about


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
