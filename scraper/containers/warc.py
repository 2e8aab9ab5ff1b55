"""A WARC file → its pages of HTML, of each address the newest capture.

Source: ISO 28500:2017, "WARC file format".
"""

import codecs
import contextlib
import datetime
import io
import itertools
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed

from scraper.containers.holding import LARGEST, UNREADABLE, Holding, unreadable
from scraper.containers.http_answer import LONGEST_HEAD, HttpAnswer, parse
from scraper.containers.kind import Kind
from scraper.errors import PageError
from scraper.tip import Page

_PIECE = 2**16
_LONGEST_HEAD = 2**17  # bytes of a record's own headers; what is read ahead counts
_NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_REMEDY = "Crawl the page again, or save it in a browser"


@dataclass(frozen=True, slots=True)
class _Capture:
    """One answer out of the file; `number` counts its records. Of a body that is not wanted only the start is kept."""

    number: int
    address: str
    when: datetime.datetime
    whole: bool
    answer: HttpAnswer

    @property
    def rank(self) -> tuple[bool, datetime.datetime, int]:
        """What was not cut short is better, then what is newer, then what comes later in the file."""
        return self.whole, self.when, self.number

    def page(self, place: str) -> Page | PageError:
        """Return the page, or why there is none."""
        problem = "" if self.whole else "it was cut short when it was kept"
        content = b""
        try:
            content = self.answer.text(LARGEST)
        except PageError as error:
            problem = problem or error.problem
        if not problem and len(content) > LARGEST:
            problem = f"it has more than {LARGEST // 2**20} MB, which no page has"
        if not problem and not content.removeprefix(codecs.BOM_UTF8).strip():
            problem = "it is empty"
        if problem:
            return PageError(f"{self.address} is left out: {problem}", place=place, remedy=_REMEDY)
        captured = None if self.when == _NEVER else self.when
        return Page(self.address, content, Kind.HTML.value, captured)


def pages(holding: Holding) -> Iterator[Page | PageError]:
    """Yield the newest capture of each address, in the order of the file.

    The file is read twice, once to see which captures these are; no more than one of them is in memory.
    """
    newest: dict[str, tuple[bool, datetime.datetime, int]] = {}
    for capture in _captures(holding, ()):
        if isinstance(capture, _Capture):
            newest[capture.address] = max(capture.rank, newest.get(capture.address, capture.rank))
    wanted = {number for *_, number in newest.values()}
    for capture in _captures(holding, wanted):
        if isinstance(capture, PageError):
            yield capture
        elif capture.number in wanted:
            yield capture.page(holding.name)
    if not wanted:
        yield PageError("the WARC file holds no page of HTML", place=holding.name, remedy=_REMEDY)


def _captures(holding: Holding, wanted: Collection[int]) -> Iterator[_Capture | PageError]:
    """Yield every answer that is a page of HTML, and in the end what is wrong with the file, if anything is."""
    read = 0
    try:
        with holding.open() as stream:
            rationed = _Rationed(stream)
            records = WARCIterator(rationed, no_record_parse=True)
            for number in itertools.count():
                rationed.left = _LONGEST_HEAD
                with contextlib.redirect_stderr(io.StringIO()):  # warcio talks of damage there, before it raises
                    record = next(records, None)
                rationed.left = sys.maxsize
                if record is None and records.err_count:
                    raise ArchiveLoadFailed("bytes stand between two records")
                if record is None:
                    break
                capture = _capture(record, number, wanted)
                read += 1
                if capture:
                    yield capture
    except ArchiveLoadFailed as error:
        told = isinstance(error.__cause__, UNREADABLE) and unreadable(error.__cause__, holding.name)
        problem = told.problem if told else "the WARC file is damaged"
        yield PageError(f"{problem}; {read:,} of its records were read", place=holding.name, remedy=_REMEDY)
    except UNREADABLE as error:
        yield unreadable(error, holding.name)


def _capture(record: Any, number: int, wanted: Collection[int]) -> _Capture | None:  # noqa: ANN401 -- warcio has no types
    """Return the page that a record holds, if any. Raises ArchiveLoadFailed where the record has no end."""
    if record.length is None:
        raise ArchiveLoadFailed("a record does not tell its length")
    headers, stream = record.rec_headers, record.raw_stream
    address = str(headers.get_header("WARC-Target-URI", "")).split("#")[0]
    is_answer = record.rec_type == "response" and address.startswith(("http://", "https://"))
    kept = stream.read(LONGEST_HEAD + (LARGEST + 1 if number in wanted else 0)) if is_answer else b""
    while stream.read(_PIECE):
        pass
    if stream.limit:
        raise ArchiveLoadFailed("the file ends within a record") from EOFError()
    answer = parse(kept)
    if not answer.is_html:
        return None
    whole = not headers.get_header("WARC-Truncated")
    return _Capture(number, address, _moment(headers.get_header("WARC-Date", "")), whole, answer)


def _moment(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


class _Rationed:
    """A stream that gives no more than what is `left`: a record's headers cannot fill the memory.

    What cannot be read is said in warcio's own terms, which takes the end of a file within gzip for a proper one.
    """

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self.left = 0
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            piece = self._stream.read1(size)
        except UNREADABLE as error:
            raise ArchiveLoadFailed("the stream cannot be read") from error
        self.left -= len(piece)
        if self.left < 0:
            raise ArchiveLoadFailed("the headers of a record do not end")
        return piece
