"""Findings for programs, as JSON of a stable form.

version    1; it changes when what is below changes in meaning or goes away. New keys may come at any time
findings   in the order of files and lines, each with
    code, name, severity    "TIP201", "no-date", and "error", "warning" or "note"
    file, line, column      as the command names the file; line and column from 1, in Unicode characters
    width                   the characters that are meant from there on; 0: the line, or the file
    shown                   that line, without its end
    problem, remedy         what is wrong, and what to do
    edits                   what --fix would do, all of it or nothing: replace the characters from `start` to before
                            `end`, from 0, by `text`. They count in the whole file: line ends, and a byte order mark,
                            are characters too. Empty where a person has to judge
    page                    where the rule is explained on the site; empty where the site has no address
mended     what --fix has mended before, a file each: file, codes
summary    tips (that were checked), files (in which something is off), errors, warnings, notes, fixable
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

from scraper.editor.finding import Finding, Severity
from scraper.editor.formats.outcome import Outcome
from scraper.editor.pages import page_address

VERSION = 1


def told(outcome: Outcome) -> Iterator[str]:
    """Yield the JSON piece by piece."""
    counts = outcome.counts
    whole = {
        "version": VERSION,
        "findings": [_finding(finding, outcome.project.site_url) for finding in outcome.checked.findings],
        "mended": [{"file": one.name, "codes": [code for code, _ in one.codes]} for one in outcome.mended],
        "summary": {
            "tips": outcome.checked.files,
            "files": outcome.files,
            **{f"{severity}s": counts[severity] for severity in Severity},
            "fixable": outcome.fixable,
        },
    }
    yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(whole)
    yield "\n"


def _finding(finding: Finding, site_url: str) -> dict[str, object]:
    rule = finding.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "file": finding.place,
        "line": finding.line,
        "column": finding.column,
        "width": finding.width,
        "shown": finding.shown,
        "problem": finding.problem,
        "remedy": finding.remedy,
        "edits": [asdict(edit) for edit in finding.edits],
        "page": page_address(rule, site_url),
    }
