"""What `tips tags` says: rows of a table, sentences below it, or all of it as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from scraper.editor.tags.move import quoted
from scraper.editor.tags.twins import Twin
from scraper.editor.tags.usage import TagUse, Usage

COLUMNS = ("Tag", "Tips", "Drafts", "First", "Last", "Description")


def rows(usage: Usage) -> Iterator[tuple[str, ...]]:
    """Yield a row of the form of COLUMNS for each tag."""
    for use in usage.tags:
        described = use.description or ("none yet" if use.is_known else "not in the vocabulary")
        yield use.name, str(use.tips), str(use.drafts), use.first or "–", use.last or "–", described


def sentences(usage: Usage, likely: Sequence[Twin], vocabulary: Path) -> Iterator[str]:
    """Yield what a person may want to mend: tags that are rare or not described, and twins with the command to run."""
    once = [use.name for use in usage.tags if use.tips + use.drafts == 1]
    never = [use.name for use in usage.tags if use.tips + use.drafts == 0]
    unknown = [use.name for use in usage.tags if not use.is_known]
    if once:
        yield f"Used once: {', '.join(once)}."
    if never:
        yield f"Never used: {', '.join(never)}."
    if unknown:
        yield f"Not in {vocabulary}: {', '.join(unknown)}. Add them there, or merge them into tags that are."
    if likely:
        yield "Likely the same:"
        for twin in likely:
            yield f'  "{twin.tag}" and "{twin.into}": {twin.why}'
            yield f"    tips tags merge {quoted(twin.tag)} --into {quoted(twin.into)}"


def empty(tips: Path, vocabulary: Path) -> str:
    """Return what is said where there is no tag at all."""
    return f"There are no tags yet: no tip in {tips} has one, and {vocabulary} lists none."


def as_json(usage: Usage, likely: Iterable[Twin]) -> str:
    """Return the same as JSON."""
    tags: list[dict[str, object]] = [asdict(use) for use in usage.tags]
    told = {"tags": tags, "twins": [asdict(twin) for twin in likely]}
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n"


def total(tags: Sequence[TagUse]) -> str:
    """Return the last line of the table: how many tags there are, and how many of them are in use."""
    used = sum(1 for use in tags if use.tips)
    return f"{len(tags):,} {'tag' if len(tags) == 1 else 'tags'}, {used:,} on published tips."
