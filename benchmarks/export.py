"""A WordPress export of 300 MB through `tips scrape`: seconds, peak memory, and what a second run costs.

python benchmarks/export.py [MEGABYTES]
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.words import body, sentence

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Bell Letter</title><link>https://bell.example</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Lee</wp:author_display_name></wp:author>
"""


def main() -> None:
    """Make the export, scrape it twice, and print what each run took."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        posts = _write(folder / "export.xml", megabytes * 1_000_000)
        (folder / "sources.toml").write_text('[bell]\ntitle = "The Bell Letter"\npages = ["export.xml"]\n', "utf-8")
        print(f"an export of {megabytes} MB with {posts:,} posts")
        for run in ("first run", "second run"):
            seconds, peak = _scrape(folder)
            print(f"{run}: {seconds:.0f} s, {posts / seconds:.0f} posts a second, {peak:.0f} MB at most")


def _write(file: Path, size: int) -> int:
    random_ = random.Random(1)  # noqa: S311 -- the same export each time
    posts = written = 0
    with file.open("w", encoding="utf-8") as out:
        written += out.write(_HEAD)
        while written < size:
            posts += 1
            written += out.write(_item(random_, posts))
        out.write("</channel></rss>\n")
    return posts


def _item(random_: random.Random, number: int) -> str:
    year, month, day = 2000 + number % 25, 1 + number % 12, 1 + number % 28
    return f"""<item><title>{sentence(random_)[:-1]} {number}</title><link>https://bell.example/{number}/</link>
<dc:creator>ann</dc:creator><guid isPermaLink="false">https://bell.example/?p={number}</guid>
<content:encoded><![CDATA[{body(random_, random_.randint(6, 30))}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>{year}-{month:02}-{day:02} 09:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
<category domain="category" nicename="desk"><![CDATA[Front Desk]]></category>
<category domain="post_tag" nicename="phone"><![CDATA[phone]]></category>
<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>
</item>
"""


def _scrape(folder: Path) -> tuple[float, float]:
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "scraper", "scrape"], cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("the scrape failed; run it by hand to see why")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - begun, usage.ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
