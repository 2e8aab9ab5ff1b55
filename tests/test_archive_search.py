"""The search index: what it is made of, its names, and that words are apart in it where a reader sees them apart."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scraper.archive.page import Meta, PreparedPage
from scraper.archive.search.cbor import Value, decoded, encoded
from scraper.archive.search.filters import filter_file, values_of
from scraper.archive.search.index_site import index_site
from scraper.archive.search.plain_text import JOINT, pieces, plain_text, shown
from scraper.errors import TipsError

WORDS_APART = [
    ("<p><kbd>Ctrl</kbd><kbd>K</kbd></p>", "Ctrl K."),
    ("<p><kbd>Ctrl</kbd>+<kbd>K</kbd></p>", "Ctrl+K."),
    ("<p><a>one</a><a>two</a></p>", "one two."),
    ("<p><code>one</code><code>two</code></p>", "one two."),
    ("<p><time>one</time><em><code>two</code></em></p>", "one two."),
    ("<p>one<br>two</p>", "one two."),
    ("<table><tr><th>one</th><th>two</th></tr><tr><td>three</td><td>four</td></tr></table>", "one two. three four."),
    ("<dl><dt>one</dt><dd>two</dd><dt>three</dt></dl>", "one. two. three."),
    ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", "one. two. three."),
    ("<h2>one</h2>two<h3>three?</h3><p>four</p>", "one. two. three? four."),
    ("<blockquote>one</blockquote>two", "one. two."),
    ("<pre>one</pre><pre>two\n  three</pre>", "one. two three."),
    ("<details><summary>one</summary>two</details>", "one. two."),
    ('<figure><img alt="one"><figcaption>two</figcaption></figure>three', "one. two. three."),
    ("<p>un<em>believ</em>able</p>", "unbelievable."),
    ("<p>H<sub>2</sub>O <code>Tip</code>s su\u00adper</p>", "H2O Tips super."),
    ('<p>one<sup id="fnref"><a class="footnote-ref">1</a></sup></p>', "one."),
    ('<h2>one<a class="headerlink">#</a></h2><script>two</script><button>three</button>', "one."),
    ("<p>東京<br>駅</p><p>one</p>", "東京 駅 one."),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "text"), WORDS_APART)
def test_words_are_apart_where_they_are_seen_apart(markup: str, text: str) -> None:
    assert plain_text(html.fromstring(f"<div>{markup}</div>")) == text


@given(st.text(alphabet="ab .,東京のー\u3000。é\u0301\u00a0", max_size=30).map(lambda text: " ".join(text.split())))
def test_pagefinds_script_takes_a_text_into_the_pieces_that_were_indexed(text: str) -> None:
    again = shown(text).split(JOINT) if JOINT in shown(text) else shown(text).split()
    assert [piece.strip() for piece in again] == list(pieces(text))
    assert shown(text).replace(JOINT, "") == text


values: st.SearchStrategy[Value] = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(max_size=300), lambda inner: st.lists(inner, max_size=30), max_leaves=60
)


@given(values)
def test_cbor_that_was_written_is_read_again(value: Value) -> None:
    assert decoded(encoded(value)) == value


@pytest.mark.parametrize("data", [b"", b"\x82\x01", b"\x01\x01", b"\x20", b"\xf6", b"\x9f\x01\xff"])
def test_cbor_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="value"):
        decoded(data)


def test_a_filter_file_lists_the_most_frequent_first_and_what_each_tip_has() -> None:
    tips = [{"tag": ["b", "c"], "year": ["2024"]}, {"tag": ["c"], "year": ["2023"]}, {"tag": [], "year": ["2023"]}]
    assert json.loads(filter_file(tips)) == {
        "tag": {"values": ["c", "b"], "tips": "01,0,"},
        "year": {"values": ["2023", "2024"], "tips": "1,0,0"},
    }


def a_page(name: str, body: str, **more: Meta) -> tuple[PreparedPage, str]:
    """Return a tip's page as it was prepared, and as it was built."""
    meta: dict[str, Meta] = {
        "template": "tip.html",
        "title": f"On {name}",
        "date_words": "5 March 2024",
        "year": "2024",
        "author": "",
        "lang": "",
        "extent": "full",
        "tag_links": [{"name": "phone", "url": "tags/phone/"}],
        "source": {"title": "", "url": "", "original": False},
        **more,
    }
    built = f"<!doctype html><html lang=en><body><h1>{name}</h1><div data-search-body>{body}</div>related</body></html>"
    return PreparedPage(f"tips/2024/{name}.md", "", meta), built


def an_index(site: Path, *made: tuple[PreparedPage, str], language: str = "en") -> Path:
    """Return the folder of the search index of these pages."""
    for page, built in made:
        file = site / page.src_uri.removesuffix(".md") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(built, "utf-8")
    index_site(site, [page for page, _ in made], language)
    return site / "pagefind"


def unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")


def entry_of(index: Path) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    return entry


def fragments(index: Path) -> list[dict[str, Any]]:
    """Return what is loaded of each tip, in the order of their numbers."""
    files = sorted((index / "fragment").iterdir(), key=lambda file: int(file.stem.split("-")[0][::-1], 16))
    return [json.loads(unpacked(file)) for file in files]


def contents(index: Path) -> dict[str, bytes]:
    return {str(path.relative_to(index)): path.read_bytes() for path in index.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("markup", "text"), WORDS_APART)
def test_fragments_hold_the_text_and_nothing_else_of_the_page(tmp_path: Path, markup: str, text: str) -> None:
    (fragment,) = fragments(an_index(tmp_path, a_page("a", markup)))
    assert fragment["content"].replace(JOINT, "") == text


def test_no_word_of_the_index_is_two(tmp_path: Path) -> None:
    index = an_index(tmp_path, *(a_page(f"t{n}", markup) for n, (markup, _) in enumerate(WORDS_APART)))
    words = b" ".join(unpacked(file) for file in (index / "index").iterdir())
    for fused in (b"ctrlkx", b"onetwo", b"twothree", b"threefour", b"one1", "東京".encode()):
        assert fused not in words
    assert b"unbeliev" in words
    assert b"related" not in words


def test_tips_are_numbered_in_the_order_of_the_archive_whatever_that_of_their_files(tmp_path: Path) -> None:
    made = [a_page(name, f"<p>{name} waits</p>") for name in ("m", "z", "a", "k")]
    index = an_index(tmp_path / "one", *made)
    assert [fragment["url"] for fragment in fragments(index)] == [f"tips/2024/{name}/" for name in "mzak"]
    for page, built in reversed(made):  # these files lie in another order on the disk
        file = tmp_path / "two" / page.src_uri.removesuffix(".md") / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(built, "utf-8")
    assert contents(an_index(tmp_path / "two", *made)) == contents(index)


@pytest.mark.parametrize(
    "changed",
    [
        a_page("a", "<p>other words</p>"),
        a_page("a", "<p>words</p>", title="Another title"),
        a_page("a", "<p>words</p>", tag_links=[{"name": "email", "url": "tags/email/"}]),
        a_page("a", "<p>words</p>", date_words="6 March 2024"),
        a_page("a", "<p>words</p>", year="2023"),
    ],
    ids=["text", "title", "tag", "date", "year"],
)
def test_names_change_whenever_what_they_name_does(tmp_path: Path, changed: tuple[PreparedPage, str]) -> None:
    before = contents(an_index(tmp_path, a_page("a", "<p>words</p>"), a_page("b", "<p>more</p>")))
    after = contents(an_index(tmp_path, changed, a_page("b", "<p>more</p>")))
    unnamed = {"pagefind-entry.json", "pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"}
    assert [name for name in before.keys() & after.keys() - unnamed if before[name] != after[name]] == []
    assert before["pagefind-entry.json"] != after["pagefind-entry.json"]


def test_every_name_that_the_index_says_is_a_file(tmp_path: Path) -> None:
    index = an_index(tmp_path, *(a_page(f"t{n}", f"<p>word{n}</p>") for n in range(30)))
    meta = decoded(unpacked(next(index.glob("*.pf_meta"))))
    assert isinstance(meta, list)
    _, tips, chunks, filters, sorts, _ = meta
    assert isinstance(tips, list)
    assert isinstance(chunks, list)
    assert {f"{tip[0]}.pf_fragment" for tip in tips if isinstance(tip, list)} == {
        file.name for file in (index / "fragment").iterdir()
    }
    assert {f"{chunk[2]}.pf_index" for chunk in chunks if isinstance(chunk, list)} == {
        file.name for file in (index / "index").iterdir()
    }
    assert (filters, sorts) == ([], [])
    entry = entry_of(index)
    assert (index / entry["filters"]).is_file()
    assert (index / f"pagefind.{entry['languages']['en']['hash']}.pf_meta").is_file()
    assert entry["tips"] == entry["dated"] == 30


def test_what_a_tip_is_found_by_beside_its_text(tmp_path: Path) -> None:
    page = a_page("a", "<p>words</p>", author="Ada Fenwick", year="Unknown", date_words="Date unknown", extent="teaser")
    index = an_index(tmp_path, page)
    words = b" ".join(unpacked(file) for file in (index / "index").iterdir())
    assert all(word in words for word in (b"fenwick", b"phone", b"word"))
    assert b"unknown" not in words  # a date is shown, and filtered by; "may" is not to find all tips of May
    assert fragments(index)[0]["meta"] == {"title": "On a", "date": "Date unknown", "mark": "Excerpt"}
    assert entry_of(index)["dated"] == 0


def test_a_tip_without_a_source_is_the_editors() -> None:
    assert values_of(a_page("a", "")[0].meta)["source"] == ["Editors"]
    titled: Meta = {"title": "Elsewhere", "url": "", "original": False}
    assert values_of(a_page("a", "", source=titled)[0].meta)["source"] == ["Elsewhere"]


def test_tips_that_hold_pictures_only_are_an_index_all_the_same(tmp_path: Path) -> None:
    index = an_index(tmp_path, a_page("a", "<img src=x>", title="!", tag_links=[]))
    assert [fragment["content"] for fragment in fragments(index)] == [""]
    assert entry_of(index)["tips"] == 1


def test_a_site_without_tips_has_an_index_that_says_so(tmp_path: Path) -> None:
    assert list(contents(an_index(tmp_path))) == ["pagefind-entry.json"]
    assert entry_of(tmp_path / "pagefind") == {"tips": 0}


def test_nothing_of_an_earlier_index_stays(tmp_path: Path) -> None:
    an_index(tmp_path, a_page("a", "<p>heliotrope</p>"))
    index = an_index(tmp_path, a_page("a", "<p>words</p>"))
    assert len(list(index.glob("*.pf_meta"))) == len(list(index.glob("filters.*"))) == 1
    assert not any(b"heliotrope" in gzip.decompress(path.read_bytes()) for path in index.rglob("*.pf_*"))


def test_words_of_nearly_all_tips_are_common_in_a_large_archive_only(tmp_path: Path) -> None:
    made = [a_page(f"t{n}", f"<p>The customer waits to {'hear' if n % 2 else 'tell'} {n}</p>") for n in range(1_000)]
    assert entry_of(an_index(tmp_path / "large", *made))["common"] == ["customer", "the", "to", "waits"]
    assert entry_of(an_index(tmp_path / "small", *made[1:]))["common"] == []


@pytest.mark.parametrize("language", ["en", "de", "pt-BR", "ja", "zh-TW", "th", "eo"])
def test_a_site_of_any_language_has_one_index(tmp_path: Path, language: str) -> None:
    index = an_index(tmp_path, a_page("a", "<p>words</p>"), a_page("b", "<p>語</p>", lang="ja"), language=language)
    assert len(entry_of(index)["languages"]) == 1
    assert fragments(index)[1]["meta"]["lang"] == "ja"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo broken >&2; exit 3", "Pagefind ended early, with exit code 3"),
        ("printf eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJObyBzcGFjZSJ9fQ==,; cat >/dev/null", "No space"),
        (None, "Pagefind could not be run"),
    ],
    ids=["dies", "complains", "is not there"],
)
def test_where_pagefind_fails_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, words: str
) -> None:
    program = tmp_path / "program"
    if script:
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(TipsError, match=words):
        an_index(tmp_path / "site", a_page("a", "<p>words</p>"))
