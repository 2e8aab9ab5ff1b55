"""A report as a file: Markdown for a pull request or for keeping, JSON for programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields

from scraper.counted import counted
from scraper.report import Account, File, Problem, Report
from scraper.report.markup import block, code, plain
from scraper.report.terminal import COLUMNS, because, lost, rows, visited
from scraper.tip import Visit


def as_json(report: Report) -> Iterator[str]:
    """Yield the whole report as JSON, piece by piece: an object for each source has the fields of an Account."""
    whole = {
        "headline": report.headline,
        "failed": report.failed,
        "dry_run": report.dry_run,
        "sources": report.accounts,
        "problems": report.problems,
    }
    yield from json.JSONEncoder(ensure_ascii=False, indent=2, default=_fields).iterencode(whole)
    yield "\n"


def markdown(report: Report) -> Iterator[str]:
    """Yield the whole report as Markdown, piece by piece."""
    yield f"# Scraping report\n\n{report.headline}\n\n"
    table = [COLUMNS, ("---", *["--:"] * (len(COLUMNS) - 1)), *(map(plain, row) for row in rows(report))]
    yield from (f"| {' | '.join(row)} |\n" for row in table)
    for account in report.accounts:
        yield f"\n## {plain(account.title)}\n\n{counted(account.pages, 'page')} read.\n"
        for name, items in _sections(account).items():
            yield from _section(f"\n### {name}", items)
    yield from _section("\n## Problems", map(_problem, report.problems))


def _fields(part: Account | File | Visit) -> dict[str, object]:
    return {one.name: getattr(part, one.name) for one in fields(part)}


def _sections(one: Account) -> dict[str, Iterator[str]]:
    return {
        "How it was read": (code(visited(visit)) for visit in one.visits),
        "New": (code(path) for path in one.new),
        "Updated": map(_file, one.updated),
        "Kept": map(_file, one.kept),
        "Held back": map(_file, one.held),
        "Skipped": (
            f"{skipped.count:,} {plain(skipped.why)}: {', '.join(map(code, skipped.titles))}" for skipped in one.skipped
        ),
        "Lost": (code(lost(loss)) for loss in one.lost),
        "Problems": map(_problem, one.problems),
    }


def _file(file: File) -> str:
    told = code(f"{file.path}: {because(file)}")
    if not file.diff:
        return told
    return "\n".join([told, "", *(f"  {line}" for line in block(file.diff, "diff"))])


def _section(heading: str, items: Iterable[str]) -> Iterator[str]:
    for number, item in enumerate(items):
        yield f"- {item}\n" if number else f"{heading}\n\n- {item}\n"


def _problem(problem: Problem) -> str:
    return code(str(problem))
