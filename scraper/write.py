"""Merged tips → what changes on the shelf: planned as data first, then carried out, one whole file at a time."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from scraper import frontmatter
from scraper.errors import TipsError
from scraper.merge import Merged, title_key
from scraper.shelf import Shelf, put, remove
from scraper.tip import FiledTip, Tip, slug


class Verdict(StrEnum):
    """What becomes of a tip's file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    HELD = "held back"


@dataclass(frozen=True, slots=True)
class Change:
    """One tip's file: where it goes, what it will hold, which files it replaces, and a word on why."""

    verdict: Verdict
    path: PurePosixPath
    tip: Tip
    replaces: tuple[PurePosixPath, ...] = ()
    note: str = ""


def plan(merged: Iterable[Merged], shelf: Shelf) -> tuple[Change, ...]:
    """Return a change for each tip of this run, ordered by path; nothing is written.

    A file keeps its name for as long as it lives. Where two tips want one name, the earlier takes it and the next gets
    a number; a file that people edited is never touched, and where a file cannot be read its name is left alone.
    """
    told = list(merged)
    names = _Names(shelf)
    claimed = {file.path for one in told for file in one.filed}
    # An edited file may have got another title or date by hand: its name still tells which tip it is.
    orphans = {
        _folded(file.path): file
        for file in shelf.tips
        if file.path not in claimed and file.tip.scraped and frontmatter.is_edited(file.tip)
    }
    changes: list[Change] = []
    fresh: list[Tip] = []
    for one in told:
        if one.filed:
            changes.append(_refiled(one.tip, one.filed, names))
        else:
            fresh.append(one.tip)
    for tip in sorted(fresh, key=_seniority):
        wanted = PurePosixPath(tip.folder, f"{slug(tip.title)}.md")
        orphan = orphans.pop(_folded(wanted), None)
        if orphan and orphan.tip.source == tip.source:
            changes.append(_kept(tip, orphan))
        elif _folded(wanted) in names.broken:
            note = "a file of that name cannot be read; mend it first"
            changes.append(Change(Verdict.HELD, wanted, tip, note=note))
        else:
            changes.append(Change(Verdict.NEW, names.free(wanted), frontmatter.sealed(tip)))
    return tuple(sorted(changes, key=lambda change: change.path))


def carry_out(changes: Iterable[Change], folder: Path) -> Iterator[tuple[Change, TipsError | None]]:
    """Write what is new or updated, and yield each change with what went wrong, if anything did."""
    for change in changes:
        if change.verdict not in (Verdict.NEW, Verdict.UPDATED):
            yield change, None
            continue
        try:
            put(folder, change.path, frontmatter.render(change.tip))
            for path in change.replaces:
                remove(folder, path)
        except TipsError as error:
            yield change, error
        else:
            yield change, None


def address(path: PurePosixPath) -> str:
    """Return a tip's address from the root of the site: "tips/2017/be-brief/"."""
    return f"tips/{path.with_suffix('')}/"


class _Names:
    """Which file names are taken, as file systems see it that fold case and Unicode forms."""

    def __init__(self, shelf: Shelf) -> None:
        self.broken = {_folded(path) for path, _ in shelf.broken}
        self.taken = self.broken | {_folded(file.path) for file in shelf.tips}

    def free(self, wanted: PurePosixPath) -> PurePosixPath:
        path, number = wanted, 1
        while _folded(path) in self.taken:
            number += 1
            path = wanted.with_name(f"{wanted.stem}-{number}.md")
        self.taken.add(_folded(path))
        return path


def _refiled(tip: Tip, filed: Sequence[FiledTip], names: _Names) -> Change:
    """What becomes of the files that a tip has already; usually one, two where they turned out to be the same tip."""
    edited = [file for file in filed if frontmatter.is_edited(file.tip)]
    if edited:
        return _kept(tip, edited[0])
    here = [file for file in filed if str(file.path.parent) == tip.folder]
    home = (here or list(filed))[0]
    path = home.path
    if not here:  # its year became known, or another
        path = names.free(PurePosixPath(tip.folder, home.path.name))
    gone = tuple(file.path for file in filed if file.path != path)
    aliases = dict.fromkeys((*tip.aliases, *(address(old) for old in gone)))
    whole = frontmatter.sealed(replace(tip, aliases=tuple(aliases)))
    if path == home.path and not gone and whole == home.tip:
        return Change(Verdict.UNCHANGED, path, whole)
    return Change(Verdict.UPDATED, path, whole, replaces=gone, note=", ".join(_differences(home.tip, whole)))


def _kept(tip: Tip, file: FiledTip) -> Change:
    upstream = frontmatter.fingerprint(tip)
    if not file.tip.scraped or upstream == file.tip.scraped:
        note = "edited by hand"
    else:
        note = f"edited by hand; the source has another {', '.join(_differences(file.tip, tip))}"
    return Change(Verdict.KEPT, file.path, tip, note=note)


def _differences(one: Tip, other: Tip) -> list[str]:
    return [
        key
        for key in (*frontmatter.KEYS, "body")
        if key not in ("scraped", "date_precision") and getattr(one, key) != getattr(other, key)
    ]


def _seniority(tip: Tip) -> tuple[str, str, str, str, str]:
    return tip.folder, tip.date.known if tip.date else "", tip.source, title_key(tip.title), tip.source_url


def _folded(path: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()
