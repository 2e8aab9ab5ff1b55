"""docs/tags.yml after a move: the tags that it is about, changed in place; all other lines and comments stay."""

from collections.abc import Iterable

import yaml

from scraper.editor.finding import Edit, applied
from scraper.editor.tags.listed import Listed, Span, line_below, line_start, next_line, scalar
from scraper.editor.tags.move import Move
from scraper.tags_file import TagEntry, TagsFile, read_tags
from scraper.tip import slug
from scraper.vocabulary import same_term


def moved(text: str, move: Move) -> str:
    """Return the text after a move. The old names stay known: `formerly` gives them, `also` what else they went by.

    The tag that stays keeps its description, and takes that of one that goes where it has none.
    """
    gone = [entry for entry in read_tags(text).entries if entry.name.text in move.old]
    if move.renames and gone:
        start, end = _span(gone[0].name.node)
        text = applied(text, [Edit(start, end, scalar(move.new))])
    elif move.old and not _entry(text, move.new):
        text = _with_tag(text, move.new)
    if not move.renames:
        for entry in gone:
            text = _without_tag(text, entry.name.text)
    for setting in ("also", "formerly"):
        text = _without_spelling(text, move.new, setting)
    description = next((entry.description for entry in gone if entry.description), "")
    target = _entry(text, move.new)
    if target and description and not target.description:
        text = _with_setting(text, target, "description", scalar(description))
    formerly = [
        name
        for old in move.old
        for name in (old, *(spelling.text for one in gone if one.name.text == old for spelling in one.formerly))
    ]
    also = [spelling.text for entry in gone for spelling in entry.also]
    return _with_spellings(_with_spellings(text, move.new, "also", also), move.new, "formerly", formerly)


def _with_spellings(text: str, tag: str, setting: str, spellings: Iterable[str]) -> str:
    entry = _entry(text, tag)
    if not entry:
        return text
    there = [spelling.text for spelling in getattr(entry, setting)]
    new: list[str] = []
    for spelling in spellings:
        # A former name that is spelt as the tag is matters only where it led to another address.
        is_own = same_term(spelling, tag) and (setting == "also" or slug(spelling) == slug(tag))
        if not is_own and not any(same_term(spelling, one) for one in (*there, *new)):
            new.append(spelling)
    if not new:
        return text
    node = entry.settings.get(setting)
    if isinstance(node, yaml.SequenceNode):
        return applied(text, [_listed(text, node).with_more(new)])
    return _with_setting(text, entry, setting, f"[{', '.join(scalar(one, flow=True) for one in new)}]")


def _without_spelling(text: str, tag: str, setting: str) -> str:
    """Return the text in which a list of a tag doesn't hold the tag's own name."""
    entry = _entry(text, tag)
    node = entry.settings.get(setting) if entry else None
    if not isinstance(node, yaml.SequenceNode):
        return text
    gone = {number for number, item in enumerate(node.value) if same_term(str(item.value), tag)}
    if len(gone) == len(node.value) and not node.flow_style:
        return applied(text, [Edit(*_span(node), "[]")]) if gone else text
    return applied(text, _listed(text, node).without(gone))


def _with_setting(text: str, entry: TagEntry, setting: str, written: str) -> str:
    """Return the text with one more setting below the others of a tag, or where it stands and is empty."""
    line = f"{setting}: {written}"
    value = entry.value
    if setting in entry.settings:
        start, end = _span(entry.settings[setting])
        return applied(text, [Edit(start, end, f" {written}" if start == end else written)])
    if isinstance(value, yaml.MappingNode) and value.flow_style:
        place = _end(text, value) - 1
        return applied(text, [Edit(place, place, f", {line}" if value.value else line)])
    if isinstance(value, yaml.MappingNode):
        indent = int(value.value[0][0].start_mark.column)
        return applied(text, [line_below(text, _end(text, value), [" " * indent + line])])
    start, end = _span(value)  # nothing is said of the tag yet
    indent = int(entry.name.node.start_mark.column) + 2
    return applied(applied(text, [line_below(text, end, [" " * indent + line])]), [Edit(start, end, "")])


def _with_tag(text: str, tag: str) -> str:
    """Return the text with one more tag: in its place where all are in alphabetical order, else as the last."""
    file = read_tags(text)
    if not file.entries:
        return _with_first_tag(text, file, tag)
    names = [entry.name.text.casefold() for entry in file.entries]
    before = [entry for entry in file.entries if entry.name.text.casefold() < tag.casefold()]
    in_order = names == sorted(names)
    first = file.entries[0].name.node.start_mark
    line = f"{' ' * int(first.column)}{scalar(tag)}:"
    if in_order and not before:
        place = line_start(text, first.index)
        return applied(text, [Edit(place, place, f"{line}{_line_end(text)}")])
    above = before[-1] if in_order else file.entries[-1]
    place = max(_end(text, above.name.node), _end(text, above.value))
    return applied(text, [line_below(text, place, [line])])


def _with_first_tag(text: str, file: TagsFile, tag: str) -> str:
    node = file.parts.get("tags")
    if node is not None:
        start, end = _span(node)
        return applied(text, [Edit(start, end, f"{_line_end(text)}  {scalar(tag)}:")])
    break_ = "" if not text or text.endswith(("\n", "\r")) else _line_end(text)
    return f"{text}{break_}tags:{_line_end(text)}  {scalar(tag)}:{_line_end(text)}"


def _without_tag(text: str, tag: str) -> str:
    """Return the text without a tag and all that is said of it; comments on lines of their own stay."""
    entry = _entry(text, tag)
    if not entry:
        return text
    start = line_start(text, entry.name.node.start_mark.index)
    end = next_line(text, max(_end(text, entry.name.node), _end(text, entry.value)))
    said = [_span(node) for node in _scalars(entry.value)]
    kept: list[str] = []
    place = start
    while place < end:
        below = next_line(text, place)
        line = text[place:below]
        hash_sign = place + len(line) - len(line.lstrip())
        if line.lstrip().startswith("#") and not any(one <= hash_sign < other for one, other in said):
            kept.append(line)
        place = below
    return applied(text, [Edit(start, end, "".join(kept))])


def _entry(text: str, tag: str) -> TagEntry | None:
    return next((entry for entry in read_tags(text).entries if entry.name.text == tag), None)


def _listed(text: str, node: yaml.SequenceNode) -> Listed:
    return Listed(text, _span(node), tuple(map(_span, node.value)), bool(node.flow_style))


def _span(node: yaml.Node) -> Span:
    return node.start_mark.index, node.end_mark.index


def _end(text: str, node: yaml.Node) -> int:
    """Return the place behind the last character of a node: the marks of YAML lie behind blanks and comments too."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(text, part) for part in last) if isinstance(last, tuple) else _end(text, last)
    start, end = _span(node)
    return start + len(text[start:end].rstrip())


def _scalars(node: yaml.Node) -> Iterable[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (*_scalars(key), *_scalars(value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    else:
        yield node


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
