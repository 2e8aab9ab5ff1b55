"""The files of a theme without those in hidden folders: Material keeps 14,000 icons in one, which no site shows.

MkDocs looks at each of them for every build, and then leaves them out.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


def look_past_icons(theme: Theme) -> None:
    """Have a theme list what MkDocs will want of it, and no more. A template can still be any of its files."""
    make = theme.get_env

    def environment() -> Environment:
        env = make()
        env.loader = _Visible(theme.dirs)
        return env

    theme.get_env = environment  # type: ignore[method-assign] # MkDocs has no other place to say it


def visible(folder: str | Path) -> Iterator[str]:
    """Yield the paths of a folder's files relative to it, but for those that are hidden or in hidden folders."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield Path(os.path.relpath(place, folder), name).as_posix()


class _Visible(FileSystemLoader):
    def list_templates(self) -> list[str]:
        return sorted({path for folder in self.searchpath for path in visible(folder)})
