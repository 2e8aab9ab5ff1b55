"""Posts, and what a blog makes of their texts: pages, teasers, excerpts, plain text."""

import datetime
import html
import re
from dataclasses import dataclass
from urllib.parse import quote

_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|</?[A-Za-z][^>]*>", re.DOTALL)
_MORE = "<!--more-->"
_NEXT_PAGE = "<!--nextpage-->"
# Word for word, for in a feed of excerpts it is the mark of such a post.
PROTECTED_EXCERPT = "There is no excerpt because this is a protected post."


@dataclass(frozen=True, slots=True)
class Post:
    """A post as its blog holds it.

    `title` and `content` are HTML as it is shown; "{home}" in the content stands for the blog's address. `date` and
    `modified` are local to the blog; a post that was never changed has no `modified`. `slug` is readable text, which
    addresses hold encoded. `old_slugs` are former slugs, which redirect.
    """

    id: int
    title: str
    content: str
    date: datetime.datetime
    slug: str
    status: str = "publish"
    password: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ("News",)
    author: str = "Ann Lee"
    sticky: bool = False
    modified: datetime.datetime | None = None
    excerpt: str = ""
    old_slugs: tuple[str, ...] = ()

    @property
    def shown_title(self) -> str:
        """The title as themes and feeds show it. Source: WordPress, get_the_title()."""
        return f"Protected: {self.title}" if self.password else self.title

    @property
    def changed(self) -> datetime.datetime:
        """When the post was last changed, local to the blog."""
        return self.modified or self.date

    def pages(self, home: str) -> list[str]:
        """Return the content of each of its pages."""
        return self.content.replace("{home}", home).split(_NEXT_PAGE)

    def whole(self, home: str, page: int = 1) -> str:
        """Return one page as the post's own address shows it: all of it, with an anchor where it was to be read on."""
        return self.pages(home)[page - 1].replace(_MORE, f'<span id="more-{self.id}"></span>', 1)

    def teaser(self, home: str, address: str) -> str:
        """Return the first page as a listing shows it: up to where to read on, with a link there."""
        before, more, _ = self.pages(home)[0].partition(_MORE)
        label = f'<span aria-label="Continue reading {plain(self.title)}">(more&hellip;)</span>'
        return f'{before} <a href="{address}#more-{self.id}" class="more-link">{label}</a>' if more else before

    def summary(self, home: str, *, in_feed: bool = False) -> str:
        """Return the excerpt: its own, or the first 55 words of the first page; none of what a password hides.

        In feeds it goes on behind "more". Source: WordPress, wp_trim_excerpt() and generate_postdata().
        """
        if self.password:
            return PROTECTED_EXCERPT
        if self.excerpt.strip():
            return self.excerpt
        first = self.pages(home)[0]
        words = _TAG.sub("", first if in_feed else first.partition(_MORE)[0]).split()
        return " ".join(words[:55]) + (" [&hellip;]" if len(words) > 55 else "")


def local(text: str) -> datetime.datetime:
    """Return a time as a blog keeps it, without an offset: from "2017-12-31 23:30"."""
    return datetime.datetime.fromisoformat(text)


def plain(markup: str) -> str:
    """Return HTML without its tags, fit for an attribute; its entities stay."""
    return _TAG.sub("", markup).replace('"', "&quot;")


def text(markup: str) -> str:
    """Return HTML as the text that it shows."""
    return html.unescape(_TAG.sub("", markup))


def slug_of(name: str) -> str:
    """Return a name as the readable form of its slug. Source: WordPress, sanitize_title_with_dashes()."""
    bare = re.sub(r"[^\w\s-]", "", text(name).lower().replace("_", "-"))
    return re.sub(r"[\s-]+", "-", bare).strip("-")


def encoded(slug: str) -> str:
    """Return a slug as addresses hold it, in small letters. Source: WordPress, utf8_uri_encode()."""
    return quote(slug, safe="").lower()
