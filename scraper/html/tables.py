"""Tables: a pipe table where its cells are lines of text; else their words, row by row."""

from collections.abc import Callable
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from scraper.html.emphasis import tidy
from scraper.html.losses import Losses


@dataclass(slots=True)
class _Cell:
    head: bool
    blocks: list[Tag]


def table_blocks(table: Tag, blocks_of: Callable[[Tag], list[Tag]], losses: Losses) -> list[Tag]:
    """Return a table's caption and its rows: one table of tr and td whose first row is the head, or paragraphs."""
    own = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    caption = [block for part in table.find_all("caption", recursive=False) for block in _caption(part, blocks_of)]
    cells = [list(row.find_all(["td", "th"], recursive=False)) for row in own]
    spans = any(_span(cell) for row in cells for cell in row)
    in_head = bool(own) and own[0].find_parent("thead") is not None
    words = " ".join(table.get_text(" ").split())
    rows = [[_Cell(cell.name == "th", blocks_of(cell)) for cell in row] for row in cells]
    rows = [row for row in rows if any(cell.blocks for cell in row)]
    if not rows:
        return caption
    columns = max(len(row) for row in rows)
    if len(rows) == columns == 1:  # a frame, not a table
        return caption + rows[0][0].blocks
    if spans or any(block.name != "p" for row in rows for cell in row for block in cell.blocks):
        losses.note("table became paragraphs (cells that span, or hold more than a line)", words)
        return caption + [block for row in rows for block in _paragraphs(row)]
    result = Tag(name="table")
    if not (in_head or all(cell.head for cell in rows[0])):
        result.append(_row([_Cell(head=True, blocks=[]) for _ in range(columns)], columns))
    for number, row in enumerate(rows):
        if number or not result.contents:
            result.append(_row(row, columns, is_head=not result.contents))
            continue
        result.append(_row(row, columns))
    return [*caption, result]


def _span(cell: Tag) -> bool:
    return any(str(cell.get(name, "1")).strip() not in {"", "0", "1"} for name in ("colspan", "rowspan"))


def _caption(caption: Tag, blocks_of: Callable[[Tag], list[Tag]]) -> list[Tag]:
    holder = Tag(name="div")
    holder.append(caption.extract())
    return blocks_of(holder)


def _joined(paragraphs: list[Tag]) -> list[PageElement]:
    nodes: list[PageElement] = []
    for paragraph in paragraphs:
        nodes += [Tag(name="br"), *paragraph.contents] if nodes else list(paragraph.contents)
    return nodes


def _row(cells: list[_Cell], columns: int, *, is_head: bool = False) -> Tag:
    row = Tag(name="tr")
    for cell in cells + [_Cell(head=False, blocks=[])] * (columns - len(cells)):
        td = Tag(name="td")
        nodes = _joined(cell.blocks)
        if cell.head and nodes and not is_head:
            strong = Tag(name="strong")
            strong.extend(nodes)
            nodes = [strong]
        td.extend(nodes)
        tidy(td)
        row.append(td)
    return row


def _paragraphs(row: list[_Cell]) -> list[Tag]:
    blocks = [block for cell in row for block in cell.blocks]
    if any(block.name != "p" for block in blocks):
        return blocks
    paragraph = Tag(name="p")
    paragraph.extend(_joined(blocks) or [NavigableString("")])
    tidy(paragraph)
    return [paragraph] if paragraph.contents else []
