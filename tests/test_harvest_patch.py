"""The patch that one job of the harvest hands to the other: it brings what changed, and reaches nothing but tips."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.running import git, tree
from tests.workflows import workflow

STEPS = {step.get("name"): step for job in workflow("harvest")["jobs"].values() for step in job["steps"]}
MAKE = STEPS["Make a patch of the tips that changed"]["run"]
APPLY = STEPS["Apply the patch to the tips, and to nothing else"]["run"]
PATCH = "build/harvest/tips.patch"


def bash(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GITHUB_OUTPUT": str(folder / "build" / "output"), "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "docs" / "tips" / "2020").mkdir(parents=True)
    (folder / "build" / "harvest").mkdir(parents=True)
    (folder / "docs" / "about.md").write_text("About.\n", "utf-8")
    (folder / "Makefile").write_text("site:\n\ttrue\n", "utf-8")
    (folder / ".gitignore").write_text("/build/\n", "utf-8")
    for name in ("old", "gone", "moved"):
        (folder / "docs" / "tips" / "2020" / f"{name}.md").write_text(f"{name}\nlies\nhere\n", "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def test_all_that_changed_arrives_and_nothing_else(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(archive), str(other))
    tips = archive / "docs" / "tips"
    (tips / "images").mkdir()
    (tips / "images" / "b ell ü.png").write_bytes(bytes(range(256)))
    (tips / "2020" / "old.md").write_text("old\nlies \nthere", "utf-8")
    (tips / "2020" / "gone.md").unlink()
    (tips / "2020" / "moved.md").rename(tips / "moved.md")
    wanted = tree(tips)
    (archive / "docs" / "about.md").write_text("About us.\n", "utf-8")
    (archive / "Makefile").write_text("site:\n\tfalse\n", "utf-8")
    assert bash(MAKE, archive).returncode == 0
    assert (archive / "build" / "output").read_text("utf-8") == "changed=true\n"
    (other / "build" / "harvest").mkdir(parents=True)
    (other / PATCH).write_bytes((archive / PATCH).read_bytes())
    done = bash(APPLY, other)
    assert done.returncode == 0, done.stderr
    assert tree(other / "docs" / "tips") == wanted
    assert (other / "docs" / "about.md").read_text("utf-8") == "About.\n"
    assert (other / "Makefile").read_text("utf-8") == "site:\n\ttrue\n"


def test_where_no_tip_changed_nothing_is_handed_on(archive: Path) -> None:
    (archive / "docs" / "about.md").write_text("About us.\n", "utf-8")
    assert bash(MAKE, archive).returncode == 0
    assert not (archive / "build" / "output").exists()


def _new(name: str, mode: str = "100644", line: str = "+evil\n") -> str:
    return f"diff --git a/{name} b/{name}\nnew file mode {mode}\n--- /dev/null\n+++ b/{name}\n@@ -0,0 +1 @@\n{line}"


def _link(name: str, to: str) -> str:
    return _new(name, "120000", f"+{to}\n\\ No newline at end of file\n")


def _moved(verb: str, name: str, to: str) -> str:
    return f"diff --git a/{name} b/{to}\nsimilarity index 100%\n{verb} from {name}\n{verb} to {to}\n"


@pytest.mark.parametrize(
    "patch",
    [
        pytest.param(_new("evil.md"), id="elsewhere"),
        pytest.param(_new("../../evil.md"), id="up and out"),
        pytest.param(_new("/tmp/evil-of-a-harvest.md"), id="from the root"),  # noqa: S108 -- it must not come there
        pytest.param(_new("docs/tips/../../evil.md"), id="out by a detour"),
        pytest.param(_new("../../.git/hooks/pre-push", "100755"), id="a hook"),
        pytest.param(_link("link", "../..") + _new("link/evil.md"), id="a link"),
        pytest.param(_moved("rename", "Makefile", "docs/tips/Makefile"), id="moved in"),
        pytest.param(_moved("rename", "../../Makefile", "Makefile"), id="moved in from above"),
        pytest.param(_moved("rename", "2020/old.md", "../../old.md"), id="moved out"),
        pytest.param(_moved("copy", "../../Makefile", "Makefile"), id="copied in"),
        pytest.param("diff --git a/Makefile b/Makefile\ndeleted file mode 100644\n--- a/Makefile\n+++ /dev/null\n"
                     "@@ -1,2 +0,0 @@\n-site:\n-\ttrue\n", id="taken away"),
    ],
)  # fmt: skip
def test_no_patch_reaches_anything_but_tips(archive: Path, patch: str) -> None:
    def elsewhere() -> dict[str, bytes]:
        return {name: text for name, text in tree(archive.parent).items() if not name.startswith("archive/docs/tips/")}

    (archive / PATCH).write_text(patch, "utf-8")
    before = elsewhere()
    bash(APPLY, archive)
    assert elsewhere() == before
    assert not Path("/tmp/evil-of-a-harvest.md").exists()  # noqa: S108
