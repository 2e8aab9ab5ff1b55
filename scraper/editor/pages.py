"""The rules' pages: docs/rules/tip201.md for TIP201, on the site and on the terminal, and the table of them all."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from scraper.editor.finding import Rule
from scraper.editor.rulebook import RULES

FOLDER = "rules"
# What each hundred of codes is about, in the order of the rulebook.
GROUPS = {
    "1": "The front matter and its keys",
    "2": "Dates",
    "3": "Tags",
    "4": "The text",
    "5": "Links and pictures",
    "6": "The file",
    "7": "The archive as a whole",
    "8": "The vocabulary",
}


def page_file(rule: Rule, docs: Path) -> Path:
    """Return the file of a rule's page below the folder of pages."""
    return docs / FOLDER / f"{rule.code.lower()}.md"


def page_address(rule: Rule, site_url: str) -> str:
    """Return where a rule's page is on the site; empty where the site has no address."""
    return f"{site_url.rstrip('/')}/{FOLDER}/{rule.code.lower()}/" if site_url else ""


def explained(codes: Iterable[str], docs: Path) -> Iterator[str]:
    """Yield lines that explain rules: of one rule its page, of several a line each."""
    rules = [rule for code, rule in RULES.items() if code in frozenset(codes)]
    if len(rules) > 1:
        for rule in rules:
            yield f"{rule.code}  {rule.severity:<7}  {rule.name:<21}  {rule.summary}"
        return
    for rule in rules:
        mended = "tips check --fix mends those that are certain" if rule.fixable else "a person has to mend these"
        yield f"{rule.code} {rule.name} ({rule.severity}; {mended})"
        yield ""
        yield from _page(page_file(rule, docs)) or [rule.summary]


def table() -> str:
    """Return the table of all rules as Markdown, in groups; docs/rules/index.md holds it."""
    lines: list[str] = []
    for group, title in GROUPS.items():
        lines += [
            f"## {title}",
            "",
            "| Code | What it looks for | Severity | Mended |",
            "| --- | --- | --- | --- |",
        ]
        for rule in RULES.values():
            if rule.code[3] == group:
                mended = "where certain" if rule.fixable else "no"
                lines.append(f"| [{rule.code}]({rule.code.lower()}.md) | {rule.summary} | {rule.severity} | {mended} |")
        lines.append("")
    return "\n".join(lines)


def _page(file: Path) -> list[str]:
    """Return the lines of a page below its front matter; none where there is no such page."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    closing = next((number for number, line in enumerate(lines) if number and line == "---"), -1)
    return "\n".join(lines[closing + 1 :]).strip().splitlines()
