"""What the REST API shows of a post, a term and a user, and what is left of it where only some fields are asked for."""

from collections.abc import Sequence
from typing import Any

from tests.blog.addresses import View, address, rest_address
from tests.blog.blog import Blog, Term, terms_of
from tests.blog.posts import Post, encoded

Item = dict[str, Any]


def post_item(blog: Blog, post: Post) -> Item:
    """Return a published post. Its text is whole: "more" and page breaks are the comments that they are when written.

    Of one behind a password the text and the excerpt are empty, and the title has no prefix.
    """
    protected = bool(post.password)
    excerpt = f"<p>{post.summary(blog.home)}</p>\n"
    content = post.content.replace("{home}", blog.home)
    return {
        "id": post.id,
        "date": post.date.isoformat(),
        "date_gmt": blog.utc(post.date).isoformat(),
        "guid": {"rendered": f"{blog.home}?p={post.id}"},
        "modified": post.changed.isoformat(),
        "modified_gmt": blog.utc(post.changed).isoformat(),
        "slug": encoded(post.slug),
        "status": post.status,
        "type": "post",
        "link": address(blog, View("post", post=post)),
        "title": {"rendered": post.title},
        "content": {"rendered": "" if protected else content, "protected": protected},
        "excerpt": {"rendered": "" if protected else excerpt, "protected": protected},
        "author": Term("author", post.author).id,
        "featured_media": 0,
        "comment_status": "open",
        "ping_status": "closed",
        "sticky": post.sticky,
        "template": "",
        "format": "standard",
        "meta": [],
        "categories": [term.id for term in terms_of(post, "category")],
        "tags": [term.id for term in terms_of(post, "tag")],
        "_links": {
            "self": [{"href": rest_address(blog, f"/wp/v2/posts/{post.id}")}],
            "author": [
                {"embeddable": True, "href": rest_address(blog, f"/wp/v2/users/{Term('author', post.author).id}")}
            ],
        },
    }


def term_item(blog: Blog, term: Term) -> Item:
    """Return a tag or a category; it counts published posts only, and may count none."""
    return {
        "id": term.id,
        "count": len(blog.of(term)),
        "description": "",
        "link": address(blog, View("listing", term)),
        "name": term.name.replace("&", "&amp;"),
        "slug": term.slug,
        "taxonomy": "post_tag" if term.taxonomy == "tag" else "category",
        **({"parent": 0} if term.taxonomy == "category" else {}),
        "meta": [],
    }


def user_item(blog: Blog, author: Term) -> Item:
    """Return an author."""
    return {
        "id": author.id,
        "name": author.name,
        "url": "",
        "description": "",
        "link": address(blog, View("listing", author)),
        "slug": author.slug,
        "avatar_urls": {},
        "meta": [],
    }


def taken(item: Item, fields: Sequence[str]) -> Item:
    """Return the fields that were asked for, such as "title.rendered", or all.

    Source: WordPress, rest_filter_response_fields().
    """
    if not fields:
        return item
    kept: Item = {}
    for field in fields:
        source, target = item, kept
        *parents, name = field.split(".")
        for parent in parents:
            source = source.get(parent, {})
            target = target.setdefault(parent, {})
        if name in source:
            target[name] = source[name]
    return kept
