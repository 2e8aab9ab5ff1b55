"""Publishing: what a build made takes its place among the files that are served, and what is no longer there goes."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path


def publish(made: Path, served: Path, before: Collection[str], kept: Collection[str]) -> frozenset[str]:
    """Move all files of one folder into another, and return what belongs there now: those and the `kept` ones.

    `before` is what this returned last; of that, whatever doesn't belong there any more is taken away. Other files are
    left alone. Both folders are on one file system, and paths are relative to them.
    """
    new = frozenset(_files(made))
    now = new | frozenset(kept)
    for path in sorted(frozenset(before) - now):
        (served / path).unlink(missing_ok=True)
        with suppress(OSError):  # until a folder still holds something
            for folder in (served / path).parents:
                if folder == served:
                    break
                folder.rmdir()
    for path in new:
        (served / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).replace(served / path)
    return now


def _files(folder: Path) -> list[str]:
    return [
        os.path.relpath(os.path.join(place, name), folder)  # noqa: PTH118 -- a Path for each of some thousands is slow
        for place, _, names in os.walk(folder)
        for name in names
    ]
