"""Old addresses: which of them lead to a tip of the working tree, so that old links go on."""

from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from scraper.archive.address import alias_target, page_address
from scraper.archive.aliases import own_file
from scraper.archive.edition import Edition, Standing
from scraper.editor.across.others import others
from scraper.shelf import tip_files


def address_of(path: PurePosixPath) -> str:
    """Return the address of the tip that lies there: "tips/2024/be-brief/"."""
    return page_address(_page(path))


def leading_on(folder: Path, gone: Collection[PurePosixPath], edition: Edition) -> Mapping[PurePosixPath, str]:
    """Return the titles of the published tips that have the addresses of tips that are gone among their aliases."""
    wanted = {own_file(_page(path)): path for path in gone}
    found: dict[PurePosixPath, str] = {}
    for other in others(folder, tip_files(folder)) if wanted else ():
        tip = other.tip if b"aliases" in other.front else None
        if tip and edition.standing(tip) is Standing.PUBLISHED:
            for alias in tip.aliases:
                if path := wanted.get(alias_target(alias) or ""):
                    found.setdefault(path, tip.title)
    return found


def _page(path: PurePosixPath) -> str:
    return f"tips/{path.as_posix()}"
