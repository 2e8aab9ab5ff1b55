"""What the source says of a tip whose file people edited: told, and never written over their work.

What the scraper last wrote is known by its fingerprint alone. It tells whether the source changed since; in what, only
the file as it is now can be asked.
"""

from dataclasses import replace
from difflib import unified_diff
from itertools import islice

from scraper.change import Change, Verdict, differences
from scraper.frontmatter import fingerprint
from scraper.tip import FiledTip, Tip

# What sources never tell: old addresses on this site, and a sentence that editors write.
_NOT_THE_SOURCES = frozenset({"aliases", "description"})
_DIFF_LINES = 40
_LINE = 500  # characters; a paragraph is one line of Markdown
_COMPARED = 2000  # lines; comparing takes time that grows with their square


def kept(tip: Tip, file: FiledTip) -> Change:
    """Return the change of a file that is left as it is, with what the source has that the file has not."""
    change = Change.of(Verdict.KEPT, file.path, tip)
    if not _changed(tip, file.tip):
        return replace(change, note="edited by hand")
    keys = differences(file.tip, tip, besides=_NOT_THE_SOURCES)
    if not keys:
        return replace(change, note="edited by hand; the source changed since, to what the file says")
    count, diff = _compared(file, tip) if "body" in keys else (0, ())
    body = f"body ({count} line{'' if count == 1 else 's'})" if count else "body"
    told = ", ".join(body if key == "body" else key for key in keys)
    note = f"edited by hand; the source changed since, and differs from the file in {told}"
    return replace(change, keys=keys, note=note, diff=diff)


def _changed(tip: Tip, file: Tip) -> bool:
    """Whether the source says something else than when the scraper last wrote the file; unknown counts as no."""
    now = {fingerprint(tip), fingerprint(replace(tip, aliases=file.aliases))}
    return bool(file.scraped) and file.scraped not in now


def _compared(file: FiledTip, tip: Tip) -> tuple[int, tuple[str, ...]]:
    """Return in how many lines the bodies differ, and a unified diff from the file's to the source's, cut short."""
    here, there = (body.split("\n")[:_COMPARED] for body in (file.tip.body, tip.body))
    diff = list(unified_diff(here, there, str(file.path), tip.source_url or tip.source, n=1, lineterm=""))
    marks = [line[0] for line in diff[2:]]
    shown = [line if len(line) <= _LINE else f"{line[:_LINE]}…" for line in islice(diff, _DIFF_LINES)]
    more = len(diff) - len(shown)
    return max(marks.count("-"), marks.count("+")), (*shown, *([f"… {more} more lines"] if more else []))
