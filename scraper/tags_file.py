"""The form of docs/tags.yml: text → its tags with the place of each part, or what is wrong, by line and column."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from scraper.errors import ConfigError

CODE = "TIP801"
SETTINGS = ("description", "also", "formerly")
_PARTS = ("tags", "ignore")
_FORM = 'Write tags as "name: {description: …, also: [other spelling], formerly: [old name]}" below "tags:"'
# libyaml is many times faster where the wheel carries it; both read scalars as the text that stands there.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = ("", "~", "null")
# What the reader of YAML says, and what writers did. The first that fits.
_LIKELY = (
    ("cannot start any token", "a character stands here that no name or text can begin with, such as a tab or “@”"),
    ("mapping values are not allowed", "a text holds a colon here, or this line is indented too far"),
    ("expected ',' or ']'", "a list that begins with “[” is not closed with “]”"),
    ("expected ',' or '}'", "what begins with “{” is not closed with “}”"),
    ("could not find expected ':'", "a line has no colon behind its name"),
    ("expected <block end>", "this line doesn't line up with those above it"),
    ("did not find expected key", "this line doesn't line up with those above it"),
    ("did not find expected '-' indicator", "this line doesn't line up with those above it"),
    ("unexpected end of stream", "a quotation mark or a bracket is never closed"),
    ("did not find expected node content", "a quotation mark or a bracket is never closed"),
    ("undefined alias", "a text begins with “*”"),
    ("special characters are not allowed", "an invisible control character stands in the text"),
    ("control characters are not allowed", "an invisible control character stands in the text"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text and its node, which knows where it stands."""

    text: str
    node: yaml.Node


@dataclass(frozen=True, slots=True)
class TagEntry:
    """One tag: its name, the node of all that is said of it, and that by setting."""

    name: Written
    value: yaml.Node
    description: str = ""
    also: tuple[Written, ...] = ()
    formerly: tuple[Written, ...] = ()
    settings: Mapping[str, yaml.Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TagsFile:
    """The tags in the order of the file, and the terms that are ignored. `tags` is the node of all tags, if any."""

    entries: tuple[TagEntry, ...] = ()
    ignored: tuple[Written, ...] = ()
    tags: yaml.MappingNode | None = None
    parts: Mapping[str, yaml.Node] = field(default_factory=dict)


def read_tags(text: str) -> TagsFile:
    """Return what the text of a tags.yml holds. Raises ConfigError, without a place, for the first thing of no form."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _unreadable(error, text) from None
    if root is None or _is_nothing(root):
        return TagsFile()
    if not isinstance(root, yaml.MappingNode):
        fail(root, "this is no list of tags", _FORM)
    parts = _settings(root, _PARTS, "this file")
    tags = parts.get("tags")
    ignored = _texts(parts["ignore"], '"ignore"', "[Tip of the Week, Uncategorized]") if "ignore" in parts else ()
    if tags is None or _is_nothing(tags):
        return TagsFile((), ignored, None, parts)
    if not isinstance(tags, yaml.MappingNode):
        fail(tags, '"tags" holds no tags with their descriptions', _FORM)
    entries = tuple(_entry(name, value) for name, value in tags.value)
    return TagsFile(entries, ignored, tags, parts)


def fail(node: yaml.Node, problem: str, remedy: str) -> NoReturn:
    """Raise a ConfigError at a node."""
    mark = node.start_mark
    raise ConfigError(problem, line=mark.line + 1, column=mark.column + 1, remedy=remedy, code=CODE)


def _entry(name: yaml.Node, value: yaml.Node) -> TagEntry:
    if not isinstance(name, yaml.ScalarNode) or not str(name.value).strip():
        fail(name, "a tag has no name", _FORM)
    written = Written(str(name.value).strip(), name)
    if _is_nothing(value):
        return TagEntry(written, value)
    if not isinstance(value, yaml.MappingNode):
        remedy = f'Write "description: …" on a line of its own below "{written.text}:", indented by two blanks more'
        fail(value, f'what is said of the tag "{written.text}" has no name, such as "description"', remedy)
    said = _settings(value, SETTINGS, f'the tag "{written.text}"')
    description = said.get("description")
    if description is not None and not isinstance(description, yaml.ScalarNode):
        fail(
            description, f'the description of "{written.text}" should be one text', 'Write "description: one sentence"'
        )
    also, formerly = (
        _texts(said[setting], f'"{setting}" of "{written.text}"', "[one, another]") if setting in said else ()
        for setting in ("also", "formerly")
    )
    sentence = "" if description is None or _is_nothing(description) else " ".join(str(description.value).split())
    return TagEntry(written, value, sentence, also, formerly, said)


def _settings(node: yaml.MappingNode, known: tuple[str, ...], whose: str) -> dict[str, yaml.Node]:
    """Return the values of a mapping by their keys, each of which is known and stands once."""
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name not in known:
            close = difflib.get_close_matches(name.lower(), known, n=1)
            remedy = f'Did you mean "{close[0]}"?'[:-1] if close else f"Known are {', '.join(known)}"
            fail(key, f'{whose} has an unknown setting "{name}"', remedy)
        if name in found:
            fail(key, f'{whose} has "{name}" twice', "Keep one of the two")
        found[name] = value
    return found


def _texts(node: yaml.Node, what: str, example: str) -> tuple[Written, ...]:
    if _is_nothing(node):
        return ()
    remedy = f"Write it between brackets, such as {example}"
    if not isinstance(node, yaml.SequenceNode):
        fail(node, f"{what} should be a list", remedy)
    for item in node.value:
        if not isinstance(item, yaml.ScalarNode):
            fail(item, f"{what} holds something that is no text", remedy)
    return tuple(Written(" ".join(str(item.value).split()), item) for item in node.value if str(item.value).strip())


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING


def _unreadable(error: yaml.YAMLError, text: str) -> ConfigError:
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    problem = next((likely for part, likely in _LIKELY if part in said), f"this can't be read ({said})")
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    if line is None and isinstance(place := getattr(error, "position", None), int):
        line = text.count("\n", 0, place) + 1
    remedy = "Mend it there or in the line above; put a text that holds “:”, “#” or quotes between double quotes"
    return ConfigError(problem, line=line, column=column, remedy=remedy, code=CODE)
