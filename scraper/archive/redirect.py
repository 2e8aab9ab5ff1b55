"""Redirects: a small page at each old address of a tip, which leads to the new one."""

import html
import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from scraper.archive.address import alias_target
from scraper.archive.archive import Archive
from scraper.errors import TipFileError

_OWN_FOLDERS = ("assets/", "cards/", "pagefind/", "weeks/")
_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
<p>This page has moved: <a href="{target}">{title}</a></p>
</html>
"""


@dataclass(frozen=True, slots=True)
class Redirect:
    """A file of the site at an old address, "tips/undated/x/index.html", and the HTML it holds."""

    file: str
    content: str


def redirects(
    archive: Archive, site_url: str, taken: Collection[str]
) -> tuple[tuple[Redirect, ...], tuple[TipFileError, ...]]:
    """Return a redirect for each alias, and a problem for each that leaves the site or leads to two places.

    `taken` are the files of the site at which another page is already.
    """
    found: dict[str, Redirect] = {}
    problems: list[TipFileError] = []
    for entry in archive.entries:
        for alias in entry.tip.aliases:
            file = alias_target(alias)
            if file == f"{entry.src_uri.removesuffix('.md')}/index.html":
                continue  # the tip came back to where it once was
            if file is None:
                remedy = 'Write it from the site\'s root, such as "tips/undated/be-brief/"'
                problem = f'the alias "{alias}" is no address on this site'
                problems.append(TipFileError(problem, place=entry.file, remedy=remedy, code="TIP606"))
            elif file in found or file in taken or file.startswith(_OWN_FOLDERS):
                problem = f'the alias "{alias}" is the address of something else'
                remedy = "Remove it from one of the two"
                problems.append(TipFileError(problem, place=entry.file, remedy=remedy, code="TIP606"))
            else:
                found[file] = Redirect(file, moved_page(file, entry.tip.title, entry.address, site_url))
    return tuple(found.values()), tuple(problems)


def moved_page(file: str, title: str, address: str, site_url: str) -> str:
    """Return the HTML of the file that stands where a page was, and leads to where it is now."""
    target = posixpath.relpath(address, posixpath.dirname(quote(file)) or ".") + "/"
    return _PAGE.format(
        title=html.escape(title),
        canonical=html.escape(site_url.rstrip("/") + "/" + address),
        target=html.escape(target),
    )
