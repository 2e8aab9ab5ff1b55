"""The dialect of plain-text saves: listing pages as text, told apart by their newsletter's profile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from scraper.dates import parse_date
from scraper.errors import PageError
from scraper.markdown import to_markdown
from scraper.profile import Profile
from scraper.source import Source
from scraper.sources.textblocks import to_html
from scraper.sources.textlines import BODY_KINDS, IMAGE_KINDS, Kind, Line, classify
from scraper.tip import Loss, Page, Reading, Rights, Sighting, Status, TipDate, first_words


def can_read(page: Page) -> bool:
    """Whether the page is text: all that is not marked up."""
    return page.media_type.startswith("text/plain")


def source_of(page: Page, sources: Sequence[Source]) -> Source | None:
    """Return the source most of whose `recognise` patterns stand on the page; None where no source's does."""
    lines = _text(page).replace("\u00a0", " ").split("\n")
    hits = {
        source.name: sum(any(map(pattern.search, lines)) for pattern in source.profile.recognise)
        for source in sources
        if source.profile
    }
    best = max(hits.values(), default=0)
    found = [source for source in sources if best and hits.get(source.name) == best]
    return found[0] if len(found) == 1 else None


def explain(page: Page, source: Source) -> tuple[Line, ...]:
    """Return every line of the page with what it is taken for."""
    return classify(_text(page), _profile(page, source))


def read(page: Page, source: Source) -> Reading:
    """Return the page's sightings. Raises PageError where the source has no profile, or the page holds no tip."""
    profile = _profile(page, source)
    lines = classify(_text(page), profile)
    reader = _Reader(page, source, profile, _listing(lines, profile))
    sightings = tuple(sighting for draft in _drafts(lines) if (sighting := reader.sighting(draft)))
    if not sightings:
        raise PageError(
            f'no tip of "{source.name}" was found among {len(lines)} lines',
            place=page.name,
            remedy=f"See what each line was taken for with: tips scrape --explain {page.name}",
        )
    reader.note_lines(lines)
    return Reading(sightings, tuple(sorted(reader.losses, key=lambda loss: (loss.line or 0, loss.what))))


@dataclass(slots=True)
class _Draft:
    """The lines of one tip, by their part in it."""

    title: Line | None = None
    meta: Line | None = None
    excerpt: Line | None = None
    body: list[Line] = field(default_factory=list)
    images: list[Line] = field(default_factory=list)
    notices: list[Line] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Where the tip begins."""
        return min(line.number for line in (self.title, self.meta, self.excerpt, *self.images[:1]) if line)


def _drafts(lines: Sequence[Line]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    ended = True  # whether the open tip is over: an image, meta line or excerpt then begins one without a title
    for line in lines:
        untitled = line.kind in {Kind.ALT, Kind.META, Kind.EXCERPT} and ended
        follows_a_body = line.kind is Kind.META and draft and any(other.text for other in draft.body)
        if line.kind is Kind.TITLE or untitled or follows_a_body:
            if draft:
                yield draft
            draft, ended = _Draft(), False
        if draft is None:
            continue
        if line.kind is Kind.TITLE:
            draft.title = line
        elif line.kind is Kind.META:
            draft.meta = line
        elif line.kind is Kind.EXCERPT:
            draft.excerpt, ended = line, True
        elif line.kind in IMAGE_KINDS:
            draft.images.append(line)
        elif line.kind in BODY_KINDS or (line.kind is Kind.BLANK and not ended):
            draft.body.append(line)
        elif line.kind in {Kind.END, Kind.CLOSING, Kind.RELATED, Kind.COPYRIGHT, Kind.FOOTER, Kind.PAGER}:
            draft.notices.append(line)
            ended = True
    if draft:
        yield draft


@dataclass(slots=True)
class _Reader:
    """Turns the lines of a tip into its sighting, and notes what could not come along."""

    page: Page
    source: Source
    profile: Profile
    listing: str
    losses: list[Loss] = field(default_factory=list)

    def sighting(self, draft: _Draft) -> Sighting | None:
        if draft.excerpt and not draft.title:
            self.lose(draft.excerpt, "excerpt without a title", draft.excerpt.text)
            return None
        title = draft.title.text if draft.title else self.title_of(draft)
        self.lose_images(draft.images)
        seen = Sighting(
            source=self.source.name,
            page=self.page.name,
            line=draft.line,
            title=title,
            body="",
            author=self.source.author,
            rights=self.source.rights,
            captured=self.page.captured,
        )
        if draft.excerpt:
            return replace(seen, status=Status.TEASER, body=self.excerpt(draft.excerpt))
        body = to_markdown(to_html(draft.body)).markdown
        if not body:
            self.losses.append(Loss(self.page.name, draft.line, "title without a text", title))
            return None
        asks = any(self.profile.first(self.profile.ask_permission, line.text) for line in draft.notices)
        return replace(
            seen,
            body=body,
            date=self.date(draft),
            tags=(self.listing,) if self.listing else (),
            categories=self.categories(draft),
            rights=Rights.ASK if asks else self.source.rights,
        )

    def lose_images(self, lines: Sequence[Line]) -> None:
        """Note each image once, by the words that it left behind."""
        images: list[list[Line]] = []
        for line in lines:
            if line.kind is Kind.ALT or not images:
                images.append([])
            images[-1].append(line)
        for image in images:
            words = " / ".join(line.text for line in image)
            self.lose(image[0], "image that a text save cannot hold", words)

    def excerpt(self, line: Line) -> str:
        end = self.profile.first(self.profile.teaser_end, line.text)
        text = line.text[: end.start()] if end else line.text
        return to_markdown(to_html([replace(line, text=text.strip())])).markdown

    def title_of(self, draft: _Draft) -> str:
        """A title for a tip whose title line is missing: never made up, and always reported.

        It is the first caption without its credit, else the first heading, else the first words.
        """
        title, origin = "", ""
        for line in draft.images:
            credit = self.profile.first(self.profile.credit, line.text)
            if line.kind is Kind.CAPTION and not title:
                title, origin = line.text[: credit.start() if credit else None].strip(" .,–—-"), "caption"
        for line in draft.body:
            if line.kind is Kind.HEADING and not title:
                title, origin = line.text, "heading"
        if not title:
            title = first_words(next((line.text for line in draft.body if line.text), ""))
            origin = "words"
        self.losses.append(
            Loss(self.page.name, draft.line, f"title line missing; taken from the first {origin}", title)
        )
        return title

    def date(self, draft: _Draft) -> TipDate | None:
        """The date of the line below the title, else the first year of the copyright notice.

        A notice gives the year of first publication first (17 U.S.C. § 401(b)(2)); "2012–2015" adds revisions.
        """
        meta = self.profile.first(self.profile.meta, draft.meta.text) if draft.meta else None
        if meta and (printed := meta.groupdict().get("date")):
            return parse_date(printed, self.source.date_order)
        for line in draft.notices:
            notice = self.profile.first(self.profile.copyright, line.text)
            if notice and (year := notice.groupdict().get("year")):
                return parse_date(year)
        return None

    def categories(self, draft: _Draft) -> tuple[str, ...]:
        meta = self.profile.first(self.profile.meta, draft.meta.text) if draft.meta else None
        printed = meta.groupdict().get("categories") if meta else None
        return tuple(name for name in (part.strip() for part in (printed or "").split(",")) if name)

    def note_lines(self, lines: Sequence[Line]) -> None:
        """Note the lines that no pattern named: they were set aside for their place alone."""
        for line in lines:
            if line.kind is Kind.UNKNOWN:
                self.lose(line, "line that belongs to no tip", line.text)
            elif line.kind is Kind.CLOSING:
                self.lose(line, "line behind the end of a tip, set aside", line.text)

    def lose(self, line: Line, what: str, detail: str) -> None:
        self.losses.append(Loss(self.page.name, line.number, what, detail))


def _listing(lines: Sequence[Line], profile: Profile) -> str:
    """Whose listing the page is: the tag its title names, or nothing."""
    title = next((line.text for line in lines if line.kind is Kind.PAGE_TITLE), "")
    match = profile.first(profile.page_title, title)
    return (match.groupdict().get("tag") or "").strip() if match else ""


def _profile(page: Page, source: Source) -> Profile:
    if source.profile is None:
        raise PageError(
            f'the source "{source.name}" has no profile, by which the lines of a text save are told apart',
            place=page.name,
            remedy=f"Add a table [{source.name}.profile] to sources.toml",
        )
    return source.profile


def _text(page: Page) -> str:
    try:
        text = page.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = page.content[: error.start].count(b"\n") + 1
        raise PageError(
            f"this is not UTF-8 text (byte {error.start})", place=page.name, line=line, remedy="Save it again as UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
