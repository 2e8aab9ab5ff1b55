"""What somebody answers about their archive, each answer checked as it comes."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from scraper.clock import today
from scraper.errors import ConfigError
from scraper.fork.colours import read_colour
from scraper.source import is_address

NONE = "none"  # takes away what was answered before
_LONGEST = {"name": 80, "description": 200}
# Line breaks and what controls a terminal: Cc, the separators of lines and paragraphs, and halves of characters.
_NO_TEXT = ("Cc", "Zl", "Zp", "Cs")
_ON_GITHUB = re.compile(
    r"(?:(?:https?://|ssh://git@|git://)(?:[^@/\s]*@)?|git@)?(?:www\.)?github\.com[/:]([\w-]+)/([\w.-]+?)(?:\.git)?/?",
    re.ASCII | re.IGNORECASE,
)
_SHORT = re.compile(r"([\w-]+)/([\w.-]+)", re.ASCII)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answers:
    """How an archive is called and where it is. Empty is what nobody answered, and stays as it is in the files.

    `address` ends in "/"; `accent` is a colour as it was written; `sources` are addresses, files and folders.
    """

    name: str
    description: str
    repository: str
    address: str
    timezone: str
    accent: str = ""
    contact: str = ""
    newsletter: str = ""
    sources: tuple[str, ...] = ()


def name(text: str) -> str:
    """Return a name as it stands in the masthead: one line of text."""
    return _line(text, "name")


def description(text: str) -> str:
    """Return a sentence, as the front page shows it in large letters."""
    return _line(text, "description")


def repository(text: str) -> str:
    """Return the address of a repository's page; of one on GitHub, git's own addresses and "owner/name" do as well."""
    text = text.strip()
    if found := _ON_GITHUB.fullmatch(text) or _SHORT.fullmatch(text):
        return f"https://github.com/{found[1]}/{found[2]}"
    try:
        return _address(text).rstrip("/")
    except ConfigError:
        problem = f'"{_shown(text)}" is no address of a repository'
        raise ConfigError(problem, remedy="Write it such as https://github.com/ada/letters") from None


def address(text: str) -> str:
    """Return the address of a site, ended by "/"; letters that no address has are written as browsers send them."""
    return _address(text)


def accent(text: str) -> str:
    """Return a colour as it was written."""
    read_colour(text)
    return text.strip()


def timezone(text: str) -> str:
    """Return the name of a time zone that there is."""
    today(text.strip())
    return text.strip()


def contact(text: str) -> str:
    """Return an e-mail address or that of a page, as requests can tell it to those whose site is asked."""
    text = text.strip()
    if text == NONE or _MAIL.fullmatch(text):
        return text
    try:
        return _address(text)
    except ConfigError:
        problem = f'"{_shown(text)}" is neither an e-mail address nor that of a page'
        raise ConfigError(problem, remedy="Write it such as you@newsletter.example") from None


def newsletter(text: str) -> str:
    """Return an address at which readers subscribe."""
    text = text.strip()
    if text == NONE or (text.startswith("mailto:") and _MAIL.fullmatch(text.removeprefix("mailto:"))):
        return text
    if _MAIL.fullmatch(text):
        return f"mailto:{text}"
    return _web_address(text)


def source(text: str, root: Path) -> str:
    """Return a place where tips are: an address as it was written, or the path of a file or folder of a project."""
    text = text.strip()
    if is_address(text):
        return _web_address(text)
    if (root / _line(text, "source")).exists():
        return text
    problem = f'"{_shown(text)}" is neither an address nor a file or folder here'
    raise ConfigError(problem, remedy="Write an address with https:// at its beginning")


def checks(root: Path) -> Mapping[str, Callable[[str], str]]:
    """Return the check of each answer about a project, by the name of its option."""
    return {
        "name": name,
        "description": description,
        "repository": repository,
        "address": address,
        "timezone": timezone,
        "accent": accent,
        "source": partial(source, root=root),
        "contact": contact,
        "newsletter": newsletter,
    }


def site_of(where: str) -> str:
    """Return the address at which GitHub Pages shows a repository's site; empty for a repository elsewhere.

    Source: GitHub Docs, "What is GitHub Pages?", types of sites: a repository OWNER.github.io is the owner's own site.
    """
    found = _ON_GITHUB.fullmatch(where)
    if not found:
        return ""
    host = f"{found[1].lower()}.github.io"
    return f"https://{host}/" if found[2].lower() == host else f"https://{host}/{found[2]}/"


def _line(text: str, what: str) -> str:
    text = text.strip()
    most = _LONGEST.get(what, 1000)
    if not text:
        raise ConfigError(f"the {what} is empty", remedy="Write a few words")
    if any(unicodedata.category(character) in _NO_TEXT for character in text):
        raise ConfigError(f"the {what} holds a line break or a control character", remedy="Write it in one line")
    if len(text) > most:
        raise ConfigError(f"the {what} has {len(text)} characters", remedy=f"Say it in at most {most}")
    return text


def _address(text: str) -> str:
    """Return the whole address of a page by https, "/" at its end."""
    parts = urlsplit(_web_address(text))
    if parts.scheme != "https" or parts.query or parts.fragment:
        problem = f'"{_shown(text)}" is no address that a site can have'
        raise ConfigError(problem, remedy="Write it with https:// and without ? and #, such as https://tips.example/")
    return f"https://{parts.netloc}{parts.path.rstrip('/')}/"


def _web_address(text: str) -> str:
    problem = f'"{_shown(text)}" is no address of the web'
    remedy = "Write it as your browser shows it, https:// at its beginning, such as https://newsletter.example/"
    wrong = ConfigError(problem, remedy=remedy)
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (UnicodeError, ValueError):
        raise wrong from None
    if re.search(r"[\s\\<>\"^`{|}]", text.strip()) or not is_address(text.strip()) or "@" in parts.netloc:
        raise wrong
    if not re.fullmatch(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:.]+\]", host if ":" not in host else f"[{host}]"):
        raise wrong
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    rest = parts._replace(scheme=parts.scheme.lower(), netloc=netloc, path=parts.path or "/").geturl()
    return quote(rest, safe="%/:?#[]@!$&'()*+,;=~")


def _shown(text: str) -> str:
    """Return a text as a message can show it: short, and nothing in it that acts on a terminal."""
    shown = "".join(one if unicodedata.category(one) not in _NO_TEXT else "�" for one in text.strip())
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
