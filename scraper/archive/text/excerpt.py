"""Excerpts: the first words of a Markdown text, as plain text."""

import functools
import html
import re

import markdown
import nh3

_ENDS = " ,;:–—-([„“‘"
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)


def words(body: str, at_least: int | None = None) -> tuple[str, ...]:
    """Return the words of a Markdown text in order, without marks, headings and images.

    With `at_least`, a long text is read only until the end of the block in which that many words are certain; this is
    what keeps summaries cheap.
    """
    rendered = _renderer().reset().convert(_FOOTNOTE.sub("", _beginning(body, at_least)))
    plain = nh3.clean(_HEADING.sub(" ", rendered), tags=set(), clean_content_tags={"script", "style"})
    return tuple(html.unescape(plain).split())


def cut(text: tuple[str, ...], most: int) -> str:
    """Return the first words as one line; "…" stands where words are missing."""
    if len(text) <= most:
        return " ".join(text)
    return " ".join(text[:most]).rstrip(_ENDS) + "…"


@functools.cache
def _renderer() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists"])


def _beginning(body: str, at_least: int | None) -> str:
    """Return whole blocks from the start that surely hold the words wanted; 12 characters a word allow for links."""
    if at_least is None or len(body) <= at_least * 12:
        return body
    end = body.find("\n\n", at_least * 12)
    return body if end < 0 else body[:end]
