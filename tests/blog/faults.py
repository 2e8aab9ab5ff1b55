"""What goes wrong on purpose: rules that say on which request, and what they make of the true answer.

    server.faults.add(every(7), too_many(retry_after=1))
    server.faults.add(every(11), unavailable())
    server.faults.add(every(13), cut_short())
    server.faults.add(at("/2017/05/02/slow/"), slow(30))
    server.faults.add(since(40), dropped())

Requests are numbered from 1 as they come; all rules that fit one are applied, in their order. So a request that failed
gets the true answer when it is repeated, unless its new number is a fault again.
"""

import datetime
import gzip
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import format_datetime

from tests.blog.answer import Answer

When = Callable[[int, str], bool]
Fault = Callable[[Answer], Answer]
_MEBIBYTE = 2**20


def every(n: int) -> When:
    """Whether the request's number is a multiple of n."""
    return lambda number, _: number > 0 and number % n == 0


def only(*numbers: int) -> When:
    """Whether the request's number is one of these."""
    return lambda number, _: number in numbers


def since(n: int) -> When:
    """Whether the request's number is n or more."""
    return lambda number, _: number >= n


def at(*targets: str) -> When:
    """Whether the request is for one of these paths; a path with a query fits that query only."""
    return lambda _, target: target in targets or target.partition("?")[0] in targets


def too_many(retry_after: int = 1, *, as_date: bool = False) -> Fault:
    """429 Too Many Requests, with the seconds to wait or the time to come back (RFC 9110, section 10.2.3)."""

    def fault(_: Answer) -> Answer:
        when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=retry_after)
        stated = format_datetime(when, usegmt=True) if as_date else str(retry_after)
        return Answer(b"Slow down.", "text/plain", 429, (("Retry-After", stated),))

    return fault


def unavailable(retry_after: int | None = None) -> Fault:
    """503 Service Unavailable, as a site answers that is short of its database."""
    headers = () if retry_after is None else (("Retry-After", str(retry_after)),)
    return lambda _: Answer(b"<h1>Back in a moment</h1>", status=503, headers=headers)


def refused(status: int = 403) -> Fault:
    """A refusal without a remedy, as firewalls and maintenance give it."""
    return lambda _: Answer(b"<h1>Not for you</h1>", status=status)


def cut_short(share: float = 0.5) -> Fault:
    """Only a part of the body that Content-Length promised; an answer without a body does not come at all."""
    return lambda answer: replace(answer, cut=int(len(answer.body) * share), dropped=not answer.body)


def cut_gzip(share: float = 0.5) -> Fault:
    """A body that is whole as Content-Length counts, but whose gzip stream ends too early."""

    def fault(answer: Answer) -> Answer:
        is_gzip = answer.header("Content-Encoding") == "gzip"
        body = answer.body if is_gzip else gzip.compress(answer.body)
        headers = answer.headers if is_gzip else (*answer.headers, ("Content-Encoding", "gzip"))
        return replace(answer, body=body[: int(len(body) * share)], headers=headers)

    return fault


def dropped() -> Fault:
    """No answer: the connection closes."""
    return lambda answer: replace(answer, dropped=True)


def slow(seconds: float) -> Fault:
    """The true answer, later."""
    return lambda answer: replace(answer, wait=answer.wait + seconds)


def drip(seconds: float = 1) -> Fault:
    """The true answer, a byte at a time."""
    return lambda answer: replace(answer, pace=seconds)


def redirect(address: str) -> Fault:
    """302 to elsewhere: another host, or back; two paths that redirect to each other are a loop."""
    return lambda _: Answer(status=302, headers=(("Location", address),))


def huge(size: int = 2**31, media_type: str = "text/html; charset=UTF-8") -> Fault:
    """A body of zeros that is announced and sent in full, to whoever reads on."""
    return lambda _: Answer(bytes(64 * 1024), media_type, repeat=size // (64 * 1024))


def bomb(mebibytes: int = 2048) -> Fault:
    """A small gzip body that unpacks to that many mebibytes of zeros; only its check sum, at the very end, is wrong."""
    packer = zlib.compressobj(wbits=31)
    start = packer.compress(bytes(_MEBIBYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(_MEBIBYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = start + again * (mebibytes - 1) + packer.flush()
    return lambda _: Answer(body, headers=(("Content-Encoding", "gzip"),))


@dataclass(slots=True)
class Faults:
    """The rules in force, and how many requests were counted. robots.txt has no number unless `count_robots`."""

    rules: list[tuple[When, Fault]] = field(default_factory=list)
    count_robots: bool = False
    counted: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, when: When, fault: Fault) -> None:
        """Apply one more fault, after those that are there."""
        self.rules.append((when, fault))

    def clear(self) -> None:
        """Forget all rules, and count from 1 again."""
        with self._lock:
            self.rules.clear()
            self.counted = 0

    def fitting(self, target: str) -> tuple[Fault, ...]:
        """Count a request for a path with its query, and return what befalls it."""
        with self._lock:
            number = 0
            if self.count_robots or target.partition("?")[0] != "/robots.txt":
                self.counted += 1
                number = self.counted
            return tuple(fault for when, fault in self.rules if when(number, target))
