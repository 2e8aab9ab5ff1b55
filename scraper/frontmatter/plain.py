"""Texts as the form of a tip's file can hold them, and as messages can show them."""

import re

# Characters that YAML cannot hold unescaped, and that no title or body means: C0 and C1 controls but tab and newline.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")
# The same, and what YAML takes for the end of a line though no editor shows it as one. Source: YAML 1.1, 5.1 and 5.4.
UNHEARD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")
CURLY = frozenset("“”„‟‘’‚‛")  # quotes as word processors make them
_SHOWN = 60


def heard(text: str) -> str:
    """Return the text without what UNHEARD finds; a blank stands where a line seemed to end."""
    return re.sub("[\x85\u2028\u2029]", " ", _CONTROL.sub("", text))


def one_line(text: str) -> str:
    """Return the text as the front matter can hold it: one line, no control characters, single spaces."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def trimmed(body: str) -> str:
    """Return a body without blank lines before it and without white space behind it; its first line stays indented."""
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", _CONTROL.sub("", body)).rstrip()


def shown(text: str) -> str:
    """Return a text as a message shows it: its beginning, where it is long."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def quoted(text: str) -> str:
    """Return a text of one line between such quotes that front matter holds it as it stands there."""
    if '"' in text or "\\" in text:
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return f'"{text}"'


def listed(items: list[str]) -> str:
    """Return texts as a list on one line: "[phone, wording]"."""
    plain = r"[^\W\d_][\w &'’./+-]*(?<! )"
    return f"[{', '.join(item if re.fullmatch(plain, item) else quoted(item) for item in items)}]"
