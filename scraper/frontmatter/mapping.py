"""Front matter as YAML: a node for each key, with where it stands, and what is wrong with the keys themselves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import yaml

from scraper.frontmatter.blocks import NO_KEY, composed, sorted_out, unreadable
from scraper.frontmatter.breach import BreachError, Mending, breach, rewritten, taken_out
from scraper.frontmatter.keys import KEYS, LISTS, meant_key, same_key
from scraper.frontmatter.mishaps import is_run_together
from scraper.frontmatter.plain import UNHEARD, heard, shown
from scraper.frontmatter.quotation import lost_text

# A remark behind a text, and the signs by which YAML names and types things: what was written there gets lost.
_LOSES = re.compile(r"\s#|[:-][ \t]+[&!]")
_KEY = re.compile(r"([A-Za-z_]+)\s*:")


@dataclass(frozen=True, slots=True)
class Keys:
    """The nodes of the values and of the keys, by key, each key once; and a problem for each key that is none.

    `lost` are keys that stand there but can't be read, or under another name. `is_whole` says that all nodes are where
    they stand in the file; else some were mended before they could be read.
    """

    values: Mapping[str, yaml.Node] = field(default_factory=dict)
    keys: Mapping[str, yaml.Node] = field(default_factory=dict)
    problems: tuple[BreachError, ...] = ()
    lost: frozenset[str] = frozenset()
    is_whole: bool = True


_NO_KEYS = 'Write lines such as "title: …" and "date: …" between the two lines "---"'
_NOTHING = Keys(
    problems=(BreachError("TIP107", "the front matter holds no keys", _NO_KEYS, line=2),),
    lost=frozenset(KEYS),
    is_whole=False,
)


def place_of(node: yaml.Node) -> tuple[int, int]:
    """Return line and column of a node in its file, each from 1: front matter begins at line 2."""
    return node.start_mark.line + 2, node.start_mark.column + 1


def mapping(front: str) -> Keys:
    """Return the keys of a front matter. Problems have no place yet."""
    if not front.isascii() and UNHEARD.search(front):
        return _mended(front)
    try:
        root = composed(front)
    except yaml.YAMLError:
        return _mended(front)
    if root is None:
        return _NOTHING
    if not isinstance(root, yaml.MappingNode) or any(is_run_together(*pair) for pair in root.value):
        return _mended(front)
    found = _named(root)
    return _with_losses(found, front) if _LOSES.search(front) else found


def _mended(front: str) -> Keys:
    """Return the keys of a front matter that can't be read as it stands, as far as it can be made readable."""
    unheard = _unheard(front)
    rest = sorted_out(heard(front))
    told = {problem.line for problem in unheard}
    problems = (*unheard, *(problem for problem in rest.problems if problem.line not in told))
    try:
        root = composed(rest.front)
    except yaml.YAMLError as error:
        return Keys(problems=problems or (unreadable(error),), lost=frozenset(KEYS), is_whole=False)
    if not isinstance(root, yaml.MappingNode):
        keyless = all(problem.problem == NO_KEY for problem in problems)
        return _NOTHING if keyless else replace(_NOTHING, problems=problems)
    found = _named(root)
    told = {problem.line for problem in problems}
    more = tuple(problem for problem in found.problems if problem.line not in told)
    return Keys(found.values, found.keys, (*problems, *more), found.lost | rest.lost, is_whole=False)


def _named(root: yaml.MappingNode) -> Keys:
    values: dict[str, yaml.Node] = {}
    keys: dict[str, yaml.Node] = {}
    strange: list[tuple[yaml.Node, yaml.Node]] = []
    problems: list[BreachError] = []
    for key_node, value in root.value:
        key = _written(key_node)
        if key not in KEYS:
            strange.append((key_node, value))
        elif key in values:
            problems.append(_twice(key, key_node, value, values[key]))
        else:
            values[key], keys[key] = value, key_node
    meant: set[str] = set()
    for key_node, _ in strange:
        key = meant_key(_written(key_node))
        problems.append(_strange(key_node, key, is_free=key not in values and key not in meant))
        meant.add(key)
    return Keys(values, keys, tuple(problems), frozenset(meant))


def _written(node: yaml.Node) -> str:
    """Return a key as it was written, as far as it is a word and no list."""
    return node.value if isinstance(node, yaml.ScalarNode) else "[…]"


def _strange(node: yaml.Node, meant: str, *, is_free: bool) -> BreachError:
    line, column = place_of(node)
    written = _written(node)
    width = node.end_mark.column - node.start_mark.column if node.end_mark.line == node.start_mark.line else 0
    mendings: tuple[Mending, ...] = ()
    if written.casefold() == "draft":
        remedy = 'Write "status: draft" for a tip that is to stay off the site, and nothing for any other'
    elif meant:
        remedy = f'Did you mean "{meant}"? Then write it so' if is_free else f'There is a key "{meant}" already'
        if is_free and width and same_key(written):
            mendings = (Mending(line, column, line, column + width, meant),)
    else:
        remedy = f"Known keys are {', '.join(KEYS)}"
    problem = f'unknown key "{shown(written)}"'
    return BreachError("TIP108", problem, remedy, line=line, column=column, width=width, mendings=mendings)


def _twice(key: str, node: yaml.Node, value: yaml.Node, first: yaml.Node) -> BreachError:
    """Return that a key stands twice; the second is taken out where it says nothing, or the same."""
    line, column = place_of(node)
    remedy = f"Keep this one or that of line {place_of(first)[0]}"
    last = value.end_mark
    behind = last.line + 2 + (last.column > 0)
    same = _plain(value) in ([], "", _plain(first))
    mendings = (taken_out(line, max(behind, line + 1)),) if same and column == 1 else ()
    problem = f'the key "{key}" stands twice'
    return BreachError("TIP109", problem, remedy, line=line, column=column, width=len(key), mendings=mendings)


def _plain(node: yaml.Node) -> object:
    """Return a node's texts without where they stand."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    return str(node.value) if isinstance(node, yaml.ScalarNode) else node


def _unheard(front: str) -> tuple[BreachError, ...]:
    """Return a problem for each line with a character that YAML can't hold, or takes for the end of a line."""
    problems: list[BreachError] = []
    for number, line in enumerate(front.split("\n"), 2):
        found = UNHEARD.search(line)
        if found:
            problem = f"a character that nobody sees stands in the front matter (U+{ord(found[0]):04X})"
            mending = rewritten(number, line, heard(line))
            column = found.start() + 1
            problems.append(
                BreachError("TIP103", problem, "Take it away", line=number, column=column, width=1, mendings=(mending,))
            )
    return tuple(problems)


def _with_losses(found: Keys, front: str) -> Keys:
    """Return the keys with a problem for each line that can be read, but loses what was written on it."""
    problems = list(found.problems)
    lost = set(found.lost)
    key = ""
    for number, line in enumerate(front.split("\n"), 2):
        begun = _KEY.match(line)
        key = begun[1] if begun else key
        if one := lost_text(line, key) if begun or key in LISTS else None:
            problems.append(breach(one, number, line, one.mended))
            lost.add(key)
    return replace(found, problems=tuple(problems), lost=frozenset(lost))
