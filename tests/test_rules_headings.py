"""Headings: a second title, ranks that are skipped, and what is no heading at all."""

from pathlib import Path, PurePosixPath

import pytest

from scraper.editor.desk import Desk
from scraper.editor.manuscript import manuscript
from scraper.editor.rules import headings
from scraper.frontmatter import render_sealed
from tests.editor_fixtures import FRONT, a_desk, found_in
from tests.site_fixtures import a_tip

ABOVE = "the text begins with the title, which the site shows above it anyway. Delete the line."
RANK = 'this heading has the rank of the title. Begin it with "##".'
HASHED = (
    'the line begins with "#", which makes it a heading of the rank of the title. '
    r'Write "\#" if it is no heading, or "## " if it is.'
)


def skips(signs: str, after: str, write: str) -> str:
    return f'TIP402 a heading with "{signs}" follows {after}, which skips a rank. Write "{write}" in its place.'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Text.", []),
        ("# Say It Once\n\nText.", [f"9:1: TIP401 {ABOVE}"]),
        ("#Say it *once*. #\n\nText.", [f"9:1: TIP401 {ABOVE}"]),
        ("Say It Once\n===========\n\nText.", [f"9:1: TIP401 {ABOVE}"]),
        ("# Another\n\nText.", [f"9:1: TIP401 {RANK}"]),
        ("Text.\n\n# Say It Once\n\nText.", [f"11:1: TIP401 {RANK}"]),
        ("# Say It Once", [f"9:1: TIP401 {RANK}"]),
        (
            "Another\n=\n\nText.",
            ['9:1: TIP401 this heading has the rank of the title. Write it on one line, with "## " before it.'],
        ),
        ("Text.\n#teamwork is a word.", [f"10:1: TIP401 {HASHED}"]),
        ("\\# no heading\n\n #  neither\n\n- # nor this", []),
        ("## One\n\n### Two\n\n## Three\n\n### Four\n\n#### Five", []),
        ("# Another\n\n### Three", [f"9:1: TIP401 {RANK}"]),
        ("### One", [f"9:1: {skips('###', 'the title', '##')}"]),
        ("## One\n\n#### Two\n\n#### Three", [f"11:1: {skips('####', chr(34) + '##' + chr(34), '###')}"]),
        ("One\n---\n\n#### Two", [f"12:1: {skips('####', chr(34) + '##' + chr(34), '###')}"]),
        ("Text.\n\n---\n\nText.\n\n- - -", []),
        ("```\n# code\n```\n\n    # code\n\n`#` code\n\n<!--\n# comment\n-->", []),
        ("## `code`\n\n####### Seven", [f"11:1: {skips('######', chr(34) + '##' + chr(34), '###')}"]),
        ("#\n\n##", []),
    ],
)
def test_headings(body: str, told: list[str], tmp_path: Path) -> None:
    assert found_in(tmp_path, f"{FRONT}\n{body}\n", "TIP401", "TIP402") == [
        f"2026/say-it-once.md:{one}" for one in told
    ]


def mended(desk: Desk, text: str) -> str:
    """Return the text when all that can be mended is, one after the other."""
    while True:
        page = manuscript(PurePosixPath("2026/a.md"), "a.md", text.encode())
        edits = [edit for finding in headings.findings(page, desk) for edit in finding.edits]
        if not edits:
            return text
        text = text[: edits[0].start] + edits[0].text + text[edits[0].end :]


@pytest.mark.parametrize(
    ("content", "after"),
    [
        (f"{FRONT}\n# Say It Once\n\nText.\n", f"{FRONT}\nText.\n"),
        (f"{FRONT}Say It Once\n===\nText.\n", f"{FRONT}Text.\n"),
        (
            f"\ufeff{FRONT}\n# Say It Once\n\n\nText.\n".replace("\n", "\r\n"),
            f"\ufeff{FRONT}\nText.\n".replace("\n", "\r\n"),
        ),
        (f"{FRONT}\n# Say It Once\n\n# Say It Once\n\nText.\n", f"{FRONT}\nText.\n"),
        (f"{FRONT}\nText.\n\n# Say It Once\n", f"{FRONT}\nText.\n\n# Say It Once\n"),
        (f"{FRONT}\n# Say It Once\n", f"{FRONT}\n# Say It Once\n"),
    ],
)
def test_a_title_that_is_repeated_goes(content: str, after: str, tmp_path: Path) -> None:
    assert mended(a_desk(tmp_path, {}), content) == after


def test_a_scraped_tip_has_the_headings_of_its_source(tmp_path: Path) -> None:
    content = render_sealed(a_tip("Say It Once", "2026-03-03", "# Say It Once\n\n#### Four", scraped="x"))
    assert found_in(tmp_path, content, "TIP401", "TIP402") == []
    assert len(found_in(tmp_path, content.replace("Four", "Five"), "TIP401", "TIP402")) == 2
