"""The client against a real server: polite, patient, and never further than it may."""

import contextlib
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
import trustme

from scraper.errors import FetchError
from scraper.source import Source
from scraper.web.client import Client, Pace
from tests.blog import Answer, Blog, BlogServer
from tests.blog import faults as f


@pytest.fixture
def server() -> Iterator[BlogServer]:
    page = Answer(b"<p>Hello.</p>")
    with BlogServer(
        Blog(fixed={f"/{n}": page for n in range(30)}, robots="User-agent: *\nDisallow: /closed/\n")
    ) as one:
        yield one


_CLIENTS = contextlib.ExitStack()


@pytest.fixture(autouse=True)
def _hang_up() -> Iterator[None]:
    with _CLIENTS:
        yield


def _client(
    server: BlogServer, *, delay: float = 0, cache: Path | None = None, contact: str = "", pace: Pace | None = None
) -> Client:
    source = Source("bell", "The Bell", sites=(server.url,), delay=delay, contact=contact)
    return _CLIENTS.enter_context(Client(source, source.sites, cache, pace))


def _shortest_pause(server: BlogServer) -> float:
    return min(later.started - earlier.started for earlier, later in pairwise(server.log))


def test_robots_txt_is_asked_first_and_once_and_obeyed(server: BlogServer) -> None:
    client = _client(server)
    client.get(f"{server.url}1")
    client.get(f"{server.url}2")
    with pytest.raises(FetchError, match=r"robots\.txt forbids this address"):
        client.get(f"{server.url}closed/x")
    assert [asked.path for asked in server.log] == ["/robots.txt", "/1", "/2"]
    assert client.requests == 3


@pytest.mark.parametrize(("contact", "agent"), [("me@a.example", "(+me@a.example)"), ("", "(no contact given)")])
def test_requests_say_who_asks(server: BlogServer, contact: str, agent: str) -> None:
    _client(server, contact=contact).get(f"{server.url}1")
    assert {asked.headers["user-agent"].partition(" ")[2] for asked in server.log} == {agent}
    assert all(asked.headers["user-agent"].startswith("tip-archive/") for asked in server.log)


@pytest.mark.slow
def test_two_requests_are_never_closer_than_the_delay(server: BlogServer) -> None:
    client = _client(server, delay=0.15)
    for n in range(4):
        client.get(f"{server.url}{n}")
    assert _shortest_pause(server) >= 0.15


@pytest.mark.slow
def test_two_clients_of_one_host_keep_one_pace(server: BlogServer) -> None:
    pace = Pace()
    for client in (_client(server, delay=0.2, pace=pace), _client(server, delay=0.2, pace=pace)):
        client.get(f"{server.url}1")
    assert _shortest_pause(server) >= 0.2


@pytest.mark.slow
def test_the_longer_delay_counts_that_the_site_asks_for(server: BlogServer) -> None:
    server.blog.robots = "User-agent: *\nCrawl-delay: 0.3\n"
    client = _client(server)
    client.get(f"{server.url}1")
    client.get(f"{server.url}2")
    _, first, second = server.log
    assert second.started - first.started >= 0.3


@pytest.mark.slow
@pytest.mark.parametrize(("status", "may_ask"), [(404, True), (403, True), (500, False), (503, False)], ids=str)
def test_a_site_without_robots_txt_allows_all_and_one_that_cannot_show_it_nothing(
    server: BlogServer, status: int, may_ask: bool
) -> None:
    server.faults.count_robots = True
    server.faults.add(f.at("/robots.txt"), f.refused(status))
    if may_ask:
        assert _client(server).get(f"{server.url}1").content
        return
    with pytest.raises(FetchError, match=rf"/robots\.txt: the site answers {status}"):
        _client(server).get(f"{server.url}1")
    assert {asked.path for asked in server.log} == {"/robots.txt"}


PASSING = {
    "too many requests": f.too_many(0),
    "too many requests, until a time": f.too_many(0, as_date=True),
    "unavailable": f.unavailable(),
    "cut short": f.cut_short(),
    "cut within its packing": f.cut_gzip(),
    "no answer at all": f.dropped(),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_what_passes_is_waited_for(server: BlogServer, fault: f.Fault) -> None:
    server.faults.add(f.only(1, 2), fault)
    assert _client(server).get(f"{server.url}1").content == b"<p>Hello.</p>"
    assert len(server.log) == 4  # robots.txt, two faults, the answer


@pytest.mark.slow
def test_a_site_that_asks_for_a_pause_gets_it(server: BlogServer) -> None:
    server.faults.add(f.only(1), f.too_many(1))
    _client(server).get(f"{server.url}1")
    _, refused, answered = server.log
    assert answered.started - refused.ended >= 1


def test_a_site_that_asks_for_a_long_pause_is_left_alone_until_another_run(server: BlogServer) -> None:
    server.faults.add(f.only(1), f.too_many(3600))
    with pytest.raises(FetchError, match=r"429 Too Many Requests\. Run this again later") as caught:
        _client(server).get(f"{server.url}1")
    assert caught.value.passing
    assert len(server.log) == 2


@pytest.mark.slow
def test_patience_ends(server: BlogServer) -> None:
    server.faults.add(f.every(1), f.unavailable())
    with pytest.raises(FetchError, match="503") as caught:
        _client(server).get(f"{server.url}1")
    assert (caught.value.status, caught.value.passing) == (503, True)
    assert len(server.log) == 7


HOPELESS = {
    "forbidden": (f.refused(403), "the site answers 403 Forbidden. The site forbids us this", 403),
    "gone": (f.refused(410), "the site answers 410 Gone", 410),
    "elsewhere": (f.redirect("https://elsewhere.example/1"), "it leads to another site, https://elsewhere", None),
    "another port": (f.redirect("http://127.0.0.1:22/"), "it leads to another site", None),
    "into a file": (f.redirect("file:///etc/passwd"), "it leads to another site, file:///etc/passwd", None),
    "to a closed part": (f.redirect("/closed/x"), "which robots.txt forbids", None),
    "round and round": (f.redirect("/1"), "without an end (10 redirects)", None),
    "packed oddly": (
        lambda answer: Answer(answer.body, headers=(("Content-Encoding", "zstd"),)),
        'packed in a way nobody asked for ("zstd")',
        None,
    ),
}


@pytest.mark.parametrize(("fault", "says", "status"), HOPELESS.values(), ids=HOPELESS)
def test_what_does_not_pass_is_said_once(server: BlogServer, fault: f.Fault, says: str, status: int | None) -> None:
    server.faults.add(f.at("/1"), fault)
    with pytest.raises(FetchError) as caught:
        _client(server).get(f"{server.url}1")
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{server.url}1: ")
    assert (caught.value.status, caught.value.passing) == (status, False)


def test_a_redirect_within_the_site_is_followed(server: BlogServer) -> None:
    server.faults.add(f.at("/1"), f.redirect("/2"))
    assert _client(server).get(f"{server.url}1").address == f"{server.url}2"


@pytest.mark.parametrize("fault", [f.huge(), f.bomb()], ids=["2 GB", "2 GB in a few MB"])
def test_an_answer_without_end_is_cut_off(server: BlogServer, fault: f.Fault) -> None:
    server.faults.add(f.at("/1"), fault)
    tracemalloc.start()
    with pytest.raises(FetchError, match="more than 10 MB"):
        _client(server).get(f"{server.url}1")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20


def test_an_answer_that_drips_is_cut_off(server: BlogServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.web.answer._LONGEST", 0.2)
    server.faults.add(f.only(1), f.drip(0.05))
    assert _client(server).get(f"{server.url}1").content == b"<p>Hello.</p>"  # by the second try
    assert len(server.log) == 3


def test_what_is_remembered_is_not_sent_again(server: BlogServer, tmp_path: Path) -> None:
    cache = tmp_path / "http.sqlite"
    first = _client(server, cache=cache).get(f"{server.url}feed/", remember=True)
    second = _client(server, cache=cache).get(f"{server.url}feed/", remember=True)
    assert [first.unchanged, second.unchanged] == [False, True]
    assert first.content == second.content
    assert [asked.status for asked in server.log if asked.path == "/feed/"] == [200, 304]


def test_what_is_remembered_is_never_used_without_asking(server: BlogServer, tmp_path: Path) -> None:
    fresh = (("Cache-Control", "max-age=86400"), ("Last-Modified", "Tue, 03 Jan 2017 00:00:00 GMT"))
    server.blog.fixed["/fresh"] = Answer(b"old", headers=fresh)
    client = _client(server, cache=tmp_path / "http.sqlite")
    client.get(f"{server.url}fresh", remember=True)
    server.blog.fixed["/fresh"] = Answer(b"new", headers=fresh)
    assert client.get(f"{server.url}fresh", remember=True).content == b"new"


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def tls() -> Iterator[str]:
    """A server whose certificate nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hello)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_that_fails_is_said(tls: str) -> None:
    source = Source("bell", "The Bell", sites=(tls,), delay=0)
    with Client(source, source.sites) as client, pytest.raises(FetchError, match="its certificate fails") as caught:
        client.get(tls)
    assert not caught.value.passing


@pytest.mark.slow
def test_a_host_that_is_not_there_is_said() -> None:
    source = Source("bell", "The Bell", sites=("http://127.0.0.1:9/",), delay=0)
    with Client(source, source.sites) as client, pytest.raises(FetchError, match="cannot be reached") as caught:
        client.get("http://127.0.0.1:9/x")
    assert caught.value.passing


@pytest.mark.parametrize("location", ["http://[broken", "//[", "http:///x", "\u00b2"])
def test_a_redirect_to_nowhere_is_said(server: BlogServer, location: str) -> None:
    server.faults.add(f.at("/1"), f.redirect(location))
    with pytest.raises(FetchError):
        _client(server).get(f"{server.url}1")


def test_what_is_no_address_is_said_before_anything_is_asked(server: BlogServer) -> None:
    with pytest.raises(FetchError, match="this is no address of http or https"):
        _client(server).get("http://[broken")
    assert not server.log
