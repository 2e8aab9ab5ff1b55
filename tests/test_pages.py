"""Files: which of a folder are pages, what kind each is, and what the disk may refuse."""

from pathlib import Path, PurePosixPath

import pytest

from scraper import frontmatter
from scraper.errors import TipFileError, TipsError
from scraper.pages import page_files, read_page
from scraper.shelf import remove

MARKUP = [
    (b"<!DOCTYPE html><p>x", True),
    (b"\xef\xbb\xbf\n<!-- saved -->\n<HTML>", True),
    ("<!doctype html><p>x".encode("utf-16"), True),
    (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', True),
    (b'<?xml version="1.0"?><rss>', False),
    (b"A text about <html>", False),
]


@pytest.mark.parametrize(("begin", "is_markup"), MARKUP)
def test_html_is_known_by_its_beginning_whatever_the_file_is_called(
    tmp_path: Path, begin: bytes, is_markup: bool
) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(begin)
    assert (read_page(file).media_type == "text/html") is is_markup


def test_what_lies_beside_pages_is_no_page(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "a.html",
        "README.md",
        ".hidden.txt",
        "a_files/ad.html",
        "a_files/style.css",
        "more/c.htm",
        "x.png",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [file.relative_to(tmp_path).as_posix() for file in page_files(tmp_path)]
    assert found == ["a.html", "b.txt", "more/c.htm"]
    assert page_files(tmp_path / "README.md") == [tmp_path / "README.md"]  # named, it is meant


def test_a_tip_that_the_disk_does_not_give_is_named(tmp_path: Path) -> None:
    with pytest.raises(TipFileError, match="cannot be read \\(Is a directory\\)"):
        frontmatter.read(tmp_path)


def test_a_file_that_the_disk_does_not_let_go_is_named(tmp_path: Path) -> None:
    (tmp_path / "2024" / "a.md" / "x").mkdir(parents=True)
    with pytest.raises(TipsError, match=r"a\.md: the file could not be taken away"):
        remove(tmp_path, PurePosixPath("2024/a.md"))
