"""The blog: its posts and settings, and what can be looked up in them."""

import datetime
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from tests.blog.answer import Answer
from tests.blog.posts import Post, encoded, local, slug_of

Taxonomy = Literal["tag", "category", "author"]
Theme = Literal["classic", "block"]
Permalinks = Literal["dated", "plain"]
Listing = Literal["full", "excerpt"]


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, a category, or, as far as listings go, an author. Its id depends on nothing but its name."""

    taxonomy: Taxonomy
    name: str

    @property
    def id(self) -> int:
        return zlib.crc32(f"{self.taxonomy} {self.name}".encode()) % 1_000_000 + 2

    @property
    def slug(self) -> str:
        """The slug as addresses hold it."""
        return encoded(slug_of(self.name))


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of a listing, which may hold no posts; `term` is None for the blog's own posts."""

    term: Term | None
    posts: tuple[Post, ...]
    number: int
    last: int


@dataclass(slots=True)
class Blog:
    """A WordPress site. Posts and settings may change while it is served.

    `utc_offset` is in hours; where `timezone` names a zone, that counts. `rest` and `feed` say what the site offers
    beside its pages, `listing` what its listings hold of a post. `robots` is the text of robots.txt, if there is one.
    With `static_front` the home page holds no posts; they are at /blog/. With `endless` a page of a listing or feed
    holds the newest posts, whatever its number, and leads on to the next. `images` are files by path; `fixed` answers
    come before everything else, by path or by path and query. The server tells `home`, its own address.
    """

    posts: list[Post] = field(default_factory=list)
    title: str = "The Front Desk Letter"
    tagline: str = "One tip a week"
    utc_offset: float = -5
    timezone: str = ""
    lang: str = "en-US"
    theme: Theme = "classic"
    per_page: int = 10
    permalinks: Permalinks = "dated"
    rest: bool | Literal["users forbidden"] = True
    feed: Literal["full", "excerpt", "off"] = "full"
    listing: Listing = "full"
    robots: str = ""
    static_front: bool = False
    sidebar: bool = True
    endless: bool = False
    images: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    fixed: dict[str, Answer] = field(default_factory=dict)
    home: str = ""

    def published(self) -> list[Post]:
        """Return what anonymous visitors may know of, newest first; posts behind a password are among it."""
        return newest_first(post for post in self.posts if post.status == "publish")

    def post(self, id_: int) -> Post | None:
        """Return the published post of that id."""
        return next((post for post in self.posts if post.id == id_ and post.status == "publish"), None)

    def named(self, slug: str, day: datetime.date) -> Post | None:
        """Return the published post of that day whose slug this is, readable."""
        same_day = (post for post in self.published() if post.date.date() == day)
        return next((post for post in same_day if post.slug == slug), None)

    def formerly(self, slug: str, day: datetime.date) -> Post | None:
        """Return the published post of that day that once had this slug. Source: WordPress, wp_old_slug_redirect()."""
        same_day = (post for post in self.published() if post.date.date() == day)
        return next((post for post in same_day if slug in post.old_slugs), None)

    def terms(self, taxonomy: Taxonomy) -> list[Term]:
        """Return the terms of all posts, by name; those of drafts too, which is how WordPress keeps them."""
        return by_name({term for post in self.posts for term in terms_of(post, taxonomy)})

    def of(self, term: Term | None) -> list[Post]:
        """Return the published posts that have the term, or all of them, newest first."""
        return [post for post in self.published() if term is None or term in terms_of(post, term.taxonomy)]

    def batch(self, term: Term | None, number: int, *, in_feed: bool = False) -> Batch:
        """Return a page of a listing or of its feed.

        The blog's own first page begins with all sticky posts, which are also at their place in time unless that is on
        this same page. Source: WordPress, WP_Query::get_posts(). A feed always has ten posts.
        """
        size = 10 if in_feed else self.per_page
        posts = self.of(term)
        last = max(1, -(-len(posts) // size))
        start = 0 if self.endless else (number - 1) * size
        page = posts[start : start + size]
        if term is None and start == 0 and not in_feed:
            page = [
                *(post for post in page if post.sticky),
                *(post for post in posts if post.sticky and post not in page),
                *(post for post in page if not post.sticky),
            ]
        return Batch(term, tuple(page), number, number + 1 if self.endless else last)

    def changed(self, posts: Iterable[Post]) -> datetime.datetime:
        """Return when the last of these posts was changed, in UTC."""
        return max((self.utc(post.changed) for post in posts), default=local("2000-01-01"))

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """Return the next older and the next newer post."""
        posts = self.published()
        place = posts.index(post)
        return (posts[place + 1] if place + 1 < len(posts) else None), (posts[place - 1] if place else None)

    def aware(self, local: datetime.datetime) -> datetime.datetime:
        """Return a local time with the offset that the blog has at that time."""
        zone = (
            ZoneInfo(self.timezone) if self.timezone else datetime.timezone(datetime.timedelta(hours=self.utc_offset))
        )
        return local.replace(tzinfo=zone)

    def utc(self, local: datetime.datetime) -> datetime.datetime:
        """Return a local time as UTC, naive."""
        return self.aware(local).astimezone(datetime.UTC).replace(tzinfo=None)


def newest_first(posts: Iterable[Post]) -> list[Post]:
    """Return posts in the order of listings."""
    return sorted(posts, key=lambda post: (post.date, post.id), reverse=True)


def terms_of(post: Post, taxonomy: Taxonomy) -> list[Term]:
    """Return a post's terms by name, as WordPress gives them out."""
    names = {"tag": post.tags, "category": post.categories, "author": (post.author,)}[taxonomy]
    return by_name({Term(taxonomy, name) for name in names})


def by_name(terms: Iterable[Term]) -> list[Term]:
    """Return terms in the order of their names, small letters as good as capitals, as its database has them."""
    return sorted(terms, key=lambda term: (term.name.casefold(), term.name))
