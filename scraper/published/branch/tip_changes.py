"""Tips added, changed, moved and removed: what the files of the working tree are beside those of a revision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper import frontmatter
from scraper.archive.edition import Edition, Standing
from scraper.errors import TipFileError
from scraper.frontmatter.encoding import decoded
from scraper.published.branch.addresses import address_of, leading_on
from scraper.published.branch.moved import moved
from scraper.published.branch.wording import what_differs
from scraper.revision import Difference, Revision, contents
from scraper.tip import Tip

_MENDED = (("file", "it could not be read before"),)
_Files = Mapping[PurePosixPath, Difference]


@dataclass(frozen=True, slots=True)
class Move:
    """An address at which a published tip was. `to` is where it is now, empty where it is gone or not published.

    `leads_to` is the title of the tip to which the old address leads on, empty where it leads nowhere.
    """

    address: str
    to: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class TipChange:
    """One tip, as it is now, or was where it is removed. `path` is relative to the folder of tips, `standing` of now.

    `differs` says what changed, part by part; it is empty for added and removed tips, and where only the form of the
    file changed. `move` is there where an address is no longer that of the tip.
    """

    path: PurePosixPath
    tip: Tip
    standing: Standing
    differs: tuple[tuple[str, str], ...] = ()
    move: Move | None = None


@dataclass(frozen=True, slots=True)
class TipChanges:
    """All of them, each kind in the order of its files; and files that can't be read, each with the first reason."""

    added: tuple[TipChange, ...] = ()
    changed: tuple[TipChange, ...] = ()
    removed: tuple[TipChange, ...] = ()
    unreadable: tuple[tuple[PurePosixPath, str], ...] = ()


def is_tip(path: PurePosixPath, tips: PurePosixPath) -> bool:
    """Whether a file of the repository is a tip of that folder."""
    if not path.is_relative_to(tips) or path.suffix != ".md":
        return False
    return not any(part.startswith(".") for part in path.relative_to(tips).parts)


def tip_changes(revision: Revision, different: Iterable[Difference], folder: Path, edition: Edition) -> TipChanges:
    """Return what became of the tips of a folder, of all files that are different."""
    tips = revision.tips(folder)
    files = {one.path.relative_to(tips): one for one in different if is_tip(one.path, tips)}
    before, (after, unreadable) = dict(_before(revision, files)), _after(folder, files)
    taken_away = [path for path, one in files.items() if not one.is_there]
    new = {path: tip for path, tip in after.items() if not files[path].blob}
    origin = moved({path: before[path] for path in taken_away if path in before}, new)
    leads = leading_on(folder, taken_away, edition)

    def changed(path: PurePosixPath, tip: Tip) -> TipChange:
        old = origin.get(path, path)
        move = _move((old, before.get(old)), (path, tip), edition, leads)
        differs = tuple(what_differs(before[old], tip)) if old in before else _MENDED
        return TipChange(path, tip, edition.standing(tip), differs, move)

    def removed(path: PurePosixPath) -> TipChange:
        tip = before.get(path, Tip(path.name, ""))
        move = _move((path, before.get(path)), (path, None), edition, leads)
        return TipChange(path, tip, edition.standing(tip), move=move)

    return TipChanges(
        added=tuple(TipChange(path, tip, edition.standing(tip)) for path, tip in new.items() if path not in origin),
        changed=tuple(changed(path, tip) for path, tip in after.items() if path not in new or path in origin),
        removed=tuple(removed(path) for path in taken_away if path not in origin.values()),
        unreadable=unreadable,
    )


def _before(revision: Revision, files: _Files) -> Iterator[tuple[PurePosixPath, Tip]]:
    """Yield the tips that could be read at the revision."""
    blobs = contents(revision, (one.blob for one in files.values()))
    for path, one in files.items():
        try:
            if one.blob in blobs:
                yield path, frontmatter.parse(decoded(blobs[one.blob]))
        except TipFileError:
            continue


def _after(folder: Path, files: _Files) -> tuple[dict[PurePosixPath, Tip], tuple[tuple[PurePosixPath, str], ...]]:
    """Return the tips as they are now, and what is wrong with those that can't be read."""
    found: dict[PurePosixPath, Tip] = {}
    unreadable: list[tuple[PurePosixPath, str]] = []
    for path in (path for path, one in files.items() if one.is_there):
        try:
            found[path] = frontmatter.read(folder / path)
        except TipFileError as error:
            unreadable.append((path, error.problem))
    return found, tuple(unreadable)


def _move(
    before: tuple[PurePosixPath, Tip | None],
    after: tuple[PurePosixPath, Tip | None],
    edition: Edition,
    leads: Mapping[PurePosixPath, str],
) -> Move | None:
    """Return what becomes of the address that a tip had; None where it had none, or has it still."""
    (old, was), (path, tip) = before, after
    if was is None or edition.standing(was) is not Standing.PUBLISHED:
        return None
    is_published = tip is not None and edition.standing(tip) is Standing.PUBLISHED
    if is_published and old == path:
        return None
    return Move(address_of(old), address_of(path) if is_published else "", leads.get(old, ""))
