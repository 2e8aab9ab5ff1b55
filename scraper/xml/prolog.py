"""What stands above a document's first element: its encoding, comments, a DOCTYPE, of which nothing is let through."""

import codecs
import re

from scraper.errors import PageError

_LONGEST = 2**20  # characters; WordPress writes some 1,500 above an export
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_SECTIONS = {"<?": "?>", "<!--": "-->"}
_SPACE = re.compile(r"[\s\ufeff]*")
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*([\[>])""", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)(?P<attributes>[^>]*)", re.ASCII)


def encoding_of(start: bytes) -> str:
    """Return the encoding that a document's first bytes name: by a byte-order mark, else as declared, else UTF-8.

    What calls itself Latin-1 is windows-1252. Source: WHATWG Encoding, "Names and labels".
    """
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    declared = match[1].decode("ascii") if (match := _DECLARED.match(start)) else "utf-8"
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # a codec of bytes or of something else is no encoding
        codecs.getincrementaldecoder(name)
    except (LookupError, TypeError, ValueError):
        return "utf-8"
    if name.startswith("utf-16"):
        return "utf-8"  # or the declaration could not have been read
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def past_notes(text: str, at: int = 0) -> int | None:
    """Return where white space, comments and instructions end, or None where the text breaks off among them."""
    while True:
        at = _end_of_space(text, at)
        opening = next((one for one in _SECTIONS if text.startswith(one, at)), "")
        if not opening:
            begun = text[at:]
            return None if any(one.startswith(begun) for one in ("<!--", "<?")) else at
        end = text.find(_SECTIONS[opening], at + len(opening))
        if end < 0:
            return None
        at = end + len(_SECTIONS[opening])


def prolog_end(text: str, place: str) -> int | None:
    """Return where the first element of a document begins, or None where the text breaks off before it.

    Where anything else than an element stands there, it is its place. Raises PageError where the DOCTYPE declares
    anything: a few lines of entities can expand to gigabytes, or name files of this computer.
    """
    at = past_notes(text)
    while at is not None and text[at : at + 9].upper() == "<!DOCTYPE":
        doctype = _DOCTYPE.match(text, at)
        if doctype and doctype[1] == "[":
            raise PageError(
                "the XML is not opened, for its DOCTYPE declares entities of its own, and a few of them can expand to "
                "gigabytes",
                place=place,
                remedy="Take the DOCTYPE away if you trust the file",
            )
        at = past_notes(text, doctype.end()) if doctype else None
    if at is not None and not "<!DOCTYPE".startswith(text[at:].upper()):
        return at
    if len(text) > _LONGEST:
        raise PageError("no element was found in this XML", place=place, remedy="Save or export it again")
    return None


def root_of(text: str, place: str) -> tuple[str, str] | None:
    """Return the name of a document's first element, without prefix, and its attributes as written; None for none."""
    at = prolog_end(text, place)
    match = None if at is None else _ROOT.match(text, at)
    return (match["name"], match["attributes"]) if match else None


def _end_of_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
