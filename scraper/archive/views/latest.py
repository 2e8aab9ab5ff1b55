"""Lists of tips in any page: a comment that stands alone on its line becomes the list that it asks for.

    <!-- tips: tag=empathy tag="first impressions" order=oldest limit=3 -->

`tag` may stand several times, and each has to fit; `author`, `year` and `source` narrow the list down further. Newest
tips come first unless `order` is "oldest"; undated ones come last. There are five unless `limit` says otherwise.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from scraper.archive.archive import Archive, Entry
from scraper.archive.datewords import in_words
from scraper.archive.text.fences import fenced
from scraper.archive.views.wish import read_wish
from scraper.errors import ArchiveError, TipsError
from scraper.vocabulary import Vocabulary

MARK = "tips:"  # a Markdown text without it asks for nothing
_NOTHING = "There are no such tips yet."
# Between blank lines a list is a block of its own; a comment keeps it from growing together with the list beside it.
_APART = "\n\n<!-- -->\n\n"
_REQUEST = re.compile(r" {0,3}<!--\s*tips:((?:(?!-->).)*)-->\s*")
_MARKUP = re.compile(r'[!"#$%&*+:<=>@\[\\\]^_`{|}~]')
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # RFC 5646, as far as its form goes
_FROM_THE_RIGHT = {"R", "AL", "RLE", "RLO", "RLI"}  # Unicode Standard Annex 9, table 4


def with_latest(  # noqa: PLR0913, PLR0917 -- the page, what lists are made of, and where messages say that it is
    markdown: str, src_uri: str, archive: Archive, vocabulary: Vocabulary, place: str | Path, first_line: int = 1
) -> str:
    """Return a page's Markdown with each request for tips replaced by its list, outside of code.

    `src_uri` is where the page lies among the sources: links lead from there to the tips' files, and the page's own tip
    is in no list. Raises ArchiveError with all that is wrong, at `place`; the Markdown begins there at `first_line`.
    """
    if MARK not in markdown:
        return markdown
    lines = markdown.split("\n")
    done = list(lines)
    problems: list[TipsError] = []
    for number, settings in _requests(lines):
        wish, wrong = read_wish(settings, archive, vocabulary)
        line = first_line + number
        problems += (error.at(place, line) for error in wrong)
        items = [_item(entry, src_uri) for entry in wish.found(archive, besides=src_uri)]
        done[number] = _APART.join(["", "\n".join(items) or _NOTHING, ""])
    if problems:
        raise ArchiveError(tuple(problems))
    return "\n".join(done)


def _requests(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that asks for tips, from 0, and its settings."""
    code = {number for block in fenced(lines) for number in block}
    for number, line in enumerate(lines):
        if number not in code and (found := _REQUEST.fullmatch(line)):
            yield number, found[1]


def _item(entry: Entry, src_uri: str) -> str:
    path = posixpath.relpath(entry.src_uri, posixpath.dirname(src_uri))
    # On a narrow screen a date moves to the next line as a whole.
    date = f"· {in_words(entry.tip.date)}".replace(" ", "\N{NO-BREAK SPACE}")
    return f"- [{_title(entry)}]({quote(path)}) {date}"


def _title(entry: Entry) -> str:
    """Return a title as Markdown that shows just this text, marked where its language or direction is not the page's.

    Punctuation becomes entities: Python-Markdown and CommonMark agree on them, but not on what a backslash escapes.
    """
    title, lang = entry.tip.title, entry.tip.lang
    escaped = _MARKUP.sub(lambda found: f"&#{ord(found[0])};", title)
    marks = f' lang="{lang}"' if _LANGUAGE.fullmatch(lang) else ""
    if any(unicodedata.bidirectional(character) in _FROM_THE_RIGHT for character in title):
        marks += ' dir="auto"'  # the date behind it would else be drawn into it
    return f"<span{marks}>{escaped}</span>" if marks else escaped
