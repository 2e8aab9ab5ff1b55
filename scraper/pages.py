"""Files and folders → Pages: which files are pages at all, and what kind of text each holds."""

import re
from pathlib import Path

from scraper.errors import PageError
from scraper.tip import Page

LARGEST = 10 * 2**20  # bytes; the largest listing pages of real blogs stay below a tenth of it

# What lies beside saved pages without being one: a browser's "complete" save, and notes about the pages.
_BESIDE = re.compile(r"\.(?:css|js|json|map|png|jpe?g|gif|webp|avif|svg|ico|woff2?|ttf|md)$", re.IGNORECASE)
_BESIDE_FOLDER = re.compile(r"_files$|^\.")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def page_files(path: Path) -> list[Path]:
    """Return the files that a path names: the file itself, or of a folder every page in it and below, ordered.

    Raises PageError where the path names nothing.
    """
    if not path.exists():
        raise PageError("there is no such file or folder", place=path, remedy="Correct the path, or take it away")
    return sorted(file for file in path.rglob("*") if _is_page(file, path)) if path.is_dir() else [path]


def read_page(file: Path) -> Page:
    """Return the page that a file holds. Raises PageError where it is empty, too large, binary, or not readable."""
    name = file.as_posix()
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise PageError(
                f"the file has {size / 2**20:.0f} MB; a page has at most {LARGEST // 2**20} MB",
                place=name,
                remedy="Split it, or leave it out",
            )
        content = file.read_bytes()
    except OSError as error:
        raise PageError(f"the file cannot be read ({error.strerror})", place=name, remedy="Mend that") from None
    if not content.strip():
        raise PageError("the file is empty", place=name, remedy="Save the page again, or take the file away")
    if b"\x00" in content[:8192] and not content.startswith(_UTF16):
        raise PageError(
            "the file is binary, neither text nor HTML",
            place=name,
            remedy="Save the page as HTML, or take the file away",
        )
    is_markup = file.suffix.lower() in (".html", ".htm", ".xhtml") or _begins_as_markup(content[:4096])
    return Page(name, content, "text/html" if is_markup else "text/plain")


def _begins_as_markup(start: bytes) -> bool:
    if start.startswith(_UTF16):
        start = start[2:].replace(b"\x00", b"")
    return bool(_MARKUP.match(start))


def _is_page(file: Path, root: Path) -> bool:
    folders = file.relative_to(root).parts[:-1]
    return (
        file.is_file()
        and not file.name.startswith(".")
        and not _BESIDE.search(file.name)
        and not any(_BESIDE_FOLDER.search(folder) for folder in folders)
    )
