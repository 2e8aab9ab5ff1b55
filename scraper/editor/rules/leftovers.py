"""Leftovers: words of a newsletter's frame that are no part of the tip."""

import re
from collections.abc import Iterator

from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript

# What frames say, in lines or links that say nothing else: an ordinary sentence may hold any of these words.
_LINKS = (
    r"(?:read|learn|see|find out|show) more",
    r"(?:continue|keep) reading(?: .{1,60})?",
    r"read the (?:rest|full|whole|complete) (?:\w+ )?(?:article|post|entry|story|tip|of this \w+)",
    r"(?:(?:click |tap )?here )?(?:to )?unsubscribe(?: (?:here|from this (?:list|newsletter)|at any time|instantly))?",
    r"(?:update|manage|change) (?:your |my )?(?:e-?mail |subscription )?(?:preferences|subscriptions?)",
    r"(?:click here to )?view (?:this|it|the) (?:e-?mail |newsletter )?(?:in|on) (?:your |a |the )?(?:web )?browser",
    r"share this(?: (?:post|article|tip|page|e-?mail|on .{1,30}|via .{1,30}))?",
    r"share (?:on|via) (?:facebook|twitter|x|linkedin|e-?mail|whatsapp|pinterest|reddit)",
    r"tweet(?: this)?|pin it|follow us(?: on .{1,30})?",
    r"(?:please )?(?:leave|post|add|write) a (?:comment|reply)|\d+ comments?|no comments(?: yet)?",
    r"forward (?:this )?(?:e-?mail |newsletter )?to a friend|forward this (?:e-?mail|newsletter)",
)
_LINES = (
    *_LINKS,
    r"click here(?: to .{1,60})?",
    r"posted (?:in|on|by|under) [^.!?;]{1,60}|filed under:? [^.!?;]{1,60}|tagged(?: with|:) [^.!?;]{1,60}",
    r"(?:having )?trouble (?:viewing|reading) this (?:e-?mail|newsletter|message)\??.{0,60}",
    r"you(?: are|['’]re) (?:receiving|getting) this (?:e-?mail|newsletter|message|because) .{1,300}",
    r"you (?:received|got) this (?:e-?mail|newsletter|message) because .{1,300}",
    r"(?:sign up|subscribe) (?:for|to) (?:our|the|my|this) (?:free |weekly )?(?:newsletter|e-?mails?|tips?)",
    r"(?:previous|older|newer) (?:post|article|entry)s?|skip to (?:the )?content|back to (?:the )?top",
    r"related (?:posts?|articles?)|you may also like",
)
_LINK, _LINE = (re.compile("|".join(patterns), re.IGNORECASE) for patterns in (_LINKS, _LINES))
_LONGEST = 400  # characters of a line that can be one
_BRACKETS = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_AROUND = " \t>#*_+-–—|•·:.…!»«→←↑[]()"


def leftovers(manuscript: Manuscript) -> Iterator[Finding]:
    """Yield TIP409: of scraped tips too, for in them the scraper has missed something."""
    for number, line in manuscript.prose:
        links = list(_BRACKETS.finditer(line)) if "](" in line or "][" in line else ()
        words = _BRACKETS.sub(r"\1", line) if links else line
        if len(words) <= _LONGEST and _LINE.fullmatch(bare := words.strip(_AROUND)):
            start = len(line) - len(line.lstrip(" \t"))
            yield _finding(manuscript, bare, number, start, len(line.strip()))
            continue
        for link in links:
            if _LINK.fullmatch(bare := link[1].strip(_AROUND)):
                yield _finding(manuscript, bare, number, link.start(), len(link[0]))


def _finding(manuscript: Manuscript, words: str, line: int, start: int, width: int) -> Finding:
    shown = words if len(words) <= 40 else f"{words[:40].rstrip()}…"
    problem = f'"{shown}" belongs to the frame of a newsletter, not to the tip'
    return manuscript.finding("TIP409", problem, "Delete it", line=line, column=start + 1, width=width)
