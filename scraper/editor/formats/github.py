"""Annotations of a pull request, a workflow command a line, and the findings of `tips check` as such.

Source: docs.github.com/actions/reference/workflow-commands-for-github-actions, "Setting an error message":
`::error file={name},line={line},col={col},endColumn={endColumn},title={title}::{message}`, likewise warning and notice.
Its table of escapes is in the runner's own reader, actions/runner, src/Runner.Common/ActionCommand.cs.
"""

from collections.abc import Iterator, Mapping

from scraper.editor.finding import Finding, Severity
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.repository import repository, within
from scraper.editor.formats.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# The runner undoes these, the per cent sign last. In properties, ":" and "," end something.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
# Source: actions/toolkit, docs/problem-matchers.md, "Limitations".
_SHOWN = 10


def told(outcome: Outcome) -> Iterator[str]:
    """Yield a command for each finding, and at last a sentence for whoever reads the log, each with its line's end."""
    root = repository(outcome.project)
    for finding in outcome.checked.findings:
        yield f"{_command(finding, visible(within(root, finding.place)))}\n"
    yield f"{outcome.headline}\n"
    yield from hidden(outcome.counts)


def hidden(counts: Mapping[Severity, int]) -> Iterator[str]:
    """Yield a sentence where there are more annotations of a kind than GitHub shows."""
    if any(count > _SHOWN for count in counts.values()):
        yield f"GitHub shows {_SHOWN} annotations of a kind on the pull request. All of them are in this log.\n"


def command(severity: Severity, properties: Mapping[str, str], message: str) -> str:
    """Return the workflow command that annotates with a message; `properties` are as in the grammar above."""
    listed = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{_COMMANDS[severity]} {listed}::{message.translate(_DATA)}"


def _command(finding: Finding, file: str) -> str:
    rule = finding.rule
    properties = {"file": file, "line": str(finding.line), "col": str(finding.column)}
    if finding.width:
        properties["endColumn"] = str(finding.column + finding.width)
    properties["title"] = f"{rule.code} {rule.name}"
    # The log shows the message alone, without its file: so that is in it too.
    message = f"{file}:{finding.line}:{finding.column}: {visible(finding.problem)}. {visible(finding.remedy)}."
    mends = "\ntips check --fix mends this." if finding.edits else ""
    return command(rule.severity, properties, message + mends)
