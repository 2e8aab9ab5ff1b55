"""Changes for a terminal: what a branch does, before one opens a pull request."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from scraper.counted import counted
from scraper.editor.formats.visible import visible
from scraper.editor.project import Project
from scraper.published.branch.changes import Changes
from scraper.published.branch.site_sizes import SiteChange, size_words
from scraper.published.branch.tip_changes import TipChange
from scraper.published.branch.told import appears, differences_of, old_address, site_rows, tag_lines, warnings

_NAMES = 5  # of other files, and of pages that are new or gone


def text(changes: Changes, project: Project, site: SiteChange | str) -> Iterator[str]:
    """Yield it line by line. `site` is a sentence where there is no site to tell of; an empty one is not told."""
    for number, block in enumerate(_blocks(changes, project, site)):
        lines = list(block)
        yield from ("", *lines) if lines and number else lines


def _blocks(changes: Changes, project: Project, site: SiteChange | str) -> Iterator[Iterable[str]]:
    tips = changes.tips
    yield [changes.headline, visible(f"Compared with {changes.revision.name} ({changes.revision.short}).")]
    yield _block("Look at this", map(visible, warnings(changes, project)))
    yield _block("Tips added", (line for one in tips.added for line in _added(one, project)))
    yield _block("Tips changed", (line for one in tips.changed for line in _changed(one, project)))
    yield _block("Tips removed", (line for one in tips.removed for line in _removed(one, project)))
    yield _block("Tags", (visible(f"{name}: {how}") for name, how in tag_lines(changes.tags)))
    yield _block("Other files", (_named(f"{kind} ({len(paths):,})", paths) for kind, paths in changes.others.items()))
    yield [visible(site)] if isinstance(site, str) and site else () if isinstance(site, str) else _site(site)


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield from (f"  {line}",) if number else (f"{title}:", f"  {line}")


def _added(change: TipChange, project: Project) -> Iterator[str]:
    tip = change.tip
    yield _tip(change, project)
    yield visible(f"  {appears(change)}; {', '.join(tip.tags) or 'no tags'}; {counted(len(tip.body.split()), 'word')}")


def _changed(change: TipChange, project: Project) -> Iterator[str]:
    yield _tip(change, project)
    yield from (visible(f"  {what}: {how}") for what, how in differences_of(change))


def _removed(change: TipChange, project: Project) -> Iterator[str]:
    yield _tip(change, project)
    yield visible(f"  {old_address(change)}")


def _tip(change: TipChange, project: Project) -> str:
    return visible(f"{change.tip.title} ({project.tips / change.path})")


def _named(what: str, names: Iterable[object]) -> str:
    found = list(map(str, names))
    more = f" … and {len(found) - _NAMES:,} more" if len(found) > _NAMES else ""
    return visible(f"{what}: {', '.join(found[:_NAMES])}{more}")


def _site(site: SiteChange) -> Iterator[str]:
    yield "The site:"
    rows = list(site_rows(site))
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for name, *figures in rows:
        cells = (f"{figure:>{width}}" for figure, width in zip(figures, widths[1:], strict=True))
        yield f"  {name:<{widths[0]}}  {'  '.join(cells)}".rstrip()
    if site.added:
        yield f"  {_named('new pages', (f'/{address}' for address in site.added))}"
    if site.removed:
        yield f"  {_named('pages that are gone', (f'/{address}' for address in site.removed))}"
    for path, more in site.growth[:1]:
        yield f"  {visible(f'grew most: {path}')} (+{size_words(more)})"
    if site.why:
        yield visible(f"  The site before can’t be built here: {site.why}.")
