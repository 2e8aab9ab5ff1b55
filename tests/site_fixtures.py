"""What the tests of the site share: tips in a folder, a real build, a real server under a sub-path, and a crawler."""

import contextlib
import datetime
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from scraper.archive.page import PreparedPage
from scraper.frontmatter import render
from scraper.tip import FiledTip, Precision, Rights, Status, Tip, TipDate
from tests.pages_server import serve

ROOT = Path(__file__).parent.parent
# The settings, vocabulary and sources that tests count on, with this project's own templates and rules: whoever makes a
# fork their own archive changes those at the top, and no test has to know.
STARTER = ROOT / "tests" / "starter"
SUB_PATH = "tip-archive"  # as in the site_url of its mkdocs.yml
HOSTILE_TITLE = '<img src=x onerror=alert(1)> & "q"'
UNSEEN = "heliotrope"  # stands in texts that may not be shown


# The environment of a build that runs the code of this folder, wherever it is run.
BUILD = {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


def day(text: str) -> TipDate:
    """Return a date from what is known of it: "2024-03-05", "2024-03" or "2024"."""
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(text)]
    return TipDate(datetime.date.fromisoformat((text + "-01-01")[:10]), precision)


def filed(name: str, tip: Tip) -> FiledTip:
    return FiledTip(PurePosixPath(tip.folder, f"{name}.md"), tip)


def a_tip(
    title: str = "Be brief", date: str = "2024-03-05", body: str = "Say it in one breath.", **more: object
) -> Tip:
    return Tip(title=title, body=body, date=day(date) if date else None, **more)  # type: ignore[arg-type] # a table's row


def meta_of(page: PreparedPage) -> dict[str, Any]:
    """Return what a prepared page's template reads."""
    return dict(page.meta)


LONG = " ".join(f"word{n}" for n in range(120))

# One of each kind that a page has to cope with.
TIPS: tuple[FiledTip, ...] = (
    filed(
        "name-the-wait",
        a_tip(
            "Name the wait", "2024-03-12", "A ptarmigan waits. So do callers.", tags=("phone",), author="Ada Fenwick"
        ),
    ),
    filed("be-brief", a_tip(tags=("phone", "writing"), author="Jonas Prill", aliases=("tips/undated/be-brief/",))),
    filed("by-month", a_tip("Known by month", "2024-02", tags=("writing",))),
    filed("by-year", a_tip("Known by year", "2024", tags=("writing",))),
    filed(
        "older",
        a_tip("A ptarmigan again", "2019-11-05", "The ptarmigan is back.", tags=("email",), author="Ada Fenwick"),
    ),
    filed("no-date", a_tip("Nobody knows when", "", "Some day or other.", tags=("phone",))),
    filed("no-date-either", a_tip("Also undated", "", "Another one.")),
    filed(
        "hostile",
        a_tip(
            HOSTILE_TITLE,
            "2023-05-02",
            "[x](http://[) ![y](http://[) `<img/src=x/onerror=alert(2)>`",
            tags=(HOSTILE_TITLE,),
            author=HOSTILE_TITLE,
            source=HOSTILE_TITLE,
        ),
    ),
    filed("c-plus-plus", a_tip("A tag of two names", "2023-05-09", tags=("C++", "c"))),
    filed("long-title", a_tip("Every word of a title that nobody cut " * 10 + "short", "2023-05-16", "x" * 300)),
    filed("picture", a_tip("With a picture", "2023-05-23", "![A dot](dot.png)\n\n![Far](https://far.example/p.png)")),
    filed("draft", a_tip("Not yet", "2024-03-19", f"A draft with {UNSEEN}.", status=Status.DRAFT)),
    filed(
        "teaser",
        a_tip(
            "A teaser",
            "2022-06-07",
            "It begins like this …",
            status=Status.TEASER,
            source="elsewhere",
            source_url="https://elsewhere.example/teaser/",
        ),
    ),
    filed(
        "ask-first",
        a_tip(
            "Ask first",
            "2022-06-14",
            f"## A heading\n\n{LONG}\n\nAt the end comes {UNSEEN}.",
            rights=Rights.ASK,
            source="elsewhere",
            source_url="https://elsewhere.example/ask/",
            description=f"All about {UNSEEN}.",
        ),
    ),
)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000"
    "000049454e44ae426082"
)


def write_tips(folder: Path, tips: tuple[FiledTip, ...] = TIPS) -> Path:
    """Write tips as their files into a folder, and the picture that one of TIPS shows."""
    for one in tips:
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(one.tip), "utf-8")
    if tips[: len(TIPS)] == TIPS:
        (folder / "2023" / "dot.png").write_bytes(DOT)
        (folder / "2023" / "page.html").write_text("<script>alert(1)</script>", "utf-8")
    folder.mkdir(exist_ok=True)
    return folder


def run_build(tips: Path | None, site: Path, project: Path = STARTER) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` as a command, as people do."""
    environment = {**os.environ, **BUILD, **({"TIPS_DIR": str(tips)} if tips else {})}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def build_site(folder: Path, tips: tuple[FiledTip, ...] = TIPS) -> Path:
    """Return a folder to serve, in which the built site of these tips lies under its sub-path."""
    run = run_build(write_tips(folder / "tips", tips), folder / "www" / SUB_PATH)
    assert run.returncode == 0, run.stderr
    return folder / "www"


def served(www: Path) -> contextlib.AbstractContextManager[str]:
    """Return a context that gives the address of the site while a server on this machine serves it."""
    return serve(www, SUB_PATH)


@dataclass
class Html(HTMLParser):
    """A page as a crawler sees it: what it links to, what a browser loads for it, its ids and headings."""

    text: str
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self.links.append(values.get("action", ""))
        rel = values.get("rel", "")
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.links.append(values["content"].partition("url=")[2])
        if tag == "link" and rel in ("stylesheet", "icon", "preload", "preconnect", "modulepreload"):
            self.loads.append(values["href"])
        elif tag == "link" and rel != "canonical":
            self.links.append(values["href"])
        if "src" in values:
            self.loads.append(values["src"])


def pages(www: Path) -> dict[str, Html]:
    """Return all HTML pages of a built site by address, "/tip-archive/tips/2024/be-brief/"."""
    found = {}
    for path in sorted(www.rglob("*.html")):
        address = "/" + path.relative_to(www).as_posix().removesuffix("index.html")
        found[address] = Html(path.read_text("utf-8"))
    return found


def broken_links(www: Path, sub_path: str = SUB_PATH) -> list[str]:
    """Return each link and each loaded file of a site that leads nowhere in it, with the page it stands on.

    The site lies in `www` below its sub-path, which may be none.
    """
    site = pages(www)
    broken = []
    for address, page in site.items():
        for link in page.links + page.loads:
            target, fragment = urldefrag(urljoin(f"http://site{address}", link))
            parts = urlsplit(target)
            if parts.netloc != "site":
                continue
            path = unquote(parts.path)
            file = www / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
            missing_anchor = fragment and path in site and fragment not in site[path].ids
            if not path.startswith(f"/{sub_path}/".replace("//", "/")) or not file.is_file() or missing_anchor:
                broken.append(f"{address}: {link}")
    return broken


def chromium() -> str:
    """Return the path of a browser for Playwright, or "" where only its own could be there.

    Source: the order in which tests/find_browser.sh looks.
    """
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, filter(None, names)) if path), "")
