"""The pages of the rules about the body: their wrong examples are wrong, and their right ones are right."""

import re
from pathlib import Path

import pytest

from scraper.editor.check import check
from scraper.editor.desk import open_desk
from scraper.editor.project import find_project
from scraper.editor.rulebook import RULES, chosen
from scraper.progress import Quiet
from scraper.shelf import tip_files
from tests.site_fixtures import DOT, ROOT, STARTER
from tests.test_site import a_project

CODES = [code for code in RULES if code.startswith("TIP4") or code in {f"TIP50{n}" for n in (1, 2, 3, 4, 5, 6, 8)}]
_EXAMPLE = re.compile(
    r'^## (?P<heading>Wrong|Right)\n\n(?P<fence>`{3,})markdown title="(?P<name>[^"]+)"\n(?P<text>.*?)\n(?P=fence)$',
    re.DOTALL | re.MULTILINE,
)


def page(code: str) -> str:
    return (ROOT / "docs" / "rules" / f"{code.lower()}.md").read_text("utf-8")


def examples(code: str) -> dict[str, tuple[str, str]]:
    """Return name and text of both examples, by the heading that they stand below."""
    return {found["heading"]: (found["name"], f"{found['text']}\n") for found in _EXAMPLE.finditer(page(code))}


@pytest.mark.parametrize("heading", ["Wrong", "Right"])
@pytest.mark.parametrize("code", CODES)
def test_examples_are_what_they_say(code: str, heading: str, tmp_path: Path) -> None:
    name, text = examples(code)[heading]
    project = a_project(tmp_path / "project")
    (project / "docs" / "tags.yml").symlink_to(STARTER / "docs" / "tags.yml")
    file = project / "docs" / "tips" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    # The pictures that examples show: a small one and a huge one.
    (file.parent / "bell.jpg").write_bytes(DOT)
    (file.parent / "hall.jpg").write_bytes(DOT + bytes(600_000))
    desk = open_desk(find_project(project))
    findings = check(desk, tuple(tip_files(desk.project.tips)), chosen((), ()), Quiet()).findings
    assert {finding.rule.code for finding in findings} == ({code} if heading == "Wrong" else set())


@pytest.mark.parametrize("code", CODES)
def test_pages_have_the_form_of_all_others(code: str) -> None:
    assert re.match(rf'---\ntitle: "{code}: [^"]+"\ndescription: [^\n]+\.\n---\n\n\S', page(code))
    assert list(examples(code)) == ["Wrong", "Right"]
    around = _EXAMPLE.sub("", page(code)).split("\n")
    assert [line for line in around if line.startswith("#")] == ["## What to do"]
