"""An archive's health as one HTML page that needs nothing else: to mail, to keep as a build's result, or to publish."""

from collections.abc import Iterator
from html import escape

from scraper.archive.datewords import in_words
from scraper.archive.views.weeks import weeks_of
from scraper.counted import counted
from scraper.editor.health.health import Concern, Health
from scraper.editor.health.terminal import rows
from scraper.editor.health.weeks import Year
from scraper.tip import TipDate

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fff; --soft: #5b6472; --line: #d9dde3; --full: #1f6f54; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ee; --paper: #14181f; --soft: #a3acba; --line: #353c48; --full: #6fc7a4; }
}
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; margin: 2.5rem 0 .75rem; }
h1 { margin-top: 0; }
p.soft, td.soft, figcaption { color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .6rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
li { margin: .25rem 0; overflow-wrap: anywhere; }
code { font-size: .9em; }
figure { margin: 0; overflow-x: auto; }
.weeks { display: grid; grid-template-columns: 3rem repeat(53, .7rem); gap: .2rem; align-items: center;
  min-width: 51rem; }
.weeks b { font-weight: 400; font-size: .85rem; }
.weeks i { height: .7rem; border: 1px solid var(--line); border-radius: 2px; box-sizing: border-box; }
.weeks i.has { background: var(--full); border-color: var(--full); }
.weeks i.out { border-color: transparent; }
"""
_HEAD = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Health of the archive</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
"""
_COLUMNS = ("What", "How many", "What to do")


def page(health: Health) -> Iterator[str]:
    """Yield the page piece by piece."""
    yield _HEAD
    yield "<h1>Health of the archive</h1>\n"
    yield f"<p>{escape(health.headline)}</p>\n"
    yield f'<p class="soft">Looked at on {in_words(TipDate(health.today))}.</p>\n'
    table = list(rows(health))
    if table:
        yield "<table>\n<tr>"
        yield from (f'<th scope="col">{name}</th>' for name in _COLUMNS)
        yield "</tr>\n"
        for what, number, advice in table:
            yield f'<tr><td>{what}</td><td class="number">{number}</td><td class="soft">{advice}</td></tr>\n'
        yield "</table>\n"
    elif health.published:
        yield "<p>There is nothing to worry about.</p>\n"
    if health.years:
        yield from _calendar(health.years)
    for concern in health.concerns:
        yield from _section(concern)
    if health.gaps:
        yield "<h2>Weeks without a tip</h2>\n<ul>\n"
        yield from (f"<li>{gap.words} ({counted(gap.weeks, 'week')})</li>\n" for gap in health.gaps)
        yield "</ul>\n"
    yield "</main>\n</body>\n</html>\n"


def _section(concern: Concern) -> Iterator[str]:
    if concern.cases:
        yield f'<h2>{concern.kind.heading}</h2>\n<p class="soft">{concern.kind.advice}</p>\n<ul>\n'
        for case in concern.cases:
            detail = f": {escape(case.detail)}" if case.detail else ""
            yield f"<li>{escape(case.title)} <code>{escape(str(case.path))}</code>{detail}</li>\n"
        yield "</ul>\n"


def _calendar(years: tuple[Year, ...]) -> Iterator[str]:
    yield '<h2>Calendar</h2>\n<figure tabindex="0">\n'
    yield "<figcaption>A square for each week, filled where it has a tip.</figcaption>\n"
    for year in years:
        have = sum(1 for count in year.weeks if count)
        yield f'<div class="weeks" role="img" aria-label="{year.number}: {counted(have, "week")} with a tip">'
        yield f'<b aria-hidden="true">{year.number}</b>'
        for week, count in zip(weeks_of(year.number), year.weeks, strict=True):
            kind = "out" if count is None else "has" if count else "none"
            yield f'<i class="{kind}" title="{week.words}: {counted(count or 0, "tip")}"></i>'
        yield "</div>\n"
    yield "</figure>\n"
