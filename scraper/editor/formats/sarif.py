"""Findings as SARIF 2.1.0, which code hosts and editors read.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; section numbers below are its own.
What GitHub reads of it: docs.github.com, "SARIF support for code scanning".
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from scraper.editor.finding import Edit, Finding, Rule
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.repository import repository, within
from scraper.editor.formats.visible import visible
from scraper.editor.manuscript import Manuscript, read_manuscript
from scraper.editor.pages import page_address
from scraper.editor.rulebook import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"  # the customary name for the root of the repository (3.4.4)


def told(outcome: Outcome) -> Iterator[str]:
    """Yield the SARIF log piece by piece."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_Run(outcome).run]}
    yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(log)
    yield "\n"


class _Run:
    """One run (3.14): the rules that were looked by, and a result for each finding."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._root = repository(outcome.project)
        self._rules = [rule for rule in RULES.values() if rule.code in outcome.codes]
        self._seen: Counter[tuple[str, str, str]] = Counter()
        self._manuscript: Manuscript | None = None

    @cached_property
    def run(self) -> dict[str, object]:
        """The run as plain data."""
        numbers = {rule.code: number for number, rule in enumerate(self._rules)}
        driver = {"name": "tips check", "version": version("tip-archive"), "rules": [*map(self._rule, self._rules)]}
        findings = self._outcome.checked.findings
        return {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",  # as Python counts them (3.14.17)
            "newlineSequences": ["\r\n", "\n", "\r"],  # 3.14.18
            "results": [self._result(finding, numbers[finding.rule.code]) for finding in findings],
        }

    def _rule(self, rule: Rule) -> dict[str, object]:
        page = page_address(rule, self._outcome.project.site_url)
        return {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary},
            "help": {"text": f"{rule.summary} See {page}" if page else rule.summary},
            **({"helpUri": page} if page else {}),
            "defaultConfiguration": {"level": str(rule.severity)},
        }

    def _result(self, finding: Finding, number: int) -> dict[str, object]:
        file = {"uri": quote(os.fsencode(within(self._root, finding.place))), "uriBaseId": _ROOT}
        fixes = self._fixes(finding, file)
        problem = visible(finding.problem)
        return {
            "ruleId": finding.rule.code,
            "ruleIndex": number,
            "level": str(finding.rule.severity),
            "message": {"text": f"{problem[:1].upper()}{problem[1:]}. {visible(finding.remedy)}."},
            "locations": [{"physicalLocation": {"artifactLocation": file, "region": _region(finding)}}],
            "partialFingerprints": {"tipsCheckLine/v1": self._fingerprint(finding)},
            **({"fixes": fixes} if fixes else {}),
        }

    def _fingerprint(self, finding: Finding) -> str:
        """Return what stays the same when lines are put in above: the line itself, and how often it came before.

        Source: 3.27.17, which wants neither line numbers nor absolute places in it.
        """
        same = (finding.place, finding.rule.code, finding.shown.strip())
        self._seen[same] += 1
        told = "\0".join((*same[1:], str(self._seen[same])))
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:32]

    def _fixes(self, finding: Finding, file: dict[str, str]) -> list[dict[str, object]]:
        """Return the one fix of a finding (3.55); none where its edits can't be said in lines and columns."""
        text = self._text_of(finding) if finding.edits else None
        if text is None or any(edit.start < text.first for edit in finding.edits):
            return []
        replacements = [_replacement(edit, text) for edit in finding.edits]
        description = {"text": f"Mend {finding.rule.code} {finding.rule.name}"}
        return [
            {"description": description, "artifactChanges": [{"artifactLocation": file, "replacements": replacements}]}
        ]

    def _text_of(self, finding: Finding) -> Manuscript | None:
        """Return the file of a finding, which the one before may have been in too; None where it is no text."""
        if self._manuscript is None or self._manuscript.name != finding.place:
            place = Path(finding.place)
            self._manuscript = read_manuscript(place.parent, PurePosixPath(place.name))
        return self._manuscript if self._manuscript.text else None


def _region(finding: Finding) -> dict[str, int]:
    """Return the part of a file that is meant (3.30); a line where nothing of it is meant in particular."""
    region = {"startLine": finding.line}
    if finding.width or finding.column > 1:
        region["startColumn"] = finding.column
    if finding.width:
        region["endColumn"] = finding.column + finding.width
    return region


def _replacement(edit: Edit, text: Manuscript) -> dict[str, object]:
    """Return an edit as a region to be deleted and what comes in its place (3.57)."""
    (line, column), (end_line, end_column) = text.place(edit.start), text.place(edit.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
