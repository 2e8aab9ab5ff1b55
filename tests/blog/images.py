"""Small valid images, made here, so that the repository holds no binary files for them."""

import struct
import zlib


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a grey image. Source: W3C, Portable Network Graphics (PNG) Specification, sections 5 and 11."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = (b"\0" + bytes([128]) * width) * height
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """Return a grey image in baseline JPEG. Source: ITU-T T.81, annexes B and F.

    Each of its two Huffman tables knows one word, a single 0 bit: "the same brightness" and "nothing more". So a block
    of eight by eight pixels is two 0 bits.
    """
    blocks = -(-width // 8) * -(-height // 8)
    bits = "00" * blocks
    scan = int(bits + "1" * (-len(bits) % 8), 2).to_bytes(-(-len(bits) // 8), "big")
    one_word = bytes([1, *[0] * 15, 0])
    segments = (
        (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        (0xDB, b"\0" + bytes([16]) * 64),
        (0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"),
        (0xC4, b"\x00" + one_word),
        (0xC4, b"\x10" + one_word),
        (0xDA, b"\x01\x01\x00\x00\x3f\x00"),
    )
    start = b"".join(b"\xff" + bytes([kind]) + struct.pack(">H", len(data) + 2) + data for kind, data in segments)
    return b"\xff\xd8" + start + scan + b"\xff\xd9"
