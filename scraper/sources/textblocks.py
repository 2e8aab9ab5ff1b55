"""The body lines of a plain-text save → HTML: paragraphs, lists with their numbering, quotes, headings.

HTML is the way through which every dialect's body becomes Markdown, so that one place knows how to write it safely.
The shape of the lines is resiliparse's: bullets "  • ", numbers "  1. ", two spaces more a level, and what belongs to
an item two columns behind its mark.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from scraper.sources.textlines import ITEM, Kind, Line


@dataclass(slots=True)
class _Item:
    number: int | None
    blocks: list["_Block"] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A paragraph, heading or quote (lines), or a list (items) whose marks stand at column `indent`."""

    tag: str
    lines: list[str] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    indent: int = 0


def to_html(lines: Iterable[Line]) -> str:
    """Return the HTML of a body's lines, blank lines included."""
    top: list[_Block] = []
    lists: list[_Block] = []  # the lists that are open, outermost first
    fresh = True  # whether the next line begins a new block
    for line in lines:
        text = line.text.strip()
        if line.kind is Kind.BLANK:
            fresh = True
            continue
        if line.kind is Kind.ITEM:
            _add_item(line, top, lists)
            fresh = False
            continue
        while lists and lists[-1].indent + 2 > line.indent:
            lists.pop()
        blocks = lists[-1].items[-1].blocks if lists else top
        tag = "h2" if line.kind is Kind.HEADING else "blockquote" if line.indent and not lists else "p"
        if fresh or not blocks or blocks[-1].tag != tag:
            blocks.append(_Block(tag, [text]))
        else:
            blocks[-1].lines.append(text)
        fresh = False
    return "".join(_html(block) for block in _joined_quotes(top))


def _add_item(line: Line, top: list[_Block], lists: list[_Block]) -> None:
    match = ITEM.match(line.text)
    if not match:
        raise ValueError(f"line {line.number} is no list item: {line.text!r}")
    indent, number = len(match["indent"]), match["number"]
    while lists and lists[-1].indent > indent:
        lists.pop()
    item = _Item(int(number) if number else None, [_Block("p", [match["text"]])] if match["text"] else [])
    tag = "ol" if number else "ul"
    if lists and lists[-1].indent == indent:
        last = lists[-1].items[-1].number
        # A number that does not follow the one before begins another list, which keeps its own numbering.
        if lists[-1].tag == tag and (last is None or item.number == last + 1):
            lists[-1].items.append(item)
            return
        lists.pop()
    block = _Block(tag, items=[item], indent=indent)
    (lists[-1].items[-1].blocks if lists else top).append(block)
    lists.append(block)


def _joined_quotes(blocks: list[_Block]) -> list[_Block]:
    """Quotes that follow one another are paragraphs of one quote."""
    joined: list[_Block] = []
    for block in blocks:
        if block.tag != "blockquote":
            joined.append(block)
            continue
        if not joined or joined[-1].tag != "blockquote":
            joined.append(_Block("blockquote", items=[_Item(None)]))
        joined[-1].items[0].blocks.append(_Block("p", block.lines))
    return joined


def _html(block: _Block) -> str:
    if block.tag == "blockquote":
        return f"<blockquote>{''.join(map(_html, block.items[0].blocks))}</blockquote>"
    if not block.items:
        return f"<{block.tag}>{_inline(block)}</{block.tag}>"
    start = f' start="{block.items[0].number}"' if block.items[0].number not in (None, 1) else ""
    return f"<{block.tag}{start}>{''.join(map(_item_html, block.items))}</{block.tag}>"


def _item_html(item: _Item) -> str:
    """An item of one paragraph is written without `<p>`, so that its list stays as tight as it was."""
    paragraphs = [block for block in item.blocks if block.tag == "p"]
    tight = len(paragraphs) == 1 and item.blocks[0] is paragraphs[0]
    inner = (_inline(block) if tight and block.tag == "p" else _html(block) for block in item.blocks)
    return f"<li>{''.join(inner)}</li>"


def _inline(block: _Block) -> str:
    return "<br>".join(html.escape(re.sub(" +", " ", line)) for line in block.lines)
