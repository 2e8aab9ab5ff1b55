"""The words of the project as types: Page, Sighting, Tip, and what they are made of. Frozen, and without I/O."""

import datetime
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath


class Status(StrEnum):
    """How much of a tip the archive holds."""

    FULL = "full"
    TEASER = "teaser"
    DRAFT = "draft"


class Rights(StrEnum):
    """What the source says about publishing a tip again."""

    OWN = "own"
    UNSTATED = "unstated"
    ASK = "ask-permission"


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class TipDate:
    """A day at the source, or the first day of the month or year where no more is known."""

    day: datetime.date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        first = self.day.replace(day=1)
        if self.precision is Precision.YEAR:
            first = first.replace(month=1)
        if self.precision is not Precision.DAY and self.day != first:
            raise ValueError(f"a date known to the {self.precision} holds its first day, {first}, not {self.day}")

    @property
    def known(self) -> str:
        """Only what is known, in ISO 8601: "2017-11-07", "2017-11" or "2017"."""
        return self.day.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]]

    def includes(self, other: "TipDate") -> bool:
        """Whether the other date may be this one, known as well or better: "2017" includes "2017-11-07"."""
        return other.known.startswith(self.known)


@dataclass(frozen=True, slots=True)
class Page:
    """One document as it came. `name` is its address or file name; `captured` is when it was fetched, if known.

    `more` holds the further pages of a post that its site shows in several. `zone` is the time zone by which its site
    counts days, where the page itself does not tell: a name of the tz database, or an offset such as "-05:00".
    """

    name: str
    content: bytes
    media_type: str = "text/plain"
    captured: datetime.datetime | None = None
    more: tuple[bytes, ...] = ()
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing of a page that could not be kept, or was set aside on purpose; a line of the run's report.

    `tip` is the title of the tip that lacks it, where no line says which one it is.
    """

    page: str
    line: int | None
    what: str
    detail: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A post that was seen and is left out on purpose. `why` is one of few wordings, such as "behind a password"."""

    page: str
    why: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one page tells of one tip. `title` and `tags` are as printed until normalised; `body` is Markdown.

    `terms` are tags and categories that the page does not tell apart, in its order. `images` are the addresses of the
    body's images, each as it stands there between the parentheses of its Markdown. `formerly` are addresses that the
    tip is known to have had before `url`.
    """

    source: str
    page: str
    title: str
    body: str
    status: Status = Status.FULL
    line: int | None = None
    date: TipDate | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    author: str = ""
    url: str = ""
    formerly: tuple[str, ...] = ()
    rights: Rights = Rights.UNSTATED
    lang: str = ""
    captured: datetime.datetime | None = None
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a page tells, in its order: sightings, what could not be kept, and the posts that are left out."""

    sightings: tuple[Sighting, ...]
    losses: tuple[Loss, ...] = ()
    skipped: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """How an address of a source was read: `way` is "rest", "feed" or "pages", and `why` says why that one.

    `requests` counts what was asked of the site; `unknown` names what this way could not tell of the tips.
    """

    source: str
    address: str
    way: str
    why: str
    requests: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tip:
    """The unit of the archive: one Markdown file. Field by field the contract of a tip's front matter, and the body.

    `aliases` are addresses on this site, from its root: "tips/undated/be-brief/".
    """

    title: str
    body: str
    date: TipDate | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    author: str = ""
    description: str = ""
    source: str = ""
    source_url: str = ""
    rights: Rights | None = None
    status: Status = Status.FULL
    aliases: tuple[str, ...] = ()
    lang: str = ""
    scraped: str = ""

    @property
    def folder(self) -> str:
        """The folder of the tip's file: its year, or "undated"."""
        return str(self.date.day.year) if self.date else "undated"


@dataclass(frozen=True, slots=True)
class FiledTip:
    """A tip and where its file is, relative to the folder of tips: "2017/be-brief.md"."""

    path: PurePosixPath
    tip: Tip

    @property
    def slug(self) -> str:
        """The file's name without its ending, and the last part of the tip's address."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Tag:
    """A canonical name out of docs/tags.yml, what it means, and the other spellings that mean it."""

    name: str
    description: str = ""
    also: tuple[str, ...] = field(default=())


# Names that Windows keeps for devices, whatever their ending.
# Source: Microsoft, "Naming Files, Paths, and Namespaces".
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
# Names that MkDocs takes for the page of the folder itself.
INDEX_NAMES = frozenset({"index", "readme"})
_SLUG_BYTES = 80  # a path of year and slug stays far below the 255 bytes that file systems allow


def slug(text: str) -> str:
    """Return a text as file name and address: lower case, letters and digits of any script, words joined by "-".

    Latin letters lose their accents. At most 80 bytes of UTF-8, cut between words where there is one to cut at; never
    empty, never a name that Windows keeps for devices or MkDocs for a folder's own page.
    """
    text = text.encode(errors="backslashreplace").decode()  # the name of a file may be no text at all
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    unaccented = unicodedata.normalize("NFKC", re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", decomposed))
    # Letters, numbers and the marks without which scripts such as Devanagari cannot be read.
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in re.sub("['’ʼ]", "", unaccented))
    joined = "-".join(kept.split())
    if len(joined.encode()) > _SLUG_BYTES:
        cut = joined.encode()[:_SLUG_BYTES].decode(errors="ignore")
        whole_words = joined[: len(cut) + 1].rpartition("-")[0]
        joined = whole_words or cut
    if not joined:
        return f"tip-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return f"tip-{joined}" if joined in DEVICES | INDEX_NAMES else joined


def folded_name(name: str) -> str:
    """Return what two names of files have in common that some systems take for one.

    Macs fold case and Unicode forms, Windows case and ends. Source: Microsoft, "Naming Files, Paths, and Namespaces": a
    name doesn't end in a blank or a dot.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).rstrip(" .")


def first_words(text: str) -> str:
    """Return the first eight words of a text, for a tip that came without a title; "…" stands where there are more."""
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
