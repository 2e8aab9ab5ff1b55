"""The dialect of saved WordPress pages: listings and single posts, of classic and of block themes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bs4 import Tag

import scraper.sources.wordpress_selectors as where
from scraper.dates import parse_date
from scraper.errors import PageError
from scraper.html.losses import Losses
from scraper.html.prune import gone, prune
from scraper.markdown import to_markdown
from scraper.source import Source
from scraper.sources.language import foreign
from scraper.sources.wordpress_body import (
    Closing,
    all_lines,
    cut_at_end,
    find_body,
    unexpected,
    unmarked_body,
    without_links_to_itself,
)
from scraper.sources.wordpress_page import (
    Document,
    Kind,
    dates_of,
    entries,
    first,
    host_of,
    link_of,
    listing_of,
    page_title,
    parse,
    select,
    text_of,
)
from scraper.tip import Loss, Page, Reading, Rights, Sighting, Skip, Status, TipDate, first_words


def can_read(page: Page) -> bool:
    """Whether the page is HTML."""
    return page.media_type.split(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}


def source_of(page: Page, sources: Sequence[Source]) -> Source | None:
    """Return the only source, or the one whose home is on the host of the page or of its first post."""
    if len(sources) == 1:
        return sources[0]
    document = parse(page)
    host = host_of(document.address)
    if host is None:
        links = (link_of(document, entry, None, "") for entry in entries(document))
        host = next((found for link in links if (found := host_of(link))), None)
    return next((source for source in sources if host and host_of(source.home) == host), None)


def read(page: Page, source: Source) -> Reading:
    """Return the page's sightings. Raises PageError where it holds no post."""
    document = parse(page)
    posts = entries(document)
    if not posts and host_of(page.name):  # a crawl, or a site, has pages of many kinds
        return Reading(
            (), skipped=(Skip(page.name, "no post, but a page of another kind", text_of(document.soup.title)),)
        )
    if not posts:
        raise PageError(
            "no post was found on this page",
            place=page.name,
            remedy="Save the page of a post or a listing of posts; if it is one, add its theme's classes to "
            "wordpress_selectors.py",
        )
    reader = _Reader(page, source, document, listing_of(document), _language(document, source))
    if document.damaged:
        reader.lose("bytes that are not UTF-8 were replaced", str(document.damaged))
    sightings = tuple(sighting for post in posts if (sighting := reader.sighting(post)))
    return Reading(sightings, tuple(reader.losses), tuple(reader.skipped))


def _language(document: Document, source: Source) -> str:
    html = document.soup.html
    return foreign(str(html.get("lang", "")), source) if html else ""


@dataclass(slots=True)
class _Reader:
    """Turns the posts of one page into sightings, and notes what could not come along."""

    page: Page
    source: Source
    document: Document
    listing: tuple[Kind, str] | None
    lang: str
    losses: list[Loss] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    def sighting(self, entry: Tag) -> Sighting | None:
        body, is_excerpt = find_body(entry)
        title_tag = first(entry, where.TITLE, outside=body)
        title = text_of(title_tag)
        if not title and self.document.single:
            title = page_title(self.document, self.source.title, of_window=title_tag is None)
        if entry.select_one(where.PASSWORD):
            self.skipped.append(Skip(self.page.name, "behind a password", title))
            return None
        seen = Sighting(
            source=self.source.name,
            page=self.page.name,
            title=title,
            body="",
            status=Status.TEASER if is_excerpt else Status.FULL,
            date=self.date(entry, body, title),
            tags=_names(entry, where.TAG),
            categories=_names(entry, where.CATEGORY),
            author=text_of(first(entry, where.AUTHOR, outside=body)) or self.source.author,
            url=link_of(self.document, entry, body, self.source.home),
            lang=self.lang,
            captured=self.page.captured,
        )
        asks = self.asks(all_lines(entry))
        text = unmarked_body(entry, title_tag) if body is None else body
        seen, closing = self.with_body(seen, text)
        rights = Rights.ASK if asks or self.asks(closing.lines) else self.source.rights
        if not seen.body:
            self.skipped.append(Skip(self.page.name, "without a text", title or seen.url))
            return None
        if not seen.title:
            seen = replace(seen, title=first_words(text_of(text)))
            self.lose("title missing; taken from the first words", seen.title)
        if seen.date is None and closing.year:
            # A notice gives the year of first publication first (17 U.S.C. § 401(b)(2)).
            seen = replace(seen, date=parse_date(closing.year))
        return self.of_listing(replace(seen, rights=rights))

    def with_body(self, seen: Sighting, body: Tag) -> tuple[Sighting, Closing]:
        """Return the sighting with its Markdown, a teaser where the page cuts the post off; and what was set aside."""
        base_url = seen.url or self.document.address or self.source.home
        self.add_further_pages(body)
        pages = body.select_one(where.PAGES)
        if pages and not self.page.more:
            self.lose("the post has more pages than this one", text_of(pages), seen.title)
        for element in list(select(body, where.NOT_BODY)):
            if not gone(element):
                element.decompose()
        is_teaser = seen.status is Status.TEASER
        if is_teaser or not self.document.single:
            is_teaser = without_links_to_itself(body, seen.url, base_url) or is_teaser
        lost = Losses()
        prune(body, lost)
        closing = Closing()
        if self.source.profile and not is_teaser:
            closing = cut_at_end(body, self.source.profile)
            for line in unexpected(closing.lines, self.source.profile):
                self.lose("line behind the end of a tip, set aside", line, seen.title)
        converted = to_markdown(body.decode_contents(), base_url)
        for what, detail in (*lost.noted, *converted.losses):
            self.lose(what, detail, seen.title)
        status = Status.TEASER if is_teaser else Status.FULL
        return replace(seen, body=converted.markdown, images=converted.images, status=status), closing

    def add_further_pages(self, body: Tag) -> None:
        """Put what stands on the post's further pages behind the text of the first."""
        for content in self.page.more:
            for entry in entries(parse(replace(self.page, content=content, more=())))[:1]:
                more, _ = find_body(entry)
                body.extend(list((more or entry).children))

    def date(self, entry: Tag, body: Tag | None, title: str) -> TipDate | None:
        printed = list(dates_of(self.document, entry, body))
        found = next((date for text in printed if (date := parse_date(text, self.source.date_order))), None)
        if printed and found is None:
            self.lose("date that is none", printed[0], title)
        return found

    def of_listing(self, seen: Sighting) -> Sighting:
        """A full post in a tag's listing has that tag; a teaser need not, for sidebars show the newest of the site."""
        if self.listing is None or seen.status is not Status.FULL:
            return seen
        kind, name = self.listing
        known = seen.tags if kind == "tag" else seen.categories
        if name.casefold() in {one.casefold() for one in known}:
            return seen
        return replace(seen, tags=(*known, name)) if kind == "tag" else replace(seen, categories=(*known, name))

    def asks(self, lines: Sequence[str]) -> bool:
        profile = self.source.profile
        return profile is not None and any(profile.first(profile.ask_permission, line) for line in lines)

    def lose(self, what: str, detail: str, tip: str = "") -> None:
        self.losses.append(Loss(self.page.name, None, what, detail, tip))


def _names(entry: Tag, selectors: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for link in select(entry, selectors) if (name := text_of(link))))
