"""A ZIP file → what it holds, never written to disk."""

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import cast

from scraper.containers.holding import UNREADABLE, Holding, unreadable
from scraper.errors import PageError

_MOST = 50_000  # files
_LARGEST_LIST = 8 * 2**20  # bytes of the directory at the end, which is read as a whole: 150 a file, or so
_LARGEST_SUM = 2 * 2**30  # bytes of all pages, unpacked
_ENCRYPTED = 0x1  # of the flags of a member. Source: APPNOTE.TXT, 4.4.4
_REMEDY = "Unpack it yourself, and name the folder"


def members(holding: Holding, is_page: Callable[[PurePosixPath], bool]) -> Iterator[Holding | PageError]:
    """Yield each page that a ZIP file holds, ordered by name, or why it cannot be opened."""
    try:
        with holding.open() as stream:
            if problem := _too_long(stream):
                yield PageError(problem, place=holding.name, remedy=_REMEDY)
                return
            with zipfile.ZipFile(stream) as archive:
                yield from _members(archive, holding.name, is_page)
    except UNREADABLE as error:
        yield unreadable(error, holding.name)


def _members(
    archive: zipfile.ZipFile, name: str, is_page: Callable[[PurePosixPath], bool]
) -> Iterator[Holding | PageError]:
    named = [one for one in archive.infolist() if one.filename and not one.is_dir()]
    found = [one for one in named if is_page(PurePosixPath(one.filename))]
    size = sum(one.file_size for one in found)
    if not found:
        yield PageError("the ZIP holds no page", place=name, remedy="Put saved pages into it, or take it away")
    elif len(archive.infolist()) > _MOST:
        yield PageError(f"the ZIP holds more than {_MOST:,} files", place=name, remedy=_REMEDY)
    elif size > _LARGEST_SUM:
        problem = f"unpacked, its pages would have {size / 2**30:,.0f} GB; {_LARGEST_SUM // 2**30} GB is the most"
        yield PageError(problem, place=name, remedy=_REMEDY)
    else:
        for one in sorted(found, key=lambda one: PurePosixPath(one.filename)):
            inner = f"{name}/{one.filename}"
            if one.flag_bits & _ENCRYPTED:
                yield PageError("it is locked with a password", place=inner, remedy="Unpack the ZIP, name the folder")
            else:
                opened = cast("Callable[[], zipfile.ZipExtFile]", partial(archive.open, one))
                yield Holding(inner, opened, one.file_size)


def _too_long(stream: BufferedIOBase) -> str:
    """Say whether a ZIP lists so many files that the list alone would fill the memory, before anybody reads it.

    The end of a ZIP tells the list's size. Source: APPNOTE.TXT, 4.3.16.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 2**16 - 22))
    end = stream.read()
    at = end.rfind(b"PK\x05\x06")
    listed = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    return (
        f"the ZIP lists too many files: the list alone has {listed / 2**20:,.0f} MB" if listed > _LARGEST_LIST else ""
    )
