"""What a run did: counts by source, every loss, every problem; as data, as text for a terminal, as Markdown."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.errors import TipsError
from scraper.tip import Loss, Status
from scraper.write import Change, Verdict

COLUMNS = ("Source", "Full", "Teasers", "New", "Updated", "Unchanged", "Kept")


@dataclass(frozen=True, slots=True)
class Report:
    """A run's outcome. `pages` counts the pages that were read, `titles` holds each source's title by name."""

    changes: tuple[Change, ...]
    losses: tuple[Loss, ...]
    problems: tuple[TipsError, ...]
    pages: int
    titles: dict[str, str]
    dry_run: bool = False

    @property
    def failed(self) -> bool:
        """Whether a person has to act: something could not be read or written."""
        return bool(self.problems) or any(change.verdict is Verdict.HELD for change in self.changes)

    @property
    def headline(self) -> str:
        """One sentence that says how it went."""
        counts = Counter(change.verdict for change in self.changes)
        told = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
        if not self.pages and not self.problems:
            return 'There is no page to read. Add pages = ["…"] to a source in sources.toml, or name some with --from.'
        if not told:
            return f"No tip was found in {_count(self.pages, 'page')}."
        summary = "all unchanged" if set(counts) == {Verdict.UNCHANGED} else ", ".join(told)
        would = " Nothing was written (--dry-run)." if self.dry_run else ""
        return f"{_count(len(self.changes), 'tip')} from {_count(self.pages, 'page')}: {summary}.{would}"

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield one row a source, of the form of COLUMNS: its title, then how many tips; "Kept" were edited by hand."""
        names = sorted({change.tip.source for change in self.changes}, key=lambda name: list(self.titles).index(name))
        for name in names:
            mine = [change for change in self.changes if change.tip.source == name]
            teasers = sum(change.tip.status is Status.TEASER for change in mine)
            verdicts = Counter(change.verdict for change in mine)
            shown = (Verdict.NEW, Verdict.UPDATED, Verdict.UNCHANGED, Verdict.KEPT)
            counts = (len(mine) - teasers, teasers, *(verdicts[verdict] for verdict in shown))
            yield self.titles[name], *map(str, counts)

    def lines(self) -> Iterator[str]:
        """Yield a line for each thing a person may want to know: what was kept, what was lost, what went wrong."""
        for change in self.changes:
            if change.verdict in (Verdict.KEPT, Verdict.HELD) or change.replaces:
                moved = "".join(f"; was {path}" for path in change.replaces)
                yield f"{change.path}: {change.verdict}: {change.note}{moved}"
        same: dict[tuple[str, str], list[Loss]] = defaultdict(list)
        for loss in self.losses:
            same[loss.what, loss.detail].append(loss)
        for (what, detail), losses in same.items():
            yield _told(losses[0], what, detail, len(losses) - 1)
        for problem in self.problems:
            yield f"{problem}"

    def markdown(self) -> str:
        """The whole report as Markdown, for a pull request or for keeping."""
        table = [COLUMNS, ("---", *["--:"] * (len(COLUMNS) - 1)), *self.rows()]
        rows = "\n".join(f"| {' | '.join(row)} |" for row in table)
        lines = "".join(f"- `{line.replace('`', chr(39))}`\n" for line in self.lines())
        changed = "".join(
            f"- {change.verdict}: `{change.path}`" + (f" ({change.note})" if change.note else "") + "\n"
            for change in self.changes
            if change.verdict in (Verdict.NEW, Verdict.UPDATED)
        )
        parts = [f"# Scraping report\n\n{self.headline}\n", f"{rows}\n"]
        if changed:
            parts.append(f"## What changed\n\n{changed}")
        if lines:
            parts.append(f"## What to know\n\n{lines}")
        return "\n".join(parts)


def _told(first: Loss, what: str, detail: str, more: int) -> str:
    """Return one line for all losses of one kind and wording: the first one's place, and how many more there are."""
    place = f"{first.page}:{first.line}" if first.line else first.page
    parts = (place, what, "" if more else first.tip, detail)
    return ": ".join(part for part in parts if part) + (f" (and {more:,} more)" if more else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
