"""What a plan changes, in words and line by line."""

import difflib
from collections.abc import Iterator

from scraper.editor.tags.plan import Plan, Rewrite


def headline(plan: Plan, *, would: bool) -> str:
    """Return one sentence on how much a plan changes, which may be nothing."""
    if not plan.rewrites:
        return "Nothing to change: tips and vocabulary are as they should be."
    counts = [(plan.tips, "tip", "tips"), (plan.pages, "other page", "other pages")]
    parts = [f"{len(some):,} {one if len(some) == 1 else many}" for some, one, many in counts if some]
    parts += [str(one.file) for one in plan.vocabulary]
    *most, last = parts
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"Would change {listed}." if would else f"Changed {listed}."


def lines(rewrite: Rewrite) -> Iterator[tuple[str, str]]:
    """Yield the lines of a file that change: "-" with the line before, "+" with the line after."""
    before, after = rewrite.before.splitlines(), rewrite.after.splitlines()
    for line in difflib.unified_diff(before, after, lineterm="", n=0):
        if line[:3] not in ("---", "+++") and line[:1] in ("-", "+"):
            yield line[:1], line[1:]
