"""docs/about.md of a new archive: what it is, in its own name; the owner goes on from there."""

from scraper.editor.tags.listed import scalar
from scraper.html.literal import Place, line_start, literal

FILE = "docs/about.md"


def about(name: str) -> str:
    """Return the page, which holds for any archive of this kind."""
    first = line_start(f"{literal(name, Place())} keeps tips that were published one at a time, and are easily lost")
    return f"""\
---
title: About this archive
description: {scalar(f"What {name} is, where its texts come from, and who owns them.")}
---

{first}
among old mail and listing pages. Here every tip has a page of its own, with a date, tags, and an address that stays.

## How tips get here

Most tips were published elsewhere first. A program reads the pages of the newsletters that this archive follows, keeps
the words as they were printed, and notes the source of each. It never invents a date: where a source gives only a year,
or none, the tip says so. Other tips are written for this archive by its editors, and checked by
[rules](rules/index.md) that anybody can read.

When only the beginning of a tip could be found, its page is marked **Excerpt** and leads to the source.

## Sources and rights

The rights in a text remain with whoever wrote it. The foot of every tip names its source, and says what is known about
its terms. Is a text of yours here that should not be? Tell the editors, and it goes.

## Reading along

To look for something, press <kbd>/</kbd> on any page, or walk through the [archive](tips/index.md) and its
[tags](tags/index.md). Each new tip also comes to you, if you [subscribe](subscribe.md).

The site asks no other site for anything while you read, and counts nobody. Whoever runs an archive of this kind can
read how it is [published](publishing.md).
"""
