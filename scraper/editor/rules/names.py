"""The name of the file: one that every system and every address can hold.

Capital letters are left alone: they work, and changing a name would break the links to it. Two names that differ in
nothing else are another rule's matter.
"""

import unicodedata
from collections.abc import Iterator

from scraper.archive.address import name_problem
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.tip import DEVICES, slug

_BYTES = 255  # that ext4, APFS and others allow a name


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP604."""
    path = manuscript.path
    title = manuscript.tip.title if manuscript.tip and manuscript.tip.title else path.stem
    if wrong := name_problem(path, title):
        yield manuscript.finding_of(wrong)
        return
    remedy = f"Rename the file to {slug(title)}.md"
    if path.stem.split(".")[0].lower() in DEVICES:
        yield manuscript.finding("TIP604", f'"{path.name}" is a name that Windows keeps for a device', remedy)
    elif len(path.name.encode(errors="replace")) > _BYTES:
        problem = f"the file's name is longer than the {_BYTES} bytes that most systems allow"
        yield manuscript.finding("TIP604", problem, remedy)
    elif not path.stem.isascii() and not unicodedata.is_normalized("NFC", path.stem):
        problem = "the file's name holds accents apart from their letters, and some systems join the two"
        remedy = f"Rename the file to {unicodedata.normalize('NFC', path.name)}, typed anew"
        yield manuscript.finding("TIP604", problem, remedy)
    elif path.stem.endswith("."):
        yield manuscript.finding("TIP604", f'"{path.name}" has a dot too many at its end', remedy)
