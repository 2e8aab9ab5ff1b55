"""The search index: what is searched of each tip, given to Pagefind, and published beside the site."""

import gzip
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import html

from scraper.archive.address import page_address
from scraper.archive.page import Meta, PreparedPage
from scraper.archive.search.filters import filter_file, values_of
from scraper.archive.search.indexer import Record, run_pagefind
from scraper.archive.search.plain_text import pieces, plain_text, shown
from scraper.archive.search.stable_index import publish
from scraper.errors import TipsError

# Pagefind's scripts would cut a query of these languages into words, which the index, cut into characters, has not.
_CUT_BY_PAGEFIND = {"ja", "th", "zh"}
# Words that nearly all tips of a large archive hold, such as "the" and "to". They narrow nothing down, and where one of
# them stands can weigh as much as all the rest of a first search.
_MANY, _NEARLY_ALL = 1_000, 0.9


@dataclass(frozen=True, slots=True)
class _Searched:
    """A tip as it is searched: where it is, what its page says of it, and the text of its body."""

    address: str
    meta: Mapping[str, Meta]
    text: str


FOLDER = "pagefind"


def index_site(site: Path, pages: Iterable[PreparedPage], language: str, index: Path | None = None) -> None:
    """Write the search index of a built site into its folder pagefind/, or into another one, which it makes anew.

    Only tips are indexed, in the order of pages.

    Raises TipsError with Pagefind's own words where it fails.
    """
    tips = [_searched(site, page) for page in pages if page.meta.get("template") == "tip.html"]
    index = index or site / FOLDER
    shutil.rmtree(index, ignore_errors=True)
    index.mkdir()
    # Pagefind makes no index of nothing, but a site without tips can be searched too: it just finds none.
    if not tips:
        (index / "pagefind-entry.json").write_text('{"tips": 0}', "utf-8")
        return
    known = "unknown" if language.partition("-")[0].lower() in _CUT_BY_PAGEFIND else language.lower()
    made = run_pagefind([_record(tip) for tip in tips], known)
    dated = sum(tip.meta["year"] != "Unknown" for tip in tips)
    more = {"tips": len(tips), "dated": dated, "common": _common_words(tips)}
    fragments = [_fragment(tip, count) for tip, count in zip(tips, made.words, strict=True)]
    try:
        publish(made, index, fragments, filter_file([values_of(tip.meta) for tip in tips]), more)
    except (ValueError, KeyError, EOFError, gzip.BadGzipFile) as error:
        problem = f"Pagefind made an index of a new form ({error})"
        raise TipsError(problem, remedy="Install the locked version of it") from None


def _searched(site: Path, page: PreparedPage) -> _Searched:
    address = page_address(page.src_uri)
    file = site / page.src_uri.removesuffix(".md") / "index.html"
    body = html.fromstring(file.read_text("utf-8")).find(".//*[@data-search-body]")
    return _Searched(address, page.meta, "" if body is None else plain_text(body))


def _record(tip: _Searched) -> Record:
    named = {
        "title": str(tip.meta["title"]),
        "tags": ", ".join(values_of(tip.meta)["tag"]),
        "author": str(tip.meta["author"]),
    }
    cut = {name: " ".join(pieces(text)) for name, text in named.items() if text.strip()}
    # Pagefind drops what has no word in its text, such as a picture alone. The name of its file then stands for it.
    wordless = not re.search(r"[^\W_]", tip.text)
    return Record(tip.address, _word(tip.address) if wordless else " ".join(pieces(tip.text)), cut)


def _word(address: str) -> str:
    """Return the last part of an address as one word, "bebrief", which no excerpt shows."""
    return re.sub(r"[\W_]", "", unquote(address.rstrip("/").rpartition("/")[2])) or "tip"


def _fragment(tip: _Searched, words: int) -> dict[str, object]:
    """Return what a browser loads of a found tip; Pagefind's script wants all keys, also those that are empty here."""
    meta = {"title": tip.meta["title"], "date": tip.meta["date_words"]}
    if tip.meta["lang"]:
        meta["lang"] = tip.meta["lang"]
    if mark := tip.meta.get("unpublished") or (tip.meta["extent"] != "full" and "Excerpt"):
        meta["mark"] = mark
    content = shown(tip.text)
    return {"url": tip.address, "content": content, "word_count": words, "filters": {}, "meta": meta, "anchors": []}


def _common_words(tips: list[_Searched]) -> list[str]:
    """Return the words that stand in nearly all tips of a large archive, in alphabetical order."""
    if len(tips) < _MANY:
        return []
    counts = Counter(word for tip in tips for word in set(re.findall(r"\w+", tip.text.lower())))
    return sorted(word for word, count in counts.items() if count > _NEARLY_ALL * len(tips))
