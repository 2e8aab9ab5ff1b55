"""Files that hold many pages: ZIP and WARC, read as they are, and what becomes of those that are broken or bombs."""

import datetime
import gzip
import io
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.containers import warc as warcs
from scraper.containers import zips
from scraper.containers.holding import LARGEST, Holding
from scraper.errors import PageError
from scraper.pages import read_page, read_pages
from scraper.tip import Page

HTML = b'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>Text</p></body></html>'
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>A</title></item></channel></rss>'
WXR = (
    b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><wp:post_id>7</wp:post_id></item>'
    b"<item/><item></item></channel></rss>"
)


def pages(file: Path) -> list[Page]:
    return [page for page in read_pages(file) if isinstance(page, Page)]


def told(file: Path) -> list[str]:
    """What the file holds: names of pages, and the lines of errors, without the folder."""
    folder = f"{file.parent.as_posix()}/"
    return [(page.name if isinstance(page, Page) else str(page)).replace(folder, "") for page in read_pages(file)]


def zipped(file: Path, members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def test_a_zip_holds_the_pages_that_its_folder_would(tmp_path: Path) -> None:
    file = zipped(
        tmp_path / "saved.zip",
        {
            "b.html": HTML,
            "a/page.txt": b"Text",
            "a/page_files/ad.html": HTML,
            "README.md": b"About",
            "__MACOSX/._b.html": b"\x00\x05",
            "style.css": b"p {}",
            "feed.xml": RSS,
            "site.wxr": WXR,
            "indexes/index.cdx.gz": b"\x1f\x8b",
            "empty/": b"",
        },
    )
    assert [(page.name.removeprefix(f"{file.as_posix()}/"), page.media_type) for page in pages(file)] == [
        ("a/page.txt", "text/plain"),
        ("b.html", "text/html"),
        ("feed.xml", "application/rss+xml"),
        ("site.wxr#post-7", "application/wxr+xml"),
        ("site.wxr#item-2", "application/wxr+xml"),
        ("site.wxr#item-3", "application/wxr+xml"),
    ]
    assert next(page.content for page in pages(file) if page.name.endswith("b.html")) == HTML
    assert not any(isinstance(page, PageError) for page in read_pages(file))
    assert not list(tmp_path.glob("*/"))  # nothing was written


def test_a_member_that_cannot_be_read_is_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = zipped(
        tmp_path / "s.zip", {"a.html": HTML, "b.html": HTML * 9, "c.html": HTML, "d.zip": b"PK\x05\x06" + b"\0" * 18}
    )
    whole = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        broken = archive.getinfo("b.html")
    at = broken.header_offset + 30 + len("b.html")
    whole[at : at + 20] = b"\xff" * 20
    file.write_bytes(whole)
    assert told(file) == [
        "s.zip/a.html",
        "s.zip/b.html: the file is damaged: it cannot be unpacked. Save or download it again, or take it away.",
        "s.zip/c.html",
        "s.zip/d.zip: a ZIP within a ZIP is not opened. Unpack it yourself.",
    ]


def test_a_locked_member_is_one_line(tmp_path: Path) -> None:
    file = zipped(tmp_path / "s.zip", {"a.html": HTML, "b.html": HTML})
    whole = file.read_bytes()
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.rfind(mark) + flags
        whole = whole[:at] + b"\x01\x00" + whole[at + 2 :]
    file.write_bytes(whole)
    assert told(file) == [
        "s.zip/a.html",
        "s.zip/b.html: it is locked with a password. Unpack the ZIP, name the folder.",
    ]


def test_a_page_that_is_too_large_unpacked_is_not_unpacked(tmp_path: Path) -> None:
    file = zipped(tmp_path / "s.zip", {"a.html": HTML, "b.html": HTML + b" " * LARGEST})
    assert told(file)[1] == "s.zip/b.html: the file has 10 MB; a page has at most 10 MB. Split it, or leave it out."


def claiming(file: Path, size: int) -> Path:
    """A ZIP whose directory says that its first member has another size."""
    whole = bytearray(file.read_bytes())
    at = whole.rfind(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<L", size)
    file.write_bytes(whole)
    return file


def long_list(file: Path) -> Path:
    """A ZIP whose directory says of itself that it has 100 MB."""
    whole = bytearray(file.read_bytes())
    at = whole.rfind(b"PK\x05\x06")
    whole[at + 12 : at + 16] = struct.pack("<L", 100 * 2**20)
    file.write_bytes(whole)
    return file


def test_zip_bombs_are_one_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = zipped(tmp_path / "a.zip", {"a.html": HTML})
    assert told(claiming(one, 2**32 - 2)) == [
        "a.zip: unpacked, its pages would have 4 GB; 2 GB is the most. Unpack it yourself, and name the folder."
    ]
    two = zipped(tmp_path / "b.zip", {"a.html": HTML})
    assert told(long_list(two)) == [
        "b.zip: the ZIP lists too many files: the list alone has 100 MB. Unpack it yourself, and name the folder."
    ]
    monkeypatch.setattr(zips, "_MOST", 3)
    many = zipped(tmp_path / "c.zip", {f"{n}.html": HTML for n in range(4)})
    assert told(many) == ["c.zip: the ZIP holds more than 3 files. Unpack it yourself, and name the folder."]


BROKEN_ZIPS = {
    "cut short": (lambda whole: whole[: len(whole) // 2], "the ZIP is damaged"),
    "no end": (lambda whole: whole[:-22], "the ZIP is damaged"),
    "only a beginning": (lambda _: b"PK\x03\x04", "the ZIP is damaged"),
    "no page": (lambda _: b"PK\x05\x06" + b"\0" * 18, "the ZIP holds no page"),
}


@pytest.mark.parametrize(("change", "problem"), BROKEN_ZIPS.values(), ids=BROKEN_ZIPS.keys())
def test_a_broken_zip_is_one_line(tmp_path: Path, change: object, problem: str) -> None:
    file = zipped(tmp_path / "s.zip", {"a.html": HTML})
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    (line,) = told(file)
    assert line.startswith(f"s.zip: {problem}")
    with pytest.raises(PageError, match=problem):
        read_page(file)


URL = "https://blog.example/tip/"
CRAWL = "Crawl the page again, or save it in a browser."
Record = tuple[str, str, str, dict[str, str], bytes]


def response(
    address: str = URL,
    date: str = "2020-01-01T00:00:00Z",
    body: bytes = HTML,
    status: str = "200 OK",
    kind: str = "response",
    **headers: str,
) -> Record:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return address, date, f"{kind} {status}", {"Content-Type": "text/html; charset=UTF-8"} | named, body


def record_of(headers: dict[str, str], block: bytes) -> bytes:
    named = {"WARC-Record-ID": "<urn:uuid:0>", **headers, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def warc(file: Path, *records: Record, packed: bool = True) -> Path:
    written = [record_of({"WARC-Type": "warcinfo", "Content-Type": "application/warc-fields"}, b"software: tests\r\n")]
    for address, date, line, headers, body in records:
        kind, _, status = line.partition(" ")
        own = {name: value for name, value in headers.items() if name.startswith("WARC-")}
        sent = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if name not in own)
        about = {"WARC-Type": kind, "WARC-Target-URI": address, "WARC-Date": date, "Content-Type": "application/http"}
        written.append(record_of(about | own, f"HTTP/1.1 {status}\r\n{sent}\r\n".encode() + body))
    file.write_bytes(b"".join(gzip.compress(one) if packed else one for one in written))
    return file


def said(text: str) -> bytes:
    return HTML.replace(b"Text", text.encode())


@pytest.mark.parametrize("packed", [True, False])
def test_of_a_crawl_only_the_pages_that_were_found_are_read(tmp_path: Path, packed: bool) -> None:
    file = warc(
        tmp_path / "crawl.warc.gz",
        response(),
        response(f"{URL}gone", status="404 Not Found"),
        response(f"{URL}moved", status="301 Moved Permanently", Location=URL),
        response(f"{URL}a.png", body=b"\x89PNG", Content_Type="image/png"),
        response(f"{URL}asked", kind="request"),
        response(f"{URL}x", Content_Type="application/xhtml+xml"),
        packed=packed,
    )
    assert pages(file) == [
        Page(URL, HTML, "text/html", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
        Page(f"{URL}x", HTML, "text/html", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
    ]


CAPTURES = {
    "the later, wherever it stands": (
        [
            response(date="2021-01-01T00:00:00Z", body=said("new")),
            response(date="2020-01-01T00:00:00Z", body=said("old")),
        ],
        "new",
    ),
    "of one moment the last": ([response(body=said("first")), response(body=said("last"))], "last"),
    "to the part of a second": (
        [response(date="2021-01-01T00:00:00.123456789Z", body=said("later")), response(date="2021-01-01T00:00:00.1Z")],
        "later",
    ),
    "whatever place in the page was asked for": (
        [response(f"{URL}#a", "2021-01-01T00:00:00Z", said("new")), response(f"{URL}#b", body=said("old"))],
        "new",
    ),
    "a date rather than none": (
        [response(date="yesterday", body=said("undated")), response(body=said("dated"))],
        "dated",
    ),
    "a whole one rather than a later one that was cut": (
        [
            response(body=said("whole")),
            response(date="2021-01-01T00:00:00Z", body=said("cut"), WARC_Truncated="length"),
        ],
        "whole",
    ),
}


@pytest.mark.parametrize(("records", "text"), CAPTURES.values(), ids=CAPTURES.keys())
def test_of_each_address_the_newest_capture_is_read(tmp_path: Path, records: Sequence[Record], text: str) -> None:
    (page,) = pages(warc(tmp_path / "c.warc.gz", *records))
    assert page.content == said(text)


def test_a_capture_without_a_date_has_none(tmp_path: Path) -> None:
    (page,) = pages(warc(tmp_path / "c.warc.gz", response(date="0")))
    assert page.captured is None


def deflated(content: bytes, bits: int) -> bytes:
    packing = zlib.compressobj(wbits=bits)
    return packing.compress(content) + packing.flush()


def chunked(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)


SENT = {
    "plain": (HTML, {}),
    "gzip": (gzip.compress(HTML), {"Content_Encoding": "gzip"}),
    "gzip in capitals": (gzip.compress(HTML), {"Content_Encoding": "GZIP"}),
    "deflate of zlib": (deflated(HTML, 15), {"Content_Encoding": "deflate"}),
    "deflate alone": (deflated(HTML, -15), {"Content_Encoding": "deflate"}),
    "twice": (gzip.compress(deflated(HTML, 15)), {"Content_Encoding": "deflate, gzip"}),
    "in chunks": (chunked(HTML), {"Transfer_Encoding": "chunked"}),
    "gzip in chunks": (chunked(gzip.compress(HTML)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
    "unpacked by the crawler, which kept the header": (HTML, {"Content_Encoding": "gzip"}),
    "put together by the crawler, which kept the header": (HTML, {"Transfer_Encoding": "chunked"}),
}


@pytest.mark.parametrize(("body", "headers"), SENT.values(), ids=SENT.keys())
def test_a_page_is_read_however_it_was_sent(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    (page,) = pages(warc(tmp_path / "c.warc.gz", response(body=body, **headers)))
    assert page.content == HTML


BARE = "<!DOCTYPE html><p>{}</p>"
CHARSETS = {
    "the header's, where the page says nothing": (
        BARE.format("Приве́т").encode("koi8-r", "replace"),
        "koi8-r",
        "Приве?т",
    ),
    "Latin-1 as the web means it": (BARE.format("“é”").encode("cp1252"), "ISO-8859-1", "“é”"),
    "in quotes": (BARE.format("é").encode("latin-1"), '"iso-8859-15"', "é"),
}


@pytest.mark.parametrize(("body", "charset", "text"), CHARSETS.values(), ids=CHARSETS.keys())
def test_the_header_says_what_the_page_does_not(tmp_path: Path, body: bytes, charset: str, text: str) -> None:
    (page,) = pages(warc(tmp_path / "c.warc.gz", response(body=body, Content_Type=f"text/html; charset={charset}")))
    assert page.content == BARE.format(text).encode("utf-8-sig")


UNTOUCHED = {
    "the page says so itself": ('<html><meta charset="utf-8"><p>é</p>'.encode(), "iso-8859-1"),
    "the page begins with a mark": (BARE.format("é").encode("utf-16"), "iso-8859-1"),
    "the header lies": (BARE.format("é").encode("latin-1"), "utf-8"),
    "nobody knows it": (BARE.format("é").encode(), "klingon"),
    "it is no encoding": (BARE.format("é").encode(), "rot13"),
}


@pytest.mark.parametrize(("body", "charset"), UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_a_page_stays_as_it_is_where(tmp_path: Path, body: bytes, charset: str) -> None:
    (page,) = pages(warc(tmp_path / "c.warc.gz", response(body=body, Content_Type=f"text/html; charset={charset}")))
    assert page.content == body


LEFT_OUT = {
    "cut": (response(WARC_Truncated="time"), "it was cut short when it was kept"),
    "packed otherwise": (response(Content_Encoding="br"), 'it is packed in a way that is not known here ("br")'),
    "packed and cut": (
        response(body=gzip.compress(HTML)[:-20], Content_Encoding="gzip"),
        "it breaks off before its end",
    ),
    "packed badly": (response(body=b"\x1f\x8bno", Content_Encoding="gzip"), "it is damaged: it cannot be unpacked"),
    "empty": (response(body=b" \n"), "it is empty"),
    "large": (response(body=HTML + b" " * LARGEST), "it has more than 10 MB, which no page has"),
    "a bomb": (
        response(body=gzip.compress(HTML + b" " * 2**27), Content_Encoding="gzip"),
        "it has more than 10 MB, which no page has",
    ),
}


@pytest.mark.parametrize(("record", "problem"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_a_page_that_cannot_be_had_is_one_line(tmp_path: Path, record: Record, problem: str) -> None:
    file = warc(tmp_path / "c.warc.gz", record, response(f"{URL}next"))
    assert told(file) == [
        f"c.warc.gz: {URL} is left out: {problem}. {CRAWL}",
        f"{URL}next",
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_of_a_crawl_that_breaks_off_the_beginning_is_read(tmp_path: Path, packed: bool) -> None:
    file = warc(tmp_path / "c.warc", response(), response(f"{URL}2"), packed=packed)
    file.write_bytes(file.read_bytes()[:-30])
    assert told(file) == [
        URL,
        f"c.warc: the file breaks off before its end; 2 of its records were read. {CRAWL}",
    ]


def test_a_crawl_packed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    file = warc(tmp_path / "c.warc", response(), response(f"{URL}2"), packed=False)
    file.write_bytes(gzip.compress(file.read_bytes()))
    assert told(file) == [URL, f"{URL}2"]


DAMAGED = {
    "bytes that are no record": b"\r\n\r\nnot a record\r\nat all\r\n\r\n",
    "a record without a length": b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    "headers without an end": b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000,
    "a record that is longer than it says": record_of({"WARC-Type": "warcinfo"}, b"x" * 50).replace(b": 50", b": 10"),
    "a line without an end": b"WARC/1.0\r\nX: " + b"y" * 2**20,
}


@pytest.mark.parametrize("behind", DAMAGED.values(), ids=DAMAGED.keys())
def test_damage_ends_a_crawl_with_one_line(tmp_path: Path, behind: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    file = warc(tmp_path / "c.warc", response(), packed=False)
    file.write_bytes(file.read_bytes() + behind)
    page, line = told(file)
    assert page == URL
    assert re.fullmatch(rf"c\.warc: the WARC file is damaged; [23] of its records were read\. {CRAWL}", line)
    assert capfd.readouterr() == ("", "")


def test_headers_without_an_end_are_not_read_to_theirs() -> None:
    read: list[int] = []

    class Counting(io.BytesIO):
        def read1(self, size: int | None = -1) -> bytes:
            piece = super().read1(size)
            read.append(len(piece))
            return piece

    content = b"WARC/1.0\r\n" + b"X: y\r\n" * 1_000_000
    (error, nothing) = warcs.pages(Holding("c.warc", lambda: Counting(content)))
    assert isinstance(error, PageError)
    assert isinstance(nothing, PageError)
    assert sum(read) < 2**20


def test_a_crawl_without_a_page_is_one_line(tmp_path: Path) -> None:
    assert told(warc(tmp_path / "c.warc.gz")) == [f"c.warc.gz: the WARC file holds no page of HTML. {CRAWL}"]


def test_a_crawl_within_a_zip(tmp_path: Path) -> None:
    crawl = warc(tmp_path / "data.warc.gz", response()).read_bytes()
    file = zipped(
        tmp_path / "site.wacz", {"archive/data.warc.gz": crawl, "pages/pages.jsonl": b"{}"}, zipfile.ZIP_STORED
    )
    assert told(file) == [URL]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    packing=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, None]),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4)), max_size=4),
    cut=st.integers(0, 300),
)
def test_whatever_becomes_of_a_file_nothing_is_raised(
    tmp_path: Path, packing: int | None, changes: list[tuple[float, bytes]], cut: int
) -> None:
    file = tmp_path / "any"
    if packing is None:
        warc(file, response(), response(f"{URL}2", body=chunked(gzip.compress(HTML)), Content_Encoding="gzip"))
    else:
        zipped(file, {"é.html": HTML, "a.xml": RSS, "b.xml.gz": gzip.compress(WXR)}, packing)
    whole = bytearray(file.read_bytes())
    for where, to in changes:
        at = int(where * len(whole))
        whole[at : at + len(to)] = to
    file.write_bytes(whole[: len(whole) - cut])
    assert list(read_pages(file))


NAMES = {"a name that is no UTF-8": b"\xff\xfe", "no name": b""}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_zip_with_a_broken_name_is_one_line(tmp_path: Path, name: bytes) -> None:
    file = zipped(tmp_path / "s.zip", {"é": HTML})
    whole = file.read_bytes()
    at = whole.rfind(b"PK\x01\x02")
    length = struct.pack("<H", len(name))
    file.write_bytes(whole[: at + 28] + length + whole[at + 30 :].replace("é".encode(), name))
    (line,) = told(file)
    assert line.startswith("s.zip: the ZIP")


@given(st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b""]))
def test_whatever_a_file_holds_nothing_is_raised(content: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any"
        file.write_bytes(start + content)
        assert list(read_pages(file))
