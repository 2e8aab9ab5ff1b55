"""Rules for tags: some but not many, those of the vocabulary, in its spelling, each once."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.editor.check import check, examined
from scraper.editor.desk import Desk
from scraper.editor.manuscript import Manuscript, manuscript
from scraper.editor.rulebook import chosen
from scraper.frontmatter import render_sealed
from scraper.progress import Quiet
from scraper.tip import Tip
from tests.editor_fixtures import BODY, a_desk, found

_NAME = "2026/say-it-once.md"
_RULES = ("TIP301", "TIP302", "TIP303", "TIP304", "TIP305", "TIP306")
_TAGS = """\
tags:
  phone:
    description: Calls, holds and voicemail.
    also: [telephone, phone calls]
  follow-up:
  "yes, no":
    also: [either]
  "404":
    also: [not found]
  café:
    also: [coffee]
ignore: [Tip of the Week, News]
"""


def _new(tag: str) -> str:
    return f'If it is a new tag, add a line "{tag}:" there below "tags:", and what it means below that.'


def _with(tags: str) -> str:
    """Return a tip with this in the place of its tags."""
    return f"---\ntitle: Say It Once\n{tags}date: 2026-03-03\n---\n{BODY}"


def _said(folder: Path, content: str) -> list[str]:
    """Return the findings of a tip, with "TAGS" for the file of the vocabulary."""
    desk = a_desk(folder, {_NAME: content}, _TAGS)
    return [one.removeprefix(f"{_NAME}:").replace(str(desk.project.vocabulary), "TAGS") for one in found(desk, *_RULES)]


@pytest.mark.parametrize("tags", ["", "tags:\n", "tags: []\n", "tags: ''\n", "tags: ['', ' ']\n"])
def test_no_tags_at_all(tmp_path: Path, tags: str) -> None:
    where = "3:1" if tags else "1:1"
    said = "TIP301 the tip has no tags. Write at least one out of TAGS below “tags:”."
    assert _said(tmp_path, _with(tags)) == [f"{where}: {said}"]


@pytest.mark.parametrize("tags", ["tags: phone\n", "tags: {phone: 1}\n", "tags: [[phone]]\n", "tags: [phone\n"])
def test_tags_in_a_form_that_nobody_can_read_are_no_missing_ones(tmp_path: Path, tags: str) -> None:
    assert _said(tmp_path, _with(tags)) == []


def test_where_there_are_none_the_text_and_close_tips_suggest_some(tmp_path: Path) -> None:
    desk = a_desk(
        tmp_path,
        {
            _NAME: _with("tags: []\n").replace("the number", "the number on the phone"),
            "2026/lantern.md": _with("tags: [follow-up]\n").replace(BODY, "\nA lantern, lantern and a lantern.\n"),
            "2026/other.md": _with("tags: []\n").replace(BODY, "\nCarry your lantern, the lantern.\n"),
            "2026/neither.md": _with("tags: []\n").replace("Say It Once", "Zinc").replace(BODY, "\nZebras zigzag.\n"),
            **{
                f"2026/{n}.md": _with("tags: [phone]\n").replace("Say It Once", f"Q{n}q").replace(BODY, f"\nW{n}w.\n")
                for n in range(9)
            },
        },
        _TAGS,
    )
    said = dict(line.split(":3:1: ") for line in found(desk, "TIP301"))
    start = "TIP301 the tip has no tags. "
    assert said == {
        _NAME: f"{start}The closest tips and the words of this one suggest: phone. Write those that fit below “tags:”.",
        "2026/other.md": f"{start}The closest tips and the words of this one suggest: follow-up. "
        "Write those that fit below “tags:”.",
        "2026/neither.md": f"{start}Write at least one out of {desk.project.vocabulary} below “tags:”.",
    }


@pytest.mark.parametrize(
    ("tags", "said", "fixed"),
    [
        pytest.param("tags: [phone, follow-up, 'yes, no']\n", [], None, id="all right"),
        pytest.param(
            "tags: [phone, telefone]\n",
            [
                f'3:15: TIP302 the tag "telefone" is not in TAGS. Did you mean "phone"? {_new("telefone")}',
            ],
            None,
            id="unknown, like another spelling",
        ),
        pytest.param(
            "tags:\n  - 'Zebras'\n",
            [
                f'4:5: TIP302 the tag "Zebras" is not in TAGS. {_new("Zebras")}',
            ],
            None,
            id="unknown, like nothing",
        ),
        pytest.param(
            "tags: [Tip of the week]\n",
            [
                (
                    '3:8: TIP302 "Tip of the week" is never shown as a tag: TAGS lists it under "ignore". '
                    "Take it out, or choose a tag of that file instead."
                ),
            ],
            None,
            id="ignored",
        ),
        pytest.param(
            "tags: [tip-of-the-week, news]\n",
            [
                (
                    '3:8: TIP302 "tip-of-the-week" is never shown as a tag: TAGS lists it under "ignore". '
                    "Take it out, or choose a tag of that file instead."
                ),
                (
                    '3:25: TIP302 "news" is never shown as a tag: TAGS lists it under "ignore". '
                    "Take it out, or choose a tag of that file instead."
                ),
            ],
            None,
            id="two that are ignored are not the same",
        ),
        pytest.param(
            "tags:\n- Phone # yes\n- Follow up\n",
            [
                '4:3: TIP304 "Phone" is another spelling of the tag "phone". Write "phone".',
                '5:3: TIP304 "Follow up" is another spelling of the tag "follow-up". Write "follow-up".',
            ],
            "tags:\n- phone # yes\n- follow-up\n",
            id="other spellings in a block",
        ),
        pytest.param(
            "tags: [ \"telephone\" , either, 'not found' ]\n",
            [
                '3:9: TIP304 "telephone" is another spelling of the tag "phone". Write "phone".',
                '3:23: TIP304 "either" is another spelling of the tag "yes, no". Write "yes, no".',
                '3:31: TIP304 "not found" is another spelling of the tag "404". Write "404".',
            ],
            "tags: [ phone , 'yes, no', '404' ]\n",
            id="other spellings in a flow, with quotes where they are needed",
        ),
        pytest.param(
            "tags:\n  - 'cof\n  fee'\n  - Coffee\n",
            [
                '4:5: TIP304 "cof fee" is another spelling of the tag "café". Write "café".',
                '6:5: TIP306 "Coffee" means the same as "cof fee". Take one of the two out.',
            ],
            "tags:\n  - café\n",
            id="over two lines",
        ),
        pytest.param(
            "tags: [&one telephone, !!str telephone]\n",
            [
                '3:8: TIP304 "telephone" is another spelling of the tag "phone". Write "phone".',
                '3:24: TIP306 "telephone" stands twice. Take one of the two out.',
            ],
            None,
            id="with more than the text: for people to mend",
        ),
        pytest.param(
            "tags:\n  - phone\n  - follow-up\n  - telephone  \n  - phone\n",
            [
                '6:5: TIP306 "telephone" means the same as "phone". Take one of the two out.',
                '7:5: TIP306 "phone" stands twice. Take one of the two out.',
            ],
            "tags:\n  - phone\n  - follow-up\n",
            id="twice in a block",
        ),
        pytest.param(
            "tags: [telephone, phone, Phone,\n  follow-up,\n  follow-up\n  ]\n",
            [
                '3:8: TIP304 "telephone" is another spelling of the tag "phone". Write "phone".',
                '3:19: TIP306 "phone" means the same as "telephone". Take one of the two out.',
                '3:26: TIP306 "Phone" means the same as "telephone". Take one of the two out.',
                '5:3: TIP306 "follow-up" stands twice. Take one of the two out.',
            ],
            "tags: [phone,\n  follow-up\n  ]\n",
            id="twice in a flow, over several lines",
        ),
        pytest.param(
            "tags:\n  - phone\n  - telephone # as people say\n",
            ['5:5: TIP306 "telephone" means the same as "phone". Take one of the two out.'],
            None,
            id="twice, with a remark that must not be lost",
        ),
        pytest.param(
            "tags: [phone, # as people say\n  phone\n  ]\n",
            ['4:3: TIP306 "phone" stands twice. Take one of the two out.'],
            None,
            id="twice in a flow, with a remark between them",
        ),
        pytest.param(
            "tags: [Zebra Walk, zebra-walk]\n",
            [
                f'3:8: TIP302 the tag "Zebra Walk" is not in TAGS. {_new("Zebra Walk")}',
                '3:20: TIP306 "zebra-walk" means the same as "Zebra Walk". Take one of the two out.',
            ],
            None,
            id="an unknown one in two spellings, of which nobody knows the better",
        ),
        pytest.param(
            "tags: [Zebra Walk, zebra walk]\n",
            [
                f'3:8: TIP302 the tag "Zebra Walk" is not in TAGS. {_new("Zebra Walk")}',
                '3:20: TIP306 "zebra walk" means the same as "Zebra Walk". Take one of the two out.',
            ],
            "tags: [Zebra Walk]\n",
            id="an unknown one twice",
        ),
        pytest.param(
            "tags: [phone, follow-up, 'yes, no', '404', phone, phone]\n",
            [
                "3:1: TIP305 the tip has 6 tags. Keep those under which a reader would look for it, 5 at most.",
                '3:44: TIP306 "phone" stands twice. Take one of the two out.',
                '3:51: TIP306 "phone" stands twice. Take one of the two out.',
            ],
            "tags: [phone, follow-up, 'yes, no', '404']\n",
            id="too many",
        ),
    ],
)
def test_tags(tmp_path: Path, tags: str, said: list[str], fixed: str | None) -> None:
    assert _said(tmp_path, _with(tags)) == said
    for ends in ("\n", "\r\n", "\r"):
        for start in ("", "\ufeff"):
            content = start + _with(tags).replace("\n", ends)
            expected = start + _with(fixed or tags).replace("\n", ends)
            desk = a_desk(tmp_path, {_NAME: content}, _TAGS)
            assert _mended(_manuscript(content), desk) == expected


@pytest.mark.parametrize(
    "tags",
    [
        "tags: [phone,\u2028\u2028\u2028\u2028\u2028\u2028\u2028 telephone]\n",
        f"tags: [phone,\u2028{' ' * 13}telephone]\ndescription: 'what follows'\n",
        f"tags: [phone,\u2028{' ' * 13}telephone]\nauthor: {'x' * 40}\n",
    ],
)
def test_where_lines_are_counted_differently_nothing_is_edited(tmp_path: Path, tags: str) -> None:
    content = _with(tags)
    desk = a_desk(tmp_path, {_NAME: content}, _TAGS)
    assert found(desk, *_RULES) == []  # the contract says what stands there, and the tags are not read
    assert _mended(_manuscript(content), desk) == content


def test_without_a_vocabulary_any_tag_will_do(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {_NAME: _with("tags: [a, b, A]\n")}, "")
    assert found(desk, *_RULES) == []


def test_what_the_scraper_wrote_is_told_only_what_its_next_run_cannot_mend(tmp_path: Path) -> None:
    tags = ("telephone", "phone", "tip of the week", "telefone", "one", "two", "three")
    desk = a_desk(
        tmp_path, {_NAME: render_sealed(Tip("Say It Once", BODY, tags=tags))}, "tags: {phone: {also: [telephone]}}"
    )
    file = desk.project.vocabulary
    unknown = 'Add it there: as a tag, under "also" of the tag that it means, or under "ignore".'
    assert [line.removeprefix(_NAME) for line in found(desk, *_RULES)] == [
        f':6:5: TIP303 the tag "tip of the week" is not in {file}. {unknown}',
        f':7:5: TIP303 the tag "telefone" is not in {file}. Did you mean "phone"? {unknown}',
        f':8:5: TIP303 the tag "one" is not in {file}. {unknown}',
        f':9:5: TIP303 the tag "two" is not in {file}. {unknown}',
        f':10:5: TIP303 the tag "three" is not in {file}. {unknown}',
    ]


def test_only_tips_without_tags_have_all_others_read(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {_NAME: _with("tags: [phone, telefone]\n")}, _TAGS)
    check(desk, [PurePosixPath(_NAME)], chosen((), ()), Quiet())
    assert "suggester" not in vars(desk)


_WORDS = ("phone", "telephone", "Phone", "zebra", "Tip of the Week", "either", "404", "é", "\u2028", "\x85", "\t")
_SIGNS = (
    ", ",
    ",",
    "[",
    "]",
    "- ",
    "\n  - ",
    "\n- ",
    "\n",
    " # why",
    "#",
    ":",
    "|",
    ">",
    "'",
    '"',
    "\\x41",
    "&a ",
    "*a",
    "!!str ",
)
_pieces = st.sampled_from(_WORDS + _SIGNS)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return a_desk(tmp_path_factory.mktemp("desk"), {}, _TAGS)


@given(
    tags=st.one_of(
        st.lists(_pieces, max_size=12).map(lambda some: f"tags: {''.join(some)}\n"),
        st.lists(_pieces, max_size=6).map(lambda some: f"tags: [{', '.join(some)}]\n"),
        st.lists(_pieces, max_size=6).map(lambda some: "".join(["tags:\n", *(f"  - {one}\n" for one in some)])),
    ),
    ends=st.sampled_from(["\n", "\r\n"]),
)
@example(tags="tags:\n  - zebra\n  - '\n  - zebra\n  - '\n", ends="\n")
def test_whatever_stands_there_edits_leave_all_else_alone(desk: Desk, tags: str, ends: str) -> None:
    content = _with(tags).replace("\n", ends)
    before = _manuscript(content)
    after = _manuscript(_mended(before, desk))
    assert _mended(after, desk) == after.text
    if before.tip and after.text != before.text:
        assert after.tip
        assert desk.vocabulary.canonical(after.tip.tags) == desk.vocabulary.canonical(before.tip.tags)
        assert after.tip.title == before.tip.title
        assert after.tip.date == before.tip.date
        assert after.text.endswith(before.text[before.text.index(f"{ends}date:") :])


def _manuscript(content: str) -> Manuscript:
    return manuscript(PurePosixPath(_NAME), _NAME, content.encode())


def _mended(before: Manuscript, desk: Desk) -> str:
    """Return the text with all edits of these rules, the last first."""
    edits = [edit for finding in examined(before, desk) if finding.rule.code in _RULES for edit in finding.edits]
    text = before.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
