"""`tips check-site` on the built site of 10,000 generated tips: seconds, and peak memory.

python -m benchmarks.check_site [TIPS]

Prints a table, and ends with 1 where a budget is broken or what was planted isn't found. The check is a process of its
own that has to read all it needs; the disk's own cache is warm, as it is right after a build.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tips import generate, write_tips
from tests.site_fixtures import ROOT, SUB_PATH, run_build

_PLANTED = 5  # cards that are taken out of the site: each is missed by one page, and by feeds maybe
_SECONDS, _MEGABYTES = 20.0, 150.0


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took, and what it said. Without others at work, `busy` is `seconds`."""

    seconds: float
    busy: float
    megabytes: float
    told: str


def main() -> None:
    """Build the site, check it as it is and with cards taken out, print, and judge."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        site = Path(name, SUB_PATH)
        write_tips(Path(name, "tips"), number)
        build = run_build(Path(name, "tips"), site)
        if build.returncode:
            sys.exit(build.stderr)
        whole = _check(site)
        for filed in list(generate(_PLANTED)):
            (site / "cards" / filed.path.with_suffix(".png")).unlink()
        broken = _check(site)
    headline = whole.told.splitlines()[-1]
    rows = (
        (f"all of {number:,} tips", whole.seconds, "s", _SECONDS),
        ("… in which the processor was busy", whole.busy, "s", None),
        ("memory", max(whole.megabytes, broken.megabytes), "MB", _MEGABYTES),
    )
    print(f"| {'tips check-site':<34} | {'measured':>10} | {'at most':>8} |\n| --- | ---: | ---: |")
    for what, value, unit, budget in rows:
        print(f"| {what:<34} | {value:>7.2f} {unit:<2} | {f'{budget:.0f} {unit}' if budget else '':>8} |")
    found = len(re.findall(r"cards/.*leads to no file", broken.told))
    print(f"{headline}\n{found} of {_PLANTED} missing cards were found")
    wrong = [what for what, value, _, budget in rows if budget and value > budget]
    if not headline.startswith("The site is in order"):
        wrong.append("the whole site")
    if found != _PLANTED:
        wrong.append("missing cards")
    if wrong:
        sys.exit(f"not as it should be: {'; '.join(wrong)}")


def _check(site: Path) -> Run:
    command = [sys.executable, "-m", "scraper", "check-site", str(site)]
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=ROOT, stdout=told)  # noqa: S603 -- a fixed command
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit("the check failed; run it by hand to see why")
        told.seek(0)
        said = told.read().decode()
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, said)


if __name__ == "__main__":
    main()
