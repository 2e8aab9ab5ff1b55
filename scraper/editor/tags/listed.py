"""A list of YAML in its text, whose items can be replaced, taken out and added while all else stays to the byte."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import yaml

from scraper.editor.finding import Edit

_LINE_END = re.compile(r"\r\n|\r|\n")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a list and its items stand in a text. A list between brackets is in `flow`; else each item has a "-"."""

    text: str
    span: Span
    items: tuple[Span, ...]
    flow: bool

    def replaced(self, number: int, item: str) -> Edit:
        """Return the edit that puts a text in place of an item."""
        start, end = self.items[number]
        return Edit(start, end, scalar(item, flow=self.flow))

    def without(self, gone: Collection[int]) -> Iterator[Edit]:
        """Yield the edits that take items out; comments on lines of their own stay."""
        last = max((number for number in range(len(self.items)) if number not in gone), default=-1)
        for number in sorted(gone):
            start, end = self.items[number]
            if not self.flow:
                dash = self.text.rfind("-", 0, start)
                yield Edit(line_start(self.text, dash), next_line(self.text, end), "")
            elif number < last:
                yield Edit(start, self.items[number + 1][0], "")
        if self.flow and last + 1 < len(self.items):
            start = self.items[last][1] if last >= 0 else self.items[0][0]
            yield Edit(start, self.items[-1][1], "")

    def with_more(self, items: Iterable[str]) -> Edit:
        """Return the edit that adds items at the end."""
        texts = [scalar(item, flow=self.flow) for item in items]
        if self.flow:
            if self.items:
                end = self.items[-1][1]
                return Edit(end, end, "".join(f", {item}" for item in texts))
            return Edit(self.span[0] + 1, self.span[0] + 1, ", ".join(texts))
        start, end = self.items[-1]
        dash = self.text.rfind("-", 0, start)
        return line_below(
            self.text, end, [f"{self.text[line_start(self.text, dash) : dash]}- {item}" for item in texts]
        )


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as YAML holds it in a list, quoted only where it has to be, in the way that the scraper does it."""
    dumped = str(yaml.safe_dump([text], default_flow_style=flow, allow_unicode=True, width=2**20)).strip()
    return dumped[1:-1] if flow else dumped.removeprefix("- ")


def line_start(text: str, place: int) -> int:
    """Return where the line of a place begins."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def next_line(text: str, place: int) -> int:
    """Return where the line behind that of a place begins; the end of the text where there is none."""
    found = _LINE_END.search(text, place)
    return found.end() if found else len(text)


def line_below(text: str, place: int, lines: Iterable[str]) -> Edit:
    """Return the edit that writes lines below the one of a place, ended as the text's other lines are."""
    found = _LINE_END.search(text)
    end = found[0] if found else "\n"
    below = next_line(text, place)
    written = "".join(f"{line}{end}" for line in lines)
    if text[:below].endswith(("\n", "\r")) or not below:
        return Edit(below, below, written)
    return Edit(below, below, end + written)
