"""What differs between two versions of one tip, in the words of an editor: "tags", "+ phone, − email"."""

from collections import Counter
from collections.abc import Iterator

from scraper.archive.datewords import in_words
from scraper.archive.text.reading_time import UNSPACED
from scraper.change import differences
from scraper.counted import counted
from scraper.tip import Tip, TipDate

_NAMES = {"source_url": "address of the source", "aliases": "old addresses", "lang": "language", "body": "text"}
_LONG = 80  # characters of a value; the pull request itself shows the rest


def what_differs(before: Tip, after: Tip) -> Iterator[tuple[str, str]]:
    """Yield what each part is called, and how it changed, in the order of the file; nothing where only its form did."""
    for key in differences(before, after):
        was, now = getattr(before, key), getattr(after, key)
        if key == "body":
            how = _text(was, now)
        elif isinstance(was, tuple):
            how = _list(was, now)
        else:
            how = f"{_value(was)} → {_value(now)}"
        yield _NAMES.get(key, key), how


def _value(value: object) -> str:
    if isinstance(value, TipDate):
        return in_words(value)
    text = str(value or "")
    if not text:
        return "none"
    return f"“{text if len(text) <= _LONG else text[:_LONG] + '…'}”"


def _list(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    come = [f"+ {one}" for one in after if one not in before]
    gone = [f"− {one}" for one in before if one not in after]
    return ", ".join((*come, *gone)) or "in another order"


def _text(before: str, after: str) -> str:
    """Say how many words came and went. Those that only stand elsewhere now did neither."""
    was, now = (Counter(UNSPACED.sub(r" \g<0> ", text).split()) for text in (before, after))
    come, gone = (now - was).total(), (was - now).total()
    if come and gone:
        return f"{counted(come, 'word')} added, {gone:,} taken out"
    if come or gone:
        return f"{counted(come, 'word')} added" if come else f"{counted(gone, 'word')} taken out"
    return "the same words in another order or form"
