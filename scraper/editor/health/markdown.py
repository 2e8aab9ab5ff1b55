"""An archive's health as a Markdown page, for a pull request, for keeping, or for the site."""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote

from scraper.archive.datewords import in_words
from scraper.counted import counted
from scraper.editor.health.health import Case, Concern, Health
from scraper.editor.health.terminal import calendar, rows
from scraper.tip import TipDate

_MARKUP = re.compile(r"([\\`*_\[\]|])")


def markdown(health: Health, tips: str | None) -> Iterator[str]:
    """Yield the page piece by piece. `tips` is the folder of tips as links from the page see it; None for no links."""
    yield "---\ntitle: Health of the archive\n---\n\n"
    yield f"{health.headline} Looked at on {in_words(TipDate(health.today))}.\n"
    table = list(rows(health))
    if table:
        yield "\n| What | How many | What to do |\n| --- | --: | --- |\n"
        yield from (f"| {what} | {number} | {advice} |\n" for what, number, advice in table)
    elif health.published:
        yield "\nThere is nothing to worry about.\n"
    for concern in health.concerns:
        yield from _section(concern, health, tips)
    if health.gaps:
        yield "\n## Weeks without a tip\n\n"
        yield from (f"- {gap.words} ({counted(gap.weeks, 'week')})\n" for gap in health.gaps)
    if health.years:
        yield "\n## Calendar\n\n```text\n"
        yield from (f"{line}\n" for line in calendar(health, plain=False))
        yield "```\n"


def _section(concern: Concern, health: Health, tips: str | None) -> Iterator[str]:
    for number, case in enumerate(concern.cases):
        if not number:
            yield f"\n## {concern.kind.heading}\n\n{concern.kind.advice}\n\n"
        detail = f": {_plain(case.detail)}" if case.detail else ""
        yield f"- {_named(case, tips if case.path in health.pages else None)}{detail}\n"


def _named(case: Case, tips: str | None) -> str:
    if tips is None:
        return f"`{case.path}` {_plain(case.title)}".rstrip()
    return f"[{_plain(case.title)}]({quote(posixpath.join(tips, case.path.as_posix()))})"


def _plain(text: str) -> str:
    """Return a text as Markdown that shows just this text."""
    return _MARKUP.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
