"""What servers send along with the site's files: of what kind they are, how long they are kept, and what hosts read."""

import gzip
import http.client
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scraper.archive.machines import headers
from tests import headers_file, nginx
from tests.site_fixtures import SUB_PATH

KEPT = "public, max-age=31536000, immutable"
# A hash in a file's name, as "site.1a2b3c4d.css" has it.
HASHED = re.compile(r"[._-][0-9a-f]{7,8}\.")


@pytest.fixture(scope="module")
def by_nginx(www: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as nginx serves it."""
    with nginx.serving(www, tmp_path_factory.mktemp("nginx") / "files") as address:
        yield address


@pytest.fixture(scope="module")
def by_file(www: Path) -> Iterator[str]:
    """The address of the site as hosts serve it that read _headers."""
    with headers_file.serving(www, SUB_PATH) as address:
        yield address


def get(address: str, **more: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers by their names in small letters, and body, unpacked."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", parts.path, headers={name.replace("_", "-"): value for name, value in more.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    found = {name.lower(): value for name, value in answer.getheaders()}
    return answer.status, found, gzip.decompress(body) if found.get("content-encoding") == "gzip" else body


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("tips/2024/be-brief/", "text/html; charset=utf-8"),
        ("feed.xml", "text/xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
        ("tags/phone/feed.xml", "text/xml; charset=utf-8"),
        ("tags/phone/feed.json", "application/feed+json"),
        ("authors/ada-fenwick/feed.json", "application/feed+json"),
        ("tips.json", "application/json"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("assets/images/favicon.svg", "image/svg+xml"),
        ("assets/stylesheets/calendar.css", "text/css"),
        ("assets/javascripts/search.js", "application/javascript; charset=utf-8"),
        ("pagefind/pagefind-worker.js", "application/javascript; charset=utf-8"),
        ("pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("cards/site.png", "image/png"),
        ("tips/2023/dot.png", "image/png"),
    ],
)
@pytest.mark.slow
def test_nginx_says_what_each_file_is(by_nginx: str, path: str, media_type: str) -> None:
    status, found, body = get(by_nginx + path, Accept_Encoding="gzip")
    assert status == 200
    assert found["content-type"].replace("text/javascript", "application/javascript") == media_type
    is_packed = not media_type.endswith(("octet-stream", "png"))
    assert found.get("content-encoding", "") == ("gzip" if is_packed else "")
    assert {name.lower() for name in headers.headers("x")} <= found.keys()
    assert get(by_nginx + path)[2] == body


@pytest.mark.parametrize("path", ["feed.json", "tags/phone/feed.json", "authors/ada-fenwick/feed.json"])
@pytest.mark.slow
def test_hosts_that_read_headers_say_what_a_json_feed_is(by_file: str, path: str) -> None:
    assert get(by_file + path)[1]["content-type"] == "application/feed+json"


@pytest.mark.slow
@pytest.mark.parametrize(("server", "otherwise"), [("by_nginx", "no-cache"), ("by_file", "max-age=600")])
def test_what_is_named_by_its_content_is_kept_and_nothing_else(
    www: Path, request: pytest.FixtureRequest, server: str, otherwise: str
) -> None:
    address, kept = request.getfixturevalue(server), set()
    for file in sorted((www / SUB_PATH).rglob("*.*")):
        path = file.relative_to(www / SUB_PATH).as_posix()
        is_hashed = bool(HASHED.search(file.name))
        assert get(address + path)[1]["cache-control"] == (KEPT if is_hashed else otherwise), path
        kept |= {file.suffix} if is_hashed else set()
    assert kept == {".css", ".json", ".pf_meta", ".pf_index", ".pf_fragment"}


@pytest.mark.slow
def test_nginx_sends_nothing_twice(by_nginx: str) -> None:
    status, found, _ = get(by_nginx, Accept_Encoding="gzip")
    assert status == 200
    assert get(by_nginx, Accept_Encoding="gzip", If_None_Match=found["etag"])[0] == 304
    assert get(by_nginx, Accept_Encoding="gzip", If_None_Match='"another"')[0] == 200


@pytest.mark.parametrize("path", ["gone", "tips/gone/", "pagefind/fragment/0-1a2b3c4d.pf_fragment"])
@pytest.mark.slow
def test_nginx_answers_for_what_is_not_there(by_nginx: str, path: str) -> None:
    status, found, body = get(by_nginx + path)
    assert status == 404
    assert b"This page isn\xe2\x80\x99t here" in body
    assert found["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'none'" in found["content-security-policy"]
    assert "cache-control" not in found  # it may be there a minute later


@pytest.mark.slow
def test_nginx_leads_from_a_folder_to_its_page(by_nginx: str) -> None:
    status, found, _ = get(f"{by_nginx}tips")
    assert (status, found["location"]) == (301, f"/{SUB_PATH}/tips/")


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("https://tips.example/", "/"),
        ("https://tips.example", "/"),
        ("https://example.github.io/tip-archive/", "/tip-archive/"),
        ("https://example.org/a/b", "/a/b/"),
    ],
)
def test_paths_of_the_file_begin_where_the_site_does(address: str, root: str) -> None:
    rules = headers_file.rules(headers.headers_file("default-src 'none'", address))
    assert {rule.path for rule in rules if rule.path.endswith("/*")} >= {f"{root}*", f"{root}pagefind/index/*"}
    found = headers_file.sent(rules, f"{root}assets/stylesheets/site.1a2b3c4d.css")
    assert found["Cache-Control"] == KEPT
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in headers_file.sent(rules, f"{root}assets/stylesheets/site.css")


@pytest.mark.parametrize(
    "text",
    [
        "X-Name: value",  # without a path
        "/*/x/*\n  X-Name: value",
        "/*\n  X-Name",
        "/*\n  X Name: value",
        "/x",
        "no/slash\n  X-Name: value",
        f"/*\n  X-Name: {'x' * 2000}",
        "".join(f"/{n}\n  X-Name: value\n" for n in range(101)),
    ],
)
def test_what_the_hosts_would_not_read_is_seen(text: str) -> None:
    with pytest.raises(ValueError, match=r":|rules"):
        headers_file.rules(text)


def test_several_rules_for_a_path_are_joined() -> None:
    rules = headers_file.rules("/*\n  A: 1\n  B: 2\n# Not this\n/x/*\n  A: 3\n")
    assert headers_file.sent(rules, "/x/y") == {"A": "1, 3", "B": "2"}
    assert headers_file.sent(tuple(replace(rule, path="/z") for rule in rules), "/x/y") == {}
