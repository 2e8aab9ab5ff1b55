"""Links ahead: those that lead from a page to a tip that isn't published yet, and would lead nowhere."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from scraper.archive.text.links import links
from scraper.archive.text.places import waiting_for
from scraper.errors import TipsError
from scraper.tip import Tip


def links_ahead(
    markdown: str, src_uri: str, left_out: Mapping[str, Tip], place: str | Path, first_line: int = 1
) -> tuple[TipsError, ...]:
    """Return a problem for each link of a page to a tip that is left out; those are by their places among the sources.

    `src_uri` is the place of the page among them; its Markdown begins at `first_line` of the file `place`.
    """
    found: list[TipsError] = []
    for link in links(tuple(markdown.split("\n")), first_line) if left_out else ():
        path = re.split("[?#]", link.target)[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(src_uri), unquote(path)))
        if tip := left_out.get(target):
            problem = f'the link to "{path}" leads to a tip {waiting_for(tip)}'
            remedy = "Take the link out until the tip is published"
            found.append(
                TipsError(problem, place=place, line=link.line, column=link.column, remedy=remedy, code="TIP501")
            )
    return tuple(found)
