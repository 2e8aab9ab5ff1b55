"""Untrusted text as Markdown that shows just this text, wherever in a line or a table it stands.

Titles, names of files and tags are anybody's who opens a pull request. As character references they are no markup
(CommonMark 0.31, "Entity and numeric character references": they can't stand for signs of structure). GitHub goes
through the finished page again, for what it makes links and pictures of: a blank of no width ends what begins so.
"""

import re

from scraper.editor.formats.visible import visible
from scraper.report.markup import quiet

# Beside what calls people and issues: addresses with and without a scheme, of mail, and ":smile:".
_LIVE = re.compile(r"@(?=_)|:(?=//)|\bwww(?=\.)|:(?=[\w+-]+:)", re.IGNORECASE | re.ASCII)
_NO_WIDTH = "\u200b"  # none of the text's own is left: `visible` spells it out
_REFERENCES = str.maketrans({sign: f"&#{ord(sign)};" for sign in (*r"\`*_[]<>&|~#$@", _NO_WIDTH)})
_BEGINS_SOMETHING = re.compile(r"(\d*)([-+=:.)])")  # a list or a line below a heading, where it comes first
_MORE = "…"


def shown(text: str, most: int = 200) -> str:
    """Return a text in one line, cut to so many characters, as Markdown that shows it and does nothing else."""
    line = " ".join(visible(text).split())
    if len(line) > most:
        line = line[: most - 1] + _MORE
    marked = _LIVE.sub(rf"\g<0>{_NO_WIDTH}", quiet(line)).translate(_REFERENCES)
    if first := _BEGINS_SOMETHING.match(marked):
        marked = f"{first[1]}&#{ord(first[2])};{marked[first.end() :]}"
    return marked


def named(text: str, most: int = 200) -> str:
    """Return the same in the letters of code, for the name of a file; a span of code would end at a "|" in a table."""
    return f"<code>{shown(text, most)}</code>"
