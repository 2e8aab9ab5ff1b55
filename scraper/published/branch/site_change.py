"""The site before and after: what is built now, beside what a revision makes."""

from pathlib import Path

from scraper.editor.project import Project
from scraper.errors import TipsError
from scraper.progress import Progress
from scraper.published.branch.former_site import former_site
from scraper.published.branch.site_sizes import SiteChange, read_site
from scraper.revision import Revision


def site_change(folder: Path, revision: Revision, project: Project, progress: Progress) -> SiteChange | str:
    """Return what a revision's site and the one in a folder have in common and not; a sentence where none is there."""
    if not (folder / "index.html").is_file():
        return f"There is no built site in {folder}, so nothing can be told of its pages and sizes."
    now = read_site(folder)
    progress.say(f"Building the site of commit {revision.short} to compare with …")
    try:
        return SiteChange(now, former_site(revision, project))
    except TipsError as error:
        return SiteChange(now, None, error.problem)
