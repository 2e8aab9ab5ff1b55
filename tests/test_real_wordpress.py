"""The scraper on a real WordPress, once with a classic theme and once with a block theme.

Opt-in, for it installs Debian's packages of WordPress, PHP and MariaDB where they are missing: `make test-wordpress`.
What the site holds is in real_wordpress/*.php; what WordPress itself says of it is its own export.
"""

import datetime
import socket
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from scraper import frontmatter
from scraper.tip import Tip
from tests.running import tree

pytestmark = pytest.mark.wordpress

_SCRIPTS = Path(__file__).parent / "real_wordpress"
_THEMES = ("twentytwentyone", "twentytwentythree")
_WAYS = ("rest", "feed", "pages")
_UNSEEN = "heliotrope"  # stands in each post that is not public
_REPEATED = ("Tell us:", "Sign up for The Real Letter")  # in the middle and at the end of each ordinary letter
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_WP = "{http://wordpress.org/export/1.2/}"


@dataclass(frozen=True, slots=True)
class Site:
    """A WordPress that runs, and the folder that it is in."""

    address: str
    folder: Path
    theme: str

    def requests(self) -> list[str]:
        """What was asked of the site so far, such as "GET /feed/"; in its order."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        return [" ".join(line.split(" ")[2:4]) for line in lines]

    def posts(self) -> dict[str, ET.Element]:
        """What the site's own export says of each post that anybody may read and that has a text, by address."""
        export = ET.parse(self.folder / "export.xml")  # noqa: S314 -- WordPress wrote it a minute ago
        return {
            item.findtext("link", ""): item
            for item in export.iter("item")
            if item.findtext(f"{_WP}post_type") == "post"
            and item.findtext(f"{_WP}status") == "publish"
            and not item.findtext(f"{_WP}post_password")
            and item.findtext(_CONTENT)
        }


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run of `tips scrape`: its exit code, all that it said, and the files of the folder of tips."""

    code: int
    said: str
    files: dict[str, bytes]

    @property
    def tips(self) -> dict[str, tuple[str, Tip]]:
        """Each tip and the name of its file, by the address of its post."""
        parsed = ((name, frontmatter.parse(text.decode())) for name, text in self.files.items() if name.endswith(".md"))
        return {tip.source_url: (name, tip) for name, tip in parsed}


def _start(folder: Path, port: int, theme: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = ["sh", _SCRIPTS / "start.sh", folder, str(port), theme]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _scrape(folder: Path, pages: str, *options: str | Path) -> Run:
    """Run `tips scrape` in a folder of its own, where it also keeps what it remembers of a site."""
    folder.mkdir(exist_ok=True)
    settings = f'[real]\ntitle = "The Real Letter"\npages = ["{pages}"]\ndelay = 0\n'
    (folder / "sources.toml").write_text(settings, encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-m", "scraper", "scrape", "--into", "tips", "--report", "report.md"]
    done = subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    report = folder / "report.md"
    said = done.stdout + done.stderr + (report.read_text(encoding="utf-8") if report.exists() else "")
    return Run(done.returncode, said, tree(folder / "tips"))


@pytest.fixture(scope="session", params=_THEMES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder, port = tmp_path_factory.mktemp("site"), _free_port()
    started = _start(folder, port, request.param)
    assert started.returncode == 0, started.stderr
    yield Site(f"http://127.0.0.1:{port}/", folder, request.param)
    subprocess.run(["sh", _SCRIPTS / "stop.sh", folder], check=True, timeout=60)


@pytest.fixture(scope="session")
def folders(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each way has the folder that it was run in."""
    return tmp_path_factory.mktemp(site.theme)


@pytest.fixture(scope="session")
def runs(site: Site, folders: Path) -> dict[str, Run]:
    """A first run by each way, and one on the site's own export."""
    found = {way: _scrape(folders / way, site.address, "--via", way) for way in _WAYS}
    return found | {"export": _scrape(folders / "export", site.address, "--from", site.folder / "export.xml")}


@pytest.mark.parametrize("way", [*_WAYS, "export"])
def test_each_public_post_becomes_a_tip(site: Site, runs: dict[str, Run], way: str) -> None:
    assert runs[way].code == 0, runs[way].said
    assert runs[way].tips.keys() == site.posts().keys()
    assert len(runs[way].tips) > 100, "the REST API has one page only"


@pytest.mark.parametrize("way", [*_WAYS, "export"])
def test_no_post_is_shown_that_its_site_does_not_show(runs: dict[str, Run], way: str) -> None:
    assert not [name for name, content in runs[way].files.items() if _UNSEEN.encode() in content]
    assert "behind a password" in runs[way].said


@pytest.mark.parametrize("way", [*_WAYS, "export"])
def test_a_tip_has_the_day_that_it_was_at_its_site(site: Site, runs: dict[str, Run], way: str) -> None:
    printed = {link: item.findtext(f"{_WP}post_date", "")[:10] for link, item in site.posts().items()}
    assert {link: tip.date.known if tip.date else "" for link, (_, tip) in runs[way].tips.items()} == printed
    assert all(name.startswith(printed[link][:4]) for link, (name, _) in runs[way].tips.items())


@pytest.mark.parametrize("way", [*_WAYS, "export"])
def test_a_tip_has_the_tags_that_its_site_gave_it(site: Site, runs: dict[str, Run], way: str) -> None:
    printed = {
        link: {(term.text or "").replace("&amp;", "&").lower() for term in item.iter("category") if _is_shown(term)}
        for link, item in site.posts().items()
    }
    assert {link: set(tip.tags) for link, (_, tip) in runs[way].tips.items()} == printed


def _is_shown(term: ET.Element) -> bool:
    return term.get("domain") in {"category", "post_tag"}


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("2023/08/15/2024/", "2024"),
        ("2023/08/22/true/", "true"),
        ("2023/08/29/say-yes-mean-it/", "Say Yes & Mean It"),
        ("2023/09/12/never-type-b-quotes-its-a-trap/", "Never Type <b> & “Quotes” — It’s a \\Trap"),
        ("2023/09/19/%f0%9f%93%9e-ring-back-%f0%9f%98%80-today/", "📞 Ring Back 😀 Today"),
        ("2022/04/05/spring-cleaning/", "Spring Cleaning"),
        ("2023/04/11/spring-cleaning-2/", "Spring Cleaning"),
        ("2023/04/18/spring-cleaning-3/", "Spring Cleaning"),
    ],
)
def test_a_title_is_read_as_it_is_meant(site: Site, runs: dict[str, Run], way: str, slug: str, title: str) -> None:
    _, tip = runs[way].tips[site.address + slug]
    assert tip.title == title


# What a way does not know: by title what differs from the REST API's tips, and the words by which the report says so.
_LOST = {
    "feed": {"A Guide in Three Pages": {"body"}, "A Guide Made of Blocks": {"body"}},
    # A block theme links the further pages of a post only where a block divides them
    # (WordPress, render_block_core_post_content).
    "pages": {"A Guide in Three Pages": {"body"}},
}
_SAYS = {
    "feed": ("what follows the first page of a post of several pages", "which terms are tags and which categories"),
    "pages": ("further pages of a post whose theme links to none of them",),
}


@pytest.mark.parametrize("way", ["feed", "pages"])
def test_all_ways_give_the_same_files_but_for_what_a_way_cannot_know(
    site: Site, runs: dict[str, Run], way: str
) -> None:
    rest, other = runs["rest"], runs[way]
    assert rest.files.keys() == other.files.keys()
    names = [name for name in rest.files if rest.files[name] != other.files[name]]
    differing = {
        tip.title: _differing(rest.tips[link][1], tip) for link, (name, tip) in other.tips.items() if name in names
    }
    if way == "feed":
        differing = {title: found - {"categories"} for title, found in differing.items()}
    lost = {} if way == "pages" and site.theme == "twentytwentyone" else _LOST[way]
    assert {title: found for title, found in differing.items() if found} == lost
    assert all(name.endswith(".md") for name in names), "a picture differs"
    assert all(words in other.said for words in _SAYS[way])


def _differing(one: Tip, other: Tip) -> set[str]:
    names = (field.name for field in fields(Tip) if field.name != "scraped")
    return {name for name in names if getattr(one, name) != getattr(other, name)}


@pytest.mark.parametrize("way", _WAYS)
def test_blocks_that_a_letter_repeats_are_left_out_and_named(site: Site, runs: dict[str, Run], way: str) -> None:
    ordinary = [link for link, item in site.posts().items() if _REPEATED[0] in item.findtext(_CONTENT, "")]
    assert len(ordinary) > 60
    bodies = [runs[way].tips[link][1].body for link in ordinary]
    assert not [body for body in bodies if any(block in body for block in _REPEATED)]
    assert all(block in runs[way].said for block in _REPEATED)


@pytest.mark.parametrize("way", _WAYS)
def test_the_original_of_a_picture_lies_beside_the_tips(site: Site, runs: dict[str, Run], way: str) -> None:
    uploads = site.folder / "wordpress/wp-content/uploads/2022/01"
    kept = set(runs[way].files.values())
    assert (uploads / "desk.jpg").read_bytes() in kept
    assert (uploads / "bell.png").read_bytes() in kept
    assert not [path.name for path in uploads.glob("*-[0-9]*x*") if path.read_bytes() in kept]


@pytest.mark.parametrize("way", _WAYS)
def test_a_second_run_asks_little_and_changes_nothing(
    site: Site, folders: Path, runs: dict[str, Run], way: str
) -> None:
    before = len(site.requests())
    again = _scrape(folders / way, site.address, "--via", way)
    assert again.files == runs[way].files
    assert "all unchanged" in again.said
    assert len(site.requests()) - before <= 10


@pytest.mark.parametrize("way", _WAYS)
def test_a_run_asks_politely(site: Site, tmp_path: Path, way: str) -> None:
    before = len(site.requests())
    _scrape(tmp_path, site.address, "--via", way)
    asked = site.requests()[before:]
    assert asked[0] == "GET /robots.txt"
    assert {request.split(" ")[0] for request in asked} == {"GET"}
    assert len(asked) == len(set(asked)), "something was asked for twice"
    astray = ("replytocom", "/wp-admin", "/wp-login", "/wp-comments-post", "/xmlrpc", "/author/", "/comments/", "?s=")
    assert not [request for request in asked if any(part in request for part in astray)]


@pytest.mark.parametrize("way", ["rest", "feed", "pages"])
def test_a_tag_s_address_gives_its_posts_and_no_others(site: Site, tmp_path: Path, way: str) -> None:
    run = _scrape(tmp_path, f"{site.address}tag/e-mail/", "--via", way)
    assert len(run.tips) == 9
    assert all("e-mail" in tip.tags for _, tip in run.tips.values())


def test_an_old_address_leads_to_the_post(site: Site, tmp_path: Path) -> None:
    run = _scrape(tmp_path, f"{site.address}2023/11/28/a-working-title/", "--via", "pages")
    assert [(link, tip.title) for link, (_, tip) in run.tips.items()] == [
        (f"{site.address}2023/11/28/a-better-name/", "A Better Name")
    ]


@pytest.mark.parametrize("way", _WAYS)
def test_since_a_day_only_what_is_newer_comes(site: Site, tmp_path: Path, way: str) -> None:
    run = _scrape(tmp_path, site.address, "--via", way, "--since", "2023-11-01")
    days = [tip.date.day for _, tip in run.tips.values() if tip.date]
    assert len(days) == 8
    assert min(days) >= datetime.date(2023, 11, 1)


@pytest.mark.parametrize(
    ("theme", "filled", "says"),
    [
        pytest.param("twentytwentyone", True, "is not empty: end what runs there with stop.sh", id="a folder in use"),
        pytest.param("kubrick", False, 'there is no theme "kubrick"', id="an unknown theme"),
    ],
)
def test_a_wordpress_that_cannot_start_says_why_in_one_line(
    tmp_path: Path, theme: str, filled: bool, says: str
) -> None:
    if filled:
        (tmp_path / "file").touch()
    started = _start(tmp_path, _free_port(), theme)
    assert started.returncode == 1
    assert says in started.stderr
    assert started.stderr.count("\n") == 1
