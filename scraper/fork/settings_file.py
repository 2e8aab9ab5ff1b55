"""mkdocs.yml with other settings: the values alone change; comments, order and all other lines stay to the byte."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from scraper.editor.finding import Edit, applied
from scraper.editor.tags.listed import line_below, scalar
from scraper.errors import ConfigError

PLUGIN = "tip-archive"
_ABOVE = "site_name"  # below it stands what was missing
_BRANCH = re.compile(r"^((?:-/)?(?:edit|blob|tree|_edit)/)[^/]+(?=/)")
Settings = dict[str, yaml.Node]


@dataclass(frozen=True, slots=True)
class Written:
    """The settings as they stand in the text, those of the plugin apart."""

    site: Settings
    plugin: Settings


def with_settings(text: str, site: Mapping[str, str], plugin: Mapping[str, str], place: Path) -> str:
    """Return the text of a mkdocs.yml with these values, those of our plugin apart.

    A setting that stands there behind "#" is written in its place, another that is missing below the first of its kind.
    Raises ConfigError where the file isn't one that can be changed so.
    """
    written = _written(text, place)
    wanted = ((written.site, site), (written.plugin, plugin))
    edits = [
        edit
        for settings, values_ in wanted
        for key, value in values_.items()
        for edit in _edits(text, settings, key, value, place)
    ]
    if not edits:
        return text
    changed = applied(text, edits)
    for now, values_ in zip(values(changed, place), (site, plugin), strict=True):
        if wrong := next((key for key, value in values_.items() if now.get(key) != value), ""):
            problem = f"{wrong} can't be changed in the form in which this file has it"
            raise ConfigError(problem, place=place, remedy="Give each setting a line of its own; or change it by hand")
    return changed


def values(text: str, place: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the settings that are single values: the site's, and those of our plugin."""
    written = _written(text, place)
    site, plugin = (
        {key: node.value for key, node in settings.items() if isinstance(node, yaml.ScalarNode)}
        for settings in (written.site, written.plugin)
    )
    return site, plugin


def has_items(text: str, key: str, place: Path) -> bool:
    """Whether a list of our plugin's settings holds anything."""
    node = _written(text, place).plugin.get(key)
    return isinstance(node, yaml.SequenceNode) and bool(node.value)


def on_branch(edit_uri: str, branch: str) -> str:
    """Return where files are edited, on a branch: "edit/main/docs/" → "edit/letters/docs/"."""
    return _BRANCH.sub(lambda found: f"{found[1]}{branch}", edit_uri)


def _edits(text: str, settings: Settings, key: str, value: str, place: Path) -> Iterator[Edit]:
    node = settings.get(key)
    if node is None:
        yield _added(text, settings, key, value)
    elif not isinstance(node, yaml.ScalarNode) or node.tag.startswith("!"):
        problem = f"{key} is more than a text here"
        raise ConfigError(problem, place=place, line=node.start_mark.line + 1, remedy="Change it by hand")
    elif node.value != value:
        start, end = _span(text, node)
        blank = " " if text[start - 1 : start] == ":" else ""
        yield Edit(start, end, blank + scalar(value))


def _added(text: str, settings: Settings, key: str, value: str) -> Edit:
    above = settings.get(_ABOVE) or next(iter(settings.values()))
    indent = " " * (above.start_mark.column - _key_width(text, above))
    line = f"{indent}{key}: {scalar(value)}"
    if commented := re.search(rf"^{indent}# {key}: [^\s#]+(?=\s|$)", text, re.MULTILINE):
        return Edit(*commented.span(), line)
    return line_below(text, _span(text, above)[1], [line])


def _key_width(text: str, value: yaml.Node) -> int:
    """Return how far a value stands behind the beginning of its key."""
    line = text[: value.start_mark.index].rpartition("\n")[2]
    return len(line.lstrip(" "))


def _span(text: str, node: yaml.Node) -> tuple[int, int]:
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip())


def _written(text: str, place: Path) -> Written:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"this is not readable as YAML: {getattr(error, 'problem', None) or error}"
        line = mark.line + 1 if mark else None
        raise ConfigError(problem, place=place, line=line, remedy="Mend that place") from None
    site = _mapping(root)
    listed = site.get("plugins")
    entries = listed.value if isinstance(listed, yaml.SequenceNode) else [listed]
    plugin = next((one for entry in entries if (one := _mapping(_mapping(entry).get(PLUGIN)))), None)
    if _ABOVE not in site or plugin is None:
        problem = f"{_ABOVE}, or the plugin {PLUGIN} with its settings, is missing"
        remedy = "Run this in the folder of a fork or clone of the project, or name it with --project"
        raise ConfigError(problem, place=place, remedy=remedy)
    return Written(site, plugin)


def _mapping(node: yaml.Node | None) -> Settings:
    return {str(key.value): value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
