"""The file that people write, of which a page of the site was made."""

from pathlib import Path, PurePosixPath

from scraper.editor.project import Project
from scraper.published.site.built import INDEX


def origin(project: Project, name: str) -> Path | None:
    """Return the Markdown file of a page, "docs/about.md" for "about/index.html"; None where it was made of several."""
    path = PurePosixPath(name)
    page = path.parent
    below, folder = (page.parts[1:], project.tips) if page.parts[:1] == ("tips",) else (page.parts, project.docs)
    if path.name != INDEX or not below:
        return None  # the front page and the list of all years are the archive's own
    plain = folder.joinpath(*below)
    return next((file for file in (plain.with_name(f"{plain.name}.md"), plain / "index.md") if file.is_file()), None)
