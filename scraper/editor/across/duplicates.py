"""Tips that are almost the same as another, or have its title."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import PurePosixPath

from scraper.archive.datewords import in_words
from scraper.editor.across.alike import ALIKE, Pair, alike
from scraper.editor.across.others import FEW, Other
from scraper.editor.across.prints import pairs, prints
from scraper.editor.across.wording import folded, halves, words
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript, read_manuscript
from scraper.tip import Status

_SERIES = 4  # tips of one title: they are a series then, and meant to have it
_KEPT = 200  # manuscripts at a time


class Duplicates:
    """Finds TIP701 and TIP702: each pair once, at the later tip, or at the one of them that is checked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: set[PurePosixPath] = set()
        self._prints: dict[PurePosixPath, tuple[int, ...]] = {}
        self._titles: dict[PurePosixPath, bytes] = {}
        self._runs: list[bytes] = []
        self._seen_titles: list[bytes] = []

    def see(self, manuscript: Manuscript) -> None:
        """Note the prints of its text, and its title."""
        self._seen.add(manuscript.path)
        found = prints(folded(halves(manuscript.raw)[1]))
        self._prints[manuscript.path] = tuple(found)
        if len(self._seen) <= FEW:
            self._runs.extend(found.values())
        if manuscript.tip:
            self._note_title(manuscript.path, manuscript.tip.title)
            self._seen_titles.append(self._titles.get(manuscript.path, b""))

    def glance(self, other: Other) -> None:
        """Note the same of it; where few files were seen, only what it may have in common with one of them."""
        few = len(self._seen) <= FEW
        text = folded(other.body)
        if not few or any(run in text for run in self._runs):
            self._prints[other.path] = tuple(prints(text))
        if not few or self._may_have_a_title(other.front):
            tip = other.tip
            if tip:
                self._note_title(other.path, tip.title)

    def findings(self) -> Iterator[Finding]:
        """Yield what is off."""
        # Read again, rather than kept: there may be thousands of manuscripts, of which few are one of a pair.
        read = lru_cache(_KEPT)(lambda path: read_manuscript(self._desk.project.tips, path))
        found = self._pairs()
        for pair in found:
            yield _near(*self._in_order(read(pair.one), read(pair.other)), pair)
        near = {frozenset((pair.one, pair.other)) for pair in found}
        for one, other in self._same_titles():
            if frozenset((one, other)) not in near and not (read(one).is_scraped and read(other).is_scraped):
                yield _same_title(*self._in_order(read(one), read(other)))

    def _pairs(self) -> list[Pair]:
        paths = sorted(self._prints)
        numbers = (number for number, path in enumerate(paths) if path in self._seen)
        found = ((paths[one], paths[other]) for one, other in pairs([self._prints[path] for path in paths], numbers))
        candidates = [pair for pair in found if not self._seen.isdisjoint(pair)]
        return alike(self._desk.project.tips, candidates, self._desk.files)

    def _same_titles(self) -> Iterator[tuple[PurePosixPath, PurePosixPath]]:
        by_title: defaultdict[bytes, list[PurePosixPath]] = defaultdict(list)
        for path in sorted(self._titles):
            by_title[self._titles[path]].append(path)
        for same in by_title.values():
            if len(same) < _SERIES:
                yield from (pair for pair in combinations(same, 2) if not self._seen.isdisjoint(pair))

    def _in_order(self, one: Manuscript, other: Manuscript) -> tuple[Manuscript, Manuscript]:
        """Return the manuscript to tell of the pair, and the other one."""
        earlier, later = sorted((one, other), key=_age)
        return (later, earlier) if later.path in self._seen else (earlier, later)

    def _note_title(self, path: PurePosixPath, title: str) -> None:
        if found := b" ".join(words(title.encode())):
            self._titles[path] = found

    def _may_have_a_title(self, front: bytes) -> bool:
        """Whether one of the titles that were seen stands in a front matter; with a backslash, no one knows."""
        if b"\\" in front:
            return True
        text = b" ".join(words(front))
        return any(title in text for title in self._seen_titles if title)


def _age(manuscript: Manuscript) -> tuple[bool, bool, str, str]:
    """Order by date: what is published before drafts, what has no date after all that has one; then by name."""
    tip = manuscript.tip
    date = tip.date if tip else None
    is_draft = tip is not None and tip.status is Status.DRAFT
    return is_draft, date is None, date.day.isoformat() if date else "", str(manuscript.path.with_suffix(""))


def _near(told: Manuscript, other: Manuscript, pair: Pair) -> Finding:
    found = pair.likeness
    sizes = dict(zip((pair.one, pair.other), found.words, strict=True))
    if found.both >= ALIKE:
        problem = f"this is {found.both} % the same as {_called(other)}"
    elif sizes[told.path] <= sizes[other.path]:
        problem = f"{found.shorter} % of this stands in {_called(other)} too"
    else:
        problem = f"{found.shorter} % of {_called(other)} stands in this too"
    remedy = (
        "If it is the same tip, keep one of the two files. If it is another one, say in its text what is new about it"
    )
    return told.finding("TIP701", problem, remedy, line=next((n for n, line in told.body if line.strip()), 1))


def _same_title(told: Manuscript, other: Manuscript) -> Finding:
    node = told.examined.values["title"]
    line, column, width = node.start_mark.line + 2, node.start_mark.column + 1, 0
    if node.end_mark.line == node.start_mark.line:
        width = node.end_mark.column - node.start_mark.column
    problem = f"the title is that of {_called(other, titled=False)} too"
    remedy = "Give one of the two a title of its own, so that readers and search results can tell them apart"
    return told.finding("TIP702", problem, remedy, line=line, column=column, width=width)


def _called(manuscript: Manuscript, *, titled: bool = True) -> str:
    """Return what a message calls another tip: its file, with title and date as far as they are known."""
    tip = manuscript.tip
    said = [f'"{tip.title}"'] if tip and tip.title and titled else []
    said += ["a draft"] if tip and tip.status is Status.DRAFT else [in_words(tip.date)] if tip and tip.date else []
    return f"{manuscript.name} ({', '.join(said)})" if said else manuscript.name
