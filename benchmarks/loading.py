"""What a real browser loads from a site: bytes of bodies on the wire, as GitHub Pages sends them."""

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import launched
from tests.pages_server import serve
from tests.site_fixtures import SUB_PATH

_SETTLED = 500  # milliseconds in which whatever is still wanted comes
_A_LETTER = 90  # milliseconds, as quick typists take them


def first_visit(www: Path, address: str) -> int:
    """Return how many bytes a first visit to a page takes, with everything that it loads."""
    with _visited(www, address) as (_, sent):
        return sum(sent.values())


def first_search(www: Path, address: str, word: str) -> int:
    """Return how many bytes the first search from a page takes, over what any page of the site has loaded by itself.

    On the search page, which may open the index before anything is typed, that is all but the page and its assets.
    """
    with _visited(www, address) as (page, sent):
        is_search_page = bool(page.locator("main [name=q]").count())
        before = {path for path in sent if not is_search_page or re.search(r"/search/(?:\?|$)|/assets/", path)}
        if is_search_page:
            page.locator("main [name=q]").focus()
        else:
            page.keyboard.press("/")
            page.wait_for_timeout(_SETTLED)
        page.keyboard.type(word, delay=_A_LETTER)
        expect(page.get_by_role("status").filter(has_text=f"“{word}”")).to_be_visible(timeout=60_000)
        page.wait_for_timeout(_SETTLED)
        return sum(size for path, size in sent.items() if path not in before)


@contextlib.contextmanager
def _visited(www: Path, address: str) -> Iterator[tuple[Page, dict[str, int]]]:
    """Yield a page that has loaded all it wants in a fresh browser, and what was sent so far, by path.

    A request to another host ends it all: the site promises that there is none.
    """
    sent: dict[str, int] = {}

    def add(path: str, size: int) -> None:
        sent[path] = sent.get(path, 0) + size

    with serve(www, SUB_PATH, add) as root, launched() as browser:
        context = browser.new_context()
        elsewhere: list[str] = []
        context.on("request", lambda request: elsewhere.extend([] if request.url.startswith(root) else [request.url]))
        page = context.new_page()
        page.goto(root + address, wait_until="networkidle")
        yield page, sent
        context.close()
        if elsewhere:
            sys.exit(f"{address} asks another host: {', '.join(elsewhere)}")
