"""A real `mkdocs serve` on a port of this machine, and someone who saves a file and waits for the page."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

from tests.running import interruptible
from tests.site_fixtures import ROOT, SUB_PATH

_PATIENCE = 30  # seconds, of a machine that has much to do


class Server:
    """A running preview; its temporary files are in `temporary`, and `said` is what it prints."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, temporary: Path, said: Path) -> None:
        self.process, self.port, self.temporary, self._said = process, port, temporary, said
        self.address = f"http://127.0.0.1:{port}/{SUB_PATH}/"
        self._epoch = 0

    @property
    def said(self) -> str:
        return self._said.read_text("utf-8")

    @property
    def site(self) -> Path:
        """The folder whose files are served."""
        (index,) = self.temporary.glob("*/index.html")
        return index.parent

    @property
    def is_indexing(self) -> bool:
        """Whether the search index is being made."""
        return any(self.temporary.glob("*/order.json"))

    def get(self, path: str) -> str:
        """Return the body of a page, "tips/2024/be-brief/", or what is said where there is none."""
        return self._get(f"/{SUB_PATH}/{path}")

    def after(self, edit: Callable[[Path], object], project: Path) -> None:
        """Make an edit, and return when the browsers are told to reload.

        What is saved while the server begins to look at its files may escape it, and is saved again.
        """
        self._epoch = self._epoch or int(self._get("/livereload/0/0"))
        while True:
            edit(project)
            with contextlib.suppress(TimeoutError):
                self._epoch = int(self._get(f"/livereload/{self._epoch}/0", timeout=5))
                return

    def stop(self) -> int:
        """Press Ctrl+C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)

    def _get(self, address: str, timeout: float = _PATIENCE) -> str:
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as connection:
            connection.request("GET", address)
            return connection.getresponse().read().decode()


@contextlib.contextmanager
def serving(project: Path, temporary: Path) -> Iterator[Server]:
    """Yield a server that shows a project, once it answers; its temporary files go into a folder of their own."""
    temporary.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    said = temporary.with_suffix(".txt")
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with (
        said.open("wb") as log,
        subprocess.Popen(
            command,
            cwd=project,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=interruptible,  # noqa: PLW1509 -- it only sets a signal, and takes no lock
        ) as process,
    ):
        server = Server(process, port, temporary, said)
        try:
            while process.poll() is None:
                with contextlib.suppress(ConnectionRefusedError):
                    server.get("")
                    break
            assert process.poll() is None, server.said
            yield server
        finally:
            process.kill()
