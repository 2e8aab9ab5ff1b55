"""Findings for people: file by file, each with its line, what is wrong there, and what to do."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from scraper.editor.finding import Finding, Severity
from scraper.editor.fixing import Mended
from scraper.editor.formats.excerpt import excerpt
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.visible import visible
from scraper.frontmatter.keys import FENCE

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_INDENT = " " * 4
_WIDTH = 100  # of lines out of files, where nobody says how wide the paper is


def told(outcome: Outcome, width: int | None = None) -> Iterator[Text]:
    """Yield the lines of a terminal so wide; without a width, of a pipe, where each sentence stays on one line."""
    for mended in outcome.mended:
        yield from _mended(mended)
    if outcome.mended:
        yield Text()
    for place, findings in groupby(outcome.checked.findings, key=lambda finding: finding.place):
        yield Text(visible(place), "bold")
        for finding in findings:
            yield Text()
            yield from _finding(finding, width)
        yield Text()
    yield from _sentence(outcome.headline, width, "", "")
    if outcome.checked.findings:
        code = outcome.checked.findings[0].rule.code
        yield from _sentence(f"tips check --explain {code} tells more about the first.", width, "", "dim")


def _finding(finding: Finding, width: int | None) -> Iterator[Text]:
    rule = finding.rule
    where = f"{finding.line}:{finding.column}"
    yield Text.assemble(
        f"  {where:<7} ", (f"{rule.severity:<7}", _STYLES[rule.severity]), f"  {rule.code} ", (rule.name, "dim")
    )
    problem = visible(finding.problem)
    yield from _sentence(f"{problem[:1].upper()}{problem[1:]}.", width, _INDENT, "bold")
    if finding.shown.strip() and (finding.width or finding.shown != FENCE):
        yield from _line(finding, width)
    yield from _sentence(f"{visible(finding.remedy)}.", width, _INDENT, "")
    if finding.edits:
        yield from _sentence("tips check --fix mends this.", width, _INDENT, "green")


def _line(finding: Finding, width: int | None) -> Iterator[Text]:
    number = f"{_INDENT}{finding.line} | "
    shown, marks = excerpt(finding.shown, finding.column, finding.width, max((width or _WIDTH) - len(number), 20))
    yield Text.assemble((number, "dim"), shown)
    if marks:
        yield Text.assemble((f"{number[:-2].replace(str(finding.line), ' ' * len(str(finding.line)))}| ", "dim"), marks)


def _mended(mended: Mended) -> Iterator[Text]:
    codes = ", ".join(f"{code} ({count} times)" if count > 1 else code for code, count in mended.codes)
    yield Text(f"{visible(mended.name)}: mended {codes}", "green")
    if mended.taken_over:
        yield Text(f"{_INDENT}The scraper wrote this tip; as it is edited now, the scraper will leave it alone.")


def _sentence(sentence: str, width: int | None, indent: str, style: str) -> Iterator[Text]:
    """Yield a sentence in lines that fit: broken between words, and only there."""
    line = ""
    for word in sentence.split(" "):
        if line and width and cell_len(f"{indent}{line} {word}") > width:
            yield Text(indent + line, style)
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield Text(indent + line, style)
