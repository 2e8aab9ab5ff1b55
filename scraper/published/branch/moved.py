"""Which new file holds the tip of a file that is gone: renamed files, as far as one can tell."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from scraper.archive.address import alias_target
from scraper.archive.aliases import own_file
from scraper.tip import Tip

_Sign = Callable[[PurePosixPath, Tip], Iterable[str | None]]


def moved(gone: Mapping[PurePosixPath, Tip], come: Mapping[PurePosixPath, Tip]) -> dict[PurePosixPath, PurePosixPath]:
    """Return, by new files, the files that are gone and held the same tip.

    It is the same where the new one names the old address as its own, or else has the same source, title or text: how
    alike two files are as bytes, as git asks, says little where most of a short file is front matter.
    """
    found: dict[PurePosixPath, PurePosixPath] = {}
    for of_old, of_new in _SIGNS:
        held = {sign: path for path, tip in gone.items() for sign in of_old(path, tip) if sign}
        for path, tip in come.items():
            old = next((held[sign] for sign in of_new(path, tip) if sign in held), None)
            if old and path not in found and old not in found.values():
                found[path] = old
    return found


def _address(path: PurePosixPath, _: Tip) -> Iterable[str | None]:
    return [own_file(f"tips/{path.as_posix()}")]


def _old_addresses(_: PurePosixPath, tip: Tip) -> Iterable[str | None]:
    return map(alias_target, tip.aliases)


def _source(_: PurePosixPath, tip: Tip) -> Iterable[str | None]:
    return [tip.source_url]


def _title(_: PurePosixPath, tip: Tip) -> Iterable[str | None]:
    return [" ".join(tip.title.casefold().split())]


def _text(_: PurePosixPath, tip: Tip) -> Iterable[str | None]:
    return [tip.body]


_SIGNS: tuple[tuple[_Sign, _Sign], ...] = (
    (_address, _old_addresses),
    (_source, _source),
    (_title, _title),
    (_text, _text),
)
