"""The text of a pull request: a report and what else there is to read, never longer than GitHub takes."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from scraper.errors import ConfigError
from scraper.report.markup import block, code, quiet

# GitHub refuses more: "body is too long (maximum is 65536 characters)". Tried with plain letters and with emojis, it
# counts code points, which is how Python counts too.
LARGEST = 65_536
_FENCE = re.compile(r" *(?:`{3,}(?=[^`]*$)|~{3,})")


def read_text(files: Iterable[Path]) -> str:
    """Return files as one Markdown text: those that end in .md as they are, each other as code below its name.

    Nothing in it calls anybody. A file that says nothing is left out. Raises ConfigError where one cannot be read.
    """
    return quiet("\n".join(part for file in files if (part := _part(file))))


def fitted(text: str, whole: str, largest: int = LARGEST) -> str:
    """Return a Markdown text, or as many of its lines as there is room for, and a sentence on where the `whole` is.

    A block of code that is open where the text is cut is closed there.
    """
    if len(text) <= largest:
        return text
    closing = f"\n*This is more than GitHub takes, and ends here. All of it is {whole}.*\n"
    length, fence = 0, ""
    for line in text.splitlines(keepends=True):
        after = _open_fence(line, fence)
        end = f"{after}\n" if after else ""
        if length + len(line) + len(end) + len(closing) > largest:
            break
        length, fence = length + len(line), after
    return text[:length] + (f"{fence}\n" if fence else "") + closing


def where(files: Sequence[Path], run: str) -> str:
    """Return where all of a text can be read: on the page of the run, or in the files that it is made of."""
    return f"on [the page of the run]({run})" if run else f"in {', '.join(code(file.name) for file in files)}"


def _part(file: Path) -> str:
    try:
        text = file.read_text("utf-8", errors="replace").strip("\n")
    except OSError as error:
        remedy = "Name a file that is there with --text"
        raise ConfigError(f"the file cannot be read ({error.strerror})", place=file, remedy=remedy) from None
    if not text.strip():
        return ""
    if file.suffix.lower() == ".md":
        return f"{text}\n"
    return "\n".join([f"## {code(file.stem)}", "", *block(text.splitlines(), "text"), ""])


def _open_fence(line: str, fence: str) -> str:
    """Return the fence, with its indentation, of the block of code that is open below a line. CommonMark, 4.5."""
    line = line.rstrip("\n")
    if not fence:
        found = _FENCE.match(line)
        return found[0] if found else ""
    return "" if re.fullmatch(rf" *{re.escape(fence.strip())}+ *", line) else fence
