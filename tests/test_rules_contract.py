"""What the contract says of front matter: in plain words, at line and column, all of it at once; and its mending."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.editor.finding import Edit, Finding
from scraper.editor.manuscript import Manuscript, manuscript
from scraper.editor.rules import contract
from scraper.frontmatter import examine, render
from scraper.frontmatter.breach import rewritten
from scraper.tip import Tip
from tests.editor_fixtures import FRONT, a_desk, found, found_in
from tests.site_fixtures import run_build
from tests.strategies import tips

NAME = "2026/say-it-once.md"
ROUNDS = 8


def a_manuscript(content: str | bytes, name: str = NAME) -> Manuscript:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return manuscript(PurePosixPath(name), name, raw)


def findings(one: Manuscript) -> list[Finding]:
    return list(contract.findings(one, None))  # type: ignore[arg-type] # these rules need no desk


def applied(text: str, found: list[Finding]) -> str:
    """Return the text with the edits of all findings that don't get in each other's way."""
    taken: list[Edit] = []
    for finding in found:
        if all(edit.end < other.start or other.end < edit.start for edit in finding.edits for other in taken):
            taken.extend(finding.edits)
    for edit in sorted(taken, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def mended(content: str | bytes) -> str:
    """Return what a file is when nothing is left in it that a program can mend."""
    one = a_manuscript(content)
    for _ in range(ROUNDS):
        text = applied(one.text, findings(one))
        if text == one.text:
            return text
        one = a_manuscript(text)
    raise AssertionError(f"there is no end to mending {content!r}")


def with_title(line: str) -> str:
    return FRONT.replace("title: Say It Once", line) + "\nSay it.\n"


KEYS_ONLY = "title: A\ndate: 2026-03-03\ntags: [phone]\n"
PLACES = {
    "title": with_title,
    "tags": lambda lines: FRONT.replace("tags:\n  - phone", lines) + "\nSay it.\n",
    "key": lambda line: with_title(f"title: Say It Once\n{line}" if line else "title: Say It Once"),
    "file": lambda text: text,
}


@dataclass(frozen=True)
class Case:
    """A case of contract_cases.txt: the file, what is said of it, and the file mended; the same where it can't be."""

    content: str
    says: tuple[str, ...]
    right: str


def cases() -> Iterator[Case]:
    place: Callable[[str], str] = str
    for block in Path(__file__).with_name("contract_cases.txt").read_text("utf-8").split("\n\n"):
        first, *below = block.rstrip("\n").split("\n")
        if section := re.match(r"\[(\w+)\]", first):
            place = PLACES[section[1]]
        elif below and below[0].startswith("    "):
            told = [line.strip() for line in below]
            right = next((line[2:] for line in told if line.startswith("= ")), first)
            yield Case(
                place(meant(first)), tuple(meant(line) for line in told if line[:2] != "= "), place(meant(right))
            )


def meant(written: str) -> str:
    """Return what a line of that file stands for."""
    text = "" if written == "(nothing)" else written.replace("{keys}", KEYS_ONLY)
    signs = {"n": "\n", "t": "\t", "\\": "\\"}
    return re.sub(r"\\(?:u(\w{4})|(.))", lambda found: chr(int(found[1], 16)) if found[1] else signs[found[2]], text)


@pytest.mark.parametrize("case", [*cases()], ids=lambda case: repr(case.content.removeprefix("---\n")[:40]))
def test_what_is_off_is_told_in_plain_words_and_mended_where_that_is_certain(case: Case) -> None:
    said = [str(finding) for finding in findings(a_manuscript(case.content))]
    assert said == [f"{NAME}:{one}" for one in case.says]
    assert mended(case.content) == case.right


def test_the_cases_are_all_read() -> None:
    told = {one.partition(" ")[2][:6] for case in cases() for one in case.says}
    assert told == {"TIP408", *(f"TIP{number}" for number in range(101, 115))}


@pytest.mark.parametrize(
    "line",
    [
        "title: “Say It Once”",  # a title may be a quotation
        'title: "Calls: Say It"',
        "title: 'It''s enough'",
        "title: C# for clerks",
        "title: 9:30 sharp",
        "title: ~",
        'title: "Once" # the double quotes say what belongs to it',
        "title: >\n  Say: it # once\n  - !now",
        "title: Say It\n  Once",
        "title : Say It Once",
    ],
)
def test_a_title_that_is_read_as_it_was_written(line: str) -> None:
    assert findings(a_manuscript(with_title(line))) == []


@pytest.mark.parametrize(
    "content", [f"---\n{KEYS_ONLY}---\n", f"--- \n{KEYS_ONLY}---\t\nText", f"\ufeff---\n{KEYS_ONLY}---\n"]
)
def test_lines_around_the_front_matter_that_are_right(content: str) -> None:
    assert findings(a_manuscript(content)) == []


def test_all_that_is_off_is_told_at_once_and_mended_together() -> None:
    content = (
        "titel: Say It: Once\ndate: 5 March 2026\nTags: phone\nauthor: @ada\n\tdescription: Why\nstatus: Draft\n--\n"
        "\nSay it.\n"
    )
    assert [str(finding).removeprefix(f"{NAME}:")[:12] for finding in findings(a_manuscript(content))] == [
        "1:1: TIP101 ",
        "1:14: TIP104",
        "2:7: TIP202 ",
        "3:1: TIP108 ",
        "4:9: TIP104 ",
        "5:1: TIP105 ",
        "6:9: TIP112 ",
        "7:1: TIP102 ",
    ]
    assert (
        mended(content)
        == '---\ntitel: "Say It: Once"\ndate: 2026-03-05\ntags: [phone]\nauthor: "@ada"\ndescription: Why\nstatus:'
        " draft\n"
        "---\n\nSay it.\n"
    )


def test_line_ends_stay_as_the_file_has_them() -> None:
    assert (
        mended("title: A: B\r\ndate: 2026-03-03\r\n\r\nText\r\n")
        == '---\r\ntitle: "A: B"\r\ndate: 2026-03-03\r\n---\r\n\r\nText\r\n'
    )


def test_what_is_left_of_the_empty_form_is_told_in_body_and_name() -> None:
    body = "\nWrite the tip here. Leave a blank line between paragraphs.\n"
    said = findings(a_manuscript(FRONT + body, "2026/name-of-the-tip.md"))
    assert [str(one).removeprefix("2026/name-of-the-tip.md:") for one in said] == [
        "9:1: TIP114 the text is still that of the empty form. Write the tip in its place.",
        (
            '1:1: TIP114 "name-of-the-tip.md" is the name of the empty form. '
            "Name it after the tip's title, in small letters and with hyphens."
        ),
    ]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {})
    (desk.project.tips / "2026").mkdir()
    (desk.project.tips / "2026" / "gone.md").symlink_to(tmp_path / "nowhere.md")
    assert found(desk, "TIP600", paths=("2026/gone.md",)) == [
        "2026/gone.md:1:1: TIP600 the file cannot be read (No such file or directory). Mend that, or take it away."
    ]


def test_the_words_meant_are_underlined() -> None:
    finding = findings(a_manuscript(with_title("title: 50 # ideas")))[0]
    assert finding.shown[finding.column - 1 :][: finding.width] == "# ideas"


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["title: Calls: Say It", "titel: Say It", "title: A\ndate: 3/5/2026"])
def test_the_build_says_what_the_check_says(tmp_path: Path, wrong: str) -> None:
    desk = a_desk(
        tmp_path, {NAME: FRONT.replace("title: Say It Once\n", f"{wrong}\n").replace("date: 2026-03-03\n", "")}
    )
    [said] = found(desk, "TIP104", "TIP108", "TIP202")
    run = run_build(desk.project.tips, tmp_path / "site")
    assert run.returncode == 1
    assert f"- {desk.project.tips}/{said}\n" in run.stderr


# Front matter as hasty people write it: pieces that are right, and pieces that are wrong in every way known.
_PIECES = [
    *(
        "---",
        "--",
        "----",
        "",
        " ",
        "\t",
        "text",
        "# ",
        "#1",
        "- ",
        "-x",
        "* y",
        "• z",
        "\u00a0",
        "\u2028",
        "\x07",
        "\ufeff",
    ),
    *(
        "title: ",
        "title:",
        "Title: ",
        "tags: ",
        "tags:\n",
        "date: ",
        "status: ",
        "author: ",
        "aliases: [",
        "date_precision: ",
    ),
    *(
        "2026-03-05",
        "3/5/2026",
        "March 5, 2026",
        "draft",
        "Draft",
        "month",
        "year",
        "phone, wording",
        "“",
        "”",
        '"',
        "'",
    ),
    *(
        "@",
        "`",
        "%",
        "&a ",
        "*a",
        "!b ",
        "[",
        "]",
        "{",
        "}",
        "|",
        ">",
        "?",
        ": ",
        " #",
        "\\",
        "：",
        "=",
        "\r\n",
        "\r",
        "\n",
    ),
    *("<<<<<<< HEAD\n", "  ", "key", "é", "👩\u200d🚀", "..."),
]
messes = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=24).map("".join)
fronts = st.lists(messes, max_size=5).map(lambda lines: "---\n" + "\n".join(lines) + "\n---\n\nText.\n")


@given(messes | fronts | st.text(max_size=80))
def test_no_text_whatever_makes_the_contract_raise_and_mending_it_ends(content: str) -> None:
    content = content.encode("utf-8", "ignore").decode()
    right = mended(content)
    assert mended(right) == right
    assert not any(finding.edits for finding in findings(a_manuscript(right)))


@given(messes | fronts)
def test_every_place_is_in_the_file(content: str) -> None:
    one = a_manuscript(content.encode("utf-8", "ignore").decode())
    for finding in findings(one):
        assert 1 <= finding.line <= len(one.lines)
        assert 1 <= finding.column <= len(finding.shown) + 1
        assert finding.column + finding.width <= len(finding.shown) + 1
        assert not finding.problem[:1].isupper()
        assert finding.remedy
        assert not finding.remedy.endswith(".")


@given(tips)
def test_no_tip_that_the_scraper_writes_breaks_the_contract(tip: Tip) -> None:
    assert examine(render(tip)).problems == ()


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_a_line_becomes_another_by_the_smallest_replacement(old: str, new: str) -> None:
    one = rewritten(1, old, new)
    assert old[: one.column - 1] + one.text + old[one.end_column - 1 :] == new
    assert not one.text or one.text[0] != old[one.column - 1 : one.end_column - 1][:1]


@pytest.mark.parametrize(
    "content",
    [
        "---\n" + "a: b: c\n" * 20_000 + "---\n",
        "---\ntitle: a: " + "x " * 200_000 + "\n---\n",
        "---\ntags:\n" + "  - @x\n" * 50_000 + "---\n",
        "---\ntitle: " + " " * 300_000 + "#\n---\n",
        "---\n" + " " * 300_000 + "title: a: b\n---\n",
        "---\ntitle: " + "[" * 100_000 + "\n---\n",
        "---\ntitle: '" + "'" * 100_000 + "a\n---\n",
        "\n" * 300_000,
        "---\n" * 100_000,
        "---\ndate: " + "1/" * 200_000 + "\n---\n",
    ],
    ids=lambda content: re.sub(r"\s+", " ", content[:24]),
)
def test_a_hostile_file_is_examined_too(content: str) -> None:
    assert findings(a_manuscript(content))


def test_tags_under_another_name_are_not_missing(tmp_path: Path) -> None:
    said = found_in(tmp_path, FRONT.replace("tags:", "tag:") + "\nSay it.\n", "TIP1", "TIP3")
    assert [one.split()[1] for one in said] == ["TIP108"]


def test_a_check_tells_it(tmp_path: Path) -> None:
    [said] = found_in(tmp_path, with_title("title: A: B"), "TIP1")
    assert said.startswith(f'{NAME}:2:9: TIP104 the text of "title" holds a colon, and has no quotes around it. ')
