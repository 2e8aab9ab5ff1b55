"""Pictures: small enough for a phone, described, and on this site. That they are there at all, links.py sees to.

A scraped tip has its pictures as its source has them.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scraper.archive.text.links import Link, links
from scraper.archive.text.safety import is_elsewhere
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.places import DeskPlaces
from scraper.pictures.kinds import KINDS, Size

_MOST_BYTES = 500_000  # what a phone on a slow network (1.6 Mbit/s, as Lighthouse tries pages) loads in 2.5 seconds
_LONGEST_SIDE = 2560  # pixels: as wide as a text of this site on a screen of three pixels a point, and then some
_HEAD = 2**18  # bytes of a file in which its size in pixels stands; nothing is unpacked for it
# What a camera or a program calls a picture is no description of it.
_FILE_NAME = re.compile(
    r"[\w.() -]*\.(?:jpe?g|png|gif|webp|avif|svg|bmp|heic|tiff?)|(?:img|dsc|dscn|pxl|screenshot)[\W_]*\d[\d\W_]*"
    r"|(?:image|picture|photo|img|bild|foto)\W*\d*",
    re.IGNORECASE,
)


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP504 to TIP506."""
    if manuscript.is_scraped or not any("![" in line for _, line in manuscript.body):
        return
    for link in links(tuple(line for _, line in manuscript.body), manuscript.examined.body_line):
        if not link.is_picture:
            continue
        if not link.words.strip() or _FILE_NAME.fullmatch(link.words.strip()):
            yield _without_words(manuscript, link)
        if is_elsewhere(link.target):
            if re.match("https?:|//", link.target, re.IGNORECASE):
                yield _elsewhere(manuscript, link)
        elif huge := _huge(manuscript, desk, link):
            remedy = f"Make it smaller: at most {_LONGEST_SIDE} pixels wide and {_MOST_BYTES // 1000} kB"
            width = len(link.target)
            yield manuscript.finding("TIP504", huge, remedy, line=link.line, column=link.column, width=width)


def _without_words(manuscript: Manuscript, link: Link) -> Finding:
    words = link.words.strip()
    problem = f'"{words}" does not say what the picture shows' if words else "the picture has no description"
    return manuscript.finding(
        "TIP505",
        problem,
        "Write between the brackets what it shows, for whoever can't see it: ![A bell on a desk](…)",
        line=link.word_line,
        column=link.word_column,
        width=len(link.words) + 3,
    )


def _elsewhere(manuscript: Manuscript, link: Link) -> Finding:
    problem = "the picture lies on another site, so a link stands in its place here"
    remedy = "Put a copy beside the tip, if its owner lets you"
    width = len(link.target)
    return manuscript.finding("TIP506", problem, remedy, line=link.line, column=link.column, width=width)


def _huge(manuscript: Manuscript, desk: Desk, link: Link) -> str:
    """Return in what way a picture of this site is too large; nothing where it isn't, or isn't there."""
    try:
        path = unquote(urlsplit(link.target).path)
    except ValueError:
        return ""
    src_uri = posixpath.normpath(posixpath.join("tips", manuscript.path.parent.as_posix(), path))
    if not DeskPlaces(desk.around, desk.today).has(src_uri):
        return ""
    try:
        file = desk.around.on_disk(src_uri)
        size, (width, height) = file.stat().st_size, _pixels(file)
    except OSError:
        return ""
    if size > _MOST_BYTES:
        return f'the picture "{link.target}" has {size / 1000:,.0f} kB'
    if max(width, height) > _LONGEST_SIDE:
        return f'the picture "{link.target}" has {width} × {height} pixels'
    return ""


def _pixels(file: Path) -> Size:
    """Return width and height as the file's first bytes tell them; nothing of a kind that isn't known."""
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    kind = next((one for one in KINDS if one.signature.match(head)), None)
    return kind.size(head) if kind else (0, 0)
