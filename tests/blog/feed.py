"""Feeds: RSS 2.0 and Atom, ten posts a page, with validators. Source: WordPress, feed-rss2.php and feed-atom.php."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from email.utils import format_datetime, parsedate_to_datetime
from html import escape

from tests.blog.addresses import View, address
from tests.blog.answer import NEVER_CACHED, Answer
from tests.blog.blog import Batch, Blog, terms_of
from tests.blog.pages import password_form
from tests.blog.posts import Post, text

_TYPES = {"rss2": "application/rss+xml; charset=UTF-8", "atom": "application/atom+xml; charset=UTF-8"}
_NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
}


def feed(blog: Blog, view: View, asked: Mapping[str, str]) -> Answer:
    """Return a page of a feed, or 304.

    The validators are of the blog's latest change, the same for all its feeds, and are asked about before anything is
    looked up: a page past the end is 304 too for who names them. Source: WordPress, WP::send_headers().
    """
    validators = _validators(blog)
    if _is_known(asked, *(value for _, value in validators)):
        return Answer(status=304, headers=validators)
    is_of_comments = view.kind == "comments"
    batch = Batch(None, (), 1, 1) if is_of_comments else blog.batch(view.term, view.number, in_feed=True)
    past_the_end = view.number > batch.last
    written = _atom(blog, view, batch) if view.feed == "atom" else _rss(blog, view, batch)
    headers = (*validators, *(NEVER_CACHED if past_the_end else ()))
    return Answer(written.encode(), _TYPES[view.feed or "rss2"], 404 if past_the_end else 200, headers)


def _validators(blog: Blog) -> tuple[tuple[str, str], tuple[str, str]]:
    changed = blog.changed(blog.published())
    date = format_datetime(changed.replace(tzinfo=datetime.UTC), usegmt=True)
    return ("Last-Modified", date), ("ETag", f'"{hashlib.sha256(date.encode()).hexdigest()[:32]}"')


def _is_known(asked: Mapping[str, str], date: str, tag: str) -> bool:
    """Where both validators are named, both must fit."""
    tags, since = asked.get("if-none-match"), asked.get("if-modified-since")
    try:
        is_newer = since is not None and parsedate_to_datetime(since) >= parsedate_to_datetime(date)
    except ValueError:
        is_newer = False
    if tags and since:
        return tags == tag and is_newer
    return tags == tag or is_newer


def _xml(written: str) -> str:
    """A text in XML, without the characters that XML has no way to write."""
    return escape("".join(c for c in written if c >= " " or c in "\t\n\r"), quote=True)


def _cdata(written: str) -> str:
    return f"<![CDATA[{written.replace(']]>', ']]&gt;')}]]>"


def _names(post: Post) -> Iterable[str]:
    """Categories, then tags, each by name, and a name of both only once. Source: WordPress, get_the_category_rss()."""
    return dict.fromkeys(term.name for kind in ("category", "tag") for term in terms_of(post, kind))


def _content(blog: Blog, post: Post) -> str:
    """The first page only, all of it; the form where there is a password."""
    return password_form(blog, post) if post.password else post.whole(blog.home)


def _summary(blog: Blog, post: Post) -> str:
    return post.summary(blog.home, in_feed=True).replace("&hellip;", "&#8230;")


def _title(blog: Blog, view: View) -> str:
    if view.kind == "comments":
        return f"Comments on: {text(view.post.title)}" if view.post else f"Comments for {blog.title}"
    name, page = view.term.name if view.term else "", f"Page {view.number}" if view.number > 1 else ""
    return " – ".join(filter(None, (name, page, blog.title)))


def _rss(blog: Blog, view: View, batch: Batch) -> str:
    spaces = "".join(f'\n\txmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"{spaces}\n>\n\n<channel>\n'
        f"\t<title>{_xml(_title(blog, view))}</title>\n"
        f'\t<atom:link href="{_xml(address(blog, view))}" rel="self" type="application/rss+xml" />\n'
        f"\t<link>{blog.home.rstrip('/')}</link>\n\t<description>{_xml(blog.tagline)}</description>\n"
        f"\t<lastBuildDate>{_rfc822(blog.changed(batch.posts))}</lastBuildDate>\n\t<language>{blog.lang}</language>\n"
        "\t<sy:updatePeriod>hourly</sy:updatePeriod>\n\t<sy:updateFrequency>1</sy:updateFrequency>\n"
        "\t<generator>https://wordpress.org/?v=6.1.1</generator>\n"
        + "".join(_item(blog, post) for post in batch.posts)
        + "</channel>\n</rss>\n"
    )


def _rfc822(utc: datetime.datetime) -> str:
    return format_datetime(utc.replace(tzinfo=datetime.UTC))


def _item(blog: Blog, post: Post) -> str:
    link = _xml(address(blog, View("post", post=post)))
    comments = _xml(address(blog, View("comments", post=post, feed="rss2")))
    content = f"\t\t<content:encoded>{_cdata(_content(blog, post))}</content:encoded>\n" if blog.feed == "full" else ""
    return (
        f"\t<item>\n\t\t<title>{_xml(text(post.shown_title))}</title>\n\t\t<link>{link}</link>\n"
        f"\t\t<comments>{link}#comments</comments>\n\t\t<dc:creator>{_cdata(post.author)}</dc:creator>\n"
        f"\t\t<pubDate>{_rfc822(blog.utc(post.date))}</pubDate>\n"
        + "".join(f"\t\t<category>{_cdata(name)}</category>\n" for name in _names(post))
        + f'\t\t<guid isPermaLink="false">{blog.home}?p={post.id}</guid>\n'
        f"\t\t<description>{_cdata(_summary(blog, post))}</description>\n{content}"
        f"\t\t<wfw:commentRss>{comments}</wfw:commentRss>\n\t\t<slash:comments>1</slash:comments>\n\t</item>\n"
    )


def _atom(blog: Blog, view: View, batch: Batch) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed\n\txmlns="http://www.w3.org/2005/Atom"\n'
        f'\txmlns:thr="http://purl.org/syndication/thread/1.0"\n\txml:lang="{blog.lang}"\n>\n'
        f'\t<title type="text">{_xml(_title(blog, view))}</title>\n'
        f'\t<subtitle type="text">{_xml(blog.tagline)}</subtitle>\n'
        f"\t<updated>{blog.changed(batch.posts).isoformat()}Z</updated>\n"
        f'\t<link rel="alternate" type="text/html" href="{blog.home.rstrip("/")}" />\n'
        f"\t<id>{_xml(address(blog, View('listing', feed='atom')))}</id>\n"
        f'\t<link rel="self" type="application/atom+xml" href="{_xml(address(blog, view))}" />\n'
        '\t<generator uri="https://wordpress.org/" version="6.1.1">WordPress</generator>\n'
        + "".join(_entry(blog, post) for post in batch.posts)
        + "</feed>\n"
    )


def _entry(blog: Blog, post: Post) -> str:
    link = _xml(address(blog, View("post", post=post)))
    content = ""
    if blog.feed == "full":
        content = f'\t\t<content type="html" xml:base="{link}">{_cdata(_content(blog, post))}</content>\n'
    return (
        f"\t<entry>\n\t\t<author>\n\t\t\t<name>{_xml(post.author)}</name>\n\t\t</author>\n\n"
        f'\t\t<title type="html">{_cdata(_xml(text(post.shown_title)))}</title>\n'
        f'\t\t<link rel="alternate" type="text/html" href="{link}" />\n\n\t\t<id>{blog.home}?p={post.id}</id>\n'
        f"\t\t<updated>{blog.utc(post.changed).isoformat()}Z</updated>\n"
        f"\t\t<published>{blog.utc(post.date).isoformat()}Z</published>\n"
        + "".join(f'\t\t<category scheme="{blog.home.rstrip("/")}" term="{_xml(name)}" />' for name in _names(post))
        + f'\n\t\t<summary type="html">{_cdata(_summary(blog, post))}</summary>\n{content}\t</entry>\n'
    )
