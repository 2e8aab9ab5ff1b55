"""`tips check` as people and CI run it."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scraper.cli import main
from scraper.editor.rulebook import RULES
from tests.editor_fixtures import BODY, FRONT, GOOD, TAGS
from tests.running import tree

EMPTY = FRONT  # a tip without text: TIP403
CRLF = GOOD.replace("\n", "\r\n")  # lines end as on another system: TIP602, which --fix mends
UNTAGGED = GOOD.replace("tags:\n  - phone\n", "")  # TIP301
LATER = GOOD.replace("2026-03-03", "2026-12-29")  # TIP206
MKDOCS = "site_name: Tests\nplugins:\n  - tip-archive:\n      tips: docs/tips\n"
ROOT = Path(__file__).parent.parent
A_DAY = "1773144000"  # the tenth of March 2026, as builds are told it


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without tips, where the command is run."""
    (tmp_path / "docs" / "tips" / "2026").mkdir(parents=True)
    (tmp_path / "docs" / "tags.yml").write_text(TAGS, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", A_DAY)
    return tmp_path


def put(project: Path, **contents: str) -> None:
    for name, content in contents.items():
        (project / "docs" / "tips" / "2026" / f"{name}.md").write_bytes(own(name, content))


def own(name: str, content: str) -> bytes:
    """Return a tip's content with a title and words of its own: two alike would be findings too."""
    words = {"b": "Ask who else is waiting.", "c": "Put the kettle on before you call back."}
    said = content.replace("Say It Once", f"The Tip {name.title()}").replace(
        BODY.strip(), words.get(name, BODY.strip())
    )
    return said.encode()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in the present folder."""
    return subprocess.run(
        [sys.executable, "-m", "scraper", "check", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def codes(result: Result) -> list[str]:
    return re.findall(r"^  \S+ +\w+ +(TIP\d+)", result.stdout, re.MULTILINE)


# --- what is told, and how it ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tips", "arguments", "told", "code"),
    [
        ({"a": GOOD}, [], [], 0),
        ({"a": EMPTY}, [], ["TIP403"], 1),
        ({"a": UNTAGGED}, [], ["TIP301"], 0),
        ({"a": UNTAGGED}, ["--strict"], ["TIP301"], 1),
        ({"a": LATER}, ["--strict"], ["TIP206"], 0),
        ({"a": EMPTY, "b": UNTAGGED, "c": CRLF}, [], ["TIP403", "TIP301", "TIP602"], 1),
        ({"a": EMPTY, "b": UNTAGGED}, ["--select", "TIP3"], ["TIP301"], 0),
        ({"a": EMPTY, "b": UNTAGGED, "c": CRLF}, ["--select", "no-tags,TIP602"], ["TIP301", "TIP602"], 0),
        (
            {"a": EMPTY, "b": UNTAGGED, "c": CRLF},
            ["--select", "no-tags", "--select", "tip602"],
            ["TIP301", "TIP602"],
            0,
        ),
        ({"a": EMPTY, "b": UNTAGGED}, ["--ignore", "empty, TIP602"], ["TIP301"], 0),
        ({"a": EMPTY, "b": UNTAGGED}, ["--select", "TIP4,TIP3", "--ignore", "TIP3"], ["TIP403"], 1),
        ({"a": EMPTY, "b": UNTAGGED}, ["docs/tips/2026/b.md"], ["TIP301"], 0),
        ({"a": EMPTY, "b": UNTAGGED}, ["docs"], ["TIP403", "TIP301"], 1),
        ({"a": EMPTY}, ["mkdocs.yml"], [], 0),
        ({}, [], [], 0),
    ],
)
def test_what_is_told_and_how_it_ends(
    project: Path, tips: dict[str, str], arguments: list[str], told: list[str], code: int
) -> None:
    put(project, **tips)
    result = run(*arguments)
    assert codes(result) == told
    assert result.exit_code == code
    assert result.stderr == ""


@pytest.mark.parametrize("name", ["bell.png", ".a.md"])
def test_files_that_are_no_tips_are_left_out(project: Path, name: str) -> None:
    (project / "docs" / "tips" / "2026" / name).write_bytes(b"\xff")
    result = run(f"docs/tips/2026/{name}")
    assert codes(result) == []
    assert "tips among these files" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "TIP9"], 'tips: there is no rule "TIP9". Write a code such as TIP201'),
        (["--ignore", "nonsense"], 'tips: there is no rule "nonsense". Write'),
        (["--explain", "TIP9"], 'tips: there is no rule "TIP9". Write'),
        (
            ["gone.md"],
            "tips: gone.md: there is no such file or folder here (No such file or directory). Correct the name.",
        ),
        (["x" * 5000], "there is no such file or folder here (File name too long)"),
        (["--project", "gone"], "tips: gone: there is no such folder. Name the folder that holds mkdocs.yml."),
        (["--dry-run"], "--dry-run shows what --fix would change"),
        (["--fix", "--dry-run", "--format", "json"], "--dry-run shows what --fix would change"),
        (["--format", "xml"], "'xml' is not one of"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_so(project: Path, arguments: list[str], said: str) -> None:
    put(project, a=EMPTY)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("mkdocs.yml", "a: [", "tips: mkdocs.yml:1: "),
        (
            "mkdocs.yml",
            MKDOCS + "      weekday: someday\n",
            'tips: mkdocs.yml: weekday: "someday" is no day of the week',
        ),
        ("mkdocs.yml", MKDOCS + "      timezone: Nowhere\n", 'tips: mkdocs.yml: there is no time zone "Nowhere"'),
        ("mkdocs.yml", MKDOCS + "      ignored_rules: [TIP9]\n", 'tips: mkdocs.yml: there is no rule "TIP9"'),
        (
            "mkdocs.yml",
            MKDOCS + "      tips: docs/tags.yml\n",
            "tips: docs/tags.yml: this is a file, not the folder of tips",
        ),
        ("sources.toml", "a = [", "tips: sources.toml"),
    ],
)
def test_settings_that_cannot_be_used_end_it_with_2(project: Path, name: str, content: str, said: str) -> None:
    put(project, a=EMPTY)
    (project / name).write_text(content, "utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert result.stdout == ""


def test_rules_that_the_archive_does_not_want_are_left_out(project: Path) -> None:
    put(project, a=EMPTY, b=UNTAGGED)
    (project / "mkdocs.yml").write_text(MKDOCS + "      ignored_rules: [TIP3, empty]\n", "utf-8")
    assert codes(run()) == []
    assert codes(run("--ignore", "TIP6")) == []


def test_it_finds_the_project_from_below_and_from_elsewhere(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, a=EMPTY)
    monkeypatch.chdir(project / "docs" / "tips" / "2026")
    assert run("a.md").stdout.startswith(f"{Path('../../../docs/tips/2026/a.md')}\n")
    monkeypatch.chdir("/")
    assert run("--project", project).stdout.startswith(f"{project}/docs/tips/2026/a.md\n")
    elsewhere = run()
    assert elsewhere.exit_code == 2
    assert "there is no folder of tips here. Run this where mkdocs.yml is, or name that folder with --project." in (
        elsewhere.stderr
    )


# --- the vocabulary -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paths", [[], ["docs/tags.yml"], ["docs/tips/2026/b.md", "docs/tags.yml"]])
def test_a_broken_vocabulary_is_a_finding_and_the_tips_are_still_checked(project: Path, paths: list[str]) -> None:
    put(project, a=EMPTY, b=EMPTY.replace("- phone", "- no such tag") + "\n<!-- tips: tag=nothing -->\n")
    (project / "docs" / "tags.yml").write_text("tags:\n  phone:\n    description: [\n", "utf-8")
    result = run(*paths)
    assert codes(result) == (["TIP801", "TIP403"] if not paths else ["TIP801"])
    assert result.exit_code == 1
    assert "Until it is mended, tags are not checked." in result.stdout
    assert re.search(r"^docs/tags.yml\n\n  [34]:", result.stdout)
    assert codes(run("--ignore", "TIP801")) == ["TIP403"]


def test_a_vocabulary_that_cannot_be_read_is_a_finding(project: Path) -> None:
    (project / "docs" / "tags.yml").unlink()
    (project / "docs" / "tags.yml").mkdir()
    assert codes(run()) == ["TIP801"]


# --- mending --------------------------------------------------------------------------------------------------------


def test_fix_mends_what_it_can_and_tells_what_is_left(project: Path) -> None:
    put(project, a=CRLF, b=EMPTY, c=GOOD)
    before = tree(project)
    shown = run("--fix", "--dry-run")
    assert tree(project) == before
    assert shown.exit_code == 1
    assert "--- docs/tips/2026/a.md\n" in shown.stdout
    assert "-title: The Tip A<U+000D>\n" in shown.stdout
    assert shown.stdout.endswith("1 finding would be mended in 1 file; nothing was written.\n")
    result = run("--fix")
    assert result.stdout.startswith("docs/tips/2026/a.md: mended TIP602\n\ndocs/tips/2026/b.md\n")
    assert codes(result) == ["TIP403"]
    assert result.exit_code == 1
    after = tree(project)
    assert {name for name in after if after[name] != before[name]} == {"docs/tips/2026/a.md"}
    assert after["docs/tips/2026/a.md"] == own("a", GOOD)
    again = run("--fix")
    assert "mended" not in again.stdout
    assert tree(project) == after


def test_fix_ends_with_0_when_nothing_is_left(project: Path) -> None:
    put(project, a=CRLF)
    assert run("--strict").exit_code == 1
    assert run("--strict", "--fix").exit_code == 0
    assert json.loads(run("--fix", "--format", "json").stdout)["mended"] == []


def test_fix_says_what_it_mended_to_programs(project: Path) -> None:
    put(project, a=CRLF)
    told = json.loads(run("--fix", "--format", "json").stdout)
    assert told["mended"] == [{"file": "docs/tips/2026/a.md", "codes": ["TIP602"]}]
    assert told["findings"] == []


def test_a_file_that_cannot_be_mended_is_told_and_ends_it_with_1(project: Path) -> None:
    (project / "real.md").write_bytes(own("b", CRLF))
    (project / "docs" / "tips" / "2026" / "link.md").symlink_to(project / "real.md")
    put(project, c=CRLF)
    result = run("--fix")
    assert result.exit_code == 1
    assert result.stderr == (
        "tips: docs/tips/2026/link.md: this is a link to another file, so it is left alone. "
        "Mend the file that it leads to.\n"
    )
    assert (project / "docs/tips/2026/c.md").read_bytes() == own("c", GOOD)
    assert (project / "real.md").read_bytes() == own("b", CRLF)


# --- explaining -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("project")
def test_explain_prints_the_rules_page(root: Path) -> None:
    told = run("--explain", "tip403", "--project", root)
    assert told.exit_code == 0
    assert told.stdout.startswith("TIP403 empty (error; a person has to mend these)\n\nBelow the second `---`")
    assert "## Wrong" in told.stdout
    assert run("--explain", "empty", "--project", root).stdout == told.stdout
    without_page = run("--explain", "TIP403")
    assert without_page.stdout == "TIP403 empty (error; a person has to mend these)\n\nThe tip has no text.\n"


@pytest.mark.usefixtures("project")
def test_explain_lists_rules_whose_codes_begin_so() -> None:
    assert [line.split()[0] for line in run("--explain", "TIP3").stdout.splitlines()] == [
        code for code in RULES if code.startswith("TIP3")
    ]
    assert len(run("--explain", "TIP").stdout.splitlines()) == len(RULES)


# --- what a machine can do to it ------------------------------------------------------------------------------------


def test_formats_are_clean_on_stdout(project: Path) -> None:
    put(project, a=EMPTY, b=CRLF)
    assert len(json.loads(run("--format", "json").stdout)["findings"]) == 2
    assert json.loads(run("--format", "sarif").stdout)["version"] == "2.1.0"
    github = run("--format", "github")
    assert github.stdout.startswith("::error file=docs/tips/2026/a.md,line=")
    assert github.exit_code == 1


def test_files_that_nobody_can_read_are_findings(project: Path) -> None:
    put(project, a=EMPTY)
    # Reading a process's memory from its beginning fails even for those who may read everything.
    (project / "docs/tips/2026/memory.md").symlink_to("/proc/self/mem")
    result = run()
    assert codes(result) == ["TIP403", "TIP600"]
    assert result.exit_code == 1


@contextlib.contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Give up the rights of root for a while, who may look into every folder; others have none to give up."""
    if os.geteuid():
        yield
        return
    for closed in (folder, *folder.parents):  # those that pytest and its workers made, for their owner alone
        if closed == folder or closed.name.startswith(("pytest-", "popen-")):
            closed.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_folders_that_nobody_may_look_into_are_findings(project: Path, tmp_path: Path) -> None:
    put(project, a=EMPTY)
    assert codes(run()) == ["TIP403"]  # as oneself, for others may not read what Python loads when it is first needed
    tips, closed = project / "docs/tips", project / "docs/tips/2025"
    closed.mkdir()
    closed.chmod(0)
    try:
        with as_nobody(tmp_path):
            for result in (run(), run("docs/tips"), run(".")):
                assert codes(result) == ["TIP600", "TIP403"]
            assert codes(run("docs/tips/2026")) == ["TIP403"]
        tips.chmod(0)
        with as_nobody(tmp_path):
            assert codes(run()) == ["TIP600"]
        tips.parent.chmod(0)
        with as_nobody(tmp_path):
            result = run()
        assert (result.exit_code, "cannot be looked into (Permission denied)" in result.stderr) == (2, True)
    finally:
        for folder in (tips.parent, tips, closed):
            folder.chmod(0o755)


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["text", "github", "json", "sarif"])
def test_odd_names_and_contents_stop_nothing(project: Path, format_: str) -> None:
    folder = os.fsencode(project / "docs" / "tips" / "2026")
    for name in (b"\xff.md", b"a\nb.md", b"::error::x.md", b"\x1b[2J.md", b"50%.md", "日本.md".encode()):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 -- a name that is no text
            file.write(EMPTY.encode().replace(b"Ada", b"\x1b]0;x\x07"))
    for encoding in ("utf-8", "ascii", "cp1252"):
        done = command("--format", format_, PYTHONIOENCODING=f"{encoding}:backslashreplace")
        assert done.returncode == 1, done.stderr
        assert done.stderr == ""
        assert "\x1b" not in done.stdout
    strict = command("--format", format_, PYTHONIOENCODING="cp1252:strict")
    assert (strict.returncode, strict.stderr) == (1, "")


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_crash(project: Path) -> None:
    put(project, **{f"tip-{number}": EMPTY for number in range(3000)})
    with subprocess.Popen(
        [sys.executable, "-m", "scraper", "check"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_gets_colours_and_lines_that_fit(project: Path) -> None:
    put(project, a=EMPTY)
    ours, theirs = pty.openpty()
    environment = {"TERM": "xterm-256color", "COLUMNS": "44", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "scraper", "check"],
        env={key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TTY_COMPATIBLE"}}
        | environment,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(theirs)
    told = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "\x1b[1;31merror" in told
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in told.splitlines()) <= 44
