"""Plain text: the words that a reader sees of rendered HTML, apart where they are seen apart.

Pagefind's own reading of HTML runs neighbours together: the cells of a table's head, a term and what it means, two
keys side by side. So it gets text, and never HTML.
"""

import re

from lxml import html

# Marks within words: "un<em>believ</em>able" is one word. Every other element begins and ends a block.
_WITHIN = {
    *("abbr", "b", "bdi", "bdo", "cite", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong"),
    *("sub", "sup", "u", "var", "wbr"),
}
# Things of their own: two that touch are seen as two, while "<code>Tip</code>s" is one word.
_UNITS = {"a", "code", "kbd", "samp", "time", "label"}
_SPACES = {"br", "td", "th"}
_UNSEEN = {"script", "style", "template", "svg", "button", "input"}
_UNREAD = {"footnote-ref", "footnote-backref", "headerlink", "linenos"}

_OPEN, _CLOSE, _BLOCK = "\x02", "\x03", "\x04"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]")
# A soft hyphen, and characters without a width, stand within words.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TOUCHING = re.compile(f"{_CLOSE}+{_OPEN}+")
_BOUNDARY = re.compile(rf"(\w?)\s*{_BLOCK}[\s{_BLOCK}]*")
# Scripts that put no spaces between words: each character of them is searched as a word.
_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECES = re.compile(rf"[{_UNSPACED}][^\w\s]*|[^\s{_UNSPACED}]+")
JOINT = "\u200b"


def plain_text(element: html.HtmlElement) -> str:
    """Return the text of an element as one line, with a full stop where a block ends without one."""
    parts: list[str] = []
    _collect(element, parts)
    text = _TOUCHING.sub(" ", "".join(parts)).replace(_OPEN, "").replace(_CLOSE, "")
    return " ".join(_BOUNDARY.sub(_full_stop, text).split())


def pieces(text: str) -> tuple[str, ...]:
    """Return a text cut into what is searched one by one: words, and single characters of scripts without spaces."""
    return tuple(_PIECES.findall(text))


def shown(text: str) -> str:
    """Return a text as Pagefind's script takes it apart again for excerpts, into the same pieces.

    It cuts at spaces, or where there is one, at every zero-width space and nowhere else.
    """
    if not re.search(f"[{_UNSPACED}]", text):
        return text
    return JOINT.join(piece[0] for piece in re.finditer(rf"(?:{_PIECES.pattern})\s*", text))


def _collect(element: html.HtmlElement, parts: list[str]) -> None:
    name = element.tag
    if not isinstance(name, str) or name in _UNSEEN or _UNREAD.intersection((element.get("class") or "").split()):
        return
    if name == "img":
        parts.append(f" {_visible(element.get('alt'))} ")
        return
    opening, closing = _around(name)
    parts.append(opening)
    parts.append(_visible(element.text))
    for child in element:
        _collect(child, parts)
        parts.append(_visible(child.tail))
    parts.append(closing)


def _around(name: str) -> tuple[str, str]:
    if name in _WITHIN:
        return "", ""
    if name in _UNITS:
        return _OPEN, _CLOSE
    return (" ", " ") if name in _SPACES else (_BLOCK, _BLOCK)


def _visible(text: str | None) -> str:
    return _INVISIBLE.sub("", _CONTROLS.sub(" ", text or ""))


def _full_stop(found: re.Match[str]) -> str:
    """Return a block's end: excerpts read as sentences. Scripts without spaces have a full stop of their own."""
    last = found[1]
    return f"{last}. " if last and not re.match(f"[{_UNSPACED}]", last) else f"{last} "
