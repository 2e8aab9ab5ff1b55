"""Kinds of pictures: told by their content, whatever name or header says, with the size at which they show.

Only kinds that a browser can do nothing with but show them are among them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

LARGEST = 10 * 2**20  # bytes of a picture's file
_LARGEST_AREA = 100_000_000  # pixels: what a reader's browser has to unpack

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture: how its files end and begin, and what tells their width and height, 0 where it is missing."""

    ending: str
    signature: re.Pattern[bytes]
    size: Callable[[bytes], Size]


def _png(content: bytes) -> Size:
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _gif(content: bytes) -> Size:
    return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")


def _jpeg(content: bytes) -> Size:
    """Source: ITU T.81, B.1.1 and B.2.2: the first segment SOFn, of which three numbers mean something else."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0


def _webp(content: bytes) -> Size:
    """Source: RFC 9649, 2.5 to 2.7: lossy, lossless and extended files."""
    match content[12:16]:
        case b"VP8 ":
            sides = (int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (26, 28))
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            sides = ((bits >> shift & 0x3FFF) + 1 for shift in (0, 14))
        case _:
            sides = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
    width, height = sides
    return width, height


def _avif(content: bytes) -> Size:
    """Source: ISO/IEC 23008-12, 6.5.3: each image of a file tells its extent, and none is larger than the whole."""
    sizes = [(int.from_bytes(m[1]), int.from_bytes(m[2])) for m in re.finditer(rb"(?s)ispe\0{4}(.{4})(.{4})", content)]
    return max(sizes, default=(0, 0))


# Source: WHATWG MIME Sniffing, 6.1; of AVIF, which is not in it, the AV1 Image File Format, 6.
KINDS = (
    Kind("jpg", re.compile(rb"\xff\xd8\xff"), _jpeg),
    Kind("png", re.compile(rb"\x89PNG\r\n\x1a\n"), _png),
    Kind("gif", re.compile(rb"GIF8[79]a"), _gif),
    Kind("webp", re.compile(rb"(?s)RIFF.{4}WEBPVP8[ LX]"), _webp),
    Kind("avif", re.compile(rb"(?s).{4}ftyp(?:.{4}){0,16}?avi[fs]"), _avif),
)
# What comes in a picture's place, by how it begins.
_OTHERS = (
    (re.compile(rb"(?i)\s*<(?:!DOCTYPE html|html|head|body)\b"), "a web page, not a picture"),
    (re.compile(rb"(?s).{0,1000}<svg\b"), "an SVG, which may hold scripts"),
    (re.compile(rb"\Z"), "empty"),
)


def examine(content: bytes) -> Kind | str:
    """Return the kind of a picture; or else what the content is, which will not do."""
    if len(content) > LARGEST:
        return f"larger than {LARGEST // 2**20} MB"
    kind = next((one for one in KINDS if one.signature.match(content)), None)
    if kind is None:
        return next((why for pattern, why in _OTHERS if pattern.match(content)), "of no kind of picture that is known")
    width, height = kind.size(content)
    if not width or not height:
        return "a damaged picture"
    if width * height > _LARGEST_AREA:
        return f"a picture of {width} × {height} pixels, more than a browser should unpack"
    return kind
