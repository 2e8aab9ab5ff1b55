"""`tips check` over 10,000 generated tips and over one of them that was changed: seconds, and peak memory.

python -m benchmarks.check [TIPS]

Prints a table, and ends with 1 where a budget is broken or a near-duplicate isn't found. Each run is a process of its
own that has to read all it needs; the disk's own cache is warm, as it is after a checkout.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from benchmarks.tips import generate, write_tips
from scraper.frontmatter import render
from scraper.tip import FiledTip

_ROOT = Path(__file__).parents[1]
_PLANTED = 5  # tips of which there is a second one, with every tenth word another
_RUNS = 5
_SECONDS, _SECONDS_FOR_ONE, _MEGABYTES = 15.0, 1.0, 300.0


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took, and how many near-duplicates it told of. Without others at work, `busy` is `seconds`."""

    seconds: float
    busy: float
    megabytes: float
    duplicates: int


def main() -> None:
    """Write the tips, check them, print, and judge."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planted = _write(folder, number)
        everything = _check(folder)
        ones = [_check(folder, planted[0]) for _ in range(_RUNS)]
    rows = (
        (f"all of {number:,} tips", everything.seconds, "s", _SECONDS),
        ("… in which the processor was busy", everything.busy, "s", None),
        (f"one of them, median of {_RUNS}", statistics.median(run.seconds for run in ones), "s", _SECONDS_FOR_ONE),
        ("… in which the processor was busy", statistics.median(run.busy for run in ones), "s", None),
        ("memory for all", everything.megabytes, "MB", _MEGABYTES),
        ("memory for one", max(run.megabytes for run in ones), "MB", None),
    )
    print(f"| {'tips check':<34} | {'measured':>10} | {'at most':>8} |\n| --- | ---: | ---: |")
    for what, value, unit, budget in rows:
        print(f"| {what:<34} | {value:>7.2f} {unit:<2} | {f'{budget:.0f} {unit}' if budget else '':>8} |")
    print(f"{everything.duplicates} of {_PLANTED} near-duplicates were found, and {ones[0].duplicates} of 1")
    broken = [what for what, value, _, budget in rows if budget and value > budget]
    if everything.duplicates != _PLANTED or any(run.duplicates != 1 for run in ones):
        broken.append("near-duplicates")
    if broken:
        sys.exit(f"not as it should be: {'; '.join(broken)}")


def _write(folder: Path, number: int) -> list[PurePosixPath]:
    """Write a project with so many tips; return the files of those that are almost the same as another."""
    tips = folder / "docs" / "tips"
    write_tips(tips, number - _PLANTED)
    tags: dict[str, None] = {}
    random_ = random.Random(1)  # noqa: S311 -- the same words each time
    planted: list[PurePosixPath] = []
    for filed in generate(number - _PLANTED):
        tags.update(dict.fromkeys(filed.tip.tags))
        if len(planted) < _PLANTED:
            copy = _changed(filed, random_)
            (tips / copy.path).write_text(render(copy.tip), "utf-8")
            planted.append(copy.path)
    (folder / "docs" / "tags.yml").write_text("tags:\n" + "".join(f"  {tag}:\n" for tag in tags), "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Tips\nplugins:\n  - tip-archive\n", "utf-8")
    (folder / "sources.toml").write_text('[bell]\ntitle = "The Bell Letter"\n', "utf-8")
    return planted


def _changed(filed: FiledTip, random_: random.Random) -> FiledTip:
    words = filed.tip.body.split(" ")
    for place in range(random_.randrange(10), len(words), 10):
        words[place] = random_.choice(words)
    tip = replace(filed.tip, title=f"{filed.tip.title} again", body=" ".join(words), source="", source_url="")
    return FiledTip(filed.path.with_stem(f"{filed.path.stem}-again"), tip)


def _check(folder: Path, *paths: PurePosixPath) -> Run:
    command = [sys.executable, "-m", "scraper", "check", *(f"docs/tips/{path}" for path in paths)]
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        process = subprocess.Popen(command, cwd=folder, stdout=told, env=environment)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit("the check failed; run it by hand to see why")
        told.seek(0)
        duplicates = told.read().count(b"TIP701 near-duplicate")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, duplicates)


if __name__ == "__main__":
    main()
