"""The lines of a plain-text save, each with what it is taken for: a small state machine over a newsletter's profile."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scraper.profile import Profile


class Kind(StrEnum):
    """What a line of a text save can be."""

    BLANK = "blank"
    PAGE_TITLE = "page title"
    TITLE = "title"
    META = "meta"
    EXCERPT = "excerpt"
    HEADING = "heading"
    BODY = "body"
    ITEM = "list item"
    INDENTED = "indented"
    ALT = "alt text"
    CAPTION = "caption"
    CREDIT = "credit"
    END = "end"
    CLOSING = "closing"
    RELATED = "related"
    COPYRIGHT = "copyright"
    FOOTER = "footer"
    PAGER = "pager"
    UNKNOWN = "unknown"


BODY_KINDS = frozenset({Kind.BODY, Kind.HEADING, Kind.ITEM, Kind.INDENTED})
IMAGE_KINDS = frozenset({Kind.ALT, Kind.CAPTION, Kind.CREDIT})

_LONGEST_TITLE = 500  # a longer line is a paragraph, whatever stands around it
ITEM = re.compile(r"^(?P<indent> +)(?:(?P<bullet>[•◦▪‣])|(?P<number>\d{1,3})[.)])(?: +(?P<text>.*))?$")

_LONGEST_CAPTION = 250
_LONGEST_HEADING = 90
_SMALL_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a an and are as at be but by do does for from if in into is it nor of off on or our over per so than that the "
        "this to up via vs w/ we with without yet you your",
    )
)


class _State(StrEnum):
    START = "start"  # before the page's first line
    OUTSIDE = "outside"  # between two tips
    BODY = "body"
    CLOSING = "closing"  # behind a body: signatures, links, notices
    RELATED = "related"  # in a list of other posts behind a body, up to the next blank line
    ELSEWHERE = "elsewhere"  # in such a list between two tips


_ANYWHERE = frozenset(_State)
_BETWEEN = frozenset({_State.START, _State.OUTSIDE, _State.ELSEWHERE})
_IN_TIP = _ANYWHERE - _BETWEEN

# In these states, a line that matches this setting of the profile is of this kind and leads to that state; in order.
_TRANSITIONS = (
    (_ANYWHERE, "copyright", Kind.COPYRIGHT, _State.OUTSIDE),
    (_ANYWHERE, "pager", Kind.PAGER, _State.OUTSIDE),
    (_IN_TIP, "end", Kind.END, _State.CLOSING),
    (_IN_TIP, "related", Kind.RELATED, _State.RELATED),
    (_BETWEEN, "related", Kind.RELATED, _State.ELSEWHERE),
    (_ANYWHERE - {_State.BODY}, "footer", Kind.FOOTER, _State.OUTSIDE),
    ({_State.CLOSING}, "credit", Kind.CREDIT, _State.CLOSING),
)
_AT_BLANK = {_State.RELATED: _State.CLOSING, _State.ELSEWHERE: _State.OUTSIDE}
_OTHERWISE = {_State.RELATED: Kind.RELATED, _State.ELSEWHERE: Kind.RELATED, _State.CLOSING: Kind.CLOSING}
# What tells itself apart wherever it stands, and the state behind it.
_ANCHORED = {Kind.TITLE: _State.BODY, Kind.META: _State.BODY, Kind.EXCERPT: _State.OUTSIDE}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file (from 1), its text with plain spaces, and what it is taken for."""

    number: int
    text: str
    kind: Kind

    @property
    def indent(self) -> int:
        """How many spaces the text begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


def classify(text: str, profile: Profile) -> tuple[Line, ...]:
    """Return every line of a save, in order, with what it is taken for."""
    plain = (re.sub(r"[\u00a0\u2007\u202f\t]", " ", line).rstrip() for line in text.split("\n"))
    lines = _anchored([Line(n, line, Kind.UNKNOWN if line else Kind.BLANK) for n, line in enumerate(plain, 1)], profile)
    return _headings(_captions(tuple(_machine(lines, profile)), profile), profile)


def _is_title_like(line: str) -> bool:
    """Whether a line can be a title: not indented, and no longer than titles get."""
    return bool(line) and not line.startswith(" ") and len(line) <= _LONGEST_TITLE


def _anchored(lines: Sequence[Line], profile: Profile) -> list[Line]:
    """Mark what tells itself apart wherever it stands: a meta line or an excerpt, each with the title above it."""
    marked = list(lines)
    for n, line in enumerate(lines):
        if not line.text or line.indent:
            continue
        if profile.first(profile.meta, line.text):
            kind = Kind.META
        elif profile.first(profile.teaser_end, line.text):
            kind = Kind.EXCERPT
        else:
            continue
        marked[n] = replace(line, kind=kind)
        above = next((m for m in range(n - 1, -1, -1) if lines[m].text), None)
        if above is None or marked[above].kind is not Kind.UNKNOWN:
            continue
        title = lines[above].text
        if _is_title_like(title) and not profile.first(profile.end, title):
            marked[above] = replace(lines[above], kind=Kind.TITLE)
    return marked


def _machine(lines: Iterable[Line], profile: Profile) -> Iterator[Line]:
    """Walk from the page's title through tip after tip: title, body, closing, what stands between two tips."""
    state = _State.START
    for line in lines:
        kind, state = _step(line, state, profile)
        yield replace(line, kind=kind)


def _step(line: Line, state: _State, profile: Profile) -> tuple[Kind, _State]:
    matches = _Matcher(profile, line.text)
    if line.kind is not Kind.UNKNOWN:
        return line.kind, _ANCHORED.get(line.kind) or _AT_BLANK.get(state, state)
    if state is _State.START:
        if not profile.page_title or matches("page_title"):
            return Kind.PAGE_TITLE, _State.OUTSIDE
        state = _State.OUTSIDE
    for states, setting, kind, then in _TRANSITIONS:
        if state in states and matches(setting):
            return kind, then
    if state is _State.BODY:
        return _inside(line, matches), state
    if state is _State.OUTSIDE and not profile.meta and _is_title_like(line.text):
        # Where a newsletter prints no line below its titles, a title is the first line behind the last tip's footer;
        # an image there means that the title is missing.
        return Kind.ALT if matches("alt") else Kind.TITLE, _State.BODY
    return _OTHERWISE.get(state, Kind.UNKNOWN), state


def _inside(line: Line, matches: "_Matcher") -> Kind:
    if ITEM.match(line.text):
        return Kind.ITEM
    if line.indent:
        return Kind.INDENTED
    if matches("alt"):
        return Kind.ALT
    if len(line.text) <= _LONGEST_CAPTION and matches("credit"):
        return Kind.CREDIT
    return Kind.BODY


class _Matcher:
    """Asks a profile whether a line matches a setting; what is indented is part of a list or quote, never furniture."""

    def __init__(self, profile: Profile, text: str) -> None:
        self.profile, self.text = profile, text

    def __call__(self, setting: str) -> bool:
        return not self.text.startswith(" ") and bool(self.profile.first(getattr(self.profile, setting), self.text))


def _captions(lines: Sequence[Line], profile: Profile) -> list[Line]:
    """Mark the line behind an alternative text as its caption where it credits somebody or begins with its words."""
    marked = list(lines)
    for n, line in enumerate(lines):
        if line.kind is not Kind.ALT:
            continue
        below = next((m for m in range(n + 1, len(lines)) if lines[m].text), None)
        if below is None or lines[below].kind not in (Kind.BODY, Kind.CREDIT):
            continue
        text = lines[below].text
        lead = line.text.partition(":")[0].casefold()
        alone = below + 1 == len(lines) or not lines[below + 1].text
        credited = profile.first(profile.credit, text) or profile.first(profile.caption, text)
        if len(text) <= _LONGEST_CAPTION and (credited or (alone and text.casefold().startswith(lead))):
            marked[below] = replace(lines[below], kind=Kind.CAPTION)
    return marked


def _headings(lines: Sequence[Line], profile: Profile) -> tuple[Line, ...]:
    """Mark a line in title case that stands alone, with more of its tip behind it, as a heading.

    A save keeps no mark of headings; this finds those that print as headings do, and leaves the rest as paragraphs.
    """
    marked = list(lines)
    for n, line in enumerate(lines):
        if line.kind is not Kind.BODY or not _in_title_case(line.text):
            continue
        alone = all(m < 0 or m >= len(lines) or not lines[m].text for m in (n - 1, n + 1))
        following = (lines[m] for m in range(n + 1, len(lines)))
        behind = next((other for other in following if other.text and other.kind not in IMAGE_KINDS), None)
        if alone and behind and behind.kind in BODY_KINDS and not profile.first(profile.no_heading, line.text):
            marked[n] = replace(line, kind=Kind.HEADING)
    return tuple(marked)


def _in_title_case(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or text[-1] in ".,;:…”\"')" or not (text[0].isupper() or text[0].isdigit()):
        return False
    words = re.findall(r"[^\s–—]+", text)
    telling = [word for word in words if word.casefold().strip(":,!?") not in _SMALL_WORDS and word[0].isalpha()]
    return len(words) >= 3 and len(telling) >= 2 and all(word[0].isupper() for word in telling)
