"""sources.toml with other sources and another contact; comments and all other lines stay to the byte."""

import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scraper.errors import ConfigError
from scraper.source import is_address
from scraper.tip import slug

FILE = "sources.toml"
# What the starter's file says above its tables, which goes with them.
EXAMPLES = "# The two newsletters of the starter archive"
_CONTACT = re.compile(r"^(contact[ \t]*=[ \t]*)(\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_NO_COMMENT = re.compile(r"^(?!#)", re.MULTILINE)


def explained(text: str) -> str:
    """Return the starter's file without its sources: what explains the settings."""
    return f"{text.partition(EXAMPLES)[0].rstrip()}\n"


def with_sources(text: str, places: Iterable[str], title: str, file: Path) -> str:
    """Return the text with one source more for each place that none has yet; a site's title is found on the site.

    Files and folders have no name of their own, so their source takes the title.
    """
    tables = _tables(text, file)
    for place in places:
        if any(place in _pages(table) for table in tables.values()):
            continue
        named = slug((urlsplit(place).hostname or "").removeprefix("www.") if is_address(place) else Path(place).stem)
        name, number = named, 1
        while name in tables:
            number += 1
            name = f"{named}-{number}"
        lines = ["", f"[{name if name.isascii() else _quoted(name)}]"]
        lines += [] if is_address(place) else [f"title = {_quoted(title)}"]
        lines += [f"pages = [{_quoted(place)}]", ""]
        text = f"{text.rstrip()}\n" + "\n".join(lines)
        tables = _tables(text, file)
    return text


def with_contact(text: str, contact: str, file: Path) -> str:
    """Return the text with whom to write to, above all tables; an empty contact tells nobody."""
    if contact == contact_in(text, file):
        return text
    first = _TABLE.search(text)
    above = text[: first.start()] if first else text
    if _CONTACT.search(above):
        changed = _CONTACT.sub(lambda found: found[1] + _quoted(contact), text, count=1)
    else:
        # Below the comment that begins the file, and above that of the first table.
        end = _NO_COMMENT.search(text)
        place = end.start() if end else len(text)
        joined = "" if not place or text[:place].endswith("\n") else "\n"
        gap = "\n" if place else ""
        changed = f"{text[:place]}{joined}{gap}contact = {_quoted(contact)}\n{text[place:]}"
    if contact_in(changed, file) != contact:
        raise ConfigError("the contact can't be changed in this file", place=file, remedy="Change it by hand")
    return changed


def contact_in(text: str, file: Path) -> str:
    """Return whom a sources.toml says to write to; empty where it says nothing."""
    return str(_toml(text, file).get("contact", ""))


def missing(text: str, root: Path, gone: Iterable[str], file: Path) -> list[str]:
    """Return the names of sources whose files or folders are, or hold, nothing but what goes."""
    left = set(gone)
    return [
        name
        for name, table in _tables(text, file).items()
        for page in _pages(table)
        if any(path == page or path.startswith(f"{page.rstrip('/')}/") for path in left)
        and not any(one.is_file() and one.relative_to(root).as_posix() not in left for one in (root / page).rglob("*"))
    ]


def _tables(text: str, file: Path) -> dict[str, dict[str, Any]]:
    return {name: table for name, table in _toml(text, file).items() if isinstance(table, dict)}


def _toml(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"this is not readable as TOML: {error}", place=file, remedy="Mend that place") from None


def _pages(table: dict[str, Any]) -> list[str]:
    listed = table.get("pages", [])
    return [listed] if isinstance(listed, str) else [page for page in listed if isinstance(page, str)]


def _quoted(text: str) -> str:
    """Return a text as TOML's basic string, whose escapes JSON has too: TOML v1.0.0, "String"."""
    return json.dumps(text, ensure_ascii=False)
