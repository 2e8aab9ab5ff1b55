"""Another machine, as Python sees it: another day, one processor, and folders that list their files backwards.

Python imports a module of this name when it starts, from wherever it stands on its path: see the documentation of
`site`. The day is that of PRETENDED_NOW, in seconds since 1970; without it, it is today.
"""

import datetime
import os
import time
from collections.abc import Callable, Iterator
from typing import Any, Self

_SHIFT = float(os.environ.get("PRETENDED_NOW") or time.time()) - time.time()
_now, _now_ns, _listdir, _scandir = time.time, time.time_ns, os.listdir, os.scandir


class _Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Self:
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Self:
        return cls.now()


class _Backwards:
    """What os.scandir gives, the last name first."""

    def __init__(self, path: str = ".") -> None:
        with _scandir(path) as found:
            self._entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Iterator["os.DirEntry[str]"]:
        return self._entries

    def __next__(self) -> "os.DirEntry[str]":
        return next(self._entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        pass


def _told(told: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of the module time that takes now where it is not told a moment."""
    return lambda seconds=None: told(time.time() if seconds is None else seconds)


changed: Any = time
changed.time = lambda: _now() + _SHIFT
changed.time_ns = lambda: _now_ns() + int(_SHIFT * 1e9)
for name in ("localtime", "gmtime", "ctime"):
    setattr(time, name, _told(getattr(time, name)))
changed = datetime
changed.datetime = _Datetime
changed = os
changed.scandir = _Backwards
changed.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
