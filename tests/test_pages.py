"""Files: which of a folder are pages, what kind each is, and what the disk may refuse."""

import gzip
from pathlib import Path, PurePosixPath

import pytest

from scraper import frontmatter
from scraper.errors import PageError, TipFileError, TipsError
from scraper.pages import page_files, read_page, read_pages
from scraper.shelf import remove
from scraper.tip import Page

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"/>'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
KINDS = {
    "HTML": ("<!DOCTYPE html><p>x", "text/html"),
    "HTML below a comment": ("\ufeff\n<!-- saved -->\n<HTML>", "text/html"),
    "XHTML": ('<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<!DOCTYPE html PUBLIC "x">', "text/html"),
    "RSS": ('<?xml version="1.0"?><rss>', "application/rss+xml"),
    "RSS of a WordPress feed": ('<rss version="2.0" xmlns:wp="com-wordpress:feed-additions:1">', "application/rss+xml"),
    "RSS below a DOCTYPE": ('<!DOCTYPE rss PUBLIC "a" "b"><rss version="0.91">', "application/rss+xml"),
    "RSS 1.0": (RDF, "application/rss+xml"),
    "Atom": (ATOM, "application/atom+xml"),
    "Atom with a prefix": ('<a:feed xmlns:a="http://www.w3.org/2005/Atom">', "application/atom+xml"),
    "other XML": ('<?xml version="1.0"?><urlset>', "application/xml"),
    "text": ("A text about <html> and <rss>", "text/plain"),
    "text that begins like a comment": ("<!-- without an end", "text/plain"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("begin", "kind"), KINDS.values(), ids=KINDS.keys())
def test_a_page_is_known_by_its_beginning_whatever_the_file_is_called(
    tmp_path: Path, begin: str, kind: str, packed: bool, encoding: str
) -> None:
    file = tmp_path / "page.txt"
    content = begin.encode(encoding)
    file.write_bytes(gzip.compress(content) if packed else content)
    assert read_page(file) == Page(file.as_posix(), content, kind)


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.html.gz"])
def test_what_begins_like_text_is_html_where_its_name_says_so(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"<p>x")
    assert read_page(file).media_type == "text/html"
    file.write_bytes(ATOM.encode())
    assert read_page(file).media_type == "application/atom+xml"


REFUSED = {
    "empty": (b" \n", "the file is empty"),
    "binary": (b"\x89PNG\x00", "the file is binary"),
    "large": (b"x" * (10 * 2**20 + 1), "the file has 10 MB; a page has at most 10 MB"),
    "a bomb": (gzip.compress(b"x" * 2**25), "the file has more than 10 MB; a page has at most 10 MB"),
    "packed and cut short": (gzip.compress(b"text " * 99)[:-9], "the file breaks off before its end"),
    "packed and damaged": (gzip.compress(b"text " * 99)[:-8] + b"12345678", "cannot be unpacked"),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "its DOCTYPE declares entities"),
}


@pytest.mark.parametrize(("content", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_one_line(tmp_path: Path, content: bytes, problem: str) -> None:
    file = tmp_path / "page"
    file.write_bytes(content)
    (error,) = read_pages(file)
    assert isinstance(error, PageError)
    assert problem in str(error)
    with pytest.raises(PageError, match=problem):
        read_page(file)


def test_a_file_that_is_gone_is_one_line(tmp_path: Path) -> None:
    assert [str(one).removeprefix(f"{tmp_path.as_posix()}/") for one in read_pages(tmp_path / "a.html")] == [
        "a.html: the file cannot be read (No such file or directory). Save or download it again, or take it away."
    ]
    assert "Is a directory" in str(next(read_pages(tmp_path)))


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
        "crawl.warc.gz",
        "index.cdx.gz",
        "site.zip",
        "feed.xml",
        "feed.rss",
        "feed.atom",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [file.relative_to(tmp_path).as_posix() for file in page_files(tmp_path)]
    assert found == ["a.html", "b.txt", "crawl.warc.gz", "feed.atom", "feed.rss", "feed.xml", "more/c.htm", "site.zip"]
    assert page_files(tmp_path / "README.md") == [tmp_path / "README.md"]  # named, it is meant


def test_a_tip_that_the_disk_does_not_give_is_named(tmp_path: Path) -> None:
    with pytest.raises(TipFileError, match="cannot be read \\(Is a directory\\)"):
        frontmatter.read(tmp_path)


def test_a_file_that_the_disk_does_not_let_go_is_named(tmp_path: Path) -> None:
    (tmp_path / "2024" / "a.md" / "x").mkdir(parents=True)
    with pytest.raises(TipsError, match=r"a\.md: the file could not be taken away"):
        remove(tmp_path, PurePosixPath("2024/a.md"))
