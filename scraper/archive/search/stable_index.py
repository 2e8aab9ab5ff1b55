"""A stable search index: the same tips give the same bytes, under names that change whenever one byte does.

Pagefind names the text of each tip by a hash. A reader's browser loads all those names before the first search, and
10,000 hashes are 35 KB that no compression can touch. So all texts get one hash, and each a number behind it:
"1a2b3c4d-0", "1a2b3c4d-1". The number is also the tip's place in the archive's order, which the site's script sorts
and filters by.

The names stand in the meta file, which is gzipped CBOR (RFC 8949) behind a signature; Pagefind uses arrays, texts and
numbers of it. Source: pagefind_core_search/src/metadata in https://github.com/Pagefind/pagefind.
"""

import gzip
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from scraper.archive.search.cbor import Value, decoded, encoded

SIGNATURE = b"pagefind_dcd"
Fragment: TypeAlias = Mapping[str, object]


def publish(made: Path, index: Path, fragments: Sequence[Fragment], filters: str, more: Mapping[str, object]) -> None:
    """Write into an index folder what Pagefind made, with the tips' texts and the filters under names of their own.

    A fragment is what is loaded of a tip that is found; `word_count` in it says how many words Pagefind found. `more`
    is said in the entry file beside what Pagefind says there. Raises ValueError where Pagefind's files are not of the
    form that is known here, or not in the order of the fragments.
    """
    texts = [SIGNATURE + json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in fragments]
    old_meta = next(made.glob("*.pf_meta"), made / "*.pf_meta")
    meta = _read(old_meta)
    pages = meta[1] if isinstance(meta, list) and len(meta) > 1 else None
    if not isinstance(pages, list) or len(pages) != len(texts):
        raise ValueError(f"{old_meta.name} does not list {len(texts)} tips")
    version = hashlib.sha256(b"".join((*texts, encoded(meta), filters.encode()))).hexdigest()[:8]
    (index / "fragment").mkdir(parents=True)
    for number, (page, text) in enumerate(zip(pages, texts, strict=True)):
        if not isinstance(page, list) or page[1:] != [fragments[number]["word_count"]]:
            raise ValueError(f"{old_meta.name} does not list the tips in their order")
        page[0] = f"{version}-{number}"
        _write(index / "fragment" / f"{page[0]}.pf_fragment", text)
    entry = json.loads((made / "pagefind-entry.json").read_text("utf-8"))
    (language,) = entry["languages"].values()
    language["hash"] = version
    _write(index / f"pagefind.{version}.pf_meta", SIGNATURE + encoded(meta))
    entry |= {**more, "filters": f"filters.{version}.json"}
    (index / "filters.json").with_name(entry["filters"]).write_text(filters, "utf-8")
    (index / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
    shutil.copytree(made / "index", index / "index")
    for name in ("pagefind.js", "pagefind-worker.js", f"wasm.{language['wasm'] or 'unknown'}.pagefind"):
        shutil.copyfile(made / name, index / name)


def _read(file: Path) -> Value:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(SIGNATURE):
        raise ValueError(f"{file.name} does not begin as a file of Pagefind's")
    return decoded(data[len(SIGNATURE) :])


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(gzip.compress(data, 9, mtime=0))
