"""The report: what a run did, as lines, a table, Markdown and JSON; and never more than anybody can read."""

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest

from scraper.change import Change, Verdict
from scraper.errors import PageError, TipsError
from scraper.report import Report
from scraper.report.files import as_json, markdown
from scraper.report.tally import Tally
from scraper.report.terminal import COLUMNS, lines, rows
from scraper.source import Source
from scraper.tip import Loss, Reading, Skip, Status, Visit

_BELL = Source("bell", "The Bell Letter")
_KNOCK = Source("knock", "Knock | Weekly")


def _change(verdict: Verdict, name: str, *, note: str = "", diff: Iterable[str] = (), was: str = "") -> Change:
    return Change(
        verdict,
        PurePosixPath("2020", f"{name}.md"),
        name.title(),
        "bell",
        Status.TEASER if name.startswith("t") else Status.FULL,
        replaces=(PurePosixPath(was),) if was else (),
        keys=("title", "body") if verdict is Verdict.UPDATED else (),
        note=note,
        diff=tuple(diff),
    )


def _told(tally: Tally) -> Report:
    """A run in which everything happens."""
    tally.visited(Visit("bell", "https://bell.example/", "feed", "no REST API", 12, ("authors", "tags")))
    skipped = [Skip("p", "behind a password", "One"), Skip("p", "a draft", "Two"), Skip("p", "behind a password")]
    tally.read(_BELL, Reading((), (Loss("p.html", 7, "form dropped", "Name", "Be"),), tuple(skipped)))
    tally.read(_BELL, Reading((), (Loss("q.html", None, "form dropped", "Name", "Listen"),)))
    tally.unread([_BELL], PageError("the file is empty", place="r.html", remedy="Save it again"))
    tally.unread([_BELL, _KNOCK], PageError("nobody knows it", place="s.html", line=3))
    tally.lost("bell", [Loss("q.html", 2, "another text of a tip", "the text of p.html is taken", "Be")])
    for change in (
        _change(Verdict.UPDATED, "moved", was="undated/moved.md"),
        _change(Verdict.UPDATED, "b"),
        _change(Verdict.NEW, "new"),
        _change(Verdict.NEW, "a"),
        _change(Verdict.UNCHANGED, "teaser"),
        _change(Verdict.KEPT, "kept", note="edited by hand", diff=["--- here", "+++ there", "-```", "+````"]),
        _change(Verdict.HELD, "held", note="it could not be written"),
    ):
        tally.changed(change)
    tally.failed(TipsError("the disk is full", place="docs/tips/2020/held.md"), "bell")
    tally.failed(TipsError("no front matter", place="docs/tips/x.md"))
    return tally.report(dry_run=True)


@pytest.fixture
def report() -> Report:
    return _told(Tally([_BELL, _KNOCK]))


def test_lines_tell_what_a_person_may_want_to_know_and_problems_come_last(report: Report) -> None:
    assert list(lines(report)) == [
        "The Bell Letter: https://bell.example/: feed (no REST API), 12 requests; untold this way: authors, tags",
        "2020/held.md: held back: it could not be written",
        "2020/kept.md: kept: edited by hand",
        "2020/moved.md: updated: title, body; was undated/moved.md",
        "The Bell Letter: skipped 3 posts: 2 behind a password, 1 a draft",
        "p.html:7: form dropped: Name (and 1 more)",
        "q.html:2: another text of a tip: Be: the text of p.html is taken",
        "r.html: the file is empty. Save it again.",
        "docs/tips/2020/held.md: the disk is full.",
        "s.html:3: nobody knows it.",
        "docs/tips/x.md: no front matter.",
    ]


def test_the_table_has_a_row_for_each_source_that_the_run_came_by(report: Report) -> None:
    assert [dict(zip(COLUMNS, row, strict=True)) for row in rows(report)] == [
        {
            "Source": "The Bell Letter",
            "Full": "6",
            "Teasers": "1",
            "New": "2",
            "Updated": "2",
            "Unchanged": "1",
            "Kept": "1",
            "Skipped": "3",
        }
    ]


def test_json_holds_everything(report: Report) -> None:
    told = json.loads("".join(as_json(report)))
    assert list(told) == ["headline", "failed", "dry_run", "sources", "problems"]
    assert (told["headline"], told["failed"], told["dry_run"]) == (report.headline, True, True)
    assert told["problems"] == [
        {"place": "s.html", "line": 3, "problem": "nobody knows it", "remedy": ""},
        {"place": "docs/tips/x.md", "line": None, "problem": "no front matter", "remedy": ""},
    ]
    (bell,) = told["sources"]
    counts = {key: value for key, value in bell.items() if not isinstance(value, list)}
    assert counts == {
        "name": "bell", "title": "The Bell Letter", "pages": 3, "full": 6, "teasers": 1, "unchanged": 1,
    }  # fmt: skip
    assert bell["visits"][0]["unknown"] == ["authors", "tags"]
    assert bell["new"] == ["2020/a.md", "2020/new.md"]
    assert [(file["path"], file["keys"], file["was"]) for file in bell["updated"]] == [
        ("2020/b.md", ["title", "body"], []),
        ("2020/moved.md", ["title", "body"], ["undated/moved.md"]),
    ]
    assert bell["kept"][0]["diff"] == ["--- here", "+++ there", "-```", "+````"]
    assert bell["held"][0]["note"] == "it could not be written"
    assert bell["skipped"] == [
        {"why": "behind a password", "count": 2, "titles": ["One"]},
        {"why": "a draft", "count": 1, "titles": ["Two"]},
    ]
    assert bell["lost"][0] == {
        "what": "form dropped", "detail": "Name", "count": 2, "page": "p.html", "line": 7, "tip": "Be",
    }  # fmt: skip
    assert [problem["problem"] for problem in bell["problems"]] == ["the file is empty", "the disk is full"]


def test_markdown_holds_everything(report: Report) -> None:
    text = "".join(markdown(report))
    sections = [line for line in text.splitlines() if line.startswith("#")]
    assert sections == [
        "# Scraping report", "## The Bell Letter", "### How it was read", "### New", "### Updated", "### Kept",
        "### Held back", "### Skipped", "### Lost", "### Problems", "## Problems",
    ]  # fmt: skip
    assert "| The Bell Letter | 6 | 1 | 2 | 2 | 1 | 1 | 3 |\n\n## The Bell Letter\n\n3 pages read.\n" in text
    assert "\n- 2 behind a password: `One`\n- 1 a draft: `Two`\n" in text
    # A diff that holds a fence is fenced by a longer one.
    diff = ["`````diff", "--- here", "+++ there", "-```", "+````", "`````"]
    assert "- `2020/kept.md: edited by hand`\n\n" + "".join(f"  {line}\n" for line in diff) in text


def test_markdown_of_others_stays_text() -> None:
    tally = Tally([_KNOCK])
    tally.read(_KNOCK, Reading((), (Loss("p", None, "dropped", "`</code>\n# Mine"),), (Skip("p", "a draft", "`*a*`"),)))
    text = "".join(markdown(tally.report()))
    assert "\n| Knock \\| Weekly | 0 |" in text
    assert "\n- `p: dropped: '</code> # Mine`\n" in text
    assert "\n- 1 a draft: `'*a*'`\n" in text


@pytest.mark.parametrize(
    ("verdicts", "pages", "says"),
    [
        pytest.param([], 0, "There is no page to read. Add pages", id="no page"),
        pytest.param([], 2, "No tip was found in 2 pages.", id="no tip"),
        pytest.param([Verdict.UNCHANGED], 1, "1 tip from 1 page: all unchanged.", id="nothing new"),
        pytest.param([Verdict.NEW, Verdict.HELD], 1, "2 tips from 1 page: 1 new, 1 held back.", id="something new"),
        pytest.param([Verdict.NEW] * 1204, 1, "1,204 tips from 1 page: 1,204 new.", id="very many"),
    ],
)
def test_the_headline_says_how_it_went(verdicts: list[Verdict], pages: int, says: str) -> None:
    tally = Tally([_BELL])
    for _ in range(pages):
        tally.read(_BELL, Reading(()))
    for verdict in verdicts:
        tally.changed(_change(verdict, "a"))
    report = tally.report()
    assert report.headline.startswith(says)
    assert report.failed == (Verdict.HELD in verdicts)


def test_what_nobody_can_read_to_its_end_is_counted() -> None:
    tally = Tally([_BELL])
    losses = [Loss("p", n, "unknown tag", f"tag {n}") for n in range(1500)]
    tally.read(_BELL, Reading((), tuple(losses), tuple(Skip("p", "a draft", f"draft {n}") for n in range(50))))
    for n in range(600):
        tally.failed(TipsError("it is broken", place=f"{n}.html"), "bell")
        tally.changed(_change(Verdict.KEPT, f"{n:03}", note="edited by hand", diff=["-a", "+b"]))
    report = tally.report()
    (bell,) = report.accounts
    assert sum(loss.count for loss in bell.lost) == 1500
    assert [(loss.detail, loss.count) for loss in bell.lost][-2:] == [("tag 999", 1), ("", 500)]
    assert (bell.skipped[0].count, len(bell.skipped[0].titles)) == (50, 20)
    assert len(bell.problems) == 501
    assert str(bell.problems[-1]) == "100 more problems are not told here. Mend these first."
    assert len(bell.kept) == 600
    assert sum(bool(file.diff) for file in bell.kept) == 100
    told = [line for line in lines(report) if "unknown tag" in line]
    assert len(told) == 21
    assert told[-1] == "The Bell Letter: 1,480 more of this: unknown tag; --report FILE names them"
