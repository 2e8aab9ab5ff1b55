"""Files and folders → Pages: which files are pages at all, what each holds, and what kind of text that is."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from scraper.containers import warc, wxr, zips
from scraper.containers.holding import GZIP, LARGEST, UNREADABLE, Holding, start_of, unpacked, unreadable
from scraper.containers.kind import START, Kind, kind_of
from scraper.errors import PageError
from scraper.tip import Page

# What lies beside saved pages without being one: a browser's "complete" save, notes about the pages, and the lists by
# which archives of the web find their pages.
_BESIDE = re.compile(
    r"\.(?:css|js|json|map|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|md|(?:cdxj?|idx|jsonl)(?:\.gz)?)$", re.IGNORECASE
)
_BESIDE_FOLDER = re.compile(r"_files$|^\.")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def page_files(path: Path) -> list[Path]:
    """Return the files that a path names: the file itself, or of a folder every page in it and below, ordered.

    Raises PageError where the path names nothing.
    """
    if not path.exists():
        raise PageError(
            "there is no such file or folder", place=path, remedy="Correct the path; an address begins with https://"
        )
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and _is_page(file.relative_to(path)))


def read_pages(file: Path) -> Iterator[Page | PageError]:
    """Yield every page that a file holds, one at a time: of a ZIP, a WARC file or a WordPress export all of its own.

    What cannot be read is yielded as an error, and the rest goes on; nothing is raised.
    """
    name = file.as_posix()
    try:
        size = file.stat().st_size
    except OSError as error:
        yield unreadable(error, name)
        return
    yield from _pages(Holding(name, lambda: file.open("rb"), size))


def read_page(file: Path) -> Page:
    """Return the page that a file holds, or the first one. Raises PageError where it cannot be read."""
    page = next(read_pages(file))
    if isinstance(page, PageError):
        raise page
    return page


def _pages(holding: Holding, *, within: bool = False) -> Iterator[Page | PageError]:
    """Yield what a holding holds; one that lies `within` a ZIP may be no ZIP itself."""
    try:
        start = start_of(holding, START)
        if start.startswith(GZIP):
            holding = unpacked(holding)
            start = start_of(holding, START)
        kind = kind_of(start, holding.name)
        if kind is Kind.ZIP and within:
            yield PageError("a ZIP within a ZIP is not opened", place=holding.name, remedy="Unpack it yourself")
        elif kind is Kind.ZIP:
            for member in zips.members(holding, _is_page):
                yield from [member] if isinstance(member, PageError) else _pages(member, within=True)
        elif kind is Kind.WARC:
            yield from warc.pages(holding)
        elif kind is Kind.WXR:
            yield from wxr.pages(holding)
        else:
            yield _page(holding, kind)
    except PageError as error:
        yield error
    except UNREADABLE as error:
        yield unreadable(error, holding.name)


def _page(holding: Holding, kind: Kind) -> Page:
    """Return the one page that a holding is. Raises PageError where it is empty, too large or binary."""
    name = holding.name
    with holding.open() as stream:
        content = stream.read(LARGEST + 1) if (holding.size or 0) <= LARGEST else b""
    if (holding.size or len(content)) > LARGEST:
        size = f"{holding.size / 2**20:.0f} MB" if holding.size else f"more than {LARGEST // 2**20} MB"
        raise PageError(
            f"the file has {size}; a page has at most {LARGEST // 2**20} MB",
            place=name,
            remedy="Split it, or leave it out",
        )
    if not content.strip():
        raise PageError("the file is empty", place=name, remedy="Save the page again, or take the file away")
    if b"\x00" in content[:8192] and not content.startswith(_UTF16):
        raise PageError(
            "the file is binary, neither text nor HTML",
            place=name,
            remedy="Save the page as HTML, or take the file away",
        )
    is_html = kind is Kind.TEXT and name.lower().removesuffix(".gz").endswith(_HTML_NAMES)
    return Page(name, content, (Kind.HTML if is_html else kind).value)


def _is_page(path: PurePath) -> bool:
    """Whether a file of that name, seen from the folder that was named, is a page."""
    return (
        not path.name.startswith(".")
        and not _BESIDE.search(path.name)
        and not any(_BESIDE_FOLDER.search(folder) for folder in path.parts[:-1])
    )
