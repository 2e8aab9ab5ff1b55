"""The writing of a plan: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from scraper.errors import ConfigError, TipsError
from scraper.fork.plan import Plan
from scraper.shelf import put


def carry_out(plan: Plan) -> None:
    """Write and take away the files of a plan. Where the disk does not let it, all is put back as it was.

    Raises TipsError then, for the file that was in the way.
    """
    files = [*(one.file for one in plan.rewrites), *(plan.root / path for path in plan.gone)]
    before = {file: _bytes(file) for file in files}
    done: list[Path] = []
    try:
        for one in plan.rewrites:
            put(one.file.parent, PurePosixPath(one.file.name), one.after)
            done.append(one.file)
        for path in plan.gone:
            _take_away(plan.root / path)
            done.append(plan.root / path)
    except TipsError as error:
        for file in done:
            _put_back(file, before[file])
        problem = f"{error.problem}; all other files are as they were"
        raise TipsError(problem, place=error.place, remedy=error.remedy) from None
    for folder in _emptied(plan):
        with suppress(OSError):  # something else is in it
            folder.rmdir()


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.exists() else None
    except OSError as error:
        problem = f"the file can't be read ({error.strerror})"
        raise ConfigError(problem, place=file, remedy="Mend that, and run this again") from None


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink()
    else:
        put(file.parent, PurePosixPath(file.name), content)


def _take_away(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        problem = f"the file could not be taken away ({error.strerror})"
        raise TipsError(problem, place=file, remedy="Mend that, and run this again") from None


def _emptied(plan: Plan) -> Iterator[Path]:
    """Yield the folders that files went from, inner ones first."""
    folders = {parent for path in plan.gone for parent in PurePosixPath(path).parents if parent.parts}
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        yield plan.root / folder
