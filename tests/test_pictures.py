"""Pictures beside the tips: copied from a real server, told by their content, and shown by a real build."""

import base64
import html
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import FetchError
from scraper.html.media import written
from scraper.markdown import to_markdown
from scraper.pictures.body import relinked, shown, without
from scraper.pictures.copies import Pictures
from scraper.pictures.kinds import KINDS, LARGEST, examine
from scraper.source import ForeignImages, Source
from scraper.tip import Loss, Tip
from tests.running import tree
from tests.site_fixtures import SUB_PATH, a_tip, broken_links, build_site, filed, pages
from tests.test_markdown import RENDERERS, TEXTS, Render, commonmark, words

# Whole files of 3 × 2 pixels, and a GIF of one pixel.
FILES = {
    "jpg": "|JeWF01!$>Nk#wx0RR9200961|JwjV0RR90|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|NsC0|"
    "NsC0|NsC0|Np=M3kU!L00RL55di<h02BZL00000000000000000001|HJ?k5CH%H0000000000000000095m00;pA002J#AOG0",
    "png": "iBL{Q4GJ0x0000DNk~Le00003000022mk;80JtAH#sB~S5J^NqRCwBBOlDwUVqjnZ00PYbXIbLPwg3PC07*qoM6N<$f&",
    "gif": "M@dFFH(>(+0sw&k0Apig000000000000004x9i000930ssIA1^@vF92gJ)I{",
    "webp": "Qb|TeBme*aS4BclR!}$~7ytkOFaZFa0V)Fk0ssua&LyM(18@NT!{7h_",
    "webp, lossless": "Qb|Te9smFUS4BclR!}%h5dZ)HF9JXS00+>qj&-d6fr#jT000",
    "webp, extended": "Qb|TeQ~&?~S4BclR!}%t3IG5A2mk;80ssI30034{I3Oed003|S0G$CU0{{X548YDMpaOIOKmY*#+9nZ(jeaidM;Rml002c;"
    "Nk$3)002ozDgX!o00000",
    "avif": "0000SW^{RQVRmU|00000VRmU|ZE0pPZE0a<0002#ZDn*}000000000XXk=`10000000000aA{+7000000000000000000004sdC7Z2$lO"
    "000310016oY;R)#0000)000310RR910RR924FCWD8UO$QC~0YKW&i*H00031000_kZf0cy000000RRADb}%tRZ)|UJ00000XlZbAZ~y=RNojCnZ"
    "vX%Q6lrsCWdHyG000000{{R30ssI24sdCBX#fBK009U9000bOb}>VN02}}S000wXZ)|dIV{CW;0RRmE27mwn02gU+ZD9Za00000009621OWnr"
    "1ONa4B5h=0bP@mx2p9w_OawF<fHDjp^%dX#EC7%-k!XM",
}
PICTURES = {name: base64.b85decode(text) for name, text in FILES.items()}
PIXEL = base64.b85decode("M@dFFH(>z)0RVvj00000000000000004x9i000310RR991ONd91OPh")
PNG = PICTURES["png"]
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@dataclass
class Site:
    """A site under `address`: what it answers to a path, and which paths it was asked for, in order."""

    address: str = ""
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __truediv__(self, path: str) -> str:
        return f"{self.address}/{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    yield from _served()


@pytest.fixture
def other_site() -> Iterator[Site]:
    yield from _served()


def _served() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, content = site.answers.get(self.path, (404, b"<!DOCTYPE html><p>Not here"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Type", "image/png")  # whatever it is
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def fetch(address: str) -> bytes:
    response = httpx2.get(address, trust_env=False)
    if response.status_code != 200:
        status = response.status_code
        raise FetchError(f"the site answers {status}", place=address, status=status, passing=status >= 500)
    return response.content


def source_of(site: Site, foreign: ForeignImages = ForeignImages.LINK) -> Source:
    return Source("a", "A", home=site / "", sites=(site / "",), foreign_images=foreign)


def showing(*addresses: str) -> Tip:
    return a_tip(body="\n\n".join(f"![]({address})" for address in addresses), source="a")


def settle(
    folder: Path,
    tip: Tip,
    source: Source,
    *,
    refused: dict[str, str] | None = None,
    fetch: Callable[[str], bytes] | None = fetch,
    images: tuple[str, ...] = (),
) -> tuple[str, tuple[Loss, ...]]:
    """Return the body of the settled tip, and the losses; a run of its own."""
    images = images or tuple(re.findall(r"!\[[^]]*\]\((\S+?)[ )]", tip.body))
    settled, losses = Pictures(folder, fetch, {} if refused is None else refused).settle(tip, images, source)
    assert replace(settled, body=tip.body) == tip
    return settled.body, losses


def images_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("images/*"))


BODY = """\
![A \\[b\\]](ADDRESS "T")

[![](ADDRESS)](https://far.example/)

See [the picture](ADDRESS) or [a page](ADDRESS/more), `![](ADDRESS)` and \\`![](ADDRESS)

- a

    > ````md
    > ![](ADDRESS)
    > ```
    > [x](ADDRESS)
    > ````

```
![](ADDRESS)
```

![](https://far.example/ADDRESS)"""


def test_a_picture_comes_to_lie_beside_the_tips_and_the_text_shows_it(site: Site, tmp_path: Path) -> None:
    site.answers["/the%20Dot.JPG"] = (200, PNG)
    address = site / "the%20Dot.JPG"
    body, losses = settle(tmp_path, a_tip(body=BODY.replace("ADDRESS", address)), source_of(site), images=(address,))
    (name,) = images_in(tmp_path)
    assert re.fullmatch(r"the-dot-[0-9a-f]{8}\.png", name)
    assert (tmp_path / "images" / name).read_bytes() == PNG
    local = f"../images/{name}"
    kept = BODY.replace("ADDRESS", address)
    for old, new in (
        ('b\\]](ADDRESS "T")', f'b\\]]({local} "T")'),
        ("[![](ADDRESS)]", f"[![]({local})]"),
        ("[the picture](ADDRESS)", f"[the picture]({local})"),
        ("\\`![](ADDRESS)", f"\\`![]({local})"),
    ):
        kept = kept.replace(old.replace("ADDRESS", address), new)
    assert (body, losses) == (kept, ())
    assert site.asked == ["/the%20Dot.JPG"]


def test_an_address_with_parentheses_and_ampersands_is_asked_for_as_it_is(site: Site, tmp_path: Path) -> None:
    site.answers["/a%20(1).png?x&copy;=1"] = (200, PNG)
    target = written(site / "a (1).png?x&copy;=1")
    body, losses = settle(tmp_path, showing(target), source_of(site), images=(target,))
    assert losses == ()
    assert body.startswith("![](../images/a-1-")
    assert site.asked == ["/a%20(1).png?x&copy;=1"]


def test_a_second_run_asks_nothing_even_without_a_memory(site: Site, tmp_path: Path) -> None:
    site.answers = {f"/{name}": (200, PNG) for name in ("a.png", "wp-content/uploads/b.png")}
    tip = showing(site / "a.png", site / "wp-content/uploads/b-300x200.png")
    first, _ = settle(tmp_path, tip, source_of(site))
    before, asked = tree(tmp_path), list(site.asked)
    assert settle(tmp_path, tip, source_of(site)) == (first, ())
    assert tree(tmp_path) == before
    assert site.asked == asked
    assert settle(tmp_path, replace(tip, body=first), source_of(site)) == (first, ())


def test_an_image_that_the_text_does_not_show_is_not_asked_for(site: Site, tmp_path: Path) -> None:
    assert settle(tmp_path, a_tip(), source_of(site), images=(site / "a.png",)) == (a_tip().body, ())
    assert site.asked == []


UPLOADS = "/wp-content/uploads/2020/"
# The image's path, what is there, and what is asked for.
ASKED = {
    "what was uploaded": ("a-300x188.png", {"a.png": 200, "a-300x188.png": 200}, ["a.png"]),
    "the size, where nothing else is left": (
        "a-300x188.png",
        {"a.png": 404, "a-300x188.png": 200},
        ["a.png", "a-300x188.png"],
    ),
    "no size, while what was uploaded may come yet": ("a-300x188.png", {"a.png": 503, "a-300x188.png": 200}, ["a.png"]),
    "an address without a size": ("a-30x.png", {}, ["a-30x.png"]),
    "a version's number": ("a-300x188.png?ver=2", {"a.png?ver=2": 200}, ["a.png?ver=2"]),
}


@pytest.mark.parametrize(("name", "there", "asked"), [pytest.param(*case, id=name) for name, case in ASKED.items()])
def test_what_was_uploaded_is_asked_for_first(
    name: str, there: dict[str, int], asked: list[str], site: Site, tmp_path: Path
) -> None:
    site.answers = {UPLOADS + path: (status, PNG) for path, status in there.items()}
    body, losses = settle(tmp_path, showing(site / (UPLOADS + name)[1:]), source_of(site))
    assert site.asked == [UPLOADS + path for path in asked]
    copied = there.get(asked[-1]) == 200
    assert body.startswith("![](../images/a-") is copied
    assert bool(losses) is not copied


def test_outside_of_the_uploads_a_name_is_just_a_name(site: Site, tmp_path: Path) -> None:
    settle(tmp_path, showing(site / "theme/banner-300x250.png"), source_of(site))
    assert site.asked == ["/theme/banner-300x250.png"]


REFUSED = {
    "not there": ((404, b""), "the site answers 404"),
    "an SVG": ((200, SVG), "it is an SVG, which may hold scripts"),
    "a page": ((200, b"\n<!doctype HTML><svg></svg>"), "it is a web page, not a picture"),
    "nothing": ((200, b""), "it is empty"),
    "words": ((200, b"GIF"), "it is of no kind of picture that is known"),
    "cut off": ((200, PNG[:20]), "it is a damaged picture"),
    "too large": ((200, PNG.ljust(LARGEST + 1)), "it is larger than 10 MB"),
    "a bomb": (
        (200, PNG[:16] + b"\0\0\xff\xff\0\0\xff\xff" + PNG[24:]),
        "it is a picture of 65535 × 65535 pixels, more than a browser should unpack",
    ),
}


@pytest.mark.parametrize(("answer", "why"), [pytest.param(*case, id=name) for name, case in REFUSED.items()])
def test_what_will_never_do_keeps_its_address_and_is_said_each_time(
    answer: tuple[int, bytes], why: str, site: Site, tmp_path: Path
) -> None:
    site.answers["/a.png"] = answer
    tip, refused = showing(site / "a.png"), dict[str, str]()
    for _ in range(2):
        body, losses = settle(tmp_path, tip, source_of(site), refused=refused)
        assert body == tip.body
        assert losses == (Loss(site / "", None, "image not copied", f"{site / 'a.png'}: {why}", tip.title),)
    assert refused == {site / "a.png": why}
    assert site.asked == ["/a.png"]
    assert images_in(tmp_path) == []


def test_what_may_come_yet_is_asked_for_once_a_run(site: Site, tmp_path: Path) -> None:
    site.answers["/a.png"] = (503, b"")
    tip, refused = showing(site / "a.png"), dict[str, str]()
    run = Pictures(tmp_path, fetch, refused)
    for _ in range(2):
        settled, losses = run.settle(tip, (site / "a.png",), source_of(site))
        assert (settled, [loss.what for loss in losses]) == (tip, ["image not copied"])
    assert (refused, site.asked) == ({}, ["/a.png"])
    site.answers["/a.png"] = (200, PNG)
    body, losses = settle(tmp_path, tip, source_of(site), refused=refused)
    assert (body.startswith("![](../images/a-"), losses) == (True, ())


@pytest.mark.parametrize("run_fetch", [fetch, None], ids=["online", "offline"])
def test_a_picture_of_one_pixel_goes_and_is_said(
    run_fetch: Callable[[str], bytes] | None, site: Site, tmp_path: Path
) -> None:
    site.answers["/p.gif"] = (200, PIXEL)
    tip, refused = a_tip(body=f"a\n\n![]({site / 'p.gif'})\n\nb"), dict[str, str]()
    settle(tmp_path, tip, source_of(site), refused=refused)
    body, losses = settle(tmp_path, tip, source_of(site), refused=refused, fetch=run_fetch)
    assert body == "a\n\nb"
    assert [(loss.what, loss.detail) for loss in losses] == [("image dropped (tracking pixel)", site / "p.gif")]
    assert (site.asked, images_in(tmp_path)) == (["/p.gif"], [])


def test_a_disk_that_takes_nothing_is_a_line_of_the_report(site: Site, tmp_path: Path) -> None:
    site.answers["/a.png"] = (200, PNG)
    tip, refused = showing(site / "a.png"), dict[str, str]()
    body, _ = settle(tmp_path / "elsewhere", tip, source_of(site))
    in_the_way = tmp_path / "images" / body.removeprefix("![](../images/").removesuffix(")")
    in_the_way.mkdir(parents=True)
    body, losses = settle(tmp_path, tip, source_of(site), refused=refused)
    assert (body, refused) == (tip.body, {})
    assert "the file could not be written" in losses[0].detail
    assert list(tmp_path.glob("images/*")) == [in_the_way]  # nothing half-written


# The setting, whether the source has a site, and what becomes of an image of its own and of one of another host's.
POLICIES = [
    (ForeignImages.LINK, True, ("copied", "linked")),
    (ForeignImages.COPY, True, ("copied", "copied")),
    (ForeignImages.DROP, True, ("copied", "dropped")),
    (ForeignImages.LINK, False, ("linked", "linked")),
    (ForeignImages.COPY, False, ("linked", "linked")),
    (ForeignImages.DROP, False, ("linked", "dropped")),
]


@pytest.mark.parametrize("case", POLICIES, ids=lambda case: f"{case[0]}, {'a site' if case[1] else 'saved pages'}")
def test_other_hosts_images_are_a_setting(
    case: tuple[ForeignImages, bool, tuple[str, str]], site: Site, other_site: Site, tmp_path: Path
) -> None:
    policy, has_site, expected = case
    source = source_of(site, policy)
    fates, lost = [], []
    for one in (site, other_site):
        one.answers["/a.png"] = (200, PNG)
        tip = showing(one / "a.png")
        body, losses = settle(tmp_path, tip, source if has_site else replace(source, sites=()))
        fates.append({"": "dropped", tip.body: "linked"}.get(body, "copied"))
        lost += [loss.what for loss in losses]
    assert tuple(fates) == expected
    assert lost == ["image of another host dropped"] * expected.count("dropped")
    assert [bool(one.asked) for one in (site, other_site)] == [fate == "copied" for fate in expected]


# An address of the source or tip, and the address of an image that is of the same site, or is not.
OWN = {
    "its host": ("https://blog.example/tips/", "https://blog.example/a.png", True),
    "its host with www": ("https://blog.example/", "http://www.blog.example/a.png", True),
    "its host without": ("https://www.blog.example/", "https://BLOG.example/a.png", True),
    "files of wordpress.com": ("https://ada.wordpress.com/x", "https://ada.files.wordpress.com/a.png", True),
    "somebody else's there": ("https://ada.wordpress.com/x", "https://bob.files.wordpress.com/a.png", False),
    "a name that goes on": ("https://ada.wordpress.com.example/", "https://ada.files.wordpress.com/a.png", False),
    "a host below": ("https://blog.example/", "https://cdn.blog.example/a.png", False),
    "another port": ("http://blog.example:81/", "http://blog.example:82/a.png", False),
}


@pytest.mark.parametrize("where", ["sites", "home", "tip"])
@pytest.mark.parametrize(("named", "image", "own"), [pytest.param(*case, id=name) for name, case in OWN.items()])
def test_whose_an_image_is(named: str, image: str, own: bool, where: str, tmp_path: Path) -> None:
    elsewhere = "https://elsewhere.example/"
    source = Source("a", "A", home=named if where == "home" else "", sites=(named if where == "sites" else elsewhere,))
    tip = replace(showing(image), source_url=named if where == "tip" else "")
    asked: list[str] = []

    def recorded(address: str) -> bytes:
        asked.append(address)
        return PNG

    settle(tmp_path, tip, source, fetch=recorded)
    assert asked == ([image] if own else [])


def test_a_dry_run_takes_what_is_there_and_leaves_the_rest(site: Site, tmp_path: Path) -> None:
    site.answers = {f"/{name}.png": (200, PNG) for name in "ab"}
    known, new = showing(site / "a.png"), showing(site / "b.png")
    copied, _ = settle(tmp_path, known, source_of(site))
    before = tree(tmp_path)
    assert settle(tmp_path, known, source_of(site), fetch=None) == (copied, ())
    assert settle(tmp_path, new, source_of(site), fetch=None) == (new.body, ())
    assert (tree(tmp_path), site.asked) == (before, ["/a.png"])


def test_the_order_of_tips_changes_nothing(site: Site, tmp_path: Path) -> None:
    paths = ("a.png", "A.png", "x/a.png", "a-300x200.png", "b-300x200.png", "b-150x150.png", "c.png")
    there = {"a.png": "png", "A.png": "gif", "x/a.png": "webp", "b.png": "avif", "c.png": "jpg"}
    site.answers = {UPLOADS + path: (200, PICTURES[kind]) for path, kind in there.items()}
    tips = [showing(site / (UPLOADS + path)[1:], site / f"{UPLOADS[1:]}c.png") for path in paths]
    bodies = {}
    for name, order in (("there", tips), ("back", tips[::-1])):
        run = Pictures(tmp_path / name, fetch, {})
        found = [run.settle(tip, shown(tip.body, re.findall(r"http[^)]+", tip.body)), source_of(site)) for tip in order]
        bodies[name] = {settled.body for settled, losses in found if not losses}
    assert bodies["there"] == bodies["back"]
    assert len(bodies["there"]) == 5  # a and its size, b's two sizes: one picture each
    assert tree(tmp_path / "there") == tree(tmp_path / "back")
    names = {name.casefold() for name in tree(tmp_path / "there")}
    assert sorted(name.rpartition(".")[2] for name in names) == sorted(there.values())


NAMES = {
    "a long one": ("x" * 300 + ".png", rf"{'x' * 40}-\w{{8}}\.png"),
    "another script": ("%E3%83%92%E3%83%B3%E3%83%88.png", r"ヒント-\w{8}\.png"),
    "a path in disguise": ("..%2F..%2Fa%00b.png", r"a-b-\w{8}\.png"),
    "no name": ("?id=3", r"tip-\w{8}-\w{8}\.png"),
    "no ending": ("photo", r"photo-\w{8}\.png"),
    "an ending that is another": ("photo.php", r"photo-\w{8}\.png"),
}


@pytest.mark.parametrize(("path", "expected"), [pytest.param(*case, id=name) for name, case in NAMES.items()])
def test_a_file_is_named_for_what_it_shows(path: str, expected: str, site: Site, tmp_path: Path) -> None:
    site.answers[f"/{path}"] = (200, PNG)
    settle(tmp_path / "tips", showing(site / path), source_of(site))
    assert re.fullmatch(expected, "".join(images_in(tmp_path / "tips")))
    assert {path.name for path in tmp_path.iterdir()} == {"tips"}


@pytest.mark.parametrize("name", PICTURES)
def test_a_kind_is_told_by_its_content(name: str) -> None:
    kind = examine(PICTURES[name])
    assert not isinstance(kind, str)
    assert kind.ending == name.split(",", maxsplit=1)[0]
    assert kind.size(PICTURES[name]) == (3, 2)


def test_a_jpeg_tells_its_size_behind_whatever_comes_first() -> None:
    content = PICTURES["jpg"]
    stuffed = content[:2] + b"\xff\xe1\x00\x06Exif" + b"\xff\xff" + content[2:]
    assert KINDS[0].size(stuffed) == (3, 2)


@given(kind=st.sampled_from(sorted(PICTURES)), end=st.integers(0, 400), junk=st.binary(max_size=60))
def test_any_content_is_a_kind_or_a_reason(kind: str, end: int, junk: bytes) -> None:
    found = examine(PICTURES[kind][:end] + junk)
    assert found in KINDS or isinstance(found, str)


ADDRESS = "https://far.example/p.png"
# A text that shows it, and the text without it.
REMOVALS = {
    "a paragraph": (f"a\n\n![x]({ADDRESS})\n\nb", "a\n\nb"),
    "the first": (f"![x]({ADDRESS})\n\nb", "b"),
    "the last": (f'a\n\n![x]({ADDRESS} "T")', "a"),
    "all there is": (f"![x]({ADDRESS})", ""),
    "a line": (f"a  \n![x]({ADDRESS})  \nb", "a  \nb"),
    "the last line": (f"a  \n![x]({ADDRESS})\n\nb", "a\n\nb"),
    "within a line": (f"a ![x]({ADDRESS}) b", "a b"),
    "at the end of a line": (f"a ![x]({ADDRESS})  \nb", "a  \nb"),
    "before what would begin a list": (f"![x]({ADDRESS}) - b", "\\- b"),
    "within a word": (f"a![x]({ADDRESS})b", "a&nbsp;b"),
    "all of an emphasis": (f"a\n\n**![x]({ADDRESS})**\n\nb", "a\n\nb"),
    "the beginning of an emphasis": (f"**![x]({ADDRESS})  \nb**", "**&nbsp;  \nb**"),
    "a heading": (f"a\n\n## ![x]({ADDRESS})\n\nb", "a\n\nb"),
    "an item": (f"- ![x]({ADDRESS})\n\n    *b*", "- &nbsp;\n\n    *b*"),
    "a paragraph of an item": (f"1. a\n\n    ![x]({ADDRESS})\n\n    b", "1. a\n\n    b"),
    "a quotation": (f"a\n\n> ![x]({ADDRESS})\n\nb", "a\n\nb"),
    "the beginning of a quotation": (f"a\n\n> ![x]({ADDRESS})\n>\n> b", "a\n\n> b"),
    "the end of a quotation": (f"> a\n>\n> ![x]({ADDRESS})\n\nb", "> a\n\nb"),
    "a cell": (f"| a |\n| --- |\n| ![x]({ADDRESS}) |", "| a |\n| --- |\n| |"),
    "in a link": (f"[![x]({ADDRESS})](https://a.example/)", "[x](https://a.example/)"),
    "in a link without words": (
        f"[**![]({ADDRESS})**](<https://a.example/_(b)>)",
        "[**https://a.example/\\_(b)**](<https://a.example/_(b)>)",
    ),
    "twice": (f"![]({ADDRESS}) ![]({ADDRESS})\n\na ![]({ADDRESS}) ![]({ADDRESS}) b", "a b"),
    "in code": (f"```\n![x]({ADDRESS})\n```", f"```\n![x]({ADDRESS})\n```"),
    "a link to it": (f"[x]({ADDRESS})", f"[x]({ADDRESS})"),
}


@pytest.mark.parametrize(("body", "expected"), [pytest.param(*case, id=name) for name, case in REMOVALS.items()])
def test_an_image_goes_without_a_trace(body: str, expected: str) -> None:
    assert without(body, ADDRESS) == expected


# What is code, and what only looks like it.
CODE = {
    "a span": ("`![](A)`", "`![](A)`"),
    "a span of two backticks": ("``![](A)` [x](A)``", "``![](A)` [x](A)``"),
    "behind a span": ("`x` ![](A)", "`x` ![](B)"),
    "a backtick in words": ("\\`![](A)\\`", "\\`![](B)\\`"),
    "two and one backtick": ("a ``![](A)`", "a ``![](B)`"),
    "a block that never ends": ("```\n![](A)\n\n![](A)", "```\n![](A)\n\n![](A)"),
    "behind a block": ("    ````\n    ```\n    ````\n\n![](A)", "    ````\n    ```\n    ````\n\n![](B)"),
    "a bracket in words": ("[x\\](A) ![](A)", "[x\\](A) ![](B)"),
    "a title that looks like a link": ('[x](y "](A)")', '[x](y "](A)")'),
    "an address that goes on": ("![](AA) [x](A?b)", "![](AA) [x](A?b)"),
}


@pytest.mark.parametrize(("body", "expected"), [pytest.param(*case, id=name) for name, case in CODE.items()])
def test_only_images_and_links_get_another_address(body: str, expected: str) -> None:
    assert relinked(body, {"A": "B"}) == expected


IMAGE = f'<img src="{ADDRESS}">'
LINK = "http://x.org/y_z"
# Random texts with the image somewhere, in every kind of block and inline element.
INLINES = st.recursive(
    TEXTS.map(html.escape) | st.just(IMAGE) | st.just(" "),
    lambda inner: st.tuples(
        st.sampled_from(["b", "i", f"a href='{LINK}'", "span"]), st.lists(inner, min_size=1, max_size=3)
    ).map(lambda parts: f"<{parts[0]}>{''.join(parts[1])}</{parts[0].split()[0]}>"),
    max_leaves=4,
)
LINES = st.lists(st.lists(INLINES, max_size=4).map("".join), min_size=1, max_size=3).map("<br>".join)
PLACES = [
    *("<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<ol><li>a</li><li>{}<p>b</p></li></ol>"),
    *("<blockquote>{}</blockquote>", "<blockquote><p>a</p><p>{}</p></blockquote>", "<p><b>a<br>{}<br>b</b></p>"),
    "<table><tr><td>{}</td><td>b</td></tr></table>",
]
BLOCKS = st.lists(
    st.one_of(
        st.builds(str.format, st.sampled_from(PLACES), LINES),
        st.just(f"<pre>![]({ADDRESS})</pre>"),
        st.just(f"<p><code>![]({ADDRESS})</code></p>"),
    ),
    min_size=1,
    max_size=3,
).map("".join)


def letters(rendered: str) -> str:
    """The letters of a page, but for those of an address that a link has for want of words."""
    return "".join(words(rendered)).replace(LINK, "")


@pytest.mark.slow
@pytest.mark.parametrize("render", RENDERERS)
@settings(max_examples=200)
@given(source=BLOCKS)
def test_the_words_around_an_image_stay_what_they_are(render: Render, source: str) -> None:
    shows = to_markdown(source).markdown
    rendered = render(without(shows, ADDRESS))
    assert "<img" not in rendered
    assert letters(rendered) == letters(render(shows))


@pytest.mark.slow
@settings(max_examples=200)
@given(source=BLOCKS)
def test_another_address_changes_nothing_else(source: str) -> None:
    shows = to_markdown(source).markdown
    moved = relinked(shows, {ADDRESS: "../images/p-0.png"})
    assert commonmark(moved) == commonmark(shows).replace(f'<img src="{ADDRESS}"', '<img src="../images/p-0.png"')
    assert relinked(moved, {"../images/p-0.png": ADDRESS}) == shows


@pytest.mark.slow
def test_the_site_shows_the_pictures(site: Site, tmp_path: Path) -> None:
    pictures = {"a.png": "png", "%E3%83%92%20(1).avif": "avif"}
    site.answers = {f"/{path}": (200, PICTURES[kind]) for path, kind in pictures.items()}
    shows = "".join(f'<p><a href="{site / path}"><img src="{site / path}" alt="A"></a></p>' for path in pictures)
    converted = to_markdown(f"<p>Look.</p>{shows}")
    tip = a_tip(body=converted.markdown)
    settled, losses = Pictures(tmp_path / "tips", fetch, {}).settle(tip, converted.images, source_of(site))
    assert losses == ()
    www = build_site(tmp_path, (filed("dated", settled), filed("not", replace(settled, date=None))))
    assert broken_links(www) == []
    for address in (f"/{SUB_PATH}/tips/2024/dated/", f"/{SUB_PATH}/tips/undated/not/"):
        loads = [load for load in pages(www)[address].loads if load.startswith("../../images/")]
        files = [www / SUB_PATH / "tips" / unquote(load.removeprefix("../../")) for load in loads]
        assert [file.read_bytes() for file in files] == [PICTURES[kind] for kind in pictures.values()]
