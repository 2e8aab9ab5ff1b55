"""Stems: the words of a Markdown text that say what it is about, cut so that "calls" and "calling" are the same.

It reads the marks of Markdown as blanks instead of rendering them, which is a hundred times as fast.
"""

import functools
import html
import re
import unicodedata
from collections.abc import Collection
from itertools import chain, pairwise

# Where links lead, and tags: what a reader does not read. No pattern can look at a character more than twice.
_UNREAD = re.compile(r"\]\([^()\n]*\)|<[!/a-z][^<>]*>|\b(?:https?:|mailto:|www\.)\S+")
_SIGNS_OF_IT = ("](", "<", "http", "mailto:", "www.")  # most texts have none, which is quickly seen
# Scripts that leave no blanks between words (Thai to Khmer, Japanese, Chinese), and Korean, which joins particles to
# them: there, two neighbouring characters stand for a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
# Letters of a word, and of its stem. Languages inflect the end of a word; of foreign ones more has to be cut off.
_SHORTEST, _LONGEST, _FOREIGN = 3, 7, 5

# English endings, before which four letters have to stay.
_PLURAL = re.compile(r"(?<=\w\w)ie[sd]$")
_ENDING = re.compile(
    r"(?<=\w{4})(?:(?:i[sz])?ations?|at(?:e[sd]?|ing|ions?)|i[sz](?:e[sd]?|ing)|ions?|ings?|e[sd]?|ly|(?<!s)s)$"
    r"|(?<=\w{5})y$"
)
# English words that say nothing of a text's subject. In a small archive some of them are rare by chance. Those of other
# languages are told by how many tips have them, which is enough once there are some hundred tips.
_EMPTY = frozenset(
    """
    about above across actually after again against all almost alone along already also although always among and
    another any anybody anyone anything are aren around away back became because become been before behind being below
    best better between both but came can cannot come could couldn did didn does doesn doing don done down during each
    either else enough especially etc even ever every everybody everyone everything far few first five for four from
    further gave get gets getting give given gives goes going gone good got great had hadn half has hasn have haven
    having heard help her here hers herself him himself his how however hundred indeed instead into isn its itself just
    keep kept kind knew know known knows last later least less let lets like little long look looked lot made make makes
    making many may maybe might mine more most much must myself near nearly need needs neither never new next nobody
    none nor not nothing now off often once one only onto other others our ours ourselves out over own per perhaps
    possible put quite rather really right said same saw say says see seem seems seen shall she should shouldn since
    some somebody someone something sometimes soon still such take taken takes tell ten than that the their theirs them
    themselves then there these they thing things think third this those though thought three through thus till
    together told too took toward towards tried try trying turn twenty twice two under until upon use used using usually
    very want wants was wasn way ways well went were weren what whatever when where whether which while who whole whom
    whose why will with within without won would wouldn yes yet you your yours yourself yourselves
    minute minutes hour hours day days week weeks month months year years today tomorrow yesterday morning afternoon
    evening night time times monday tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905 -- one word a line would be a long page
)


class _Letters(dict[int, int]):
    """What stays of each character: letters, digits, and the marks without which some scripts can't be read.

    Regular expressions count no marks among the characters of words.
    """

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in "LMN" else ord(" ")
        return self[code]


_LETTERS = _Letters()


def stems(text: str) -> list[str]:
    """Return the stems of a Markdown text in order, each as often as its word stands there."""
    return list(chain.from_iterable(map(_stems, _words(text))))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    if any(sign in plain for sign in _SIGNS_OF_IT):
        plain = _UNREAD.sub(" ", plain)
    return html.unescape(plain).translate(_LETTERS).split()


@functools.lru_cache(maxsize=2**16)
def _stems(word: str) -> tuple[str, ...]:
    """Return what a word is compared by: its stem, the pairs of its characters, or nothing where it says nothing."""
    if _UNSPACED.search(word):
        return tuple(map("".join, pairwise(word)))
    if len(word) < _SHORTEST or word in _EMPTY or not word[0].isalpha():
        return ()
    return (_ENDING.sub("", _PLURAL.sub("y", word))[: _LONGEST if word.isascii() else _FOREIGN],)


def spelt(text: str, wanted: Collection[str]) -> dict[str, str]:
    """Return for each wanted stem that a text has the first of its words there, in small letters, in their order."""
    found: dict[str, str] = {}
    for word in _words(text):
        for stem in _stems(word):
            if stem in wanted:
                found.setdefault(stem, word)
    return found
