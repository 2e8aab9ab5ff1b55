"""Line and column of a link in the text of a file.

It is looked for only where something is wrong with it: where it stands is nothing that fast parsers tell.
"""

import html
import json
import re

_LONGEST = 500  # characters of a link that are looked for
# An attribute's value; or else the text of an element, one of several pictures or words, an address in a style or in a
# string of JSON.
_AROUND = ((r"""(?<=["'=])""", r"""(?=["'\s>])"""), (r"""(?<=["'=<>(\s,;])""", r"""(?=[\\"'<>)\s,;.:!?]|\Z)"""))


def position(text: str, link: str) -> tuple[int, int]:
    """Return line and column of a link, both from 1; (0, 0) where it isn't there as it is meant.

    In HTML and XML its characters may be escaped, in JSON and in scripts too.
    """
    is_cut, link = len(link) > _LONGEST, link[:_LONGEST]
    quoted = html.escape(link)
    forms = (link, quoted, html.escape(link, quote=False), quoted.replace("&quot;", "&#34;"), json.dumps(link)[1:-1])
    alternatives = "|".join(map(re.escape, sorted(set(forms), key=len, reverse=True)))
    for before, after in _AROUND:
        if found := re.search(f"{before}(?:{alternatives}){'' if is_cut else after}", text):
            start = text.rfind("\n", 0, found.start()) + 1
            return text.count("\n", 0, found.start()) + 1, found.start() - start + 1
    return 0, 0
