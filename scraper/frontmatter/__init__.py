"""Tip ⇄ Markdown file: the contract of a tip's front matter. Nothing else in the project knows this form.

    bytes ─► encoding.py ─► fences.py ─► mapping.py ─► values.py ─► Tip        Tip ─► writing.py ─► text
             text           front, body  keys, nodes   what they mean                 and fingerprints

    reading.py   the way from left to right: all problems of a text at once (`examine`), or the first one (`parse`)
    keys.py      the keys, in the order of the file        plain.py   texts as the form can hold them
    days.py      days in other forms than the contract's   breach.py  what is wrong, where, and what would mend it
    schema.py    the same contract for other programs

Only where something is wrong, and then in the words of people who write:

    lost_fences.py   a missing or misspelt "---"           blocks.py     each key for itself: all is told at once
    mishaps.py       what people write that can't be read  quotation.py  texts with the wrong quotes, or none
"""

from scraper.frontmatter.keys import KEYS
from scraper.frontmatter.plain import one_line, trimmed
from scraper.frontmatter.reading import Examined, examine, parse, read
from scraper.frontmatter.writing import fingerprint, is_edited, render, render_sealed, sealed

__all__ = [
    "KEYS",
    "Examined",
    "examine",
    "fingerprint",
    "is_edited",
    "one_line",
    "parse",
    "read",
    "render",
    "render_sealed",
    "sealed",
    "trimmed",
]
