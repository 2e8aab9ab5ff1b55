"""A blog for the tests to read: a real HTTP server on 127.0.0.1 that behaves like WordPress, and goes wrong on demand.

blog = Blog(posts=many_posts(50), images=IMAGES, theme="block")
with BlogServer(blog) as server:
    server.faults.add(every(7), too_many(retry_after=1))
    ...  # read server.url; change blog.posts, blog.rest, blog.feed as you like
    assert [asked.status for asked in server.log] == ...

posts.py, blog.py   what there is              addresses.py   where it is
pages.py            what both themes share     classic.py, block.py   the themes
feed.py             RSS and Atom               api.py, api_call.py, api_items.py   REST
site.py             path → Answer              server.py, faults.py   Answer → wire
wild.py, images.py  what to fill a blog with   specimens.py, test_*.py   the tests of all this
"""

from tests.blog.answer import Answer
from tests.blog.blog import Blog
from tests.blog.images import jpeg, png
from tests.blog.posts import Post
from tests.blog.server import Asked, BlogServer
from tests.blog.wild import CASES, CLOSING, IMAGES, many_posts

__all__ = ["CASES", "CLOSING", "IMAGES", "Answer", "Asked", "Blog", "BlogServer", "Post", "jpeg", "many_posts", "png"]
