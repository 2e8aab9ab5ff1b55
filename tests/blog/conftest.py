"""What the tests of the server share: servers that end with the test."""

from collections.abc import Iterator

import pytest

from tests.blog import Blog, BlogServer
from tests.blog.specimens import FEW, Serve


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A function that serves a blog until the test ends."""
    servers: list[BlogServer] = []

    def start(blog: Blog) -> BlogServer:
        servers.append(BlogServer(blog).__enter__())
        return servers[-1]

    yield start
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture
def few(serve: Serve) -> BlogServer:
    return serve(Blog(posts=list(FEW)))
