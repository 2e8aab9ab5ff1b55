"""Tips for the benchmarks: prose by Zipf's law over a large vocabulary, the same for the same number."""

import datetime
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path, PurePosixPath

from benchmarks.words import WORDS
from scraper.frontmatter import render
from scraper.tip import FiledTip, Precision, Tip, TipDate

_VOCABULARY = 25_000  # about what ten thousand short texts of many people hold
_TAGS = 60
_AUTHORS = ("Ada Fenwick", "Jonas Prill", "Marta Lindqvist", "Sam Okafor", "Ines Duarte", "")
_FIRST_DAY, _DAYS = datetime.date(2009, 7, 7), 17 * 365
_GOLDEN = 0.618033988749895


def write_tips(folder: Path, number: int) -> None:
    """Write the first tips of the series into a folder, as their files."""
    for filed in generate(number):
        path = folder / filed.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(filed.tip), "utf-8")


def generate(number: int) -> Iterator[FiledTip]:
    """Yield the first tips of a series that has no end: each is the same however many follow."""
    prose = _Prose()
    for n in range(number):
        yield prose.tip(n)


class _Prose:
    """Chooses words as a language does: the word of rank n is about as frequent as 1/n.

    Source: Zipf's law in Mandelbrot's form.
    """

    def __init__(self) -> None:
        self.words = _vocabulary()
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(_VOCABULARY)))
        self.tags = [" ".join(self.words[400 + n : 401 + n + n % 2]) for n in range(0, 2 * _TAGS, 2)]
        self.tag_weights = list(accumulate(1 / (rank + 3) for rank in range(_TAGS)))

    def tip(self, number: int) -> FiledTip:
        random_ = random.Random(number)  # noqa: S311 -- the same tip each time
        about = random_.choices(self.words[150:], k=8)  # what this one comes back to
        title = f"{' '.join(self._some(random_, about, random_.randint(2, 6)))} {number}".capitalize()
        tip = Tip(
            title=title,
            body=self._body(random_, about),
            date=_date(number),
            tags=tuple(
                dict.fromkeys(random_.choices(self.tags, cum_weights=self.tag_weights, k=random_.randint(1, 4)))
            ),
            author=random_.choices(_AUTHORS, weights=(6, 3, 2, 2, 1, 3))[0],
            source="bell",
            source_url=f"https://bell.example/{number}/",
        )
        return FiledTip(PurePosixPath(tip.folder, f"{'-'.join(title.lower().split())}.md"), tip)

    def _body(self, random_: random.Random, about: list[str]) -> str:
        """Return Markdown of some 250 words; one in forty tips has more than 600."""
        left = min(1_200, int(random_.lognormvariate(5.5, 0.45)))
        parts: list[str] = []
        while left > 0:
            sentences = [self._sentence(random_, about) for _ in range(random_.randint(2, 5))]
            left -= sum(len(sentence.split()) for sentence in sentences)
            match random_.randrange(12):
                case 0:
                    parts.append("\n".join(f"- {sentence}" for sentence in sentences))
                case 1:
                    parts.append(f"> {sentences[0]}")
                case 2:
                    parts += [f"## {sentences[0][:-1]}", " ".join(sentences[1:])]
                case 3:
                    parts.append(f"[{sentences[0][:-1]}](https://bell.example/more/). {' '.join(sentences[1:])}")
                case 4:
                    parts.append(f"**{sentences[0]}** {' '.join(sentences[1:])}")
                case _:
                    parts.append(" ".join(sentences))
        return "\n\n".join(parts)

    def _sentence(self, random_: random.Random, about: list[str]) -> str:
        return f"{' '.join(self._some(random_, about, random_.randint(6, 18))).capitalize()}."

    def _some(self, random_: random.Random, about: list[str], number: int) -> list[str]:
        words = random_.choices(self.words, cum_weights=self.weights, k=number)
        return [random_.choice(about) if random_.random() < 0.08 else word for word in words]


def _date(number: int) -> TipDate | None:
    """Return a day; days lie evenly over the years, however few tips there are. Some are known less well, or not."""
    if number % 100 == 99:
        return None
    day = _FIRST_DAY + datetime.timedelta(days=int(number * _GOLDEN % 1 * _DAYS))
    if number % 50 == 49:
        return TipDate(day.replace(day=1), Precision.MONTH)
    return TipDate(day)


def _vocabulary() -> list[str]:
    """Return words from the most to the least frequent: plain ones, then made-up ones, which grow longer."""
    random_ = random.Random(1)  # noqa: S311 -- the same words each time
    words = dict.fromkeys(WORDS)
    while len(words) < _VOCABULARY:
        syllables = 2 if len(words) < 4_000 else 3
        word = "".join(
            random_.choice(
                ("b", "br", "c", "d", "f", "g", "gr", "h", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
            )
            + random_.choice("aeiou")
            + random_.choice(("", "", "l", "m", "n", "r", "s"))
            for _ in range(syllables)
        )
        words[word + random_.choice(("", "", "", "er", "ing", "ly", "s", "ed"))] = None
    return list(words)
