"""Links of tips that aren't published yet, or lead to such; lists of tips; and that no text makes a rule stumble.

What is wrong with links as such, tests/test_archive_links.py holds against MkDocs.
"""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.editor.check import examined
from scraper.editor.desk import Desk
from scraper.editor.manuscript import manuscript
from tests.editor_fixtures import BODY, FRONT, a_desk, found

WAIT = "Take the link out until the tip is published."
AHEAD = f'TIP501 the link to "ahead.md" leads to a tip that is not published before 7 April 2026. {WAIT}'
DRAFT = f'TIP501 the link to "draft.md" leads to a tip that is a draft. {WAIT}'


def front(date: str = "2026-03-03", status: str = "full") -> str:
    return FRONT.replace("2026-03-03", date).replace("tags:", f"status: {status}\ntags:")


@pytest.mark.parametrize(
    ("date", "status", "told"),
    [
        ("2026-03-03", "full", [f"10:5: {AHEAD}", f"10:19: {DRAFT}"]),
        ("2026-03-31", "full", [f"10:5: {AHEAD}", f"10:19: {DRAFT}"]),
        ("2026-04-07", "full", [f"10:19: {DRAFT}"]),
        ("2026-05-05", "full", [f"10:19: {DRAFT}"]),
        ("2026-03-03", "draft", []),
    ],
)
def test_what_is_published_leads_to_nothing_that_is_not(
    date: str, status: str, told: list[str], tmp_path: Path
) -> None:
    files = {
        "2026/ahead.md": front("2026-04-07") + BODY,
        "2026/draft.md": front(status="draft") + BODY,
        "2026/a.md": f"{front(date, status)}\n[x](ahead.md) [y](draft.md) [z](old.md)\n",
        "2026/old.md": front() + BODY,
    }
    assert found(a_desk(tmp_path, files), "TIP5", paths=("2026/a.md",)) == [f"2026/a.md:{one}" for one in told]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("tag=phone limit=2", ""),
        ("author='x'", "a list of tips asks for an unknown author \"'x'\". Did you mean"),
        ("tag=fone", 'a list of tips asks for an unknown tag "fone". Did you mean "phone".'),
        ("limit=0", '"0" is no limit of a list of tips. Write a whole number from 1 to 100, as in limit=5.'),
        ("tags=phone", 'a list of tips has no setting "tags". Did you mean "tag".'),
    ],
)
def test_lists_of_tips(settings: str, told: str, tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": f"{FRONT}\nText.\n\n<!-- tips: {settings} -->\n"})
    said = found(desk, "TIP508")
    assert len(said) == bool(told)
    assert all(one.startswith(f"2026/a.md:11:1: TIP508 {told}"[:60]) for one in said)


def test_what_the_site_makes_can_be_linked_to(tmp_path: Path) -> None:
    places = (
        "../index.md",
        "index.md",
        "../../tags/index.md",
        "../../tags/phone.md",
        "../../search.md",
        "../../index.md",
    )
    made = (
        "../../feed.xml",
        "../../tags/phone/feed.xml",
        "../../tips.json",
        "../../llms.txt",
        "../../tags/by-count.md",
    )
    body = " ".join(f"[x]({place})" for place in (*places, *made))
    assert found(a_desk(tmp_path, {"2026/a.md": f"{FRONT}\n{body}\n"}), "TIP5") == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return a_desk(tmp_path_factory.mktemp("desk"), {"2026/b.md": FRONT + BODY, "2026/b.png": b"x"})


_PIECES = st.sampled_from([
    *("[a](b.md#c)", "[b](/x)", "[c]", "[c]: c.md", "![d](b.png)", "![](http://[)", "<b onclick=x>", "<script", "[^1]"),
    *("<!--", "-->", "tips: tag=x", "# Say It Once", "===", "Read more", "<<<<<<< x", ">>>>>>> y", "../"),
    *("data:", "`", "```", "\n", "\n\n", "\r\n", "\t", "    ", "- ", "> ", "#", ": ", "|"), *"\\()[]\"'\0\x85\u2028",
])  # fmt: skip


@given(body=st.one_of(st.lists(_PIECES, max_size=25).map("".join), st.text(max_size=80)))
def test_no_text_makes_a_rule_stumble(desk: Desk, body: str) -> None:
    page = manuscript(PurePosixPath("2026/a.md"), "a.md", f"{FRONT}\n{body}".encode(errors="replace"))
    for finding in examined(page, desk):
        assert 0 < finding.line <= len(page.lines)
        assert 0 < finding.column <= len(page.lines[finding.line - 1]) + 1
        assert finding.column - 1 + finding.width <= len(page.lines[finding.line - 1])
        assert str(finding)
