"""What an archive's files say now, and what git knows: the answers that somebody may simply take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import ConfigError
from scraper.fork import answers, held, sources_file, starter, tokens
from scraper.fork.settings_file import values

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Present:
    """The answers that stand in the files, by the names of their options; in the starter's they are nobody's yet.

    `origin` is the page of the repository that git fetches from, and `branch` the one that a clone of it begins with.
    """

    written: Mapping[str, str]
    edit_uri: str = ""
    is_starter: bool = False
    origin: str = ""
    branch: str = ""

    def default(self, key: str, given: Mapping[str, str]) -> str:
        """Return what an answer is where nobody gives one, or nothing; `given` are those before it."""
        if not self.is_starter and self.written.get(key):
            return self.written[key]
        name, repository = given.get("name", ""), given.get("repository", "")
        folder = repository.rpartition("/")[2].lower()
        near = {
            "repository": self.origin,
            "name": re.sub(r"[-_.]+", " ", folder.removesuffix(".github.io")).strip().title(),
            "description": f"All tips of {name}, to read and to search." if name else "",
            "address": answers.site_of(repository),
            "accent": self.written["accent"],
            "timezone": self.written["timezone"],
        }
        return near.get(key, "")


def look(root: Path) -> Present:
    """Return what stands in a project's files. Raises ConfigError where they can't be read."""
    settings, sources = root / SETTINGS, root / sources_file.FILE
    site, plugin = values(text_of(settings), settings)
    written = {
        "name": site.get("site_name", ""),
        "description": site.get("site_description", ""),
        "repository": site.get("repo_url", "").rstrip("/"),
        "address": site.get("site_url", ""),
        "timezone": plugin.get("timezone", "UTC"),
        "accent": tokens.accent_in(text_of(root / tokens.FILE)),
        "contact": sources_file.contact_in(text_of(sources), sources) if sources.exists() else "",
        "newsletter": plugin.get("newsletter", ""),
    }
    try:
        origin = answers.repository(held.origin(root))
    except ConfigError:
        origin = ""
    is_starter = written["address"] == starter.ADDRESS
    return Present(written, site.get("edit_uri", ""), is_starter, origin, held.branch(root))


def text_of(file: Path) -> str:
    """Return the text of a file, ends of lines and byte order mark as they are. Raises ConfigError if unreadable."""
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        remedy = "Run this in the folder of a fork or clone of the project, or name it with --project"
        raise ConfigError("there is no such file", place=file, remedy=remedy) from None
    except UnicodeDecodeError:
        raise ConfigError("this is no UTF-8 text", place=file, remedy="Save it as UTF-8, and run this again") from None
    except OSError as error:
        problem = f"the file can't be read ({error.strerror})"
        raise ConfigError(problem, place=file, remedy="Mend that, and run this again") from None
