"""The preview of 1,000 generated tips: how long from saving a file to the page that shows it.

python -m benchmarks.preview [TIPS]

It does what a browser does: waits for the server to name a newer site, then loads the page. Prints a table, and ends
with 1 where an edit took longer than a second, or a further file, after which all texts are compared anew, longer than
one and a half.
"""

import itertools
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.tips import generate, write_tips
from scraper.frontmatter import render
from scraper.tip import FiledTip
from tests.site_fixtures import ROOT, SUB_PATH

_BUDGET, _BUDGET_OF_FURTHER = 1.0, 1.5  # seconds
_TIMES = 9


def main() -> None:
    """Serve, edit, measure, print, and judge."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        tips = project / "docs" / "tips"
        shutil.copytree(ROOT / "docs", project / "docs", ignore=shutil.ignore_patterns("tips"))
        for path in ("mkdocs.yml", "sources.toml", "overrides"):
            (project / path).symlink_to(ROOT / path)
        write_tips(tips, number)
        begun = time.perf_counter()
        with _served(project) as port:
            preview = _Preview(port, tips)
            print(f"{number:,} tips are served after {time.perf_counter() - begun:.1f} s.\n")
            print("| from saving to the page that shows it | median | worst | at most |\n| --- | ---: | ---: | ---: |")
            broken = [what for what, budget, edit in preview.edits(number) if preview.measured(what, budget, edit)]
    if broken:
        sys.exit(f"over budget: {'; '.join(broken)}")


@contextmanager
def _served(project: Path) -> Iterator[int]:
    """Yield the port at which the real server shows a project."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=project, env=environment) as server:  # noqa: S603 -- a fixed command
        try:
            while server.poll() is None:
                with socket.socket() as knock:
                    if not knock.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.05)
            yield port
        finally:
            server.terminate()


class _Preview:
    """A served folder of tips, and a browser that looks at it."""

    def __init__(self, port: int, tips: Path) -> None:
        self.port, self.tips = port, tips
        self.epoch = int(self._got("/livereload/0/0"))
        self.numbers = itertools.count()
        self.pauses = itertools.cycle((0.2, 1.5, 4))  # before the search index is made, meanwhile, and after that

    def edits(self, number: int) -> Iterator[tuple[str, float, Callable[[], tuple[str, str]]]]:
        """Yield what is measured, its budget in seconds, and what does it.

        That saves a file, and returns an address and what it shows then.
        """
        series = list(generate(number + _TIMES))
        filed, further = series[:number], iter(series[number:])
        yield "another word in a tip's body", _BUDGET, lambda: self._saved(self._with_word(filed[number // 2]))
        yield "another title", _BUDGET, lambda: self._saved(self._with_title(filed[number // 3]))
        yield (
            "another word in the newest tip",
            _BUDGET,
            lambda: self._saved(self._with_word(max(filed, key=lambda one: str(one.tip.date and one.tip.date.known)))),
        )
        yield "a further tip", _BUDGET_OF_FURTHER, lambda: self._saved(self._with_title(next(further)))

    def measured(self, what: str, budget: float, edit: Callable[[], tuple[str, str]]) -> bool:
        """Print how long an edit took to be shown, in seconds, and return whether that was once over its budget."""
        times = []
        for _ in range(_TIMES):
            address, shown = edit()
            begun = time.perf_counter()
            self.epoch = int(self._got(f"/livereload/{self.epoch}/0"))
            while shown not in self._got(address):
                self.epoch = int(self._got(f"/livereload/{self.epoch}/0"))
            times.append(time.perf_counter() - begun)
            time.sleep(next(self.pauses))
        print(f"| {what} | {statistics.median(times):.2f} s | {max(times):.2f} s | {budget} s |", flush=True)
        return max(times) > budget

    def _with_word(self, filed: FiledTip) -> tuple[FiledTip, str]:
        word = f"nonce{next(self.numbers)}"
        return replace(filed, tip=replace(filed.tip, body=f"{filed.tip.body}\n\nA {word}.")), word

    def _with_title(self, filed: FiledTip) -> tuple[FiledTip, str]:
        word = f"Nonce{next(self.numbers)}"
        return replace(filed, tip=replace(filed.tip, title=f"{filed.tip.title} {word}")), word

    def _saved(self, what: tuple[FiledTip, str]) -> tuple[str, str]:
        filed, shown = what
        (self.tips / filed.path).write_text(render(filed.tip), "utf-8")
        return f"/{SUB_PATH}/tips/{filed.path.with_suffix('').as_posix()}/", shown

    def _got(self, address: str) -> str:
        connection = HTTPConnection("127.0.0.1", self.port)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        return text if answer.status == HTTPStatus.OK else ""


if __name__ == "__main__":
    main()
