"""Copies: the pictures of tips, fetched once each, and the texts that show them from there."""

import hashlib
import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

from scraper.errors import FetchError, TipsError
from scraper.html.media import unwritten
from scraper.pictures.body import relinked, shown, without
from scraper.pictures.kinds import KINDS, examine
from scraper.shelf import put
from scraper.source import ForeignImages, Source
from scraper.tip import Loss, Tip, slug
from scraper.web.fences import same_site

FOLDER = "images"  # within the folder of tips, beside those of the years
_PIXEL = "one pixel, which is there to count readers"
# Sites whose files lie on another host: pattern of the site's address → where its files are.
_FILE_HOSTS = ((re.compile(r"https?://([\w-]+)\.wordpress\.com(?:[/:?#].*)?"), r"https://\1.files.wordpress.com/"),)
# A smaller size that WordPress made of what was uploaded; the two groups together are what was uploaded.
_SIZED = re.compile(
    r"(https?://(?:[^?#]*/wp-content/uploads/|[\w-]+\.files\.wordpress\.com/)[^?#]*)-\d{1,5}x\d{1,5}(\.\w{3,4}(?:\?.*)?)"
)


class Pictures:
    """Copies pictures into a folder of tips.

    `fetch` returns what is at an address, or raises FetchError; without it nothing is asked of anybody, and what is not
    there yet stays where it is. `refused` remembers from run to run which addresses will never do, and why.
    """

    def __init__(self, folder: Path, fetch: Callable[[str], bytes] | None, refused: MutableMapping[str, str]) -> None:
        self._folder, self._fetch, self._refused = folder / FOLDER, fetch, refused
        self._later: dict[str, str] = {}  # what failed in this run, and may well do in another

    def settle(self, tip: Tip, images: Sequence[str], source: Source) -> tuple[Tip, tuple[Loss, ...]]:
        """Return the tip with its pictures beside it, and a loss for each that is not.

        `images` are addresses as they stand in the Markdown of the tip's sightings. Those on the tip's own site are
        copied, and with those on other hosts it goes as the source's `foreign_images` says. Where a source names no
        site, its pages are files only, and nothing is copied.
        """
        body, places, losses = tip.body, dict[str, str](), list[Loss]()

        def lose(what: str, detail: str) -> None:
            losses.append(Loss(tip.source_url or source.home, None, what, detail, tip.title))

        for written in shown(tip.body, images):
            address = unwritten(written)
            treatment = _treatment(address, tip, source)
            if treatment is ForeignImages.DROP:
                body = without(body, written)
                lose("image of another host dropped", address)
            if treatment is not ForeignImages.COPY:
                continue
            file, why = self._copied(address)
            if file:
                places[written] = f"../{FOLDER}/{file}"
            elif why == _PIXEL:
                body = without(body, written)
                lose("image dropped (tracking pixel)", address)
            elif why:
                lose("image not copied", f"{address}: {why}")
        return replace(tip, body=relinked(body, places)), tuple(losses)

    def _copied(self, address: str) -> tuple[str, str]:
        """Return the name of a picture's file, or why there is none; neither where that is not to be found out."""
        candidates = tuple(_candidates(address))
        for one in candidates:
            if file := self._there(one):
                return file, ""
        why = ""
        for one in candidates:
            why = self._refused.get(one) or self._later.get(one) or ""
            if not why and self._fetch:
                file, why = self._fetched(one, self._fetch)
                if file:
                    return file, ""
            if one in self._later:
                break  # the next is a smaller size: better none for now than that one for good
        return "", why

    def _there(self, address: str) -> str:
        """Return the name of the file that an earlier run, or an earlier tip, made of what is at an address."""
        names = (f"{_stem(address)}.{kind.ending}" for kind in KINDS)
        return next((name for name in names if (self._folder / name).is_file()), "")

    def _fetched(self, address: str, fetch: Callable[[str], bytes]) -> tuple[str, str]:
        """Return the name of the new file, or why there is none."""
        try:
            content = fetch(address)
        except FetchError as error:
            (self._later if error.passing else self._refused)[address] = error.problem
            return "", error.problem
        kind = examine(content)
        if isinstance(kind, str) or kind.size(content) == (1, 1):
            self._refused[address] = why = f"it is {kind}" if isinstance(kind, str) else _PIXEL
            return "", why
        name = f"{_stem(address)}.{kind.ending}"
        try:
            put(self._folder, PurePosixPath(name), content)
        except TipsError as error:
            self._later[address] = error.problem
            return "", error.problem
        return name, ""


def _treatment(address: str, tip: Tip, source: Source) -> ForeignImages:
    """What becomes of one image; its own site's are copied as other hosts' can be."""
    own = [*source.sites, source.home, tip.source_url]
    own += [pattern.sub(host, one) for pattern, host in _FILE_HOSTS for one in own if pattern.fullmatch(one)]
    wanted = ForeignImages.COPY if any(same_site(address, one) for one in own) else source.foreign_images
    return ForeignImages.LINK if wanted is ForeignImages.COPY and not source.sites else wanted


def _candidates(address: str) -> Iterator[str]:
    """Yield where the picture may be, the best first: what was uploaded, and what the page shows of it."""
    address = urldefrag(address)[0]
    if sized := _SIZED.fullmatch(address):
        yield sized[1] + sized[2]
    yield address


def _stem(address: str) -> str:
    """The name of a file without its ending. It tells addresses apart wherever a file system folds case."""
    name = PurePosixPath(unquote(urlsplit(address).path)).stem
    return f"{slug(name)[:40].strip('-')}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
