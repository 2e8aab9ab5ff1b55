"""Unready tips: at the address of a tip that can't be published as it is, a page that says why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from scraper.archive.page import Meta, PreparedPage
from scraper.archive.site import Site, page_file
from scraper.errors import TipsError
from scraper.tip import INDEX_NAMES


def with_messages(site: Site, problems: Iterable[TipsError], folder: Path) -> Site:
    """Return the site with a page of messages in place of each tip that has problems; `folder` is where tips lie.

    A file whose address is that of another page has none.
    """
    found: defaultdict[str, list[TipsError]] = defaultdict(list)
    for problem in problems:
        file = Path(problem.place)
        if file.is_relative_to(folder) and file.stem.lower() not in INDEX_NAMES:
            found[f"tips/{file.relative_to(folder).as_posix()}"].append(problem)
    pages = tuple(
        replace(page, markdown="", meta=messages(found.pop(page.src_uri), "tip")) if page.src_uri in found else page
        for page in site.pages
    )
    taken = {page_file(page.src_uri) for page in pages} | {path for path, _ in site.files}
    more = tuple(
        PreparedPage(src_uri, "", messages(its, "tip"))
        for src_uri, its in found.items()
        if page_file(src_uri) not in taken
    )
    return replace(site, pages=pages + more)


def messages(problems: Iterable[TipsError], what: str = "page") -> dict[str, Meta]:
    """Return what the template of such a page reads."""
    return {
        "template": "unready.html",
        "title": f"This {what} can’t be shown yet",
        "noindex": True,
        "problems": [
            {
                "place": ":".join(str(part) for part in (problem.place, problem.line, problem.column) if part),
                "problem": f"{problem.code} {problem.problem}".strip(),
                "remedy": problem.remedy,
            }
            for problem in problems
        ],
    }
