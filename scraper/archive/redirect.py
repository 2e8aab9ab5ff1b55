"""Redirects: a small page at each old address of a tip, which leads to the new one."""

import html
import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from scraper.archive.aliases import settled
from scraper.archive.archive import Archive
from scraper.errors import TipFileError

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
    entries = {entry.src_uri: entry for entry in archive.entries}
    aliases = ((src_uri, alias) for src_uri, entry in entries.items() for alias in entry.tip.aliases)
    held, clashes = settled(aliases, entries, taken)
    found = [
        Redirect(file, moved_page(file, entries[src_uri].tip.title, entries[src_uri].address, site_url))
        for file, src_uri in held.items()
    ]
    problems = [clash.told(lambda src_uri: entries[src_uri].file).at(entries[clash.src_uri].file) for clash in clashes]
    return tuple(found), tuple(problems)


def moved_page(file: str, title: str, address: str, site_url: str) -> str:
    """Return the HTML of the file that stands where a page was, and leads to where it is now."""
    target = posixpath.relpath(address, posixpath.dirname(quote(file)) or ".") + "/"
    return _PAGE.format(
        title=html.escape(title),
        canonical=html.escape(site_url.rstrip("/") + "/" + address),
        target=html.escape(target),
    )
