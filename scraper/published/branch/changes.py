"""All that a branch, with the working tree as it lies there, would change: tips, tags, and other files by kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from scraper.archive.edition import Edition
from scraper.counted import counted
from scraper.editor.desk import day_of
from scraper.editor.project import FILE, Project
from scraper.published.branch.tag_changes import TagChanges, tag_changes
from scraper.published.branch.tip_changes import TipChanges, is_tip, tip_changes
from scraper.revision import Difference, Revision, contents, differences


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from a revision. `others` are files that are neither tips nor the vocabulary, by their kind."""

    revision: Revision
    tips: TipChanges
    tags: TagChanges
    others: Mapping[str, tuple[PurePosixPath, ...]]

    @property
    def headline(self) -> str:
        """Counts of all of it in a sentence, without a word out of any file."""
        tips, tags = self.tips, self.tags
        parts = [
            *_counts("tip", added=tips.added, changed=tips.changed, removed=tips.removed),
            *([f"{counted(len(tips.unreadable), 'file')} can’t be read"] if tips.unreadable else []),
            *_counts("tag", added=tags.added, renamed=tags.renamed, removed=tags.removed, edited=tags.edited),
        ]
        if files := sum(map(len, self.others.values())):
            parts.append(f"{counted(files, 'other file')} changed")
        return f"{', '.join(parts)}." if parts else "Nothing changes."


def changes_since(revision: Revision, project: Project) -> Changes:
    """Return all that differs from a revision. Raises ConfigError where the tips are outside of its repository."""
    different = differences(revision)
    edition = Edition(day_of(project))
    tips = tip_changes(revision, different, project.tips, edition)
    words_file = revision.inside(project.vocabulary)
    words = next((one for one in different if one.path == words_file), None)
    tags = tag_changes(contents(revision, [words.blob]).get(words.blob, b""), project.vocabulary) if words else None
    others = [one for one in different if one is not words]
    return Changes(revision, tips, tags or TagChanges(), _by_kind(others, revision, project))


def _by_kind(
    different: Sequence[Difference], revision: Revision, project: Project
) -> Mapping[str, tuple[PurePosixPath, ...]]:
    kinds = (
        ("pictures and documents beside tips", project.tips),
        ("other pages", project.docs),
        ("templates and styles", project.root / "overrides"),
        ("settings", project.root / FILE),
        ("settings", project.sources),
    )
    places = [(kind, place) for kind, path in kinds if (place := revision.inside(path))]
    found: dict[str, list[PurePosixPath]] = {kind: [] for kind in (*(kind for kind, _ in kinds), "everything else")}
    tips = revision.tips(project.tips)
    for one in different:
        if not is_tip(one.path, tips):
            kind = next((kind for kind, place in places if one.path.is_relative_to(place)), "everything else")
            found[kind].append(one.path)
    return {kind: tuple(paths) for kind, paths in found.items() if paths}


def _counts(noun: str, **parts: Sequence[object]) -> Iterator[str]:
    """Yield "2 tips added", then "1 changed": the noun only once."""
    first = True
    for verb, found in parts.items():
        if found:
            yield f"{counted(len(found), noun)} {verb}" if first else f"{len(found):,} {verb}"
            first = False
