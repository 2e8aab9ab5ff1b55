"""Mending files: the edits of findings, applied until nothing is left to mend, and nothing else touched."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.editor import check
from scraper.editor.desk import Desk
from scraper.editor.finding import Edit, Finding, applied
from scraper.editor.fixing import mend, mended, write
from scraper.editor.manuscript import Manuscript, manuscript
from scraper.editor.rulebook import RULES
from scraper.errors import TipsError
from scraper.frontmatter import is_edited, parse, render_sealed
from scraper.progress import Quiet
from tests.editor_fixtures import BODY, FRONT, GOOD, a_desk
from tests.site_fixtures import a_tip

# What files are made of that something is wrong with, and their neighbours.
PIECES = (
    *("---", "---\n", "\n", "\r\n", "\r", "\ufeff", "\t", " ", "…", "\u200b", "\xa0", "\xad", "\x00", "\x0b", "\u2028"),
    *(
        "title: ",
        "Title: ",
        "tilte: x\n",
        "title: A: b\n",
        "title: “Curly”\n",
        "title: 'open\n",
        "\ttitle: x\n",
        "- a\n",
    ),
    *("date: 2026-03-03\n", "date: 3/3/2026\n", "date: 2026-3-3\n", "date_precision: month\n", "date: 2026-02-30\n"),
    *("tags:\n  - phone\n", "tags: phone\n", "tags: [Telephone, phone]\n", "tag: phone\n", "tags:\n\t- phone\n"),
    *(
        "author: [a, b]\n",
        "status: drat\n",
        "status: draft\n",
        "rights: OWN\n",
        "aliases: /a/\n",
        "# One\n",
        "#### Four\n",
    ),
    *(
        "# One\r\n",
        "Title\n=====\n",
        "```\n",
        "<b>x</b>",
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> other\n",
        "![](a.png)",
    ),
    *(
        "[a](b.md)",
        "[x](javascript:y)",
        "caf\xc3\xa9",
        "Say it once.\n",
        "日本",
        "🔔",
        '"',
        "'",
        ":",
        "#",
        "`",
        "é",
        FRONT,
        BODY,
    ),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=14)
ALL = frozenset(RULES)
PATH = PurePosixPath("2026/say-it-once.md")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return a_desk(tmp_path_factory.mktemp("desk"), {})


def fixed(raw: bytes, desk: Desk, codes: frozenset[str] = ALL) -> bytes:
    """Return what becomes of a file."""
    change = mended(manuscript(PATH, "a.md", raw), desk, codes)
    return change.after if change else raw


@given(texts.map("".join), st.booleans())
def test_mending_twice_is_mending_once(desk: Desk, text: str, in_a_tip: bool) -> None:
    raw = (FRONT + text if in_a_tip else text).encode()
    once = fixed(raw, desk)
    assert fixed(once, desk) == once


@given(st.binary(max_size=40) | texts.map(lambda pieces: "".join(pieces).encode("utf-16")))
def test_no_bytes_whatever_stop_it(desk: Desk, raw: bytes) -> None:
    once = fixed(raw, desk)
    assert fixed(once, desk) == once


# --- made-up rules, which ask for more than a good rule would -------------------------------------------------------


def a_rule(code: str, old: str, new: str, whole: bool = False) -> object:
    """Return a rule that finds each `old` and would have it `new`; or all of them as one finding."""

    def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:  # noqa: ARG001 -- a rule's signature
        places = [n for n in range(len(manuscript.text)) if manuscript.text.startswith(old, n)]
        edits = [Edit(place, place + len(old), new) for place in places]
        for group in [tuple(edits)] if whole else [(edit,) for edit in edits]:
            if group:
                yield manuscript.finding(code, f"there is {old}", "Change it", edits=group)

    return findings


@pytest.mark.parametrize(
    ("rules", "before", "after"),
    [
        ([("TIP101", "a", "b")], "a cat", "b cbt"),
        ([("TIP101", "ab", "x"), ("TIP102", "bc", "y")], "abc abc", "xc xc"),
        ([("TIP101", "ab", "b"), ("TIP102", "b", "")], "aabb", ""),
        ([("TIP101", "aa", "a")], "aaaaa", "a"),
        ([("TIP101", "a", "b"), ("TIP102", "b", "a")], "a cat", "a cat"),
        ([("TIP101", "a", "aa")], "a", "a"),
        ([("TIP101", "x", "x")], "x", "x"),
        ([("TIP101", "a", "b"), ("TIP102", "a", "c")], "a", "b"),
        ([], "a", "a"),
    ],
    ids=[
        "each",
        "overlap",
        "in-rounds",
        "until-none-is-left",
        "to-and-fro",
        "without-end",
        "no-change",
        "both",
        "none",
    ],
)
def test_edits_are_applied_in_rounds(
    rules: list[tuple[str, str, str]], before: str, after: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "CHECKS", tuple(a_rule(*rule) for rule in rules))
    assert fixed(before.encode(), desk) == after.encode()


def test_all_edits_of_a_finding_are_applied_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # The second needs both of its places, and the first takes one of them: it waits, and then there is nothing to do.
    monkeypatch.setattr(check, "CHECKS", (a_rule("TIP101", "ab", ""), a_rule("TIP102", "b", "B", whole=True)))
    change = mended(manuscript(PATH, "a.md", b"ab b"), desk, ALL)
    assert change
    assert change.after == b" B"
    assert change.codes == (("TIP101", 1), ("TIP102", 1))


def test_only_rules_that_are_asked_for_mend(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", (a_rule("TIP101", "a", "b"), a_rule("TIP102", "c", "d")))
    assert fixed(b"ac", desk, frozenset({"TIP102"})) == b"ad"
    assert fixed(b"ac", desk, frozenset({"TIP103"})) == b"ac"


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "ab", "ba"]), st.sampled_from(["a", "b", "", "bb"]), st.booleans()),
        max_size=3,
    ),
    st.text("ab", max_size=5),
)
def test_whatever_rules_ask_for_mending_twice_is_mending_once(
    desk: Desk, rules: list[tuple[str, str, bool]], text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "CHECKS", tuple(a_rule("TIP101", *rule) for rule in rules))
        once = fixed(text.encode(), desk)
        assert fixed(once, desk) == once


def test_edits_are_applied_from_the_front() -> None:
    assert applied("0123456789", [Edit(8, 9, "x"), Edit(2, 2, "in"), Edit(4, 6, "")]) == "01in2367x9"


# --- files ----------------------------------------------------------------------------------------------------------

TWO_THINGS = "\ufeff" + GOOD.replace("\n", "\r\n")  # a mark before the text, and line ends of another system


def test_a_file_is_written_whole_and_all_else_in_it_stays(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": TWO_THINGS, "2026/good.md": GOOD})
    changes, problems = mend(desk, sorted(desk.files), ALL, Quiet())
    assert [(str(change.path), change.codes) for change in changes] == [("2026/a.md", (("TIP602", 1), ("TIP603", 1)))]
    assert problems == []
    assert (desk.project.tips / "2026/a.md").read_bytes() == TWO_THINGS.encode()
    write(desk, changes[0])
    assert (desk.project.tips / "2026/a.md").read_bytes() == GOOD.encode()


def test_what_was_scraped_stays_the_scrapers_where_only_its_form_changes(tmp_path: Path) -> None:
    text = render_sealed(a_tip("Be brief", tags=("phone",), source="elsewhere"))
    form = "\ufeff" + text.replace("\n", "\r\n")
    desk = a_desk(tmp_path, {})
    only_form = mended(manuscript(PATH, "a.md", form.encode()), desk, ALL)
    assert only_form
    assert only_form.after == text.encode()
    assert not only_form.taken_over
    assert not is_edited(parse(only_form.after.decode()))


def test_what_was_scraped_is_the_editors_once_its_words_are_mended(tmp_path: Path) -> None:
    text = render_sealed(a_tip("Be brief", tags=("phone",), source="elsewhere", body="Say it in\u200b one breath."))
    change = mended(manuscript(PATH, "a.md", text.encode()), a_desk(tmp_path, {}), ALL)
    assert change
    assert change.taken_over
    assert is_edited(parse(change.after.decode()))


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": TWO_THINGS})
    (change,), _ = mend(desk, sorted(desk.files), ALL, Quiet())
    (desk.project.tips / "2026/a.md").write_text("written meanwhile", "utf-8")
    with pytest.raises(TipsError, match="changed just now, so it is left alone"):
        write(desk, change)
    assert (desk.project.tips / "2026/a.md").read_text("utf-8") == "written meanwhile"


def test_a_link_to_another_file_is_left_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {})
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_bytes(TWO_THINGS.encode())
    (desk.project.tips / "a.md").symlink_to(elsewhere)
    changes, (problem,) = mend(desk, [PurePosixPath("a.md")], ALL, Quiet())
    assert changes == []
    assert "a link to another file" in str(problem)
