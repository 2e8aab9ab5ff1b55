"""A check of what changed since a commit: which tips it looks at, and what else a change may have broken.

A tip that did not change can be broken by one that did: by a tag that is no longer in the vocabulary, by a page that
went, moved, lost a heading or became a draft, by a setting. Whatever is there for the first time breaks nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from scraper.editor.check import tips_among
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript, read_manuscript
from scraper.editor.project import FILE
from scraper.editor.rules import links, tags
from scraper.errors import ConfigError
from scraper.revision import Difference, Revision, contents, differences, find_revision
from scraper.vocabulary import Vocabulary, parse_vocabulary


@dataclass(frozen=True, slots=True)
class Since:
    """The tips that differ from a revision, relative to their folder, and whether something that was there before does.

    `vocabulary` is what it was at the revision; None where it is the same, or there is none now.
    """

    changed: frozenset[PurePosixPath]
    breaking: bool
    vocabulary: Vocabulary | None = None


def since(name: str, desk: Desk) -> Since:
    """Return what differs from the revision of a name. Raises ConfigError where there is none to compare with."""
    project = desk.project
    revision = find_revision(project.root, name)
    tips, words_file = revision.tips(project.tips), revision.inside(project.vocabulary)
    settings = map(revision.inside, (project.docs, project.root / FILE, project.sources))
    built_from = [part for part in (tips, words_file, *settings) if part]
    different = [one for one in differences(revision) if any(one.path.is_relative_to(part) for part in built_from)]
    changed = {one.path.relative_to(tips) for one in different if one.is_there and one.path.is_relative_to(tips)}
    words = next((one for one in different if one.path == words_file), None)
    before = _vocabulary(revision, words) if words and words.is_there else None
    return Since(frozenset(changed), words is not None or any(one.blob for one in different), before)


def tips_since(
    places: Sequence[Path], desk: Desk, since: Since
) -> tuple[tuple[PurePosixPath, ...], tuple[PurePosixPath, ...]]:
    """Return the tips among some places that differ, and those that don't but may be broken by what does."""
    among = tips_among(places, desk)
    changed = tuple(path for path in among if path in since.changed)
    return changed, tuple(path for path in among if path not in since.changed) if since.breaking else ()


def broken(desk: Desk, paths: Iterable[PurePosixPath], codes: Collection[str], since: Since) -> Iterator[Finding]:
    """Yield what is off in tips that did not change: with their tags, as long as it was in order, and their links."""
    before = replace(desk, vocabulary=since.vocabulary) if since.vocabulary else None
    for path in paths:
        manuscript = read_manuscript(desk.project.tips, path)
        found = [*links.findings(manuscript, desk), *(_tags(manuscript, desk, before) if before else ())]
        yield from (finding for finding in found if finding.rule.code in codes)


def _tags(manuscript: Manuscript, desk: Desk, before: Desk) -> Iterator[Finding]:
    """Yield what is off with tags by the vocabulary of now, and was not by that of before."""
    known = {finding.order for finding in tags.findings(manuscript, before)}
    yield from (finding for finding in tags.findings(manuscript, desk) if finding.order not in known)


def _vocabulary(revision: Revision, file: Difference) -> Vocabulary:
    """Return the vocabulary of a revision; one that can't be read knew no tags, so that nothing counts as in order."""
    raw = contents(revision, [file.blob]).get(file.blob, b"")
    try:
        return parse_vocabulary(raw.decode("utf-8-sig", errors="replace"), Path(file.path))
    except ConfigError:
        return Vocabulary()
