"""A stable search index: the same tips give the same bytes, under names that change whenever one byte does.

Pagefind names the text of each tip by a hash. A reader's browser loads all those names before the first search, and
10,000 hashes are 35 KB that no compression can touch. So all texts get one hash, and each a number before it, which is
the tip's place in the archive's order; the site's script sorts and filters by it. It is hexadecimal, with its last
digit first: names that follow each other then differ at one end only, and compress best. "f-1a2b3c4d", "01-1a2b3c4d".

The names stand in the meta file, which is gzipped CBOR (RFC 8949) behind a signature; Pagefind uses arrays, texts and
numbers of it. Source: pagefind_core_search/src/metadata in https://github.com/Pagefind/pagefind.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from scraper.archive.search.cbor import Value, decoded, encoded
from scraper.archive.search.indexer import Made

SIGNATURE = b"pagefind_dcd"
Fragment: TypeAlias = Mapping[str, object]


def publish(made: Made, index: Path, fragments: Sequence[Fragment], filters: str, more: Mapping[str, object]) -> None:
    """Write into an index folder what Pagefind made, with the tips' texts and the filters under names of their own.

    A fragment is what is loaded of a tip that is found. `more` is said in the entry file beside what Pagefind says
    there. Raises ValueError where Pagefind's files are not of the form that is known here, or where it does not list
    the tips in the order of the fragments.
    """
    texts = [SIGNATURE + json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in fragments]
    meta = _read(next((data for path, data in made.files.items() if path.endswith(".pf_meta")), b""))
    pages = meta[1] if isinstance(meta, list) and len(meta) > 1 else None
    if not isinstance(pages, list) or [page[1:] for page in pages if isinstance(page, list)] != [
        [n] for n in made.words
    ]:
        raise ValueError("the meta file does not list the tips in their order")
    version = hashlib.sha256(b"".join((*texts, encoded(meta), filters.encode()))).hexdigest()[:8]
    (index / "fragment").mkdir(parents=True)
    (index / "index").mkdir()
    for number, (page, text) in enumerate(zip(pages, texts, strict=True)):
        name = f"{f'{number:x}'[::-1]}-{version}"
        pages[number] = [name, *page[1:]] if isinstance(page, list) else page
        _write(index / "fragment" / f"{name}.pf_fragment", text)
    entry = json.loads(made.files["pagefind-entry.json"])
    (language,) = entry["languages"].values()
    language["hash"] = version
    _write(index / f"pagefind.{version}.pf_meta", SIGNATURE + encoded(meta))
    entry |= {**more, "filters": f"filters.{version}.json"}
    (index / str(entry["filters"])).write_text(filters, "utf-8")
    (index / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
    wanted = {"pagefind.js", "pagefind-worker.js", f"wasm.{language['wasm'] or 'unknown'}.pagefind"}
    for path, data in made.files.items():
        if path in wanted or path.startswith("index/"):
            (index / path).write_bytes(_undated(data))


def _read(packed: bytes) -> Value:
    data = gzip.decompress(packed)
    if not data.startswith(SIGNATURE):
        raise ValueError("the meta file does not begin as a file of Pagefind's")
    return decoded(data[len(SIGNATURE) :])


def _undated(file: bytes) -> bytes:
    """Return a file without the moment at which it was gzipped: Pagefind brings one of when its program was built.

    That is another one for each system. Source: RFC 1952, section 2.3.
    """
    return file[:4] + bytes(4) + file[8:] if file.startswith(b"\x1f\x8b") else file


def _write(file: Path, data: bytes) -> None:
    # gzip.compress names the system in the header with Python 3.11 and 3.12, and none with later ones; this never does.
    with file.open("wb") as opened, gzip.GzipFile("", "wb", 9, opened, mtime=0) as packed:
        packed.write(data)
