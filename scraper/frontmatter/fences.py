"""A tip's text in its two parts: the front matter between two lines "---", and the body behind them."""

from dataclasses import dataclass

from scraper.errors import TipFileError

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Parts:
    """Front matter and body as they stand there; the front begins at line 2, the body at `body_line`."""

    front: str
    body: str
    body_line: int


def parts(text: str) -> Parts:
    """Return both parts of a text whose lines end in a line feed.

    Raises TipFileError, without a place, where one of the two lines is missing.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise TipFileError(
            "the file does not begin with front matter",
            line=1,
            column=1,
            code="TIP101",
            remedy=f'Make the first line "{FENCE}", then write title and date, then another "{FENCE}"',
        )
    closing = next((n for n, line in enumerate(lines) if n and line.rstrip() == FENCE), None)
    if closing is None:
        raise TipFileError(
            "the front matter is never closed",
            line=1,
            column=1,
            code="TIP102",
            remedy=f'Write a line "{FENCE}" after its last key',
        )
    return Parts("\n".join(lines[1:closing]), "\n".join(lines[closing + 1 :]), closing + 2)
