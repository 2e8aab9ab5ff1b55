"""An audit of the built site by tools from outside Python: Lighthouse, and the Nu HTML checker.

python -m tests.audit

Builds the site of this project's tips and that of the tests' odd ones, checks all their pages, lets Lighthouse look at
five pages as a phone does, and ends with 1 where the markup has an error or a score is below 98. The tools come from
npm, in the versions below, and are kept in .cache/audit. Style sheets aren't checked: the checker doesn't know all of
today's CSS.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.pages_server import serve
from tests.site_fixtures import ROOT, SUB_PATH, build_site, chromium, run_build
from tests.test_accessibility import ALL

_PACKAGES = {"lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
_TOOLS = ROOT / ".cache" / "audit"
_MODULES = _TOOLS / "node_modules"
_JAR = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_LEAST = 98
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True, slots=True)
class Look:
    """One look of Lighthouse's at a page: scores of 100 by category, and what it has against the page."""

    scores: dict[str, float]
    against: tuple[str, ...]


def main() -> None:
    """Build, check, look, and say what was found."""
    _require("npm", "Node.js 20 or newer: on Debian and Ubuntu, apt install nodejs npm; or https://nodejs.org")
    _require(
        "java", "Java 17 or newer: on Debian and Ubuntu, apt install default-jre-headless; or https://adoptium.net"
    )
    if not chromium():
        sys.exit("Chromium is needed: install the package chromium, or set CHROMIUM to where it is")
    _install()
    with tempfile.TemporaryDirectory() as name:
        www, odd = Path(name, "www"), build_site(Path(name, "odd"), ALL)
        run = run_build(None, www / SUB_PATH, ROOT)
        if run.returncode:
            sys.exit(run.stderr)
        errors = [error for folder in (www, odd) for error in _markup(folder)]
        print("\n".join(errors) or "The Nu HTML checker finds no error.")
        low = _lighthouse(www)
    if errors or low:
        sys.exit(f"{len(errors)} errors of markup; {len(low)} scores below {_LEAST}")


def _require(command: str, remedy: str) -> None:
    if not shutil.which(command):
        sys.exit(f"{command} is not here. The audit needs {remedy}")


def _install() -> None:
    """Install the tools where they aren't yet; without their install scripts, which download what is here already."""
    files = {name: _MODULES / name / "package.json" for name in _PACKAGES}
    present = {name: json.loads(file.read_text("utf-8"))["version"] for name, file in files.items() if file.exists()}
    if present == _PACKAGES:
        return
    print("Installing Lighthouse and the Nu HTML checker into .cache/audit …")
    _TOOLS.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}@{version}" for name, version in _PACKAGES.items()]
    quietly = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run = subprocess.run(["npm", "install", "--prefix", str(_TOOLS), *quietly, *wanted], check=False)
    if run.returncode:
        sys.exit("npm could not install them; it says why above. Mend that, and run make audit again")


def _markup(www: Path) -> Iterator[str]:
    """Yield what the Nu HTML checker calls an error, on all pages and in all SVG: "tips/index.html:12: …"."""
    for kind in ("html", "svg"):
        files = sorted(str(path.relative_to(www)) for path in www.rglob(f"*.{kind}"))
        run = subprocess.run(
            ["java", "-jar", str(_JAR), f"--{kind}", "--format", "json", *files],
            cwd=www,
            capture_output=True,
            text=True,
            check=False,
        )
        try:
            messages = json.loads(run.stderr)["messages"]
        except (ValueError, KeyError):
            sys.exit(f"the Nu HTML checker failed: {run.stderr}")
        for found in messages:
            if found["type"] != "info":
                yield f"{_place(found, www)}: {found['message']} {found.get('extract', '').strip()!r}"


def _place(found: dict[str, object], www: Path) -> str:
    return f"{str(found.get('url', '')).removeprefix(f'file:{www}/')}:{found.get('lastLine', '')}"


def _lighthouse(www: Path) -> list[str]:
    """Print a table of scores, and return which are too low; below each stands what Lighthouse has against the page."""
    low: list[str] = []
    print(f"\n{'page':<55}" + "".join(f"{name:>16}" for name in _CATEGORIES))
    with serve(www, SUB_PATH) as root:
        for address in _looked_at(www / SUB_PATH):
            looks = [_look(root + address)]
            if min(looks[0].scores.values()) < _LEAST:
                # A busy machine makes a page slow now and then: of three looks, the middle one counts.
                looks += [_look(root + address) for _ in range(2)]
            scores = {name: statistics.median(look.scores[name] for look in looks) for name in _CATEGORIES}
            print(f"{address or 'home':<55}" + "".join(f"{score:>16.0f}" for score in scores.values()), flush=True)
            found = [f"{address} {name}" for name, score in scores.items() if score < _LEAST]
            if found:
                print("\n".join(looks[-1].against))
            low += found
    return low


def _looked_at(site: Path) -> list[str]:
    """Return the addresses of home, of the largest page of a tip and of a tag, of the archive and of search."""

    def largest(pattern: str, but: str = "") -> str:
        found = {path.parent.relative_to(site).as_posix() + "/": path.stat().st_size for path in site.glob(pattern)}
        return max(sorted(found.keys() - {but}), key=lambda address: found[address])

    # The tags by count are another order of the index, and no tag.
    return ["", largest("tips/2*/*/index.html"), largest("tags/*/index.html", "tags/by-count/"), "tips/", "search/"]


def _look(address: str) -> Look:
    """Return what Lighthouse says of a page, seen as on a phone, which is its rule where nothing else is asked for."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "report.json")
        command = [str(_MODULES / ".bin" / "lighthouse"), address, "--quiet", "--output=json", f"--output-path={file}"]
        flags = "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking"
        subprocess.run([*command, flags], env={**os.environ, "CHROME_PATH": chromium()}, check=True)
        report = json.loads(file.read_text("utf-8"))
    categories, audits = report["categories"], report["audits"]
    # A category that could not be judged has no score, which is too low.
    scores = {name: 100 * float(categories[name]["score"] or 0) for name in _CATEGORIES}
    counted = (one["id"] for name in _CATEGORIES for one in categories[name]["auditRefs"] if one["weight"])
    against = (audits[one] for one in counted if audits[one]["score"] not in (None, 1))
    return Look(scores, tuple(f"    {one['title']} {one.get('displayValue', '')}" for one in against))


if __name__ == "__main__":
    main()
