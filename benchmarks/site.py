"""The sites of 100 and of 10,000 generated tips: what building them takes, and what readers have to load.

python -m benchmarks.site [TIPS]

Prints a table, and ends with 1 where a budget is broken. All is served and gzipped as GitHub Pages does it; a KB is
1,000 bytes of bodies, headers not counted.
"""

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.loading import first_search, first_visit
from benchmarks.tips import generate, write_tips
from tests.site_fixtures import ROOT, SUB_PATH

_FEW = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, and the most that it may be, if anything."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    where: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether it is more than it may be."""
        return self.budget is not None and self.value > self.budget


def main() -> None:
    """Build both sites, measure, print, and judge."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        folders = {number: Path(name, str(number)) for number in (_FEW, many)}
        for number, folder in folders.items():
            write_tips(folder / "tips", number)
            figures += _build(folder, number)
        figures += _pages(folders[many] / SUB_PATH, folders[_FEW] / SUB_PATH, many)
        figures += _loading(folders[many], many)
    print(f"| {'of ' + format(many, ',') + ' tips':<64} | {'measured':>10} | {'at most':>10} |\n| --- | ---: | ---: |")
    for figure in figures:
        print(_line(figure))
    broken = [figure.what for figure in figures if figure.is_broken]
    if broken:
        sys.exit(f"over budget: {'; '.join(broken)}")


def _line(figure: Figure) -> str:
    most = f"{figure.budget:,.0f} {figure.unit}" if figure.budget is not None else ""
    what = f"{figure.what} ({figure.where})" if figure.where else figure.what
    return f"| {what:<64} | {figure.value:,.1f} {figure.unit} | {most}{' BROKEN' if figure.is_broken else ''} |"


def _build(folder: Path, number: int) -> Iterator[Figure]:
    """Build a site, and yield what it took: seconds, and the memory of the largest process."""
    site = folder / SUB_PATH
    environment = {**os.environ, "TIPS_DIR": str(folder / "tips"), "NO_MKDOCS_2_WARNING": "1"}
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 -- a fixed command
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=ROOT,
        env=environment,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        sys.exit("the build failed")
    yield Figure(f"building {number:,} tips", time.perf_counter() - begun, "s")
    unit = 1 if sys.platform == "darwin" else 1024
    yield Figure(f"building {number:,} tips, memory", usage.ru_maxrss * unit / 1e6, "MB")
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    yield Figure(f"the built site of {number:,} tips, {len(sizes):,} files", sum(sizes) / 1e6, "MB")


def _pages(many: Path, few: Path, number: int) -> Iterator[Figure]:
    """Yield the sizes of pages: of tips, largest and median, in both sites; and of the largest page of another kind."""
    tips = _tip_pages(many, number)
    for what, measure, budget, most in (("raw", len, 30, 2), ("gzip", _packed, 9, 1)):
        sizes = {address: measure(path.read_bytes()) / 1e3 for address, path in tips.items()}
        largest = max(sizes, key=lambda address: sizes[address])
        yield Figure(f"a tip's page, {what}, largest", sizes[largest], "KB", budget, largest)
        yield Figure(f"a tip's page, {what}, median", statistics.median(sizes.values()), "KB", budget)
        # The same tips in both sites. In the large one each has neighbours in all its lists, and relatives; no more.
        few_sizes = {address: measure(path.read_bytes()) / 1e3 for address, path in _tip_pages(few, _FEW).items()}
        more = [sizes[address] - size for address, size in few_sizes.items()]
        yield Figure(f"what the other tips add to a tip's page, {what}, median", statistics.median(more), "KB", most)
    others = {path: path.stat().st_size / 1e3 for path in many.rglob("*.html") if path not in set(tips.values())}
    largest_list = max(others, key=lambda path: others[path])
    where = largest_list.relative_to(many).as_posix().removesuffix("index.html")
    yield Figure("a listing page, raw, largest", others[largest_list], "KB", 150, where)


def _packed(text: bytes) -> int:
    return len(gzip.compress(text, 6))


def _tip_pages(site: Path, number: int) -> dict[str, Path]:
    """Return the pages of the first tips by address, "tips/2024/be-brief/"."""
    addresses = (f"tips/{filed.path.with_suffix('').as_posix()}/" for filed in generate(number))
    return {address: site / address / "index.html" for address in addresses}


def _words(number: int) -> dict[str, str]:
    """Return a word that one tip has, one that a hundredth of them have, and one that most and one that all have.

    Where words of nearly all tips stand is not loaded; "common" is the most frequent of which it is.
    """
    tips_with = Counter(word for filed in generate(number) for word in set(filed.tip.body.lower().split()))
    found = sorted((count, word) for word, count in tips_with.items() if word.isalpha())
    typical = min(found, key=lambda one: (abs(one[0] - number / 100), one[1]))
    common = max((count, word) for count, word in found if count < 0.9 * number)
    return {"rare": found[0][1], "typical": typical[1], "common": common[1], "very common": found[-1][1]}


def _loading(www: Path, number: int) -> Iterator[Figure]:
    """Yield what a browser loads for a first visit and for first searches."""
    tips = _tip_pages(www / SUB_PATH, number)
    largest = max(tips, key=lambda address: tips[address].stat().st_size)
    yield Figure("first visit to a tip's page, all of it, gzip", first_visit(www, largest) / 1e3, "KB", 80, largest)
    for place, page in (("dialog", largest), ("search page", "search/")):
        for kind, word in _words(number).items():
            loaded = first_search(www, page, word) / 1e3
            yield Figure(f"first search for a {kind} word, in the {place}, gzip", loaded, "KB", 250, f"“{word}”")


if __name__ == "__main__":
    main()
