"""An archive's health as plain text: a table of concerns, the first cases of each, and the calendar of weeks."""

from collections.abc import Iterator

from scraper.counted import counted
from scraper.editor.formats.visible import visible
from scraper.editor.health.health import Health
from scraper.editor.health.weeks import Year

_CASES = 5  # of each kind; files name them all
_GAPS = 5
_MARKS = {None: " ", 0: "·", 1: "■"}
_PLAIN_MARKS = {None: " ", 0: ".", 1: "#"}  # for terminals that can't show the others
_MONTHS = "Jan Feb Mar  Apr May Jun  Jul Aug  Sep Oct Nov  Dec"  # each above its first week


def rows(health: Health) -> Iterator[tuple[str, str, str]]:
    """Yield what the concerns that there are call themselves, how many tips they are about, and what to do."""
    for concern in health.concerns:
        if concern.cases:
            yield concern.kind.heading, f"{len(concern.cases):,}", concern.kind.advice
    if health.gaps:
        weeks = sum(gap.weeks for gap in health.gaps)
        yield "Weeks without a tip", f"{weeks:,}", "Write one for such a week, or let it be."


def text(health: Health, folder: str, *, plain: bool) -> Iterator[str]:
    """Yield all of it line by line; `folder` is that of the tips, `plain` leaves out what not all can show."""
    yield health.headline
    if table := list(rows(health)):
        yield ""
        widest, longest = (max(map(len, column)) for column in list(zip(*table, strict=True))[:2])
        yield from (f"{what:<{widest}}  {number:>{longest}}  {advice}" for what, number, advice in table)
    elif health.published:
        yield "There is nothing to worry about."
    for block in (_cases(health, folder), _gaps(health), calendar(health, plain=plain)):
        for number, line in enumerate(block):
            yield from ("", line) if not number else (line,)


def _cases(health: Health, folder: str) -> Iterator[str]:
    for concern in health.concerns:
        if concern.cases:
            yield f"{concern.kind.heading}:"
            for case in concern.cases[:_CASES]:
                yield visible(f"  {folder}/{case.path}" + (f": {case.detail}" if case.detail else ""))
            yield from _more(len(concern.cases) - _CASES)


def _gaps(health: Health) -> Iterator[str]:
    if health.gaps:
        yield "Weeks without a tip:"
        yield from (f"  {gap.words} ({counted(gap.weeks, 'week')})" for gap in health.gaps[:_GAPS])
        yield from _more(len(health.gaps) - _GAPS)


def calendar(health: Health, *, plain: bool) -> Iterator[str]:
    """Yield a line for each year, newest first, with a mark for each of its weeks."""
    if health.years:
        marks = _PLAIN_MARKS if plain else _MARKS
        yield f"      {_MONTHS}"
        yield from (_line(year, marks) for year in health.years)
        yield f"      {marks[1]} a tip, 2 to 9: so many tips, {marks[0]} a week without one"


def _line(year: Year, marks: dict[int | None, str]) -> str:
    return f"{year.number:>4}  {''.join(marks.get(count) or str(min(count or 0, 9)) for count in year.weeks)}".rstrip()


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield f"  … and {number:,} more; tips report --format markdown names all"
