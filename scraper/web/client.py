"""The client: polite, patient and fenced requests. Nothing else in the project speaks to sites."""

import contextlib
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
from urllib.parse import urlsplit

import httpx2
import stamina
from hishel import SqliteStorage
from hishel.httpx2 import CacheTransport

from scraper.errors import FetchError
from scraper.html.address import absolute
from scraper.source import Source
from scraper.web import fences
from scraper.web.answer import LARGEST, Answer, NotNow, answer_of, body_of, refusal
from scraper.web.robots import AGENT, Robots, read_robots

_REDIRECTS = 10
_TIMEOUT = httpx2.Timeout(30, connect=15)  # seconds without a sign of life
_ATTEMPTS = 6
_PATIENCE = 300  # seconds: a site that wants us to wait longer gets its wish by the next run
_LATER = "Run this again later: what was gathered is kept, and it goes on from there"


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
    sent; `say` gets a line for each wait that a person might wonder about; each address gets so many `attempts`.
    """

    def __init__(  # noqa: PLR0913 -- whom it asks, and how politely
        self,
        source: Source,
        addresses: tuple[str, ...],
        cache: Path | None = None,
        pace: Pace | None = None,
        say: Callable[[str], None] = lambda _: None,
        *,
        attempts: int = _ATTEMPTS,
    ) -> None:
        self.requests = 0
        self._delay, self._pace, self._say = source.delay, pace or Pace(), say
        self._attempts = attempts
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
        if fences.origin(address) is None:
            problem = "this is no address of http or https"
            raise FetchError(problem, place=address, remedy="Correct it, or take it away")
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
            if rules.delay > self._delay:
                self._say(f"{root}: wants {rules.delay:g} s between two requests, and gets them")
        return self._robots[root]

    def _patiently(self, address: str, remember: bool, largest: int) -> Answer:
        client = self._remembering if remember else self._client
        wait = max(self._delay, 0.05)
        try:
            for attempt in stamina.retry_context(
                on=partial(self._once_more, count(1)),
                attempts=self._attempts,
                timeout=None,
                wait_initial=wait,
                wait_max=60 * wait,
                wait_jitter=wait,
            ):
                with attempt:
                    return self._follow(client, address, largest)
        except NotNow as error:
            raise FetchError(error.problem, place=address, remedy=_LATER, status=error.status, passing=True) from None
        raise AssertionError("the last attempt returns or raises")

    def _once_more(self, tries: Iterator[int], error: Exception) -> bool | float:
        """Whether to try again, or after how many seconds."""
        if not isinstance(error, NotNow) or (error.wait or 0) > _PATIENCE or next(tries) == self._attempts:
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
                    location = response.headers["location"]
                    return None, absolute(location, address) or location
                if response.status_code != 200:
                    raise refusal(response, address)
                content = body_of(response, address, largest)
                return answer_of(response, address, content), ""
        finally:
            robots = self._robots.get(address[: address.find(host) + len(host)], Robots())
            self._pace.rest(host, max(self._delay, robots.delay))

    def _count(self) -> None:
        self.requests += 1


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
        raise NotNow("the site does not answer in time", address) from None
    except zlib.error:
        raise NotNow("the answer is damaged (it cannot be unpacked)", address) from None
    except httpx2.RemoteProtocolError:
        raise NotNow("the connection was cut before the whole answer had come", address) from None
    except httpx2.ConnectError as error:
        if isinstance(why := _cause(error), ssl.SSLError):
            reason = getattr(why, "verify_message", "") or why.reason or "unknown reason"
            raise FetchError(
                f"the site cannot prove who it is: its certificate fails ({reason})",
                place=address,
                remedy="Tell its owner; nothing is read from a site that somebody else may pretend to be",
            ) from None
        raise NotNow("the site cannot be reached", address) from None
    except httpx2.HTTPError as error:
        raise NotNow(f"the connection failed ({error or type(error).__name__})", address) from None
    except httpx2.InvalidURL as error:
        raise FetchError(f"this is no address ({error})", place=address, remedy="Correct it, or take it away") from None


def _cause(error: BaseException) -> BaseException:
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
        if isinstance(error, ssl.SSLError):
            break
    return error
