"""A block theme: a query loop of list items, no article around a single post, "next" leads to older posts."""

from html import escape

from tests.blog.addresses import View
from tests.blog.blog import Batch, Blog
from tests.blog.pages import (
    Part,
    document,
    heading_of,
    listing_address,
    navigation,
    page_links,
    password_form,
    post_address,
    post_classes,
    reply_link,
    term_links,
    time_of,
    title_of,
)
from tests.blog.posts import Post

_CLASSES = "wp-embed-responsive"


def listing(blog: Blog, view: View, batch: Batch) -> str:
    """Return a page of a listing."""
    heading = heading_of(batch)
    header = f'<h1 class="alignwide wp-block-query-title">{heading}</h1>\n' if heading else ""
    first = batch.term is None and batch.number == 1
    items = "".join(_item(blog, post, on_first_page=first) for post in batch.posts)
    loop = f'<ul class="is-flex-container columns-3 alignwide wp-block-post-template">{items}</ul>\n' if items else ""
    main = f'{header}<div class="wp-block-query alignwide">{loop}{_pager(blog, batch)}</div>\n'
    return document(blog, view, title_of(blog, batch), _around(blog, main), classes=_CLASSES, last=batch.last)


def single(blog: Blog, view: View, part: Part) -> str:
    """Return the page of a post."""
    post = part.post
    title = f'<h1 class="wp-block-post-title">{post.shown_title}</h1>\n' if post.shown_title else ""
    links = f'<p class="post-nav-links">{page_links(blog, part)}</p>' if part.count > 1 else ""
    content = password_form(blog, post) if post.password else part.content
    main = (
        f'{title}<div class="is-layout-constrained entry-content wp-block-post-content">\n{content}{links}</div>\n'
        f"{_meta(blog, post)}{_neighbours(blog, post)}{'' if post.password else _comments(blog, post)}"
    )
    return document(blog, view, post.shown_title, _around(blog, main), classes=_CLASSES)


def page(blog: Blog, view: View, title: str, content: str) -> str:
    """Return a page that is no post."""
    main = (
        f'<h1 class="wp-block-post-title">{title}</h1>'
        f'<div class="is-layout-constrained entry-content wp-block-post-content">{content}</div>'
    )
    return document(blog, view, title, _around(blog, main), classes=_CLASSES)


def _around(blog: Blog, main: str) -> str:
    return (
        '<div class="wp-site-blocks">\n<header class="wp-block-template-part"><div class="wp-block-group alignwide">'
        f'<p class="wp-block-site-title"><a href="{blog.home}" target="_self" rel="home">{escape(blog.title)}</a></p>'
        f'<nav class="wp-block-navigation"><ul>{navigation(blog)}</ul></nav></div></header>\n'
        f'<main class="wp-block-group">\n{main}</main>\n{_sidebar(blog)}'
        '<footer class="wp-block-template-part"><p>Run by the people at the front desk.</p></footer>\n</div>'
    )


def _sidebar(blog: Blog) -> str:
    """The newest posts of the whole site, in a query loop of their own."""
    if not blog.sidebar:
        return ""
    items = "".join(
        f'<li class="wp-block-post {post_classes(post)}">{_title(blog, post, 3)}'
        f'{_excerpt(blog, post, "Read more")}<div class="wp-block-post-date">{time_of(blog, post.date)}</div></li>\n'
        for post in blog.published()[:5]
    )
    return (
        '<aside class="wp-block-template-part"><h2 class="wp-block-heading">New here</h2>'
        f'<div class="wp-block-query"><ul class="wp-block-post-template">{items}</ul></div></aside>\n'
    )


def _title(blog: Blog, post: Post, level: int) -> str:
    """Nothing where a post has no title. Source: WordPress, render_block_core_post_title()."""
    if not post.shown_title:
        return ""
    link = f'<a href="{post_address(blog, post)}" target="_self" >{post.shown_title}</a>'
    return f'<h{level} class="alignwide wp-block-post-title">{link}</h{level}>\n'


def _excerpt(blog: Blog, post: Post, more: str = "") -> str:
    """Source: WordPress, render_block_core_post_excerpt(): "[…]" gives way to the block's own link."""
    text = post.summary(blog.home)
    if more:
        link = f'<a class="wp-block-post-excerpt__more-link" href="{post_address(blog, post)}">{more}</a>'
        text = f'{text.removesuffix(" [&hellip;]")}</p><p class="wp-block-post-excerpt__more-text">{link}'
    return f'<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{text} </p></div>\n'


def _item(blog: Blog, post: Post, *, on_first_page: bool) -> str:
    start = f'<li class="wp-block-post {post_classes(post, on_first_page=on_first_page)}">{_title(blog, post, 2)}'
    if blog.listing == "excerpt":
        return f"{start}{_excerpt(blog, post)}{_date(blog, post)}</li>\n"
    teaser = password_form(blog, post) if post.password else post.teaser(blog.home, post_address(blog, post))
    count = 1 if post.password else len(post.pages(blog.home))
    links = page_links(blog, Part(post, 1, "", count))
    content = teaser + (f'<p class="post-nav-links">{links}</p>' if links else "")
    return f'{start}<div class="entry-content wp-block-post-content">{content}</div>\n{_meta(blog, post)}</li>\n'


def _date(blog: Blog, post: Post) -> str:
    return f'<div class="wp-block-post-date">{time_of(blog, post.date, link=post_address(blog, post))}</div>'


def _meta(blog: Blog, post: Post) -> str:
    changed = ""
    if post.modified:
        classes = "wp-block-post-date wp-block-post-date__modified-date"
        changed = f'<div class="{classes}">{time_of(blog, post.modified)}</div>'
    separator = '<span class="wp-block-post-terms__separator">, </span>'
    terms = f'<div class="taxonomy-category wp-block-post-terms">{term_links(blog, post, "category", separator)}</div>'
    if post.tags:
        terms += f'<div class="taxonomy-post_tag wp-block-post-terms">{term_links(blog, post, "tag", separator)}</div>'
    return (
        f'<div class="wp-block-group"><p>Posted</p>{_date(blog, post)}{changed}<p>by</p>'
        '<div class="wp-block-post-author">'
        f'<div class="wp-block-post-author__content"><p class="wp-block-post-author__name">{escape(post.author)}</p>'
        f"</div></div>{terms}</div>\n"
    )


def _pager(blog: Blog, batch: Batch) -> str:
    links = ""
    if batch.number > 1:
        newer = listing_address(blog, batch.term, batch.number - 1)
        links += f'<a href="{newer}" class="wp-block-query-pagination-previous">Previous Page</a>\n'
    if batch.number < batch.last:
        older = listing_address(blog, batch.term, batch.number + 1)
        links += f'<a href="{older}" class="wp-block-query-pagination-next">Next Page</a>\n'
    start = '<nav class="alignwide wp-block-query-pagination" aria-label="Pagination">'
    return f"{start}{links}</nav>\n" if links else ""


def _neighbours(blog: Blog, post: Post) -> str:
    older, newer = blog.neighbours(post)
    links = [
        f'<div class="post-navigation-link-{name} wp-block-post-navigation-link">'
        f'<a href="{post_address(blog, other)}" rel="{rel}">{label}</a></div>'
        for other, name, rel, label in ((older, "previous", "prev", "Before"), (newer, "next", "next", "After"))
        if other
    ]
    return f'<div class="wp-block-group">{"".join(links)}</div>\n'


def _comments(blog: Blog, post: Post) -> str:
    comment = post.id * 10
    return (
        '<section class="wp-block-template-part"><div class="wp-block-comments"><h2 class="wp-block-comments-title">'
        f'One thought</h2><ol class="wp-block-comment-template"><li id="comment-{comment}" '
        'class="comment even thread-even depth-1"><div class="wp-block-comment-author-name">A reader</div>'
        f'<div class="wp-block-comment-date">{time_of(blog, post.changed)}</div>'
        '<div class="wp-block-comment-content"><p>We tried this at our counter.</p></div>'
        f'<div class="wp-block-comment-reply-link">{reply_link(blog, post, comment)}</div></li></ol></div></section>\n'
    )
