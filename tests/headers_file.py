"""The file _headers as Netlify and Cloudflare Pages read it, and a server that sends what it says.

Sources: https://docs.netlify.com/manage/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/
and /pages/platform/limits/. Where the two differ, this is the narrower of them.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.pages_server import serve

_MOST_RULES = 100
_LONGEST = 2000
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2


@dataclass(frozen=True, slots=True)
class Rule:
    """A path of a host, in which one "*" may stand for anything, and the headers of what it fits."""

    path: str
    headers: tuple[tuple[str, str], ...]

    def fits(self, path: str) -> bool:
        return bool(re.fullmatch(".*".join(map(re.escape, self.path.split("*"))), path))


def rules(text: str) -> tuple[Rule, ...]:
    """Return the rules of a file; raises ValueError where one of the two hosts would not take it."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if len(line) > _LONGEST:
            raise ValueError(f"too long: {line}")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            if not line.startswith("/") or line.count("*") > 1 or ":" in line or " " in line:
                raise ValueError(f"no path: {line}")
            found.append((line, []))
            continue
        name, colon, value = line.strip().partition(":")
        if not colon or not _TOKEN.fullmatch(name) or not value.strip() or not found:
            raise ValueError(f"no header: {line}")
        found[-1][1].append((name, value.strip()))
    if len(found) > _MOST_RULES or not all(headers for _, headers in found):
        raise ValueError("too many rules, or one of nothing")
    return tuple(Rule(path, tuple(headers)) for path, headers in found)


def sent(all_rules: tuple[Rule, ...], path: str) -> dict[str, str]:
    """Return the headers of a path; what several rules say of one header is joined, as both hosts do it."""
    values: dict[str, list[str]] = {}
    for rule in all_rules:
        if rule.fits(path):
            for name, value in rule.headers:
                values.setdefault(name, []).append(value)
    return {name: ", ".join(several) for name, several in values.items()}


@contextlib.contextmanager
def serving(www: Path, sub_path: str) -> Iterator[str]:
    """Yield the address of a site while it is served as its _headers says."""
    its = rules((www / sub_path / "_headers").read_text("utf-8"))
    with serve(www, sub_path, more=lambda path: sent(its, path)) as address:
        yield address
