"""The Archive: all tips of an edition, ordered, with the look-ups that views need, each computed once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from scraper.archive.address import distinct_slugs, page_address, tip_source
from scraper.archive.edition import ALL_DATED, Edition, Standing
from scraper.archive.showing import Showing, show
from scraper.errors import TipFileError
from scraper.source import Source
from scraper.tip import FiledTip, Precision, Tip, slug
from scraper.vocabulary import Vocabulary

_PRECISE = (Precision.YEAR, Precision.MONTH, Precision.DAY)


@dataclass(frozen=True, slots=True)
class Entry:
    """One tip: its file, its page among the sources, its address, canonical tags, what is shown, and its standing."""

    tip: Tip
    file: Path
    src_uri: str
    address: str
    tags: tuple[str, ...]
    showing: Showing
    standing: Standing = Standing.PUBLISHED


Neighbours: TypeAlias = Mapping[str, tuple[Entry | None, Entry | None]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag or an author with all its tips, in the archive's order.

    `address` is that of its page, "tags/phone/"; the description of a tag is the vocabulary's. `neighbours` are those
    of each tip within the topic, as the archive's own are within all tips. `formerly` are the names that a tag had
    before, with the addresses that its page had then.
    """

    name: str
    address: str
    src_uri: str
    description: str
    entries: tuple[Entry, ...]
    neighbours: Neighbours = field(default_factory=dict, repr=False)
    formerly: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archive:
    """All tips of an edition: dated ones newest first, then undated ones by title.

    `years` goes from the newest to the oldest; `topics` (the tags in use) and `authors` are ordered by name;
    `neighbours` gives for each address what comes before and after it in its own list, which for dated tips means the
    newer and the older one. `left_out` are the tips that the edition doesn't show, by their places among the sources.
    """

    dated: tuple[Entry, ...] = ()
    undated: tuple[Entry, ...] = ()
    years: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    authors: Mapping[str, Topic] = field(default_factory=dict)
    neighbours: Neighbours = field(default_factory=dict)
    left_out: Mapping[str, Tip] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All tips, in the archive's order."""
        return self.dated + self.undated

    @property
    def has_author_pages(self) -> bool:
        """Whether authors have pages and feeds: one who wrote all that has an author needs none."""
        return len(self.authors) > 1


def published(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return those of some tips that are published, in their order: all of them, but in a preview.

    What follows the archive or chooses from it takes these: feeds, the newest tip, lists within pages, a tip by chance.
    What lists all there is shows in a preview all there is, marked.
    """
    return tuple(entry for entry in entries if entry.standing is Standing.PUBLISHED)


def build_archive(
    tips: Iterable[FiledTip],
    vocabulary: Vocabulary,
    sources: Iterable[Source] = (),
    folder: Path = Path(),
    edition: Edition = ALL_DATED,
) -> tuple[Archive, tuple[TipFileError, ...]]:
    """Return the archive of the tips that an edition shows, and a problem for each that can't be published as it is.

    `folder` is where messages say that tips lie.
    """
    by_name = {source.name: source for source in sources}
    entries: list[Entry] = []
    left_out: dict[str, Tip] = {}
    problems: list[TipFileError] = []
    for filed in tips:
        standing = edition.standing(filed.tip)
        if not edition.shows(standing):
            left_out[f"tips/{filed.path.as_posix()}"] = filed.tip
            if standing is Standing.DRAFT:
                continue  # it may still be as unfinished as it likes; what has a day is looked at before that comes
        try:
            entry = _entry(filed, folder / filed.path, vocabulary, by_name, standing)
        except TipFileError as error:
            problems.append(error.at(folder / filed.path))
        else:
            if edition.shows(standing):
                entries.append(entry)
    # Of one day, titles in alphabetical order: the sort by date is stable.
    entries.sort(key=lambda entry: (entry.tip.title.casefold(), entry.src_uri))
    undated = tuple(entry for entry in entries if not entry.tip.date)
    dated = tuple(sorted((entry for entry in entries if entry.tip.date), key=_moment, reverse=True))
    years: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in dated:
        if entry.tip.date:
            years[entry.tip.date.day.year].append(entry)
    archive = Archive(
        dated=dated,
        undated=undated,
        years={year: tuple(found) for year, found in years.items()},
        topics=_tags(dated + undated, vocabulary),
        authors=_authors(dated + undated),
        neighbours=_neighbours(dated + undated),
        left_out=left_out,
    )
    return archive, tuple(problems)


def tag_slugs(used: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return a slug for each tag in use, and for each name that a tag of the vocabulary had before.

    Those of the vocabulary choose before new spellings do, and a name of the past keeps its place among them: an
    address that people know leads to what it led to, or to what that has become.
    """
    moved = {former.name for former in vocabulary.former if slug(former.name) != slug(former.now)}
    known = moved.union(vocabulary.tags)
    return distinct_slugs(sorted(moved.union(used), key=lambda name: (name not in known, name)))


def _entry(
    filed: FiledTip, file: Path, vocabulary: Vocabulary, sources: Mapping[str, Source], standing: Standing
) -> Entry:
    src_uri = tip_source(filed)
    return Entry(
        tip=filed.tip,
        file=file,
        src_uri=src_uri,
        address=page_address(src_uri),
        tags=vocabulary.canonical(filed.tip.tags),
        showing=show(filed.tip, sources.get(filed.tip.source)),
        standing=standing,
    )


def _moment(entry: Entry) -> tuple[str, int]:
    """Order by the first day that a date may mean; at one day, what is known less well counts as earlier."""
    date = entry.tip.date
    return (date.day.isoformat(), _PRECISE.index(date.precision)) if date else ("", 0)


def _tags(entries: tuple[Entry, ...], vocabulary: Vocabulary) -> dict[str, Topic]:
    """Return the tags in use by name."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for tag in entry.tags:
            found[tag].append(entry)
    slugs = tag_slugs(found, vocabulary)
    topics = _topics("tags", found, slugs, vocabulary.description)
    for former in vocabulary.former:
        if former.now in topics and former.name in slugs:
            topic = topics[former.now]
            formerly = {**topic.formerly, former.name: page_address(f"tags/{slugs[former.name]}.md")}
            topics[former.now] = replace(topic, formerly=formerly)
    return topics


def _authors(entries: tuple[Entry, ...]) -> dict[str, Topic]:
    """Return the authors by name."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.tip.author:
            found[entry.tip.author].append(entry)
    return _topics("authors", found, distinct_slugs(sorted(found)), lambda _: "")


def _topics(
    folder: str, found: Mapping[str, list[Entry]], slugs: Mapping[str, str], description: Callable[[str], str]
) -> dict[str, Topic]:
    return {
        name: Topic(
            name=name,
            address=page_address(f"{folder}/{slugs[name]}.md"),
            src_uri=f"{folder}/{slugs[name]}.md",
            description=description(name),
            entries=tuple(found[name]),
            neighbours=_neighbours(found[name]),
        )
        for name in sorted(found, key=str.casefold)
    }


def _neighbours(entries: Iterable[Entry]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """Return what is on either side of each tip: of a dated one among the dated, of an undated among the undated."""
    found: dict[str, tuple[Entry | None, Entry | None]] = {}
    for _, run in groupby(entries, lambda entry: entry.tip.date is None):
        inside = tuple(run)
        for before, entry, after in zip((None, *inside[:-1]), inside, (*inside[1:], None), strict=True):
            found[entry.address] = (before, after)
    return found
