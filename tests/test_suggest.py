"""Suggested tags: what speaks for each, in words for people; and nothing where nothing does."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import main
from scraper.editor.tags.suggest import Suggester
from scraper.form import FORM
from scraper.shelf import read_shelf
from scraper.tip import FiledTip, Tip
from scraper.vocabulary import Vocabulary, load_vocabulary
from tests.editor_fixtures import FRONT, GOOD, a_desk
from tests.site_fixtures import a_tip, filed
from tests.strategies import tips as any_tips

_TAGS = """\
tags:
  gardens:
    description: Lawns and hedges.
    also: [town park, flowerbed]
  ladders:
    description: Locks and hedges.
  lamps:
ignore: [Tip of the Week]
"""
# An archive in which nothing is like anything else.
_OTHERS = tuple(
    filed(f"other-{number}", a_tip(f"Q{number}q", body=f"W{number}w x{number}x.", tags=("lamps",)))
    for number in range(20)
)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    file = tmp_path_factory.mktemp("tags") / "tags.yml"
    file.write_text(_TAGS, "utf-8")
    return load_vocabulary(file)


def _reasons(vocabulary: Vocabulary, tip: Tip, *others: Tip) -> dict[str, str]:
    """Return why which tags are suggested for a tip among these others and ones that are like nothing."""
    among = tuple(filed(f"t{number}", other) for number, other in enumerate(others))
    return {one.tag: one.reason for one in Suggester((*among, *_OTHERS), vocabulary).suggest(tip)}


@pytest.mark.parametrize(
    ("title", "body", "reasons"),
    [
        ("Oil the ladder", "Its rungs.", {"ladders": '"ladder" stands in the title'}),
        ("Carry it", "Your Ladder turns; a ladder does.", {"ladders": '"ladder" stands in the text'}),
        (
            "Gardens",
            "Trim hedges, all hedges.",
            {"gardens": '"gardens" and "hedges" stand in the text', "ladders": '"hedges" stands in the text'},
        ),
        ("One", "The town park, or any park in town.", {"gardens": '"town" and "park" stand in the text'}),
        ("One", "The town has a car park.", {}),
        ("Two lawns, lawns", "A flowerbed.", {"gardens": '"lawns" and "flowerbed" stand in the text'}),
        ("One", "See [this](https://ladders.example/ladders/), and <b ladders>that</b>.", {}),
        ("Zinc", "Zebras zigzag.", {}),
        ("!", "", {}),
    ],
)
def test_words_of_the_vocabulary_speak_for_a_tag(
    vocabulary: Vocabulary, title: str, body: str, reasons: dict[str, str]
) -> None:
    assert _reasons(vocabulary, Tip(title, body)) == reasons


def test_close_tips_speak_for_a_tag(vocabulary: Vocabulary) -> None:
    herons = [
        a_tip(f"Heron {number}", body="Herons, a heron and herons again.", tags=("ladders",)) for number in range(4)
    ]
    tip = Tip("A heron", "Herons and herons.")
    assert _reasons(vocabulary, tip, herons[0]) == {"ladders": 'the closest tip has it ("Heron 0")'}
    assert _reasons(vocabulary, tip, *herons[:2]) == {"ladders": 'both closest tips have it ("Heron 0", "Heron 1")'}
    assert _reasons(vocabulary, tip, *herons) == {
        "ladders": 'all 4 closest tips have it ("Heron 0", "Heron 1", "Heron 2", …)'
    }
    mixed = _reasons(
        vocabulary,
        replace(tip, body="Herons and a ladder, a ladder."),
        *herons[:2],
        replace(herons[2], tags=("lamps",)),
    )
    assert mixed == {
        "ladders": '"ladder" stands in the text; 2 of the 3 closest tips have it ("Heron 0", "Heron 1")',
        "lamps": '1 of the 3 closest tips has it ("Heron 2")',
    }


def test_what_is_shared_by_chance_makes_no_tip_close(vocabulary: Vocabulary) -> None:
    heron = a_tip("Heron", body="Herons, a heron and herons again.", tags=("ladders",))
    far = a_tip("Else", body=f"{' '.join(f'v{number}v ' * 9 for number in range(30))} heron", tags=("lamps",))
    assert _reasons(vocabulary, Tip("A heron", "Herons."), heron, far) == {
        "ladders": 'the closest tip has it ("Heron")'
    }


def test_a_word_that_many_tips_have_tells_nothing(vocabulary: Vocabulary) -> None:
    tip = Tip("One", "A ladder.")
    many = tuple(a_tip(f"P{number}p", body=f"A ladder, v{number}v.", tags=("lamps",)) for number in range(10))
    assert list(_reasons(vocabulary, tip, *many[:2])) == ["ladders"]
    assert _reasons(vocabulary, tip, *many) == {}


def test_a_word_of_several_tags_tells_less_of_each(vocabulary: Vocabulary) -> None:
    assert list(_reasons(vocabulary, Tip("One", "Hedges, hedges and lamps."))) == ["lamps", "gardens", "ladders"]


@pytest.mark.parametrize(
    ("tip", "sure"),
    [
        (Tip("Ladders", ""), True),
        (Tip("One", "A ladder."), False),
        (Tip("Locks", "Locks, locks."), False),
        (Tip("Locks, herons", "Locks, locks, a heron."), True),
    ],
)
def test_sure_is_what_is_named_or_has_two_witnesses(vocabulary: Vocabulary, tip: Tip, sure: bool) -> None:
    heron = filed("heron", a_tip("Heron", body="Herons, a heron and herons again.", tags=("ladders",)))
    found = {one.tag: one.sure for one in Suggester((heron, *_OTHERS), vocabulary).suggest(tip)}
    assert found == {"ladders": sure}


def test_a_tip_is_none_of_its_own_neighbours(vocabulary: Vocabulary) -> None:
    heron = filed("heron", a_tip("Heron", body="Herons, a heron and herons.", tags=("ladders",)))
    suggester = Suggester((heron, *_OTHERS), vocabulary)
    untagged = replace(heron.tip, tags=())
    assert [one.tag for one in suggester.suggest(untagged)] == ["ladders"]
    assert suggester.suggest(untagged, heron.path) == ()


def test_what_a_tip_has_is_not_suggested_in_any_spelling(vocabulary: Vocabulary) -> None:
    tip = Tip("Ladder and lamp", "A flowerbed.", tags=("Flowerbed", "ladders"))
    assert list(_reasons(vocabulary, tip)) == ["lamps"]


def test_tags_that_the_vocabulary_does_not_know_are_not_suggested_unless_it_knows_none(vocabulary: Vocabulary) -> None:
    heron = a_tip("Heron", body="Herons, a heron and herons.", tags=("birds", "Tip of the Week"))
    assert _reasons(vocabulary, Tip("Herons", "A heron, herons."), heron) == {}
    assert list(_reasons(Vocabulary(), Tip("Herons", "A heron, herons."), heron)) == ["birds", "tip of the week"]


def test_the_text_of_the_form_says_nothing() -> None:
    vocabulary = Vocabulary()
    suggester = Suggester(
        (filed("w", a_tip("Paragraphs", body="A blank line.", tags=("writing",))), *_OTHERS), vocabulary
    )
    assert suggester.suggest(Tip("Zinc", FORM.body.rstrip())) == ()
    assert suggester.suggest(Tip("Zinc", FORM.body + "x"))


def test_of_an_archive_without_tips_the_vocabulary_speaks(vocabulary: Vocabulary) -> None:
    assert [(one.tag, one.sure) for one in Suggester((), vocabulary).suggest(Tip("Ladders", "A ladder."))] == [
        ("ladders", True)
    ]


@pytest.mark.starter
def test_the_order_of_tips_makes_no_difference(root: Path) -> None:
    vocabulary = load_vocabulary(root / "docs" / "tags.yml")
    tips = read_shelf(root / "docs" / "tips").tips
    asked = [replace(filed.tip, tags=()) for filed in tips]
    one, other = Suggester(tips, vocabulary), Suggester(tips[::-1], vocabulary)
    assert [one.tags(tip) for tip in asked] == [other.tags(tip) for tip in asked]


@pytest.mark.starter
def test_of_the_starter_archive_most_tips_get_one_that_their_editors_chose(root: Path) -> None:
    vocabulary = load_vocabulary(root / "docs" / "tags.yml")
    tips = read_shelf(root / "docs" / "tips").tips
    suggester = Suggester(tips, vocabulary)
    found = [
        {one.tag for one in suggester.suggest(replace(filed.tip, tags=()), filed.path)} & set(filed.tip.tags)
        for filed in tips
    ]
    assert sum(map(bool, found)) > len(tips) * 0.6


@given(st.lists(any_tips, max_size=5), any_tips, st.integers(0, 4))
def test_whatever_tips_there_are(vocabulary: Vocabulary, tips: list[Tip], asked: Tip, most: int) -> None:
    among = [FiledTip(PurePosixPath(f"2020/{number}.md"), tip) for number, tip in enumerate(tips)]
    for words in (vocabulary, Vocabulary()):
        suggester = Suggester(among, words)
        found = suggester.suggest(asked, None, most)
        assert len(found) <= most
        assert all(one.reason for one in found)
        assert not {one.tag for one in found} & set(words.canonical(asked.tags))
        assert suggester.tags(asked)[:most] == tuple(one.tag for one in found)[:3]


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["suggest-tags", *map(str, arguments)], catch_exceptions=False)


def test_the_command(tmp_path: Path) -> None:
    desk = a_desk(
        tmp_path,
        {
            "2026/say-it-once.md": GOOD.replace("number", "wording, following up"),
            "2026/zinc.md": FRONT.replace("Say It Once", "Zinc") + "\nZebras.\n",
            "2026/broken.md": "no front matter",
            "2026/heron.md": FRONT.replace("Say It Once", "Heron") + "\nHerons, a heron.\n",
            "2026/other.md": FRONT.replace("Say It Once", "Other heron").replace("- phone", "- wording")
            + "\nHerons.\n",
        },
    )
    tips = desk.project.tips / "2026"
    both = 'wording — "wording" stands in the text\nfollow-up — "following" stands in the text\n'
    said = _run(tips / "say-it-once.md", "--project", tmp_path)
    assert (said.exit_code, sorted(said.stdout.splitlines())) == (0, sorted(both.splitlines()))
    assert said.stderr == f'\nWrite those that fit below "tags:" in {tips}/say-it-once.md.\n'
    assert len(_run(tips / "say-it-once.md", "--project", tmp_path, "--limit", 1).stdout.splitlines()) == 1
    said = _run(tips / "zinc.md", "--project", tmp_path)
    why = f"no words of {desk.project.vocabulary} stand in it, and no tip is close to it"
    assert (said.exit_code, said.output) == (0, f"Nothing besides phone: {why}.\n")
    said = _run(tips / "heron.md", "--project", tmp_path)
    assert said.stdout == 'wording — the closest tip has it ("Other heron")\n'
    said = _run(tips / "broken.md", "--project", tmp_path)
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith(f"tips: {tips}/broken.md:1:1: TIP101 ")
    said = _run(tips / "none.md", "--project", tmp_path)
    assert (said.exit_code, said.output) == (
        2,
        f"tips: {tips}/none.md: there is no such file. Name the file of a tip.\n",
    )


def test_a_file_elsewhere_can_be_asked_about(tmp_path: Path) -> None:
    a_desk(tmp_path, {"2026/say-it-once.md": GOOD})
    file = tmp_path / "desk.md"
    file.write_text("---\ntitle: A telephone\n---\n", "utf-8")
    assert _run(file, "--project", tmp_path).stdout == 'phone — "telephone" stands in the title\n'
