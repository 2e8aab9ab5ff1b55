"""Texts as the form of a tip's file can hold them."""

import re

# Characters that YAML cannot hold unescaped, and that no title or body means: C0 and C1 controls but tab and newline.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return the text as the front matter can hold it: one line, no control characters, single spaces."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def trimmed(body: str) -> str:
    """Return a body without blank lines before it and without white space behind it; its first line stays indented."""
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", _CONTROL.sub("", body)).rstrip()
