"""What the blog is filled with: posts of every kind, and images that are some."""

import zlib

from tests.blog import CASES, CLOSING, jpeg, many_posts, png


def test_images_are_what_they_claim_to_be() -> None:
    image = png(30, 20)
    assert (image[:8], image[16:24]) == (b"\x89PNG\r\n\x1a\n", b"\0\0\0\x1e\0\0\0\x14")
    length = int.from_bytes(image[33:37])
    assert len(zlib.decompress(image[41 : 41 + length])) == 31 * 20
    photo = jpeg(30, 20)
    frame = photo.index(b"\xff\xc0")
    assert photo[frame + 5 : frame + 9] == b"\0\x14\0\x1e"
    assert photo.startswith(b"\xff\xd8\xff\xe0")
    assert photo.endswith(b"\xff\xd9")


def test_many_posts_are_the_same_each_time_and_hold_every_case() -> None:
    posts = many_posts(200, seed=3)
    assert posts == many_posts(200, seed=3)
    assert posts != many_posts(200, seed=4)
    assert len({post.id for post in posts}) == len({post.slug for post in posts}) == 200
    by_case = dict(zip(CASES, many_posts(len(CASES)), strict=True))
    assert by_case["no title"].title == ""
    assert by_case["no tag"].tags == ()
    assert len(many_posts(3)) == 3
    assert sum(CLOSING in post.content for post in posts) >= 0.75 * 200
    titles = [post.title for post in posts]
    assert {"", "2020", "true"} <= set(titles)
    assert max(map(len, titles)) >= 400
    assert {post.status for post in posts} == {"publish", "private", "draft", "future"}
    twins = [post for post in posts if post.title == "Ask the second question"]
    assert [twin.date.year for twin in twins] == [2011, 2012]
