"""The server that answers as GitHub Pages does: what the other tests see through it is what readers get."""

import gzip
import http.client
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.pages_server import serve


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[http.client.HTTPConnection]:
    """One connection for all requests: a server that closed it, or wrote too much into it, would fail the next one."""
    www = tmp_path_factory.mktemp("www")
    (www / "secret.txt").write_text("Not the site's", "utf-8")
    site = www / "pages" / "site"
    (site / "tips").mkdir(parents=True)
    (site / "index.html").write_text("Home " * 99, "utf-8")
    (site / "404.html").write_text("Lost", "utf-8")
    (site / "tips" / "index.html").write_text("Tips", "utf-8")
    (site / "a b.xml").write_text("<a/>", "utf-8")
    (site / "wasm.en.pagefind").write_bytes(b"\0octets")
    with serve(www / "pages", "site") as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        yield connection
        connection.close()


def ask(
    connection: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    assert not answer.will_close
    return answer.status, dict(answer.getheaders()), answer.read()


@pytest.mark.parametrize(
    ("path", "status", "media_type", "body"),
    [
        ("/site/", 200, "text/html; charset=utf-8", b"Home " * 99),
        ("/site/?q=x", 200, "text/html; charset=utf-8", b"Home " * 99),
        ("/site/a%20b.xml", 200, "application/xml", b"<a/>"),
        ("/site/wasm.en.pagefind", 200, "application/octet-stream", b"\0octets"),
        ("/site/gone/", 404, "text/html; charset=utf-8", b"Lost"),
        ("/site/index.html/", 404, "text/html; charset=utf-8", b"Lost"),
        ("/site/../../secret.txt", 404, "text/html; charset=utf-8", b"Lost"),
        ("/site/%00%2e%2e/%2e%2e/secret.txt", 404, "text/html; charset=utf-8", b"Lost"),
        ("/", 404, "text/html; charset=utf-8", b"Lost"),
    ],
)
def test_files_come_with_their_type_and_what_is_not_there_with_404(
    connection: http.client.HTTPConnection, path: str, status: int, media_type: str, body: bytes
) -> None:
    found = ask(connection, path)
    assert (found[0], found[1]["Content-Type"], found[2]) == (status, media_type, body)


def test_a_folder_without_its_slash_leads_to_it(connection: http.client.HTTPConnection) -> None:
    status, headers, _ = ask(connection, "/site/tips")
    assert (status, headers["Location"]) == (301, "/site/tips/")


def test_text_travels_in_gzip_and_octets_as_they_are(connection: http.client.HTTPConnection) -> None:
    _, headers, body = ask(connection, "/site/", Accept_Encoding="gzip, br")
    assert (headers["Content-Encoding"], gzip.decompress(body)) == ("gzip", b"Home " * 99)
    assert headers["Vary"] == "Accept-Encoding"
    _, headers, body = ask(connection, "/site/wasm.en.pagefind", Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in headers
    assert body == b"\0octets"


@pytest.mark.parametrize(("asked", "known_by"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")])
def test_what_a_browser_has_is_not_sent_again(
    connection: http.client.HTTPConnection, asked: str, known_by: str
) -> None:
    _, headers, _ = ask(connection, "/site/")
    assert headers["Cache-Control"] == "max-age=600"
    assert ask(connection, "/site/", **{asked: headers[known_by]})[::2] == (304, b"")
    other = '"another"' if asked == "If-None-Match" else "Sat, 01 Jan 2000 00:00:00 GMT"
    assert ask(connection, "/site/", **{asked: other})[0] == 200


def test_a_head_has_no_body(connection: http.client.HTTPConnection) -> None:
    with socket.create_connection((connection.host, connection.port)) as wire, wire.makefile("rb") as answer:
        wire.sendall(b"HEAD /site/ HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        head = answer.read()
    assert b"\r\nContent-Length: 495\r\n" in head
    assert head.endswith(b"\r\n\r\n")
