"""One request of the REST API: its parameters, each in its form, and the errors for those that are not."""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from tests.blog.answer import JSON, Answer
from tests.blog.blog import Blog

_HEADERS = (("X-Robots-Tag", "noindex"), ("X-Content-Type-Options", "nosniff"))
_DATE = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:\d\d)?)?")  # rest_parse_date()


class RefusedError(Exception):
    """Occurs when a request gets an error; `code` is WordPress' own word for it."""

    def __init__(self, status: int, code: str, message: str, **data: object) -> None:
        super().__init__(message)
        self.answer = json_answer({"code": code, "message": message, "data": {"status": status, **data}}, status)


def json_answer(data: object, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> Answer:
    """Return data as PHP writes JSON: in ASCII, with its slashes escaped."""
    return Answer(json.dumps(data).replace("/", r"\/").encode(), JSON, status, (*_HEADERS, *headers))


@dataclass(frozen=True, slots=True)
class Call:
    """A request of a route, its parameters by name; the items of a list are joined by commas."""

    blog: Blog
    route: str
    given: Mapping[str, str]

    def whole(self, name: str, default: int, least: int = 1, most: int | None = None) -> int:
        """Return a number within its bounds."""
        value = self.given.get(name, str(default))
        if not re.fullmatch("[0-9]+", value) or int(value) < least or (most and int(value) > most):
            bounds = f"between {least} (inclusive) and {most} (inclusive)" if most else f"at least {least}"
            raise _invalid(name, f"{name} must be {bounds}")
        return int(value)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """Return one of a few words, the first where none is given."""
        value = self.given.get(name, choices[0])
        if value not in choices:
            raise _invalid(name, f"{name} is not one of {', '.join(choices)}.")
        return value

    def names(self, name: str) -> list[str]:
        """Return the items of a list."""
        return [item for item in re.split(r"[\s,]+", self.given.get(name, "")) if item]

    def ids(self, name: str) -> list[int]:
        """Return a list of numbers."""
        if not all(re.fullmatch("[0-9]+", item) for item in self.names(name)):
            raise _invalid(name, f"{name}[0] is not of type integer.")
        return [int(item) for item in self.names(name)]

    def moment(self, name: str, default: datetime.datetime) -> datetime.datetime:
        """Return a time, local to the blog; it may be given with another offset."""
        value = self.given.get(name, default.isoformat())
        try:
            time = datetime.datetime.fromisoformat(value.upper()) if _DATE.fullmatch(value) else None
        except ValueError:
            time = None
        if time is None:
            raise _invalid(name, "Invalid date.")
        return time if time.tzinfo is None else time.astimezone(self.blog.aware(time).tzinfo).replace(tzinfo=None)


def call_of(blog: Blog, route: str, target: str) -> Call:
    """Return the request of a route by a path and its query, where a list is "a=1,2" or "a[]=1&a[]=2"."""
    given: dict[str, str] = {}
    for name, value in parse_qsl(urlsplit(target).query, keep_blank_values=True):
        key = re.sub(r"\[\d*\]$", "", name)
        given[key] = f"{given[key]},{value}" if key in given and key != name else value
    given.pop("rest_route", None)
    return Call(blog, route.rstrip("/") or "/", given)


def _invalid(name: str, message: str) -> RefusedError:
    return RefusedError(400, "rest_invalid_param", f"Invalid parameter(s): {name}", params={name: message})
