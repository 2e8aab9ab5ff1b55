"""Related tips of archives of 1,000 and 10,000 generated tips: seconds, and memory on top of the archive's own.

python -m benchmarks.related
"""

import datetime
import random
import resource
import sys
import time
from itertools import accumulate
from pathlib import PurePosixPath

from benchmarks.words import sentence
from scraper.archive.archive import Entry, build_archive
from scraper.archive.views.related import related
from scraper.tip import FiledTip, Tip, TipDate
from scraper.vocabulary import Vocabulary

_RARE = 20_000  # words that a few tips share each, by Zipf's law, as in any language
_TAGS = 22


def main() -> None:
    """Relate each archive's tips, and print what it took."""
    for number in (1_000, 10_000):
        entries = _entries(number)
        words = sum(len(entry.tip.body.split()) for entry in entries)
        before, begun = _peak(), time.perf_counter()
        found = related(entries)
        seconds, memory = time.perf_counter() - begun, _peak() - before
        mean = sum(map(len, found.values())) / number
        print(
            f"{number:,} tips of {words // number} words: {seconds:.1f} s, {memory:.0f} MB; {mean:.1f} relatives each"
        )


def _entries(number: int) -> tuple[Entry, ...]:
    random_ = random.Random(1)  # noqa: S311 -- the same archive each time
    rare = [sentence(random_).replace(" ", "")[:12].lower() + chr(ord("a") + n % 26) for n in range(_RARE)]
    weights = list(accumulate(1 / (n + 1) for n in range(_RARE)))
    start = datetime.date(2010, 1, 1)
    tips = []
    for n in range(number):
        about = random_.choices(rare, cum_weights=weights, k=30)
        text = (f"{sentence(random_)} {' '.join(random_.choices(about, k=6))}." for _ in range(25))
        tip = Tip(
            title=f"{sentence(random_)[:-1]} {about[0]}",
            body="\n\n".join(text),
            date=TipDate(start + datetime.timedelta(days=n % 5_000)),
            tags=tuple(f"tag {tag}" for tag in random_.sample(range(_TAGS), k=random_.randint(1, 3))),
        )
        tips.append(FiledTip(PurePosixPath(tip.folder, f"tip-{n}.md"), tip))
    archive, _ = build_archive(tips, Vocabulary())
    return archive.entries


def _peak() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


if __name__ == "__main__":
    main()
