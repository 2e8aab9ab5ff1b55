"""Texts of others in Markdown of ours: each is shown as it is, and does nothing, on GitHub no more than elsewhere."""

import re
from collections.abc import Iterable, Iterator

_MARKUP = re.compile(r"([\\`*_\[\]<>&|~#])")
_UNSEEN = "\u200b"  # ZERO WIDTH SPACE

# What GitHub takes for more than text, each up to where it is cut in two. In code it leaves them alone; but when a pull
# request is merged, its text may become the message of a commit, where there is no code.
# Sources: docs.github.com, "Autolinked references and URLs", "Using keywords in issues and pull requests" and "Skipping
# workflow runs".
_CALLS = (
    r"@(?=[a-z0-9])",  # people, teams, and commits such as owner/name@0a1b2c3
    r"#(?=\d)",  # issues: #12, owner/name#12; after "fixes", a merge closes them
    r"\bgh-(?=\d)",
    r"/(?:issues|pull|discussions)/(?=\d)",
    r"\[(?=(?:skip ci|ci skip|no ci|skip actions|actions skip)\])",  # a commit of which no workflow is run
    r"\bskip-checks(?=:)",
)
_CALL = re.compile("|".join(_CALLS), re.IGNORECASE | re.ASCII)


def quiet(text: str) -> str:
    """Return a text that looks the same, but calls nobody and refers to nothing: each call is cut by an unseen sign."""
    return _CALL.sub(lambda call: call[0] + _UNSEEN, text)


def plain(text: str) -> str:
    """Return one line of text as Markdown, also for a heading or for a cell of a table."""
    return quiet(_MARKUP.sub(r"\\\1", " ".join(text.split())))


def code(text: str) -> str:
    """Return one line of text as a span of code, which no markup of its own can leave."""
    return f"`{' '.join(text.split()).replace('`', chr(39)) or ' '}`"


def block(lines: Iterable[str], language: str) -> Iterator[str]:
    """Yield lines as the lines of a block of code: one that holds a fence itself gets a longer one."""
    shown = [line.replace("\r", " ") for line in lines]  # CommonMark, 2.1: it would end a line
    fence = max(("`" * 3, *(f"{run}`" for run in re.findall("`+", "\n".join(shown)))), key=len)
    yield from (f"{fence}{language}", *shown, fence)
