"""A few posts with one of each kind between them, and how the tests of the server read it."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin

import httpx2
from bs4 import BeautifulSoup

from tests.blog.blog import Blog
from tests.blog.posts import Post, local
from tests.blog.server import BlogServer

Serve = Callable[[Blog], BlogServer]
TLS = ssl.create_default_context()  # unused here, but slow to make anew for each request
HIDDEN = "nobody may read this"
FIRST = Post(1, "First", "<p>One.</p>\n", local("2017-11-07 09:00"), "first", tags=("phone", "Desk work"))
NEW_YEAR = Post(
    2,
    "Late &amp; <em>last</em>",
    "<p>Before.</p>\n<!--more-->\n<p>Behind.</p>\n<!--nextpage-->\n<p>Over.</p>\n",
    local("2017-12-31 23:30"),
    "late-last",
    tags=("phone", "News", "age"),
    categories=("Tips", "News"),
    modified=local("2018-02-01 08:00"),
    old_slugs=("too-late",),
)
LOCKED = Post(3, "Locked", f"<p>{HIDDEN}</p>", local("2018-01-05 09:00"), "locked", password="x", tags=("phone",))  # noqa: S106
DRAFT = replace(FIRST, id=4, title=HIDDEN, slug="draft", status="draft", tags=("unused",))
PRIVATE = replace(DRAFT, id=5, slug="private", status="private")
FUTURE = replace(DRAFT, id=6, slug="future", status="future", date=local("2099-01-01 09:00"))
CYRILLIC = replace(FIRST, id=7, title="Привет", slug="привет", date=local("2018-03-01 09:00"), tags=("телефон",))
FEW = [FIRST, NEW_YEAR, LOCKED, DRAFT, PRIVATE, FUTURE, CYRILLIC]


def get(server: BlogServer, target: str, headers: dict[str, str] | None = None, timeout: float = 5) -> httpx2.Response:
    return httpx2.get(urljoin(server.url, target), headers=headers, timeout=timeout, verify=TLS)


def soup(server: BlogServer, target: str) -> BeautifulSoup:
    response = get(server, target)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")
