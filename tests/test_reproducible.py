"""The same commit gives the same bytes: elsewhere, on another day, and whatever lies in caches and in the old site."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.archive.archive import build_archive
from scraper.archive.cards.card import read_template
from scraper.archive.cards.cards import cards
from scraper.archive.settings import Settings
from scraper.vocabulary import Vocabulary
from tests.building import ELSEWHERE, HERE, a_copy, differences, run, unpacked
from tests.running import tree
from tests.site_fixtures import ROOT, TIPS

BUILD = ("mkdocs", "build", "--strict", "--quiet")
FAR = "a folder/süd\u2011west/it's “there”/" + "deep/" * 5
LATER = "2240611205"  # the first of January 2041, a few seconds after midnight
NEW_YEARS_EVE = "1704065400"  # 2023-12-31 23:30 UTC; it is 2024 elsewhere, and half of the tips are not out yet
SETTINGS = Settings("Tuesday Tips", "Small lessons.", "https://example.org/")
TEMPLATE = read_template(ROOT / "overrides")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built as most people do: now, and with nothing there before."""
    project = a_copy(tmp_path_factory.mktemp("here"))
    run(project, HERE, *BUILD)
    return project


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project in another place, not built yet."""
    return a_copy(tmp_path_factory.mktemp("far") / FAR, backwards=True)


def spoil_cache(cache: Path) -> None:
    """Leave no file of the cache as it was, and put some beside them that another commit may have left."""
    for number, path in enumerate(sorted(cache.iterdir())):
        data = path.read_bytes()
        other = "0" * 40 + path.name[40:]
        (cache / other).write_bytes(data)
        path.unlink()
        if number % 3 == 0:
            path.mkdir()
        elif number % 3 == 1:
            path.write_bytes(data[: len(data) // 2])
        else:
            path.symlink_to(other)
            (cache / other).write_bytes(b"GIF89a")


def spoil_site(site: Path) -> None:
    """Leave a site that has other pages, other texts, and files where folders belong and the other way round."""
    for page in site.rglob("*.html"):
        page.write_text("<p>of another commit</p>", "utf-8")
    (site / "tips" / "2001").mkdir()
    (site / "tips" / "2001" / "index.html").write_text("gone", "utf-8")
    shutil.rmtree(site / "cards")
    (site / "cards").write_text("a file", "utf-8")
    (site / "feed.xml").unlink()
    (site / "feed.xml").mkdir()
    (site / "feed.xml" / "a").write_text("a file", "utf-8")


@pytest.mark.slow
def test_elsewhere_and_years_later_it_is_the_same_site(here: Path, far: Path) -> None:
    shutil.copytree(here / "site", far / "site")
    shutil.copytree(here / ".cache", far / ".cache")
    spoil_site(far / "site")
    spoil_cache(far / ".cache" / "cards")
    run(far, {**ELSEWHERE, "PRETENDED_NOW": LATER}, *BUILD, umask=0o077)
    assert differences(here / "site", far / "site") == []


@pytest.mark.slow
def test_a_day_is_the_same_whether_it_is_today_or_told(far: Path, tmp_path: Path) -> None:
    run(far, {**ELSEWHERE, "PRETENDED_NOW": NEW_YEARS_EVE}, *BUILD)
    told = a_copy(tmp_path / "told")
    (told / ".cache").write_text("where a folder belongs", "utf-8")
    run(told, {**HERE, "SOURCE_DATE_EPOCH": NEW_YEARS_EVE}, *BUILD)
    assert differences(told / "site", far / "site") == []
    assert (told / "site" / "tips" / "2023").is_dir()
    assert not (told / "site" / "tips" / "2024").exists()


@pytest.mark.slow
def test_elsewhere_is_elsewhere(tmp_path: Path) -> None:
    """Else the other tests would show nothing."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    (tmp_path / "look.py").write_text(
        "import datetime, locale, os, pathlib, time\n"
        "print(time.time() // 60, datetime.datetime.now().year, datetime.date.today().year, time.localtime().tm_year)\n"
        "print(os.listdir(), [entry.name for entry in os.scandir()], next(os.walk('.'))[1])\n"
        "print([path.name for path in pathlib.Path().glob('*')], locale.getpreferredencoding())\n",
        "utf-8",
    )
    environment = {**ELSEWHERE, "PRETENDED_NOW": LATER, "PYTHONDONTWRITEBYTECODE": "1"}
    assert run(tmp_path, environment, "look").splitlines() == [
        f"{int(LATER) // 60:.1f} 2041 2041 2041",
        "['look.py', 'c', 'b', 'a'] ['look.py', 'c', 'b', 'a'] ['c', 'b', 'a']",
        "['look.py', 'c', 'b', 'a'] ANSI_X3.4-1968",
    ]


@pytest.mark.slow
def test_no_file_says_where_it_was_made_or_when_it_was_packed(here: Path) -> None:
    for name, data in tree(here / "site").items():
        content = unpacked(data)
        assert [place for place in (here, ROOT, sys.prefix) if str(place).encode() in content] == [], name
        if content is not data:
            assert data[4:8] == bytes(4), f"{name} says when it was packed"
        # Those that Pagefind packed itself name the system of those who built Pagefind, wherever it runs.
        if content is not data and "wasm" not in name:
            assert data[9] == 255, f"{name} says on which system it was packed"


@pytest.mark.starter
@pytest.mark.slow
def test_elsewhere_the_examples_are_scraped_into_the_same_tips(far: Path) -> None:
    run(far, ELSEWHERE, "scraper", "scrape", "--into", "scraped", umask=0o077)
    shipped = {name: text for name, text in tree(ROOT / "docs" / "tips").items() if b"\nscraped: " in text}
    assert tree(far / "scraped") == shipped


def test_a_difference_is_named_with_its_first_line(tmp_path: Path) -> None:
    for folder, text in (("one", "a\nb\nc"), ("other", "a\nB\nC")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.html").write_text(text, "utf-8")
        (tmp_path / folder / "same.html").write_text("same", "utf-8")
        (tmp_path / folder / f"{folder}.html").write_text("", "utf-8")
    assert differences(tmp_path / "one", tmp_path / "other") == [
        f"one.html: only in {tmp_path / 'one'}",
        f"other.html: only in {tmp_path / 'other'}",
        "page.html:2: b'b' / b'B'",
    ]


def pictures(settings: Settings, cache: Path) -> dict[str, bytes]:
    """Return the cards of two tips and of their site, by their paths there."""
    archive, _ = build_archive(TIPS[:2], Vocabulary())
    drawn = cards(archive, settings, TEMPLATE, cache)
    return {path: file.read_bytes() for path, file in drawn.kept.items()} | drawn.unkept


def every(spoil: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return what does this to each file in a cache."""

    def spoil_all(cache: Path) -> None:
        for path in sorted(cache.iterdir()):
            spoil(path)

    return spoil_all


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return every(rewrite)


def swap(cache: Path) -> None:
    files = sorted(cache.iterdir())
    contents = [path.read_bytes() for path in files]
    for path, content in zip(files, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def into_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def into_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere.png"))


def into_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("a file", "utf-8")


def add_junk(cache: Path) -> None:
    for name in ("notes.txt", f"{'0' * 40}-{'0' * 20}.png", ".abcd1234.part", "x.png", "\udcff", "a\nb"):
        (cache / name).write_bytes(b"junk")
    (cache / f"{'1' * 40}-{'0' * 20}.png").mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(rewritten(lambda data: data[:-20]), id="cut off"),
        pytest.param(rewritten(lambda data: data[:60] + b"\0" + data[61:]), id="one byte"),
        pytest.param(rewritten(lambda data: data + b"\n"), id="longer"),
        pytest.param(rewritten(lambda _: b""), id="empty"),
        pytest.param(every(lambda path: path.chmod(0)), id="unreadable"),
        pytest.param(every(into_folder), id="folders"),
        pytest.param(every(into_pipe), id="pipes"),
        pytest.param(every(into_link), id="links to nowhere"),
        pytest.param(swap, id="swapped"),
        pytest.param(add_junk, id="junk beside them"),
        pytest.param(into_file, id="a file in the folder's place"),
        pytest.param(lambda cache: cache.chmod(0o500), id="can only be read"),
        pytest.param(lambda cache: cache.chmod(0), id="nobody may look into it"),
        pytest.param(shutil.rmtree, id="gone"),
    ],
)
@pytest.mark.parametrize("filled", ["by this commit", "by another"])
def test_a_cache_of_cards_changes_no_picture(tmp_path: Path, spoil: Callable[[Path], None], filled: str) -> None:
    true = pictures(SETTINGS, tmp_path / "empty")
    cache = tmp_path / "cache"
    pictures(SETTINGS if filled == "by this commit" else replace(SETTINGS, title="Before"), cache)
    spoil(cache)
    for _ in range(2):  # the first time may leave something behind
        assert pictures(SETTINGS, cache) == true
    if cache.is_dir():
        cache.chmod(0o700)
