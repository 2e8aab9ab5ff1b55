"""Prose: a body's lines with blanks in place of all code, so that columns stay what they are."""

import re
from collections.abc import Sequence

# Superfences ends a block at the very fence that began it. One that never ends is code until the page does.
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def without_code(lines: Sequence[str]) -> list[str]:
    """Return as many lines, each as long, in which fenced and inline code is blank."""
    done: list[str] = []
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if fence or found:
            done.append(" " * len(line))
            if not fence and found:
                fence = found[1]
            elif line.strip() == fence:
                fence = ""
        else:
            done.append(_INLINE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line)
    return done
