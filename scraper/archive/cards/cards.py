"""Cards of a site: which one stands for each page, drawn once and then kept.

The cache is a folder of pictures. A picture's name begins with a hash of all that it is made from, so what has changed
has another name, and ends with a hash of its own bytes, so a file that was cut off, damaged or put there by mistake is
known by reading it, and drawn again. So deleting, damaging or locking the folder costs time and nothing else.

Against a forger no hash helps, who could as well change this code: whoever can write to the folder is trusted as one
who can write to the project. Let no build of strangers' changes fill a cache that the published site is built from.
That is why the workflows keep pip's downloads from run to run, which the hashes of the lock files vouch for, and never
this folder.

A picture has the same bytes wherever it is drawn: letters and compression come with Pillow, whose version is locked,
and a part of the names. Its zlib-ng promises no such thing, but the one in Pillow 13.0 was seen to do it on x86, from
SSE2 alone to AVX-512, and on 64-bit ARM.
"""

import functools
import hashlib
import multiprocessing
import os
import re
import stat
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import PIL
from PIL import features

from scraper.archive.archive import Archive, Entry
from scraper.archive.cards import card as card_module
from scraper.archive.cards import lettering
from scraper.archive.cards.card import Card, Template, draw
from scraper.archive.cards.lettering import settable
from scraper.archive.datewords import in_words
from scraper.archive.settings import Settings
from scraper.archive.views.listing import counted
from scraper.errors import TipsError
from scraper.progress import Progress, Quiet
from scraper.shelf import put

SITE = "cards/site.png"

_NAME = re.compile(r"([0-9a-f]{40})-([0-9a-f]{20})\.png")
_OURS = re.compile(rf"{_NAME.pattern}|\..+\.part")  # the second: what `put` had not finished when it was stopped
_DAY = 86_400  # seconds
_KEPT = 14 * _DAY  # other builds, of other folders of tips or of the time before an edit, may still want it
_NOBODY = Quiet()
_MANY = 200  # as many as are worth a word on how far it is, and the second that it takes to start helpers


@dataclass(frozen=True, slots=True)
class Drawn:
    """All cards by their paths on the site: the files of those that lie in the cache, and those it would not take."""

    kept: dict[str, Path]
    unkept: dict[str, bytes]


def card_path(entry: Entry) -> str:
    """Return where a tip's card is on the site, "cards/2024/be-brief.png", not percent-encoded.

    That is the site's own card where the title can't be set whole: in a script that the font lacks, or all emoji.
    """
    if not settable(entry.tip.title):
        return SITE
    return f"cards/{entry.src_uri.removeprefix('tips/').removesuffix('.md')}.png"


def card_addresses(archive: Archive) -> dict[str, str]:
    """Return where the tips' own cards are, percent-encoded, by the tips' places among the sources."""
    paths = ((entry.src_uri, card_path(entry)) for entry in archive.entries)
    return {src_uri: quote(path) for src_uri, path in paths if path != SITE}


def tip_card(entry: Entry, settings: Settings) -> Card:
    """Return the card of a tip: title, date, author and tags, and nothing of its text."""
    date = entry.tip.date
    return Card(
        name=settable(settings.title),
        title=settable(entry.tip.title),
        details=_settable((in_words(date) if date else "", entry.tip.author)),
        tags=_settable(entry.tags),
    )


def site_card(archive: Archive, settings: Settings) -> Card:
    """Return the card of all pages that have none of their own: what the site is, and how much it holds."""
    name, purpose = settable(settings.title), settable(settings.description)
    details = []
    if archive.entries:
        details.append(counted(len(archive.entries)))
    if archive.years:
        details.append(f"since {min(archive.years)}")
    return Card(name=name if purpose else "", title=purpose or name, details=tuple(details))


def cards(archive: Archive, settings: Settings, template: Template, cache: Path, progress: Progress = _NOBODY) -> Drawn:
    """Return all cards; those that the cache lacks are drawn, and kept if it can be written."""
    wanted = {SITE: site_card(archive, settings)}
    wanted |= {path: tip_card(entry, settings) for entry in archive.entries if (path := card_path(entry)) != SITE}
    made_of = _fingerprint(template)
    keys = {path: _key(card, made_of) for path, card in wanted.items()}
    there = _files(cache)
    held = _held(there, set(keys.values()))
    missing = {keys[path]: card for path, card in wanted.items() if keys[path] not in held}
    unkept: dict[str, bytes] = {}
    many = len(missing) >= _MANY
    for number, (key, picture) in enumerate(zip(missing, _drawn(missing.values(), template), strict=True), start=1):
        name = f"{key}-{_sum(picture)}.png"
        try:
            put(cache, PurePosixPath(name), picture)
            held[key] = cache / name
        except TipsError:
            unkept[key] = picture
        if many:
            progress.at("Social cards", number, len(missing))
    _prune(there, held.values())
    return Drawn(
        {path: held[key] for path, key in keys.items() if key in held},
        {path: unkept[key] for path, key in keys.items() if key in unkept},
    )


def _settable(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(settable, texts)))


def _drawn(missing: Collection[Card], template: Template) -> Iterator[bytes]:
    """Yield the pictures in order; many of them by several processes, as Pillow compresses one at a time in each.

    Helpers are started afresh, not forked: a server's other threads would be copied in the middle of their work.
    """
    paint = functools.partial(draw, template=template)
    if len(missing) < _MANY:
        yield from map(paint, missing)
        return
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(paint, missing, chunksize=20)


def _held(there: Iterable[Path], keys: Collection[str]) -> dict[str, Path]:
    """Return the whole pictures among the files of the cache for these keys."""
    held: dict[str, Path] = {}
    for path in there:
        name = _NAME.fullmatch(path.name)
        if name and name[1] in keys:
            with suppress(OSError):
                found = path.stat()
                if stat.S_ISREG(found.st_mode) and _whole(path, found.st_mtime_ns, found.st_size):
                    held[name[1]] = path
    return held


@functools.lru_cache(maxsize=2**12)  # a preview looks after each edit, and reading them all takes long
def _whole(path: Path, _changed: int, _size: int) -> bool:
    """Whether a picture is as its name says; asked again when its file has changed."""
    return _sum(path.read_bytes()) == path.stem.partition("-")[2]


def _prune(there: Iterable[Path], used: Collection[Path]) -> None:
    """Take away what no build has used for a while. What is in use is marked so by its time, once a day."""
    now = time.time()
    fresh = set(used)
    for path in there:
        with suppress(OSError):  # another build was faster, or this cache can only be read
            age = now - path.stat().st_mtime
            if path in fresh and age > _DAY:
                os.utime(path)
            elif age > _KEPT and _OURS.fullmatch(path.name):
                path.unlink()


def _files(cache: Path) -> list[Path]:
    try:
        return sorted(cache.iterdir())
    except OSError:  # not there yet, or nobody may look into it
        return []


def _key(card: Card, made_of: str) -> str:
    return hashlib.sha256(f"{made_of}{card!r}".encode()).hexdigest()[:40]


def _sum(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()[:20]


def _fingerprint(template: Template) -> str:
    """Return a hash of all that cards are made of besides their words: template, fonts, our code, and libraries."""
    libraries = (PIL.__version__, *(features.version(each) for each in ("freetype2", "zlib", "zlib_ng")))
    letters = unicodedata.unidata_version  # what is a letter says where words break
    code = [Path(module.__file__ or "").read_bytes() for module in (card_module, lettering)]
    fonts = [lettering.font_file(face) for face in lettering.FACES]
    parts = (repr((libraries, letters, template.colours)).encode(), template.mark, *code, *fonts)
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
