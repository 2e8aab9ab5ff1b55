"""Texts that need quotes, or have the wrong ones: what front matter takes for something else than it says.

Each function looks at one line, and is told the key that it belongs to.
"""

import re

from scraper.frontmatter.breach import Mishap
from scraper.frontmatter.keys import LISTS, WORDS, meant_key
from scraper.frontmatter.plain import CURLY, quoted

VALUE = re.compile(r"(?P<lead>\s*(?:(?P<key>[A-Za-z_]+)\s*:|-)\s+)(?P<text>\S.*)")
_SIGNS = "@`%&*!,[]{}|>?-"
_ONLY_TEXT = "@`%&*!,[]{}"  # where it can't be read, nothing but a text without quotes begins with one of these
_LONG_TEXT = re.compile(r"[|>][-+0-9]{0,2}")  # begins one on the lines below
_REMARK = re.compile(r"\s#")
_ENDS_A_KEY = re.compile(r":(?=\s|$)")
_NO_APOSTROPHE = re.compile(r"(?<![^\W\d_])'|'(?![^\W\d_])")
# Source: YAML 1.1, 5.6, "Escape Sequences".
_MEANS_SOMETHING = re.compile(r'\\[0abtnvfre "\\/N_LPxuU]')


def lost_text(line: str, key: str) -> Mishap | None:
    """Return what is wrong with a line of a key that can be read, but not as it was written."""
    found = VALUE.fullmatch(line.rstrip())
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


def curly(line: str, key: str) -> Mishap | None:
    """Quotes of a word processor around a text that needs straight ones."""
    found = VALUE.fullmatch(line.rstrip())
    text = found["text"] if found else ""
    ends = {text[:1], text[-1:]}
    if not found or len(text) < 3 or not ends <= CURLY | {'"', "'"} or not ends & CURLY:
        return None
    if CURLY.difference("’").intersection(text[1:-1]):  # “Yes” or “No”: they are two quotations
        return None
    lead = found["lead"]
    problem = f"curly quotes stand around {_about(found, key)}, where straight ones should"
    return Mishap("TIP106", len(lead), len(text), problem, f"Write {quoted(text[1:-1])}", lead + quoted(text[1:-1]))


def half_quoted(line: str, key: str) -> Mishap | None:
    """A quote at the beginning of a text that doesn't end with it."""
    found = VALUE.fullmatch(line.rstrip())
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


def inner_quotes(line: str, key: str) -> Mishap | None:
    """A text between quotes that holds one of them, or a backslash, which has a meaning there."""
    found = VALUE.fullmatch(line.rstrip())
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


def colon(line: str, key: str) -> Mishap | None:
    """A colon that begins another key, as far as can be seen."""
    found = VALUE.fullmatch(line.rstrip())
    sign = _ENDS_A_KEY.search(found["text"]) if found and found["text"][0] not in "\"'[{" else None
    if not found or not sign:
        return None
    problem = f"{_about(found, key)} holds a colon, and has no quotes around it"
    mended = _in_quotes(found)
    return Mishap("TIP104", len(found["lead"]) + sign.start(), 1, problem, _example(found["text"]), mended)


def sign(line: str, key: str) -> Mishap | None:
    """A sign that begins something else than a text."""
    found = VALUE.fullmatch(line.rstrip())
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
