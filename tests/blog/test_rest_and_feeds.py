"""The REST API and the feeds say what WordPress' say, in its forms."""

from dataclasses import replace
from html import unescape

import feedparser
import pytest

from tests.blog import Blog, BlogServer, many_posts
from tests.blog.blog import Permalinks
from tests.blog.posts import local
from tests.blog.specimens import FIRST, NEW_YEAR, Serve, get, soup


@pytest.mark.parametrize(
    ("offset", "zone", "iso", "utc"),
    [
        (-5, "", "2017-12-31T23:30:00-05:00", "2018-01-01T04:30:00"),
        (5.75, "", "2017-12-31T23:30:00+05:45", "2017-12-31T17:45:00"),
        (0, "America/New_York", "2017-12-31T23:30:00-05:00", "2018-01-01T04:30:00"),
    ],
)
def test_a_day_is_local_but_in_feeds(serve: Serve, offset: float, zone: str, iso: str, utc: str) -> None:
    server = serve(Blog([NEW_YEAR], utc_offset=offset, timezone=zone))
    post = get(server, "wp-json/wp/v2/posts/2").json()
    assert (post["date"], post["date_gmt"]) == (iso[:19], utc)
    assert soup(server, "").select_one("time.published")["datetime"] == iso  # type: ignore[index]
    (item,) = feedparser.parse(get(server, "feed/").content).entries
    assert item.published.endswith("+0000")
    assert "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*item.published_parsed) == utc
    root = get(server, "wp-json/").json()
    assert (root["gmt_offset"] in (-5, -4)) if zone else root["gmt_offset"] == f"{offset:g}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [7, 3, 2, 1]),
        ("order=asc", [1, 2, 3, 7]),
        ("orderby=id&order=desc", [7, 3, 2, 1]),
        ("orderby=modified", [7, 2, 3, 1]),
        ("per_page=2&page=2", [2, 1]),
        ("per_page=2&offset=1", [3, 2]),
        ("after=2017-12-31T23:30:00", [7, 3]),
        ("after=2018-01-01T04:29:59Z", [7, 3, 2]),
        ("before=2017-12-31T23:30:00", [1]),
        ("modified_after=2018-01-31T00:00:00", [7, 2]),
        ("modified_before=2018-01-31T00:00:00", [3, 1]),
        ("include=1,7", [7, 1]),
        ("include[]=1&include[]=2&orderby=include", [1, 2]),
        ("slug=first,locked", [3, 1]),
        ("slug=%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82", [7]),
        ("include=4,5,6", []),
    ],
)
def test_rest_finds_posts(few: BlogServer, query: str, found: list[int]) -> None:
    assert [post["id"] for post in get(few, f"wp-json/wp/v2/posts?{query}").json()] == found


@pytest.mark.parametrize(
    ("route", "status", "code"),
    [
        ("wp/v2/posts?page=9", 400, "rest_post_invalid_page_number"),
        ("wp/v2/posts?per_page=101", 400, "rest_invalid_param"),
        ("wp/v2/posts?per_page=0", 400, "rest_invalid_param"),
        ("wp/v2/posts?after=2017-12-31", 400, "rest_invalid_param"),
        ("wp/v2/posts?after=2017-13-31T00:00:00", 400, "rest_invalid_param"),
        ("wp/v2/posts?orderby=colour", 400, "rest_invalid_param"),
        ("wp/v2/posts?status=draft", 400, "rest_invalid_param"),
        ("wp/v2/posts?context=edit", 401, "rest_forbidden_context"),
        ("wp/v2/posts/4", 401, "rest_forbidden"),
        ("wp/v2/posts/99", 404, "rest_post_invalid_id"),
        ("wp/v2/tags/99", 404, "rest_term_invalid"),
        ("wp/v2/nothing", 404, "rest_no_route"),
    ],
)
def test_rest_refuses_in_wordpress_words(few: BlogServer, route: str, status: int, code: str) -> None:
    response = get(few, f"wp-json/{route}")
    assert (response.status_code, response.json()["code"]) == (status, code)


@pytest.mark.parametrize("permalinks", ["dated", "plain"])
def test_rest_pages_say_how_many_there_are_and_what_is_next(serve: Serve, permalinks: Permalinks) -> None:
    server = serve(Blog(many_posts(60), permalinks=permalinks))
    link = soup(server, "").select_one("link[rel='https://api.w.org/']")
    assert link
    root = str(link["href"])
    assert root == server.url + {"dated": "wp-json/", "plain": "index.php?rest_route=%2F"}[permalinks]
    assert get(server, root).json()["home"] == server.url.rstrip("/")
    target, found = f"{server.url}index.php?rest_route=/wp/v2/posts&per_page=20&_fields=id,title.rendered,colour", []
    for number in (1, 2, 3):
        response = get(server, target)
        assert (response.headers["x-wp-total"], response.headers["x-wp-totalpages"]) == ("57", "3")
        assert "etag" not in response.headers
        assert set(response.json()[0]) == {"id", "title"}
        found += [post["id"] for post in response.json()]
        assert ("next" in response.links) == (number < 3)
        target = response.links.get("next", {}).get("url", "")
    assert found == [post.id for post in server.blog.published()]


def test_rest_shows_posts_terms_and_users(few: BlogServer) -> None:
    post, locked, cyrillic = (get(few, f"wp-json/wp/v2/posts/{id_}").json() for id_ in (2, 3, 7))
    assert cyrillic["slug"] == "%d0%bf%d1%80%d0%b8%d0%b2%d0%b5%d1%82"
    assert post["title"]["rendered"] == NEW_YEAR.title
    assert "<!--nextpage-->" in post["content"]["rendered"]
    assert "Behind" not in post["excerpt"]["rendered"]
    assert locked["title"]["rendered"] == "Locked"
    assert (locked["content"], locked["excerpt"]) == ({"rendered": "", "protected": True},) * 2
    tags = get(few, "wp-json/wp/v2/tags?per_page=100&_fields=id,name,count").json()
    assert {tag["name"]: tag["count"] for tag in tags} == {
        "age": 1,
        "Desk work": 1,
        "News": 1,
        "phone": 3,
        "unused": 0,
        "телефон": 1,
    }
    names = {tag["id"]: tag["name"] for tag in tags}
    assert [names[id_] for id_ in post["tags"]] == ["age", "News", "phone"]
    of_tag = get(few, f"wp-json/wp/v2/posts?tags={post['tags'][2]}").json()
    assert [found["id"] for found in of_tag] == [3, 2, 1]
    assert get(few, "wp-json/wp/v2/tags?page=9").json() == []
    assert get(few, f"wp-json/wp/v2/users/{post['author']}").json()["name"] == "Ann Lee"
    few.blog.rest = "users forbidden"
    assert get(few, "wp-json/wp/v2/users").status_code == 401
    few.blog.rest = False
    assert get(few, "wp-json/").headers["content-type"] == "text/html; charset=UTF-8"
    response = get(few, "")
    assert "api.w.org" not in response.text + response.headers.get("link", "")


def test_feeds_are_as_wordpress_writes_them(few: BlogServer) -> None:
    feed = feedparser.parse(get(few, "feed/").content)
    assert not feed.bozo
    assert [item.title for item in feed.entries] == ["Привет", "Protected: Locked", "Late & last", "First"]
    late = feed.entries[2]
    assert late.link == f"{few.url}2017/12/31/late-last/"
    assert [tag.term for tag in late.tags] == ["News", "Tips", "age", "phone"], "categories, tags, no name twice"
    assert late.author == "Ann Lee"
    assert late.id == f"{few.url}?p=2"
    assert "Behind." in late.content[0].value
    assert "Over." not in late.content[0].value, "only the first page"
    assert "post-password-form" in feed.entries[1].content[0].value
    atom = feedparser.parse(get(few, "feed/atom/").content)
    assert not atom.bozo
    assert [(unescape(item.title), item.published_parsed) for item in atom.entries] == [
        (item.title, item.published_parsed) for item in feed.entries
    ]
    assert [item.title for item in feedparser.parse(get(few, "tag/age/feed/").content).entries] == ["Late & last"]
    for target in ("comments/feed/", "2017/11/07/first/feed/", "2017/11/07/none/feed/", "tag/none/feed/"):
        assert not feedparser.parse(get(few, target).content).entries, target
    few.blog.feed = "excerpt"
    excerpt = feedparser.parse(get(few, "feed/").content).entries[2]
    assert ("content" in excerpt, excerpt.summary) == (False, "Before. Behind.")
    few.blog.feed = "off"
    assert get(few, "feed/").status_code == 404
    assert "application/rss+xml" not in get(few, "").text


def test_feeds_are_paged_by_ten(serve: Serve) -> None:
    server = serve(Blog(many_posts(40), per_page=3))
    published = server.blog.published()
    for number in range(1, 5):
        page = get(server, f"feed/?paged={number}" if number > 1 else "feed/")
        links = [item.link for item in feedparser.parse(page.content).entries]
        assert len(links) == len(published[number * 10 - 10 : number * 10])
    assert get(server, "feed/?paged=5").status_code == 404


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 200),
        ({"if-none-match": "{etag}"}, 304),
        ({"if-none-match": '"other"'}, 200),
        ({"if-modified-since": "{last-modified}"}, 304),
        ({"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}, 200),
        ({"if-modified-since": "yesterday"}, 200),
        ({"if-none-match": "{etag}", "if-modified-since": "{last-modified}"}, 304),
        ({"if-none-match": "{etag}", "if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}, 200),
    ],
)
def test_feeds_have_validators(few: BlogServer, given: dict[str, str], status: int) -> None:
    known = get(few, "feed/").headers
    headers = {name: value.format_map(known) for name, value in given.items()}
    assert get(few, "feed/", headers=headers).status_code == status
    few.blog.posts.append(replace(FIRST, id=50, slug="new", date=local("2020-01-01 09:00")))
    assert get(few, "feed/", headers=headers).status_code == 200
