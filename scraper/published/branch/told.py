"""What there is to tell of changes, in plain sentences that both formats share."""

from collections.abc import Iterator

from scraper.archive.datewords import in_words
from scraper.archive.edition import Standing
from scraper.editor.project import Project
from scraper.published.branch.changes import Changes
from scraper.published.branch.site_sizes import KINDS, SiteChange, Total, size_words
from scraper.published.branch.tag_changes import TagChanges
from scraper.published.branch.tip_changes import TipChange

SERVE, ADDRESS = "python3 -m http.server --directory site", "http://127.0.0.1:8000"


def appears(change: TipChange) -> str:
    """Return when readers get to see a tip: "5 March 2024", "appears on 1 December 2026", "draft, not on the site"."""
    match change.standing:
        case Standing.DRAFT:
            return "draft, not on the site"
        case Standing.SCHEDULED:
            return f"appears on {in_words(change.tip.date)}"
        case Standing.PUBLISHED:
            return in_words(change.tip.date)


def differences_of(change: TipChange) -> Iterator[tuple[str, str]]:
    """Yield what changed in a tip, part by part; then its address, and when it appears if readers don't see it yet."""
    yield from change.differs
    move = change.move
    if move and move.to:
        yield "address", f"{move.address} → {move.to}{', and the old one leads there' if move.leads_to else ''}"
    if not (move or change.differs):
        yield "file", "only the form in which it is written"
    if change.standing is not Standing.PUBLISHED:
        yield "now", appears(change)


def old_address(change: TipChange) -> str:
    """Return what becomes of the address of a removed tip."""
    move = change.move
    if not move:
        return "it was not on the site"
    return f"{move.address} leads to “{move.leads_to}” now" if move.leads_to else f"{move.address} leads nowhere now"


def warnings(changes: Changes, project: Project) -> Iterator[str]:
    """Yield a sentence or two for each thing that somebody should look at before this is merged."""
    for path, problem in changes.tips.unreadable:
        yield f"{project.tips / path} can’t be read: {problem}. tips check tells the rest."
    if changes.tags.problem:
        yield f"{project.vocabulary}: {changes.tags.problem}."
    for change in changes.tips.changed:
        move, title = change.move, f"“{change.tip.title}”"
        if move and not move.to:
            yield f"{title} leaves the site ({appears(change)}), and {move.address} leads nowhere."
        elif move and not move.leads_to:
            yield (
                f"{title} has moved, and {move.address} leads nowhere now. "
                f"Write that address below “aliases:” in {project.tips / change.path}."
            )
    for change in changes.tips.removed:
        if change.move and not change.move.leads_to:
            yield (
                f"“{change.tip.title}” is gone, and {change.move.address} leads nowhere now. "
                "If another tip takes its place, write that address below “aliases:” there."
            )


def tag_lines(tags: TagChanges) -> Iterator[tuple[str, str]]:
    """Yield each tag of the vocabulary that changed, and how."""
    yield from (
        (name, f"new: {means}" if means else "new, and nobody has said what it means") for name, means in tags.added
    )
    yield from ((old, f"is “{new}” now") for old, new in tags.renamed)
    yield from ((name, "gone") for name in tags.removed)
    yield from ((name, f"changed: {how}") for name, how in tags.edited)


def site_rows(site: SiteChange) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each kind of files, and for all of them: name, files, size ("1.4 MB → 1.5 MB"), and growth."""
    for kind in (*KINDS, ""):
        now, before = site.now.total(kind), site.before.total(kind) if site.before else None
        if now.files or (before and before.files):
            was = before or now
            files = _from_to(f"{was.files:,}", f"{now.files:,}")
            yield kind or "all", files, _from_to(size_words(was.bytes), size_words(now.bytes)), _grown(now, was)


def _from_to(before: str, now: str) -> str:
    return now if before == now else f"{before} → {now}"


def _grown(now: Total, before: Total) -> str:
    words = size_words(now.bytes - before.bytes)
    return f"+{words}" if now.bytes > before.bytes else words if now.bytes < before.bytes else ""
