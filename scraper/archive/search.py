"""The search index: Pagefind, run on the built site."""

import subprocess
import sys
from pathlib import Path

from scraper.archive.stable_index import stabilise
from scraper.errors import TipsError

_TIPS = "tips/*/*/index.html"
# What Pagefind writes for its own user interfaces; this site has its own.
_UNUSED = ("*-ui.*", "*component-ui*", "pagefind-highlight.js")
# Pagefind makes no index of nothing, but a site without tips can be searched too: it just finds none.
_NOTHING = """\
const nothing = { results: [], filters: {}, totalFilters: {} };
export const options = async () => {};
export const init = async () => {};
export const filters = async () => ({});
export const search = async () => nothing;
"""


def index_site(site: Path) -> None:
    """Write the search index of a built site into its folder pagefind/. Only tips are indexed.

    Raises TipsError with Pagefind's own words where it fails.
    """
    index = site / "pagefind"
    if not any(site.glob(_TIPS)):
        index.mkdir(exist_ok=True)
        (index / "pagefind.js").write_text(_NOTHING, "utf-8")
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", _TIPS, "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- a fixed command
    if run.returncode:
        words = " ".join((run.stderr or run.stdout or f"exit code {run.returncode}").split()).rstrip(".")
        raise TipsError(
            f"Pagefind could not index the site: {words}",
            place=site,
            remedy='If it will not start at all, install it again with pip install "pagefind[bin]"',
        )
    for pattern in _UNUSED:
        for file in index.glob(pattern):
            file.unlink()
    try:
        stabilise(index)
    except (ValueError, IndexError) as error:
        raise TipsError(
            f"Pagefind wrote an index of a new form ({error})", place=index, remedy="Install the locked version of it"
        ) from None
