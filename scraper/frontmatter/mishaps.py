"""Mishaps: what people write that front matter can't read, in plain words; a table, asked in its order.

Each entry looks at one line of a block that is known not to be readable.
"""

import re
from collections.abc import Callable

import yaml

from scraper.frontmatter.breach import Mishap
from scraper.frontmatter.keys import KEYS, LISTS
from scraper.frontmatter.quotation import VALUE, colon, curly, half_quoted, inner_quotes, sign

# White space that looks like a blank. Source: Unicode's category Zs, and the tab.
_ODD = r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_POINTS = frozenset("-•*–—+·")
# Before a text: repeated a few times only, so that no line is looked at more than once.
_ODD_BLANK = re.compile(rf"[^\S\n]{{0,40}}?(?:(?:[-\w]{{1,40}}[^\S\n]?:|-(?!\w))[^\S\n]{{0,40}}?)?({_ODD}{{1,40}})")
_INDENTED = re.compile(rf"\s+(?:{'|'.join(KEYS)})\s*:(?:\s|$)")
_CLOSE = re.compile(rf"(?P<key>{'|'.join(KEYS)}):(?P<text>[^\s:].*)")
_NO_COLON = re.compile(rf"(?P<key>{'|'.join(KEYS)}) (?P<text>[^\s:=：][^:=：]*)")
_OTHER_SIGN = re.compile(rf"(?P<key>{'|'.join(KEYS)})\s*(?P<sign>[=：])\s*(?P<text>.*)")
_BULLET = re.compile(r"(?P<lead>\s*)(?P<sign>[•*–—+·])\s+\S.*")
_STUCK = re.compile(r"(?P<lead>\s*)-(?=[^\s-])")
_CONFLICT = re.compile(r"(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?:\s|$)|=======\s*$")


def is_run_together(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether below a key of a list stand points that YAML takes for one long text."""
    return (
        str(key.value) in LISTS
        and isinstance(value, yaml.ScalarNode)
        and value.value[:1] in _POINTS
        and value.start_mark.line > key.start_mark.line
    )


def mishap(line: str, key: str) -> Mishap | None:
    """Return what is wrong with a line that belongs to a key, as far as the table knows it."""
    return next((found for look in _TABLE if (found := look(line, key))), None)


def _conflict(line: str, key: str) -> Mishap | None:  # noqa: ARG001 -- each entry of the table is asked the same way
    if not _CONFLICT.match(line):
        return None
    remedy = "Keep one of the two versions, and take away the lines that begin with <, = and >"
    return Mishap("TIP408", 0, len(line), "marks of a merge conflict were left in", remedy)


def _odd_blank(line: str, key: str) -> Mishap | None:  # noqa: ARG001
    found = _ODD_BLANK.match(line)
    if not found:
        return None
    start, end = found.span(1)
    tab = "\t" in found[1]
    problem = (
        "a tab stands where a blank should be" if tab else "a blank of another kind stands where a blank should be"
    )
    inside = "  " if not line[:start].strip() else " "
    mended = line[:start] + "".join(inside if one == "\t" else " " for one in found[1]) + line[end:]
    if line[:start].strip() and not line[end:].strip():
        mended = line[:start]
    return Mishap("TIP105", start, end - start, problem, "Put blanks in its place, with the space bar", mended)


def _indented(line: str, key: str) -> Mishap | None:  # noqa: ARG001
    if not _INDENTED.match(line):
        return None
    bare = line.lstrip()
    problem = f'the key "{bare.partition(":")[0].strip()}" does not stand at the beginning of its line'
    return Mishap("TIP103", 0, len(line) - len(bare), problem, "Take away the blanks before it", bare)


def _no_key(line: str, key: str) -> Mishap | None:  # noqa: ARG001
    """A key that doesn't end as one."""
    if found := _CLOSE.fullmatch(line):
        problem = f'a blank is missing after "{found["key"]}:"'
        mended = f"{found['key']}: {found['text'].lstrip()}"
        return Mishap("TIP103", 0, found.start("text"), problem, f"Write it as “{mended}”", mended)
    if found := _NO_COLON.fullmatch(line):
        remedy = f"Write it as “{found['key']}: {found['text']}”" if len(line) <= 80 else "Write one"
        return Mishap("TIP103", 0, found.end("key"), f'a colon is missing after "{found["key"]}"', remedy)
    if found := _OTHER_SIGN.fullmatch(line):
        mended = f"{found['key']}: {found['text']}".rstrip()
        problem = f'"{found["sign"]}" stands where ":" should be'
        return Mishap("TIP103", found.start("sign"), 1, problem, f"Write it as “{mended}”", mended)
    return None


def _no_point(line: str, key: str) -> Mishap | None:
    """A list's line that doesn't begin as one."""
    if key not in LISTS:
        return None
    if point := _STUCK.match(line):
        column = len(point["lead"])
        mended = f"{line[: column + 1]} {line[column + 1 :]}"
        return Mishap("TIP103", column, 1, 'a blank is missing after "-"', "Write one", mended)
    if point := _BULLET.fullmatch(line):
        column = len(point["lead"])
        mended = line[:column] + "-" + line[column + 1 :]
        return Mishap("TIP103", column, 1, f'"{point["sign"]}" is no beginning of a list\'s line', 'Write "- "', mended)
    return None


def _list(line: str, key: str) -> Mishap | None:  # noqa: ARG001
    """A list that begins or ends otherwise than lists do."""
    found = VALUE.fullmatch(line.rstrip())
    if not found or found["key"] not in LISTS:
        return None
    column = len(found["lead"])
    if found["text"].startswith("- "):
        problem = f'the list begins on the line of its key "{found["key"]}"'
        return Mishap("TIP103", column, 1, problem, "Begin it on the line below, with two blanks before the hyphen")
    if found["text"][0] != "[" or "]" in found["text"]:
        return None
    mended = line.rstrip().rstrip(",") + "]"
    return Mishap("TIP103", column, 1, 'the list is never closed with "]"', 'Write "]" at its end', mended)


_TABLE: tuple[Callable[[str, str], Mishap | None], ...] = (
    *(_conflict, _odd_blank, _indented, _no_key, _no_point),
    *(curly, half_quoted, inner_quotes),
    *(_list, colon, sign),
)
