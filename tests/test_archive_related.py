"""Related tips: what a reader would agree with, what counts for nothing, and what holds for every archive."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.archive import Entry, build_archive
from scraper.archive.folder import read_archive
from scraper.archive.views.related import related
from scraper.likeness.stems import stems
from scraper.source import Source
from scraper.tip import FiledTip, Rights, Tip
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import a_tip, filed

# An archive in which nothing is related: what a tip of a test may share with them, it shares by chance.
_OTHERS = (
    a_tip("Water the plants", body="A fern in the lobby droops on Mondays. Somebody owns a can."),
    a_tip("Count the chairs", body="Before guests arrive, walk through the room with a list."),
    a_tip("Open the window", body="Fresh air costs nothing, and wakes an audience."),
    a_tip("Sharpen pencils", body="A blunt pencil tears paper and patience alike."),
    a_tip("Label the keys", body="Nobody remembers which cupboard the brass one fits."),
    a_tip("Wind the clock", body="A clock that has stopped says that nobody looks."),
    a_tip("Oil the hinge", body="A door that squeaks is the first thing visitors notice."),
    a_tip("Sweep the porch", body="Leaves gather where the mat ends."),
    a_tip("Refill the stapler", body="It runs dry on the last contract."),
    a_tip("Dust the lamps", body="Light is kinder through clean glass."),
    a_tip("Warm the cups", body="Coffee stays hot for longer."),
    a_tip("Fold the maps", body="Along the old creases, or never."),
    a_tip("Feed the cat", body="It patrols the archive for mice."),
)


def entries_of(*tips: FiledTip, sources: tuple[Source, ...] = ()) -> tuple[Entry, ...]:
    archive, problems = build_archive(tips, Vocabulary(), sources)
    assert not problems
    return archive.entries


def names(*tips: Tip) -> dict[str, list[str]]:
    """Return the titles of each tip's relatives among all of them and the others, by title."""
    entries = entries_of(*(filed(f"t{number:04}", tip) for number, tip in enumerate((*tips, *_OTHERS))))
    found = related(entries)
    return {entry.tip.title: [other.tip.title for other in found[entry.address]] for entry in entries}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            a_tip("Say sorry", body="An apology needs no traffic report. An apology ends."),
            a_tip("Name the delay", body="Begin with an apology, then say when. The apology comes first."),
            id="a word that both repeat",
        ),
        pytest.param(
            a_tip("Regret", body="She apologised twice, and meant it; apologising helps."),
            a_tip("Words", body="Two apologies are one too many. An apology is short."),
            id="a word in its forms",
        ),
        pytest.param(
            a_tip("The art of delegation", body="Hand over the question."),
            a_tip("Let go", body="Whoever delegates checks later; delegating is no dumping."),
            id="a word of the title",
        ),
        pytest.param(
            a_tip("One", body="Alpha.", tags=("voicemail",)),
            a_tip("Two", body="Beta.", tags=("voicemail",)),
            id="a tag",
        ),
        pytest.param(
            a_tip("One", body="Alpha.", tags=("voicemail",)),
            a_tip("Two", body="Leave a voicemail that says why. A voicemail has an end."),
            id="a tag and a word",
        ),
        pytest.param(
            a_tip("Скажите имя", body="Жалоба клиента важна. Жалобу надо записать."),
            a_tip("Второй вопрос", body="Каждая жалоба ведёт к ответу, и две жалобы тоже."),
            id="Cyrillic",
        ),
        pytest.param(
            a_tip("पहला", body="ग्राहक की शिकायत सुनें। शिकायत लिखें।"),
            a_tip("दूसरा", body="हर शिकायत का उत्तर दें, शिकायत छोटी हो तो भी।"),
            id="Devanagari, whose marks are part of words",
        ),
        pytest.param(
            a_tip("倾听", body="客户投诉时先倾听。投诉是礼物。"),
            a_tip("回答", body="每个投诉都要回复，投诉者在等待。"),
            id="Chinese, without blanks between words",
        ),
    ],
)
def test_what_belongs_together_is_found(one: Tip, other: Tip) -> None:
    found = names(one, other)
    assert found[one.title] == [other.title]
    assert found[other.title] == [one.title]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            a_tip("One", body="Alpha [text](https://x.example/voicemail/voicemail.html)."),
            a_tip("Two", body="Beta <https://x.example/voicemail/voicemail> or [this](../voicemail-voicemail.md)."),
            id="addresses",
        ),
        pytest.param(
            a_tip("One", body='Alpha <span class="voicemail" title="voicemail">text</span>.'),
            a_tip("Two", body='Beta <b class="voicemail" title="voicemail">bold</b>.'),
            id="tags of HTML",
        ),
        pytest.param(
            a_tip("One", body="They should have been there before. They should, because they could."),
            a_tip("Two", body="Would they, should they, could they have been there before?"),
            id="words that say nothing",
        ),
        pytest.param(
            a_tip("One", body="Alpha in 2024, 2024 times 24."),
            a_tip("Two", body="Beta 2024: 24 of 2024."),
            id="numbers",
        ),
        pytest.param(a_tip("One", body=""), a_tip("Two", body=""), id="nothing at all"),
        pytest.param(a_tip("2024", body="!"), a_tip("…", body="?"), id="no word at all"),
    ],
)
def test_what_has_no_weight_relates_nothing(one: Tip, other: Tip) -> None:
    found = names(one, other)
    assert (found[one.title], found[other.title]) == ([], [])


def test_what_many_tips_share_relates_nothing() -> None:
    found = names(*(a_tip(str(number), body="A customer is a customer.", tags=("service",)) for number in range(10)))
    assert not any(found.values())


def test_what_texts_say_again_counts_for_more_than_what_they_say_once() -> None:
    found = names(
        a_tip("Asked", body="A lantern and an orchid."),
        a_tip("Orchid, once", "2024-05-07", "An orchid."),
        a_tip("Lantern, once", "2019-05-07", "A lantern."),
        *(a_tip(f"Q{number}q", body="A lantern is a lantern is a lantern; an orchid.") for number in range(2)),
        *(a_tip(f"Z{number}z", body=f"Word{number}w.") for number in range(8)),
    )
    assert found["Asked"].index("Lantern, once") < found["Asked"].index("Orchid, once")


def test_the_closer_comes_first_and_most_limits() -> None:
    tips = (
        a_tip("Voicemail greetings", body="A voicemail greeting names the firm.", tags=("phone", "greeting")),
        a_tip("A greeting worth hearing", body="Record the voicemail standing.", tags=("phone", "greeting")),
        a_tip("On hold", body="Music is no greeting.", tags=("phone",)),
    )
    found = names(*tips)
    assert found["Voicemail greetings"] == ["A greeting worth hearing", "On hold"]
    entries = entries_of(*(filed(f"t{number}", tip) for number, tip in enumerate((*tips, *_OTHERS))))
    nearest = related(entries, most=1)
    assert [other.tip.title for other in nearest["tips/2024/t0/"]] == ["A greeting worth hearing"]
    assert all(len(others) <= 1 for others in nearest.values())


def test_of_equally_close_tips_the_newer_comes_first_then_the_address_decides() -> None:
    def twin(date: str) -> Tip:
        return a_tip("Spell it", date, "Spell the name back, letter by letter.", tags=("spelling",))

    tips = [("b", twin("2023-01-03")), ("a", twin("2023-01-03")), ("c", twin("2024-01-02")), ("d", twin(""))]
    entries = entries_of(
        *(filed(name, tip) for name, tip in tips), *(filed(f"o{n}", tip) for n, tip in enumerate(_OTHERS))
    )
    found = related(entries)
    assert [other.address for other in found["tips/undated/d/"]] == [
        "tips/2024/c/",
        "tips/2023/a/",
        "tips/2023/b/",
    ]
    assert [other.address for other in found["tips/2023/a/"]][:2] == ["tips/2024/c/", "tips/2023/b/"]


def test_what_is_withheld_relates_nothing() -> None:
    hidden = " ".join(["Heliotrope heliotrope."] * 9)
    start = " ".join(f"word{'x' * number}" for number in range(70))
    tips = [
        filed("withheld", a_tip("One", body=f"{start} {hidden}", rights=Rights.ASK)),
        filed("open", a_tip("Two", body=hidden)),
        *(filed(f"o{number}", tip) for number, tip in enumerate(_OTHERS)),
    ]
    assert related(entries_of(*tips))["tips/2024/open/"] == ()
    allowed = entries_of(*tips, sources=(Source("", "", permission=True),))
    assert [other.tip.title for other in related(allowed)["tips/2024/open/"]] == ["One"]


def test_what_very_many_tips_share_counts_between_those_that_something_rarer_led_to() -> None:
    crowd = [
        filed(f"c{number:04}", a_tip(f"Q{number}q", body=f"Word{number}w.", tags=("busy",) if number % 5 == 0 else ()))
        for number in range(3000)
    ]
    asked = filed("asked", a_tip("Asked", "2024-01-02", "A ptarmigan.", tags=("busy",)))
    newer = filed("newer", a_tip("Newer", "2024-01-03", "Ptarmigan Ptarmigan."))
    closer = filed("closer", a_tip("Closer", "2020-01-03", "Ptarmigan Ptarmigan.", tags=("busy",)))
    found = related(entries_of(*crowd, asked, newer, closer))
    assert [other.tip.title for other in found["tips/2024/asked/"]] == ["Closer", "Newer"]
    assert found["tips/2024/c0000/"] == ()


@pytest.mark.starter
@pytest.mark.parametrize(
    ("name", "relative"),
    [
        ("write-the-praise-speak-the-criticism", "praise-the-decision-not-the-person"),
        ("one-sorry-then-a-verb", "an-apology-is-a-receipt"),
        ("a-no-your-boss-can-use", "say-no-to-the-meeting-yes-to-the-work"),
        ("two-minutes-before-the-agenda", "hand-over-the-chair-not-just-the-agenda"),
        ("the-handover-note-that-answers-back", "delegate-the-question-not-the-to-do-list"),
        ("24-7-is-a-team-promise", "the-last-person-in-line"),
        ("the-call-with-no-news", "leave-a-lit-window"),
        ("put-the-answer-in-the-subject-line", "read-it-to-someone-who-wasnt-there"),
    ],
)
def test_the_starter_tips_have_the_relatives_that_a_reader_expects(
    root: Path, vocabulary: Vocabulary, sources: dict[str, Source], name: str, relative: str
) -> None:
    archive, _ = read_archive(root / "docs" / "tips", vocabulary, sources.values())
    found = related(archive.entries)
    of = {Path(address).name: [Path(other.address).name for other in others] for address, others in found.items()}
    assert relative in of[name]
    assert name in of[relative]


_WORDS = st.sampled_from(["apology", "bell", "counter", "desk", "fern", "greeting", "客户", "жалоба", "the"])
_TEXTS = st.lists(_WORDS, max_size=12).map(" ".join)
_TIPS = st.lists(
    st.builds(
        a_tip,
        title=_TEXTS.filter(bool),
        date=st.sampled_from(["2024-03-05", "2024-03", "2023", ""]),
        body=_TEXTS,
        tags=st.lists(_WORDS, max_size=3, unique=True).map(tuple),
    ),
    max_size=14,
)


@given(_TIPS, st.integers(0, 5), st.randoms(use_true_random=False))
def test_of_any_archive(tips: list[Tip], most: int, random_: random.Random) -> None:
    entries = list(entries_of(*(filed(f"t{number}", tip) for number, tip in enumerate(tips))))
    found = related(entries, most)
    random_.shuffle(entries)
    assert related(entries, most) == found
    assert found.keys() == {entry.address for entry in entries}
    for address, others in found.items():
        assert len({other.address for other in others} - {address}) == len(others) <= most
        assert all(other in entries for other in others)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Calls, calling; CALLED", ["call", "call", "call"]),
        ("stories of a story", ["story", "story"]),
        ("policies, policy", ["polic", "polic"]),
        ("ready to read", ["ready", "read"]),
        ("delegation delegates delegating", ["deleg"] * 3),
        ("expectations expected", ["expect", "expect"]),
        ("boss process", ["boss", "process"]),
        ("We don’t; they couldn't", []),
        ("l’équipe and caf&eacute;", ["équip", "café"]),
        ("_emphasis_ **strong** `code`", ["emphasi", "strong", "code"]),
        ("snake_case 3rd 24/7", ["snak", "case"]),
        ("![A bell](bell.png) on [the desk][1]\n\n[1]: https://desk.example/x", ["bell", "desk"]),
        ("<!-- hidden --> <b class='x'>visible</b> a <3", ["visibl"]),
        ("शिकायत हिंदी", ["शिकाय", "हिंदी"]),
        ("お客様", ["お客", "客様"]),
    ],
)
def test_a_text_is_reduced_to_stems(text: str, found: list[str]) -> None:
    assert stems(text) == found
