"""Blocks that a source repeats from post to post, such as the sign-up links behind each text: found, and left out.

No profile is needed: what a quarter of a source's posts share word for word was written for none of them. What gives
the texts their form stays, such as a heading "The tip" or a line "Try this:"; and a body of which little else would be
left stays whole.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import groupby, takewhile
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from scraper.merge import title_key, url_key
from scraper.tip import Loss, Sighting, Status

_FEWEST_TIPS = 4  # of fewer nobody can say what is their habit
_FEWEST_SHARING = 3  # two tips may well quote the same words
_SHARE = 4  # one in so many: a newsletter that changed its closing now and then has had each for a good while
_FEWEST_WORDS = 5  # of a block before the closing; a shorter line, such as "Try this:", gives a text its form
_LEAST_LEFT = 4  # one in so many of a body's words must be left: below that the tip is a reprint of another
_LONGEST = 200  # characters of a loss: enough to find the place by

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_KINDS = {
    "heading": re.compile(r"#{1,6}\s"),
    "ul": re.compile(r"[-*+](\s|$)"),
    "ol": re.compile(r"\d{1,9}[.)](\s|$)"),
    "quote": re.compile(r">"),
    "table": re.compile(r"\|"),
    "code": _FENCE,
}
_GROWING = {"ul", "ol", "quote"}  # two neighbours of one such kind would be read as one
_SEPARATOR = "<!-- -->"  # what keeps them apart, and shows nothing
_RULE = re.compile(rf"{_SEPARATOR}|[-*_~=.•·\\\s]*")
_BOLD = re.compile(r"\*\*[^*\n]+\*\*")
_LEADS_ON = re.compile(r"[:?：？][\W_]*$")  # in the last characters of a text

_ADDRESS = r'\((<[^<>\n]*>|[^\s()]*)(?: "[^"\n]*")?\)'
_IMAGE = re.compile(rf"!\[(?:[^\[\]\\]|\\.)*\]{_ADDRESS}")
_TARGET = re.compile(rf"\]{_ADDRESS}")
_NAMING = {"attachment_id", "episode", "file", "id", "p", "page_id", "v"}  # parameters that say which page it is

_MASK = "__"  # stands for a tip's own title and address, and for dates
_FEWEST_UNMASKED = 3  # words; beside fewer, the title or the date is what the block tells
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY, _YEAR = r"\d{1,2}(?:st|nd|rd|th)?\b", r"(?:19|20)\d\d\b"
_DATE = re.compile(
    rf"\b(?:\d{{1,4}}([/.-])\d{{1,2}}\1\d{{1,4}}\b|(?:{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})(?:,?\s{_YEAR})?"
    rf"|{_MONTH},?\s{_YEAR}|{_YEAR})",
    re.IGNORECASE,
)


def blocks(body: str) -> tuple[str, ...]:
    """Return the blocks of a Markdown body, each with the blank lines behind it: joined, they are the body.

    A list is one block, with all that its items hold; so is a quote, and code between fences.
    """
    found: list[list[str]] = [[]]
    kind, fence = "", ""  # of the open block, and of the code that is open
    at_start = True  # whether the next line may begin a block
    for line in re.findall(r"[^\n]*\n|[^\n]+", body):
        if at_start and line.strip() and not _goes_on(kind, line):
            found.append([])
            kind = _kind(line)
        found[-1].append(line)
        if fence:
            closes = line.strip()
            fence = "" if len(closes) >= len(fence) and set(closes) == {fence[0]} else fence
        elif opens := _FENCE.match(line):
            fence = opens[1]
        at_start = not line.strip() and not fence
    return tuple("".join(lines) for lines in found if lines)


def _goes_on(kind: str, line: str) -> bool:
    """Whether a line behind a blank one is still of the open block: of a list what is indented, and its next item."""
    return kind in {"ul", "ol"} and (line[0] in " \t" or _kind(line) == kind)


def _kind(block: str) -> str:
    return next((kind for kind, form in _KINDS.items() if form.match(block.lstrip("\n"))), "paragraph")


@dataclass(frozen=True, slots=True)
class _Block:
    """One block of a body; `key` is what it is compared by, None for a rule, which counts for nothing by itself."""

    text: str
    key: int | None
    words: int
    is_image: bool = False

    @property
    def rank(self) -> int:
        """How high it stands above what follows: 1-6 a heading, 7 and 8 a line like one, 0 a text."""
        text, kind = self.text.strip(), _kind(self.text)
        if kind == "heading":
            return len(text) - len(text.lstrip("#"))
        if kind != "paragraph" or self.is_image:
            return 0
        return 7 if _BOLD.fullmatch(text) else 8 if _LEADS_ON.search(text[-9:]) else 0


class _Reader:
    """Reads the blocks of a sighting; the keys fold case, punctuation and markup, and what is the tip's own."""

    def __init__(self, seen: Sighting) -> None:
        self.seen = seen
        self.title = title_key(_DATE.sub(_MASK, seen.title))
        self.address = url_key(seen.url)

    def blocks(self) -> list[_Block]:
        return [self.block(text) for text in blocks(self.seen.body)]

    def block(self, text: str) -> _Block:
        if _RULE.fullmatch(text.strip()):
            return _Block(text, None, 0)
        said = _TARGET.sub("]", text)
        words = len(re.findall(r"\w+", said))
        beside = _IMAGE.sub("", text)
        images = _IMAGE.findall(text)
        if images and not re.search(r"\w", _TARGET.sub("", beside)):
            return _Block(text, _hash("image", *images), words, is_image=True)
        targets = [where for target in _TARGET.findall(beside) if (where := self.place(target))]
        return _Block(text, _hash(self.wording(said), *targets), words)

    def wording(self, said: str) -> str:
        """Return the words, with masks for what is the tip's own where they say enough without it."""
        masked = title_key(_DATE.sub(_MASK, self.elsewhere(said)))
        if self.title:
            masked = f" {masked} ".replace(f" {self.title} ", f" {_MASK} ").strip()
        masked = re.sub(rf"\b{_MASK}(?: {_MASK})+\b", _MASK, masked)  # as in "2019–2024"
        unmasked = [word for word in masked.split() if word != _MASK]
        return masked if len(unmasked) >= _FEWEST_UNMASKED else title_key(said)

    def elsewhere(self, text: str) -> str:
        """Return the text with a mask for each address of the tip itself, its comments and printable form included."""
        if not self.address or self.address not in text:
            return text
        own = rf"(?:https?://)?(?:www\.)?{re.escape(self.address)}(?:[/?#][^\s)>\]]*)?(?![\w-])"
        return re.sub(own, _MASK, text)

    def place(self, address: str) -> str:
        """Return where a link leads as far as it tells blocks apart: nothing where to the tip itself."""
        if self.elsewhere(unquote(address)) != unquote(address):
            return ""
        try:
            parts = urlsplit(address)
        except ValueError:  # such as "http://[broken"
            return address
        naming = [pair for pair in parse_qsl(parts.query) if pair[0] in _NAMING]
        return url_key(f"https://{parts.netloc}{parts.path}") + urlencode(naming)


def _hash(*parts: str) -> int:
    """Return a number that SQLite can hold, the same in each run; two parts that differ share one next to never."""
    return int.from_bytes(blake2b("\n".join(parts).encode(errors="replace"), digest_size=8).digest(), signed=True)


class Census:
    """Which blocks stand in which posts, kept in a table of its own in the given database, which may be thrown away."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(
            """
            CREATE TABLE census (
                source TEXT, post INTEGER, version INTEGER, place INTEGER, key INTEGER,
                PRIMARY KEY (source, post, version, place)
            ) WITHOUT ROWID
            """
        )

    def add(self, seen: Sighting) -> None:
        """Count a sighting's blocks; `place` counts from the end. What was seen before counts once."""
        if seen.status is not Status.FULL:
            return
        keys = [block.key for block in _Reader(seen).blocks() if block.key is not None]
        day = seen.date.known if seen.date else ""
        post = _hash("url", url_key(seen.url)) if seen.url else _hash("title", title_key(seen.title), day)
        version = _hash(*map(str, keys))
        self._connection.executemany(
            "INSERT OR IGNORE INTO census VALUES (?, ?, ?, ?, ?)",
            [(seen.source, post, version, place, key) for place, key in enumerate(reversed(keys))],
        )

    def repeated(self, source: str) -> "Repeated":
        """Return what the posts of a source share."""
        query = "SELECT count(DISTINCT post) FROM census WHERE source = ?"
        (posts,) = self._connection.execute(query, (source,)).fetchone()
        if posts < _FEWEST_TIPS:
            return Repeated()
        least = max(_FEWEST_SHARING, -(-posts // _SHARE))
        query = """
            SELECT key, count(DISTINCT post) AS posts FROM census WHERE source = ?
            GROUP BY key HAVING count(DISTINCT post) >= ?
        """
        shared = dict(self._connection.execute(query, (source, least)).fetchall())
        return Repeated(posts, shared, _closing(self._endings(source, shared), least))

    def _endings(self, source: str, shared: Mapping[int, int]) -> Counter[frozenset[tuple[int, ...]]]:
        """How the posts end: of each version of a post the shared blocks at its end, last one first; how many do so."""
        rows = self._connection.execute(
            "SELECT post, version, key FROM census WHERE source = ? ORDER BY post, version, place", (source,)
        )
        return Counter(
            frozenset(
                tuple(key for *_, key in takewhile(lambda row: row[2] in shared, version))
                for _, version in groupby(post, key=lambda row: row[1])
            )
            for _, post in groupby(rows, key=lambda row: row[0])
        )


def _closing(endings: Mapping[frozenset[tuple[int, ...]], int], least: int) -> frozenset[int]:
    """Return the blocks that stand in the closings of so many posts, where a closing is made of such blocks alone."""
    found = frozenset(key for versions in endings for keys in versions for key in keys)
    while True:
        posts = Counter[int]()
        for versions, number in endings.items():
            for key in {key for keys in versions for key in takewhile(found.__contains__, keys)}:
                posts[key] += number
        kept = frozenset(key for key in found if posts[key] >= least)
        if kept == found:
            return kept
        found = kept


@dataclass(frozen=True, slots=True)
class Repeated:
    """What the `posts` of a source share: for each block's key how many have it, and which stand in closings."""

    posts: int = 0
    shared: Mapping[int | None, int] = field(default_factory=dict)
    closing: frozenset[int] = frozenset()

    def without(self, seen: Sighting) -> tuple[Sighting, tuple[Loss, ...]]:
        """Return the sighting without what its source repeats, and a loss for each block that is left out.

        A body that would lose nearly all of its words stays whole: it is a reprint, or the source is all alike.
        """
        if seen.status is not Status.FULL or not self.shared:
            return seen, ()
        found = _Reader(seen).blocks()
        gone = self._gone(found)
        left = [block for block, goes in zip(found, gone, strict=True) if not goes and block.key is not None]
        enough = sum(block.words for block in left) * _LEAST_LEFT >= sum(block.words for block in found)
        if not any(gone) or not left or not enough:
            return seen, ()
        share = "block that {:,} of {:,} tips share, left out"
        losses = [
            Loss(seen.page, None, share.format(number, self.posts), " ".join(block.text.split())[:_LONGEST], seen.title)
            for block, goes in zip(found, gone, strict=True)
            if goes and (number := self.shared.get(block.key))
        ]
        body = _joined(found, gone)
        images = tuple(address for address in seen.images if re.search(rf"]\({re.escape(address)}[) ]", body))
        return replace(seen, body=body, images=images), tuple(dict.fromkeys(losses))

    def _gone(self, found: Sequence[_Block]) -> list[bool]:
        """Say for each block whether it goes: those of the closing, and what else is repeated and no part of a form."""
        gone = [False] * len(found)
        backwards = [n for n in reversed(range(len(found))) if found[n].key is not None]
        for n in takewhile(lambda n: found[n].key in self.closing, backwards):
            gone[n] = True
        for n in backwards:
            if gone[n] or found[n].key not in self.shared:
                continue
            if rank := found[n].rank:
                # A heading goes with what it heads, if that is nothing but repeated blocks.
                follows = (m for m in range(n + 1, len(found)) if found[m].key is not None)
                headed = [gone[m] for m in takewhile(lambda m: not found[m].rank or found[m].rank > rank, follows)]
                gone[n] = bool(headed) and all(headed)
            else:
                gone[n] = found[n].is_image or found[n].words >= _FEWEST_WORDS
        return gone


def _joined(found: Sequence[_Block], gone: Sequence[bool]) -> str:
    """Return the Markdown of the blocks that stay. A rule stays where it still stands between two of them."""
    kept: list[str] = []
    rule = ""
    for block, goes in zip(found, gone, strict=True):
        if block.key is None:
            rule = rule or block.text
        elif not goes:
            if kept and rule:
                kept.append(rule)
            elif kept and _kind(kept[-1]) in _GROWING and _kind(kept[-1]) == _kind(block.text):
                kept.append(f"{_SEPARATOR}\n\n")
            kept.append(block.text)
            rule = ""
    return "".join(kept).rstrip()
