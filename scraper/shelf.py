"""The shelf: the tips that lie in a folder already, as the scraper and the editors left them."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper import frontmatter
from scraper.errors import TipFileError, TipsError
from scraper.tip import FiledTip, Tip

# A file that `put` has not finished: the name that mkstemp gives it.
_HALF_WRITTEN = re.compile(r"\.[a-z0-9_]{8}\.part")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Readable tips, ordered by path, and for each file that is not readable what is wrong with it."""

    tips: tuple[FiledTip, ...] = ()
    broken: tuple[tuple[PurePosixPath, TipFileError], ...] = ()


def tip_files(folder: Path) -> Iterator[PurePosixPath]:
    """Yield the paths of a folder's tips relative to it, ordered: every .md that is not hidden.

    Only names are held, and of one folder at a time: there may be 100,000.
    """
    yield from map(PurePosixPath, _tip_names(str(folder), ""))


def _tip_names(folder: str, below: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(
                (entry.name, entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False))
                for entry in found
                if not entry.name.startswith(".")
            )
    except OSError:  # not there yet, or nobody may look into it
        return
    for name, is_folder, is_file in entries:
        if is_folder:
            yield from _tip_names(f"{folder}/{name}", f"{below}{name}/")
        elif name.endswith(".md") and (is_file or Path(folder, name).is_file()):  # a link may lead to a file
            yield below + name


def read_tip(folder: Path, path: PurePosixPath) -> FiledTip:
    """Return the tip of one file. Raises TipFileError where it is not readable."""
    return FiledTip(path, frontmatter.read(folder / path, name=str(folder / path)))


def read_tips(
    folder: Path, read: Callable[[Path, PurePosixPath], FiledTip] = read_tip
) -> Iterator[tuple[PurePosixPath, Tip | TipFileError]]:
    """Yield each of a folder's tips with its path, in their order, or what is wrong with it."""
    for path in tip_files(folder):
        try:
            yield path, read(folder, path).tip
        except TipFileError as error:
            yield path, error


def read_shelf(folder: Path, read: Callable[[Path, PurePosixPath], FiledTip] = read_tip) -> Shelf:
    """Return the tips of a folder; an empty shelf where there is no such folder yet.

    `read` stands for reading one tip, where what was read before need not be parsed again.
    """
    tips: list[FiledTip] = []
    broken: list[tuple[PurePosixPath, TipFileError]] = []
    for path, found in read_tips(folder, read):
        if isinstance(found, TipFileError):
            broken.append((path, found))
        else:
            tips.append(FiledTip(path, found))
    return Shelf(tuple(tips), tuple(broken))


def sweep(folder: Path) -> None:
    """Take away what a run that was killed left half-written; the files that it was to become are written again."""
    for place, _, names in os.walk(folder):
        for name in filter(_HALF_WRITTEN.fullmatch, names):
            with suppress(OSError):
                Path(place, name).unlink()


def put(folder: Path, path: PurePosixPath, content: str | bytes | Iterable[str]) -> None:
    """Write a file whole or not at all: into a neighbour first, which then takes its place (POSIX rename).

    A text may come piece by piece.
    Raises TipsError where the disk does not let it; what was there before is then still there.
    """
    target = folder / path
    neighbour = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, neighbour = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        pieces = [content] if isinstance(content, str | bytes) else content
        with os.fdopen(handle, "wb") as file:
            file.writelines(one if isinstance(one, bytes) else one.encode(errors="backslashreplace") for one in pieces)
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
