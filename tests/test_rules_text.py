"""The text: empty, very long, in conflict, with something left over, or just a text."""

from pathlib import Path

import pytest

from scraper.editor.desk import Desk
from scraper.editor.project import Project
from scraper.frontmatter import render_sealed
from scraper.shelf import tip_files
from tests.editor_fixtures import BODY, FRONT, TODAY, found, found_in
from tests.running import scrape
from tests.site_fixtures import STARTER, a_tip

EMPTY = (
    'TIP403 the tip has no text. Write it below the second "---", '
    'or add the line "status: draft" above it until you do.'
)
CODES = ("TIP403", "TIP404", "TIP408", "TIP409")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 8),
        ("\n", 8),
        ("\n \n\n", 8),
        ("\n<!-- To come. -->\n", 8),
        ("\n&nbsp;\n\n---\n", 8),
        ("\n[1]: https://example.org\n", 8),
        ("\nWord.\n", 0),
        ("\n![](bell.jpg)\n", 0),
        ("\n<!-- tips: tag=phone -->\n", 0),
        ("\n<!-- Note --> Word.\n", 0),
        ("\n[1]: https://example.org\n\nWord.\n", 0),
        ("\n🙂\n", 0),
        ("\n    code\n", 0),
        ("\n- \n- говори\n", 0),
    ],
)
def test_a_tip_has_some_text(text: str, line: int, tmp_path: Path) -> None:
    told = [f"2026/say-it-once.md:{line}:1: {EMPTY}"] if line else []
    assert found_in(tmp_path, FRONT + text, *CODES) == told


@pytest.mark.parametrize(("status", "empty"), [("draft", False), ("teaser", True), ("full", True)])
def test_drafts_may_be_empty(status: str, empty: bool, tmp_path: Path) -> None:
    content = FRONT.replace("tags:", f"status: {status}\ntags:")
    assert found_in(tmp_path, content, *CODES) == ([f"2026/say-it-once.md:9:1: {EMPTY}"] if empty else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [("word " * 1000, 0), ("word " * 1001, 1001), ("話" * 2003, 1002), ("話" * 2000, 0), ("a-b " * 1500, 1500)],
)
def test_a_tip_is_not_very_long(text: str, words: int, tmp_path: Path) -> None:
    told = f"the text has {words:,} words, and more than 1,000 are seldom read to the end"
    expected = [f"2026/say-it-once.md:8:1: TIP404 {told}. Shorten it, or make several tips of it."] if words else []
    assert found_in(tmp_path, f"{FRONT}{text}\n", *CODES) == expected


def test_a_scraped_tip_is_as_long_as_its_source_made_it(tmp_path: Path) -> None:
    content = render_sealed(a_tip("Say It Once", "2026-03-03", "word " * 1001))
    assert found_in(tmp_path, content, *CODES) == []
    assert len(found_in(tmp_path, content.replace("word word", "word more", 1), *CODES)) == 1


CONFLICT = (
    "TIP408 marks of a merge conflict were left in. "
    "Keep one of the two versions, and take away the lines that begin with <, = and >."
)
MARKS = "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"{FRONT}\n{MARKS}", [9]),
        (f"{FRONT}\n{MARKS}\nText.\n\n{MARKS}", [9, 17]),
        (f"{FRONT}\n{MARKS}".replace("\n", "\r\n"), [9]),
        (
            FRONT.replace("title: Say It Once", MARKS.replace("One.", "title: A").replace("Two.", "title: B").strip())
            + BODY,
            [2, 4, 6],
        ),
        (f"{FRONT}\nOne.\n=======\nTwo.\n>>>>>>> theirs\n", [12]),
        (f"{FRONT}\n<<<<<<< ours\n||||||| base\nZero.\n=======\nTwo.\n>>>>>>> theirs\n", [9]),
        (f"{FRONT}\nA heading\n=======\n\n>>>>>>>> eight signs\n", []),
        (f"{FRONT}\n>>>>>>> a quotation of a quotation\n\n<<<<<<<<<<\n", []),
        (f"{FRONT}\nWrite `<<<<<<<` by hand.\n", []),
    ],
)
def test_marks_of_a_conflict(content: str, lines: list[int], tmp_path: Path) -> None:
    assert found_in(tmp_path, content, "TIP408") == [f"2026/say-it-once.md:{line}:1: {CONFLICT}" for line in lines]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("Read more", 1, "Read more"),
        ("**Read more** …", 1, "Read more"),
        ("[Read More »](https://x.example/a)", 1, "Read More"),
        ("The bell rings twice. [Continue reading](https://x.example)", 23, "Continue reading"),
        ("The bell rings. [Read more][1]", 17, "Read more"),
        ("- Continue reading →", 1, "Continue reading"),
        ("Click here to unsubscribe", 1, "Click here to unsubscribe"),
        ("[Unsubscribe](https://x.example) | [View this email in your browser](https://x.example)", 1, "Unsubscribe"),
        ("View this email in your browser", 1, "View this email in your browser"),
        ("### Share this:", 1, "Share this"),
        ("Tweet", 1, "Tweet"),
        ("Posted in Service, Phone", 1, "Posted in Service, Phone"),
        ("Posted on March 3, 2020 by Ada", 1, "Posted on March 3, 2020 by Ada"),
        ("Leave a comment", 1, "Leave a comment"),
        ("3 Comments", 1, "3 Comments"),
        ("Forward to a friend", 1, "Forward to a friend"),
        (
            "You are receiving this email because you signed up at the front desk.",
            1,
            "You are receiving this email because you…",
        ),
        ("← Older Posts", 1, "Older Posts"),
        ("Related posts:", 1, "Related posts"),
    ],
)
def test_leftovers(line: str, column: int, words: str, tmp_path: Path) -> None:
    told = found_in(tmp_path, f"{FRONT}\nText.\n\n{line}\n", "TIP409")
    frame = f'"{words}" belongs to the frame of a newsletter, not to the tip. Delete it.'
    assert told[0] == f"2026/say-it-once.md:11:{column}: TIP409 {frame}"


@pytest.mark.parametrize(
    "line",
    [
        "Read more slowly than you like.",
        "Nobody wants to read more.",
        "For more, [read more about holds](../2025/holds.md).",
        "Click here, then there: that is no instruction.",
        "Share this with whoever opens up tomorrow.",
        "The rule was posted in the hallway; nobody read it.",
        "They posted in anger, and deleted it the same day.",
        "Leave a comment card beside the till.",
        "Forward to a friend what you can't answer yourself.",
        "You are receiving this guest for the second time today.",
        "`Read more`",
        "Tweet less, listen more.",
        "More",
        "Comments",
        "[Read this first](../2025/first.md)",
    ],
)
def test_a_sentence_is_no_leftover(line: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, f"{FRONT}\nText.\n\n{line}\n", "TIP409") == []


def nothing_is_left_over(folder: Path) -> None:
    project = Project(folder, folder, folder, folder, folder)
    assert len(list(tip_files(folder))) > 40
    assert found(Desk(project, TODAY), "TIP4") == []


@pytest.mark.starter
def test_the_starter_archive_has_nothing_left_over(root: Path) -> None:
    nothing_is_left_over(root / "docs" / "tips")


def test_the_real_pages_have_nothing_left_over(seeds: Path, tmp_path: Path) -> None:
    sources, tags = STARTER / "sources.toml", STARTER / "docs" / "tags.yml"
    scrape("--from", seeds, "--into", tmp_path / "tips", "--config", sources, "--vocabulary", tags)
    nothing_is_left_over(tmp_path / "tips")
