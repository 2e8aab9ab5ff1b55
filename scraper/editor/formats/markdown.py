"""Findings as Markdown, for the summary of a job on GitHub: a row each, what matters most first."""

from collections.abc import Iterator

from scraper.editor.finding import Finding, Severity
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.repository import repository, within
from scraper.untrusted import named, shown

_WORDS = {Severity.ERROR: "❌ error", Severity.WARNING: "⚠️ warning", Severity.NOTE: "💡 note"}
_ROWS = 200  # a row takes 2 kB at most, and a summary 1 MiB


def told(outcome: Outcome) -> Iterator[str]:
    """Yield the headline, and a table of the findings, each with its line's end."""
    yield f"### Check of the tips\n\n{shown(outcome.headline)}\n"
    findings = [
        finding for severity in Severity for finding in outcome.checked.findings if finding.rule.severity is severity
    ]
    if findings:
        yield "\n| Where | | What | What to do |\n| --- | --- | --- | --- |\n"
    root = repository(outcome.project)
    for finding in findings[:_ROWS]:
        yield _row(finding, within(root, finding.place))
    if len(findings) > _ROWS:
        yield f"\n… and {len(findings) - _ROWS:,} more. `tips check` tells them all.\n"


def _row(finding: Finding, file: str) -> str:
    where = named(f"{file}:{finding.line}")
    what = f"{shown(_sentence(finding.problem))} {finding.rule.code}"
    mends = " `tips check --fix` mends this." if finding.edits else ""
    return f"| {where} | {_WORDS[finding.rule.severity]} | {what} | {shown(_sentence(finding.remedy))}{mends} |\n"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
