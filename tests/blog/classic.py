"""A classic theme: posts are articles, a widget area beside them, "previous" leads to older posts."""

from html import escape

from tests.blog.addresses import View
from tests.blog.blog import Batch, Blog, Term
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

_CLASSES = "hfeed"


def listing(blog: Blog, view: View, batch: Batch) -> str:
    """Return a page of a listing."""
    heading = heading_of(batch)
    header = f'<header class="page-header"><h1 class="page-title">{heading}</h1></header>\n' if heading else ""
    first = batch.term is None and batch.number == 1
    posts = "".join(_entry(blog, post, _listed(blog, post), on_first_page=first) for post in batch.posts)
    nothing = "" if batch.posts else '<section class="no-results"><p>There is nothing here yet.</p></section>'
    main = header + posts + nothing + _pager(blog, batch)
    return document(blog, view, title_of(blog, batch), _around(blog, main), classes=_CLASSES, last=batch.last)


def single(blog: Blog, view: View, part: Part) -> str:
    """Return the page of a post."""
    post = part.post
    links = f'\n<div class="page-links">{page_links(blog, part)}</div>' if part.count > 1 else ""
    content = password_form(blog, post) if post.password else part.content
    main = _entry(blog, post, f'<div class="entry-content">\n{content}{links}\n</div>', level=1)
    main += _neighbours(blog, post) + ("" if post.password else _comments(blog, post))
    return document(blog, view, post.shown_title, _around(blog, main), classes=_CLASSES)


def page(blog: Blog, view: View, title: str, content: str) -> str:
    """Return a page that is no post."""
    main = (
        f'<article class="page type-page status-publish hentry"><header class="entry-header"><h1 class="entry-title">'
        f'{title}</h1></header><div class="entry-content">{content}</div></article>'
    )
    return document(blog, view, title, _around(blog, main), classes=_CLASSES)


def _around(blog: Blog, main: str) -> str:
    return (
        '<div id="page" class="site">\n<header id="masthead" class="site-header"><p class="site-title">'
        f'<a href="{blog.home}" rel="home">{escape(blog.title)}</a></p>'
        f'<p class="site-description">{escape(blog.tagline)}</p>'
        f'<nav id="site-navigation" class="main-navigation"><ul>{navigation(blog)}</ul></nav></header>\n'
        f'<div id="content" class="site-content">\n{_sidebar(blog)}'
        f'<div id="primary" class="content-area"><main id="main" class="site-main">\n{main}</main></div></div>\n'
        '<footer id="colophon" class="site-footer"><p>Run by the people at the front desk.</p></footer>\n</div>'
    )


def _sidebar(blog: Blog) -> str:
    """The newest posts of the whole site, whatever page this is."""
    if not blog.sidebar:
        return ""
    teasers = "".join(
        f'<div class="post teaser"><h3 class="entry-title"><a href="{post_address(blog, post)}">{post.shown_title}</a>'
        f"</h3> {time_of(blog, post.date, 'entry-date')}<p>{post.summary(blog.home)} "
        f'<a class="read-more" href="{post_address(blog, post)}">Read more</a></p></div>\n'
        for post in blog.published()[:5]
    )
    return (
        '<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries">'
        f'<h2 class="widget-title">New here</h2>\n{teasers}</section></aside>\n'
    )


def _listed(blog: Blog, post: Post) -> str:
    if blog.listing == "excerpt":
        return f'<div class="entry-summary"><p>{post.summary(blog.home)}</p></div>'
    teaser = password_form(blog, post) if post.password else post.teaser(blog.home, post_address(blog, post))
    count = 1 if post.password else len(post.pages(blog.home))
    links = page_links(blog, Part(post, 1, "", count))
    return (
        f'<div class="entry-content">\n{teaser}'
        + (f'<div class="page-links">{links}</div>' if links else "")
        + "</div>"
    )


def _entry(blog: Blog, post: Post, content: str, level: int = 2, *, on_first_page: bool = False) -> str:
    title, link = post.shown_title, post_address(blog, post)
    if level > 1:
        title = f'<a href="{link}" rel="bookmark">{title}</a>'
    times = time_of(blog, post.date, "entry-date published" + ("" if post.modified else " updated"))
    if post.modified:
        times += time_of(blog, post.modified, "updated")
    by = listing_address(blog, Term("author", post.author))
    tags = f'<span class="tags-links">Tagged {term_links(blog, post, "tag")}</span>' if post.tags else ""
    return (
        f'<article id="post-{post.id}" class="{post_classes(post, on_first_page=on_first_page)}">\n'
        f'<header class="entry-header"><h{level} class="entry-title">{title}</h{level}>\n'
        f'<div class="entry-meta"><span class="posted-on">Posted on <a href="{link}" rel="bookmark">{times}</a></span>'
        f'<span class="byline"> by <span class="author vcard"><a class="url fn n" href="{by}">'
        f"{escape(post.author)}</a></span></span></div></header>\n{content}\n"
        f'<footer class="entry-footer"><span class="cat-links">Posted in {term_links(blog, post, "category")}</span>'
        f"{tags}</footer>\n</article>\n"
    )


def _pager(blog: Blog, batch: Batch) -> str:
    links = ""
    if batch.number < batch.last:
        older = listing_address(blog, batch.term, batch.number + 1)
        links += f'<div class="nav-previous"><a href="{older}">Older posts</a></div>'
    if batch.number > 1:
        newer = listing_address(blog, batch.term, batch.number - 1)
        links += f'<div class="nav-next"><a href="{newer}">Newer posts</a></div>'
    return _nav("posts-navigation", "Posts navigation", links)


def _neighbours(blog: Blog, post: Post) -> str:
    older, newer = blog.neighbours(post)
    links = (
        f'<div class="nav-previous"><a href="{post_address(blog, older)}" rel="prev">Before</a></div>' if older else ""
    )
    links += f'<div class="nav-next"><a href="{post_address(blog, newer)}" rel="next">After</a></div>' if newer else ""
    return _nav("post-navigation", "Post navigation", links)


def _nav(name: str, label: str, links: str) -> str:
    if not links:
        return ""
    heading = f'<h2 class="screen-reader-text">{label}</h2>'
    return f'<nav class="navigation {name}" aria-label="{label}">{heading}<div class="nav-links">{links}</div></nav>\n'


def _comments(blog: Blog, post: Post) -> str:
    comment = post.id * 10
    return (
        '<div id="comments" class="comments-area"><h2 class="comments-title">One thought</h2>\n'
        '<ol class="comment-list">'
        f'<li id="comment-{comment}" class="comment even thread-even depth-1"><article class="comment-body">'
        f'<footer class="comment-meta"><b class="fn">A reader</b> {time_of(blog, post.changed)}</footer>'
        '<div class="comment-content"><p>We tried this at our counter.</p></div>'
        f'<div class="reply">{reply_link(blog, post, comment)}</div></article></li></ol>\n'
        f'<div id="respond" class="comment-respond"><form action="{blog.home}wp-comments-post.php" method="post">'
        '<textarea name="comment"></textarea></form></div></div>\n'
    )
