"""The site of a revision, built aside by the revision's own code, and taken away again whatever happens."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from scraper.editor.project import Project
from scraper.errors import TipsError
from scraper.git import git
from scraper.published.branch.site_sizes import BuiltSite, read_site
from scraper.revision import Revision

_CARDS = Path(".cache", "cards")


def former_site(revision: Revision, project: Project) -> BuiltSite:
    """Return the site of a revision. Raises TipsError where it can't be built here, with the reason."""
    with _checked_out(revision) as (tree, site):
        root = tree / (revision.inside(project.root) or "")
        _lend_cards(project.root / _CARDS, root / _CARDS)
        _build(root, site, revision.root, tree)
        return read_site(site)


@contextmanager
def _checked_out(revision: Revision) -> Iterator[tuple[Path, Path]]:
    """Yield the folder of a working tree of the revision, and one for its site. No hook is run, and no index touched.

    Who asks it to end, or closes its terminal, ends it in order; nothing disturbs the taking away.
    """
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for number in (signal.SIGTERM, signal.SIGHUP):
        if kept[number] is not signal.SIG_IGN:
            signal.signal(number, _end)
    scratch = Path(tempfile.mkdtemp(prefix="site-before-")).resolve()
    tree = scratch / "tree"
    extra = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": os.devnull,
        "GIT_INDEX_FILE": str(scratch / "index"),  # where this is run by a hook, that is set already, to the commit's
    }
    try:
        git(revision.root, "worktree", "add", "--quiet", "--detach", str(tree), revision.commit, extra=extra)
        yield tree, scratch / "site"
    finally:
        for number in kept:
            signal.signal(number, signal.SIG_IGN)
        with suppress(TipsError):
            git(revision.root, "worktree", "remove", "--force", "--force", str(tree))
        shutil.rmtree(scratch, ignore_errors=True)
        for number, handler in kept.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


def _lend_cards(cards: Path, place: Path) -> None:
    """Let social cards that are drawn already be found: as links, so that no build of other code changes the cache."""
    with suppress(OSError):
        place.mkdir(parents=True)
        for card in cards.iterdir():
            (place / card.name).symlink_to(card.resolve())


def _build(root: Path, site: Path, own: Path, tree: Path) -> None:
    """Build the site of a project. Raises TipsError where that fails, with MkDocs' first error or else its last words.

    It is a group of processes of its own, as the search is indexed by a program that it starts: no one is left behind.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH", ""))))
    environment.pop("PYTHONSAFEPATH", None)
    if tips := os.environ.get("TIPS_DIR"):
        environment["TIPS_DIR"] = tips.replace(str(own), str(tree), 1)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    with subprocess.Popen(  # noqa: S603 -- no shell reads the arguments
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            told, _ = process.communicate()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        lines = [line.strip() for line in told.decode(errors="replace").splitlines() if line.strip()]
        last = lines[-1] if lines else f"it ended with {process.returncode}"
        said = next((line for line in lines if line.startswith("ERROR")), last)
        raise TipsError(said.removeprefix("ERROR").lstrip(" -").rstrip(".!"))
