"""Headings of a body: ranks that begin below the page's title and skip none."""

import re

_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>])")


def ranked(rendered: str) -> str:
    """Return cleaned HTML whose headings begin at h2 and go down one rank at a time; what was equal stays equal.

    Source: WCAG 2.2 technique G141. Bodies skip ranks because a blog's theme, or an editor's eye, chose them by size.
    """
    above: list[int] = []  # the ranks, as written, of the headings that the present one stands below
    shown: list[int] = []  # the ranks given to headings that are still open

    def rank(found: re.Match[str]) -> str:
        closing, written = found[1], int(found[2])
        if closing:
            return f"</h{shown.pop() if shown else written}"
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        shown.append(min(6, 1 + len(above)))
        return f"<h{shown[-1]}"

    return _HEADING.sub(rank, rendered)
