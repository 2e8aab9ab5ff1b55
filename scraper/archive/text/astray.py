"""Links and pictures of a body that lead nowhere, with what to write instead where that can be told.

Links are resolved as MkDocs resolves them (mkdocs/structure/pages.py): relative to the file, by the names of files.
What MkDocs can't resolve it leaves to browsers, which resolve it by the address of the page; if there is something at
that address, the link works as it is.
"""

import difflib
import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from scraper.archive.address import page_address
from scraper.archive.text.links import Link, links
from scraper.archive.text.places import Places
from scraper.errors import TipFileError

# Kinds of pictures that are not published from beside tips: a browser can't show them, or runs what is in them.
_UNPUBLISHED = {".bmp", ".eps", ".heic", ".heif", ".ico", ".jxl", ".psd", ".raw", ".svg", ".tif", ".tiff"}
_ANOTHER_SITE = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|co\.uk)(?:/|$)", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.\w+")
_FEW = 200  # links of one text for which names like theirs are looked for
_SHOWN = 3  # anchors in a message, of all that could be meant


@dataclass(frozen=True, slots=True)
class Astray:
    """What is wrong with a link, and how many characters its address has."""

    error: TipFileError
    width: int


def astray(lines: tuple[str, ...], src_uri: str, places: Places, first_line: int = 1) -> tuple[Astray, ...]:
    """Return what is wrong with the links of a body, in its order: TIP501 to TIP503.

    The body is that of the page at `src_uri` among the sources, and begins at `first_line` of its file.
    """
    body = "\n".join(lines)
    reader = _Reader(body, src_uri, places)
    found: dict[tuple[int, int, str], Astray] = {}
    for link in links(lines, first_line):
        told = reader.told(link)
        key = (link.line, link.column, told[0] if told else "")
        if told and key not in found and reader.is_link(link):
            code, problem, remedy = told
            error = TipFileError(problem, line=link.line, column=link.column, remedy=remedy, code=code)
            found[key] = Astray(error, len(link.target))
    return tuple(found[key] for key in sorted(found))


class _Reader:
    """Reads the links of one body; rendered it is at most once, and only where a link needs it."""

    def __init__(self, body: str, src_uri: str, places: Places) -> None:
        self._body, self._src_uri, self._places = body, src_uri, places
        self._folder = posixpath.dirname(src_uri)
        self._address = unquote(page_address(src_uri))
        self._told: dict[tuple[str, bool], tuple[str, str, str] | None] = {}

    def is_link(self, link: Link) -> bool:
        """Whether the renderer, too, takes it for one. What has no address at all, it may leave out."""
        landmarks = self._places.landmarks(self._body) if link.target else None
        return landmarks is None or html.unescape(link.target) in landmarks.addresses

    def told(self, link: Link) -> tuple[str, str, str] | None:
        """Return code, problem and remedy, or nothing where nothing is wrong."""
        key = (link.target, link.is_picture)
        if key not in self._told:
            self._told[key] = self._wrong(link)
        return self._told[key]

    def _wrong(self, link: Link) -> tuple[str, str, str] | None:
        try:
            parts = urlsplit(link.target)
        except ValueError:
            return None  # the site takes such an address out
        if parts.scheme or parts.netloc:
            return None
        return self._picture(link.target, parts) if link.is_picture else self._link(link.target, parts)

    def _link(self, target: str, parts: SplitResult) -> tuple[str, str, str] | None:
        if target.startswith(("/", "\\")):
            found = self._guess(parts)
            remedy = f'Write "{found}"' if found else 'Write it as seen from this file, such as "../../tags/phone.md"'
            return "TIP501", f'the link "{target}" begins with a slash, so it leads past this site', remedy
        if parts.path:
            return self._page(target, parts)
        if parts.fragment:
            landmarks = self._places.landmarks(self._body)
            return _anchor(parts.fragment, landmarks.ids if landmarks else None, "this page")
        return None if parts.query else ("TIP501", "the link has no address", "Write one, or take the brackets out")

    def _page(self, target: str, parts: SplitResult) -> tuple[str, str, str] | None:
        path = unquote(parts.path)
        src_uri = _joined(self._folder, path)
        found = src_uri if self._is_there(src_uri) else ""
        if not found and not posixpath.splitext(path)[1]:
            found = next(filter(self._is_there, _pages(_joined(self._address, path))), "")
        if found:
            ids = self._places.ids(found) if parts.fragment else None
            return _anchor(parts.fragment, ids, f'"{parts.path}"')
        if waiting := next(filter(None, map(self._places.waits, self._forms(path))), ""):
            remedy = "Take the link out until the tip is published"
            return "TIP501", f'the link to "{target}" leads to a tip {waiting}', remedy
        if moved := self._moved(src_uri):
            remedy = f'Write "{self._relative(moved, parts)}", where it is now'
            return "TIP501", f'the link "{target}" leads to where a page once was', remedy
        return "TIP501", f'the link "{target}" leads to no page of this site', self._instead(target, src_uri, parts)

    def _instead(self, target: str, src_uri: str, parts: SplitResult) -> str:
        if found := self._guess(parts):
            return f'Did you mean "{found}"?'[:-1]
        if _MAIL.fullmatch(target):
            return f'Write "mailto:{target}", if it is an address for mail'
        if _ANOTHER_SITE.match(target):
            return f'Write "https://{target}", if it leads to another site'
        if near := self._near(src_uri):
            return f'Did you mean "{self._relative(near, parts)}"?'[:-1]
        return "Correct the address, or take the link out"

    def _picture(self, target: str, parts: SplitResult) -> tuple[str, str, str] | None:
        path = unquote(parts.path)
        if not path:
            return "TIP503", "the picture has no address", "Write the name of its file, or take the picture out"
        src_uri = _joined(self._folder, path)
        if not path.startswith(("/", "\\")) and self._places.has(src_uri):
            return None
        kind = posixpath.splitext(path)[1].lower()
        if kind in _UNPUBLISHED:
            remedy = "Save it as PNG, JPEG, WebP, AVIF or GIF"
            return "TIP503", f'the picture "{target}" is of a kind that is not published, {kind}', remedy
        near = self._near(src_uri)
        remedy = f'Did you mean "{self._relative(near, parts)}"?'[:-1] if near else "Put its file beside the tip"
        return "TIP503", f'the picture "{target}" is not there', remedy

    def _is_there(self, src_uri: str) -> bool:
        return self._places.has(src_uri) and not self._places.waits(src_uri)

    def _moved(self, src_uri: str) -> str:
        name = src_uri.removesuffix(".md")
        return self._places.moved(f"{name}/index.html") or self._places.moved(src_uri)

    def _guess(self, parts: SplitResult) -> str:
        """Return what a link would be in the right form, if there is a page where it could lead."""
        return next((self._relative(one, parts) for one in self._forms(unquote(parts.path)) if self._is_there(one)), "")

    def _forms(self, path: str) -> Iterator[str]:
        """Yield the places that could be meant: as seen from the file, its page, the site, or the host of the site."""
        plain = path.replace("\\", "/")
        below = plain.lstrip("/")
        starts = [("", below), ("", below.partition("/")[2])]
        if plain == below:
            starts = [(self._folder, plain), (self._address, plain), *starts]
        for start, rest in starts:
            if rest:
                yield from _pages(_joined(start, rest))

    def _near(self, src_uri: str) -> str:
        """Return what has the same name in another folder, or almost the same in this one; or nothing."""
        others = [one for one in self._places.namesakes(src_uri) if one != src_uri and self._is_there(one)]
        if others:
            return others[0]
        if len(self._told) > _FEW:
            return ""
        is_page = src_uri.endswith(".md")
        beside = {
            posixpath.basename(one): one
            for one in self._places.beside(src_uri)
            if one.endswith(".md") == is_page and one != self._src_uri
        }
        close = difflib.get_close_matches(posixpath.basename(src_uri), beside, cutoff=0.75)
        return next(filter(self._is_there, (beside[name] for name in close)), "")

    def _relative(self, src_uri: str, parts: SplitResult) -> str:
        path = quote(posixpath.relpath(src_uri, self._folder or "."))
        return f"{path}#{parts.fragment}" if parts.fragment else path


def _joined(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


def _pages(path: str) -> Iterator[str]:
    """Yield the sources that may be meant by a path of the site, that of the very file first."""
    name = path.removesuffix("/index.html").removesuffix(".html")
    yield path
    if not name.startswith(".."):
        yield from (f"{name}.md", posixpath.normpath(f"{name}/index.md"), posixpath.normpath(f"{name}/README.md"))


def _anchor(anchor: str, ids: Iterable[str] | None, where: str) -> tuple[str, str, str] | None:
    if not anchor or ids is None or anchor in ids:
        return None
    known = sorted(ids)
    close = difflib.get_close_matches(anchor, known, n=1, cutoff=0.5)
    if close:
        remedy = f'Did you mean "#{close[0]}"?'[:-1]
    elif known:
        remedy = f"There is {', '.join(f'#{one}' for one in known[:_SHOWN])}" + (" …" if len(known) > _SHOWN else "")
    else:
        remedy = f'Link to the page alone, without "#{anchor}"'
    return "TIP502", f'{where} has no heading "#{anchor}"', remedy
