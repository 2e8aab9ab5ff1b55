"""Front matter as YAML: a node for each key, with where it stands, and what is wrong with the keys themselves."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from scraper.errors import TipFileError
from scraper.frontmatter.keys import KEYS

# libyaml is many times faster where the wheel carries it; both read scalars as the text that stands there.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Keys:
    """The nodes of the values and of the keys, by key, each key once; and a problem for each key that is none."""

    values: Mapping[str, yaml.Node] = field(default_factory=dict)
    keys: Mapping[str, yaml.Node] = field(default_factory=dict)
    problems: tuple[TipFileError, ...] = ()


def place_of(node: yaml.Node) -> tuple[int, int]:
    """Return line and column of a node in its file, each from 1: front matter begins at line 2."""
    return node.start_mark.line + 2, node.start_mark.column + 1


def mapping(front: str) -> Keys:
    """Return the keys of a front matter. Problems have no place yet."""
    try:
        root = yaml.compose(front, Loader=_Loader)
    except yaml.YAMLError as error:
        return Keys(problems=(_unreadable(error),))
    if root is None:
        return Keys()
    if not isinstance(root, yaml.MappingNode):
        line, column = place_of(root)
        problem = "the front matter is no list of keys and values"
        remedy = 'Write lines like "title: …"'
        return Keys(problems=(TipFileError(problem, line=line, column=column, code="TIP107", remedy=remedy),))
    values: dict[str, yaml.Node] = {}
    keys: dict[str, yaml.Node] = {}
    problems: list[TipFileError] = []
    for key_node, value in root.value:
        line, column = place_of(key_node)
        key = str(key_node.value)
        if key not in KEYS:
            close = difflib.get_close_matches(key, KEYS, n=1)
            remedy = f'Did you mean "{close[0]}"?'[:-1] if close else f"Known keys are {', '.join(KEYS)}"
            found = TipFileError(f'unknown key "{key}"', line=line, column=column, code="TIP108", remedy=remedy)
            problems.append(found)
        elif key in values:
            problem = f'the key "{key}" stands twice'
            problems.append(
                TipFileError(problem, line=line, column=column, code="TIP109", remedy="Keep one of the two")
            )
        else:
            values[key], keys[key] = value, key_node
    return Keys(values, keys, tuple(problems))


def _unreadable(error: yaml.YAMLError) -> TipFileError:
    mark = getattr(error, "problem_mark", None)
    return TipFileError(
        f"the front matter is not valid YAML ({getattr(error, 'problem', None) or error})",
        line=mark.line + 2 if mark else 1,
        column=mark.column + 1 if mark else 1,
        code="TIP103",
        remedy='Put a text that holds ":", "#" or quotes between double quotes',
    )
