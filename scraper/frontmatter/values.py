"""What the keys of a front matter mean: nodes → Tip, with a problem for each value that breaks the contract."""

import datetime
import re
from enum import StrEnum
from typing import TypeVar

import yaml

from scraper.errors import TipFileError
from scraper.frontmatter.mapping import Keys, place_of
from scraper.frontmatter.plain import one_line
from scraper.tip import Precision, Rights, Status, Tip, TipDate

_Kind = TypeVar("_Kind", bound=StrEnum)
_Default = TypeVar("_Default")


class Values:
    """Takes values out of parsed front matter, one form at a time; notes all that is wrong with them."""

    def __init__(self, keys: Keys) -> None:
        self.values = keys.values
        self.problems: list[TipFileError] = []

    def tip(self, body: str) -> Tip:
        """Return the tip as far as it can be read; what breaks the contract is in `problems` then, and left out."""
        title = self.text("title")
        if not title and not self.problems:
            self.note("title", "the title is missing", 'Write a line "title: …"', "TIP110")
        return Tip(
            title=title,
            body=body,
            date=self.date(),
            tags=self.texts("tags"),
            categories=self.texts("categories"),
            author=self.text("author"),
            description=self.text("description"),
            source=self.text("source"),
            source_url=self.text("source_url"),
            rights=self.choice("rights", Rights, None),
            status=self.choice("status", Status, Status.FULL),
            aliases=self.texts("aliases"),
            lang=self.text("lang"),
            scraped=self.text("scraped"),
        )

    def note(self, key: str, problem: str, remedy: str, code: str) -> None:
        """Note a problem at the value of a key, or at the beginning of the front matter where it has none."""
        line, column = place_of(self.values[key]) if key in self.values else (1, 1)
        self.problems.append(TipFileError(problem, line=line, column=column, code=code, remedy=remedy))

    def text(self, key: str) -> str:
        """Return a text, or an empty one."""
        node = self.values.get(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.note(key, f'"{key}" should be one text', f'Write it as "{key}: …" on one line', "TIP111")
            return ""
        return one_line(str(node.value))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list, each once."""
        node = self.values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return ()
        if not isinstance(node, yaml.SequenceNode) or any(not isinstance(n, yaml.ScalarNode) for n in node.value):
            self.note(key, f'"{key}" should be a list', f'Write it as "{key}: [one, another]"', "TIP111")
            return ()
        return tuple(dict.fromkeys(text for text in (one_line(str(n.value)) for n in node.value) if text))

    def choice(self, key: str, kind: type[_Kind], default: _Default) -> _Kind | _Default:
        """Return one of few words."""
        text = self.text(key)
        if not text:
            return default
        try:
            return kind(text)
        except ValueError:
            self.note(key, f'"{text}" is no {key}', f"Use one of: {', '.join(kind)}", "TIP112")
            return default

    def date(self) -> TipDate | None:
        """Return the date with its precision."""
        before = len(self.problems)
        text, precision = self.text("date"), self.choice("date_precision", Precision, Precision.DAY)
        if not text:
            if "date_precision" in self.values and len(self.problems) == before:
                self.note("date_precision", "there is a date_precision without a date", "Add the date", "TIP204")
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                raise ValueError
            day = datetime.date.fromisoformat(text)
        except ValueError:
            self.note("date", f'"{text}" is no date', "Write a real day as YYYY-MM-DD, such as 2024-03-05", "TIP201")
            return None
        try:
            return TipDate(day, precision)
        except ValueError as why:
            self.note("date", str(why), "Write that first day, or leave date_precision out", "TIP204")
            return None
