"""The late index: search, made anew by another process once nobody has saved anything for a moment.

Making it takes longer than all the rest of a rebuild. Until it is done the one before it serves.

python -m scraper.archive.preview.late_index ORDER
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from scraper.archive.page import PreparedPage
from scraper.archive.search.index_site import FOLDER, index_site
from scraper.errors import TipsError

_QUIET = 1.0  # seconds without an edit


class LateIndex:
    """Has the index of a served site made, one at a time. Its files on the way lie in the folder `work`."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._timer: threading.Timer | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def want(self, site: Path, pages: Iterable[PreparedPage], language: str) -> None:
        """Have the index made of a site's pages as they are now, in place of all that was wanted before."""
        self.stop()
        tips = tuple(page for page in pages if page.meta.get("template") == "tip.html")
        self._timer = threading.Timer(_QUIET, self._start, (site, tips, language))
        self._timer.start()

    def stop(self) -> None:
        """Leave off; the index that is there stays whole."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        if self._process:
            with suppress(OSError):  # it has ended by itself
                _kill(self._process)
            self._process.wait()
        self._timer = self._process = None

    def _start(self, site: Path, tips: tuple[PreparedPage, ...], language: str) -> None:
        order = self._work / "order.json"
        pages = [(page.src_uri, page.meta) for page in tips]
        order.write_text(json.dumps({"site": str(site), "pages": pages, "language": language}), "utf-8")
        command = [sys.executable, "-m", __name__, str(order)]
        # In a session of its own, Ctrl+C is for the server alone, which then calls `stop`.
        self._process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- a fixed command


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, and Pagefind with it, where a system knows groups of processes; alone that would complain."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def main() -> None:
    """Make the index that an order asks for, and put it in the place of the one before it."""
    if hasattr(os, "nice"):
        os.nice(10)  # pages come first
    file = Path(sys.argv[1])
    order = json.loads(file.read_text("utf-8"))
    site, new, old = Path(order["site"]), file.with_name("index"), file.with_name("old")
    pages = [PreparedPage(src_uri, "", meta) for src_uri, meta in order["pages"]]
    try:
        index_site(site, pages, order["language"], new)
    except TipsError as error:
        sys.exit(f"The search of this preview stays as it was. {error}")
    shutil.rmtree(old, ignore_errors=True)
    if (site / FOLDER).is_dir():
        (site / FOLDER).rename(old)
    new.rename(site / FOLDER)
    file.unlink()


if __name__ == "__main__":
    main()
