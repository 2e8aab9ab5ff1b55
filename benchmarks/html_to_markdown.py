"""HTML to Markdown, pages a second: this project's dialect of saved WordPress posts beside trafilatura.

    python benchmarks/html_to_markdown.py [PAGES]

Needs `pip install trafilatura lxml_html_clean`. Both read the same files, one after the other, in one process; of three
rounds the best counts.
"""

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.words import body, paragraph, sentence
from scraper.pages import read_pages
from scraper.source import Source
from scraper.sources import wordpress
from scraper.tip import Page

_SOURCE = Source("bell", "The Bell Letter", home="https://bell.example/")


def main() -> None:
    """Print a table: pages a second, and which share of the posts' words came through, and of the words around them."""
    try:
        import trafilatura  # noqa: PLC0415 -- only this script needs it
    except ImportError as error:
        sys.exit(f"This compares with trafilatura: pip install trafilatura lxml_html_clean ({error})")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        truths = _write(Path(folder), count)
        files = sorted(Path(folder).iterdir())

        def theirs(file: Path) -> str:
            html = file.read_text(encoding="utf-8")
            told = trafilatura.extract(html, output_format="markdown", include_links=True, include_images=True)
            return told or ""

        print(f"{count} saved posts, {sum(file.stat().st_size for file in files) / count / 1000:.0f} kB each")
        print(f"{'':20}{'pages/s':>10}{'words kept':>12}{'words added':>13}")
        for name, convert in (("tip-archive", _ours), (f"trafilatura {trafilatura.__version__}", theirs)):
            seconds, texts = _timed(convert, files)
            kept, added = _compared(texts, truths)
            print(f"{name:20}{count / seconds:>10.0f}{kept:>12.1%}{added:>13.1%}")


def _ours(file: Path) -> str:
    return "\n\n".join(
        seen.body
        for page in read_pages(file)
        if isinstance(page, Page)
        for seen in wordpress.read(page, _SOURCE).sightings
    )


def _timed(convert: Callable[[Path], str], files: list[Path]) -> tuple[float, list[str]]:
    best, texts = float("inf"), list[str]()
    for _ in range(3):
        begun = time.perf_counter()
        texts = [convert(file) for file in files]
        best = min(best, time.perf_counter() - begun)
    return best, texts


def _compared(texts: list[str], truths: list[str]) -> tuple[float, float]:
    kept = added = total = 0
    for text, truth in zip(texts, truths, strict=True):
        said, meant = _words(re.sub(r"\]\([^)]*\)", "]", text)), _words(re.sub(r"<[^>]*>", " ", truth))
        kept += (said & meant).total()
        added += (said - meant).total()
        total += meant.total()
    return kept / total, added / total


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _write(folder: Path, count: int) -> list[str]:
    """Write so many pages of posts, each with all that stands around one; return the posts' own HTML."""
    random_ = random.Random(1)  # noqa: S311 -- the same pages each time
    truths: list[str] = []
    for number in range(count):
        text = body(random_, random_.randint(5, 14))
        truths.append(text)
        (folder / f"{number:05}.html").write_text(_page(random_, number, text), encoding="utf-8")
    return truths


def _page(random_: random.Random, number: int, text: str) -> str:
    title = sentence(random_)[:-1]
    menu = "".join(f'<li><a href="/{n}/">{sentence(random_)[:-1]}</a></li>' for n in range(12))
    recent = "".join(f'<li><a href="/{n}/">{sentence(random_)[:-1]}</a></li>' for n in range(10))
    comments = "".join(
        f'<li class="comment"><article><p>{paragraph(random_)}</p></article></li>' for _ in range(random_.randint(0, 5))
    )
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{title} – The Bell Letter</title>
<link rel="canonical" href="https://bell.example/{number}/"></head>
<body class="single single-post"><header><p class="site-title">The Bell Letter</p><nav><ul>{menu}</ul></nav></header>
<main><article class="post hentry"><h1 class="entry-title">{title}</h1>
<div class="entry-meta"><time class="entry-date published" datetime="2024-03-05T09:00:00-05:00">5 March</time></div>
<div class="entry-content">
{text}
</div>
<footer class="entry-footer"><span class="tags-links"><a href="/tag/phone/" rel="tag">phone</a></span></footer>
</article>
<div id="comments" class="comments-area"><ol class="commentlist">{comments}</ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><ul>{recent}</ul></section></aside>
<footer><p>{paragraph(random_)}</p></footer></body></html>
"""


if __name__ == "__main__":
    main()
