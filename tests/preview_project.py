"""A project to preview, and what editors do to it: each edit can follow on any other."""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from mkdocs.commands.build import build
from mkdocs.config import load_config

from scraper.archive.plugin import TipArchive
from scraper.archive.preview.preview import Preview
from scraper.frontmatter import render
from scraper.tip import FiledTip, Status
from tests.running import tree
from tests.site_fixtures import DOT, LONG, STARTER, TIPS, a_tip, filed, write_tips

URL = "http://127.0.0.1:8000/tip-archive/"
_MORE_RULES = ("tip?0[2-9].md", "tip?1?.md")
Edit: TypeAlias = Callable[[Path], object]

LINKING = filed(
    "linking",
    a_tip(
        "It links",
        "2024-01-09",
        "[brief](be-brief.md) [gone](gone.md) [other](../2019/older.md#x) ![dot](dot.png)\n\n<!-- tips: tag=phone -->",
        tags=("phone",),
    ),
)
BRIEF = next(one for one in TIPS if one.slug == "be-brief")
NEWEST = TIPS[0]


class Served:
    """A project as `mkdocs serve` builds it, without the server around it."""

    def __init__(self, project: Path, site: Path, url: str = URL) -> None:
        self.project, self.site, self.url = project, site, url
        self.preview = Preview()
        site.mkdir()

    def build(self) -> dict[str, bytes]:
        """Build once more, and return the files that are served then."""
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = self.url
        plugin = config.plugins["tip-archive"]
        assert isinstance(plugin, TipArchive)
        plugin.editing, plugin.preview = True, self.preview
        try:
            build(config, serve_url=self.url)
        finally:
            plugin.editing, plugin.preview = False, None
        return tree(self.site)


def a_preview(folder: Path, search: bool = False) -> Path:
    """Return a project with tips of each kind; its search is off, as that is not made in the moment after an edit.

    Of the many pages about rules, which are all alike, it has the first of each chapter.
    """
    shutil.copytree(STARTER / "overrides", folder / "overrides")
    shutil.copytree(STARTER / "docs", folder / "docs", ignore=shutil.ignore_patterns("tips", *_MORE_RULES))
    changed("docs/rules/index.md", r"^\|.*\(tip\d(?:0[2-9]|1\d)\.md\).*\n", "", count=0)(folder)
    shutil.copy(STARTER / "sources.toml", folder)
    shutil.copy(STARTER / "mkdocs.yml", folder)
    if not search:
        changed("mkdocs.yml", r"^      newest: 7", "      search: false\n      newest: 7")(folder)
    write_tips(folder / "docs" / "tips", (*TIPS, LINKING))
    return folder


def saved(filed: FiledTip, **changes: object) -> Edit:
    """Return the edit that saves a tip with some of it changed."""
    return lambda project: _write(project / "docs/tips" / filed.path, render(replace(filed.tip, **changes)))  # type: ignore[arg-type] # a table's row


def written(file: str, content: str | bytes) -> Edit:
    """Return the edit that saves a file with this content."""
    return lambda project: _write(project / file, content)


def changed(file: str, pattern: str, new: str, count: int = 1) -> Edit:
    """Return the edit that replaces what a pattern finds first in a file, if it is there; all that it finds with 0."""

    def edit(project: Path) -> None:
        path = project / file
        if path.exists():
            path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=count, flags=re.MULTILINE), "utf-8")

    return edit


def deleted(file: str) -> Edit:
    """Return the edit that takes a file away."""
    return lambda project: (project / file).unlink(missing_ok=True)


def renamed(file: str, other: str) -> Edit:
    """Return the edit that gives a file another name, if it is there."""

    def edit(project: Path) -> None:
        if (project / file).exists():
            _write(project / other, (project / file).read_bytes())
            (project / file).unlink()

    return edit


def all_of(edits: Iterable[Edit]) -> Edit:
    """Return several edits as one that is seen at once."""
    return lambda project: [edit(project) for edit in edits]


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


_BRIEF = f"docs/tips/{BRIEF.path}"
EDITS: dict[str, Edit] = {
    "a body": saved(BRIEF, body="Say it in **two** breaths. And a ptarmigan."),
    "a body with a list": saved(BRIEF, body="One.\n\n<!-- tips: limit=3 -->\n\nTwo."),
    "a title": saved(BRIEF, title="Be very <brief> & “clear”"),
    "the newest title": saved(NEWEST, title="Name each wait"),
    "a long newest body": saved(NEWEST, body=f"{LONG} end"),
    "the end of the newest body": saved(NEWEST, body=f"{LONG} end, or nearly"),
    "the newest body": saved(NEWEST, body="[brief](be-brief.md) ![dot](../2023/dot.png)"),
    "a date": saved(BRIEF, date=a_tip(date="2024-03-26").date),
    "a date known less well": saved(BRIEF, date=a_tip(date="2024").date),
    "another year": all_of(
        (
            deleted(_BRIEF),
            saved(filed("be-brief", replace(BRIEF.tip, date=a_tip(date="2019-03-05").date, aliases=()))),
        )
    ),
    "tags": saved(BRIEF, tags=("empathy", "a new tag")),
    "no tags": saved(BRIEF, tags=()),
    "an author": saved(BRIEF, author="Nobody Else"),
    "a description": saved(BRIEF, description="Brevity."),
    "an alias": saved(BRIEF, aliases=("old/brief/", "old.html")),
    "a teaser": saved(BRIEF, status=Status.TEASER),
    "a draft": saved(BRIEF, status=Status.DRAFT),
    "another language": saved(BRIEF, lang="ar"),
    "a further tip": saved(filed("further", a_tip("Further", "2025-01-07", tags=("phone",)))),
    "a further tip without a date": saved(filed("further", a_tip("Further", ""))),
    "the target of a dead link": saved(filed("gone", a_tip("Here now", "2024-02-06"))),
    "a deleted tip": deleted(_BRIEF),
    "another address": renamed(_BRIEF, "docs/tips/2024/brief.md"),
    "no tips at all": lambda project: shutil.rmtree(project / "docs/tips"),
    "all tips again": lambda project: write_tips(project / "docs/tips", (*TIPS, LINKING)),
    "a picture": written("docs/tips/2024/dot.png", DOT),
    "another picture": written("docs/tips/2024/dot.png", DOT + b"\0"),
    "no picture": deleted("docs/tips/2024/dot.png"),
    "no front matter": written(_BRIEF, "Hello"),
    "a bad date": changed(_BRIEF, r"^date: .*$", "date: 2024-02-31"),
    "a misplaced tip": written("docs/tips/1999/misplaced.md", render(BRIEF.tip)),
    "a tip beside the years": written("docs/tips/2024.md", render(BRIEF.tip)),
    "a name that is no address": written("docs/tips/2024/a b#c?.md", render(BRIEF.tip)),
    "a name of MkDocs": written("docs/tips/2024/README.md", render(BRIEF.tip)),
    "not UTF-8": written(_BRIEF, b"---\ntitle: \xff\n---\n"),
    "an alias that is taken": saved(BRIEF, aliases=("about/",)),
    "a list of nothing": saved(BRIEF, body="<!-- tips: tag=heliotropes -->"),
    "a dead link": saved(BRIEF, body="[Gone](gone.md). It still can be read."),
    "a list of nothing on a page": written("docs/about.md", "---\ntitle: About\n---\n<!-- tips: tag=heliotropes -->"),
    "another page": written(
        "docs/about.md", "---\ntitle: About us\n---\n<!-- tips: limit=2 -->\n\n[b](tips/2024/be-brief.md)"
    ),
    "no such page": deleted("docs/about.md"),
    "a further page": written("docs/more/extra.md", "# Extra\n\nMore."),
    "a page beside the menu": written("docs/rules/more.md", "# More\n\n[b](../tips/2024/be-brief.md)"),
    "a page that lists tips": written("docs/rules/more.md", "# More\n\n<!-- tips: limit=2 -->"),
    "its newest tip": saved(NEWEST, title="Name all waits"),
    "a menu without titles": changed("mkdocs.yml", r"  - About: about.md", "  - about.md"),
    "the vocabulary": written("docs/tags.yml", "tags:\n  writing: {description: By pen., also: [a new tag]}\n"),
    "no vocabulary": deleted("docs/tags.yml"),
    "no sources": deleted("sources.toml"),
    "the site's name": changed("mkdocs.yml", r"^site_name: .*$", "site_name: Other Tips"),
    "fewer on the front page": changed("mkdocs.yml", r"newest: \d+", "newest: 3"),
    "no cards": changed("mkdocs.yml", r"# social_cards: false", "social_cards: false"),
    "a template": changed("overrides/tip.html", r"Related tips", "See also"),
    "a part of templates": changed("overrides/partials/footer.html", r"</footer>", "<p>More.</p></footer>"),
    "a style sheet": changed("overrides/assets/stylesheets/reading.css", r"58ch", "60ch"),
    "a script": changed("overrides/assets/javascripts/palette.js", r"\A", "// Palette\n"),
    "a further file": written("overrides/assets/more.txt", "More."),
    "no further file": deleted("overrides/assets/more.txt"),
}
