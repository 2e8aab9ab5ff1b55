"""The front of a site: what the page at an address says of the ways in, and of what the address is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import Tag

from scraper.html.address import absolute
from scraper.sources.wordpress_page import Document, parse
from scraper.tip import Page
from scraper.web.answer import Answer
from scraper.web.fences import same_site

HTML = frozenset({"text/html", "application/xhtml+xml"})
# Where the API is. Source: WordPress REST API handbook, "Discovery".
_API = "https://api.w.org/"
_LINK = re.compile(rf"<(?P<address>[^>]*)>\s*;[^,]*\brel=[\"']?{re.escape(_API)}[\"']?")
_TERM_ROUTE = re.compile(r"/wp/v2/(?P<taxonomy>tags|categories)/(?P<id>\d+)")
_FEEDS = ("application/rss+xml", "application/atom+xml")
_FEED_OF_COMMENTS = re.compile(
    r"/comments/feed|/comments/atom|[?&]feed=comments|/feed/?\?.*withcomments", re.IGNORECASE
)
_WORDPRESS = re.compile(rb"/wp-(?:content|includes|json)/|content=[\"']WordPress", re.IGNORECASE)

Scope = Literal["site", "tag", "category", "listing", "post"]
_SCOPES: tuple[tuple[Scope, frozenset[str]], ...] = (
    ("post", frozenset({"single", "single-post"})),
    ("tag", frozenset({"tag"})),
    ("category", frozenset({"category"})),
    ("site", frozenset({"home", "blog"})),
    ("listing", frozenset({"archive"})),
)


@dataclass(frozen=True, slots=True)
class Front:
    """The page at an address, and the ways in that it names.

    `scope` is what the address is: a whole site, the listing of a tag or a category, any other listing, or one post.
    `api` is the root of the REST API and `feed` the feed of the scope, each empty where the page names none; `term` is
    the scope's taxonomy and number in the API. A feed has no `document`. Of a site whose front page is `is_static`, the
    posts are listed elsewhere.
    """

    answer: Answer
    page: Page
    scope: Scope = "site"
    document: Document | None = None
    api: str = ""
    feed: str = ""
    term: tuple[str, str] | None = None
    lang: str = ""
    is_wordpress: bool = False
    is_static: bool = False

    @property
    def address(self) -> str:
        """Where the page was found, after all redirects."""
        return self.answer.address


def front_of(answer: Answer, page: Page) -> Front:
    """Return what a page of HTML says."""
    document = parse(page)
    soup = document.soup
    body = soup.body
    html = soup.html
    classes = frozenset(body.get_attribute_list("class")) if body else frozenset[str]()
    scope: Scope = next((scope for scope, words in _SCOPES if words & classes), "site")
    if "page" in classes and "home" not in classes and "blog" not in classes:
        scope = "listing"  # a page that somebody made; whatever it lists, it is not the whole site
    is_wordpress = bool(_WORDPRESS.search(page.content))
    api = next((found for found in _apis(answer, document) if same_site(found, answer.address)), "")
    return Front(
        answer=answer,
        page=page,
        scope=scope,
        document=document,
        api=api,
        feed=_feed(answer.address, document, scope, is_wordpress),
        term=_term(document),
        lang=str(html.get("lang", "")).strip() if html else "",
        is_wordpress=is_wordpress or bool(api),
        is_static={"home", "page"} <= classes and "blog" not in classes,
    )


def with_parameters(address: str, **parameters: str) -> str:
    """Return an address with these parameters in its query, in place of those of the same names."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in parameters]
    return urlunsplit(parts._replace(query=urlencode([*kept, *parameters.items()]), fragment=""))


def _apis(answer: Answer, document: Document) -> Iterator[str]:
    for header in answer.headers.get_list("link"):
        for match in _LINK.finditer(header):
            yield absolute(match["address"], answer.address)
    for link in document.soup.select(f"link[rel~='{_API}'][href]"):
        yield absolute(str(link["href"]), answer.address)


def _term(document: Document) -> tuple[str, str] | None:
    for link in document.soup.select("link[rel~=alternate][type='application/json'][href]"):
        address = str(link["href"])
        # Without pretty addresses, the route is a parameter.
        route = dict(parse_qsl(urlsplit(address).query)).get("rest_route", address)
        if match := _TERM_ROUTE.search(route):
            return match["taxonomy"], match["id"]
    return None


def _feed(address: str, document: Document, scope: Scope, is_wordpress: bool) -> str:
    if scope == "post":
        return ""  # its feed is of its comments
    links: list[Tag] = [
        link
        for kind in _FEEDS
        for link in document.soup.select(f"link[rel~=alternate][type='{kind}'][href]")
        if not _FEED_OF_COMMENTS.search(str(link["href"]))
    ]
    named = [found for link in links if same_site(found := absolute(str(link["href"]), address), address)]
    if scope == "site":
        return named[0] if named else urljoin(address, "feed/") if is_wordpress else ""
    # A listing's own feed lies below it; the first that its page names is the whole site's.
    parts = urlsplit(address)
    own = [feed for feed in named if urlsplit(feed).path.startswith(parts.path) and len(parts.path) > 1]
    below = with_parameters(address, feed="rss2") if parts.query else f"{address.rstrip('/')}/feed/"
    return own[0] if own else below if is_wordpress else ""
