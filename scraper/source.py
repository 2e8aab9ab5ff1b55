"""Sources: the newsletters that sources.toml names, where their pages are, and what may be published."""

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scraper.dates import Order
from scraper.errors import ConfigError
from scraper.profile import Profile, profile_of
from scraper.tip import Rights, slug


class ForeignImages(StrEnum):
    """What becomes of a tip's images that lie on other hosts than its own."""

    LINK = "link"
    COPY = "copy"
    DROP = "drop"


class Canonical(StrEnum):
    """Which of a tip's two addresses search engines are told is the one to show: the archive's, or the source's."""

    OWN = "own"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Source:
    """One newsletter.

    `pages` are files and folders, `sites` addresses of the web; `date_order` is how it writes 4/5/17; `permission` says
    that its owner allowed full texts to be shown. `delay` is the time in seconds between two requests to one host, and
    `contact` what a request tells about whom to write to. With `unpublished`, which a run asks for, an export's drafts
    come along.
    """

    name: str
    title: str
    home: str = ""
    owner: str = ""
    author: str = ""
    rights: Rights = Rights.UNSTATED
    permission: bool = False
    canonical: Canonical = Canonical.OWN
    lang: str = ""
    date_order: Order = "mdy"
    pages: tuple[Path, ...] = ()
    sites: tuple[str, ...] = ()
    foreign_images: ForeignImages = ForeignImages.LINK
    delay: float = 1.0
    contact: str = ""
    unpublished: bool = False
    profile: Profile | None = None


_TEXTS = ("title", "home", "owner", "author", "lang")
_KEYS = tuple(f.name for f in fields(Source) if f.name not in ("name", "sites", "contact", "unpublished"))
_LONGEST_DELAY = 3600  # seconds
_CONTACT = "contact"  # stands above all tables, for it is the same for all sources

# For each setting: whether a value will do, what it should be, and what to write.
_FORMS: dict[str, tuple[Callable[[Any], bool], str, str]] = {
    **{key: (lambda value: isinstance(value, str), "a text", f'Write it as {key} = "…"') for key in _TEXTS},
    "pages": (
        lambda value: all(isinstance(page, str) and page for page in (value if isinstance(value, list) else [value])),
        "a list of addresses, files and folders",
        'Write it as pages = ["https://blog.example/"] or pages = ["saved-pages"]',
    ),
    "permission": (lambda value: isinstance(value, bool), "true or false", "Write it without quotes"),
    "date_order": (
        lambda value: value in ("mdy", "dmy"),
        '"mdy" or "dmy"',
        'Write "mdy" where 4/5/17 is the 5th of April',
    ),
    "rights": (lambda value: value in list(Rights), "a kind of rights", f"Use one of: {', '.join(Rights)}"),
    "canonical": (
        lambda value: value in list(Canonical),
        "the address that counts",
        f"Use one of: {', '.join(Canonical)}",
    ),
    "foreign_images": (
        lambda value: value in list(ForeignImages),
        "what becomes of them",
        f"Use one of: {', '.join(ForeignImages)}",
    ),
    "delay": (
        lambda value: not isinstance(value, bool) and isinstance(value, int | float) and 0 <= value <= _LONGEST_DELAY,
        "a number of seconds",
        f"Write it as delay = 1, at most {_LONGEST_DELAY}",
    ),
    "profile": (lambda _: True, "", ""),  # has its own form, told in profile.py
}


def is_address(place: str) -> bool:
    """Whether a place is an address of the web, not a path."""
    return bool(re.match(r"https?://", place, re.IGNORECASE))


def load_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources of a sources.toml, in the order of the file; page paths are relative to the file's folder.

    Raises ConfigError where the file is missing, no TOML, or breaks the form that sources.toml itself explains.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(
            "there is no such file",
            place=path,
            remedy="Run this in the project's folder, or name the file with --config",
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"this is not readable as TOML: {error}", place=path, remedy="Mend that place") from None
    contact = table.pop(_CONTACT, "")
    if not isinstance(contact, str):
        raise ConfigError(
            f'"{_CONTACT}" should be a text',
            place=path,
            remedy=f'Write it as {_CONTACT} = "you@newsletter.example", above all tables',
        )
    return tuple(_source(name, values, path, contact) for name, values in table.items())


def find_source(name: str, sources: tuple[Source, ...], place: Path) -> Source:
    """Return the source of that name. Raises ConfigError with the nearest name where there is none."""
    for source in sources:
        if source.name == name:
            return source
    names = [source.name for source in sources]
    close = difflib.get_close_matches(name, names, n=1)
    remedy = f'Did you mean "{close[0]}"' if close else f"Known sources are {', '.join(names) or 'none yet'}"
    raise ConfigError(f'there is no source "{name}"', place=place, remedy=remedy)


def source_at(address: str, sources: Sequence[Source]) -> Source | None:
    """Return the only source, or the one that has an address on the same host; None where none has."""
    if len(sources) == 1:
        return sources[0]
    host = _host(address).removeprefix("www.")
    known = ((source, (source.home, *source.sites)) for source in sources)
    return next(
        (one for one, its in known if any(_host(its_own).removeprefix("www.") == host for its_own in its)), None
    )


def _source(name: str, values: object, path: Path, contact: str) -> Source:
    def error(problem: str, remedy: str) -> ConfigError:
        return ConfigError(f"[{name}] {problem}", place=path, remedy=remedy)

    if slug(name) != name:
        raise error("is no name for a source", f'Use small letters, digits and "-", such as [{slug(name)}]')
    if not isinstance(values, Mapping):
        raise error("should be a table", f'Write "[{name}]" on a line, and its settings below')
    for key, value in values.items():
        if key not in _KEYS:
            close = difflib.get_close_matches(key, _KEYS, n=1)
            raise error(
                f'has an unknown setting "{key}"',
                f'Did you mean "{close[0]}"' if close else f"Known settings are {', '.join(_KEYS)}",
            )
        fits, problem, remedy = _FORMS[key]
        if not fits(value):
            raise error(f'"{key}" should be {problem}', remedy)
    listed = values.get("pages", [])
    pages = [listed] if isinstance(listed, str) else listed
    sites = tuple(page for page in pages if is_address(page))
    if broken := next((site for site in sites if not _host(site)), None):
        raise error(f'"{broken}" is no address', "Write it as your browser shows it, such as https://blog.example/")
    title = values.get("title") or (_host(sites[0]).removeprefix("www.") if sites else "")
    if not title:
        raise error("has no title", 'Add a line title = "…" with the newsletter\'s name')
    return Source(
        name=name,
        **{key: values.get(key, "") for key in _TEXTS} | {"title": title, "home": values.get("home") or _home(sites)},
        rights=Rights(values.get("rights", "unstated")),
        date_order=values.get("date_order", "mdy"),
        permission=values.get("permission", False),
        canonical=Canonical(values.get("canonical", "own")),
        pages=tuple(path.parent / page for page in pages if not is_address(page)),
        sites=sites,
        foreign_images=ForeignImages(values.get("foreign_images", "link")),
        delay=float(values.get("delay", 1)),
        contact=contact,
        profile=profile_of(values["profile"], name, path) if "profile" in values else None,
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _home(sites: tuple[str, ...]) -> str:
    """The front page of the host that the first address is on."""
    if not sites:
        return ""
    parts = urlsplit(sites[0])
    return f"{parts.scheme}://{parts.netloc}/"
