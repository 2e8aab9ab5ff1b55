"""Addresses: what each one asks for, and where each thing is, in both of WordPress' forms of permalinks."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tests.blog.blog import Blog, Taxonomy, Term
from tests.blog.posts import Post, encoded

Kind = Literal["listing", "post", "front", "about", "comments", "rest", "nothing"]
Form = Literal["", "rss2", "atom"]
ABOUT_PAGE, POSTS_PAGE = 2, 3  # the ids of what is a page and no post
_PAGES = {"about": ABOUT_PAGE, "blog": POSTS_PAGE}
_QUERY_NAMES: dict[Taxonomy, str] = {"tag": "tag", "category": "cat", "author": "author"}
_ADDRESSING = {"p", "page_id", "page", "paged", "feed", *_QUERY_NAMES.values()}

_DAY = r"/(?P<day>\d{4}/\d{2}/\d{2})/(?P<name>[^/]+)/"
_LISTINGS = (
    "/",
    "/(?P<page_id>about|blog)/",
    *(rf"/{taxonomy}/(?P<{name}>[^/]+)/" for taxonomy, name in _QUERY_NAMES.items()),
)
# Paths, and what they stand for: the query variables of their groups, and those of the table where a group is missing.
_REWRITES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (r"/wp-json(?P<rest_route>/.*)?", {"rest_route": "/"}),
    ("/comments/feed/", {"feed": "comments-rss2"}),
    *((rf"{start}feed/(?:(?P<feed>rss2|atom)/)?", {"feed": "rss2"}) for start in _LISTINGS),
    *((rf"{start}(?:page/(?P<paged>\d+)/)?", {}) for start in _LISTINGS),
    (rf"{_DAY}feed/", {"feed": "rss2"}),
    (rf"{_DAY}(?:(?P<page>\d+)/)?", {}),
)


@dataclass(frozen=True, slots=True)
class View:
    """What an address asks for. `number` is the page of a listing or feed, `part` the page of a post."""

    kind: Kind
    term: Term | None = None
    post: Post | None = None
    number: int = 1
    part: int = 1
    feed: Form = ""
    route: str = ""


NOTHING = View("nothing")


def view_of(blog: Blog, target: str) -> View:
    """Return what a path with its query asks for."""
    parts = urlsplit(target)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.path == "/index.php":
        return _view(blog, asked)
    rewritten = _rewritten(parts.path) if blog.permalinks == "dated" or parts.path == "/" else None
    return NOTHING if rewritten is None else _view(blog, asked | rewritten)


def _rewritten(path: str) -> dict[str, str] | None:
    slashed = path if path.endswith("/") or path.startswith("/wp-json/") else f"{path}/"
    for pattern, missing in _REWRITES:
        if match := re.fullmatch(pattern, slashed):
            return {**missing, **{key: value for key, value in match.groupdict().items() if value is not None}}
    return None


def _view(blog: Blog, asked: Mapping[str, str]) -> View:
    if "rest_route" in asked:
        return View("rest", route=asked["rest_route"] or "/")
    if asked.get("feed", "").startswith("comments"):
        return View("comments", feed="rss2")
    form: Form = "" if not asked.get("feed") else "atom" if asked["feed"] == "atom" else "rss2"
    if "p" in asked or {"day", "name"} <= asked.keys():
        post = blog.post(_whole(asked["p"])) if "p" in asked else _at_day(blog, asked["day"], asked["name"])[0]
        kind: Kind = "comments" if form else "post" if post else "nothing"
        return View(kind, post=post, part=max(1, _whole(asked.get("page", ""))), feed=form)
    return _page_or_listing(blog, asked, form)


def _page_or_listing(blog: Blog, asked: Mapping[str, str], form: Form) -> View:
    number = max(1, _whole(asked.get("paged", "")))
    page = _PAGES.get(asked.get("page_id", "")) or _whole(asked.get("page_id", ""))
    if page == ABOUT_PAGE and not form and number == 1:
        return View("about")
    if page and not (page == POSTS_PAGE and blog.static_front):
        return NOTHING
    wanted = [(taxonomy, asked[name]) for taxonomy, name in _QUERY_NAMES.items() if asked.get(name)]
    term = _term(blog, *wanted[0]) if wanted else None
    if wanted and term is None:
        return View("comments", feed=form) if form else NOTHING  # a feed without items, as of comments
    # Source: WordPress, WP_Query::parse_query: a type of posts in the query is no question for the front page.
    if blog.static_front and not (term or page or form or asked.get("post_type") == "post"):
        return View("front") if number == 1 else NOTHING
    return View("listing", term, number=number, feed=form)


def _whole(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def _at_day(blog: Blog, day: str, slug: str) -> tuple[Post | None, Post | None]:
    """The post of that day with the slug, and the one that once had it."""
    try:
        date = datetime.date.fromisoformat(day.replace("/", "-"))
    except ValueError:
        return None, None
    return blog.named(unquote(slug), date), blog.formerly(unquote(slug), date)


def _term(blog: Blog, taxonomy: Taxonomy, name: str) -> Term | None:
    same = (term for term in blog.terms(taxonomy) if unquote(name) in {unquote(term.slug), str(term.id)})
    return next(same, None)


def moved_to(blog: Blog, target: str) -> str | None:
    """Return where a post is now whose former address was asked for."""
    found = _rewritten(urlsplit(target).path) if blog.permalinks == "dated" else None
    post = _at_day(blog, found["day"], found["name"])[1] if found and "name" in found else None
    return address(blog, View("post", post=post)) if post else None


def canonical(blog: Blog, target: str, view: View) -> str | None:
    """Return where WordPress sends whoever asks for a view by another address than its own, or None.

    What the query holds beside addressing stays. Source: WordPress, redirect_canonical(), which does little where
    permalinks are plain.
    """
    if blog.permalinks == "plain" or view.kind in {"rest", "comments", "nothing"}:
        return None
    parts, better = urlsplit(target), urlsplit(address(blog, view))
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = [*parse_qsl(better.query), *((key, value) for key, value in asked if key not in _ADDRESSING)]
    if unquote(parts.path) == unquote(better.path) and sorted(query) == sorted(asked):
        return None
    return better._replace(query=urlencode(query)).geturl()


def address(blog: Blog, view: View) -> str:
    """Return where something is."""
    return blog.home + (_plain(view, blog) if blog.permalinks == "plain" else _dated(view, blog))


def _dated(view: View, blog: Blog) -> str:
    if view.post:
        post = f"{view.post.date:%Y/%m/%d}/{encoded(view.post.slug)}/"
        return post + ("feed/" if view.kind == "comments" else f"{view.part}/" if view.part > 1 else "")
    if view.kind in {"comments", "about", "front"}:
        return {"comments": "comments/feed/", "about": "about/", "front": ""}[view.kind]
    start = f"{view.term.taxonomy}/{view.term.slug}/" if view.term else ""
    if view.feed:
        paged = f"?paged={view.number}" if view.number > 1 else ""
        return start + ("feed/atom/" if view.feed == "atom" else "feed/") + paged
    start = start or ("blog/" if blog.static_front else "")
    return start + (f"page/{view.number}/" if view.number > 1 else "")


def _plain(view: View, blog: Blog) -> str:
    is_posts_page = view.kind == "listing" and blog.static_front and not (view.term or view.feed)
    query = {
        "feed": "comments-rss2" if view.kind == "comments" and not view.post else view.feed,
        "p": view.post.id if view.post else 0,
        "page": view.part if view.part > 1 else 0,
        "page_id": ABOUT_PAGE if view.kind == "about" else POSTS_PAGE if is_posts_page else 0,
        "paged": view.number if view.number > 1 else 0,
    }
    if view.term:
        query[_QUERY_NAMES[view.term.taxonomy]] = view.term.slug if view.term.taxonomy == "tag" else view.term.id
    written = urlencode({key: value for key, value in query.items() if value}, safe="%")
    return f"?{written}" if written else ""


def rest_address(blog: Blog, route: str, query: str = "") -> str:
    """Return where a route of the REST API is. Source: WordPress, get_rest_url()."""
    if blog.permalinks == "plain":
        return f"{blog.home}index.php?{urlencode({'rest_route': route})}" + (f"&{query}" if query else "")
    return f"{blog.home}wp-json{route}" + (f"?{query}" if query else "")
