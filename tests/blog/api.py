"""The REST API: its routes, and how its collections are filtered, ordered and paged. No answer has a validator.

Source: WordPress, class-wp-rest-posts-controller.php and its siblings for terms and users.
"""

import datetime
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import TypeVar
from urllib.parse import urlencode

from tests.blog.addresses import rest_address
from tests.blog.answer import Answer
from tests.blog.api_call import Call, RefusedError, call_of, json_answer
from tests.blog.api_items import Item, post_item, taken, term_item, user_item
from tests.blog.blog import Blog, Taxonomy, Term, newest_first, terms_of
from tests.blog.posts import Post, encoded, local, text

T = TypeVar("T")
_TAXONOMIES: dict[str, Taxonomy] = {"tags": "tag", "categories": "category", "users": "author"}
_EARLIEST, _LATEST = local("0001-01-01"), local("9999-12-31")


def api(blog: Blog, route: str, target: str) -> Answer:
    """Return what the API says to a path and its query."""
    call = call_of(blog, route, target)
    try:
        answer = _answer(call)
    except RefusedError as error:
        answer = error.answer
    if answer.header("Link"):  # a later header replaces an earlier one of that name
        return answer
    link = ("Link", f'<{rest_address(blog, "/")}>; rel="https://api.w.org/"')
    return replace(answer, headers=(*answer.headers, link))


def _answer(call: Call) -> Answer:
    for pattern, handler in _ROUTES:
        if match := re.fullmatch(pattern, call.route):
            return handler(call, *match.groups())
    raise RefusedError(404, "rest_no_route", "There is no such route.")


def _root(call: Call) -> Answer:
    blog = call.blog
    routes = ("/", "/wp/v2", "/wp/v2/posts", *(f"/wp/v2/{name}" for name in _TAXONOMIES))
    offset = blog.aware(datetime.datetime.now()).utcoffset() or datetime.timedelta()  # noqa: DTZ005 -- aware() is next
    hours = offset.total_seconds() / 3600
    root: Item = {
        "name": escape(blog.title),
        "description": escape(blog.tagline),
        "url": blog.home.rstrip("/"),
        "home": blog.home.rstrip("/"),
        # An offset that was set by hand is kept as text; one that follows from a time zone is a number.
        "gmt_offset": hours if blog.timezone else f"{hours:g}",
        "timezone_string": blog.timezone,
        "namespaces": ["oembed/1.0", "wp/v2"],
        "authentication": [],
        "routes": {route: {"namespace": "wp/v2", "methods": ["GET"]} for route in routes},
    }
    return json_answer(taken(root, call.names("_fields")))


def _posts(call: Call) -> Answer:
    if call.given.get("status", "publish") != "publish":
        raise RefusedError(400, "rest_invalid_param", "Invalid parameter(s): status")
    posts = _ordered(call, _found(call))
    return _page(call, posts, post_item, strict=True)


def _found(call: Call) -> list[Post]:
    """The published posts that fit all that was asked for."""
    posts = call.blog.published()
    for name in ("tags", "categories"):
        if wanted := set(call.ids(name)):
            posts = [post for post in posts if wanted & {term.id for term in terms_of(post, _TAXONOMIES[name])}]
    if included := call.ids("include"):
        posts = [post for post in posts if post.id in included]
    if slugs := {name.lower() if "%" in name else encoded(name) for name in call.names("slug")}:
        posts = [post for post in posts if encoded(post.slug) in slugs]
    if words := call.given.get("search", "").casefold():
        posts = [post for post in posts if words in text(f"{post.title} {post.content}").casefold()]
    after, before = call.moment("after", _EARLIEST), call.moment("before", _LATEST)
    since, until = call.moment("modified_after", _EARLIEST), call.moment("modified_before", _LATEST)
    return [post for post in posts if after < post.date < before and since < post.changed < until]


def _ordered(call: Call, posts: list[Post]) -> list[Post]:
    included = call.ids("include")
    keys: dict[str, Callable[[Post], tuple[str | int | datetime.datetime, int]]] = {
        "date": lambda post: (post.date, post.id),
        "id": lambda post: (post.id, post.id),
        "modified": lambda post: (post.changed, post.id),
        "slug": lambda post: (encoded(post.slug), post.id),
        "title": lambda post: (post.title, post.id),
        "include": lambda post: (-included.index(post.id), post.id),
    }
    orderby, order = call.choice("orderby", list(keys)), call.choice("order", ("desc", "asc"))
    if orderby == "include" and not included:
        raise RefusedError(400, "rest_orderby_include_missing_include", "This order needs an include parameter.")
    return sorted(newest_first(posts), key=keys[orderby], reverse=order == "desc" or orderby == "include")


def _post(call: Call, number: str) -> Answer:
    post = next((post for post in call.blog.posts if post.id == int(number)), None)
    if post is None:
        raise RefusedError(404, "rest_post_invalid_id", "There is no post of that number.")
    if post.status != "publish":
        raise RefusedError(401, "rest_forbidden", "Not for visitors.")
    return json_answer(taken(post_item(call.blog, post), call.names("_fields")))


def _terms(call: Call, name: str) -> Answer:
    """A page past the end is empty, and no error as it is of posts."""
    terms = _known(call, name)
    if posts := call.ids("post"):
        own = {term for post in call.blog.posts if post.id in posts for term in terms_of(post, _TAXONOMIES[name])}
        terms = [term for term in terms if term in own]
    if call.choice("hide_empty", ("false", "true", "0", "1")) in {"true", "1"}:
        terms = [term for term in terms if call.blog.of(term)]
    if included := call.ids("include"):
        terms = [term for term in terms if term.id in included]
    if slugs := call.names("slug"):
        terms = [term for term in terms if term.slug in slugs]
    keys: dict[str, Callable[[Term], str | int]] = {
        "name": lambda term: term.name.casefold(),
        "id": lambda term: term.id,
        "slug": lambda term: term.slug,
        "count": lambda term: len(call.blog.of(term)),
        "include": lambda term: included.index(term.id) if included else 0,
    }
    terms.sort(key=keys[call.choice("orderby", list(keys))], reverse=call.choice("order", ("asc", "desc")) == "desc")
    return _page(call, terms, user_item if name == "users" else term_item)


def _term(call: Call, name: str, number: str) -> Answer:
    term = next((term for term in _known(call, name) if term.id == int(number)), None)
    if term is None:
        code = "rest_user_invalid_id" if name == "users" else "rest_term_invalid"
        raise RefusedError(404, code, "There is no such thing.")
    item = user_item(call.blog, term) if name == "users" else term_item(call.blog, term)
    return json_answer(taken(item, call.names("_fields")))


def _known(call: Call, name: str) -> list[Term]:
    """All tags or categories, empty ones too; of users those that anonymous visitors may know of: who published."""
    if name != "users":
        return call.blog.terms(_TAXONOMIES[name])
    if call.blog.rest == "users forbidden":
        raise RefusedError(401, "rest_user_cannot_view", "Not for visitors.")
    return [author for author in call.blog.terms("author") if call.blog.of(author)]


def _page(call: Call, things: Sequence[T], item: Callable[[Blog, T], Item], *, strict: bool = False) -> Answer:
    """A page of a collection; `strict` where a page past the end is an error."""
    if call.choice("context", ("view", "embed", "edit")) == "edit":
        raise RefusedError(401, "rest_forbidden_context", "Not for visitors.")
    number, size = call.whole("page", 1), call.whole("per_page", 10, 1, 100)
    is_endless = call.blog.endless and strict
    last = number + 1 if is_endless else math.ceil(len(things) / size)
    if strict and things and number > last:
        raise RefusedError(400, "rest_post_invalid_page_number", f"There are {last} pages.")
    pages = {"prev": min(number - 1, last) if number > 1 else 0, "next": number + 1 if number < last else 0}
    links = [
        f'<{rest_address(call.blog, call.route, urlencode({**call.given, "page": page}))}>; rel="{rel}"'
        for rel, page in pages.items()
        if page
    ]
    headers = [("X-WP-Total", str(len(things))), ("X-WP-TotalPages", str(last))]
    headers += [("Link", ", ".join(links))] if links else []
    start = call.whole("offset", 0, 0) or (0 if is_endless else (number - 1) * size)
    fields = call.names("_fields")
    return json_answer([taken(item(call.blog, thing), fields) for thing in things[start : start + size]], 200, headers)


_ROUTES: tuple[tuple[str, Callable[..., Answer]], ...] = (
    ("/", _root),
    ("/wp/v2/posts", _posts),
    (r"/wp/v2/posts/(\d+)", _post),
    ("/wp/v2/(tags|categories|users)", _terms),
    (r"/wp/v2/(tags|categories|users)/(\d+)", _term),
)
