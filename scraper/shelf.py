"""The shelf: the tips that lie in a folder already, as the scraper and the editors left them."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper import frontmatter
from scraper.errors import TipFileError, TipsError
from scraper.tip import FiledTip


@dataclass(frozen=True, slots=True)
class Shelf:
    """Readable tips, ordered by path, and for each file that is not readable what is wrong with it."""

    tips: tuple[FiledTip, ...] = ()
    broken: tuple[tuple[PurePosixPath, TipFileError], ...] = ()


def tip_files(folder: Path) -> Iterator[PurePosixPath]:
    """Yield the paths of a folder's tips relative to it, ordered: every .md that is not hidden."""
    for path in sorted(folder.rglob("*.md")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield PurePosixPath(relative.as_posix())


def read_shelf(folder: Path) -> Shelf:
    """Return the tips of a folder; an empty shelf where there is no such folder yet."""
    tips: list[FiledTip] = []
    broken: list[tuple[PurePosixPath, TipFileError]] = []
    for path in tip_files(folder):
        try:
            tips.append(FiledTip(path, frontmatter.read(folder / path, name=str(folder / path))))
        except TipFileError as error:
            broken.append((path, error))
    return Shelf(tuple(tips), tuple(broken))


def put(folder: Path, path: PurePosixPath, text: str) -> None:
    """Write a file whole or not at all: into a neighbour first, which then takes its place (POSIX rename).

    Raises TipsError where the disk does not let it; what was there before is then still there.
    """
    target = folder / path
    neighbour = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, neighbour = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(neighbour).chmod(0o644)
        Path(neighbour).replace(target)
    except OSError as error:
        if neighbour:
            Path(neighbour).unlink(missing_ok=True)
        raise TipsError(
            f"the file could not be written ({error.strerror})", place=target, remedy="Mend that, and run this again"
        ) from None


def remove(folder: Path, path: PurePosixPath) -> None:
    """Take a file away, and its folder when nothing else is in it. Raises TipsError where the disk does not let it."""
    target = folder / path
    try:
        target.unlink(missing_ok=True)
        if target.parent != folder and not any(target.parent.iterdir()):
            target.parent.rmdir()
    except OSError as error:
        problem = f"the file could not be taken away ({error.strerror}); its tip lies elsewhere now"
        raise TipsError(problem, place=target, remedy="Delete it by hand") from None
