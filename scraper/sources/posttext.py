"""The text of a post that stands by itself, without a page around it, as feeds and exports give it."""

from collections.abc import Iterable
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from scraper.dates import parse_date
from scraper.html.losses import Losses
from scraper.html.prune import prune
from scraper.html.spaces import plain
from scraper.markdown import to_markdown
from scraper.source import Source
from scraper.sources.wordpress_body import Closing, all_lines, cut_at_end, unexpected
from scraper.tip import Loss, Reading, Rights, Sighting, Skip, Status, first_words


def tree_of(html: str) -> Tag:
    """Return a text as a tree."""
    soup = BeautifulSoup(f"<body>{html}</body>", "lxml")
    return soup.body or soup


def with_text(seen: Sighting, body: Tag, source: Source, base_url: str) -> Reading:
    """Return the sighting with the text of a body, and what was lost of it; a skip where there is none.

    Of a whole text, what stands behind its newsletter's signature is set aside, as on the pages of a site.
    """
    lost = Losses()
    asks, closing = False, Closing()
    if profile := source.profile:
        prune(body, lost)  # what stands behind a signature may be a list of other posts
        lines = all_lines(body)
        if seen.status is not Status.TEASER:
            closing = cut_at_end(body, profile)
        asks = any(profile.first(profile.ask_permission, line) for line in (*lines, *closing.lines))
        for line in unexpected(closing.lines, profile):
            lost.note("line behind the end of a tip, set aside", line)
    words = plain(body.get_text(" ")).strip()
    converted = to_markdown(body.decode_contents(), base_url)
    if unread := (seen.title + words).count("\ufffd"):
        lost.note("characters that could not be read", str(unread))
    title = seen.title or first_words(words)
    if not seen.title:
        lost.note("title missing; taken from the first words", title)
    losses = tuple(Loss(seen.page, None, what, detail, title) for what, detail in (*lost.noted, *converted.losses))
    if not converted.markdown:
        return Reading((), losses, (Skip(seen.page, "without a text", title or seen.url),))
    seen = replace(
        seen,
        title=title,
        body=converted.markdown,
        images=converted.images,
        rights=Rights.ASK if asks else source.rights,
        # A notice gives the year of first publication first (17 U.S.C. § 401(b)(2)).
        date=seen.date or (parse_date(closing.year) if closing.year else None),
    )
    return Reading((seen,), losses)


def all_of(readings: Iterable[Reading]) -> Reading:
    """Return what several readings tell, in their order, as one."""
    each = tuple(readings)
    return Reading(
        tuple(seen for one in each for seen in one.sightings),
        tuple(loss for one in each for loss in one.losses),
        tuple(skip for one in each for skip in one.skipped),
    )
