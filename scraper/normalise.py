"""Sightings as printed → sightings in the archive's own words: clean titles, dates, canonical tags and addresses."""

import datetime
import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from scraper.dates import parse_date
from scraper.frontmatter import one_line
from scraper.profile import Profile
from scraper.source import Source
from scraper.tip import Loss, Precision, Reading, Sighting, Skip, TipDate
from scraper.vocabulary import Vocabulary, same_term

# Parameters that say where a reader came from, or which comment they answer, and never which page it is.
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|replytocom|share|nb|amp)$")


def normalise(reading: Reading, source: Source, vocabulary: Vocabulary) -> Reading:
    """Return the reading with each sighting in canonical form, and a loss for each thing that had to stay as it was."""
    sightings: list[Sighting] = []
    losses = list(reading.losses)
    for seen in reading.sightings:
        title, date = clean_title(seen.title, source)
        # A category that is the newsletter's own name tells no tip from another.
        terms = (*seen.tags, *seen.categories, *seen.terms)
        printed = tuple(term for term in terms if not same_term(term, source.title))
        if date is None and (looks_dated := re.search(r"\d{1,2}/\d{1,2}/\d{2,4}\s*$", title)):
            losses.append(Loss(seen.page, seen.line, "a date in a title that no calendar has", looks_dated[0]))
        losses += [
            Loss(seen.page, seen.line, "tag that docs/tags.yml does not know", term)
            for term in printed
            if not vocabulary.knows(term)
        ]
        sightings.append(
            replace(
                seen,
                title=title,
                date=_better(date, seen.date),
                tags=vocabulary.canonical(printed),
                categories=_names(seen.categories),
                terms=_names(seen.terms),
                author=one_line(seen.author),
                url=canonical_url(seen.url),
                formerly=tuple(filter(None, map(canonical_url, seen.formerly))),
            )
        )
    return replace(reading, sightings=tuple(sightings), losses=tuple(dict.fromkeys(losses)))


def since(day: datetime.date | None, reading: Reading) -> Reading:
    """Return the reading without the sightings of earlier days, or of none that is known; all of it where no day is."""
    if day is None:
        return reading
    kept = tuple(seen for seen in reading.sightings if seen.date and seen.date.day >= day)
    early = [
        Skip(seen.page, f"not known to be of {day} or later", seen.title)
        for seen in reading.sightings
        if seen not in kept
    ]
    return replace(reading, sightings=kept, skipped=(*reading.skipped, *early))


def clean_title(printed: str, source: Source) -> tuple[str, TipDate | None]:
    """Return a title without the date that the newsletter prints in it, and that date.

    A title that is nothing but a date, or whose date no calendar has, stays as it is.
    """
    title = one_line(printed)
    profile = source.profile or Profile()
    match = profile.first(profile.title_date, title)
    if not match:
        return title, None
    text = match.groupdict().get("date")
    date = parse_date(text, source.date_order) if text else None
    if text and not date:
        return title, None
    rest = re.sub(r"^[\s–—-]+|[\s–—-]+$", "", title[: match.start()] + title[match.end() :])
    return rest or title, date


def canonical_url(url: str) -> str:
    """Return an address without fragment and tracking parameters; empty where it is none of http or https."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # such as "http://[broken"
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)])
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def _names(printed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(name) for name in printed))


def _better(title_date: TipDate | None, other: TipDate | None) -> TipDate | None:
    """Prefer the date in the title, the issue's own; a page's machine-readable one only says when it went online."""
    if title_date and (title_date.precision is Precision.DAY or other is None):
        return title_date
    return other
