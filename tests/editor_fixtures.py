"""What the tests of editors' commands share: a project of few files, a desk on a fixed day, and what is found there."""

import datetime
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from scraper.editor.check import check
from scraper.editor.desk import Desk
from scraper.editor.project import Project
from scraper.editor.rulebook import chosen
from scraper.progress import Quiet
from scraper.shelf import tip_files
from scraper.vocabulary import load_vocabulary

TODAY = datetime.date(2026, 3, 10)  # a Tuesday
TAGS = """\
# Tags of the tests.
tags:
  first impressions:
    description: The first half minute.
  follow-up:
    also: [following up]
  phone:
    description: Calls, holds and voicemail.
    also: [telephone, phone calls]
  wording:
"""
FRONT = "---\ntitle: Say It Once\ndate: 2026-03-03\ntags:\n  - phone\nauthor: Ada Fenwick\n---\n"
BODY = "\nSay the number once, slowly, and wait for the pen to stop.\n"
GOOD = FRONT + BODY


def a_desk(folder: Path, files: Mapping[str, str | bytes], tags: str = TAGS) -> Desk:
    """Return the desk of a project in that folder, with these files below docs/tips: "2026/say-it-once.md"."""
    tips = folder / "docs" / "tips"
    for name, content in files.items():
        file = tips / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    tips.mkdir(parents=True, exist_ok=True)
    vocabulary = folder / "docs" / "tags.yml"
    vocabulary.write_text(tags, "utf-8")
    project = Project(folder, tips, folder / "docs", vocabulary, folder / "sources.toml")
    return Desk(project, TODAY, load_vocabulary(vocabulary))


def found(desk: Desk, *select: str, paths: tuple[str, ...] = ()) -> list[str]:
    """Return what a check of all files, or of these, says: "2026/a.md:3:7: TIP201 …", as far as rules are selected."""
    among = tuple(map(PurePosixPath, paths)) or tuple(tip_files(desk.project.tips))
    findings = check(desk, among, chosen(select, ()), Quiet()).findings
    return [str(finding).removeprefix(f"{desk.project.tips}/") for finding in findings]


def found_in(folder: Path, content: str | bytes, *select: str, name: str = "2026/say-it-once.md") -> list[str]:
    """Return what a check says of one file with that content."""
    return found(a_desk(folder, {name: content}), *select)
