"""What the site answers: one function from a path to an Answer, in the order in which WordPress decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from tests.blog import block, classic
from tests.blog.addresses import NOTHING, View, address, canonical, moved_to, rest_address, view_of
from tests.blog.answer import NEVER_CACHED, Answer, moved, static
from tests.blog.api import api
from tests.blog.blog import Batch, Blog
from tests.blog.feed import feed
from tests.blog.pages import Part, resource_of

_ABOUT = "<p>We sit at the front desk, and write down what we learn there.</p>"
_WELCOME = "<p>Welcome. The letter itself is one click away.</p>"


@dataclass(frozen=True, slots=True)
class _Theme:
    listing: Callable[[Blog, View, Batch], str]
    single: Callable[[Blog, View, Part], str]
    page: Callable[[Blog, View, str, str], str]


_THEMES = {
    "classic": _Theme(classic.listing, classic.single, classic.page),
    "block": _Theme(block.listing, block.single, block.page),
}


def answer(blog: Blog, target: str, asked: Mapping[str, str]) -> Answer:
    """Return the answer to a path with its query; the request's headers are by name in small letters."""
    if file := _file(blog, target, asked):
        return file
    view = view_of(blog, target)
    if view.kind == "rest":
        return api(blog, view.route, target) if blog.rest else _not_found(blog)
    if view.feed and blog.feed == "off":
        return _not_found(blog)
    fed = feed(blog, view, asked) if view.feed else None
    if fed and fed.status == 304:
        return fed
    better = canonical(blog, target, view)
    return moved(better) if better else _linked(blog, view, fed or _page(blog, target, view))


def _file(blog: Blog, target: str, asked: Mapping[str, str]) -> Answer | None:
    path = urlsplit(target).path
    if fixed := blog.fixed.get(target) or blog.fixed.get(path):
        return fixed
    if path == "/robots.txt" and blog.robots:
        return Answer(blog.robots.encode(), "text/plain; charset=utf-8")
    image = blog.images.get(unquote(path))
    return static(image[1], image[0], asked) if image else None


def _page(blog: Blog, target: str, view: View) -> Answer:
    theme = _THEMES[blog.theme]
    if view.kind == "listing":
        batch = blog.batch(view.term, view.number)
        # An empty listing is there, but has no second page. Source: WordPress, WP::handle_404().
        return _html(theme.listing(blog, view, batch)) if view.number <= batch.last else _not_found(blog)
    if view.kind == "post" and view.post:
        pages = view.post.pages(blog.home)
        if view.part > len(pages):
            return moved(address(blog, replace(view, part=1)))
        part = Part(view.post, view.part, view.post.whole(blog.home, view.part), len(pages))
        return _html(theme.single(blog, view, part))
    if view.kind == "about":
        return _html(theme.page(blog, view, "About", _ABOUT))
    if view.kind == "front":
        return _html(theme.page(blog, view, "Welcome", _WELCOME))
    former = moved_to(blog, target)
    return moved(former) if former else _not_found(blog)


def _html(text: str) -> Answer:
    return Answer(text.encode())


def _linked(blog: Blog, view: View, answered: Answer) -> Answer:
    """The answer with the links that WordPress sends in headers too. Source: rest_output_link_header()."""
    if answered.status not in {200, 404}:
        return answered
    links = []
    if blog.rest:
        links.append(("Link", f'<{rest_address(blog, "/")}>; rel="https://api.w.org/"'))
        if (resource := resource_of(view)) and answered.status == 200:
            links.append(("Link", f'<{rest_address(blog, resource)}>; rel="alternate"; type="application/json"'))
    if view.kind == "post" and view.post:
        links.append(("Link", f"<{blog.home}?p={view.post.id}>; rel=shortlink"))
    return replace(answered, headers=(*answered.headers, *links))


def _not_found(blog: Blog) -> Answer:
    page = _THEMES[blog.theme].page(blog, NOTHING, "Page not found", "<p>There is nothing at this address.</p>")
    return Answer(page.encode(), status=404, headers=NEVER_CACHED)
