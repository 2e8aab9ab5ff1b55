"""The texts of a list in the front matter: where each stands, and the edits that replace one or take it out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from scraper.editor.finding import Edit
from scraper.editor.manuscript import Manuscript
from scraper.frontmatter import one_line
from scraper.frontmatter.mapping import place_of

_BETWEEN = re.compile(r"\s*,\s*")
_BEFORE, _AFTER = re.compile(r"[ \t]*-[ \t]+"), re.compile(r"[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Listed:
    """One text, and its node, which knows where it stands."""

    text: str
    node: yaml.ScalarNode

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, each from 1."""
        return place_of(self.node)

    @property
    def width(self) -> int:
        """How many characters it takes; 0 where it goes over several lines."""
        start, end = self.node.start_mark, self.node.end_mark
        return int(end.column - start.column) if end.line == start.line else 0


def listed(manuscript: Manuscript, key: str) -> tuple[Listed, ...]:
    """Return the texts that stand in the list of a key, in order; none where that is no list of texts."""
    node = manuscript.examined.values.get(key)
    if not isinstance(node, yaml.SequenceNode):
        return ()
    texts = [Listed(one_line(one.value), one) for one in node.value if isinstance(one, yaml.ScalarNode)]
    return tuple(one for one in texts if one.text)


def replaced(manuscript: Manuscript, one: Listed, text: str) -> tuple[Edit, ...]:
    """Return the edit that puts another text in the place of one, in quotes where it needs them."""
    span = _span(manuscript, one.node)
    written = yaml.safe_dump([text], default_flow_style=True, allow_unicode=True, width=2**20)
    return (Edit(*span, written[1:-2]),) if span else ()


def removed(manuscript: Manuscript, before: Listed, one: Listed) -> tuple[Edit, ...]:
    """Return the edit that takes out a text of a list, behind the text before it; none where more would go with it."""
    first, span = _span(manuscript, before.node), _span(manuscript, one.node)
    if not (first and span):
        return ()
    behind, (start, end), text = first[1], span, manuscript.text
    if _BETWEEN.fullmatch(text, behind, start):
        return (Edit(behind, end, ""),)
    line, rest = manuscript.offset(one.place[0], 1), _AFTER.match(text, end)
    if rest and _BEFORE.fullmatch(text, line, start):
        return (Edit(line, rest.end(), ""),)
    return ()


def neighbours(texts: Sequence[Listed]) -> list[tuple[Listed, Listed]]:
    """Return each text with the one before it; the first with itself."""
    return list(zip((*texts[:1], *texts), texts, strict=False))


def _span(manuscript: Manuscript, node: yaml.ScalarNode) -> tuple[int, int] | None:
    """Return where a text stands, if it stands there as one reads it, with or without quotes.

    A text may have an anchor or a tag before it; and YAML counts some characters as line ends that editors don't, so
    that it may count lines differently.
    """
    if node.end_mark.line + 2 > len(manuscript.lines):
        return None
    start, end = manuscript.span(node)
    written = manuscript.text[start:end]
    if written[:1] in {'"', "'"}:
        try:
            return (start, end) if yaml.load(written, Loader=yaml.BaseLoader) == node.value else None  # noqa: S506
        except (yaml.YAMLError, ValueError):
            return None
    return (start, end) if written == node.value else None
