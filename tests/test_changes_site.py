"""The site before, as `tips changes` builds it: aside, by the code of its own time, and gone again afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from scraper.cli import main
from scraper.editor.project import find_project
from scraper.published.branch.former_site import former_site
from scraper.revision import find_revision
from tests.repositories import Files, a_repository, commit, lay
from tests.running import git, interruptible

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
# A site of MkDocs alone, which takes a second; a hook looks around while it is built.
FILES: Files = {
    "mkdocs.yml": "site_name: Tests\ntheme: {name: null, custom_dir: overrides}\nplugins: []\nhooks: [hook.py]\n",
    "hook.py": "import scraper\n\ndef on_post_build(config):\n    scraper.look(config['site_dir'])\n",
    "overrides/main.html": "{{ page.content }}",
    "docs/index.md": "# Home\n",
    "docs/tips/2026/a.md": "# A\n",
    ".gitignore": "/.cache/\n/site/\n__pycache__/\n",
}
LOOKING = """\
import pathlib

def look(site):
    pathlib.Path(site, "code.txt").write_text("old")
    cards = pathlib.Path(".cache/cards")
    for card in sorted(cards.glob("*")):
        pathlib.Path(site, card.name).write_bytes(card.read_bytes())
        card.unlink()
    cards.mkdir(parents=True, exist_ok=True)
    (cards / "drawn").write_text("x")
"""
# It says through a pipe that it has begun, and then works until somebody ends it.
WORKING = """\
import os, signal

def look(site):
    pipe = os.open(os.environ["PIPE"], os.O_WRONLY)
    os.write(pipe, b"begun")
    signal.pause()
"""


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what lives for a moment: nothing else is put there."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001 -- comes first
    folder = a_repository(tmp_path / "project", {**FILES, "scraper/__init__.py": LOOKING})
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return folder


def nothing_is_left(project: Path, scratch: Path) -> bool:
    trees = git(project, "worktree", "list", "--porcelain").count("worktree ")
    return trees == 1 and not list(scratch.iterdir()) and not (project / ".git" / "worktrees").exists()


def test_it_is_built_aside_by_its_own_code_and_touches_nothing(
    project: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(
        project,
        {
            "scraper/__init__.py": LOOKING.replace("old", "newer"),
            "docs/new.md": "# New\n",
            ".cache/cards/card": "a card",
            ".git/hooks/post-checkout": f"#!/bin/sh\ntouch {project}/spoilt\n",
        },
    )
    (project / ".git/hooks/post-checkout").chmod(0o755)
    commit(project)
    index = project / ".git" / "index"
    before = index.read_bytes()
    monkeypatch.setenv("GIT_INDEX_FILE", str(index))  # as in a hook of git's
    site = former_site(find_revision(project, "HEAD^"), find_project(project))
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert {path: size for path, (_, size) in site.files.items() if not path.startswith("sitemap")} == {
        "card": len("a card"),
        "code.txt": len("old"),
        "index.html": len('<h1 id="home">Home</h1>'),
        "tips/2026/a/index.html": len('<h1 id="a">A</h1>'),
    }
    assert [card.name for card in (project / ".cache" / "cards").iterdir()] == ["card"]
    assert not (project / "spoilt").exists()
    assert index.read_bytes() == before
    assert nothing_is_left(project, scratch)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_both_sites_are_told_beside_each_other(project: Path, form: str) -> None:
    lay(project, {"docs/new.md": "# New\n", "docs/tips/2026/a.md": None})
    lay(project, {"site/index.html": "x" * 23, "site/new/index.html": "x" * 2000, "site/code.txt": "old"})
    result = CliRunner().invoke(main, ["changes", "--since", "HEAD", "--site", "site", "--format", form])
    assert result.exit_code == 0
    assert result.stderr.startswith("Building the site of commit ")
    said = " ".join(result.stdout.split())
    assert ("pages 2 40 bytes → 2 kB +2 kB" if form == "text" else "| pages | 2 | 40 bytes → 2 kB | +2 kB |") in said
    assert ("new pages: /new/" if form == "text" else "New pages (1)</summary> - <code>/new/</code>") in said
    assert "/tips/2026/a/" in said.partition("that are gone")[2]
    assert ("python3 -m http.server --directory site" in said) is (form == "markdown")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (
            {"mkdocs.yml": "site_name: Tests\ntheme: nonsense\n"},
            "Config value 'theme': Unrecognised theme name: 'nonsense'",
        ),
        ({"scraper/__init__.py": "def look(site):\n    raise OSError('no <b>room</b>')\n"}, "OSError: no <b>room</b>"),
    ],
)
def test_where_it_cannot_be_built_the_figures_of_this_one_are_told(
    project: Path, scratch: Path, files: Files, why: str
) -> None:
    good = {name: (project / name).read_bytes() for name in files}
    lay(project, files)
    commit(project)
    lay(project, {**good, "site/index.html": "x" * 23})
    result = CliRunner().invoke(main, ["changes", "--since", "HEAD", "--site", "site"])
    assert result.exit_code == 0
    assert f"  The site before can’t be built here: {why}" in result.stdout
    assert re_pages(result.stdout) == ["1", "23", "bytes"]
    assert nothing_is_left(project, scratch)


def re_pages(said: str) -> list[str]:
    """Return the figures of the line about pages."""
    return next(line.split()[1:] for line in said.splitlines() if line.split()[:1] == ["pages"])


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 1), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)],
)
def test_whoever_ends_it_halfway_finds_nothing_left(
    project: Path, scratch: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    lay(project, {"scraper/__init__.py": WORKING, "site/index.html": "x"})
    commit(project)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-c", "from scraper.cli import main; main()", "changes", "--since", "HEAD"]
    environment = {**os.environ, "PIPE": str(pipe), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, "--project", str(project), "--site", str(project / "site")],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=interruptible,  # noqa: PLW1509 -- it only sets a signal, and takes no lock
    ) as process:
        with pipe.open("rb") as reading:
            assert reading.read(5) == b"begun"
            assert list(scratch.iterdir())
            process.send_signal(number)
            assert reading.read() == b""  # the build has let go of the pipe, so it is no more
        assert process.wait() == code
    assert nothing_is_left(project, scratch)
