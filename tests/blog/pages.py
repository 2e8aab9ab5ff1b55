"""What the pages of both themes share: the document around them, its head, the classes of body and posts, links."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tests.blog.addresses import Form, View, address, rest_address
from tests.blog.blog import Batch, Blog, Taxonomy, Term, terms_of
from tests.blog.posts import Post, plain

_CLASSED: tuple[Taxonomy, ...] = ("category", "tag")
_ROUTES: dict[Taxonomy, str] = {"tag": "tags", "category": "categories", "author": "users"}


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a post, as its own address shows it; `number` counts from 1."""

    post: Post
    number: int
    content: str
    count: int


def document(blog: Blog, view: View, title: str, body: str, *, classes: str, last: int = 1) -> str:
    """Return a whole page.

    `title` is HTML, `classes` are those that only the theme's body has, and `last` is the number of pages of the
    listing that the view is one of.
    """
    name = escape(blog.title)
    # Source: WordPress, wp_get_document_title: a post without a title has the blog's name, without its tagline.
    parts = [title, name] if title else [name, *([] if view.post else [escape(blog.tagline)])]
    whole_title = " &#8211; ".join(parts)
    classes = " ".join((*_body_classes(blog, view), classes))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(blog.lang)}">\n<head>\n<meta charset="UTF-8" />\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1" />\n<title>{plain(whole_title)}</title>\n'
        + "".join(f"{line}\n" for line in _head(blog, view, last))
        + f'</head>\n<body class="{classes}">\n{body}\n</body>\n</html>\n'
    )


def _head(blog: Blog, view: View, last: int) -> Iterable[str]:
    if blog.feed != "off":
        name = escape(blog.title)
        yield _feed_link(f"{name} &raquo; Feed", address(blog, View("listing", feed="rss2")))
        yield _feed_link(f"{name} &raquo; Comments Feed", address(blog, View("comments", feed="rss2")))
        if view.term:
            own = address(blog, View("listing", view.term, feed="rss2"))
            yield _feed_link(f"{name} &raquo; {escape(view.term.name)} Feed", own)
        if view.post:
            own = address(blog, View("comments", post=view.post, feed="rss2"))
            yield _feed_link(f"{name} &raquo; {plain(view.post.title)} Comments Feed", own)
    if blog.rest:
        yield f'<link rel="https://api.w.org/" href="{escape(rest_address(blog, "/"))}" />'
        if resource := resource_of(view):
            yield f'<link rel="alternate" type="application/json" href="{escape(rest_address(blog, resource))}" />'
    yield '<meta name="generator" content="WordPress 6.1.1" />'
    if view.kind in {"post", "about", "front"}:
        yield f'<link rel="canonical" href="{escape(address(blog, view))}" />'
    if view.post:
        yield f"<link rel='shortlink' href='{blog.home}?p={view.post.id}' />"
    # As plug-ins for search engines write it: here "prev" is newer, where the classic theme calls older "previous".
    if view.kind == "listing" and view.number > 1:
        yield f'<link rel="prev" href="{listing_address(blog, view.term, view.number - 1)}" />'
    if view.kind == "listing" and view.number < last:
        yield f'<link rel="next" href="{listing_address(blog, view.term, view.number + 1)}" />'


def _feed_link(title: str, target: str) -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{escape(target)}" />'


def resource_of(view: View) -> str:
    """Return the route of what a page shows, in the REST API. Source: WordPress, rest_get_queried_resource_route()."""
    if view.post:
        return f"/wp/v2/posts/{view.post.id}"
    if view.term:
        return f"/wp/v2/{_ROUTES[view.term.taxonomy]}/{view.term.id}"
    return ""


def _body_classes(blog: Blog, view: View) -> Iterable[str]:
    """Source: WordPress, get_body_class()."""
    if view.kind == "nothing":
        yield "error404"
    if view.kind == "front" or (view.kind == "listing" and not view.term and not blog.static_front):
        yield "home"
    if view.kind in {"front", "about"}:
        yield f"page-template-default page page-id-{2 if view.kind == 'about' else 1}"
    if view.kind == "listing" and not view.term:
        yield "blog"
    if view.kind == "post" and view.post:
        yield f"post-template-default single single-post postid-{view.post.id} single-format-standard"
        if view.part > 1:
            yield f"paged-{view.part} single-paged-{view.part}"
    if view.term:
        of = view.term.taxonomy
        yield f"archive {of} {of}-{_class(view.term)} {of}-{view.term.id}"
    if view.number > 1:
        yield f"paged paged-{view.number}" + (f" {view.term.taxonomy}-paged-{view.number}" if view.term else "")


def _class(term: Term) -> str:
    """A term as a class: its slug, or its id where that is not made of Latin letters."""
    return str(term.id) if "%" in term.slug or term.slug.isdigit() else term.slug


def post_classes(post: Post, *, on_first_page: bool = False) -> str:
    """Return the classes of a post. Source: WordPress, get_post_class()."""
    return " ".join(
        [
            f"post-{post.id} post type-post status-{post.status} format-standard",
            *(["post-password-required"] if post.password else []),
            *(["sticky"] if post.sticky and on_first_page else []),
            "hentry",
            *(f"{kind}-{_class(term)}" for kind in _CLASSED for term in terms_of(post, kind)),
        ]
    )


def listing_address(blog: Blog, term: Term | None, number: int = 1, feed: Form = "") -> str:
    return escape(address(blog, View("listing", term, number=number, feed=feed)))


def post_address(blog: Blog, post: Post, part: int = 1) -> str:
    return escape(address(blog, View("post", post=post, part=part)))


def time_of(blog: Blog, local: datetime.datetime, classes: str = "", link: str = "") -> str:
    """Return a time element: the blog's own offset in its attribute, the day in its text, which may be a link."""
    attribute = f' class="{classes}"' if classes else ""
    day = f"{local:%B} {local.day}, {local.year}"
    shown = f'<a href="{link}">{day}</a>' if link else day
    return f'<time{attribute} datetime="{blog.aware(local).isoformat()}">{shown}</time>'


def term_links(blog: Blog, post: Post, taxonomy: Taxonomy, separator: str = ", ") -> str:
    rel = "category tag" if taxonomy == "category" and blog.theme == "classic" else "tag"
    return separator.join(
        f'<a href="{listing_address(blog, term)}" rel="{rel}">{escape(term.name)}</a>'
        for term in terms_of(post, taxonomy)
    )


def page_links(blog: Blog, part: Part) -> str:
    """Return the links between the pages of a post. Source: WordPress, wp_link_pages()."""
    if part.count == 1:
        return ""
    return "Pages:" + "".join(
        f' <span class="post-page-numbers current" aria-current="page">{number}</span>'
        if number == part.number
        else f' <a href="{post_address(blog, part.post, number)}" class="post-page-numbers">{number}</a>'
        for number in range(1, part.count + 1)
    )


def password_form(blog: Blog, post: Post) -> str:
    """Return what stands in place of the text of a post behind a password."""
    box = f"pwbox-{post.id}"
    return (
        f'<form action="{blog.home}wp-login.php?action=postpass" class="post-password-form" method="post">\n'
        "<p>This post has a password. Type it here to read on:</p>\n"
        f'<p><label for="{box}">Password: <input name="post_password" id="{box}" type="password" size="20" /></label> '
        '<input type="submit" name="Submit" value="Enter" /></p></form>\n'
    )


def reply_link(blog: Blog, post: Post, comment: int) -> str:
    """Return the link that the crawlers of ten years fell for. Source: WordPress, get_comment_reply_link()."""
    joint = "&#038;" if "?" in post_address(blog, post) else "?"
    target = f"{post_address(blog, post)}{joint}replytocom={comment}#respond"
    return f"<a rel='nofollow' class='comment-reply-link' href='{target}' data-commentid=\"{comment}\">Reply</a>"


def heading_of(batch: Batch) -> str:
    """Return the heading of a term's listing. Source: WordPress, get_the_archive_title()."""
    return f"{batch.term.taxonomy.title()}: <span>{escape(batch.term.name)}</span>" if batch.term else ""


def title_of(blog: Blog, batch: Batch) -> str:
    """Return what a page of a listing is called in its head."""
    name = escape(batch.term.name) if batch.term else "Blog" if blog.static_front else ""
    return " &#8211; ".join(filter(None, (name, f"Page {batch.number}" if batch.number > 1 else "")))


def navigation(blog: Blog) -> str:
    """Return the items of the site's menu."""
    front = View("front") if blog.static_front else View("listing")
    items = [
        ("Home", blog.home if blog.static_front else address(blog, front)),
        ("About", address(blog, View("about"))),
    ]
    if blog.static_front:
        items.append(("Blog", address(blog, View("listing"))))
    return "".join(f'<li class="menu-item"><a href="{escape(target)}">{name}</a></li>' for name, target in items)
