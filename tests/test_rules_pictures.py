"""Pictures: huge, without words, elsewhere."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from scraper.frontmatter import render_sealed
from tests.editor_fixtures import FRONT, a_desk, found
from tests.site_fixtures import DOT, a_tip

SMALLER = "Make it smaller: at most 2560 pixels wide and 500 kB."
DESCRIBE = "Write between the brackets what it shows, for whoever can't see it: ![A bell on a desk](…)."
ELSEWHERE = (
    "TIP506 the picture lies on another site, so a link stands in its place here. "
    "Put a copy beside the tip, if its owner lets you."
)


def picture(width: int, height: int, form: str) -> bytes:
    made = io.BytesIO()
    Image.new("1" if form == "PNG" else "RGB", (width, height)).save(made, form)
    return made.getvalue()


def bomb() -> bytes:
    """Return a few bytes that say that they are a picture of 10,000,000,000 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return DOT[:8] + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


FILES = {
    "2026/dot.png": DOT,
    "2026/heavy.jpg": picture(40, 30, "JPEG") + bytes(500_000),
    "2026/wide.png": picture(2561, 10, "PNG"),
    "2026/high.webp": picture(10, 3000, "WEBP"),
    "2026/edge.gif": picture(2560, 2560, "GIF"),
    "2026/bomb.png": bomb(),
    "2026/broken.jpg": b"\xff\xd8\xff" + b"\xff" * 300_000,
    "2026/empty.png": b"",
    "2025/far.jpg": picture(4000, 4000, "JPEG"),
}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("![A dot](dot.png)", []),
        ("![A wall](heavy.jpg)", [f'9:11: TIP504 the picture "heavy.jpg" has 501 kB. {SMALLER}']),
        ("![A wall](wide.png)", [f'9:11: TIP504 the picture "wide.png" has 2561 × 10 pixels. {SMALLER}']),
        ("![A tower](./high.webp)", [f'9:12: TIP504 the picture "./high.webp" has 10 × 3000 pixels. {SMALLER}']),
        ("![A wall](bomb.png)", [f'9:11: TIP504 the picture "bomb.png" has 100000 × 100000 pixels. {SMALLER}']),
        (
            "![A hall](../2025/far.jpg)",
            [f'9:11: TIP504 the picture "../2025/far.jpg" has 4000 × 4000 pixels. {SMALLER}'],
        ),
        ("![An edge](edge.gif) ![Broken](broken.jpg) ![Empty](empty.png)", []),
        ("[A wall](heavy.jpg) `![A wall](heavy.jpg)`", []),
        ("![](dot.png)", [f"9:1: TIP505 the picture has no description. {DESCRIBE}"]),
        ("Text ![ ](dot.png)", [f"9:6: TIP505 the picture has no description. {DESCRIBE}"]),
        ("![dot.png](dot.png)", [f'9:1: TIP505 "dot.png" does not say what the picture shows. {DESCRIBE}']),
        ("![IMG_2041](dot.png)", [f'9:1: TIP505 "IMG_2041" does not say what the picture shows. {DESCRIBE}']),
        ("![image](dot.png)", [f'9:1: TIP505 "image" does not say what the picture shows. {DESCRIBE}']),
        ("[![][d]](https://x.example)\n\n[d]: dot.png", [f"9:2: TIP505 the picture has no description. {DESCRIBE}"]),
        ("![Image of a desk](dot.png) ![Images 1 and 2](dot.png) ![Desk 7](dot.png)", []),
        ("![A bell](https://x.example/b.png)", [f"9:11: {ELSEWHERE}"]),
        ("![A bell](//x.example/b.png)", [f"9:11: {ELSEWHERE}"]),
    ],
)
def test_pictures(body: str, told: list[str], tmp_path: Path) -> None:
    desk = a_desk(tmp_path, FILES | {"2026/a.md": f"{FRONT}\n{body}\n"})
    said = found(desk, "TIP504", "TIP505", "TIP506")
    assert said == [f"2026/a.md:{one}" for one in told]


def test_a_scraped_tip_has_the_pictures_of_its_source(tmp_path: Path) -> None:
    content = render_sealed(a_tip("A", "2026-03-03", "![](heavy.jpg)\n\n![](https://x.example/b.png)"))
    assert found(a_desk(tmp_path / "scraped", FILES | {"2026/a.md": content}), "TIP50") == []
    edited = content.replace("title: A", "title: B")
    assert len(found(a_desk(tmp_path / "edited", FILES | {"2026/a.md": edited}), "TIP50")) == 4
