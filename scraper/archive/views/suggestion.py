"""Suggestions: addresses on the code host at which a reader mends a tip, reports what is wrong, or begins a new one."""

import datetime
import functools
from dataclasses import replace
from urllib.parse import quote

from scraper.archive.archive import Entry
from scraper.archive.settings import Settings
from scraper.form import FORM
from scraper.frontmatter import render
from scraper.tip import TipDate

# A script puts the reader's own day in place of these; without one, the check of the pull request asks for it.
DAY, YEAR = "YYYY-MM-DD", "YYYY"
_SOME_DAY = datetime.date(2000, 1, 4)


def places(repository: str, edit_uri: str, folder: str) -> tuple[str, str, str]:
    """Return the addresses below which tips are edited, and at which tips and reports are begun; empty where unknown.

    `edit_uri` is MkDocs' own setting, which it knows for several hosts: "edit/main/docs/". `folder` is that of the tips
    in docs/. Only GitHub's forms of new files and issues can be filled in by their address.
    """
    if not (repository and edit_uri):
        return "", "", ""
    root, path = repository.rstrip("/"), f"{edit_uri.strip('/')}/{folder}"
    if not path.startswith("edit/"):
        return f"{root}/{path}/", "", ""
    return f"{root}/{path}/", f"{root}/new/{path.removeprefix('edit/')}", f"{root}/issues/new"


def edit_url(entry: Entry, settings: Settings) -> str:
    """Return where a tip's file can be edited; empty where nobody said where the repository is."""
    return settings.edit and settings.edit + quote(entry.src_uri.removeprefix("tips/"))


def correct_url(entry: Entry, settings: Settings) -> str:
    """Return where a reader tells what is wrong with a tip, in the form of .github/ISSUE_TEMPLATE; empty as above.

    Source of the parameters: GitHub Docs, "Syntax for GitHub's form schema", on the ids of a form's fields.
    """
    if not settings.correct:
        return ""
    title, address = quote(f"Correction: {entry.tip.title}", safe=""), quote(settings.url + entry.address, safe="")
    return f"{settings.correct}?template=correction.yml&title={title}&tip={address}"


@functools.cache
def suggest_url(settings: Settings) -> str:
    """Return where a new tip can be begun, with its file's name and front matter filled in; empty as above.

    It is the same whatever the archive holds, so that a new tip changes no other tip's page.
    Source of the parameters: GitHub Docs, "Creating new files", and the form's own address.
    """
    if not settings.suggest:
        return ""
    form = render(replace(FORM, date=TipDate(_SOME_DAY))).replace(_SOME_DAY.isoformat(), DAY)
    return f"{settings.suggest}?filename={quote(f'{YEAR}/name-of-the-tip.md', safe='')}&value={quote(form, safe='')}"
