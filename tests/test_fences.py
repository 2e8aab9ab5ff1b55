"""Fences: what may be asked at all, and what is one site."""

import pytest

from scraper.errors import FetchError
from scraper.web.fences import local_origins, origin, resolve, same_site

_NONE: frozenset[tuple[str, int]] = frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://a.example/y?z", True),
        ("http://a.example/", "https://www.A.example/", True),
        ("https://a.example/", "https://b.a.example/", False),
        ("https://a.example/", "https://a.example.evil.example/", False),
        ("http://a.example:8080/", "http://a.example/", False),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:22/", False),
        ("http://127.0.0.1:8080/", "https://127.0.0.1:443/", False),
        ("https://a.example/", "ftp://a.example/", False),
        ("https://a.example/", "https://[broken", False),
    ],
)
def test_what_is_one_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
    assert same_site(other, one) is same


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(address: str) -> None:
    with pytest.raises(FetchError, match="is a private address of this machine or its network"):
        resolve(address, _NONE)


def test_public_addresses_are_not() -> None:
    assert resolve("https://8.8.8.8/", _NONE) == "8.8.8.8"
    assert resolve("https://[::ffff:8.8.8.8]/", _NONE) == "::ffff:8.8.8.8"
    assert resolve("https://[2001:4860:4860::8888]/", _NONE) == "2001:4860:4860::8888"


def test_a_private_address_that_a_source_names_is_allowed_there_and_nowhere_else() -> None:
    allowed = local_origins(["http://127.0.0.1:8080/blog/", "https://a.example/", "http://[broken"])
    assert allowed == {("127.0.0.1", 8080)}
    assert resolve("http://127.0.0.1:8080/x", allowed) == "127.0.0.1"
    with pytest.raises(FetchError, match="private address"):
        resolve("http://127.0.0.1:22/", allowed)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://a.example/", "this is no address of http or https"),
        ("http://", "this is no address of http or https"),
        ("http://a.example:99999/", "this is no address of http or https"),
        ("http://nowhere.invalid/", 'there is no host "nowhere.invalid"'),
        (f"http://{'a' * 300}.example/", "there is no host"),
    ],
)
def test_what_leads_nowhere_is_said(address: str, says: str) -> None:
    with pytest.raises(FetchError) as caught:
        resolve(address, _NONE)
    assert says in str(caught.value)


def test_an_origin_has_the_port_of_its_scheme() -> None:
    assert [origin(address) for address in ("http://A.example/", "https://a.example/", "http://a.example:81/")] == [
        ("a.example", 80),
        ("a.example", 443),
        ("a.example", 81),
    ]
