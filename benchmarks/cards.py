"""Social cards: how long a site's take when all of them are drawn, and when all of them lie in the cache.

python -m benchmarks.cards [TIPS]
"""

import datetime
import random
import sys
import tempfile
import time
from pathlib import Path, PurePosixPath

from benchmarks.words import sentence
from scraper.archive.archive import build_archive
from scraper.archive.cards.card import read_template
from scraper.archive.cards.cards import cards
from scraper.archive.settings import Settings
from scraper.tip import FiledTip, Tip, TipDate
from scraper.vocabulary import Vocabulary

_SETTINGS = Settings("Tuesday Tips", "Small lessons in service and people skills.", "https://bell.example/")
_FIRST = datetime.date(1990, 1, 2)


def main() -> None:
    """Print the seconds of both, and the size of a card."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random_ = random.Random(4)  # noqa: S311 -- the same titles each time
    archive, _ = build_archive([_tip(random_, number) for number in range(count)], Vocabulary())
    template = read_template(Path("overrides"))
    with tempfile.TemporaryDirectory() as folder:
        for what in ("all drawn", "all in the cache"):
            start = time.perf_counter()
            found = cards(archive, _SETTINGS, template, Path(folder)).kept
            print(f"{len(found)} cards, {what}: {time.perf_counter() - start:.1f} s")
        sizes = sorted(path.stat().st_size for path in found.values())
    print(f"a card has {sum(sizes) / len(sizes) / 1000:.1f} kB on average, the largest {sizes[-1] / 1000:.1f}")


def _tip(random_: random.Random, number: int) -> FiledTip:
    """Return a tip of its week, whose title has three to nine words."""
    title = " ".join(sentence(random_)[:-1].split()[: random_.randint(3, 9)])
    date = TipDate(_FIRST + datetime.timedelta(weeks=number % 1800))
    tip = Tip(title=title, body="Say it in one breath.", date=date, author="Ada Fenwick", tags=("phone", "writing"))
    return FiledTip(PurePosixPath(tip.folder, f"tip-{number}.md"), tip)


if __name__ == "__main__":
    main()
