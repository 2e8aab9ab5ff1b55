"""Changes as Markdown, for the summary of a job on GitHub: what a pull request does, at one glance.

Whatever comes out of files goes through `shown` or `named`. A summary takes 1 MiB and is left out whole where it is
longer (docs.github.com, "Workflow commands for GitHub Actions", "Adding a job summary"): each list is cut.
"""

from collections.abc import Callable, Iterator, Sequence

from scraper.archive.edition import Standing
from scraper.counted import counted
from scraper.editor.project import Project
from scraper.published.branch.changes import Changes
from scraper.published.branch.site_sizes import SiteChange, size_words
from scraper.published.branch.tip_changes import TipChange
from scraper.published.branch.told import (
    ADDRESS,
    SERVE,
    appears,
    differences_of,
    old_address,
    site_rows,
    tag_lines,
    warnings,
)
from scraper.untrusted import named, shown

_ROWS, _NAMES = 40, 5  # of each list, and within a line
_TITLE, _CELL, _SENTENCE = 100, 200, 400  # characters
_MARKS = {Standing.PUBLISHED: "", Standing.SCHEDULED: "🗓️ ", Standing.DRAFT: "📝 "}
_LOOK = f"""
### Look at it yourself

Download the artifact **site** from the foot of this page, and unpack it into a folder of that name. Then run

```sh
{SERVE}
```

next to that folder, and open <{ADDRESS}>.
"""


def markdown(changes: Changes, project: Project, site: SiteChange | str) -> Iterator[str]:
    """Yield it piece by piece. `site` is a sentence where there is no site to tell of; an empty one is not told."""
    revision, tips = changes.revision, changes.tips
    yield f"## What would change\n\n**{changes.headline}**\n\n"
    yield f"Compared with {shown(revision.name)} ({named(revision.short)}).\n"
    yield from _list("⚠️ Look at this first", [shown(one, _SENTENCE) for one in warnings(changes, project)])

    def tip(change: TipChange) -> str:
        title = f"**{shown(change.tip.title, _TITLE) or '(no title)'}**"
        return f"{title}<br>{named(str(project.tips / change.path), _CELL)}"

    yield from _table("Tips added", "Tip | Appears | Tags | Length", tips.added, lambda one: (tip(one), *_about(one)))
    yield from _table("Tips changed", "Tip | What changed", tips.changed, lambda one: (tip(one), _differs(one)))
    yield from _table(
        "Tips removed", "Tip | Its old address", tips.removed, lambda one: (tip(one), shown(old_address(one), _CELL))
    )
    yield from _list("Tags", [f"**{shown(tag, _TITLE)}**: {shown(how, _CELL)}" for tag, how in tag_lines(changes.tags)])
    others = {kind: [str(path) for path in paths] for kind, paths in changes.others.items()}
    yield from _list("Other files", [f"{kind} ({len(found):,}): {_names(found)}" for kind, found in others.items()])
    if isinstance(site, SiteChange):
        yield from _site(site)
    elif site:
        yield f"\n### The site\n\n{shown(site, _SENTENCE)}\n"


def _about(change: TipChange) -> tuple[str, ...]:
    tip = change.tip
    words = counted(len(tip.body.split()), "word")
    return _MARKS[change.standing] + shown(appears(change)), shown(", ".join(tip.tags), _CELL) or "none", words


def _differs(change: TipChange) -> str:
    return "<br>".join(f"{what}: {shown(how, _CELL)}" for what, how in differences_of(change))


def _table(
    title: str, columns: str, changes: Sequence[TipChange], row: Callable[[TipChange], tuple[str, ...]]
) -> Iterator[str]:
    if changes:
        yield f"\n### {title} ({len(changes):,})\n\n| {columns} |\n|{' --- |' * (columns.count('|') + 1)}\n"
    yield from (f"| {' | '.join(row(one))} |\n" for one in changes[:_ROWS])
    yield from _more(len(changes))


def _list(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"\n### {title}\n\n"
    yield from (f"- {item}\n" for item in items[:_ROWS])
    yield from _more(len(items))


def _more(number: int) -> Iterator[str]:
    if number > _ROWS:
        yield f"\n… and {number - _ROWS:,} more\n"


def _names(found: Sequence[str]) -> str:
    more = f" … and {len(found) - _NAMES:,} more" if len(found) > _NAMES else ""
    return f"{', '.join(named(name, _CELL) for name in found[:_NAMES])}{more}"


def _site(site: SiteChange) -> Iterator[str]:
    yield "\n### The site\n\n"
    if site.why:
        yield f"The site before can’t be built here ({shown(site.why, _CELL)}): these are the figures of this one.\n\n"
    yield "| | Files | Size | Difference |\n| --- | --: | --: | --: |\n"
    for name, *figures in site_rows(site):
        yield f"| {name if name != 'all' else '**all**'} | {' | '.join(figures)} |\n"
    for path, more in site.growth[:1]:
        yield f"\nGrew most: {named(path, _CELL)}, by {size_words(more)}.\n"
    for title, pages in (("New pages", site.added), ("Pages that are gone", site.removed)):
        if pages:
            yield f"\n<details><summary>{title} ({len(pages):,})</summary>\n\n"
            yield from (f"- {named(f'/{address}', _CELL)}\n" for address in pages[:_ROWS])
            yield from _more(len(pages))
            yield "\n</details>\n"
    yield _LOOK
