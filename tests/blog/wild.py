"""Posts as they come: many plain ones, and among them one of each kind that is not.

The texts are made of the words below, the same for the same seed.
"""

import datetime
import random
from collections.abc import Callable
from dataclasses import replace

from tests.blog.images import jpeg, png
from tests.blog.posts import Post, local, slug_of

_SENTENCES = (
    "Greet the caller before you look anything up.",
    "Say what you can do, then say when.",
    "A name costs nothing and is heard at once.",
    "Write the next step down while both of you can see it.",
    "If the line is long, tell the last person in it how long.",
    "Nobody minds a pause that was announced.",
    "Ask one question at a time, and wait.",
    "Keep the good pen on the visitors' side of the counter.",
    "When two of you disagree, walk to the back room first.",
    "Read the letter aloud once; the odd sentence will trip you.",
    "Thank people for the complaint they could have kept.",
    "Leave the last word to whoever came for help.",
)
_VERBS = ("Answer", "Notice", "Repeat", "Welcome", "Prepare", "Shorten", "Mend", "Share", "Follow")
_THINGS = (
    "the greeting",
    "the queue",
    "a promise",
    "the first call",
    "small print",
    "the sign",
    "a refund",
    "the form",
)
_WAYS = ("twice", "early", "in person", "before noon", "without a script", "on paper", "as a pair")
_TAGS = ("phone", "email", "Walk-ins", "co-workers", "Q&A", "C++ desk", "listening", "2024")
_CATEGORIES = ("News", "Tips", "Back Office")
CLOSING = (
    '<p class="sign-up">Do you like these letters? '
    '<a href="https://letter.example/sign-up/">Have one sent to you each week.</a></p>\n'
    "<p>Questions for the desk? Write to desk@letter.example.</p>\n"
)
_FOLDER = "/wp-content/uploads/2016/03"
IMAGES: dict[str, tuple[str, bytes]] = {
    f"{_FOLDER}/counter.png": ("image/png", png(640, 400)),
    f"{_FOLDER}/counter-300x188.png": ("image/png", png(300, 188)),
    f"{_FOLDER}/bell.jpg": ("image/jpeg", jpeg(320, 240)),
    f"{_FOLDER}/bell-150x150.jpg": ("image/jpeg", jpeg(150, 150)),
    f"{_FOLDER}/dot.png": ("image/png", png(1, 1)),
}
_UPLOADS = "{home}" + _FOLDER.removeprefix("/")
_FIGURE = (
    f'<figure class="wp-block-image size-medium"><a href="{_UPLOADS}/counter.png"><img loading="lazy" width="300" '
    f'height="188" src="{_UPLOADS}/counter-300x188.png" alt="The counter, seen from the door" class="wp-image-7" '
    f'srcset="{_UPLOADS}/counter-300x188.png 300w, {_UPLOADS}/counter.png 640w" sizes="100vw" />'
    "</a><figcaption>The counter at opening time</figcaption></figure>\n"
)
_LAZY = (
    f'<p><img class="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" '
    f'data-src="{_UPLOADS}/bell-150x150.jpg" data-full-url="{_UPLOADS}/bell.jpg" alt="A bell" /></p>\n'
)
_PIXEL = f'<p><img src="{_UPLOADS}/dot.png" width="1" height="1" alt="" /></p>\n'
_FRAME = '<figure><iframe src="https://player.example/embed/42" title="The desk in four minutes"></iframe></figure>\n'
_LIST = "<ul>\n<li>the name</li>\n<li>the <strong>reason</strong></li>\n<li>the next step</li>\n</ul>\n"


def many_posts(n: int, seed: int = 1) -> list[Post]:
    """Return n posts, a week apart, the oldest first; their ids are 101 and up.

    The kinds of CASES are spread evenly over them, one post each; where there are fewer posts, the last kinds are left
    out. The closing block is under four posts of five.
    """
    chance = random.Random(seed)  # noqa: S311 -- to be repeatable, not to be secret
    posts = [_ordinary(number, chance) for number in range(n)]
    spread = max(1, n // len(CASES))
    for place, case in zip(range(0, n, spread), CASES.values(), strict=False):
        posts[place] = case(posts[place])
    return posts


def _ordinary(number: int, chance: random.Random) -> Post:
    title = f"{chance.choice(_VERBS)} {chance.choice(_THINGS)} {chance.choice(_WAYS)}"
    paragraphs = [" ".join(chance.sample(_SENTENCES, chance.randint(2, 4))) for _ in range(chance.randint(2, 4))]
    content = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    if chance.random() < 0.2:
        content += _LIST
    id_ = 101 + number
    day = local("2014-01-07 09:00") + datetime.timedelta(weeks=number)
    return Post(
        id=id_,
        title=title,
        content=content + ("" if number % 5 == 4 else CLOSING),
        date=day,
        slug=f"{slug_of(title)}-{id_}",
        tags=tuple(sorted(chance.sample(_TAGS, chance.randint(0, 3)))),
        categories=(chance.choice(_CATEGORIES),),
        author=chance.choice(("Ann Lee", "Bo Ruiz")),
        modified=day + datetime.timedelta(days=3, hours=2) if chance.random() < 0.3 else None,
    )


def _titled(title: str) -> Callable[[Post], Post]:
    return lambda post: replace(post, title=title, slug=slug_of(title)[:60] or str(post.id))


def _at(when: str) -> Callable[[Post], Post]:
    return lambda post: replace(post, date=local(when), modified=None)


def _with(**changes: object) -> Callable[[Post], Post]:
    return lambda post: replace(post, **changes)  # type: ignore[arg-type] # a table's row


def _before(markup: str) -> Callable[[Post], Post]:
    return lambda post: replace(post, content=markup + post.content)


def _split(mark: str) -> Callable[[Post], Post]:
    """The mark between the first and the second paragraph, which each post has."""
    return lambda post: replace(post, content=post.content.replace("</p>\n", f"</p>\n{mark}\n", 1))


def _twin(year: int, slug: str) -> Callable[[Post], Post]:
    when = local(f"{year}-05-02 09:00")
    return lambda post: replace(post, title="Ask the second question", slug=slug, date=when, modified=None)


def _renamed(post: Post) -> Post:
    return replace(post, slug=f"renamed-{post.id}", old_slugs=(post.slug,))


def _three_pages(post: Post) -> Post:
    parts = [post.content, f"<p>This is the second page. {_SENTENCES[3]}</p>\n", f"{_LIST}<p>This is the end.</p>\n"]
    return replace(post, content="<!--nextpage-->\n".join(parts))


# What is wild, by name.
CASES: dict[str, Callable[[Post], Post]] = {
    "a title that is used again": _twin(2011, "ask-the-second-question"),
    "the same title in another year": _twin(2012, "ask-the-second-question-2"),
    "no title": _titled(""),
    "a number for a title": _titled("2020"),
    "true for a title": _titled("true"),
    "the last half hour of a year": _at("2016-12-31 23:30"),
    "the first half hour of a year": _at("2017-01-01 00:15"),
    "three pages": _three_pages,
    "more": _split("<!--more-->"),
    "sticky": _with(sticky=True),
    "protected": _with(password="open sesame"),  # noqa: S106 -- nobody uses it
    "private": _with(status="private"),
    "draft": _with(status="draft"),
    "future": _with(status="future", date=local("2099-01-01 09:00"), modified=None),
    "a former slug": _renamed,
    "an image in sizes": _before(_FIGURE),
    "an image that loads late": _before(_LAZY),
    "a tracking pixel": _before(_PIXEL),
    "a frame": _before(_FRAME),
    "a Cyrillic title": _titled("Сначала поздоровайтесь"),
    "a Chinese title": _titled("先问好，再查资料"),
    "an emoji title": _titled("Smile 😀 first ☎️"),
    "a long title": _titled("Every word of this title was wanted by somebody who would not give way, " * 6),
    "markup in the title": _titled("Say <em>when</em>, not <strong>if</strong>"),
    "entities in the title": _titled("Q&amp;A: the customer&#8217;s &lt;name&gt; &#8211; &#8220;always&#8221;"),
    "a tag and a category of one name": _with(tags=("Tips", "phone"), categories=("Tips",)),
    "an excerpt of its own": _with(excerpt="Written by hand, for the listing."),
    "no tag": _with(tags=()),
}
