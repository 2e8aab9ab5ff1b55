"""How tests run `tips scrape`, and look at what it wrote."""

import os
import signal
import subprocess
from pathlib import Path

from click.testing import CliRunner, Result

from scraper.cli import main


def scrape(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["scrape", *map(str, arguments)], catch_exceptions=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def git(folder: Path, *arguments: str, **more: str) -> str:
    """Return what git prints, run as somebody whom no setting of this machine knows; `more` is environment."""
    who = {
        f"GIT_{who}_{what}": "editors@letter.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **more}
    done = subprocess.run(["git", "-C", str(folder), *arguments], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return os.fsdecode(done.stdout).strip()


def interruptible() -> None:
    """Have Ctrl+C mean what it means on a terminal: what a shell starts in the background ignores it.

    For a process that is about to begin, as its preexec_fn.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
