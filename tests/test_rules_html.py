"""HTML where Markdown would do, HTML that does something, and links that do."""

from pathlib import Path, PurePosixPath

import pytest

from scraper.archive.text import safety
from scraper.archive.text.safety import TAGS
from scraper.editor.check import check
from scraper.editor.rules.html import ACTIVE
from scraper.progress import Quiet
from tests.editor_fixtures import FRONT, a_desk, found_in

KNOWN = "is HTML, which not everybody can read."
UNKNOWN = "is taken for HTML that the site doesn't know, and left out."
ACTS = "does more than show text, so the site takes it out. Delete it, or put words in its place."


def told_of(body: str, folder: Path, *codes: str) -> list[str]:
    return [one.removeprefix("2026/say-it-once.md:") for one in found_in(folder, f"{FRONT}\n{body}\n", *codes)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Say <b>once</b>.", [f'9:5: TIP405 "<b>" {KNOWN} Write **words**.']),
        (
            "One<br/>two<BR>three",
            [
                (
                    '9:4: TIP405 "<br>" is HTML, which not everybody can read, here and 1 more time. '
                    "Write two blanks at the end of the line."
                )
            ],
        ),
        (
            "<table><tr><td>x</td></tr></table>",
            [
                f'9:1: TIP405 "<table>" {KNOWN} Write | one | two |, and below the first line |---|---|.',
                f'9:12: TIP405 "<td>" {KNOWN} Write | one | two |, and below the first line |---|---|.',
                f'9:8: TIP405 "<tr>" {KNOWN} Write | one | two |, and below the first line |---|---|.',
            ],
        ),
        ('<a href="https://x.example">x</a>', [f'9:1: TIP405 "<a>" {KNOWN} Write [words](address).']),
        (
            "Dear <name>, hello",
            [f'9:6: TIP405 "<name>" {UNKNOWN} Take it out, or write "&lt;name>" if readers shall see it.'],
        ),
        (
            "<font\n color='red'>x</font>",
            [f'9:1: TIP405 "<font>" {UNKNOWN} Take it out, or write "&lt;font>" if readers shall see it.'],
        ),
        ("<kbd>/</kbd> H<sub>2</sub>O <abbr title='x'>x</abbr> </b>", []),
        ("<https://x.example> <ada@x.example> <mailto:a@x.example> a < b > c, <3, x<y", []),
        ("<!-- <b>comment</b> -->\n\n<!-- tips: limit=1 -->", []),
        ("`<b>` and\n\n    <b>\n\n```\n<b>\n```", []),
        ("&lt;b> and \\`<i>\\`", [f'9:14: TIP405 "<i>" {KNOWN} Write *words*.']),
    ],
)
def test_html(body: str, told: list[str], tmp_path: Path) -> None:
    assert sorted(told_of(body, tmp_path, "TIP405", "TIP406", "TIP407")) == sorted(told)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<script>alert(1)</script>", [f'9:1: TIP406 "<script>" {ACTS}']),
        ("Text <IFRAME\nsrc=x>", [f'9:6: TIP406 "<iframe>" {ACTS}']),
        ("<svg/onload=alert(1)>", [f'9:1: TIP406 "<svg>" {ACTS}', f'9:6: TIP406 "onload=" {ACTS}']),
        ("<meta http-equiv=refresh", [f'9:1: TIP406 "<meta>" {ACTS}']),
        ("<kbd onclick = 'x()'>/</kbd>", [f'9:6: TIP406 "onclick=" {ACTS}']),
        ("<formula> <base-level> a form, on = x", []),
        ("`<script>`", []),
    ],
)
def test_active_html(body: str, told: list[str], tmp_path: Path) -> None:
    assert told_of(body, tmp_path, "TIP406") == told


def test_a_finding_is_no_wider_than_its_line(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": f"{FRONT}\n<script"})
    (finding,) = check(desk, (PurePosixPath("2026/a.md"),), {"TIP406"}, Quiet()).findings
    assert (finding.column, finding.width) == (1, len("<script"))


def test_what_is_active_is_what_the_site_takes_out() -> None:
    assert {"script", "iframe", "form", "svg", "style", "object"} <= ACTIVE
    assert safety._DROPPED - {"title"} <= ACTIVE
    assert {"input"} == ACTIVE & TAGS  # which Markdown's own task lists write


LINK = "so it leads nowhere: the site takes it out. Write an address that begins with https://, or take the link out."


@pytest.mark.parametrize(
    ("body", "place", "scheme"),
    [
        ("[x](javascript:alert(1))", "9:5", "javascript:"),
        ("[x](JaVaScRiPt:alert(1))", "9:5", "javascript:"),
        ("[x](java&#115;cript:alert(1))", "9:5", "javascript:"),
        ("[x](javascript&colon;alert(1))", "9:5", "javascript:"),
        ("[x](< java\tscript:alert(1)>)", "9:7", "javascript:"),
        ("[x](\x01javascript:x)", "9:5", "javascript:"),
        ("[x](java\u200bscript:x)", "9:5", "javascript:"),
        ("[x](vbscript:x)", "9:5", "vbscript:"),
        ("[x](data:text/html;base64,PHNjcmlwdD4=)", "9:5", "data:"),
        ("[x][y]\n\n[y]: javascript:x", "11:6", "javascript:"),
        ("<javascript:alert(1)>", "9:2", "javascript:"),
        ("<javascript://%0aalert(1)>", "9:2", "javascript:"),
        ('<kbd title="x" href="javascript:x">', "9:21", "javascript:"),
        ("<kbd href=java&Tab;script:x>", "9:11", "javascript:"),
    ],
)
def test_active_links(body: str, place: str, scheme: str, tmp_path: Path) -> None:
    assert told_of(body, tmp_path, "TIP407") == [f'{place}: TIP407 the link begins with "{scheme}", {LINK}']


def test_a_picture_that_is_written_into_the_text(tmp_path: Path) -> None:
    assert told_of(f"![x](data:image/png;base64,{'A' * 9000})", tmp_path, "TIP407") == [
        (
            '9:6: TIP407 the picture is written into the text ("data:"), which the site takes out. '
            "Save it as a file beside the tip, and write the file's name."
        )
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[x](https://x.example/javascript:x) [y](mailto:a@x.example) [z](data.md) [w](#javascript:)",
        "`[x](javascript:x)`, and javascript: in a sentence: data: too.",
        "<!-- [x](javascript:x) -->",
        "\\[x](javascript:x)",
    ],
)
def test_other_links_are_not_active(body: str, tmp_path: Path) -> None:
    assert told_of(body, tmp_path, "TIP407") == []
