"""The folder of tips as the site reads it: an archive of what can be published, and what is wrong with the rest."""

from collections.abc import Iterable
from pathlib import Path

from scraper.archive.archive import Archive, build_archive
from scraper.archive.edition import ALL_DATED, Edition
from scraper.errors import TipFileError
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.vocabulary import Vocabulary


def read_archive(
    folder: Path, vocabulary: Vocabulary, sources: Iterable[Source] = (), edition: Edition = ALL_DATED
) -> tuple[Archive, tuple[TipFileError, ...]]:
    """Return the archive of a folder, and a problem for each file that is not in it but should be."""
    shelf = read_shelf(folder)
    archive, problems = build_archive(shelf.tips, vocabulary, sources, folder, edition)
    return archive, tuple(error for _, error in shelf.broken) + problems
