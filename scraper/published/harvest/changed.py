"""What a harvest changed, counted: the title of its pull request."""

from collections import Counter
from pathlib import PurePosixPath

from scraper.counted import counted

# By the first letter of git's status (git-diff-tree, "--name-status"). Another type of file is another content.
_WORDS = {"A": "new", "M": "updated", "T": "updated", "R": "moved", "D": "removed"}


def title(statuses: str) -> str:
    """Return "5 new tips, 2 updated", from what `git diff-tree -z --name-status` prints; files where no tip changed."""
    tips, files = Counter[str](), Counter[str]()
    fields = iter(statuses.split("\0")[:-1])
    for status in fields:
        path = next(fields)
        if status[0] == "R":
            path = next(fields)
        kind = _WORDS[status[0]]
        files[kind] += 1
        tips[kind] += PurePosixPath(path).suffix == ".md"
    noun, counts = ("tip", tips) if tips.total() else ("file", files)
    told = [(counts[word], word) for word in dict.fromkeys(_WORDS.values()) if counts[word]]
    return ", ".join(
        f"{count:,} {word}" if place else counted(count, f"{word} {noun}") for place, (count, word) in enumerate(told)
    )
