"""The starter archive, known by the fingerprints of its files: what differs by a byte is somebody's own."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper.errors import ConfigError

# Folders that go; and files that become others. Beside these, the starter shares all files with the archive.
FOLDERS = ("docs/tips", "examples")
FILES = ("docs/about.md", "docs/tags.yml", "sources.toml")
ADDRESS = "https://example.github.io/tip-archive/"  # where no archive is: whoever has another has begun
LIST = Path(__file__).with_name("starter.sha256")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project's files stand to the starter's, by their paths in it: `its` are the starter's, `own` are not."""

    its: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def fingerprints(file: Path = LIST) -> Mapping[str, str]:
    """Return the SHA-256 of each file of the starter, by its path in the project."""
    lines = file.read_text("utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def standing(root: Path, known: Mapping[str, str]) -> Standing:
    """Return which files of the starter's folders, and which of its files, are still as the starter has them."""
    its: list[str] = []
    own: list[str] = []
    for path in starter_paths(root):
        (its if path in known and fingerprint(root / path) == known[path] else own).append(path)
    return Standing(tuple(its), tuple(own))


def starter_paths(root: Path) -> Iterator[str]:
    """Yield the files of a project that are or were the starter's, or stand among them, in order of their paths."""
    for folder in FOLDERS:
        inside = sorted((root / folder).rglob("*"))
        yield from (path.relative_to(root).as_posix() for path in inside if path.is_symlink() or not path.is_dir())
    yield from (name for name in FILES if (root / name).is_file())


def fingerprint(file: Path) -> str:
    """Return the SHA-256 of a file's bytes; nothing for a link, which has none of its own."""
    if file.is_symlink() or not file.is_file():
        return ""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        problem = f"the file can't be read ({error.strerror})"
        raise ConfigError(problem, place=file, remedy="Mend that, and run this again") from None


def is_in(path: str, folder: str) -> bool:
    """Whether a path leads into a folder."""
    return PurePosixPath(path).is_relative_to(folder)
