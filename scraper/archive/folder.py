"""The folder of tips as the site reads it: an archive of what can be published, and what is wrong with the rest."""

import functools
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from scraper.archive.archive import Archive, build_archive
from scraper.archive.edition import ALL_DATED, Edition
from scraper.errors import TipFileError
from scraper.frontmatter.encoding import content, decoded
from scraper.frontmatter.reading import examine, parse
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.tip import FiledTip, Tip
from scraper.vocabulary import Vocabulary


def read_archive(
    folder: Path, vocabulary: Vocabulary, sources: Iterable[Source] = (), edition: Edition = ALL_DATED
) -> tuple[Archive, tuple[TipFileError, ...]]:
    """Return the archive of a folder, and a problem for each file that is not in it but should be."""
    shelf = read_shelf(folder, _read)
    archive, problems = build_archive(shelf.tips, vocabulary, sources, folder, edition)
    broken = tuple(one for path, error in shelf.broken for one in _all(folder / path, error))
    return archive, broken + problems


def _all(file: Path, first: TipFileError) -> tuple[TipFileError, ...]:
    """Return all problems of a file with the contract; reading it ended at the first."""
    try:
        found = examine(decoded(content(file))).problems
    except TipFileError:
        return (first,)
    return tuple(one.at(first.place) for one in found) or (first,)


def _read(folder: Path, path: PurePosixPath) -> FiledTip:
    name = str(folder / path)
    return FiledTip(path, _parsed(content(folder / path, name), name))


@functools.lru_cache(maxsize=2**12)  # a preview reads all again after each edit, and parsing takes longest
def _parsed(raw: bytes, name: str) -> Tip:
    return parse(decoded(raw, name), name)
