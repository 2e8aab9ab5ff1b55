"""A stable search index: the same site gives the same bytes.

Pagefind writes its filters in the order of a hash map, which is another one each time, and names files by their hash.
Source: https://github.com/Pagefind/pagefind/issues/638. This puts them in order and names them again. The files are
gzipped CBOR (RFC 8949), of which Pagefind uses arrays, texts and numbers, behind a signature.
"""

import gzip
import hashlib
from pathlib import Path
from typing import TypeAlias

_SIGNATURE = b"pagefind_dcd"
_NUMBER, _TEXT, _ARRAY = 0, 3, 4  # major types of RFC 8949, section 3.1

Value: TypeAlias = "int | str | list[Value]"


def stabilise(index: Path) -> None:
    """Rewrite the filters and the meta file of an index folder in an order of their own."""
    renamed: dict[str, str] = {}
    for file in sorted((index / "filter").glob("*.pf_filter")):
        content = _read(file)
        values = content[1] if isinstance(content, list) else None
        if isinstance(values, list):
            values.sort(key=str)
        renamed[file.stem] = _write(content, file, digits=7)
    entry = index / "pagefind-entry.json"
    text = entry.read_text("utf-8")
    for file in sorted(index.glob("*.pf_meta")):
        content = _with_names(_read(file), renamed)
        old, new = file.stem.partition(".")[2], _write(content, file, digits=10).partition(".")[2]
        text = text.replace(f'"{old}"', f'"{new}"')
    entry.write_text(text, "utf-8")


def _with_names(value: Value, renamed: dict[str, str]) -> Value:
    """Return the meta with filters by their new names, and the list of them in order."""
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, list):
        inner = [_with_names(item, renamed) for item in value]
        of_filters = any(isinstance(item, list) and item[1:] and item[1] in renamed.values() for item in inner)
        return sorted(inner, key=str) if of_filters else inner
    return value


def _read(file: Path) -> Value:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise ValueError(f"{file}: not a file of Pagefind's")
    value, end = _decode(data, len(_SIGNATURE))
    if end != len(data):
        raise ValueError(f"{file}: something stands behind the end")
    return value


def _write(value: Value, old: Path, digits: int) -> str:
    """Write a value in place of an old file under the name of its own hash, and return that name without ending."""
    data = _SIGNATURE + _encode(value)
    prefix, separator, _ = old.stem.rpartition("_")
    stem = f"{prefix}{separator}{hashlib.sha256(data).hexdigest()[:digits]}"
    old.unlink()
    old.with_name(stem + old.suffix).write_bytes(gzip.compress(data, mtime=0))
    return stem


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    """Return the value that begins at a byte, and where the next one begins."""
    major, short = data[at] >> 5, data[at] & 31
    at += 1
    number = short
    if short >= 24:
        width = 1 << (short - 24)
        number, at = int.from_bytes(data[at : at + width]), at + width
    if major == _NUMBER:
        return number, at
    if major == _TEXT:
        return data[at : at + number].decode(), at + number
    if major != _ARRAY or short > 27:
        raise ValueError(f"byte {at} of Pagefind's file is of a kind that is not expected")
    items: list[Value] = []
    for _ in range(number):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _encode(value: Value) -> bytes:
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + value.encode()
    return _head(_ARRAY, len(value)) + b"".join(_encode(item) for item in value)


def _head(major: int, number: int) -> bytes:
    """Return the kind of a value with its number or length, in as few bytes as there may be."""
    if number < 24:
        return bytes([major << 5 | number])
    width = next(width for width in (1, 2, 4, 8) if number < 1 << (8 * width))
    return bytes([major << 5 | 24 + width.bit_length() - 1]) + number.to_bytes(width)
