"""Sites by their address, on a server that behaves like WordPress: by all ways, again, and when it goes wrong."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.blog import IMAGES, Answer, Blog, BlogServer, Post, many_posts
from tests.blog import faults as f
from tests.blog.posts import local
from tests.running import tree
from tests.site_errands import errand, project

_PUBLIC = 56  # of many_posts(60, seed=3): what is published, and behind no password


@pytest.fixture
def server() -> Iterator[BlogServer]:
    with BlogServer(Blog(posts=many_posts(60, seed=3), images=IMAGES)) as one:
        yield one


@pytest.fixture
def small() -> Iterator[BlogServer]:
    with BlogServer(Blog(posts=many_posts(25, seed=5), images=IMAGES)) as one:
        yield one


def _account(folder: Path, *arguments: str | Path, into: str = "tips") -> Any:  # noqa: ANN401 -- JSON
    result = errand(folder, *arguments, "--report", folder / "report.json", into=into)
    assert result.exit_code == 0, result.output
    (account,) = json.loads((folder / "report.json").read_text(encoding="utf-8"))["sources"]
    return account


def _lines(folder: Path) -> dict[str, str]:
    return {name: text.decode() for name, text in tree(folder).items() if name.endswith(".md")}


SHAPES = {
    f"{theme}, {listing} listings, {permalinks} addresses": {
        "theme": theme,
        "listing": listing,
        "permalinks": permalinks,
    }
    for theme in ("classic", "block")
    for listing in ("full", "excerpt")
    for permalinks in ("dated", "plain")
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_rest_and_pages_give_the_same_files(server: BlogServer, tmp_path: Path, shape: dict[str, str]) -> None:
    for name, value in shape.items():
        setattr(server.blog, name, value)
    project(tmp_path, server)
    accounts = [_account(tmp_path, "--via", way, into=way) for way in ("rest", "pages")]
    assert tree(tmp_path / "rest") == tree(tmp_path / "pages")
    assert len(_lines(tmp_path / "rest")) == _PUBLIC
    for account in accounts:
        assert [(skip["why"], skip["count"]) for skip in account["skipped"]] == [("behind a password", 1)]


@pytest.mark.parametrize("permalinks", ["dated", "plain"])
def test_the_feed_gives_the_same_but_for_what_the_report_names(
    server: BlogServer, tmp_path: Path, permalinks: str
) -> None:
    server.blog.permalinks = permalinks  # type: ignore[assignment]
    project(tmp_path, server)
    _account(tmp_path, "--via", "rest", into="rest")
    (visit,) = _account(tmp_path, "--via", "feed", into="feed")["visits"]
    rest, feed = _lines(tmp_path / "rest"), _lines(tmp_path / "feed")
    long = {post.id for post in server.blog.posts if "<!--nextpage-->" in post.content}
    assert long
    differing = [name for name in rest if rest[name] != feed[name]]
    assert 0 < len(differing) <= len(long)  # posts of several pages, of which a feed holds the first
    assert all(feed[name].split("\n---\n")[1].strip()[:20] in rest[name] for name in differing)
    assert "what follows the first page of a post of several pages" in visit["unknown"]


@pytest.mark.slow
def test_the_best_way_is_taken_and_said(server: BlogServer, tmp_path: Path) -> None:
    ways = [_account(project(tmp_path / "1", server))["visits"][0]]
    server.blog.rest = False
    ways.append(_account(project(tmp_path / "2", server))["visits"][0])
    server.blog.feed = "excerpt"
    ways.append(_account(project(tmp_path / "3", server))["visits"][0])
    assert [visit["way"] for visit in ways] == ["rest", "feed", "pages"]
    assert ways[1]["why"] == "the REST API: none is named by the page"
    assert ways[2]["why"] == "the REST API: none is named by the page; the feed: it holds excerpts only"
    assert [len(_lines(tmp_path / n / "tips")) for n in "123"] == [_PUBLIC] * 3


def test_a_rest_api_without_its_users_names_no_authors_and_says_so(small: BlogServer, tmp_path: Path) -> None:
    small.blog.rest = "users forbidden"
    visit = _account(project(tmp_path, small))["visits"][0]
    assert visit["unknown"] == ["authors (the site keeps the list of its users to itself)"]
    assert not [text for text in _lines(tmp_path / "tips").values() if "\nauthor:" in text]


@pytest.mark.slow
def test_nothing_that_is_not_public_is_in_the_files(server: BlogServer, tmp_path: Path) -> None:
    project(tmp_path, server)
    hidden = [post for post in server.blog.posts if post.status != "publish" or post.password]
    assert {post.status for post in hidden} >= {"draft", "private", "future", "publish"}
    for way in ("rest", "feed", "pages"):
        errand(tmp_path, "--via", way, into=way)
        texts = "".join(_lines(tmp_path / way).values())
        assert not [post.slug for post in hidden if f"/{post.slug}/" in texts]


@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_the_day_is_the_sites_own(small: BlogServer, tmp_path: Path, way: str) -> None:
    """At half past eleven on New Year's Eve in New York, the next year has begun in UTC."""
    small.blog.timezone, small.blog.permalinks = "America/New_York", "plain"
    small.blog.posts.append(Post(900, "Late", "<p>Late at night.</p>", local("2017-12-31 23:30"), "late"))
    small.blog.posts.append(Post(901, "Summer", "<p>Late in summer.</p>", local("2017-07-04 23:30"), "summer"))
    errand(project(tmp_path, small), "--via", way)
    assert "\ndate: 2017-12-31\n" in (tmp_path / "tips/2017/late.md").read_text(encoding="utf-8")
    assert "\ndate: 2017-07-04\n" in (tmp_path / "tips/2017/summer.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_a_second_run_asks_little_and_changes_nothing(server: BlogServer, tmp_path: Path, way: str) -> None:
    project(tmp_path, server)
    errand(tmp_path, "--via", way)
    before, asked = tree(tmp_path / "tips"), len(server.log)
    assert "all unchanged" in errand(tmp_path, "--via", way).output
    assert tree(tmp_path / "tips") == before
    assert len(server.log) - asked <= 10


@pytest.mark.slow
@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_one_new_post_is_one_new_file(server: BlogServer, tmp_path: Path, way: str) -> None:
    project(tmp_path, server)
    errand(tmp_path, "--via", way)
    before, asked = tree(tmp_path / "tips"), len(server.log)
    newest = max(post.date for post in server.blog.posts if post.status == "publish")
    day = newest.replace(year=newest.year + 1)
    server.blog.posts.append(Post(999, "Quite New", "<p>It has just been written.</p>", day, "quite-new"))
    assert f"1 new, {_PUBLIC} unchanged" in errand(tmp_path, "--via", way).output
    assert set(tree(tmp_path / "tips")) - set(before) == {f"{day.year}/quite-new.md"}
    assert len(server.log) - asked <= 10


def test_a_post_that_was_changed_is_updated_and_one_that_was_scheduled_appears(
    server: BlogServer, tmp_path: Path
) -> None:
    project(tmp_path, server)
    errand(tmp_path)
    posts = server.blog.posts
    old = next(n for n, post in enumerate(posts) if post.slug and post.status == "publish" and not post.password)
    newest = max(post.date for post in posts if post.status == "publish")
    changed = newest.replace(year=newest.year + 1)
    posts[old] = replace(posts[old], content="<p>Mended in the meantime, all of it.</p>", modified=changed)
    late = newest.replace(year=newest.year + 1, month=1)
    posts.append(
        Post(999, "Scheduled", "<p>Written long ago.</p>", late, "scheduled", modified=local("2001-01-01 10:00"))
    )
    output = errand(tmp_path).output
    assert "1 new, 1 updated" in output
    assert any("Mended in the meantime" in text for text in _lines(tmp_path / "tips").values())


@pytest.mark.parametrize("upstream", [False, True], ids=["source as it was", "source changed"])
def test_a_tip_that_was_edited_by_hand_survives(small: BlogServer, tmp_path: Path, upstream: bool) -> None:
    small.blog.posts.append(Post(900, "Mine", "<p>One text.</p>", local("2019-05-07 10:00"), "mine"))
    errand(project(tmp_path, small))
    file = tmp_path / "tips/2019/mine.md"
    file.write_text(file.read_text(encoding="utf-8").replace("One text.", "My own text."), encoding="utf-8")
    if upstream:
        changed = replace(small.blog.posts[-1], content="<p>Another text.</p>", modified=local("2030-01-01 10:00"))
        small.blog.posts[-1] = changed
    account = _account(tmp_path)
    assert "My own text." in file.read_text(encoding="utf-8")
    (kept,) = account["kept"]
    assert kept["path"] == "2019/mine.md"
    assert kept["note"].startswith("edited by hand; the source changed since" if upstream else "edited by hand")
    assert bool(kept["diff"]) is upstream


@pytest.mark.slow
def test_the_log_of_a_polite_run(small: BlogServer, tmp_path: Path) -> None:
    small.blog.robots = "User-agent: *\nDisallow: /wp-json/\nCrawl-delay: 0.1\n"
    small.blog.posts.append(
        Post(900, "Seen", '<p>See <img src="http://192.0.2.1/a.png" alt="x">.</p>', local("2019-05-07 10:00"), "seen")
    )
    project(tmp_path, small, 'foreign_images = "copy"\n')
    account = _account(tmp_path)
    assert account["visits"][0]["why"] == "the REST API: the site's robots.txt forbids this address"
    asked = small.log
    assert asked[0].path == "/robots.txt"
    assert min(later.started - earlier.started for earlier, later in pairwise(asked)) >= 0.1
    assert not any(later.started < earlier.ended for earlier, later in pairwise(asked))
    assert not [one for one in asked if one.path.startswith("/wp-json/")]
    assert {one.headers["host"] for one in asked} == {small.url.split("/")[2]}


@pytest.mark.slow
@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_under_faults_all_posts_arrive_and_none_twice(server: BlogServer, tmp_path: Path, way: str) -> None:
    project(tmp_path, server)
    errand(tmp_path, "--via", way, into="calm")
    (tmp_path / ".cache/tips/sites.sqlite").unlink()
    server.faults.add(f.every(7), f.too_many(0))
    server.faults.add(f.every(11), f.unavailable())
    server.faults.add(f.every(13), f.cut_short())
    result = errand(tmp_path, "--via", way, into="stormy")
    assert result.exit_code == 0, result.output
    assert tree(tmp_path / "stormy") == tree(tmp_path / "calm")
    assert way == "rest" or len([one for one in server.log if one.faulted]) > 3
    targets = Counter(one.target for one in server.log if one.status == 200 and not one.faulted)
    assert len([name for name in tree(tmp_path / "stormy") if name.endswith(".md")]) == _PUBLIC
    assert max(targets.values()) <= 2  # once in each of the two runs


@pytest.mark.slow
@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_a_network_that_is_lost_half_way_keeps_what_came_and_goes_on(
    server: BlogServer, tmp_path: Path, way: str
) -> None:
    server.blog.listing = "excerpt"
    project(tmp_path, server)
    errand(tmp_path, "--via", way, into="calm")
    (tmp_path / ".cache/tips/sites.sqlite").unlink()
    server.faults.clear()
    server.faults.add(f.since({"rest": 5, "feed": 6, "pages": 15}[way]), f.dropped())
    broken = errand(tmp_path, "--via", way)
    assert broken.exit_code == 1
    assert "Run this again later" in broken.output
    some = len(_lines(tmp_path / "tips")) if (tmp_path / "tips").exists() else 0
    assert (0 if way == "rest" else 1) <= some < _PUBLIC
    server.faults.clear()
    assert errand(tmp_path, "--via", way).exit_code == 0
    assert tree(tmp_path / "tips") == tree(tmp_path / "calm")


def test_a_tag_page_gives_its_own_posts(server: BlogServer, tmp_path: Path) -> None:
    tag = Counter(tag for post in server.blog.published() for tag in post.tags if not post.password).most_common(1)[0][
        0
    ]
    term = next(term for term in server.blog.terms("tag") if term.name == tag)
    mine = [post for post in server.blog.of(term) if not post.password]
    for way in ("rest", "feed", "pages"):
        project(tmp_path, server)
        result = errand(tmp_path, "--from", f"{server.url}tag/{term.slug}/", "--via", way, into=way)
        assert result.exit_code == 0, result.output
        assert len(_lines(tmp_path / way)) == len(mine)
    assert tree(tmp_path / "rest") == tree(tmp_path / "pages")


def test_one_post_can_be_asked_for_alone(small: BlogServer, tmp_path: Path) -> None:
    small.blog.posts.append(Post(900, "Alone", "<p>By itself.</p>", local("2019-05-07 10:00"), "alone"))
    result = errand(project(tmp_path, small), "--from", f"{small.url}2019/05/07/alone/")
    assert "1 tip from 1 page: 1 new." in result.output


def test_an_old_address_leads_to_the_same_post(small: BlogServer, tmp_path: Path) -> None:
    post = Post(900, "Moved", "<p>Moved.</p>", local("2019-05-07 10:00"), "new-name", old_slugs=("old-name",))
    small.blog.posts.append(post)
    errand(project(tmp_path, small))
    result = errand(tmp_path, "--from", f"{small.url}2019/05/07/old-name/")
    assert "1 tip from 1 page: all unchanged." in result.output


@pytest.mark.slow
def test_since_leaves_out_what_is_older(server: BlogServer, tmp_path: Path) -> None:
    days = sorted(post.date for post in server.blog.published() if not post.password)
    day = days[len(days) // 2].date()
    for way in ("rest", "feed", "pages"):
        project(tmp_path, server)
        errand(tmp_path, "--via", way, "--since", day.isoformat(), into=way)
        assert len(_lines(tmp_path / way)) == len([one for one in days if one.date() >= day])
        (tmp_path / ".cache/tips/sites.sqlite").unlink()


@pytest.mark.slow
def test_a_run_of_few_pages_is_gone_on_with(server: BlogServer, tmp_path: Path) -> None:
    project(tmp_path, server)
    first = errand(tmp_path, "--via", "pages", "--max-pages", "2")
    assert first.exit_code == 0
    assert "the first 2 pages (--max-pages); the next run goes on" in first.output
    counts = [len(_lines(tmp_path / "tips"))]
    while counts[-1] < _PUBLIC and len(counts) < 30:
        errand(tmp_path, "--via", "pages", "--max-pages", "3")
        counts.append(len(_lines(tmp_path / "tips")))
    assert counts == sorted(counts)
    assert counts[-1] == _PUBLIC


def test_what_most_posts_share_is_left_out_and_named(server: BlogServer, tmp_path: Path) -> None:
    account = _account(project(tmp_path, server))
    assert [
        lost for lost in account["lost"] if re.fullmatch(r"block that \d+ of \d+ tips share, left out", lost["what"])
    ]


def test_pictures_come_to_lie_beside_the_tips(server: BlogServer, tmp_path: Path) -> None:
    errand(project(tmp_path, server))
    files = tree(tmp_path / "tips")
    pictures = [name for name in files if name.startswith("images/")]
    assert pictures
    shown = {
        name for text in _lines(tmp_path / "tips").values() for name in re.findall(r"\]\(\.\./(images/[^)]+)\)", text)
    }
    assert shown == set(pictures)


BAD = {
    "no WordPress, no feed, no posts": ("/", Answer(b"<html><p>Hello"), "no posts were found here"),
    "neither page nor feed": ("/", Answer(b"%PDF", "application/pdf"), "this is neither a page nor a feed"),
    "forbidden": ("/", Answer(b"no", status=403), "the site answers 403 Forbidden. The site forbids us this"),
    "not there": ("/", Answer(b"no", status=404), "the site answers 404 Not Found. Look whether the address is right"),
    "a feed that is a bomb": (
        "/",
        Answer(
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;">' % (n + 1, *[n] * 6) for n in range(97, 120))
            + b"]><rss><channel><item><title>&x;</title></item></channel></rss>",
            "application/rss+xml",
        ),
        "entit",
    ),
    "a feed that breaks off": ("/", Answer(b"<rss><channel><title>x", "application/rss+xml"), "the XML breaks off"),
}


@pytest.mark.parametrize(("path", "answer", "says"), BAD.values(), ids=BAD)
def test_a_bad_address_gets_one_clear_line_and_the_rest_goes_on(
    small: BlogServer, tmp_path: Path, path: str, answer: Answer, says: str
) -> None:
    with BlogServer(Blog(fixed={path: answer})) as bad:
        project(tmp_path, small, f'\n[bad]\ntitle = "Bad"\npages = ["{bad.url}"]\ndelay = 0\n')
        result = errand(tmp_path)
    assert result.exit_code == 1
    said = [line for line in result.output.splitlines() if says in line and bad.url in line]
    assert len([line for line in said if not line.startswith("Bad: ")]) == 1, result.output
    assert len(_lines(tmp_path / "tips")) > 10


FORBIDDING = {
    "robots.txt forbids all": "User-agent: *\nDisallow: /\n",
    "robots.txt forbids us by name": "User-agent: tip-archive\nDisallow: /\n",
}


@pytest.mark.parametrize("robots", FORBIDDING.values(), ids=FORBIDDING)
def test_a_site_that_forbids_us_is_left_alone(small: BlogServer, tmp_path: Path, robots: str) -> None:
    small.blog.robots = robots
    result = errand(project(tmp_path, small))
    assert result.exit_code == 1
    assert "the site's robots.txt forbids this address. Ask the site's owner" in result.output
    assert {one.path for one in small.log} == {"/robots.txt"}


@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_a_pager_without_end_ends(small: BlogServer, tmp_path: Path, way: str) -> None:
    small.blog.endless = True
    result = errand(project(tmp_path, small), "--via", way)
    assert result.exit_code == 0, result.output
    assert len(small.log) < 40


@pytest.mark.slow
def test_a_static_front_page_is_seen_through(small: BlogServer, tmp_path: Path) -> None:
    small.blog.static_front = True
    project(tmp_path, small)
    for way in ("rest", "feed", "pages"):
        errand(tmp_path, "--via", way, into=way)
    assert tree(tmp_path / "rest") == tree(tmp_path / "pages")
    assert len(_lines(tmp_path / "feed")) == len(_lines(tmp_path / "rest")) > 10


def test_a_store_that_is_damaged_costs_only_time(small: BlogServer, tmp_path: Path) -> None:
    project(tmp_path, small)
    errand(tmp_path)
    before = tree(tmp_path / "tips")
    (tmp_path / ".cache/tips/sites.sqlite").write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    assert "all unchanged" in errand(tmp_path).output
    assert tree(tmp_path / "tips") == before


def test_a_private_address_that_a_page_leads_to_is_refused(small: BlogServer, tmp_path: Path) -> None:
    image = '<p>Look: <img src="http://127.0.0.1:1/secret.png" alt="x"></p>'
    small.blog.posts.append(Post(900, "Trap", image, local("2019-05-07 10:00"), "trap"))
    project(tmp_path, small, 'foreign_images = "copy"\n')
    output = errand(tmp_path).output
    assert "127.0.0.1 is a private address" in output


@pytest.mark.slow
@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_files(tmp_path: Path, way: str) -> None:
    blog = Blog(posts=many_posts(60, seed=3), images=IMAGES, listing="excerpt", per_page=5)
    with BlogServer(blog) as server:
        calm = project(tmp_path / "calm", server)
        errand(calm, "--via", way)
        server.faults.add(f.every(1), f.slow(0.02))  # so that there is a middle to be killed in
        stormy = project(tmp_path / "stormy", server)
        command = [
            sys.executable,
            "-m",
            "scraper",
            "scrape",
            "--via",
            way,
            "--into",
            "tips",
            "--vocabulary",
            "tags.yml",
        ]
        random_ = random.Random(way)  # noqa: S311
        killed = 0
        begun = time.monotonic()
        subprocess.run([*command, "--dry-run"], cwd=calm, capture_output=True, check=True)  # asks, and writes nothing
        least = time.monotonic() - begun
        while killed < 6:
            running = subprocess.Popen(command, cwd=stormy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                running.wait(least * random_.uniform(0.5, 1.5))
                least /= 2  # the machine was busy with other things when this was measured
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.wait()
                killed += 1
        done = subprocess.run(command, cwd=stormy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(stormy / "tips") == tree(calm / "tips")


@pytest.mark.slow
@pytest.mark.parametrize("way", ["feed", "pages"])
def test_news_of_several_pages_arrive_though_the_run_is_cut_off_behind_the_first(
    server: BlogServer, tmp_path: Path, way: str
) -> None:
    server.blog.listing = "excerpt"
    project(tmp_path, server)
    errand(tmp_path, "--via", way)
    newest = max(post.date for post in server.blog.posts if post.status == "publish")
    for number in range(25):
        day = newest.replace(year=newest.year + 1) + timedelta(days=number)
        server.blog.posts.append(Post(900 + number, f"New {number}", "<p>Just written.</p>", day, f"new-{number}"))
    server.faults.clear()
    second = "/feed/?paged=2" if way == "feed" else "/page/2/"
    server.faults.add(f.at(second), f.dropped())
    assert errand(tmp_path, "--via", way).exit_code == 1
    assert len(_lines(tmp_path / "tips")) == _PUBLIC + 10
    server.faults.clear()
    errand(tmp_path, "--via", way)
    assert len(_lines(tmp_path / "tips")) == _PUBLIC + 25
    asked = len(server.log)
    assert "all unchanged" in errand(tmp_path, "--via", way).output
    assert len(server.log) - asked <= 10


def test_a_change_is_seen_though_something_newer_was_published_since(server: BlogServer, tmp_path: Path) -> None:
    project(tmp_path, server)
    errand(tmp_path)
    posts = server.blog.posts
    year = max(post.date for post in posts if post.status == "publish").year
    old = next(n for n, post in enumerate(posts) if post.slug and post.status == "publish" and not post.password)
    posts[old] = replace(
        posts[old], content="<p>Mended in spring, all of it.</p>", modified=local(f"{year + 40}-04-01 10:00")
    )
    posts.append(Post(999, "New", "<p>Written in autumn.</p>", local(f"{year + 40}-10-01 10:00"), "new"))
    assert "1 new, 1 updated" in errand(tmp_path).output


@pytest.mark.slow
def test_an_api_that_is_lost_between_two_pages_of_news_is_gone_on_with(server: BlogServer, tmp_path: Path) -> None:
    project(tmp_path, server)
    errand(tmp_path)
    newest = max(post.date for post in server.blog.posts if post.status == "publish")
    for number in range(150):
        day = newest.replace(year=newest.year + 40) + timedelta(days=number)
        server.blog.posts.append(Post(2000 + number, f"New {number}", "<p>Just written.</p>", day, f"new-{number}"))
    server.faults.clear()
    server.faults.add(f.only(3, 4, 5, 6, 7, 8), f.dropped())  # the second page of what is new by its day
    assert errand(tmp_path).exit_code == 1
    assert _PUBLIC + 90 < len(_lines(tmp_path / "tips")) <= _PUBLIC + 100
    server.faults.clear()
    errand(tmp_path)
    assert len(_lines(tmp_path / "tips")) == _PUBLIC + 150


def test_what_came_before_the_site_went_away_is_written_all_the_same(small: BlogServer, tmp_path: Path) -> None:
    project(tmp_path, small)
    errand(tmp_path, into="before")
    small.faults.add(f.every(1), f.refused(403))
    result = errand(tmp_path, into="after")
    assert result.exit_code == 1
    assert "the site answers 403 Forbidden" in result.output
    assert _lines(tmp_path / "after").keys() == _lines(tmp_path / "before").keys()


@pytest.mark.parametrize("feed", ["feed/", "feed/atom/", "?feed=rss2"])
def test_a_feed_is_read_to_its_last_page_by_its_own_address(server: BlogServer, tmp_path: Path, feed: str) -> None:
    project(tmp_path, server)
    visit = _account(tmp_path, "--from", f"{server.url}{feed}")["visits"][0]
    assert (visit["way"], visit["why"]) == ("feed", "the address is a feed's")
    assert len(_lines(tmp_path / "tips")) == _PUBLIC


def test_a_feed_of_another_maker_has_but_its_newest_posts_and_says_so(small: BlogServer, tmp_path: Path) -> None:
    item = "<item><title>T</title><link>{}t/</link><description>&lt;p&gt;Text.&lt;/p&gt;</description></item>"
    text = f"<rss><channel><title>B</title><link>{small.url}</link>{item.format(small.url)}</channel></rss>"
    small.blog.fixed["/index.xml"] = Answer(text.encode(), "application/rss+xml")
    visit = _account(project(tmp_path, small), "--from", f"{small.url}index.xml")["visits"][0]
    assert "posts older than the newest of the feed, which has no further pages" in visit["unknown"]
    assert len(_lines(tmp_path / "tips")) == 1


@pytest.mark.slow
def test_an_api_is_gone_on_with_at_the_page_where_it_was_lost(tmp_path: Path) -> None:
    with BlogServer(Blog(posts=many_posts(230, seed=3))) as server:
        project(tmp_path, server)
        server.faults.add(f.since(6), f.dropped())  # front page, first hundred, three lists of names
        assert errand(tmp_path, "--via", "rest").exit_code == 1
        server.faults.clear()
        asked = len(server.log)
        assert errand(tmp_path, "--via", "rest").exit_code == 0
        again = [one.target for one in server.log[asked:] if "orderby=id" in one.target]
    assert [re.findall(r"[?&]page=(\d+)", target) for target in again] == [["2"], ["3"]]


def test_a_post_that_moves_between_two_runs_stays_one_tip(small: BlogServer, tmp_path: Path) -> None:
    small.blog.posts.append(Post(900, "Moved", "<p>Moved.</p>", local("2019-05-07 10:00"), "old-name"))
    errand(project(tmp_path, small))
    before = tree(tmp_path / "tips").keys()
    moved = replace(small.blog.posts[-1], slug="new-name", old_slugs=("old-name",), modified=local("2060-01-01 10:00"))
    small.blog.posts[-1] = moved
    assert "1 updated" in errand(tmp_path).output
    assert tree(tmp_path / "tips").keys() == before
    assert "/2019/05/07/new-name/\n" in (tmp_path / "tips/2019/moved.md").read_text(encoding="utf-8")
    assert "all unchanged" in errand(tmp_path).output


def test_broken_addresses_on_a_page_lead_nowhere_and_stop_nothing(small: BlogServer, tmp_path: Path) -> None:
    number = "9" * 5000
    head = (
        '<link rel="https://api.w.org/" href="http://[x"><link rel="alternate" type="application/rss+xml" href="//[y">'
    )
    links = (
        f'<a href="http://[z">a</a><a href="/page/{number}/">b</a><a class="next page-numbers" href="http://[">c</a>'
    )
    post = (
        '<article class="post"><h2><a href="/2014/02/04/true/">True</a></h2><p>Begin […]</p></article>'
        f'<article class="post"><h2><a href="http://[broken">Broken</a></h2><p>x</p></article>{links}'
    )
    page = f'<html><head>{head}</head><body class="home blog">{post}</body></html>'
    small.blog.fixed["/"] = Answer(page.encode(), headers=(("Link", '<http://[w>; rel="https://api.w.org/"'),))
    result = errand(project(tmp_path, small))
    assert "1 new" in result.output, result.output


ODD_POSTS = {
    "half a character": r'"link": "http://a.example/\ud800", "title": {"rendered": "\ud800"}, "modified_gmt": "\ud800"',
    "nulls": '"link": null, "title": null, "content": null, "date": null, "modified_gmt": null, "tags": null',
    "other types": '"link": 1, "title": "x", "content": [], "date": 5, "tags": "a", "categories": {}, "author": 0',
    "the first day": '"date": "0001-01-01T00:00:00", "modified": "0001-01-01T00:00:00", "title": {"rendered": "T"}',
    "numbers without a name": '"tags": [77], "categories": [78], "author": 79, "title": {"rendered": "T"}',
}
_GOOD = '"title": {"rendered": "Good"}, "content": {"rendered": "<p>Text.</p>"}, "date": "2020-01-01T00:00:00"'


@pytest.mark.parametrize("odd", ODD_POSTS.values(), ids=ODD_POSTS)
def test_an_odd_post_of_an_api_stops_nothing(small: BlogServer, tmp_path: Path, odd: str) -> None:
    text = f'[{{"id": 1, {_GOOD}}}, {{"id": 2, "content": {{"rendered": "<p>Odd.</p>"}}, {odd}}}]'
    api = "/wp-json/wp/v2/posts"
    small.faults.add(f.at(api), lambda _: Answer(text.encode(), "application/json"))
    for name in ("tags", "categories", "users"):
        small.faults.add(
            f.at(f"/wp-json/wp/v2/{name}"), lambda _: Answer(b'[{"name": "x"}, 5, null]', "application/json")
        )
    project(tmp_path, small)
    for _ in range(2):
        result = errand(tmp_path, "--via", "rest")
        assert result.exit_code == 0, result.output
    assert (tmp_path / "tips/2020/good.md").exists()
