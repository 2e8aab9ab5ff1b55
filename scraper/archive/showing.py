"""Showings: what the site may show of a tip, and what it says about source and rights."""

import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from scraper.archive.text.excerpt import cut, words
from scraper.errors import TipFileError
from scraper.source import Canonical, Source
from scraper.tip import Rights, Status, Tip

EXCERPT_WORDS = 55
SUMMARY_WORDS = 30


class Extent(StrEnum):
    """How much of a tip a reader finds here, and why it isn't all of it."""

    FULL = "full"
    TEASER = "teaser"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown of one tip. Nothing in it, nor anything made from it, holds more of the text than may be shown.

    `body` is Markdown, and empty where only the plain `excerpt` may be shown; `link` is the original's address, or else
    the source's home; `original` says which of the two it is. `canonical` is the original's address where the source
    is to be found rather than this archive, else empty.
    """

    extent: Extent
    body: str
    excerpt: str
    summary: str
    source: str = ""
    link: str = ""
    original: bool = False
    canonical: str = ""
    rights: str = ""


@functools.lru_cache(maxsize=2**12)  # a preview asks again after each edit, and rendering is slow
def show(tip: Tip, source: Source | None) -> Showing:
    """Return what may be shown of a tip, by the rights it carries, or else those of its source.

    Raises TipFileError where the tip's source_url is no web address.
    """
    if problem := source_problem(tip):
        raise problem
    permission = source is not None and source.permission
    withheld = _rights(tip, source) is Rights.ASK and not permission
    text = words(tip.body, at_least=None if withheld else EXCERPT_WORDS)
    most = EXCERPT_WORDS
    if withheld and tip.status is not Status.TEASER:
        most = min(EXCERPT_WORDS, len(text) // 2)  # the first 55 words of a short tip would be the whole of it
    excerpt = cut(text, most)
    summary = cut(text, min(most, SUMMARY_WORDS))
    home = source.home if source and re.match("https?://", source.home) else ""
    extent = Extent.TEASER if tip.status is Status.TEASER else Extent.WITHHELD if withheld else Extent.FULL
    return Showing(
        extent=extent,
        body="" if withheld else _open_ended(tip.body) if tip.status is Status.TEASER else tip.body,
        excerpt=excerpt,
        summary=summary if withheld else tip.description or summary,
        source=source.title if source else tip.source,
        link=tip.source_url or home,
        original=bool(tip.source_url),
        canonical=tip.source_url if source and source.canonical is Canonical.SOURCE else "",
        rights=_in_plain_words(tip, source),
    )


def source_problem(tip: Tip) -> TipFileError | None:
    """Return what is wrong with the address of a tip's source, if anything is."""
    if not tip.source_url or re.match(r"https?://[^\s/]", tip.source_url, re.IGNORECASE):
        return None
    problem = f'"{tip.source_url}" is no web address'
    return TipFileError(problem, remedy='Begin source_url with "https://", or leave it out', code="TIP113")


def _open_ended(body: str) -> str:
    """Return a teaser's Markdown with "…" where it breaks off within a sentence: its source's own sign is not in it."""
    return body if re.search(r"""[.!?…)\]][*_"'’”]*$""", body) else f"{body.rstrip(' ,;:–—-')}…"


def _rights(tip: Tip, source: Source | None) -> Rights | None:
    return tip.rights or (source.rights if source else None)


def _in_plain_words(tip: Tip, source: Source | None) -> str:
    """Return a sentence on what a reader may take from here; empty for an editor's tip, which the about page covers."""
    name = source.title if source else tip.source
    owner = ((source.owner if source else "") or tip.author or "its author").rstrip(".")
    match _rights(tip, source):
        case Rights.OWN:
            return f"Published here by {owner}, who owns the text."
        case Rights.ASK if source and source.permission:
            return f"Shown in full with the permission of {owner}. Ask before you publish it elsewhere."
        case Rights.ASK:
            asks = f"{name or 'Its source'} asks for permission before a text is published elsewhere"
            return f"{asks}, so only the beginning is shown here."
        case Rights.UNSTATED:
            # The page has just named the source, if it knows it.
            return f"{'It' if name else 'Its source'} states no terms of use. All rights remain with {owner}."
        case None:
            return ""
