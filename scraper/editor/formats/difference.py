"""What --fix would change, as the lines that go and those that come."""

import difflib
from collections.abc import Iterator

from rich.text import Text

from scraper.counted import counted
from scraper.editor.fixing import Mended
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.visible import visible

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def told(outcome: Outcome) -> Iterator[Text]:
    """Yield a diff of each file that would be mended, in which all characters can be seen, and a sentence."""
    for mended in outcome.mended:
        for line in _lines(mended):
            yield Text(visible(line), _STYLES.get(line[:1], ""))
    number = sum(count for mended in outcome.mended for _, count in mended.codes)
    if not number:
        yield Text("Nothing would be mended.")
        return
    files = counted(len(outcome.mended), "file")
    yield Text(f"{counted(number, 'finding')} would be mended in {files}; nothing was written.")


def _lines(mended: Mended) -> Iterator[str]:
    # Lines end at a line feed alone: a carriage return that goes is a change that has to be seen.
    before, after = (raw.decode(errors="backslashreplace").split("\n") for raw in (mended.before, mended.after))
    yield from difflib.unified_diff(before, after, mended.name, mended.name, lineterm="")
