"""Pages are where WordPress has them, and hold what it shows there."""

import itertools
from dataclasses import replace
from urllib.parse import urljoin

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.blog import Blog, BlogServer, many_posts
from tests.blog.blog import Listing, Permalinks, Theme
from tests.blog.specimens import CYRILLIC, FEW, FIRST, HIDDEN, LOCKED, NEW_YEAR, Serve, get, soup


def ids(listing: BeautifulSoup) -> list[int]:
    """The ids of a listing's own posts, in its order."""
    entries = listing.select("main article.hentry, main li.wp-block-post")
    return [
        int(str(name)[5:])
        for entry in entries
        for name in entry["class"]
        if str(name).startswith("post-") and str(name)[5:].isdigit()
    ]


OLDER = {"classic": ".nav-previous a", "block": "a.wp-block-query-pagination-next"}


def walk(server: BlogServer, target: str) -> list[list[int]]:
    """The ids on each page of a listing, followed by its links to older posts."""
    pages = []
    target = urljoin(server.url, target)
    while target:
        page = soup(server, target)
        pages.append(ids(page))
        older = page.select_one(f"main {OLDER[server.blog.theme]}")
        target = str(older["href"]) if older else ""
    return pages


@pytest.mark.parametrize("theme", ["classic", "block"])
@pytest.mark.parametrize("permalinks", ["dated", "plain"])
@pytest.mark.parametrize("static_front", [False, True], ids=["posts in front", "a page in front"])
@pytest.mark.parametrize("listing", ["full", "excerpt"])
def test_links_to_older_posts_lead_to_every_published_post(
    serve: Serve, theme: Theme, permalinks: Permalinks, static_front: bool, listing: Listing
) -> None:
    posts = many_posts(60)
    server = serve(Blog(posts, theme=theme, permalinks=permalinks, static_front=static_front, listing=listing))
    start = {("dated", True): "blog/", ("plain", True): "?page_id=3"}.get((permalinks, static_front), "")
    newest = [post.id for post in server.blog.published()]
    sticky = [post.id for post in posts if post.sticky]
    pages = walk(server, start)
    assert len(newest) == 57
    assert pages[0] == sticky + newest[:10], "what is sticky comes first"
    assert list(itertools.chain(*pages[1:])) == newest[10:], "and again at its place"
    if static_front:
        assert ids(soup(server, "")) == []


def test_a_sticky_post_is_not_twice_on_one_page(serve: Serve) -> None:
    server = serve(Blog([FIRST, replace(NEW_YEAR, sticky=True), CYRILLIC]))
    assert walk(server, "") == [[NEW_YEAR.id, CYRILLIC.id, FIRST.id]]
    assert ids(soup(server, "tag/phone/")) == [NEW_YEAR.id, FIRST.id]


def test_a_tag_has_its_posts_only(few: BlogServer) -> None:
    page = soup(few, "tag/phone/")
    assert ids(page) == [LOCKED.id, NEW_YEAR.id, FIRST.id]
    assert page.body
    assert {"archive", "tag", "tag-phone"} <= set(page.body["class"])
    feeds = [str(link["href"]) for link in page.select("link[type='application/rss+xml']")]
    assert feeds == [few.url + path for path in ("feed/", "comments/feed/", "tag/phone/feed/")]
    own = str(page.select_one("link[type='application/json']")["href"])  # type: ignore[index]
    assert get(few, own).json()["name"] == "phone"
    teasers = [link.text for link in page.select("#secondary h3")]
    assert teasers == ["Привет", "Protected: Locked", "Late & last", "First"], "the newest of the whole site"


@pytest.mark.parametrize(
    ("target", "status", "leads_to"),
    [
        ("page/2/", 404, ""),
        ("tag/phone/page/2/", 404, ""),
        ("tag/none/", 404, ""),
        ("tag/unused/", 200, ""),
        ("tag/unused/page/2/", 404, ""),
        ("category/news/", 200, ""),
        ("author/ann-lee/", 200, ""),
        ("tag/%D1%82%D0%B5%D0%BB%D0%B5%D1%84%D0%BE%D0%BD/", 200, ""),
        ("?p=1", 301, "2017/11/07/first/"),
        ("2017/11/07/first", 301, "2017/11/07/first/"),
        ("2017/12/31/too-late/", 301, "2017/12/31/late-last/"),
        ("2017/12/31/late-last/2/", 200, ""),
        ("2017/12/31/late-last/1/", 301, "2017/12/31/late-last/"),
        ("2017/12/31/late-last/9/", 301, "2017/12/31/late-last/"),
        ("2017/12/31/late-last/?replytocom=20", 200, ""),
        ("2018/01/01/late-last/", 404, ""),
        ("2017/99/99/late-last/", 404, ""),
        ("?p=2&replytocom=20", 301, "2017/12/31/late-last/?replytocom=20"),
        ("?p=4", 404, ""),
        ("2017/11/07/draft/", 404, ""),
        ("2017/11/07/private/", 404, ""),
        ("2099/01/01/future/", 404, ""),
        ("2018/03/01/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82/", 200, ""),
        ("page/1/", 301, ""),
        ("?feed=rss2", 301, "feed/"),
        ("?tag=phone&feed=atom", 301, "tag/phone/feed/atom/"),
        ("about/", 200, ""),
        ("comments/feed/", 200, ""),
        ("2017/11/07/first/feed/", 200, ""),
        ("?name=first", 200, ""),
        ("robots.txt", 404, ""),
        ("index.php?rest_route=/wp/v2/posts/1", 200, ""),
        ("wp-json", 200, ""),
        ("wp-admin/", 404, ""),
    ],
)
def test_each_address_is_answered_as_by_wordpress(few: BlogServer, target: str, status: int, leads_to: str) -> None:
    response = get(few, target)
    assert (response.status_code, response.headers.get("location", "")) == (
        status,
        few.url + leads_to if status == 301 else "",
    )
    assert "no-cache" in response.headers.get("cache-control", "") or status != 404


@pytest.mark.parametrize("theme", ["classic", "block"])
@pytest.mark.parametrize("permalinks", ["dated", "plain"])
def test_what_is_not_public_is_nowhere(serve: Serve, theme: Theme, permalinks: Permalinks) -> None:
    server = serve(Blog(FEW, theme=theme, permalinks=permalinks))
    waiting, seen = [server.url, f"{server.url}index.php?rest_route=/wp/v2/posts"], dict[str, int]()
    while waiting:
        target = waiting.pop().partition("#")[0]
        if target in seen or not target.startswith(server.url):
            continue
        response = get(server, target)
        seen[target] = response.status_code
        assert HIDDEN not in response.text, target
        linked = (
            BeautifulSoup(response.text, "lxml").select("[href]") if "html" in response.headers["content-type"] else []
        )
        waiting += [urljoin(target, str(link["href"])) for link in linked] + [response.headers.get("location", "")]
    assert set(seen.values()) <= {200, 301}, "all that is linked is there"
    assert len(seen) > 40


@pytest.mark.parametrize(
    ("theme", "published", "changed", "links"),
    [
        ("classic", "time.published", "time.updated", ".entry-content > .page-links"),
        (
            "block",
            ".wp-block-post-date:not(.wp-block-post-date__modified-date) time",
            ".wp-block-post-date__modified-date time",
            ".wp-block-post-content > .post-nav-links",
        ),
    ],
)
def test_a_post_of_several_pages(serve: Serve, theme: Theme, published: str, changed: str, links: str) -> None:
    server = serve(Blog(FEW, theme=theme, sidebar=False))
    address = f"{server.url}2017/12/31/late-last/"
    first, second = soup(server, address), soup(server, f"{address}2/")
    assert first.select_one("#more-2")
    assert "Behind." in first.text
    assert "Over." not in first.text
    assert "Over." in second.text
    assert [str(a["href"]) for a in first.select(f"{links} a")] == [f"{address}2/"]
    assert [str(a["href"]) for a in second.select(f"{links} a")] == [address]
    assert second.select_one("link[rel=canonical]")["href"] == f"{address}2/"  # type: ignore[index]
    times = [first.select_one(selector) for selector in (published, changed)]
    assert [time and time["datetime"] for time in times] == ["2017-12-31T23:30:00-05:00", "2018-02-01T08:00:00-05:00"]
    assert [a.text for a in first.select("main a[rel~=tag]")] == ["News", "Tips", "age", "News", "phone"]
    assert first.select_one("a.comment-reply-link")["href"] == f"{address}?replytocom=20#respond"  # type: ignore[index]
    assert [str(a["href"])[len(server.url) :] for a in first.select("a[rel=prev], a[rel=next]")] == [
        "2017/11/07/first/",
        "2018/01/05/locked/",
    ]
    assert soup(server, f"{server.url}2018/01/05/locked/").select_one("form.post-password-form")
    listed = soup(server, "")
    assert listed.select_one("a.more-link")["href"] == f"{address}#more-2"  # type: ignore[index]
    assert "Behind." not in listed.text


def test_excerpts_have_55_words(serve: Serve) -> None:
    words = [f"w{n}" for n in range(56)]
    posts = [replace(FIRST, id=n, content=f"<p>{' '.join(words[:n])}</p>") for n in (55, 56)]
    server = serve(Blog([*posts, replace(FIRST, id=9, excerpt="By hand.")], listing="excerpt"))
    shown = [summary.text for summary in soup(server, "").select(".entry-summary")]
    assert shown == [f"{' '.join(words[:55])} […]", " ".join(words[:55]), "By hand."]


def test_an_endless_pager_has_always_one_page_more(serve: Serve) -> None:
    server = serve(Blog(many_posts(30), endless=True))
    assert ids(soup(server, "page/7000/")) == ids(soup(server, ""))
    assert soup(server, "page/7000/").select_one(f".nav-previous a[href='{server.url}page/7001/']")
    assert len(feedparser.parse(get(server, "feed/?paged=7000").content).entries) == 10
    assert get(server, "wp-json/wp/v2/posts?page=7000").headers["x-wp-totalpages"] == "7001"
