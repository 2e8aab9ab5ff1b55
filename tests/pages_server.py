"""A server that answers as GitHub Pages does: gzip, ten minutes of cache, 304, 404.html, and folders with a slash.

Hosts that can be told what to send are like it, but for that: Netlify and Cloudflare Pages.

The browser tests, the audit and the benchmark look at the site through it, so that what they see is what readers get.
Source: the headers of answers from github.io, and https://docs.github.com/en/pages.
"""

import contextlib
import functools
import gzip
import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

# By the last ending of a file's name; whatever isn't here, such as Pagefind's own files, is octets. The types that are
# text travel in gzip.
_TEXTS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
_OTHERS = {
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers from the files of one folder, in which the site lies under its sub-path; and logs nothing."""

    protocol_version = "HTTP/1.1"
    # Head and body leave in one piece; two small ones would wait for each other (Nagle's algorithm).
    wbufsize = -1

    def __init__(
        self,
        *args: object,
        www: Path,
        sub_path: str,
        sent: Callable[[str, int], None],
        more: Callable[[str], Mapping[str, str]],
    ) -> None:
        self.www, self.sub_path, self.sent, self.more = www.resolve(), sub_path, sent, more
        super().__init__(*args)  # type: ignore[arg-type] # what socketserver passes

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = (self.www / unquote(path).replace("\0", "").lstrip("/")).resolve()
        inside = file.is_relative_to(self.www)
        if inside and file.is_dir() and not path.endswith("/"):
            self._answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{quote(unquote(path))}/"})
        elif inside and (file / "index.html").is_file() and path.endswith("/"):
            self._file(file / "index.html")
        elif inside and file.is_file() and not path.endswith("/"):
            self._file(file)
        else:
            self._missing()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _file(self, file: Path) -> None:
        changed = file.stat().st_mtime
        headers, body = self._packed(file, file.read_bytes())
        headers |= {
            "Cache-Control": "max-age=600",
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
            "Last-Modified": formatdate(changed, usegmt=True),
        }
        if self._is_known(headers["ETag"], int(changed)):
            self._answer(HTTPStatus.NOT_MODIFIED, headers)
        else:
            self._answer(HTTPStatus.OK, headers, body)

    def _missing(self) -> None:
        page = self.www / self.sub_path / "404.html"
        headers, body = self._packed(page, page.read_bytes() if page.is_file() else b"Not found")
        self._answer(HTTPStatus.NOT_FOUND, headers, body)

    def _packed(self, file: Path, body: bytes) -> tuple[dict[str, str], bytes]:
        """Return a file's media type and its body, gzipped where it is text and the browser takes that."""
        text = _TEXTS.get(file.suffix)
        headers = {"Content-Type": text or _OTHERS.get(file.suffix, "application/octet-stream")}
        if text:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                return headers | {"Content-Encoding": "gzip"}, gzip.compress(body, 6, mtime=0)
        return headers, body

    def _is_known(self, tag: str, changed: int) -> bool:
        """Whether the browser has this very file. Source: RFC 9110, section 13.2.2: a tag outweighs a date."""
        if "If-None-Match" in self.headers:
            return tag in self.headers["If-None-Match"]
        since = self.headers.get("If-Modified-Since", "")
        return bool(since) and changed <= parsedate_to_datetime(since).timestamp()

    def _answer(self, status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, **self.more(urlsplit(self.path).path)}.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:  # which says nothing of a body: RFC 9110, section 15.4.5
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.sent(self.path, len(body))
            self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page hangs up in the middle of a file; that is no error of the site's."""


@contextlib.contextmanager
def serve(
    www: Path,
    sub_path: str,
    sent: Callable[[str, int], None] = lambda *_: None,
    more: Callable[[str], Mapping[str, str]] = lambda _: {},
) -> Iterator[str]:
    """Yield the address of a site while this machine serves it: "http://127.0.0.1:43210/tip-archive/".

    `sent` is told of each answer: the path that was asked for, and how many bytes its body has on the wire. `more`
    gives the headers of a path, which outdo those that are sent anyway.
    """
    handler = functools.partial(_Handler, www=www, sub_path=sub_path, sent=sent, more=more)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{sub_path}/"
        finally:
            server.shutdown()
            thread.join()
