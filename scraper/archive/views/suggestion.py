"""Suggestions: addresses on the code host at which a reader mends a tip, or begins a new one from a filled form."""

import datetime
import functools
from urllib.parse import quote

from scraper.archive.archive import Entry
from scraper.archive.settings import Settings
from scraper.frontmatter import render
from scraper.tip import Tip, TipDate

# A script puts the reader's own day in place of these; without one, the check of the pull request asks for it.
DAY, YEAR = "YYYY-MM-DD", "YYYY"
_SOME_DAY = datetime.date(2000, 1, 4)
_FORM = Tip(
    title="What the tip says, in a few words",
    date=TipDate(_SOME_DAY),
    tags=("a tag out of docs/tags.yml",),
    author="Your name",
    description="One sentence that says why the tip is worth reading.",
    body="Write the tip here. Leave a blank line between paragraphs.\n",
)


def edit_url(entry: Entry, settings: Settings) -> str:
    """Return where a tip's file can be edited; empty where nobody said where the repository is."""
    return settings.edit and settings.edit + quote(entry.src_uri.removeprefix("tips/"))


@functools.cache
def suggest_url(settings: Settings) -> str:
    """Return where a new tip can be begun, with its file's name and front matter filled in; empty as above.

    It is the same whatever the archive holds, so that a new tip changes no other tip's page.
    Source of the parameters: GitHub Docs, "Creating new files", and the form's own address.
    """
    if not settings.suggest:
        return ""
    form = render(_FORM).replace(_SOME_DAY.isoformat(), DAY)
    return f"{settings.suggest}?filename={quote(f'{YEAR}/name-of-the-tip.md', safe='')}&value={quote(form, safe='')}"
