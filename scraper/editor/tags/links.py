"""Links to the pages of tags, which follow when a tag gets another address."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from scraper.archive.text.prose import without_code

# Where a link leads, as MkDocs takes it for a page's file: "](../../tags/phone.md)", "[phone]: tags/phone.md".
_LINK = re.compile(
    r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)"
    r"(?P<up>[^\s()<>#?]*?\btags/)(?P<slug>[^\s()<>#?/]+)(?=(?:/page/\d+)?\.md(?:[\s)>#?]|$))"
)
_PAGE = re.compile(r"(?<![\w./%-])tags/(?P<slug>[^\s\"'#?/,\]}]+)(?=(?:/page/\d+)?\.md(?!\w))")


def relinked(text: str, src_uri: str, moved: Mapping[str, str]) -> str:
    """Return the text of the page at `src_uri` in which links to lists of tags, outside of code, lead to new slugs."""
    if "tags/" not in text:
        return text
    lines = text.split("\n")
    for number, prose in enumerate(without_code(lines)):
        if "tags/" not in prose:
            continue
        for link in reversed(list(_LINK.finditer(prose))):
            new = moved.get(unquote(link["slug"]), "")
            if new and _from_root(unquote(link["up"]), src_uri) == "tags":
                start, end = link.span("slug")
                lines[number] = lines[number][:start] + quote(new) + lines[number][end:]
    return "\n".join(lines)


def relisted(text: str, moved: Mapping[str, str]) -> str:
    """Return the text of mkdocs.yml with pages of tags, such as in `nav`, moved from slug to slug."""
    return _PAGE.sub(lambda page: f"tags/{moved.get(page['slug'], page['slug'])}", text)


def _from_root(path: str, src_uri: str) -> str:
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(src_uri), path))
