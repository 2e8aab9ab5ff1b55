"""Sources: the newsletters that sources.toml names, where their pages are, and what may be published."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from scraper.dates import Order
from scraper.errors import ConfigError
from scraper.profile import Profile, profile_of
from scraper.tip import Rights, slug


@dataclass(frozen=True, slots=True)
class Source:
    """One newsletter.

    `pages` are files or folders; `date_order` is how it writes 4/5/17; `permission` says that its owner allowed full
    texts to be shown.
    """

    name: str
    title: str
    home: str = ""
    owner: str = ""
    author: str = ""
    rights: Rights = Rights.UNSTATED
    permission: bool = False
    lang: str = ""
    date_order: Order = "mdy"
    pages: tuple[Path, ...] = ()
    profile: Profile | None = None


_TEXTS = ("title", "home", "owner", "author", "lang")
_KEYS = tuple(f.name for f in fields(Source) if f.name != "name")


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
    return tuple(_source(name, values, path) for name, values in table.items())


def find_source(name: str, sources: tuple[Source, ...], place: Path) -> Source:
    """Return the source of that name. Raises ConfigError with the nearest name where there is none."""
    for source in sources:
        if source.name == name:
            return source
    names = [source.name for source in sources]
    close = difflib.get_close_matches(name, names, n=1)
    remedy = f'Did you mean "{close[0]}"' if close else f"Known sources are {', '.join(names) or 'none yet'}"
    raise ConfigError(f'there is no source "{name}"', place=place, remedy=remedy)


def _source(name: str, values: object, path: Path) -> Source:
    def error(problem: str, remedy: str) -> ConfigError:
        return ConfigError(f"[{name}] {problem}", place=path, remedy=remedy)

    if slug(name) != name:
        raise error("is no name for a source", f'Use small letters, digits and "-", such as [{slug(name)}]')
    if not isinstance(values, Mapping):
        raise error("should be a table", f'Write "[{name}]" on a line, and its settings below')
    for key in values:
        if key not in _KEYS:
            close = difflib.get_close_matches(key, _KEYS, n=1)
            raise error(
                f'has an unknown setting "{key}"',
                f'Did you mean "{close[0]}"' if close else f"Known settings are {', '.join(_KEYS)}",
            )
    for key in _TEXTS:
        if not isinstance(values.get(key, ""), str):
            raise error(f'"{key}" should be a text', f'Write it as {key} = "…"')
    if not values.get("title"):
        raise error("has no title", 'Add a line title = "…" with the newsletter\'s name')
    pages = values.get("pages", [])
    if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
        raise error('"pages" should be a list of files and folders', 'Write it as pages = ["saved-pages"]')
    if not isinstance(values.get("permission", False), bool):
        raise error('"permission" should be true or false', "Write it without quotes")
    if values.get("date_order", "mdy") not in ("mdy", "dmy"):
        raise error('"date_order" should be "mdy" or "dmy"', 'Write "mdy" where 4/5/17 is the 5th of April')
    if values.get("rights", "unstated") not in list(Rights):
        raise error(f'"{values["rights"]}" is no kind of rights', f"Use one of: {', '.join(Rights)}")
    return Source(
        name=name,
        **{key: values.get(key, "") for key in _TEXTS},
        rights=Rights(values.get("rights", "unstated")),
        date_order=values.get("date_order", "mdy"),
        permission=values.get("permission", False),
        pages=tuple(path.parent / page for page in pages),
        profile=profile_of(values["profile"], name, path) if "profile" in values else None,
    )
