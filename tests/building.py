"""The same project built here and elsewhere, and how two sites differ."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

from tests.running import tree
from tests.site_fixtures import ROOT, STARTER, TIPS, a_tip, filed, write_tips

_PARTS = ("docs", "examples", "overrides", "scraper", "mkdocs.yml", "sources.toml")

# Whatever order folders and sets have would show in these, and so would any other encoding than UTF-8.
_ALIKE = tuple(
    filed(name, a_tip("Größe", "2023-06-06", author="Zoë Brânză", tags=("émotion", "naïveté", "phone")))
    for name in ("alike", "as-alike", "just-alike", "more-alike", "quite-alike", "very-alike")
)

# As bare as an environment can be, of somebody on the other side of the world. With these two, Python takes the locale
# C at its word and reads and writes ASCII where nothing else is said.
ELSEWHERE = {
    "PATH": os.environ["PATH"],
    "HOME": "/nowhere",
    "USER": "somebody",
    "LOGNAME": "somebody",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "1",
    "PYTHONPATH": str(Path(__file__).parent / "elsewhere"),
}
HERE = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def a_copy(folder: Path, *, backwards: bool = False) -> Path:
    """Return this project copied to a folder, with the starter's settings, and tips of each kind in place of its own.

    Backwards, its files are written in the opposite order, and say that they were changed long ago.
    """
    files = {path for part in _PARTS for path in (ROOT / part, *(ROOT / part).rglob("*")) if path.is_file()}
    tips = ROOT / "docs" / "tips"
    for path in sorted((path for path in files if not path.is_relative_to(tips)), reverse=backwards):
        if "__pycache__" not in path.parts:
            name = path.relative_to(ROOT)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(STARTER / name if (STARTER / name).is_file() else path, folder / name)
    write_tips(folder / "docs" / "tips", TIPS + _ALIKE)
    if backwards:
        for path in folder.rglob("*"):
            os.utime(path, (500_000_000,) * 2)  # in 1985
    return folder


def run(folder: Path, environment: Mapping[str, str], *module: str, umask: int = 0o022) -> str:
    """Return what a module of Python's prints, run in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=folder,
        env=dict(environment),
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode(errors="replace")


def differences(one: Path, other: Path) -> list[str]:
    """Return a line for each file that is only in one of two folders or not the same in both, with where that begins.

    What is gzipped is compared unpacked where that differs too.
    """
    first, second = tree(one), tree(other)
    found = [f"{name}: only in {one}" for name in first.keys() - second.keys()]
    found += [f"{name}: only in {other}" for name in second.keys() - first.keys()]
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            found.append(f"{name}:{_first_difference(first[name], second[name])}")
    return sorted(found)


def unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def _first_difference(one: bytes, other: bytes) -> str:
    pairs = ((unpacked(one), unpacked(other)), (one, other))
    lines = next(zip_longest(a.split(b"\n"), b.split(b"\n")) for a, b in pairs if a != b)
    return next(f"{n}: {a!r:.200} / {b!r:.200}" for n, (a, b) in enumerate(lines, start=1) if a != b)
