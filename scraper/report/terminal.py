"""A report as a terminal shows it: a line for each thing a person may want to know, then a row for each source."""

from collections import Counter
from collections.abc import Iterator

from scraper.counted import counted
from scraper.report import Account, File, Lost, Report
from scraper.tip import Visit

COLUMNS = ("Source", "Full", "Teasers", "New", "Updated", "Unchanged", "Kept", "Skipped")
_WORDINGS = 20  # lines for each kind of loss


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Yield a row of the form of COLUMNS for each source: its title, then how many tips, and how many were skipped."""
    for one in report.accounts:
        files = (len(one.new), len(one.updated), one.unchanged, len(one.kept))
        counts = (one.full, one.teasers, *files, sum(skipped.count for skipped in one.skipped))
        yield one.title, *map(str, counts)


def lines(report: Report) -> Iterator[str]:
    """Yield how the sources were read, what was kept, skipped and lost, and, at last, what went wrong."""
    for one in report.accounts:
        yield from (f"{one.title}: {visited(visit)}" for visit in one.visits)
        moved = [file for file in one.updated if file.was]
        told = [*(("updated", file) for file in moved), *(("kept", file) for file in one.kept)]
        told += [("held back", file) for file in one.held]
        yield from (f"{file.path}: {verdict}: {because(file)}" for verdict, file in sorted(told, key=_path))
        if one.skipped:
            reasons = ", ".join(f"{skipped.count:,} {skipped.why}" for skipped in one.skipped)
            yield f"{one.title}: skipped {counted(sum(skipped.count for skipped in one.skipped), 'post')}: {reasons}"
        yield from _losses(one)
    for problems in (*(one.problems for one in report.accounts), report.problems):
        yield from map(str, problems)


def because(file: File) -> str:
    """Return a word on why a file is told of: what is another in it, and where it was before."""
    return (file.note or ", ".join(file.keys)) + "".join(f"; was {path}" for path in file.was)


def visited(visit: Visit) -> str:
    """Return how an address was read, and what that way cannot tell."""
    untold = f"; untold this way: {', '.join(visit.unknown)}" if visit.unknown else ""
    return f"{visit.address}: {visit.way} ({visit.why}), {counted(visit.requests, 'request')}{untold}"


def lost(loss: Lost) -> str:
    """Return one line for all losses of one wording: the first one's place, and how many more there are."""
    place = f"{loss.page}:{loss.line}" if loss.line else loss.page
    parts = (place, loss.what, "" if loss.count > 1 else loss.tip, loss.detail)
    return ": ".join(part for part in parts if part) + (f" (and {loss.count - 1:,} more)" if loss.count > 1 else "")


def _losses(account: Account) -> Iterator[str]:
    shown = Counter[str]()
    beyond = Counter[str]()
    for loss in account.lost:
        shown[loss.what] += 1
        if shown[loss.what] <= _WORDINGS:
            yield lost(loss)
        else:
            beyond[loss.what] += loss.count
    for what, count in beyond.items():
        yield f"{account.title}: {count:,} more of this: {what}; --report FILE names them"


def _path(told: tuple[str, File]) -> str:
    return told[1].path
