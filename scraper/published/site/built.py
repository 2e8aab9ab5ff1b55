"""The folder of a built site, as a host will have it: its files by name, and what in it is no plain file."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import ConfigError

INDEX = "index.html"
PAGES = (".html", ".htm")
NOT_FOUND = "404.html"  # GitHub Pages, and others, show it wherever there is nothing
_READABLE = stat.S_IROTH


@dataclass(frozen=True, slots=True)
class Built:
    """A built site: the size in bytes of each file by its name from the site's root, "tips/2024/be-brief/index.html".

    `odd` are names of symbolic links, pipes and the like, which are not followed; `closed` those of files and folders
    that only their owner may read.
    """

    folder: Path
    files: Mapping[str, int]
    odd: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(self.files.values())

    @property
    def pages(self) -> int:
        """How many of the files are HTML."""
        return sum(1 for name in self.files if name.endswith(PAGES))

    def answer(self, path: str) -> str | None:
        """Return the file that a static host serves for a path, or None. A folder is served by its index.html.

        Without the slash at its end a folder is found too: hosts lead on to where it has one.
        """
        if path.endswith("/") or not path:
            return path + INDEX if path + INDEX in self.files else None
        if path in self.files or path in self.odd:
            return path
        return f"{path}/{INDEX}" if f"{path}/{INDEX}" in self.files else None

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name, with or without an index.html."""
        return os.path.isdir(self.folder / path.strip("/"))  # noqa: PTH112 -- it may hold what no path can


def read_built(folder: Path) -> Built:
    """Return what is in the folder of a built site. Raises ConfigError where none was built there.

    Names that begin with a dot are left out, as they are from what GitHub Pages gets.
    Source: actions/upload-pages-artifact, action.yml, `--exclude=.[^/]*` since version 4.
    """
    files: dict[str, int] = {}
    odd: list[str] = []
    closed: list[str] = []
    for name, entry in _entries(folder):
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISREG(status.st_mode):
            files[name] = status.st_size
        elif not stat.S_ISDIR(status.st_mode):
            odd.append(name)
            continue
        if not status.st_mode & _READABLE:
            closed.append(name)
    if INDEX not in files:
        raise ConfigError("there is no built site here", place=folder, remedy="Build it first: make build")
    return Built(folder, dict(sorted(files.items())), tuple(sorted(odd)), tuple(sorted(closed)))


def _entries(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all that is in a folder and in those below it, each with its name from there."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as listed:
                entries = [entry for entry in listed if not entry.name.startswith(".")]
        except OSError:
            continue  # it is not there, or nobody may look: the one is told by its caller, the other as closed
        for entry in entries:
            yield f"{below}{entry.name}", entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{below}{entry.name}/")
