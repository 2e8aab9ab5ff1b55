"""The line that a finding is about, cut to a width, with a line of "^" below the part that is meant."""

from rich.cells import cell_len

from scraper.editor.formats.visible import visible

_MORE = "…"
_CONTEXT = 20  # cells that are kept before the meant part where a line has to be cut


def excerpt(line: str, column: int, width: int, cells: int) -> tuple[str, str]:
    """Return a line as it is shown within so many cells, and its underline; that is empty where the line is meant.

    Columns count characters from 1; a character may take two cells, or several where it is spelt out.
    """
    start = min(max(column - 1, 0), len(line))
    end, far = start + width, 4 * cells  # a line may be a megabyte long
    parts = (line[max(start - far, 0) : start], line[start : min(end, start + far)], line[end : end + far])
    before, meant, after = map(visible, parts)
    if cell_len(before) + cell_len(meant) > cells:
        before = _end(before, min(_CONTEXT, max(cells - cell_len(meant), cells // 4)))
    meant = _beginning(meant, cells - cell_len(before))
    shown = _beginning(before + meant + after, cells)
    marks = cell_len(meant) or (1 if width or column > 1 else 0)
    return shown.rstrip(), " " * cell_len(before) + "^" * marks if marks else ""


def _beginning(text: str, cells: int) -> str:
    """Return as much of the beginning as fits, with "…" where something is left out."""
    if cell_len(text) <= cells:
        return text
    kept = text[: max(cells - 1, 0)]
    while cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + _MORE


def _end(text: str, cells: int) -> str:
    """Return as much of the end as fits, likewise."""
    if cell_len(text) <= cells:
        return text
    kept = text[-max(cells - 1, 1) :]
    while cell_len(kept) > cells - 1:
        kept = kept[1:]
    return _MORE + kept
