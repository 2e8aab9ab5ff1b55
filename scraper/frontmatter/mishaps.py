"""Mishaps: what people write that front matter reads as something else, or not at all; a table, and its plain words.

Each looks at one line of a part that is known not to be readable, or to lose what was written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from scraper.frontmatter.keys import KEYS, LISTS, WORDS, meant_key
from scraper.frontmatter.plain import CURLY, quoted

# White space that looks like a blank. Source: Unicode's category Zs, and the tab.
_ODD = r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_POINTS = frozenset("-•*–—+·")
# Before a text: repeated a few times only, so that no line is looked at more than once.
_ODD_BLANK = re.compile(rf"[^\S\n]{{0,40}}?(?:(?:[-\w]{{1,40}}[^\S\n]?:|-(?!\w))[^\S\n]{{0,40}}?)?({_ODD}{{1,40}})")
_VALUE = re.compile(r"(?P<lead>\s*(?:(?P<key>[A-Za-z_]+)\s*:|-)\s+)(?P<text>\S.*)")
_INDENTED = re.compile(rf"\s+(?:{'|'.join(KEYS)})\s*:(?:\s|$)")
_CLOSE = re.compile(rf"(?P<key>{'|'.join(KEYS)}):(?P<text>[^\s:].*)")
_NO_COLON = re.compile(rf"(?P<key>{'|'.join(KEYS)}) (?P<text>[^\s:=：][^:=：]*)")
_OTHER_SIGN = re.compile(rf"(?P<key>{'|'.join(KEYS)})\s*(?P<sign>[=：])\s*(?P<text>.*)")
_BULLET = re.compile(r"(?P<lead>\s*)(?P<sign>[•*–—+·])\s+\S.*")
_STUCK = re.compile(r"(?P<lead>\s*)-(?=[^\s-])")
_CONFLICT = re.compile(r"(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?:\s|$)|=======\s*$")
_SIGNS = "@`%&*!,[]{}|>?-"
_ONLY_TEXT = "@`%&*!,[]{}"  # where it can't be read, nothing but a text without quotes begins with one of these
_LONG_TEXT = re.compile(r"[|>][-+0-9]{0,2}")  # begins one on the lines below
_REMARK = re.compile(r"\s#")
_ENDS_A_KEY = re.compile(r":(?=\s|$)")
_NO_APOSTROPHE = re.compile(r"(?<![^\W\d_])'|'(?![^\W\d_])")
# Source: YAML 1.1, 5.6, "Escape Sequences".
_MEANS_SOMETHING = re.compile(r'\\[0abtnvfre "\\/N_LPxuU]')


@dataclass(frozen=True, slots=True)
class Mishap:
    """What went wrong on a line: the characters meant, from 0, and the line as it should be where that is certain."""

    code: str
    column: int
    width: int
    problem: str
    remedy: str
    mended: str = ""


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


def lost_text(line: str, key: str) -> Mishap | None:
    """Return what is wrong with a line of a key that can be read, but not as it was written."""
    found = _VALUE.fullmatch(line.rstrip())
    text = found["text"] if found else ""
    if not found or text[0] in "\"'[{|>":
        return None
    if text[0] in "&!":
        return _begins(found, key)
    if key in LISTS and re.match("#\\w", text):
        return Mishap(
            "TIP104", len(found["lead"]), 1, 'what begins with "#" is taken for a remark', 'Write it without "#"'
        )
    sign = re.search(r"(?:^|\s)#", text) if key in WORDS else None
    if not sign:
        return None
    begin = sign.end() - 1
    problem = f'what stands behind "#" does not belong to "{key}": it is taken for a remark'
    remedy = f"{_example(text)}, or take away what follows the sign"
    return Mishap("TIP104", len(found["lead"]) + begin, len(text) - begin, problem, remedy)


def _conflict(line: str, key: str) -> Mishap | None:  # noqa: ARG001 -- each entry of the table is asked the same way
    if not _CONFLICT.match(line):
        return None
    remedy = "Keep one of the two versions, and take away the lines that begin with <, = and >"
    return Mishap("TIP103", 0, len(line), "marks of a merge conflict were left in", remedy)


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


def _curly(line: str, key: str) -> Mishap | None:
    """Quotes of a word processor around a text that needs straight ones."""
    found = _VALUE.fullmatch(line.rstrip())
    text = found["text"] if found else ""
    if not found or len(text) < 3 or not {text[0], text[-1]} <= CURLY | {'"', "'"} or not {text[0], text[-1]} & CURLY:
        return None
    lead = found["lead"]
    problem = f"curly quotes stand around {_about(found, key)}, where straight ones should"
    return Mishap("TIP106", len(lead), len(text), problem, f"Write {quoted(text[1:-1])}", lead + quoted(text[1:-1]))


def _half_quoted(line: str, key: str) -> Mishap | None:
    """A quote at the beginning of a text that doesn't end with it."""
    found = _VALUE.fullmatch(line.rstrip())
    if not found or found["text"][0] not in "\"'" or (len(found["text"]) > 1 and found["text"][-1] == found["text"][0]):
        return None
    lead, text = found["lead"], found["text"]
    if text[0] not in text[1:]:
        problem = f"a quotation mark begins {_about(found, key)}, and none ends it"
        remedy = f"Write one at its end too; or, if it belongs to the text, write {quoted(text)}"
        return Mishap("TIP104", len(lead), 1, problem, remedy)
    mended = _in_quotes(found)
    problem = f"a quotation mark ends {_about(found, key)} too early"
    return Mishap("TIP104", len(lead) + text.index(text[0], 1), 1, problem, _example(text), mended)


def _inner_quotes(line: str, key: str) -> Mishap | None:
    """A text between quotes that holds one of them, or a backslash, which has a meaning there."""
    found = _VALUE.fullmatch(line.rstrip())
    if not found or len(found["text"]) < 3 or found["text"][0] not in "\"'" or found["text"][-1] != found["text"][0]:
        return None
    lead, quote, inner = found["lead"], found["text"][0], found["text"][1:-1]
    if quote in inner:
        other = "double" if quote == "'" else "single"
        apostrophes = quote == "'" and '"' not in inner and not _NO_APOSTROPHE.search(inner)
        mended = f'{lead}"{inner}"' if apostrophes and "\\" not in inner else ""
        problem = f"{_about(found, key)} holds the same quotation mark that it stands between"
        return Mishap("TIP104", len(lead) + 1 + inner.index(quote), 1, problem, f"Use {other} quotes around it", mended)
    if "\\" not in inner:
        return None
    mended = "" if _MEANS_SOMETHING.search(inner) else lead + quoted(inner)
    problem = f'{_about(found, key)} holds "\\", which has a meaning of its own between double quotes'
    return Mishap("TIP104", line.index("\\"), 1, problem, "Use single quotes around it", mended)


def _list(line: str, key: str) -> Mishap | None:  # noqa: ARG001
    """A list that begins or ends otherwise than lists do."""
    found = _VALUE.fullmatch(line.rstrip())
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


def _colon(line: str, key: str) -> Mishap | None:
    """A colon that begins another key, as far as can be seen."""
    found = _VALUE.fullmatch(line.rstrip())
    sign = _ENDS_A_KEY.search(found["text"]) if found and found["text"][0] not in "\"'[{" else None
    if not found or not sign:
        return None
    problem = f"{_about(found, key)} holds a colon, and has no quotes around it"
    mended = _in_quotes(found)
    return Mishap("TIP104", len(found["lead"]) + sign.start(), 1, problem, _example(found["text"]), mended)


def _sign(line: str, key: str) -> Mishap | None:
    """A sign that begins something else than a text."""
    found = _VALUE.fullmatch(line.rstrip())
    text = found["text"] if found else ""
    if not found or text[0] not in _SIGNS or (found["key"] in LISTS and text[0] in "[{") or _LONG_TEXT.fullmatch(text):
        return None
    return _begins(found, key)


def _begins(found: re.Match[str], key: str) -> Mishap:
    text = found["text"]
    problem = f'{_about(found, key)} begins with "{text[0]}", and has no quotes around it'
    mended = _in_quotes(found) if text[0] in _ONLY_TEXT else ""
    return Mishap("TIP104", len(found["lead"]), 1, problem, _example(text), mended)


def _in_quotes(found: re.Match[str]) -> str:
    """Return the line with its text in quotes; empty where that may not be all of the text, or no text in words."""
    if _REMARK.search(found["text"]) or (found["key"] and meant_key(found["key"]) not in WORDS):
        return ""
    return found["lead"] + quoted(found["text"])


def _about(found: re.Match[str], key: str) -> str:
    return f'the text of "{found["key"] or key}"'


def _example(text: str) -> str:
    """What to do, shown at the text itself where it is short."""
    return (
        f"Put the whole of it between quotes: {quoted(text)}"
        if len(text) <= 80
        else "Put the whole of it between quotes"
    )


_TABLE: tuple[Callable[[str, str], Mishap | None], ...] = (
    *(_conflict, _odd_blank, _indented, _no_key, _no_point),
    *(_curly, _half_quoted, _inner_quotes),
    *(_list, _colon, _sign),
)
