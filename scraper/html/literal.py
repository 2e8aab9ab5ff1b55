"""Text → Markdown that shows just this text: escapes where a renderer would see syntax, and nowhere else.

Two grammars at once. Python-Markdown knows fewer backslash escapes than CommonMark (none of < & ~ : = ?), so these
characters are written as entities, which both know. The files are edited by people: prose stays as it is.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\\|`|\*+|_+|\[|\]|<|&|\{|~{2,}|!|\||:(?=[a-z][a-z0-9_+-]*:)|#+$|\A\^")
_ENTITY = re.compile(r"&(?:#|\w+;)")  # Python-Markdown stumbles over "&#" even where no number follows
_LESS_THAN = re.compile(r"<(?:\s|[\d=-][^\s@]*\s)")  # "a < b", "<3 cats": begins neither element nor address
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?!\w)")  # extensions make a picture of :smile:
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", ":": "&#58;", "^": "&#94;"}
_PUNCTUATION = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""


@dataclass(frozen=True, slots=True)
class Place:
    """What is around a run of text."""

    emphasised: bool = False
    linked: bool = False  # within a link's brackets, or an image's
    cell: bool = False
    heading: bool = False
    before_link: bool = False


def literal(text: str, place: Place) -> str:
    """Return one run of text between two inline elements, escaped; `line_start` sees to the start of a line."""

    def escaped(match: re.Match[str]) -> str:
        found, start, end = match[0], match.start(), match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if found[0] in _ENTITIES:
            return _ENTITIES[found[0]] * len(found) if _needs_entity(text, start, place) else found
        spaced = before == " " and after == " "
        if found == "]" and place.linked and after == ":":
            return "&#93;"  # to Python-Markdown "[\\]:" begins the definition of a link
        at_link = place.before_link and not after
        syntax = {
            "\\": not after or after in _PUNCTUATION,
            "`": True,
            "*": place.emphasised or not spaced,
            "_": not (before.isalnum() and after.isalnum()) and not (spaced and len(found) == 1),
            "[": place.linked or after == "^" or text.startswith("[TOC]", start),
            "]": place.linked or at_link or (after != "" and after in "(["),
            "{": place.heading or place.cell or start == 0,
            "!": at_link,  # the link would be an image
            "|": place.cell,
            "#": place.heading,
        }[found[0]]
        return "".join(f"\\{c}" for c in found) if syntax else found

    return _TOKEN.sub(escaped, text)


def _needs_entity(text: str, start: int, place: Place) -> bool:
    match text[start]:
        case "<":
            return not _LESS_THAN.match(text, start)
        case "&":
            return bool(_ENTITY.match(text, start))
        case ":":
            return bool(_EMOJI.match(text, start))
        case "^":  # "[^…](…)" would begin a footnote
            return place.linked
    return True


# What makes a block at the start of a line; the first character is escaped.
_BLOCKS = re.compile(
    r"""
    \# | >                              # heading, quote
    | [-+](?=\s|$)                      # list
    | -(?=[-\s]*$) | =(?=[=\s]*$|==)    # rule, underline of a heading, content tab
    | -(?=-*8<)                         # pymdownx.snippets
    | !(?=!!) | \?(?=\?\?)              # admonition, details
    | :(?=\s)                           # definition
    | [|:-](?=[|:\s-]*$)               # the rule below a table's head
    | \{                                # attr_list
    | \[(?=(?:[^][\\]|\\.)*\]:)         # definition of a link, note or abbreviation
    | \[(?=[ xX]\]\s)                   # task
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
# Python-Markdown leaves the backslash before these.
_NO_ESCAPE = {"=": "&#61;", "?": "&#63;", ":": "&#58;"}


def line_start(line: str) -> str:
    """Return one line of a paragraph so that it begins no other block."""
    if _BLOCKS.match(line):
        return _NO_ESCAPE.get(line[0], f"\\{line[0]}") + line[1:]
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def title(text: str) -> str:
    """Return the title of a link or image, quoted and with a space before it; nothing for none."""
    text = " ".join(text.split())
    for character, entity in (("\\", "&#92;"), ("`", "&#96;"), ('"', "&quot;"), ("<", "&lt;"), ("|", "&#124;")):
        if character == "\\":
            text = _ENTITY.sub(lambda match: f"&amp;{match[0][1:]}", text)
        text = text.replace(character, entity)
    return f' "{text}"' if text else ""
