"""Merged tips → what changes in the folder of tips: planned one by one, then carried out, one whole file at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from scraper import frontmatter
from scraper.change import Change, Verdict, differences
from scraper.drafts import Drafts
from scraper.errors import TipFileError, TipsError
from scraper.merge import Merged, title_key
from scraper.names import Names
from scraper.shelf import put, read_tip, remove
from scraper.tip import FiledTip, Tip, slug
from scraper.upstream import kept

Planned = tuple[Change, str]
"""A change, and the text that its file will hold; empty where nothing is written."""


def plan(merged: Iterable[Merged], names: Names, drafts: Drafts, folder: Path) -> Iterator[Planned]:
    """Yield a change for each tip of this run: first of those that stay where they are, then of all that need a name.

    A file keeps its name for as long as it lives. Where two tips want one name, the earlier takes it and the next gets
    a number; a file that people edited is never touched, and where a file cannot be read its name is left alone.
    """
    for one in merged:
        for file in one.filed:
            names.claim(file.path)
        if one.edited:
            yield kept(one.tip, one.edited[0]), ""
            continue
        change, text = _refiled(one.tip, one.filed) if one.filed else _new(one.tip)
        if change.path in [file.path for file in one.filed]:
            yield change, text
        else:
            drafts.add(_seniority(one), change, text)
    for change, text in drafts:
        if change.verdict is Verdict.NEW:
            yield _settled(change, text, names, folder)
        else:  # its year became known, or another
            yield replace(change, path=names.free(change.path)), text


def carry_out(planned: Iterable[Planned], folder: Path) -> Iterator[tuple[Change, TipsError | None]]:
    """Write what is new or updated, and yield each change with what went wrong, if anything did."""
    for change, text in planned:
        try:
            if text:
                put(folder, change.path, text)
        except TipsError as error:
            yield replace(change, verdict=Verdict.HELD, note="it could not be written"), error
            continue
        try:
            for path in change.replaces:
                remove(folder, path)
        except TipsError as error:
            yield change, error
        else:
            yield change, None


def address(path: PurePosixPath) -> str:
    """Return a tip's address from the root of the site: "tips/2017/be-brief/"."""
    return f"tips/{path.with_suffix('')}/"


def _refiled(tip: Tip, filed: tuple[FiledTip, ...]) -> Planned:
    """What becomes of the files that a tip has already; usually one, two where they turned out to be the same tip."""
    home = next((file for file in filed if str(file.path.parent) == tip.folder), filed[0])
    path = PurePosixPath(tip.folder, home.path.name)
    gone = tuple(file.path for file in filed if file.path != path)
    aliases = dict.fromkeys((*tip.aliases, *(address(old) for old in gone)))
    whole = replace(tip, aliases=tuple(aliases), scraped=home.tip.scraped)
    # Comparing tips is quick, and fingerprints also tell of texts that differ only as a file never shows.
    if not gone and (whole == home.tip or frontmatter.fingerprint(whole) == home.tip.scraped):
        return Change.of(Verdict.UNCHANGED, path, tip), ""
    change = Change.of(Verdict.UPDATED, path, tip)
    return replace(change, replaces=gone, keys=differences(home.tip, whole)), frontmatter.render_sealed(whole)


def _new(tip: Tip) -> Planned:
    return Change.of(Verdict.NEW, PurePosixPath(tip.folder, f"{slug(tip.title)}.md"), tip), frontmatter.render_sealed(
        tip
    )


def _settled(change: Change, text: str, names: Names, folder: Path) -> Planned:
    """What becomes of a tip that has no file, as far as anybody knows."""
    for path in names.unclaimed(change.path):
        # An edited file may have got another title or date by hand: its name still tells which tip it is.
        if (orphan := _edited(folder, path)) and orphan.tip.source == change.source:
            names.claim(path)
            return kept(frontmatter.parse(text), orphan), ""
    if names.is_broken(change.path):
        return replace(change, verdict=Verdict.HELD, note="a file of that name cannot be read; mend it first"), ""
    return replace(change, path=names.free(change.path)), text


def _edited(folder: Path, path: PurePosixPath) -> FiledTip | None:
    """A file that the scraper once wrote and people edited since."""
    try:
        file = read_tip(folder, path)
    except TipFileError:  # it was whole when this run began; its name stays taken
        return None
    return file if file.tip.scraped and frontmatter.is_edited(file.tip) else None


def _seniority(one: Merged) -> tuple[str, ...]:
    """Those that have a file come first, then the earlier ones."""
    tip = one.tip
    known = tip.date.known if tip.date else ""
    return "0" if one.filed else "1", tip.folder, known, tip.source, title_key(tip.title), tip.source_url
