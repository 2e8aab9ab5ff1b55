"""`tips tags`: tags counted, renamed and merged, in tips, vocabulary and links; and nothing else touched."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import main
from scraper.editor.manuscript import manuscript
from scraper.editor.project import find_project
from scraper.editor.tags import vocabulary_text
from scraper.editor.tags.links import relinked, relisted
from scraper.editor.tags.move import Move, merging, renaming
from scraper.editor.tags.plan import carry_out, make_plan
from scraper.editor.tags.tip_tags import retagged
from scraper.editor.tags.twins import twins
from scraper.editor.tags.usage import usage
from scraper.errors import ConfigError, TipFileError, TipsError
from scraper.frontmatter import is_edited, one_line, parse, render, render_sealed
from scraper.tip import Status
from scraper.vocabulary import Vocabulary, load_vocabulary, parse_vocabulary
from tests.running import tree
from tests.site_fixtures import a_tip, filed, write_tips

_FILE = Path("docs/tags.yml")
_TAGS = """\
# Tags of the tests.
tags:
  calls:
    description: What to say. # and what not
    # Not only by phone.
    also: [ringing, "to call"]
  first impressions:
  phone:
    description: Calls, holds and voicemail.
    also: [telephone, phone calls]
    formerly: [bell]
  # The last one.
  wording: {also: [tone]}
ignore: [Tip of the Week]
"""


def _words(text: str = _TAGS) -> Vocabulary:
    return parse_vocabulary(text, _FILE)


_MERGE = Move(("calls",), "phone", ("telephone",))
_RENAME = Move(("phone",), "by: phone", renames=True)


def _tip(tags: str, more: str = "", end: str = "\n") -> str:
    text = f'---\ntitle: "Say it" # once\ndate: 2026-03-03\n{tags}{more}---\n\nSay it.\n'
    return text.replace("\n", end)


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        (_MERGE, "tags:\n  - calls\n", "tags:\n  - phone\n"),
        (_MERGE, "tags:\n- wording\n- 'Calls'  # why\n", "tags:\n- wording\n- phone  # why\n"),
        (_MERGE, "tags: [Ringing, \"wording\" , 'tone' ]\n", "tags: [phone, \"wording\" , 'tone' ]\n"),
        (_MERGE, "tags:\n  # c\n  - calls\n  # p\n  - phone\n", "tags:\n  # c\n  # p\n  - phone\n"),
        (_MERGE, "tags:\n  - phone\n  - calls", "tags:\n  - phone"),
        (_MERGE, "tags: [calls, wording, phone]\n", "tags: [wording, phone]\n"),
        (_MERGE, "tags: [phone, calls, ringing]\n", "tags: [phone]\n"),
        (_MERGE, "tags: [calls, ringing, wording, to-call,]\n", "tags: [phone, wording,]\n"),
        (_MERGE, "tags: [\n  calls,\n  wording\n]\n", "tags: [\n  phone,\n  wording\n]\n"),
        (_MERGE, "tags: [bell, calls]\n", "tags: [bell]\n"),
        (_MERGE, "tags:\n  - telephone\n  - tone\n", "tags:\n  - phone\n  - tone\n"),
        (_MERGE, "tags: [phone calls, tone]\n", "tags: [phone calls, tone]\n"),
        (_MERGE, "tags:\n", "tags:\n"),
        (_MERGE, "", ""),
        (_RENAME, "tags: [wording, phone]\n", "tags: [wording, 'by: phone']\n"),
        (_RENAME, "tags:\n  - telephone\n  - phone\n", "tags:\n  - 'by: phone'\n"),
        (Move(("wording",), "a, b", renames=True), "tags: [wording]\n", "tags: ['a, b']\n"),
        (Move(("wording",), "a, b", renames=True), "tags:\n  - wording\n", "tags:\n  - a, b\n"),
        (Move(("wording",), "no", renames=True), "tags:\n  - wording\n", "tags:\n  - 'no'\n"),
        (Move(("news",), "phone"), "tags: [News]\n", "tags: [phone]\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_tags_of_a_tip_change_and_nothing_else(move: Move, before: str, after: str, end: str, mark: str) -> None:
    more = "\nauthor: 'Ada'\n" if before.endswith("calls") else "author: 'Ada'\n"
    text = mark + _tip(before, more, end)
    one = manuscript(PurePosixPath("2026/a.md"), "a.md", text.encode())
    done = retagged(one, move, _words())
    assert done == mark + _tip(after, more, end)


def test_tags_that_no_program_should_change_are_told() -> None:
    text = _tip("tags: [*t]\n").replace('"Say it"', "&t calls")
    one = manuscript(PurePosixPath("2026/a.md"), "a.md", text.encode())
    with pytest.raises(TipFileError) as caught:
        retagged(one, _MERGE, _words())
    assert str(caught.value) == (
        "a.md:4: the tags are written in a way that no program should change. "
        'Write them as "tags: [one, another]", then run this again.'
    )


def test_a_tip_as_the_scraper_wrote_it_stays_so_and_in_order() -> None:
    tip = a_tip(tags=("calls", "email", "wording"), source="bell", author="Ada")
    one = manuscript(PurePosixPath("2024/a.md"), "a.md", render_sealed(tip).encode())
    done = retagged(one, Move(("calls",), "zeal"), _words())
    assert done == render_sealed(a_tip(tags=("email", "wording", "zeal"), source="bell", author="Ada"))
    assert not is_edited(parse(done))
    edited = manuscript(PurePosixPath("2024/a.md"), "a.md", render_sealed(tip).replace("Ada", "Eve").encode())
    assert parse(retagged(edited, Move(("calls",), "zeal"), _words())).tags == ("zeal", "email", "wording")
    assert "scraped: " + parse(render_sealed(tip)).scraped in retagged(edited, Move(("calls",), "zeal"), _words())


_TAG = st.text(min_size=1, max_size=12).map(one_line).filter(bool)
_SOME = st.lists(st.sampled_from(["calls", "ringing", "phone", "wording", "bell", "Telephone"]) | _TAG, max_size=5)


@given(_SOME, st.booleans(), st.booleans(), st.sampled_from([_MERGE, _RENAME, Move(("wording",), "#- ,x", (), True)]))
def test_whatever_the_tags_are_only_they_change(tags: list[str], scraped: bool, flow: bool, move: Move) -> None:
    words = _words()
    tip = a_tip(tags=tuple(sorted(set(tags))), categories=("Calls", "wording"))
    text = render_sealed(tip) if scraped else render(tip)
    if flow:
        front, rest = text.partition("tags:")[0], "categories:" + text.partition("\ncategories:")[2]
        listed = yaml.safe_dump(list(tip.tags), default_flow_style=True, allow_unicode=True, width=2**20)
        text = f"{front}tags: {listed}{rest}"
    one = manuscript(PurePosixPath("2024/a.md"), "a.md", text.encode())
    assert one.tip is not None
    done = parse(retagged(one, move, words))
    moving = [tag for tag in tip.tags if move.moves(tag, words)]
    assert set(tip.tags) - set(moving) <= set(done.tags) <= {*tip.tags, move.new}
    assert not any(move.moves(tag, words) for tag in done.tags if tag != move.new)
    assert len(words.canonical(done.tags)) >= len(words.canonical(tip.tags)) - len(move.old)
    assert replace(done, tags=(), scraped="") == replace(one.tip, tags=(), scraped="")
    assert is_edited(done) is not scraped
    if move is _MERGE:
        again = manuscript(PurePosixPath("2024/a.md"), "a.md", retagged(one, move, words).encode())
        assert retagged(again, move, words) == again.text


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        (
            Move(("calls",), "phone"),
            _TAGS,
            _TAGS.replace(
                "  calls:\n    description: What to say. # and what not\n    # Not only by phone.\n"
                '    also: [ringing, "to call"]\n',
                "    # Not only by phone.\n",
            )
            .replace("phone calls]", "phone calls, ringing, to call]")
            .replace("[bell]", "[bell, calls]"),
        ),
        (
            Move(("phone",), "first impressions"),
            _TAGS,
            _TAGS.replace(
                "  first impressions:\n  phone:\n    description: Calls, holds and voicemail.\n"
                "    also: [telephone, phone calls]\n    formerly: [bell]\n",
                "  first impressions:\n    description: Calls, holds and voicemail.\n"
                "    also: [telephone, phone calls]\n    formerly: [phone, bell]\n",
            ),
        ),
        (Move(("news",), "wording"), _TAGS, _TAGS.replace("{also: [tone]}", "{also: [tone], formerly: [news]}")),
        (
            Move(("phone",), "telephone", renames=True),
            _TAGS,
            _TAGS.replace("  phone:", "  telephone:")
            .replace("[telephone, phone calls]", "[phone calls]")
            .replace("[bell]", "[bell, phone]"),
        ),
        (
            Move(("phone",), "bell", renames=True),
            _TAGS,
            _TAGS.replace("  phone:", "  bell:").replace("[bell]", "[phone]"),
        ),
        (
            Move(("first impressions",), "First-Impressions", renames=True),
            _TAGS,
            _TAGS.replace("first impressions:", "First-Impressions:"),
        ),
        (
            Move(("news",), "mail & news", renames=True),
            _TAGS,
            _TAGS.replace("  phone:", "  mail & news:\n    formerly: [news]\n  phone:"),
        ),
        (
            Move(("old",), "a b", renames=True),
            _TAGS,
            _TAGS.replace("  calls:", "  a b:\n    formerly: [old]\n  calls:"),
        ),
        (
            Move(("old",), "zeal", renames=True),
            "tags:\n  b:\n    also:\n    - x # y\n  a:",
            "tags:\n  b:\n    also:\n    - x # y\n  a:\n  zeal:\n    formerly: [old]\n",
        ),
        (Move(("old",), "new", renames=True), "", "tags:\n  new:\n    formerly: [old]\n"),
        (Move(("old",), "new", renames=True), "# x\ntags: # y\n", "# x\ntags:\n  new: # y\n    formerly: [old]\n"),
        (
            Move(("a",), "b"),
            "tags:\r\n  a:\r\n    also:\r\n      - x\r\n      - y, z\r\n  b:\r\n    also:\r\n      - w # W\r\n",
            "tags:\r\n  b:\r\n    also:\r\n      - w # W\r\n      - x\r\n      - y, z\r\n    formerly: [a]\r\n",
        ),
        (
            Move(("a",), "b"),
            "tags:\n  a:\n    description: |\n      One\n      # two\n\n  # b comes\n  b:\n    also:\n",
            "tags:\n\n  # b comes\n  b:\n    also:\n    description: 'One # two'\n    formerly: [a]\n",
        ),
        (Move(("a",), "b"), "tags:\n  a: {also: [x]}\n  b: {}\n", "tags:\n  b: {also: [x], formerly: [a]}\n"),
        (Move((), "phone", ("telephone",)), _TAGS, _TAGS),
        (
            Move(("tone & voice",), "tone and voice", renames=True),
            "tags:\n  tone & voice:\n",
            "tags:\n  tone and voice:\n    formerly: [tone & voice]\n",
        ),
    ],
)
def test_the_vocabulary_changes_where_it_must_and_nowhere_else(move: Move, before: str, after: str) -> None:
    done = vocabulary_text.moved(before, move)
    assert done == after
    found = parse_vocabulary(done, _FILE)
    assert all(found.meaning(name) == move.new for name in move.old)


_NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=2, max_size=6)
_COMMENTS = st.sampled_from(["", "  # why\n", "\n", "    # deep\n", "# flat\n"])


@st.composite
def _vocabularies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A vocabulary in any of the forms that people write, and its tags."""
    names = draw(_NAMES)
    text = "tags:\n"
    for name in names:
        text += draw(_COMMENTS)
        also = [f"{name}{n}" for n in range(draw(st.integers(0, 3)))]
        form = draw(st.sampled_from(["flow", "block", "braces", "bare"]))
        sentence = draw(st.sampled_from(["", "One.", '"One: two"', "|\n      One\n      # two\n", ">-\n      One\n"]))
        if form == "bare":
            text += f"  {name}:{draw(st.sampled_from(['', ' ~', ' # c']))}\n"
        elif form == "braces":
            text += f"  {name}: {{also: [{', '.join(also)}]}} # c\n"
        else:
            text += f"  {name}:\n    description: {sentence}\n"
            listed = f" [{', '.join(also)}]" if form == "flow" or not also else "".join(f"\n    - {a}" for a in also)
            text += f"    also:{listed}\n"
    return text + draw(st.sampled_from(["", "ignore: [z]\n", "# end"])), names


@given(_vocabularies(), st.data())
def test_whatever_the_vocabulary_looks_like_it_means_the_same_but_for_the_move(
    written: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, names = written
    before = parse_vocabulary(text, _FILE)
    old, new = data.draw(st.lists(st.sampled_from(names), unique=True, min_size=2, max_size=2))
    move = data.draw(st.sampled_from([Move((old,), new), Move((old,), "new: name", renames=True)]))
    done = vocabulary_text.moved(text, move)
    after = parse_vocabulary(done, _FILE)
    moved = {spelling: before.meaning(spelling) for tag in before.tags.values() for spelling in (tag.name, *tag.also)}
    assert {spelling: after.meaning(spelling) for spelling in moved} == {
        spelling: move.new if tag == old else tag for spelling, tag in moved.items()
    }
    assert [one.name for one in after.former] == [old]
    if move.renames:
        assert after.description(move.new) == before.description(old)
    else:
        assert after.description(new) == before.description(new) or before.description(old)
    kept = [line for line in text.split("\n") if line.strip().startswith("#") and line.strip() != "# two"]
    assert [line for line in done.split("\n") if line.strip().startswith("#") and line.strip() != "# two"] == kept


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[x](../../tags/phone.md)", "[x](../../tags/calls.md)"),
        ("[x](<../../tags/phone.md#in-2024> 'y')", "[x](<../../tags/calls.md#in-2024> 'y')"),
        ("[x](../../tags/phone/page/2.md), [y](../../tags/email.md)",) * 2,
        ("[x](/tags/phone.md) [y](/tags/phone.md)", "[x](/tags/calls.md) [y](/tags/calls.md)"),
        ("[x]: ../../tags/phone.md\r\n[y]", "[x]: ../../tags/calls.md\r\n[y]"),
        ("[x](../../tags/caf%C3%A9.md)", "[x](../../tags/%D1%82.md)"),
        ("[x](../tags/phone.md)",) * 2,
        ("[x](https://a.example/tags/phone.md)",) * 2,
        ("`[x](../../tags/phone.md)`",) * 2,
        ("```\n[x](../../tags/phone.md)\n```",) * 2,
        ("[x](../../tags/phone.md.txt) tags/phone.md",) * 2,
    ],
)
def test_links_to_a_tags_page_follow_it(before: str, after: str) -> None:
    after = after.replace("tags/phone/page", "tags/calls/page") if "page" in after else after
    assert relinked(before, "tips/2024/a.md", {"phone": "calls", "café": "т"}) == after


def test_navigation_follows_too() -> None:
    nav = (
        "nav:\n  - Calls: tags/phone.md\n  - {Two: 'tags/phone/page/2.md'}\n  - docs/tags/phone.md\n  - tags/index.md\n"
    )
    assert relisted(nav, {"phone": "calls"}) == nav.replace(": tags/phone.md", ": tags/calls.md").replace(
        "'tags/phone/", "'tags/calls/"
    )


_USED = frozenset({"calls", "phone", "news", "c++"})


@pytest.mark.parametrize(
    ("names", "into", "move"),
    [
        (["calls"], "phone", Move(("calls",), "phone")),
        (["Calls", "news", "wording"], "Phone", Move(("calls", "news", "wording"), "phone")),
        (["phone calls", "bell"], "phone", Move((), "phone", ("phone calls", "bell"))),
        (["phone"], "News", Move(("phone",), "news")),
        (["phone", "calls"], "c++", Move(("phone", "calls"), "c++")),
        (["phone"], "phone", '"phone" can\'t be merged into itself. Name the tags that go first, and behind --into'),
        (["first", "impressions"], "phone", 'there is no tag "first". Put a name of several words between quotes: "f'),
        (["phnoe"], "calls", 'there is no tag "phnoe". Did you mean "phone".'),
        (["phone"], "call", 'there is no tag "call". Did you mean "calls".'),
        (
            ["phone"],
            "zeal",
            'there is no tag "zeal". For a new name, rename one of the tags first: tips tags rename phone',
        ),
        (
            ["tone"],
            "phone",
            '"tone" is no tag of its own but another spelling of "wording". Name the tag itself: wordi',
        ),
        (["calls"], "telephone", '"telephone" is no tag of its own but another spelling of "phone". Name the tag itse'),
        (["tip of the week"], "phone", '"tip of the week" is ignored. It never becomes a tag.'),
        (["zeal"], "phone", 'there is no tag "zeal". Run “tips tags” to see all tags.'),
        (["", " "], "phone", 'there is no tag "".'),
    ],
)
def test_what_a_merge_means(names: list[str], into: str, move: Move | str) -> None:
    _check(lambda: merging(names, into, _words(), _USED), move)


@pytest.mark.parametrize(
    ("old", "new", "move"),
    [
        ("phone", "telephone", Move(("phone",), "telephone", renames=True)),
        ("Phone", " by  phone ", Move(("phone",), "by phone", renames=True)),
        ("news", "tidings", Move(("news",), "tidings", renames=True)),
        ("first impressions", "First Impressions", Move(("first impressions",), "First Impressions", renames=True)),
        ("bell", "phone", Move((), "phone", ("bell",))),
        ("phone", "phone", 'the tag is called "phone" already. Write the old name first, then the new one.'),
        (
            "calls",
            "phone",
            '"phone" is a tag already. To make one tag of both, run: tips tags merge calls --into phone.',
        ),
        (
            "calls",
            "tone",
            '"tone" is another spelling of the tag "wording". To make one tag of both, run: tips tags mer',
        ),
        ("calls", "News", '"News" is a tag already. To make one tag of both, run: tips tags merge calls --into news.'),
        (
            "tone",
            "sound",
            '"tone" is no tag of its own but another spelling of "wording". Name the tag itself: wording.',
        ),
        ("calls", "-!", '"-!" is no name for a tag. Write a word or two.'),
        ("calls", "TIP of the week", '"TIP of the week" is a term that never becomes a tag. Take it out of “ignore”'),
        ("c++", 'a "b"', Move(("c++",), 'a "b"', renames=True)),
    ],
)
def test_what_a_rename_means(old: str, new: str, move: Move | str) -> None:
    _check(lambda: renaming(old, new, _words(), _USED), move)


def _check(wanted: Callable[[], Move], move: Move | str) -> None:
    if isinstance(move, Move):
        assert wanted() == move
        return
    with pytest.raises(ConfigError) as caught:
        wanted()
    assert str(caught.value).startswith(move)


def _project(folder: Path, monkeypatch: pytest.MonkeyPatch, tags: str = _TAGS) -> Path:
    """Write a project of few tips, and go there."""
    tips = (
        filed("one", a_tip("One", "2024-03-05", tags=("calls", "wording"))),
        filed("two", a_tip("Two", "2025-03-04", "[x](../../tags/calls.md)", tags=("phone", "calls"))),
        filed("three", a_tip("Three", "2023", tags=("news",), status=Status.TEASER)),
        filed("four", a_tip("Four", "", tags=("phone",))),
        filed("five", a_tip("Five", "2026-03-03", tags=("news", "phone"), status=Status.DRAFT)),
    )
    write_tips(folder / "docs" / "tips", tips)
    (folder / "docs" / "tags.yml").write_text(tags, "utf-8")
    (folder / "docs" / "about.md").write_text("[x](tags/calls.md)\n", "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: x\nnav:\n  - tags/calls.md\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["tags", *arguments], catch_exceptions=False)


def test_tags_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, monkeypatch)
    run = _run()
    assert [line.rstrip() for line in run.stdout.splitlines()] == [
        "Tag                Tips  Drafts  First       Last        Description",
        "calls                 2       0  2024-03-05  2025-03-04  What to say.",
        "first impressions     0       0  –           –           none yet",
        "news                  1       1  2023        2023        not in the vocabulary",
        "phone                 2       1  2025-03-04  2025-03-04  Calls, holds and voicemail.",
        "wording               1       0  2024-03-05  2024-03-05  none yet",
        "5 tags, 4 on published tips.",
        "Used once: wording.",
        "Never used: first impressions.",
        "Not in docs/tags.yml: news. Add them there, or merge them into tags that are.",
    ]
    assert run.exit_code == 0


def test_tags_are_counted_for_programs_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, monkeypatch, "tags:\n  phone:\n  phones:\n")
    told = json.loads(_run("--format", "json").stdout)
    assert told["tags"][2] == {
        "name": "phone",
        "tips": 2,
        "drafts": 1,
        "first": "2025-03-04",
        "last": "2025-03-04",
        "description": "",
        "is_known": True,
    }
    assert told["twins"] == [{"tag": "phones", "into": "phone", "why": "the same words in another form"}]


def test_no_tags_are_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = _run()
    assert run.stdout == "There are no tags yet: no tip in docs/tips has one, and docs/tags.yml lists none.\n"
    assert run.exit_code == 0


def test_a_broken_tip_is_named_and_the_others_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, monkeypatch)
    (tmp_path / "docs" / "tips" / "2024" / "one.md").write_text("Nothing", "utf-8")
    run = _run()
    assert "phone                 2" in run.stdout
    assert "docs/tips/2024/one.md:1:1: TIP101 the file does not begin with front matter" in run.stderr
    assert run.exit_code == 1


def test_a_broken_vocabulary_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, monkeypatch, "tags: x\n")
    for arguments in ((), ("rename", "a", "b"), ("merge", "a", "--into", "b")):
        run = _run(*arguments)
        assert (run.exit_code, run.stdout) == (2, "")
        assert run.stderr.startswith('tips: docs/tags.yml:1:7: TIP801 "tags" holds no tags')


@pytest.mark.parametrize(
    ("tags", "uses", "found"),
    [
        ("meeting meetings", "", ["meetings > meeting: the same words in another form"]),
        ("café cafe", "", ["café > cafe: the same letters"]),
        ("accomodation accommodation", "", ["accommodation > accomodation: spelt almost the same"]),
        ("complaint compliment conflict", "", []),
        ("team time email mail", "", []),
        ("a b c", "ab ab ab ab abc c", ["b > a: on the same 5 of 5 tips"]),
        ("a b", "ab ab a a", []),
        ("a b", "ab ab", []),
        ("meeting meetings", "meetings,x meetings", ["meeting > meetings: the same words in another form"]),
    ],
)
def test_likely_twins(tmp_path: Path, tags: str, uses: str, found: list[str]) -> None:
    words = _words("tags:\n" + "".join(f"  {tag}:\n" for tag in tags.split()))
    among = [tuple(use.split(",")) if "," in use or use in tags.split() else tuple(use) for use in uses.split()]
    write_tips(tmp_path, tuple(filed(f"t{n}", a_tip(f"T{n}", tags=use)) for n, use in enumerate(among)))
    said = [f"{twin.tag} > {twin.into}: {twin.why}" for twin in twins(usage(tmp_path, words), words)]
    assert said == found


def test_a_spelling_that_is_known_tells_of_its_tag(tmp_path: Path) -> None:
    words = _words("tags:\n  phone:\n    also: [telephones]\n")
    write_tips(tmp_path, (filed("a", a_tip(tags=("telephone!", "phone"))),))
    (twin,) = twins(usage(tmp_path, words), words)
    assert twin.why == 'the same words in another form as "telephones", which means "phone"'
    assert (twin.tag, twin.into) == ("telephone!", "phone")


def test_a_dry_run_shows_each_line_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(_project(tmp_path, monkeypatch))
    run = _run("merge", "news", "--into", "phone", "--dry-run")
    assert run.stdout.splitlines() == [
        "docs/tags.yml",
        "  -     formerly: [bell]",
        "  +     formerly: [bell, news]",
        "docs/tips/2023/three.md",
        "  -   - news",
        "  +   - phone",
        "docs/tips/2026/five.md",
        "  -   - news",
        "Would change 2 tips and docs/tags.yml.",
    ]
    assert tree(tmp_path) == before


def test_a_merge_changes_tips_vocabulary_links_and_navigation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(_project(tmp_path, monkeypatch))
    run = _run("merge", "calls", "--into", "phone")
    assert run.stdout.splitlines() == [
        'Set aside, as the tag that stays has its own: the description of "calls", "What to say."',
        "Changed 2 tips, 2 other pages and docs/tags.yml.",
    ]
    after = tree(tmp_path)
    assert {name for name in after if after[name] != before[name]} == {
        "docs/about.md",
        "docs/tags.yml",
        "docs/tips/2024/one.md",
        "docs/tips/2025/two.md",
        "mkdocs.yml",
    }
    assert after["docs/about.md"] == b"[x](tags/phone.md)\n"
    assert b"  - tags/phone.md\n" in after["mkdocs.yml"]
    assert b"[x](../../tags/phone.md)" in after["docs/tips/2025/two.md"]
    again = _run("merge", "calls", "--into", "phone")
    assert again.stdout == "Nothing to change: tips and vocabulary are as they should be.\n"
    assert again.exit_code == 0


def test_one_tip_that_cannot_be_read_keeps_all_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project(tmp_path, monkeypatch)
    for name in ("2024/one.md", "2025/two.md"):
        (tmp_path / "docs" / "tips" / name).write_text("---\ntitle: a: b\n---\n", "utf-8")
    before = tree(tmp_path)
    run = _run("rename", "phone", "telephone")
    assert run.exit_code == 1
    assert run.stdout == ""
    assert [line.split(" ")[1] for line in run.stderr.splitlines()] == [
        "docs/tips/2024/one.md:2:9:",
        "docs/tips/2025/two.md:2:9:",
        "Nothing",
    ]
    assert tree(tmp_path) == before


def test_a_form_that_cannot_be_changed_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(_project(tmp_path, monkeypatch, "tags: {calls: {}, phone: {}}\n"))
    run = _run("merge", "calls", "--into", "phone")
    assert run.exit_code == 2
    assert run.stderr == (
        'tips: docs/tags.yml: "phone" can\'t be changed in the form in which this file has it. '
        "Give each tag, and each thing said of it, a line of its own; or change this file by hand.\n"
    )
    assert tree(tmp_path) == before


def test_a_run_that_was_cut_off_is_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _project(tmp_path / "whole", monkeypatch)
    assert _run("rename", "phone", "by phone").exit_code == 0
    folder = _project(tmp_path / "cut", monkeypatch)
    project = find_project()
    plan = make_plan(
        project, load_vocabulary(project.vocabulary), lambda words, used: renaming("phone", "by phone", words, used)
    )
    year, aside = folder / "docs" / "tips" / "2025", folder / "aside"
    year.rename(aside)
    year.write_text("in the way", "utf-8")
    with pytest.raises(TipsError) as caught:
        carry_out(plan)
    assert str(caught.value) == (
        "docs/tips/2025/two.md: the file could not be written (File exists); 1 of 4 files were changed before that. "
        "Mend that, and run the same command again: it does the rest."
    )
    year.unlink()
    aside.rename(year)
    assert tree(folder) != tree(whole)
    assert _run("rename", "phone", "by phone").stdout == "Changed 3 tips.\n"
    assert tree(folder) == tree(whole)
