"""Kept files: a site's files as MkDocs sees them, of which a build makes only those that are not as they were."""

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from mkdocs.structure.files import File, Files, InclusionLevel

# What a link asked for, and the address it was given; None where there is no such file.
Answers: TypeAlias = Mapping[str, str | None]
# What a file that is only copied is known by: its content, or path, time, size and number of the file on disk.
Stamp: TypeAlias = bytes | tuple[str, int, int, int]


class KeptFiles(Files):
    """Files of which some stay as they are served: `kept` pages, and what is as its stamp in the build `before` says.

    MkDocs gets the kept pages where it lists pages, such as in the sitemap, but not where it renders them. While
    `asking` names a page, what its links ask for is noted.
    """

    def __init__(
        self, files: Iterable[File], kept: Collection[str] = (), before: Mapping[str, Stamp] = MappingProxyType({})
    ) -> None:
        super().__init__(files)
        self._kept, self._before = kept, before
        self.stamps: dict[str, Stamp] = {}
        self._asked: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
        self.asking = ""

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        """Return all pages; without the kept ones where MkDocs is about to render them for its server."""
        pages = super().documentation_pages(inclusion=inclusion)
        if inclusion is not InclusionLevel.is_in_serve:
            return list(pages)
        return [file for file in pages if file.src_uri not in self._kept]

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        """Copy what has changed, after which no file gets another content."""
        for file in self:
            if not file.is_documentation_page() and inclusion(file.inclusion):
                self.stamps[file.src_uri] = stamp(file)
                if self.stamps[file.src_uri] != self._before.get(file.src_uri):
                    file.copy_file(dirty)

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file of a path, and note that the page whose links are being resolved depends on it."""
        file = super().get_file_from_path(path)
        if self.asking:
            self._asked[self.asking][path] = file.url if file else None
        return file

    def asked_by(self, src_uri: str) -> Answers:
        """Return what the links of a page asked for when it was rendered."""
        return self._asked.get(src_uri, {})

    def published(self) -> frozenset[str]:
        """Return the paths on the site of all pages and other files that a server shows."""
        pages = super().documentation_pages(inclusion=InclusionLevel.is_in_serve)
        return frozenset(file.dest_uri for file in pages) | frozenset(
            self.src_uris[path].dest_uri for path in self.stamps
        )


def stamp(file: File) -> Stamp:
    """Return what tells whether a file that is only copied has changed."""
    if file.abs_src_path is None:
        return file.content_bytes
    found = os.stat(file.abs_src_path)  # noqa: PTH116 -- a Path for each of some thousands is slow
    return file.abs_src_path, found.st_mtime_ns, found.st_size, found.st_ino
