"""What the keys of a front matter mean: nodes → Tip, with a problem for each value that breaks the contract."""

import difflib
import re
from enum import StrEnum
from typing import TypeVar

import yaml

from scraper.frontmatter.breach import BreachError, Mending
from scraper.frontmatter.days import day_of, misread
from scraper.frontmatter.keys import WORDS
from scraper.frontmatter.mapping import Keys, place_of
from scraper.frontmatter.plain import CURLY, listed, one_line, shown
from scraper.tip import Precision, Rights, Status, Tip, TipDate

_Kind = TypeVar("_Kind", bound=StrEnum)
_Default = TypeVar("_Default")


class Values:
    """Takes values out of parsed front matter, one form at a time; notes all that is wrong with them."""

    def __init__(self, keys: Keys) -> None:
        self.values = keys.values
        self.lost = keys.lost
        self.problems: list[BreachError] = []

    def tip(self, body: str) -> Tip:
        """Return the tip as far as it can be read; what breaks the contract is in `problems` then, and left out."""
        title = self.text("title")
        if not title and not self.problems and "title" not in self.lost:
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

    def note(self, key: str, problem: str, remedy: str, code: str, mended: str = "") -> None:
        """Note a problem at the value of a key, or at the beginning of the front matter where it has none.

        `mended` is what should stand there, where that is certain.
        """
        if key not in self.values:
            self.problems.append(BreachError(code, problem, remedy))
            return
        self.note_at(self.values[key], code, problem, remedy, mended)

    def note_at(self, node: yaml.Node, code: str, problem: str, remedy: str, mended: str = "") -> None:
        """Note a problem at a node; one that goes over several lines can't be mended."""
        line, column = place_of(node)
        end_line, end_column = node.end_mark.line + 2, node.end_mark.column + 1
        width = end_column - column if end_line == line else 0
        mendings = (Mending(line, column, line, end_column, mended),) if mended and width else ()
        breach = BreachError(code, problem, remedy, line=line, column=column, width=width, mendings=mendings)
        self.problems.append(breach)

    def text(self, key: str) -> str:
        """Return a text, or an empty one."""
        node = self.values.get(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.note(key, f'"{key}" should be one text', f'Write it as "{key}: …" on one line', "TIP111")
            return ""
        text = one_line(str(node.value))
        if text[:1] in CURLY and key not in WORDS and (bare := _without_curly_quotes(text)):
            self._curly(node, key, bare)
            return ""
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list, each once."""
        node = self.values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return ()
        if isinstance(node, yaml.ScalarNode):
            self._no_list(key, one_line(str(node.value)))
            return ()
        if not isinstance(node, yaml.SequenceNode) or any(not isinstance(n, yaml.ScalarNode) for n in node.value):
            self.note(key, f'"{key}" should be a list', f'Write it as "{key}: [one, another]"', "TIP111")
            return ()
        texts: dict[str, None] = {}
        for one in node.value:
            text = one_line(str(one.value))
            if text[:1] in CURLY and (bare := _without_curly_quotes(text)):
                self._curly(one, key, bare)
            elif text:
                texts[text] = None
        return tuple(texts)

    def _curly(self, node: yaml.Node, key: str, bare: str) -> None:
        """Note curly quotes around what is no text in words: they are part of it, which nobody meant."""
        problem = f'curly quotes stand around "{shown(bare)}", and would be part of "{key}"'
        self.note_at(node, "TIP106", problem, "Take them away", listed([bare])[1:-1])

    def _no_list(self, key: str, text: str) -> None:
        """Note that a text stands where a list should be. A tag holds no comma; what else does, nobody knows."""
        node = self.values[key]
        if node.start_mark.line != node.end_mark.line:
            remedy = "Write each on a line of its own below it, with two blanks, a hyphen and a blank before it"
            self.note(key, f'"{key}" should be a list', remedy, "TIP111")
            return
        items = [item for part in re.split("[,;]", text) if (item := part.strip())]
        certain = items and (key == "tags" or len(items) == 1) and text[0] not in "-*" and text[-1] != "]"
        mended = listed(items) if certain else ""
        shape = mended if mended and len(mended) <= 80 else "[one, another]"
        self.note(key, f'"{key}" should be a list', f'Write it as "{key}: {shape}"', "TIP111", mended)

    def choice(self, key: str, kind: type[_Kind], default: _Default) -> _Kind | _Default:
        """Return one of few words."""
        text = self.text(key)
        if not text:
            return default
        try:
            return kind(text)
        except ValueError:
            words = [str(one) for one in kind]
            folded = text.casefold()
            close = difflib.get_close_matches(folded, words, n=1) if len(text) < 30 else []
            meant = f'Did you mean "{close[0]}"? ' if close else ""
            remedy = f"{meant}Use one of: {', '.join(words)}"
            self.note(key, f'"{shown(text)}" is no {key}', remedy, "TIP112", folded if folded in words else "")
            return default

    def date(self) -> TipDate | None:
        """Return the date with its precision."""
        before = len(self.problems)
        text, precision = self.text("date"), self.choice("date_precision", Precision, Precision.DAY)
        if not text:
            if "date_precision" in self.values and len(self.problems) == before and "date" not in self.lost:
                self.note("date_precision", "there is a date_precision without a date", "Add the date", "TIP204")
            return None
        day = day_of(text)
        if day is None:
            wrong = misread(text)
            self.note("date", wrong.problem, wrong.remedy, wrong.code, wrong.mended)
            return None
        try:
            return TipDate(day, precision)
        except ValueError as why:
            self.note("date", str(why), "Write that first day, or leave date_precision out", "TIP204")
            return None


def _without_curly_quotes(text: str) -> str:
    """Return what stands between curly quotes; empty where they don't hold the whole text together."""
    return text[1:-1].strip() if len(text) > 2 and text[-1] in CURLY and not CURLY & set(text[1:-1]) else ""
