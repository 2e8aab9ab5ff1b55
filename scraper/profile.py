"""Profiles: a newsletter's table of patterns, by which the lines of its plain-text saves are told apart."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from scraper.errors import ConfigError

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the lines of one newsletter's saves look like; every field is a list of regular expressions.

    They are searched in a line whose non-breaking spaces have become plain ones. Named groups give values: `date`
    (title_date, meta), `categories` (meta), `tag` (page_title), `year` (copyright).
    """

    recognise: Patterns = ()  # a page with such a line is of this newsletter
    page_title: Patterns = ()  # the document's title, first line of the save; group tag: whose listing it is
    title_date: Patterns = (
        re.compile(r"[-–—]\s*(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))$"),
    )  # the end of a title that is a date and no part of the title; group date
    meta: Patterns = ()  # the line below a title; groups date, categories
    teaser_end: Patterns = ()  # how an excerpt ends
    alt: Patterns = ()  # an image's alternative text
    caption: Patterns = ()  # a caption that neither credits anybody nor begins with the words of the alternative text
    credit: Patterns = ()  # who made an image
    no_heading: Patterns = ()  # a line in title case that is a paragraph all the same
    end: Patterns = ()  # the first line behind a body: signature, sign-up links
    related: Patterns = ()  # the heading of a list of other posts
    copyright: Patterns = ()  # the copyright notice; group year: when the tip was first published
    ask_permission: Patterns = ()  # words of a notice that asks to be asked before a text is published again
    footer: Patterns = ()  # what stands between the end of one tip and the title of the next
    pager: Patterns = ()  # links to other pages

    def first(self, patterns: Patterns, line: str) -> re.Match[str] | None:
        """Return the first match of the patterns in a line."""
        return next((match for pattern in patterns if (match := pattern.search(line))), None)


_GROUPS = {"title_date": {"date"}}


def profile_of(table: object, source: str, path: Path) -> Profile:
    """Return the profile that a table of sources.toml describes. Raises ConfigError naming the setting that is off."""

    def error(problem: str, remedy: str) -> ConfigError:
        return ConfigError(f"[{source}.profile] {problem}", place=path, remedy=remedy)

    known = [f.name for f in fields(Profile)]
    if not isinstance(table, Mapping):
        raise error("should be a table of patterns", f'Write "[{source}.profile]" on a line, and its patterns below')
    values: dict[str, Patterns] = {}
    for key, patterns in table.items():
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            remedy = f'Did you mean "{close[0]}"' if close else f"Known settings are {', '.join(known)}"
            raise error(f'has an unknown setting "{key}"', remedy)
        listed = [patterns] if isinstance(patterns, str) else patterns
        if not isinstance(listed, list) or not all(isinstance(pattern, str) for pattern in listed):
            raise error(f'"{key}" should be a list of regular expressions', f"Write it as {key} = ['^…$']")
        try:
            values[key] = tuple(re.compile(pattern) for pattern in listed)
        except re.error as why:
            raise error(f'"{key}" holds a pattern that does not parse: {why}', "Mend the pattern") from None
        missing = [p.pattern for p in values[key] if not _GROUPS.get(key, set()) <= set(p.groupindex)]
        if missing:
            group = min(_GROUPS[key])
            raise error(f'"{key}" lacks a group in {missing[0]!r}', f"Mark the {group} with (?P<{group}>…)")
    return Profile(**values)
