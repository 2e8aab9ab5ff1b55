"""The client: polite, patient and fenced requests. Nothing else in the project speaks to the network."""

import contextlib
import datetime
import email.utils
import logging
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2
import stamina
from hishel import SqliteStorage
from hishel.httpx2 import CacheTransport

from scraper.errors import FetchError
from scraper.source import Source
from scraper.web import fences
from scraper.web.robots import AGENT, Robots, read_robots

LARGEST = 10 * 2**20  # bytes of a body, decoded: the same as of a saved page
_REDIRECTS = 10
_TIMEOUT = httpx2.Timeout(30, connect=15)  # seconds without a sign of life
_LONGEST = 180  # seconds for one answer: one byte now and then is a sign of life, too
_ATTEMPTS = 6
_PATIENCE = 300  # seconds: a site that wants us to wait longer gets its wish by the next run
# Statuses that a later request may not get. Source: RFC 9110, 15.5 and 15.6; 52x are those of a large relay.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, *range(520, 528)})
_REMEDIES = {
    401: "The site wants a password for this; it may be read in a browser that is signed in, and saved",
    403: "The site forbids us this; ask its owner, or save the pages by hand",
    404: "Look whether the address is right",
    410: "It was taken away for good; take it out of sources.toml",
    451: "The site may not show it, for legal reasons",
}
_LATER = "Run this again later: what was gathered is kept, and it goes on from there"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: the address it was found at, after all redirects, and the body, decoded.

    `charset` is what the header says of it, or nothing. `unchanged` says that the server gave it before and has nothing
    newer.
    """

    address: str
    content: bytes
    media_type: str
    headers: httpx2.Headers
    captured: datetime.datetime
    charset: str = ""
    unchanged: bool = False


@dataclass(slots=True)
class Pace:
    """When each host may be asked again: shared by all clients of a run, for two sources may be on one host."""

    _free: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Sleep until the host may be asked."""
        time.sleep(max(0.0, self._free.get(host, 0) - time.monotonic()))

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, from now on."""
        self._free[host] = time.monotonic() + seconds


class Client:
    """Asks one source's hosts: what robots.txt allows, one request at a time, with a pause between two.

    `addresses` are those that people named: of them alone, private ones are allowed. `requests` counts what was really
    sent; `say` gets a line for each wait that a person might wonder about.
    """

    def __init__(
        self,
        source: Source,
        addresses: tuple[str, ...],
        cache: Path | None = None,
        pace: Pace | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.requests = 0
        self._delay, self._pace, self._say = source.delay, pace or Pace(), say
        self._robots: dict[str, Robots] = {}
        about = f"+{source.contact}" if source.contact else "no contact given"
        headers = {"User-Agent": f"{AGENT}/{version('tip-archive')} ({about})", "Accept-Encoding": "gzip"}
        fenced = _Fenced(fences.local_origins(addresses), self._count)
        self._client = httpx2.Client(transport=fenced, headers=headers, timeout=_TIMEOUT, trust_env=False)
        self._remembering = self._client
        if cache is not None:
            # no-cache: a stored answer is never used without asking whether it still holds (RFC 9111, 5.2.1.4).
            transport = CacheTransport(fenced, SqliteStorage(database_path=cache), rfc=True)
            self._remembering = httpx2.Client(
                transport=transport, headers=headers | {"Cache-Control": "no-cache"}, timeout=_TIMEOUT, trust_env=False
            )
        # Waits are told by `say`; what the library logs of them would be told twice.
        logging.getLogger("stamina").setLevel(logging.CRITICAL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        self._remembering.close()

    def get(self, address: str, *, remember: bool = False, largest: int = LARGEST) -> Answer:
        """Return what is at an address. With `remember`, what did not change since it was last asked is not sent again.

        Raises FetchError where the address is fenced off or forbidden, does not answer, answers with an error or with
        more than `largest` bytes, or leads to another site.
        """
        if not self.robots(address).allows(address):
            remedy = "Ask the site's owner to allow it, or save the pages by hand"
            raise FetchError("the site's robots.txt forbids this address", place=address, remedy=remedy)
        return self._patiently(address, remember, largest)

    def robots(self, address: str) -> Robots:
        """Return the rules of the address's host, asked for before anything else. Raises FetchError as `get` does."""
        parts = urlsplit(address)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            try:
                rules = read_robots(self._patiently(f"{root}/robots.txt", remember=True, largest=LARGEST).content)
            except FetchError as error:
                # RFC 9309, 2.3.1.3: no file, no rules; 2.3.1.4: a server that cannot answer allows nothing.
                if error.passing or error.status is None or error.status >= 500:
                    raise
                rules = Robots()
            self._robots[root] = rules
            self._pace.rest(parts.netloc, max(self._delay, rules.delay))
        return self._robots[root]

    def _patiently(self, address: str, remember: bool, largest: int) -> Answer:
        client = self._remembering if remember else self._client
        wait = max(self._delay, 0.05)
        try:
            for attempt in stamina.retry_context(
                on=partial(self._once_more, count(1)),
                attempts=_ATTEMPTS,
                timeout=None,
                wait_initial=wait,
                wait_max=60 * wait,
                wait_jitter=wait,
            ):
                with attempt:
                    return self._follow(client, address, largest)
        except _NotNow as error:
            raise FetchError(error.problem, place=address, remedy=_LATER, status=error.status, passing=True) from None
        raise AssertionError("the last attempt returns or raises")

    def _once_more(self, tries: Iterator[int], error: Exception) -> bool | float:
        """Whether to try again, or after how many seconds."""
        if not isinstance(error, _NotNow) or (error.wait or 0) > _PATIENCE or next(tries) == _ATTEMPTS:
            return False
        self._say(f"{error.place}: {error.problem}; trying again" + (f" in {error.wait:.0f} s" if error.wait else ""))
        return True if error.wait is None else max(error.wait, self._delay)

    def _follow(self, client: httpx2.Client, address: str, largest: int) -> Answer:
        here = address
        for _ in range(_REDIRECTS + 1):
            answer, onward = self._ask(client, here, largest)
            if answer is not None:
                return answer
            if not fences.same_site(address, onward):
                remedy = "If it moved there, write that address into sources.toml"
                raise FetchError(f"it leads to another site, {onward}", place=address, remedy=remedy)
            if urlsplit(here).path != "/robots.txt" and not self.robots(onward).allows(onward):
                raise FetchError(f"it leads to {onward}, which robots.txt forbids", place=address)
            here = onward
        raise FetchError(
            f"it leads from address to address without an end ({_REDIRECTS} redirects)",
            place=address,
            remedy="Open it in a browser, and write down the address at which it ends",
        )

    def _ask(self, client: httpx2.Client, address: str, largest: int) -> tuple[Answer | None, str]:
        """Return the answer, or the address that the server sends us on to."""
        host = urlsplit(address).netloc
        self._pace.wait(host)
        try:
            with _plainly(address), client.stream("GET", address) as response:
                if response.has_redirect_location:
                    return None, urljoin(address, response.headers["location"])
                if response.status_code != 200:
                    raise _refusal(response, address)
                content = _body(response, address, largest)
                return _answer(response, address, content), ""
        finally:
            robots = self._robots.get(address[: address.find(host) + len(host)], Robots())
            self._pace.rest(host, max(self._delay, robots.delay))

    def _count(self) -> None:
        self.requests += 1


class _NotNow(Exception):  # noqa: N818 -- what it is called by those who catch it
    """The server did not answer as it will some other time; `wait` is how many seconds it asks for, if it does."""

    def __init__(self, problem: str, place: str, wait: float | None = None, status: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.place, self.wait, self.status = problem, place, wait, status


class _Fenced(httpx2.BaseTransport):
    """Connects to the very IP address that passed the fences, host by host."""

    def __init__(self, allowed: frozenset[tuple[str, int]], count: Callable[[], None]) -> None:
        self._allowed, self._count = allowed, count
        # A connection is kept by IP address: two hosts on one must not share it, for its certificate is one host's.
        self._by_host: dict[str, httpx2.HTTPTransport] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        number = fences.resolve(str(request.url), self._allowed)
        if host not in self._by_host:
            self._by_host[host] = httpx2.HTTPTransport()
        self._count()
        return self._by_host[host].handle_request(
            httpx2.Request(
                request.method,
                request.url.copy_with(host=number),
                headers=request.headers,
                extensions=request.extensions | {"sni_hostname": host},
            )
        )

    def close(self) -> None:
        for transport in self._by_host.values():
            transport.close()


@contextlib.contextmanager
def _plainly(address: str) -> Iterator[None]:
    """Say in plain words what went wrong with a connection."""
    try:
        yield
    except httpx2.TimeoutException:
        raise _NotNow("the site does not answer in time", address) from None
    except zlib.error:
        raise _NotNow("the answer is damaged (it cannot be unpacked)", address) from None
    except httpx2.RemoteProtocolError:
        raise _NotNow("the connection was cut before the whole answer had come", address) from None
    except httpx2.ConnectError as error:
        if isinstance(why := _cause(error), ssl.SSLError):
            reason = getattr(why, "verify_message", "") or why.reason or "unknown reason"
            raise FetchError(
                f"the site cannot prove who it is: its certificate fails ({reason})",
                place=address,
                remedy="Tell its owner; nothing is read from a site that somebody else may pretend to be",
            ) from None
        raise _NotNow("the site cannot be reached", address) from None
    except httpx2.HTTPError as error:
        raise _NotNow(f"the connection failed ({error or type(error).__name__})", address) from None
    except httpx2.InvalidURL as error:
        raise FetchError(f"this is no address ({error})", place=address, remedy="Correct it, or take it away") from None


def _cause(error: BaseException) -> BaseException:
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
        if isinstance(error, ssl.SSLError):
            break
    return error


def _refusal(response: httpx2.Response, address: str) -> Exception:
    status = response.status_code
    said = f"the site answers {status} {response.reason_phrase}".rstrip()
    if status in _PASSING:
        return _NotNow(said, address, _wait(response), status)
    return FetchError(said, place=address, remedy=_REMEDIES.get(status, "Open it in a browser to see"), status=status)


def _wait(response: httpx2.Response) -> float | None:
    """How many seconds the server asks us to wait. Source: RFC 9110, 10.2.3: a number, or a date."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.UTC)
    return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())


def _body(response: httpx2.Response, address: str, largest: int) -> bytes:
    """Return the whole body, unpacked. The library would take a packed body that is cut short for whole."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f'the answer is packed in a way nobody asked for ("{packing}")', place=address)
    unpacking = None if packing == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip and zlib alike
    begun, size, parts = time.monotonic(), 0, list[bytes]()
    for chunk in response.iter_raw():
        part = unpacking.decompress(chunk, largest + 1) if unpacking else chunk
        parts.append(part)
        size += len(part)
        if size > largest:
            raise FetchError(
                f"the answer has more than {largest / 2**20:.0f} MB, which no page has",
                place=address,
                remedy="Look at it in a browser; it may be a file, not a page",
            )
        if time.monotonic() - begun > _LONGEST:
            raise _NotNow(f"the site takes longer than {_LONGEST} s for one answer", address)
    if unpacking and not unpacking.eof:
        raise _NotNow("the answer is damaged: it was cut short while packed", address)
    return b"".join(parts)


def _answer(response: httpx2.Response, address: str, content: bytes) -> Answer:
    stated = response.headers.get("content-type", "")
    caching = response.extensions.get("caching")
    return Answer(
        address=address,
        content=content,
        media_type=stated.split(";")[0].strip().lower(),
        headers=response.headers,
        captured=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        charset=response.charset_encoding or "",
        unchanged=bool(caching and caching["from_cache"]),
    )
