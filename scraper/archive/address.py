"""Addresses: where tips, tags and redirects are on the site, from its root and percent-encoded: "tags/phone/"."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from scraper.errors import TipFileError
from scraper.tip import INDEX_NAMES, FiledTip, Status, slug

BY_COUNT = "by-count"  # the second page of an index, in whose place no tag and no author can be


@functools.lru_cache(maxsize=2**13)  # the same few thousand, many times
def page_address(src_uri: str) -> str:
    """Return the address of a Markdown page: "tips/2017/be-brief.md" is at "tips/2017/be-brief/"; home is at ""."""
    path = PurePosixPath(src_uri).with_suffix("")
    folder = path.parent if path.name == "index" else path
    return "" if folder == PurePosixPath() else f"{quote(folder.as_posix())}/"


@functools.lru_cache(maxsize=2**12)  # a preview asks again after each edit
def tip_source(filed: FiledTip) -> str:
    """Return where a tip's page lies among the site's sources: "tips/2017/be-brief.md".

    Raises TipFileError where the file is not in the folder of its year, or its name can't be part of an address.
    """
    if problem := folder_problem(filed) or name_problem(filed.path, filed.tip.title):
        raise problem
    return f"tips/{filed.path.as_posix()}"


def folder_problem(filed: FiledTip) -> TipFileError | None:
    """Return that a tip's file is not in the folder of its year, if it isn't; a dateless draft's may be any."""
    path, folder = filed.path, filed.tip.folder
    anywhere = filed.tip.status is Status.DRAFT and not filed.tip.date
    if len(path.parts) == 2 and (path.parts[0] == folder or anywhere):
        return None
    problem = f"the tip's date puts it in the folder {folder}/"
    return TipFileError(problem, place=str(path), remedy=f"Move the file to {folder}/{path.name}", code="TIP205")


def name_problem(path: PurePosixPath, title: str) -> TipFileError | None:
    """Return that the name of a tip's file can't be part of an address, if it can't."""
    if path.stem.lower() not in INDEX_NAMES and all(c in "-_." or _is_letter(c) for c in path.stem):
        return None
    problem = f'"{path.name}" can\'t be part of an address'
    return TipFileError(problem, place=str(path), remedy=f"Rename the file to {slug(title)}.md", code="TIP604")


def distinct_slugs(names: Iterable[str]) -> dict[str, str]:
    """Return a slug for each name; of names with the same slug, the later ones get "-2", "-3" and so on."""
    slugs: dict[str, str] = {}
    taken = {BY_COUNT}
    for name in names:
        plain = candidate = slug(name)
        number = 2
        while candidate in taken:
            candidate, number = f"{plain}-{number}", number + 1
        taken.add(candidate)
        slugs[name] = candidate
    return slugs


def alias_target(alias: str) -> str | None:
    """Return the file that answers at an old address, "old/x/index.html" for "old/x/"; None if that leaves the site."""
    path = unquote(alias)
    parts: Sequence[str] = path.rstrip("/").split("/")
    if re.search(r"[\x00-\x1f\\:?#*<>\"|]", path) or any(part.strip() in ("", ".", "..") for part in parts):
        return None
    if path.endswith(".html"):
        return path
    return f"{path.rstrip('/')}/index.html"


def _is_letter(character: str) -> bool:
    """Whether a character is a letter, a number, or a mark without which some scripts can't be read."""
    return unicodedata.category(character)[0] in "LNM"
