"""Answers come over the wire as they are, or with just the fault that was asked for, and the log tells."""

import gzip
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx2
import pytest

from tests.blog import IMAGES, Answer, Blog, BlogServer
from tests.blog.faults import (
    Fault,
    at,
    bomb,
    cut_gzip,
    cut_short,
    drip,
    dropped,
    every,
    huge,
    only,
    redirect,
    refused,
    since,
    slow,
    too_many,
    unavailable,
)
from tests.blog.specimens import FEW, FIRST, Serve, get


def test_files_and_fixed_answers(serve: Serve) -> None:
    blog = Blog(FEW, robots="User-agent: *\nDisallow: /private/\n", images=IMAGES)
    blog.fixed["/feed/"] = Answer(b"<html>", "text/html")
    server = serve(blog)
    assert get(server, "robots.txt").text == blog.robots
    assert get(server, "feed/?paged=2").text == "<html>"
    for path, (media_type, content) in IMAGES.items():
        image = get(server, path)
        assert (image.headers["content-type"], image.content) == (media_type, content)
        assert get(server, path, headers={"if-none-match": image.headers["etag"]}).status_code == 304


def test_text_is_packed_for_who_takes_it(few: BlogServer) -> None:
    for accepted, encoding in (("gzip", "gzip"), ("identity", None)):
        response = get(few, "", headers={"accept-encoding": accepted})
        assert response.headers.get("content-encoding") == encoding
        assert "Привет" in response.text


def sequence(server: BlogServer, n: int) -> list[int]:
    """What n requests get: a status, or 0 where the answer is broken off."""
    statuses = []
    with httpx2.Client() as client:
        for _ in range(n):
            try:
                statuses.append(client.get(server.url).status_code)
            except httpx2.RemoteProtocolError:
                statuses.append(0)
    return statuses


def test_faults_come_by_the_number_of_the_request(few: BlogServer) -> None:
    few.blog.robots = "User-agent: *\nDisallow:\n"
    few.faults.add(every(3), too_many(retry_after=2))
    few.faults.add(every(4), unavailable())
    few.faults.add(every(5), cut_short())
    few.faults.add(only(7), refused())
    few.faults.add(since(11), dropped())
    assert get(few, "robots.txt").status_code == 200, "is not counted"
    assert sequence(few, 12) == [200, 200, 429, 503, 0, 429, 403, 503, 429, 0, 0, 0]
    assert [asked.faulted for asked in few.log[1:6]] == [False, False, True, True, True]
    few.faults.clear()
    assert sequence(few, 3) == [200, 200, 200]
    few.faults.count_robots = True
    few.faults.add(only(4), refused())
    assert get(few, "robots.txt").status_code == 403


@pytest.mark.parametrize(
    ("fault", "status", "header", "value"),
    [
        (too_many(7), 429, "retry-after", "7"),
        (too_many(7, as_date=True), 429, "retry-after", " GMT"),
        (unavailable(9), 503, "retry-after", "9"),
        (redirect("http://10.0.0.1/"), 302, "location", "http://10.0.0.1/"),
        (huge(2**31), 200, "content-length", str(2**31)),
    ],
    ids=["429", "429 with a date", "503", "redirect", "huge"],
)
def test_a_fault_at_an_address(few: BlogServer, fault: Fault, status: int, header: str, value: str) -> None:
    few.faults.add(at("/about/"), fault)
    with httpx2.stream("GET", f"{few.url}about/?x=1") as response:
        assert response.status_code == status
        assert response.headers[header].endswith(value)
    assert get(few, "").status_code == 200


def test_bodies_that_end_too_early_or_never(few: BlogServer) -> None:
    whole = get(few, "about/", headers={"accept-encoding": "identity"}).content
    few.faults.add(at("/about/"), cut_gzip())
    with httpx2.stream("GET", f"{few.url}about/") as response:
        raw = b"".join(response.iter_raw())
    assert len(raw) == int(response.headers["content-length"])
    with pytest.raises(EOFError):
        gzip.decompress(raw)
    assert whole.startswith(zlib.decompressobj(31).decompress(raw))
    few.faults.clear()
    few.faults.add(at("/about/"), cut_short(0.25))
    with pytest.raises(httpx2.RemoteProtocolError):
        get(few, "about/", headers={"accept-encoding": "identity"})
    assert few.log[-1].sent == len(whole) // 4
    few.faults.clear()
    few.faults.add(at("/about/"), bomb(64))
    unpacked = 0
    with httpx2.stream("GET", f"{few.url}about/") as response:
        for piece in response.iter_bytes(2**20):
            unpacked += len(piece)
            if unpacked == 32 * 2**20:
                break
    assert int(response.headers["content-length"]) < 2**20


def test_slow_answers_and_what_the_log_tells(few: BlogServer) -> None:
    few.faults.add(at("/about/"), slow(0.3))
    few.faults.add(at("/comments/feed/"), drip(0.0001))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda target: get(few, target), ["about/", "about/?again"]))
    assert "Comments for" in get(few, "comments/feed/", headers={"accept-encoding": "identity"}).text
    httpx2.head(few.url, headers={"user-agent": "Tester"})
    httpx2.post(few.url)
    one, two, dripped, headed, posted = few.log
    assert one.ended - one.started >= 0.3
    assert two.started < one.ended, "at the same time"
    assert {one.target, two.target} == {"/about/", "/about/?again"}
    assert one.path == "/about/"
    assert dripped.ended - dripped.started >= dripped.sent * 0.0001
    assert (headed.method, headed.headers["user-agent"], headed.status, headed.sent) == ("HEAD", "Tester", 200, 0)
    assert (posted.method, posted.status) == ("POST", 405)


def test_the_server_ends_at_once_whoever_still_holds_on() -> None:
    with httpx2.Client() as faithful:
        with BlogServer(Blog(FEW)) as server:
            server.faults.add(at("/about/"), huge())
            server.faults.add(at("/feed/"), slow(20))
            faithful.get(server.url)
            with httpx2.stream("GET", f"{server.url}about/") as response:
                next(response.iter_raw())
            with pytest.raises(httpx2.ReadTimeout):
                get(server, "feed/", timeout=0.1)
            leaving = time.monotonic()
        assert time.monotonic() - leaving < 10
    assert [asked.status for asked in server.log] == [200, 200, 0]
    assert server.log[1].sent < 2**31


def test_a_bug_in_the_server_fails_the_test() -> None:
    blog = Blog([replace(FIRST, content=None)])  # type: ignore[arg-type] # no text at all
    with pytest.raises(AssertionError, match="the blog's server itself failed"), BlogServer(blog) as server:
        assert get(server, "").status_code == 500
