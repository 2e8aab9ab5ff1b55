"""The rulebook, the rules' pages and the examples on them say the same; and each page is in the site."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scraper.editor.desk import open_desk
from scraper.editor.finding import Finding
from scraper.editor.fixing import mended
from scraper.editor.manuscript import read_manuscript
from scraper.editor.pages import FOLDER, GROUPS, page_file, table
from scraper.editor.project import Project, find_project
from scraper.editor.rulebook import RULES
from scraper.editor.run import run
from scraper.progress import Quiet
from tests.conftest import ROOT
from tests.editor_fixtures import GOOD, a_desk
from tests.site_fixtures import STARTER, broken_links, pages, run_build

PAGES = ROOT / "docs" / FOLDER
INDEX = PAGES / "index.md"
TAGS = "docs/tags.yml"
VOCABULARY = (STARTER / TAGS).read_text("utf-8")
# A fence of three or four backticks, the file's name, and all up to the same fence.
_BLOCK = re.compile(r'^(`{3,4})(?:markdown|yaml) title="([^"]+)"\n(.*?)^\1$', re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Examples:
    """The files that a page shows under a heading: path below docs/tips, or docs/tags.yml, and content."""

    wrong: dict[str, bytes]
    right: dict[str, bytes]


# What a page cannot show as it is: bytes, large files, and names that not every system holds.
_LONG = "Wait for the pen to stop. " * 1200
SPECIAL: dict[str, dict[str, bytes]] = {
    "TIP404": {"2026/say-it-once.md": GOOD.encode() + _LONG.encode()},
    "TIP504": {"2026/say-it-once.md": GOOD.encode() + b"\n![A bell](bell.jpg)\n", "2026/bell.jpg": b"\xff\xd8" * 2**20},
    "TIP601": {"2026/say-it-once.md": GOOD.encode("utf-16")},
    "TIP602": {"2026/say-it-once.md": GOOD.replace("\n", "\r\n").encode()},
    "TIP603": {"2026/say-it-once.md": b"\xef\xbb\xbf" + GOOD.encode()},
    "TIP604": {"2026/con.md": GOOD.encode()},
    "TIP605": {"2026/say-it-once.md": GOOD.encode(), "2026/Say-it-once.md": GOOD.encode()},
    "TIP607": {"2026/say-it-once.md": GOOD.replace("Say the", "Say\u200b the").encode()},
    "TIP609": {"2026/say-it-once.md": GOOD.encode(), "2026/notes.docx": b"PK"},
}
# Some findings of these rules are mended, but not those that their pages show, which need a person.
MENDED: dict[str, dict[str, bytes]] = {
    "TIP109": {"2026/say-it-once.md": GOOD.replace("author:", "author: Ada Fenwick\nauthor:").encode()},
    "TIP112": {"2026/say-it-once.md": GOOD.replace("author:", "status: Draft\nauthor:").encode()},
}
# Another file cannot be shown as unreadable at all: tests/test_check.py reads one.
WITHOUT_EXAMPLE = {"TIP600"}
# The picture that examples show; where it is missing, that is the point.
PICTURE = {"2026/bell.jpg": (ROOT / "tests/broken/project/docs/tips/2026/bell.png").read_bytes()}
there = [code for code in RULES if page_file(RULES[code], ROOT / "docs").exists()]


def examples(code: str) -> Examples:
    """Return the examples of a rule's page: below "## Wrong" and below "## Right"."""
    text = page_file(RULES[code], ROOT / "docs").read_text("utf-8")
    parts = re.split(r"^## (Wrong|Right|What to do)$", text, flags=re.MULTILINE)
    blocks = {
        name: {path: body.encode() for _, path, body in _BLOCK.findall(part)}
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
    }
    wrong = SPECIAL.get(code, blocks["Wrong"] | ({} if code == "TIP503" else PICTURE))
    return Examples(wrong, blocks["Right"] | PICTURE)


def project_of(folder: Path, files: dict[str, bytes]) -> Project:
    """Return a project in which these files lie, below docs/tips but for docs/tags.yml, with this one's settings."""
    tips = {name: content for name, content in files.items() if name != TAGS}
    project = a_desk(folder, tips, VOCABULARY).project
    project.vocabulary.write_bytes(files.get(TAGS, VOCABULARY.encode()))
    (folder / "docs" / "about.md").write_text("# About\n", "utf-8")
    return replace(project, extensions=find_project(STARTER).extensions)


def found(project: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773144000")  # the tenth of March 2026
    outcome, _ = run(project, (), frozenset(RULES), Quiet())
    return outcome.checked.findings


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages_there = {path.stem.upper() for path in PAGES.glob("*.md")} - {"INDEX"}
    assert pages_there == set(RULES)


@pytest.mark.parametrize("code", there)
def test_a_page_is_of_its_form(code: str) -> None:
    text = page_file(RULES[code], ROOT / "docs").read_text("utf-8")
    assert re.match(rf'---\ntitle: "{code}: [^"\n]+"\ndescription: [^\n]+\.\n---\n\n[^#\n]', text)
    headings = re.findall(r"^#+ .*$", re.sub(_BLOCK, "", text), re.MULTILINE)
    assert headings == ["## Wrong", "## Right", "## What to do"]


@pytest.mark.parametrize("code", [code for code in there if code not in WITHOUT_EXAMPLE])
def test_the_wrong_example_is_found(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = examples(code).wrong
    assert wrong.keys() - PICTURE
    findings = found(project_of(tmp_path, wrong), monkeypatch)
    assert code in {finding.rule.code for finding in findings}, [str(finding) for finding in findings]


@pytest.mark.parametrize("code", [code for code in there if code not in WITHOUT_EXAMPLE])
def test_nothing_is_found_in_the_right_example(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = examples(code).right
    assert len(right) > len(PICTURE)
    assert [str(finding) for finding in found(project_of(tmp_path, right), monkeypatch)] == []


@pytest.mark.parametrize("code", [code for code in there if RULES[code].fixable])
def test_what_the_rulebook_calls_fixable_is_mended(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_of(tmp_path, MENDED.get(code) or examples(code).wrong)
    desk = open_desk(project)
    changes = [
        change
        for path in sorted(desk.files)
        if (change := mended(read_manuscript(project.tips, path), desk, frozenset({code})))
    ]
    assert changes
    for change in changes:
        (project.tips / change.path).write_bytes(change.after)
    left = [str(finding) for finding in found(project, monkeypatch) if finding.rule.code == code]
    assert left == []


def test_the_index_lists_all_rules_as_the_rulebook_has_them(request: pytest.FixtureRequest) -> None:
    head = INDEX.read_text("utf-8").partition("## The front matter")[0]
    if request.config.getoption("--refresh"):
        INDEX.write_text(head + table(), "utf-8")
    assert INDEX.read_text("utf-8") == head + table(), "refresh it with: pytest tests/test_rule_pages.py --refresh"


def test_every_rule_is_in_a_group_of_the_index() -> None:
    assert {code[3] for code in RULES} == set(GROUPS)
    assert re.findall(r"^\| \[(TIP\d+)\]", table(), re.MULTILINE) == list(RULES)


@pytest.mark.slow
def test_the_pages_are_in_the_site_and_none_is_an_orphan(tmp_path: Path) -> None:
    (tmp_path / "tips").mkdir()
    done = run_build(tmp_path / "tips", tmp_path / "www" / "tip-archive")
    assert done.returncode == 0, done.stderr
    built = pages(tmp_path / "www")
    index = f"/tip-archive/{FOLDER}/"
    for code in there:
        assert f"{index}{code.lower()}/" in built
        assert f"{code.lower()}/" in built[index].links
    assert [address for address, page in built.items() if address != index and f"../{FOLDER}/" in page.links]
    ours = [broken for broken in broken_links(tmp_path / "www") if f"/{FOLDER}/" in broken]
    assert ours == []
