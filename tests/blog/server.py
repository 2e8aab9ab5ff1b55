"""The server: a blog on 127.0.0.1, with its faults, and a log of all that it was asked."""

import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from tests.blog.answer import Answer, packed
from tests.blog.blog import Blog
from tests.blog.faults import Faults
from tests.blog.site import answer


@dataclass(slots=True)
class Asked:
    """One request and what became of it.

    Times are of time.monotonic(). `target` is the path with its query; headers are by name in small letters. `status`
    is 0 where no answer was sent; `sent` counts the bytes of the body; `faulted` tells whether a fault befell it.
    """

    started: float
    method: str
    target: str
    headers: Mapping[str, str]
    ended: float = 0
    status: int = 0
    sent: int = 0
    faulted: bool = False

    @property
    def path(self) -> str:
        """The path without its query."""
        return urlsplit(self.target).path


class BlogServer:
    """A blog that is served as long as the context lasts; its posts, settings and faults may change meanwhile.

    with BlogServer(Blog(posts=many_posts(50, seed=1))) as server:
        httpx2.get(server.url)
    """

    def __init__(self, blog: Blog) -> None:
        self.blog = blog
        self.faults = Faults()
        self._listener = _Listener(self)
        self._thread = threading.Thread(target=self._listener.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = blog.home = f"http://127.0.0.1:{self._listener.server_address[1]}/"

    @property
    def log(self) -> list[Asked]:
        """All requests in the order in which they came. Waits a little for those that are still being answered."""
        deadline = time.monotonic() + 2
        while any(not asked.ended for asked in self._listener.log) and time.monotonic() < deadline:
            time.sleep(0.005)
        return list(self._listener.log)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.stopped.set()
        self._listener.shutdown()
        self._thread.join()
        self._listener.hang_up()
        self._listener.server_close()
        if self._listener.problems and error is None:
            raise AssertionError("the blog's server itself failed:\n" + "\n".join(self._listener.problems))


class _Listener(ThreadingHTTPServer):
    """Speaks HTTP for a BlogServer; each connection has a thread."""

    daemon_threads = False  # so that server_close() waits for them
    request_queue_size = 64

    def __init__(self, owner: BlogServer) -> None:
        self.owner = owner
        self.log: list[Asked] = []
        self.problems: list[str] = []
        self.stopped = threading.Event()
        self.connections: set[socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as the base class has it
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 -- as the base class has it
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401, ARG002 -- as the base class has it
        """A client may hang up whenever it likes; anything else is a problem."""
        if not isinstance(sys.exc_info()[1], OSError):
            self.problems.append(traceback.format_exc())

    def hang_up(self) -> None:
        """End all connections that clients keep alive."""
        for connection in list(self.connections):
            try:
                connection.shutdown(SHUT_RDWR)
            except OSError:
                continue  # the client was quicker


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Listener

    def do_GET(self) -> None:
        asked = Asked(time.monotonic(), self.command, self.path, {k.lower(): v for k, v in self.headers.items()})
        self.server.log.append(asked)
        try:
            self._send(asked, self._answer(asked))
        except (OSError, ValueError):  # the client hung up
            self.close_connection = True
        finally:
            asked.ended = time.monotonic()

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.close_connection = True
        self.do_GET()

    def _answer(self, asked: Asked) -> Answer:
        if asked.method == "POST":
            return Answer(b"Nothing may be changed here.", "text/plain", 405)
        owner = self.server.owner
        faults = owner.faults.fitting(asked.target)
        asked.faulted = bool(faults)
        try:
            answered = packed(answer(owner.blog, asked.target, asked.headers), asked.headers)
        except Exception:  # noqa: BLE001 -- told when the server ends, and to the client
            self.server.problems.append(f"{asked.target}\n{traceback.format_exc()}")
            return Answer(traceback.format_exc().encode(), "text/plain", 500)
        for fault in faults:
            answered = fault(answered)
        return answered

    def _send(self, asked: Asked, answered: Answer) -> None:
        if answered.wait and self.server.stopped.wait(answered.wait):
            answered = Answer(dropped=True)
        if answered.dropped:
            self.close_connection = True
            return
        has_body = answered.status not in {204, 304}
        asked.status = answered.status
        self.send_response(answered.status)
        if has_body:
            self.send_header("Content-Type", answered.media_type)
            self.send_header("Content-Length", str(len(answered.body) * answered.repeat))
        for name, value in answered.headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if not has_body or asked.method == "HEAD":
            return
        for piece in _pieces(answered):
            self.wfile.write(piece)
            asked.sent += len(piece)
            if self.server.stopped.wait(answered.pace) if answered.pace else self.server.stopped.is_set():
                break
        if asked.sent < len(answered.body) * answered.repeat:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as the base class has it
        """Say nothing: the log is a list."""


def _pieces(answered: Answer) -> Iterator[bytes]:
    body = answered.body[: answered.cut]
    if answered.pace:
        yield from (body[n : n + 1] for n in range(len(body)))
        return
    for _ in range(answered.repeat):
        yield body
