"""A tip's text in its two parts: the front matter between two lines "---", and the body behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scraper.frontmatter.breach import BreachError
from scraper.frontmatter.keys import FENCE
from scraper.frontmatter.lost_fences import Border, border, names_key, opening


@dataclass(frozen=True, slots=True)
class Parts:
    """Front matter and body as they stand there, and what is wrong with the lines between them.

    The front begins at `front_line`, the body at `body_line`, which is 1 where the two can't be told apart.
    """

    front: str
    body: str
    body_line: int
    front_line: int = 2
    problems: tuple[BreachError, ...] = ()


def parts(text: str) -> Parts:
    """Return both parts of a text whose lines end in a line feed."""
    lines = text.split("\n")
    first = 1
    problems: tuple[BreachError, ...] = ()
    if lines[0].rstrip() != FENCE:
        begun = opening(lines)
        if begun.first is None:
            return Parts("", "", 1, problems=(begun.problem,))
        first, problems = begun.first, (begun.problem,)
    closing = next((n for n in range(first, len(lines)) if lines[n].rstrip() == FENCE), None)
    if closing is not None:
        return Parts("\n".join(lines[first:closing]), "\n".join(lines[closing + 1 :]), closing + 2, first + 1, problems)
    return _parted(lines, first, border(lines, first), problems)


def closed_early(text: str) -> Parts | None:
    """Return the parts of a text of which the front matter can't be read since the text follows it unfenced.

    A rule across the text, "---", then looks like the end of the front matter. None where this isn't so.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    closing = lines.index(next(line for line in lines[1:] if line.rstrip() == FENCE), 1)
    found = border(lines[:closing], 1)
    text_follows = any(line.strip() for line in lines[found.body : closing])
    if not text_follows or not found.problem.mendings or any(map(names_key, lines[found.body : closing])):
        return None
    if found.body == found.behind:  # the text may also be a line that is in the wrong place
        at, remedy = found.problem.line or 1, f'Write a line "{FENCE}" below this one, if the text begins there'
        unsure = BreachError("TIP102", found.problem.problem, remedy, line=at, width=found.problem.width)
        found = replace(found, problem=unsure)
    return _parted(lines, 1, found, ())


def _parted(lines: Sequence[str], first: int, found: Border, problems: tuple[BreachError, ...]) -> Parts:
    problems = (*problems, found.problem)
    if found.behind == first:
        return Parts("", "", 1, problems=problems)
    front, body = "\n".join(lines[first : found.behind]), "\n".join(lines[found.body :])
    return Parts(front, body, found.body + 1, first + 1, problems)
