"""The writing of a plan: all of it, or nothing."""

import os
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
    before = {one.file: one.before.encode() for one in plan.rewrites}
    try:
        before |= {plan.root / path: (plan.root / path).read_bytes() for path in plan.gone}
    except OSError as error:
        raise ConfigError(f"a file can't be read ({error.strerror})", place=str(error.filename)) from None
    touched: list[Path] = []
    try:
        for one in plan.rewrites:
            touched.append(one.file)
            put(one.file.parent, PurePosixPath(one.file.name), one.after)
        for path in plan.gone:
            touched.append(plan.root / path)
            _take_away(plan.root / path)
    except TipsError:
        for file in touched:
            put(file.parent, PurePosixPath(file.name), before[file])
        raise
    for folder in _emptied(plan):
        with suppress(OSError):  # something else is in it
            folder.rmdir()


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
        yield plan.root / os.fspath(folder)
