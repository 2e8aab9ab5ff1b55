"""Names that get in each other's way, and files that nobody reads."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from pathlib import Path, PurePosixPath

from scraper.archive.media import MEDIA
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rulebook import RULES
from scraper.tip import folded_name

_TEXT = {".markdown", ".md", ".mdown", ".mdtext", ".mdwn", ".mdx", ".mkd", ".mkdn", ".rst", ".txt", ""}
_PICTURES = {".bmp", ".heic", ".heif", ".jfif", ".svg", ".tif", ".tiff"}


class Collisions:
    """Finds TIP605 and TIP609."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: set[PurePosixPath] = set()

    def see(self, manuscript: Manuscript) -> None:
        """Note its name."""
        self._seen.add(manuscript.path)

    def findings(self) -> Iterator[Finding]:
        """Yield what is off with names; with those of files that are no tips too where the whole folder is checked."""
        tips = self._desk.files
        checked = self._seen if tips - self._seen else tips | set(_files(self._desk.project.tips))
        for path in sorted(checked - tips):
            if path.suffix.lower() not in MEDIA:
                yield self._finding("TIP609", path, *_unread(path))
        yield from self._same_names(checked)

    def _same_names(self, checked: Set[PurePosixPath]) -> Iterator[Finding]:
        """Yield a finding for each name that is another one for some systems; for a folder at its first file."""
        where = {path.parent for path in checked}
        files = {path for path in self._desk.files if path.parent in where} | checked
        folders = {
            folder
            for parent in {path.parent for path in self._desk.files} | where
            for folder in (parent, *parent.parents)
        }
        for first, *more in (*_clashes(files), *_clashes(folders)):
            told = [(name, first) for name in more if name in checked or name in folders]
            if first in checked and not told:
                told = [(first, more[0])]
            for name, other in told:
                place = min((path for path in checked if path.is_relative_to(name)), default=None)
                if place:
                    yield self._same(place, name.name, other.name)

    def _same(self, path: PurePosixPath, name: str, other: str) -> Finding:
        problem = f'"{name}" and "{other}" are one name for some systems'
        if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other):
            problem += ", though their letters are encoded differently"
        remedy = "Rename one of the two: on Windows and on a Mac there can only be one of them"
        return self._finding("TIP605", path, problem, remedy)

    def _finding(self, code: str, path: PurePosixPath, problem: str, remedy: str) -> Finding:
        return Finding(RULES[code], str(self._desk.project.tips / path), 1, 1, problem, remedy)


def _files(folder: Path) -> Iterator[PurePosixPath]:
    """Yield all files below a folder that aren't hidden, relative to it."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = PurePosixPath(Path(place).relative_to(folder).as_posix())
        yield from (below / name for name in names if not name.startswith("."))


def _clashes(paths: Iterable[PurePosixPath]) -> list[list[PurePosixPath]]:
    """Return paths of one folder whose names are one for some systems; first the one that is as those fold it."""
    found: defaultdict[tuple[PurePosixPath, str], list[PurePosixPath]] = defaultdict(list)
    for path in sorted(paths):
        found[path.parent, folded_name(path.name)].append(path)
    return [
        sorted(same, key=lambda path: (path.name != key, path)) for (_, key), same in found.items() if len(same) > 1
    ]


def _unread(path: PurePosixPath) -> tuple[str, str]:
    problem = f'the archive doesn\'t read "{path.name}"'
    ending = path.suffix.lower()
    if ending in _TEXT:
        return f'{problem}: a tip\'s file ends in ".md"', f'If it is a tip, rename it to "{path.stem}.md"'
    if ending in _PICTURES:
        return problem, "Save the picture as PNG, JPEG or WebP"
    return problem, 'Take it away. If it is a tip, save it as text in a file that ends in ".md"'
