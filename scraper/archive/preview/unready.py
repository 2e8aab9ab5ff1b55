"""Unready tips: on the page of a tip that can't be published as it is, what is wrong with it."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from scraper.archive.page import Meta, PreparedPage
from scraper.archive.site import Site, page_file
from scraper.errors import TipsError
from scraper.tip import INDEX_NAMES


def with_messages(site: Site, problems: Iterable[TipsError], folder: Path) -> Site:
    """Return the site with what is wrong on the page of each tip that has problems; `folder` is where tips lie.

    A tip that can't be shown at all has a page of nothing else, unless its file's address is that of another page.
    """
    found: defaultdict[str, list[TipsError]] = defaultdict(list)
    for problem in problems:
        file = Path(problem.place)
        if file.is_relative_to(folder) and file.stem.lower() not in INDEX_NAMES:
            found[f"tips/{file.relative_to(folder).as_posix()}"].append(problem)
    pages = tuple(
        page.with_more(problems=_listed(found.pop(page.src_uri))) if page.src_uri in found else page
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
        "problems": _listed(problems),
    }


def _listed(problems: Iterable[TipsError]) -> list[Meta]:
    return [
        {
            "place": ":".join(str(part) for part in (problem.place, problem.line, problem.column) if part),
            "problem": f"{problem.code} {problem.problem}".strip(),
            "remedy": problem.remedy,
        }
        for problem in problems
    ]


class SaidAlready(logging.Filter):
    """Keeps back what MkDocs says of links in tips: it has been said, with line and remedy."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to say it."""
        return not record.getMessage().startswith("Doc file 'tips/")
