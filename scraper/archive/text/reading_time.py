"""Reading time: how long a text takes, from the words in it."""

import functools
import re

_A_MINUTE = 230  # words of silent reading, about. Source: Brysbaert 2019, doi:10.1016/j.jml.2019.104047
# Scripts that put no blanks between words: two of their characters count as a word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_](?:[\w’'-]*\w)?")
# It looks at no character more than twice, whatever a file holds.
_NOT_READ = re.compile(r"\]\([^)\s\[\]]*\)|<[^<>]*>|^[ \t]*\[[^\]\n]+\]:.*$", re.MULTILINE)


@functools.lru_cache(maxsize=2**12)  # of one tip it is asked several times
def word_count(markdown: str) -> int:
    """Return about how many words a Markdown text has, leaving out addresses and tags."""
    text = _NOT_READ.sub(" ", markdown)
    unspaced = len(UNSPACED.findall(text))
    return len(_WORD.findall(UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def minutes(words: int) -> int:
    """Return the minutes that reading so many words takes, at least one."""
    return max(1, round(words / _A_MINUTE))
