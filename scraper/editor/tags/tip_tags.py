"""The tags of one tip's file after a move; of all else in it, not a byte changes."""

from dataclasses import replace

import yaml

from scraper.editor.finding import Edit, applied
from scraper.editor.manuscript import Manuscript, manuscript
from scraper.editor.tags.listed import Listed, scalar
from scraper.editor.tags.move import Move
from scraper.errors import TipFileError
from scraper.frontmatter import fingerprint, one_line
from scraper.vocabulary import Vocabulary, same_term


def retagged(before: Manuscript, move: Move, vocabulary: Vocabulary) -> str:
    """Return the text of a readable tip after a move; the same text where it has none of the tags.

    A tip as the scraper wrote it stays the scraper's: its tags are in order, as the scraper has them, and its
    fingerprint fits. Raises TipFileError where the tags are written in a way that no program should change.
    """
    node, tip = before.examined.values.get("tags"), before.tip
    if tip is None or not isinstance(node, yaml.SequenceNode):
        return before.text
    texts = [one_line(str(item.value)) for item in node.value]
    moving = [bool(text) and move.moves(text, vocabulary) for text in texts]
    if not any(moving):
        return before.text
    there = any(_is_new(text, move, vocabulary) for text, goes in zip(texts, moving, strict=True) if not goes)
    first = moving.index(True)
    gone = {number for number, goes in enumerate(moving) if goes and (there or number != first)}
    left = [number for number in range(len(texts)) if number not in gone]
    values = [move.new if moving[number] else texts[number] for number in left]
    if before.is_scraped:
        values.sort()
    listed = Listed(before.text, before.span(node), tuple(map(before.span, node.value)), bool(node.flow_style))
    changed = (listed.replaced(n, value) for n, value in zip(left, values, strict=True) if value != texts[n])
    after = _read(before, applied(before.text, [*changed, *listed.without(gone)]))
    expected = replace(tip, tags=tuple(dict.fromkeys(filter(None, values))))
    if before.is_scraped:
        expected = replace(expected, scraped=fingerprint(expected))
        start, end = after.span(after.examined.values["scraped"]) if "scraped" in after.examined.values else (0, 0)
        after = _read(before, applied(after.text, [Edit(start, end, scalar(expected.scraped))]))
    if after.tip != expected or after.examined.problems:
        line = node.start_mark.line + 2
        problem = "the tags are written in a way that no program should change"
        remedy = 'Write them as "tags: [one, another]", then run this again'
        raise TipFileError(problem, place=before.name, line=line, remedy=remedy)
    return after.text


def _is_new(text: str, move: Move, vocabulary: Vocabulary) -> bool:
    return same_term(text, move.new) or same_term(vocabulary.meaning(text), move.new)


def _read(before: Manuscript, text: str) -> Manuscript:
    return manuscript(before.path, before.name, text.encode())
