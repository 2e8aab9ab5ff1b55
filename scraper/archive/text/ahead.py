"""Links ahead: those that lead from a page to a tip that isn't published yet, and would lead nowhere."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from scraper.archive.text.places import waiting_for
from scraper.errors import TipsError
from scraper.tip import Tip

# Where an inline link or a reference's definition says where it leads: "](../2027/b.md", "[b]: ../2027/b.md".
_TARGET = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)[ \t]*<?([^\s()<>#?]+\.md)\b", re.MULTILINE)


def links_ahead(
    markdown: str, src_uri: str, left_out: Mapping[str, Tip], place: str | Path, first_line: int = 1
) -> tuple[TipsError, ...]:
    """Return a problem for each link of a page to a tip that is left out; those are by their places among the sources.

    `src_uri` is the place of the page among them; its Markdown begins at `first_line` of the file `place`.
    """
    found: list[TipsError] = []
    for link in _TARGET.finditer(markdown) if left_out else ():
        target = posixpath.normpath(posixpath.join(posixpath.dirname(src_uri), unquote(link[1])))
        if tip := left_out.get(target):
            problem = f'the link to "{link[1]}" leads to a tip {waiting_for(tip)}'
            begin = link.start(1)
            line, column = first_line + markdown.count("\n", 0, begin), begin - markdown.rfind("\n", 0, begin)
            remedy = "Take the link out until the tip is published"
            found.append(TipsError(problem, place=place, line=line, column=column, remedy=remedy, code="TIP501"))
    return tuple(found)
