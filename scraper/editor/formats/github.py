"""Findings as annotations of a pull request: a workflow command a line.

Source: docs.github.com/actions/reference/workflow-commands-for-github-actions, "Setting an error message":
`::error file={name},line={line},col={col},endColumn={endColumn},title={title}::{message}`, likewise warning and notice.
Its table of escapes is in the runner's own reader, actions/runner, src/Runner.Common/ActionCommand.cs.
"""

from collections.abc import Iterator, Mapping

from scraper.counted import counted
from scraper.editor.finding import Finding, Severity
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.repository import repository, within
from scraper.editor.formats.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# The runner undoes these, the per cent sign last. In properties, ":" and "," end something.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
# Source: actions/toolkit, docs/problem-matchers.md, "Limitations": the first ten of each kind that a step prints, and
# fifty of a job's; no sign is given of those that are left out.
_SHOWN = 10


def told(outcome: Outcome) -> Iterator[str]:
    """Yield a command for each finding, and at last a sentence for whoever reads the log, each with its line's end.

    What matters most comes first. Where GitHub shows only some, a notice says how many there are besides; it stands
    before the other notices, as it would itself be left out behind ten of them.
    """
    root = repository(outcome.project)
    commands: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for finding in outcome.checked.findings:
        commands[finding.rule.severity].append(f"{_command(finding, visible(within(root, finding.place)))}\n")
    yield from (line for severity in (Severity.ERROR, Severity.WARNING) for line in commands[severity])
    yield from _left_out({severity: len(lines) for severity, lines in commands.items()})
    yield from commands[Severity.NOTE]
    yield f"{outcome.headline}\n"


def _left_out(counts: Mapping[Severity, int]) -> Iterator[str]:
    more = {severity: max(0, count - _SHOWN) for severity, count in counts.items()}
    if not any(more.values()):
        return
    if more[Severity.NOTE] or counts[Severity.NOTE] == _SHOWN:
        more[Severity.NOTE] += 1  # whose place this one takes
    words = " and ".join(counted(number, severity) for severity, number in more.items() if number)
    yield f"::notice title=More than GitHub shows::{words} more can be read in the log of this step only.\n"


def _command(finding: Finding, file: str) -> str:
    rule = finding.rule
    properties = {"file": file, "line": str(finding.line), "col": str(finding.column)}
    if finding.width:
        properties["endColumn"] = str(finding.column + finding.width)
    properties["title"] = f"{rule.code} {rule.name}"
    listed = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    # The log shows the message alone, without its file: so that is in it too.
    message = f"{file}:{finding.line}:{finding.column}: {visible(finding.problem)}. {visible(finding.remedy)}."
    mends = "\ntips check --fix mends this." if finding.edits else ""
    return f"::{_COMMANDS[rule.severity]} {listed}::{(message + mends).translate(_DATA)}"
