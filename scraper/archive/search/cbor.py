"""CBOR, as far as Pagefind's meta file uses it: arrays, texts and numbers. Source: RFC 8949, section 3."""

from typing import TypeAlias

_NUMBER, _TEXT, _ARRAY = 0, 3, 4  # major types, section 3.1

Value: TypeAlias = "int | str | list[Value]"


def decoded(data: bytes) -> Value:
    """Return the one value that data holds; raise ValueError where it is of another kind, or not whole."""
    try:
        value, end = _decode(data, 0)
    except IndexError:
        raise ValueError("the value ends before its end") from None
    if end != len(data):
        raise ValueError("something stands behind the value")
    return value


def encoded(value: Value) -> bytes:
    """Return a value in its shortest form."""
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + value.encode()
    return _head(_ARRAY, len(value)) + b"".join(encoded(item) for item in value)


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    """Return the value that begins at a byte, and where the next one begins."""
    major, short = data[at] >> 5, data[at] & 31
    at += 1
    number = short
    if major not in (_NUMBER, _TEXT, _ARRAY) or short > 27:
        raise ValueError(f"byte {at} begins a value of a kind that is not expected")
    if short >= 24:
        width = 1 << (short - 24)
        number, at = int.from_bytes(data[at : at + width]), at + width
    if major == _NUMBER:
        return number, at
    if major == _TEXT:
        return data[at : at + number].decode(), at + number
    items: list[Value] = []
    for _ in range(number):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _head(major: int, number: int) -> bytes:
    """Return the kind of a value with its number or length, in as few bytes as there may be."""
    if number < 24:
        return bytes([major << 5 | number])
    width = next(width for width in (1, 2, 4, 8) if number < 1 << (8 * width))
    return bytes([major << 5 | 24 + width.bit_length() - 1]) + number.to_bytes(width)
