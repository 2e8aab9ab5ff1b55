"""The files that aren't checked themselves, as bytes: reading their front matter would take a hundred times as long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper.editor.across.wording import halves
from scraper.frontmatter import examine
from scraper.tip import Tip

FEW = 8  # files whose words are looked for in all others; where more are checked, all others are taken apart


@dataclass(frozen=True, slots=True)
class Other:
    """A file's front matter and body, with line feeds only."""

    path: PurePosixPath
    front: bytes
    body: bytes

    @property
    def tip(self) -> Tip | None:
        """What the front matter says, as far as it can be read; without the body."""
        return examine(f"---{self.front.decode(errors='replace')}\n---\n").tip


def others(folder: Path, paths: Iterable[PurePosixPath]) -> Iterator[Other]:
    """Yield files of the folder of tips; one that can't be read has no text."""
    home = str(folder)
    for path in paths:
        try:
            with open(f"{home}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 -- half the time, and there are thousands
                raw = file.read()
        except OSError:
            raw = b""
        yield Other(path, *halves(raw))
