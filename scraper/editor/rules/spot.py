"""Where the value of a key stands in a manuscript."""

from dataclasses import dataclass

import yaml

from scraper.editor.manuscript import Manuscript
from scraper.frontmatter import one_line
from scraper.frontmatter.mapping import place_of


@dataclass(frozen=True, slots=True)
class Spot:
    """Line and column from 1, and how many characters are meant: 0 where a value has several lines."""

    line: int = 1
    column: int = 1
    width: int = 0


def spot(manuscript: Manuscript, key: str, text: str = "") -> Spot:
    """Return where a key's value stands, or that text in its list; the beginning of the file where it has none."""
    node = manuscript.examined.values.get(key)
    if node is None:
        return Spot()
    if isinstance(node, yaml.SequenceNode):
        node = next((one for one in node.value if one_line(str(one.value)) == text), node)
    line, column = place_of(node)
    start, end = node.start_mark, node.end_mark
    return Spot(line, column, end.column - start.column if end.line == start.line else 0)
