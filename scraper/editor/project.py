"""The project that an editor works in: where things are and what mkdocs.yml says. MkDocs itself isn't needed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag

from scraper.clock import WEEKDAYS
from scraper.errors import ConfigError

FILE = "mkdocs.yml"
_PLUGIN = "tip-archive"


@dataclass(frozen=True, slots=True)
class Project:
    """Paths as messages name them, and settings.

    `weekday` is that on which tips appear, from 0 for Monday; `ignored` are rules that this archive doesn't want.
    `extensions` are those of Markdown with their settings, as the site renders with them. `site` is what is built.
    """

    root: Path
    tips: Path
    docs: Path
    vocabulary: Path
    sources: Path
    weekday: int = 1
    timezone: str = "UTC"
    ignored: tuple[str, ...] = ()
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    site: Path = Path("site")


class _Loader(yaml.SafeLoader):
    """Reads !ENV as MkDocs does, and other tags, such as names of Python functions, as nothing."""


_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_multi_constructor("", lambda *_: None)


def find_project(start: Path | None = None) -> Project:
    """Return the project of a folder, or else of the present one or of the nearest above it that has a mkdocs.yml.

    Where there is none, all is where it is by default. Raises ConfigError where mkdocs.yml can't be used.
    """
    here = Path.cwd()
    if start and not start.is_dir():
        raise ConfigError("there is no such folder", place=start, remedy="Name the folder that holds mkdocs.yml")
    above = next((folder for folder in (here, *here.parents) if (folder / FILE).is_file()), here)
    root = start or Path(os.path.relpath(above, here))
    config = _read(root / FILE)
    settings = _plugin(config)
    weekday = str(settings.get("weekday", WEEKDAYS[1]))
    if weekday not in WEEKDAYS:
        remedy = f"Use one of: {', '.join(WEEKDAYS)}"
        raise ConfigError(f'weekday: "{weekday}" is no day of the week', place=root / FILE, remedy=remedy)
    return Project(
        root=root,
        tips=root / str(settings.get("tips", "docs/tips")),
        docs=root / str(config.get("docs_dir", "docs")),
        vocabulary=root / str(settings.get("vocabulary", "docs/tags.yml")),
        sources=root / str(settings.get("sources", "sources.toml")),
        weekday=WEEKDAYS.index(weekday),
        timezone=str(settings.get("timezone", "UTC")),
        ignored=tuple(map(str, settings.get("ignored_rules") or ())),
        site_url=str(config.get("site_url") or ""),
        repo_url=str(config.get("repo_url") or ""),
        edit_uri=str(config.get("edit_uri") or ""),
        extensions=dict(_named(config.get("markdown_extensions"))),
        site=root / str(config.get("site_dir", "site")),
    )


def _read(file: Path) -> Mapping[str, Any]:
    try:
        config = yaml.load(file.read_bytes().decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 -- built on SafeLoader
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = f"this is not readable as YAML: {getattr(error, 'problem', None) or error}"
        raise ConfigError(problem, place=file, line=line, remedy="Mend that place") from None
    if config is None:
        return {}
    if not isinstance(config, Mapping):
        raise ConfigError("this is no list of settings", place=file, remedy='Write lines like "site_name: …"')
    return config


def _plugin(config: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((values for name, values in _named(config.get("plugins")) if name == _PLUGIN), {})


def _named(listed: object) -> list[tuple[str, Mapping[str, Any]]]:
    """Return what MkDocs lists, as names or as names with settings, or as a table of both: always name and settings."""
    if isinstance(listed, Mapping):
        listed = [{name: values} for name, values in listed.items()]
    found: list[tuple[str, Mapping[str, Any]]] = []
    for one in listed if isinstance(listed, list) else []:
        for name, values in one.items() if isinstance(one, Mapping) else [(one, None)]:
            found.append((str(name), values if isinstance(values, Mapping) else {}))
    return found
