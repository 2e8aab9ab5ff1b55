"""All sightings of one tip → that tip. The order of sightings changes nothing, and merging again changes nothing."""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from scraper.frontmatter import is_edited
from scraper.tip import FiledTip, Loss, Precision, Rights, Sighting, Status, Tip, TipDate

_FINENESS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}


@dataclass(frozen=True, slots=True)
class Merged:
    """A tip as its sightings tell it, and its files of earlier runs, of which people edited some.

    `images` are the addresses of the body's images as they stand in it, where a sighting of this run told the body.
    """

    tip: Tip
    filed: tuple[FiledTip, ...] = ()
    edited: tuple[FiledTip, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(slots=True)
class _Cluster:
    """Sightings and files that are taken for one tip."""

    sightings: list[Sighting] = field(default_factory=list)
    filed: list[FiledTip] = field(default_factory=list)

    def take(self, other: "_Cluster") -> None:
        self.sightings += other.sightings
        self.filed += other.filed

    @property
    def members(self) -> list[Sighting]:
        """Everything that knows of the tip, files included."""
        return [*self.sightings, *(_as_sighting(filed) for filed in self.filed)]

    @property
    def date(self) -> TipDate | None:
        return _date(self.sightings, map(_as_sighting, self.filed))

    @property
    def has_url(self) -> bool:
        return any(member.url for member in self.members)


def merge(sightings: Iterable[Sighting], filed: Iterable[FiledTip] = ()) -> tuple[tuple[Merged, ...], tuple[Loss, ...]]:
    """Return each tip once, ordered by source, title, date and address, and what was set aside or left undecided.

    `filed` are scraped tips of earlier runs: they count as sightings that are older than all of this run's.
    """
    seen = list(sightings)
    moved = _moved(seen)
    clusters: dict[tuple[str, ...], _Cluster] = defaultdict(_Cluster)
    for sighting in seen:
        clusters[_identity(sighting, moved)].sightings.append(sighting)
    for file in filed:
        clusters[_identity(_as_sighting(file), moved)].filed.append(file)
    merged: list[Merged] = []
    losses: list[Loss] = []
    for _, group in groupby(sorted(clusters.values(), key=_bucket), key=_bucket):
        settled, doubts = _settle(list(group))
        losses += doubts
        for cluster in settled:
            if not cluster.sightings:
                continue  # only files speak of it: nothing new to tell
            one, set_aside = _merged(cluster)
            losses += set_aside
            merged.append(one)
    merged.sort(key=_place)
    return tuple(merged), tuple(
        sorted(set(losses), key=lambda loss: (loss.page, loss.line or 0, loss.what, loss.detail, loss.tip))
    )


def title_key(title: str) -> str:
    """Fold what never tells two titles apart: case, typographic variants, punctuation and white space."""
    folded = unicodedata.normalize("NFKC", title).casefold().replace("&", " and ")
    return " ".join(re.findall(r"\w+", re.sub("['’ʼ`]", "", folded))) or folded.strip()


def url_key(url: str) -> str:
    """Fold what never tells two addresses of one site apart: scheme, "www.", a closing slash."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def _moved(sightings: Iterable[Sighting]) -> dict[str, str]:
    """Where tips are now that had another address; one that is some tip's own leads nowhere else."""
    seen = [sighting for sighting in sightings if sighting.url]
    now = {url_key(sighting.url) for sighting in seen}
    pairs = sorted((url_key(old), url_key(sighting.url)) for sighting in seen for old in sighting.formerly)
    return {old: new for old, new in reversed(pairs) if old not in now}


def _identity(sighting: Sighting, moved: Mapping[str, str]) -> tuple[str, ...]:
    if sighting.url:
        key = url_key(sighting.url)
        return ("url", moved.get(key, key))
    return ("title", sighting.source, title_key(sighting.title), sighting.date.known if sighting.date else "")


def _bucket(cluster: _Cluster) -> tuple[str, str]:
    """Source and title: clusters that differ in one of them are never the same tip, unless they share an address."""
    return min((member.source, title_key(member.title)) for member in cluster.members)


def _place(merged: Merged) -> tuple[str, str, str, str]:
    tip = merged.tip
    return tip.source, title_key(tip.title), tip.date.known if tip.date else "", tip.source_url


def _settle(clusters: list[_Cluster]) -> tuple[list[_Cluster], list[Loss]]:
    """Join clusters of one source and title whose dates leave exactly one way to do so."""
    # Addresses first, since they never join one another; then from the finest date to none at all.
    order = sorted(
        clusters, key=lambda one: (not one.has_url, -_fineness(one.date), one.date.known if one.date else "")
    )
    settled: list[_Cluster] = []
    doubts: list[Loss] = []
    for cluster in order:
        if cluster.has_url:
            settled.append(cluster)
            continue
        same_day = [one for one in settled if one.date and cluster.date and one.date == cluster.date]
        possible = same_day or [one for one in settled if _may_be_same(one.date, cluster.date)]
        if len(possible) == 1:
            possible[0].take(cluster)
            continue
        settled.append(cluster)
        if possible:
            what = f"could be any of {len(possible)} tips of this title; kept apart"
            doubts += [Loss(seen.page, seen.line, what, seen.title) for seen in cluster.sightings]
    return settled, doubts


def _may_be_same(one: TipDate | None, other: TipDate | None) -> bool:
    return one is None or other is None or one.includes(other) or other.includes(one)


def _merged(cluster: _Cluster) -> tuple[Merged, list[Loss]]:
    """Full beats teaser, fine dates beat coarse ones, of full bodies the later capture wins; the rest adds up."""
    filed = tuple(sorted(cluster.filed, key=lambda one: one.path))
    edited = tuple(one for one in filed if is_edited(one.tip))
    untouched = [one for one in filed if one not in edited]
    members = [*((False, seen) for seen in cluster.sightings), *((True, _as_sighting(one)) for one in untouched)]
    members.sort(key=lambda member: _rank(*member), reverse=True)
    ranked = [member for _, member in members]
    best = ranked[0]
    date = _date(cluster.sightings, map(_as_sighting, untouched))
    losses = [
        Loss(seen.page, seen.line, "another text of a tip", f"the text of {best.page} is taken", seen.title)
        for seen in cluster.sightings
        if seen.status is Status.FULL and seen.body != best.body and _words(seen.body) != _words(best.body)
    ]
    losses += [
        Loss(seen.page, seen.line, "another date of a tip", f"{seen.date.known}; {date.known} is taken", seen.title)
        for seen in cluster.sightings
        if date and seen.date and not seen.date.includes(date)
    ]
    tip = Tip(
        title=best.title,
        body=best.body,
        date=date,
        tags=tuple(sorted({tag for member in ranked for tag in member.tags})),
        categories=_added_up([best.categories, *sorted(member.categories for member in ranked)]),
        author=best.author or next((member.author for member in ranked if member.author), ""),
        description=next((one.tip.description for one in untouched if one.tip.description), ""),
        source=best.source,
        source_url=best.url or next((member.url for member in ranked if member.url), ""),
        rights=Rights.ASK if any(member.rights is Rights.ASK for member in ranked) else best.rights,
        status=best.status,
        aliases=_added_up(sorted(one.tip.aliases for one in untouched)),
        lang=best.lang,
    )
    return Merged(tip, filed, edited, best.images), losses


def _rank(is_filed: bool, seen: Sighting) -> tuple[bool, bool, datetime.datetime, bool, int, int, str]:
    """Rank later captures higher, and files of earlier runs lowest.

    Where nobody knows, what has an address stands nearer to the source than a text save; then more text ranks higher,
    then a finer date, and in the end any order that is fixed.
    """
    captured = seen.captured or datetime.datetime.min.replace(tzinfo=datetime.UTC)
    full = seen.status is Status.FULL
    return full, not is_filed, captured, bool(seen.url), len(seen.body), _fineness(seen.date), repr(seen)


def _words(body: str) -> list[str]:
    """The words without their markup: dialects keep more or less of it, and say the same."""
    return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", body))


def _date(seen: Iterable[Sighting], filed: Iterable[Sighting]) -> TipDate | None:
    """The run's finest date; an earlier run's where that says the same more finely, or where nobody else tells one."""
    now, before = _finest(seen), _finest(filed)
    return before if before and (now is None or now.includes(before)) else now


def _finest(seen: Iterable[Sighting]) -> TipDate | None:
    """The finest date; of equally fine ones that which ranks highest, so that a correction at the source arrives."""
    dated = [one for one in seen if one.date]
    finest = max((_fineness(one.date) for one in dated), default=0)
    among = [one for one in dated if _fineness(one.date) == finest]
    if len({one.date for one in among}) > 1:  # ranking reads whole texts
        among = [max(among, key=lambda one: _rank(False, one))]
    return among[0].date if among else None


def _fineness(date: TipDate | None) -> int:
    return _FINENESS[date.precision] if date else 0


def _added_up(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in lists for text in texts))


def _as_sighting(filed: FiledTip) -> Sighting:
    tip = filed.tip
    return Sighting(
        source=tip.source,
        page=str(filed.path),
        title=tip.title,
        body=tip.body,
        status=tip.status,
        date=tip.date,
        tags=tip.tags,
        categories=tip.categories,
        author=tip.author,
        url=tip.source_url,
        rights=tip.rights or Rights.UNSTATED,
        lang=tip.lang,
    )
