"""Text for the benchmarks: sentences of plain words, the same for the same seed."""

import random
import re

WORDS = re.findall(
    r"\w+",
    """
    a and answer ask before bell call calm careful clear colleague counter customer desk door early evening every
    few first follow friendly guest hand help honest idea in it keep kind last leave letter line listen little
    long look mistake moment morning name need new note of often on once open order patient phone plain promise
    question quick quiet reason reply rest say second service short slow small smile sorry speak still story thank
    the their then they time to tone trust try two visit voice wait warm week word work write yes you
    """,
)


def sentence(random_: random.Random) -> str:
    """Return a sentence of 6 to 18 words; now and then one of them is emphasised by the caller."""
    words = random_.choices(WORDS, k=random_.randint(6, 18))
    return f"{' '.join(words).capitalize()}."


def paragraph(random_: random.Random) -> str:
    """Return three to six sentences."""
    return " ".join(sentence(random_) for _ in range(random_.randint(3, 6)))


def body(random_: random.Random, paragraphs: int) -> str:
    """Return a post's HTML: paragraphs with links and emphasis, headings, a list and a quotation."""
    parts: list[str] = []
    for number in range(paragraphs):
        text = paragraph(random_)
        first, _, rest = text.partition(" ")
        if number % 4 == 1:
            parts.append(f"<h3>{sentence(random_)[:-1]}</h3>")
        if number % 3 == 0:
            text = f'{first} <a href="https://bell.example/{number}/">{sentence(random_)[:-1]}</a> {rest}'
        elif number % 3 == 1:
            text = f"<strong>{first}</strong> {rest} <em>{sentence(random_)}</em>"
        parts.append(f"<p>{text}</p>")
        if number % 5 == 2:
            parts.append("<ul>" + "".join(f"<li>{sentence(random_)}</li>" for _ in range(4)) + "</ul>")
        if number % 7 == 3:
            parts.append(f"<blockquote><p>{sentence(random_)}</p></blockquote>")
    return "\n".join(parts)
