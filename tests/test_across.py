"""What only all files together tell: names and aliases that collide, and tips that are almost the same."""

import random
import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.archive.aliases import settled
from scraper.editor.across.likeness import likeness
from scraper.editor.across.others import FEW
from scraper.editor.across.prints import pairs, prints
from scraper.editor.across.wording import folded, halves, words
from scraper.frontmatter import parse, render, sealed
from scraper.shelf import tip_files
from tests.editor_fixtures import FRONT, GOOD, a_desk, found
from tests.site_fixtures import STARTER

_SAME = "If it is the same tip, keep one of the two files. If it is another one, say in its text what is new about it."
_TITLE = "Give one of the two a title of its own, so that readers and search results can tell them apart."
_ONE = "are one name for some systems."
_ONE_ENCODED = "are one name for some systems, though their letters are encoded differently."
_RENAME = "Rename one of the two: on Windows and on a Mac there can only be one of them."

DOORS = """
A library in a market town kept a tally for one week. Each time somebody had to tell their story again, to another
person or on another form, a member of staff drew a small door on a card.

Renewing a lost card took four doors: the desk, the office, the payment machine, the desk once more. Nobody had planned
four. Each had been added for a good reason, in a different year, by someone who never had to walk through the others.

Take away the door that is cheapest to lose, and leave the others for next month. It cost the library an extension
lead, and the queue on Saturdays went with it.
"""
RECEIPT = """
The worst apology I have given took nine minutes. I explained the traffic, the diary and my mother's hip. The client,
who had faced thirty people without a trainer, let me finish, and then told me what I had left out.

An apology is a receipt: it shows the other person that you know what they paid. Say the three lines and stop. The
silence after them belongs to whoever was waiting.
"""
QUIET = """
The guest who shrugs has often decided already. Ask one small question that can be answered with a nod, then wait longer
than is comfortable: most people begin to talk when nobody fills the gap for them.
"""
FRAME = """
Until next Tuesday, be kind to the people who ring, and kinder to the colleagues who pick up. This letter is written in
a kitchen in Harrow and read in forty countries; pass it on to somebody who stands behind a counter.
"""


HANG_UP = "顧客が電話を切るまで待ちましょう。先に切ると、話の続きを言いそびれる人がいます。"
LISTEN = "Сначала дослушайте гостя до конца, потом повторите его просьбу своими словами и только тогда отвечайте."


def a_tip(body: str, title: str = "Count the Doors", date: str = "2026-03-03", more: str = "") -> str:
    """Return a file with that body; each title is another one unless it is given."""
    return FRONT.replace("Say It Once", title).replace("2026-03-03", date).replace("tags:", f"{more}tags:") + body


def changed(text: str, share: int, seed: int = 1) -> str:
    """Return a text of which so many words in a hundred are other ones, wherever they stand."""
    chosen = random.Random(seed)  # noqa: S311 -- the same words each time
    parts = re.split(r"(\s+)", text)
    places = [place for place, part in enumerate(parts) if part.strip()]
    for place in chosen.sample(places, len(places) * share // 100):
        parts[place] = f"quorl{chosen.randrange(1000)}"
    return "".join(parts)


def _paragraphs(text: str) -> list[str]:
    return text.strip().split("\n\n")


TEASER = DOORS[: DOORS.index(", to another")] + " …"
DRESSED_UP = DOORS.replace("'", "’").upper().replace("\n\n", "\n\n> **").replace(".", "** …")
LINKED = DOORS.replace("\n", " ").replace("market town", "[market town](https://a.example/x)")
LONG = "\n".join(changed(RECEIPT + QUIET, 90, seed) for seed in range(40))
SWAPPED = "\n\n".join(["", *reversed(_paragraphs(DOORS))])


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (DOORS, "this is 100 % the same as {}"),
        (DRESSED_UP, "this is 100 % the same as {}"),
        (LINKED, "this is 100 % the same as {}"),
        (SWAPPED, "this is 100 % the same as {}"),
        (changed(DOORS, 5), "this is 95 % the same as {}"),
        (changed(DOORS, 10), "this is 85 % the same as {}"),
        (changed(DOORS, 20), "this is 72 % the same as {}"),
        ("\n\n".join(_paragraphs(DOORS)[1:]), "this is 79 % the same as {}"),
        (DOORS + RECEIPT, "this is 76 % the same as {}"),
        (RECEIPT + DOORS, "this is 76 % the same as {}"),
        (TEASER, "100 % of this stands in {} too"),
        (DOORS + LONG, "100 % of {} stands in this too"),
        (changed(DOORS, 40), ""),
        (RECEIPT, ""),
        ("Too short to say.", ""),
        ("", ""),
    ],
)
def test_a_tip_that_is_almost_the_same_as_another_is_told_with_how_alike(
    tmp_path: Path, body: str, problem: str
) -> None:
    desk = a_desk(tmp_path, {"2025/a.md": a_tip(DOORS, date="2025-12-09"), "2026/b.md": a_tip(f"\n{body}", "Another")})
    called = f'{desk.project.tips}/2025/a.md ("Count the Doors", 9 December 2025)'
    told = [f"2026/b.md:{8 + len(body) - len(body.lstrip())}:1"] if problem else []
    told = [re.sub(r":\d+:1: ", ": ", line) for line in found(desk, "TIP7")]
    assert told == ([f"2026/b.md: TIP701 {problem.format(called)}. {_SAME}"] if problem else [])


def test_few_words_are_too_few_to_compare(tmp_path: Path) -> None:
    body = "\nSee the poster by the door.\n"
    assert found(a_desk(tmp_path, {"2026/a.md": a_tip(body, "A"), "2026/b.md": a_tip(body, "B")}), "TIP7") == []


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_make_no_difference(tmp_path: Path, end: str) -> None:
    theirs = a_tip(DOORS, "A", more="aliases: [old/]\n").replace("\n", end)
    ours = a_tip(DOORS, "B", more="aliases: [old/]\n")
    desk = a_desk(tmp_path, {"2026/a.md": theirs.encode(), "2026/b.md": ours})
    for paths in ((), ("2026/b.md",)):
        told = found(desk, "TIP606", "TIP701", paths=paths)
        assert [line.partition(" the same")[0] for line in told if "TIP701" in line] == [
            "2026/b.md:10:1: TIP701 this is 100 %"
        ]
        assert [line[:22] for line in told if "TIP701" not in line] == ["2026/b.md:4:11: TIP606"]


def test_a_file_that_is_gone_by_then_is_passed_over(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": a_tip(DOORS, "A"), "2026/b.md": a_tip(DOORS, "B")})
    assert len(desk.files) == 2
    (desk.project.tips / "2026/a.md").unlink()
    assert found(desk, "TIP7", paths=("2026/b.md",)) == []


def test_it_is_told_at_the_text_of_the_later_one_a_draft_being_the_latest(tmp_path: Path) -> None:
    files = {
        "2025/b.md": a_tip(DOORS, "B", "2025-12-09", "status: draft\n"),
        "2026/a.md": a_tip(f"\n\n{DOORS}", "A"),
        "undated/c.md": a_tip(DOORS, "C").replace("date: 2026-03-03\n", ""),
    }
    desk = a_desk(tmp_path, files)
    tips = desk.project.tips
    assert found(desk, "TIP7") == [
        f'2025/b.md:10:1: TIP701 this is 100 % the same as {tips}/2026/a.md ("A", 3 March 2026). {_SAME}',
        f'2025/b.md:10:1: TIP701 this is 100 % the same as {tips}/undated/c.md ("C"). {_SAME}',
        f'undated/c.md:8:1: TIP701 this is 100 % the same as {tips}/2026/a.md ("A", 3 March 2026). {_SAME}',
    ]
    assert found(desk, "TIP7", paths=("2026/a.md",)) == [
        f'2026/a.md:11:1: TIP701 this is 100 % the same as {tips}/2025/b.md ("B", a draft). {_SAME}',
        f'2026/a.md:11:1: TIP701 this is 100 % the same as {tips}/undated/c.md ("C"). {_SAME}',
    ]


def test_a_frame_that_many_share_makes_no_duplicates(tmp_path: Path) -> None:
    own = [
        "Put the answer into the subject line, so that nobody has to open it.",
        "When two people interrupt each other, the one who is paid to listen stops first.",
        "A voicemail greeting may say when you will ring, not only that you are sorry.",
        "Praise what somebody decided, not who they are, and say what came of it.",
    ]
    files = {f"2026/{n}.md": a_tip(f"\n{text}\n{FRAME}", f"Tip {n}") for n, text in enumerate(own)}
    assert found(a_desk(tmp_path / "framed", files), "TIP7") == []
    files["2026/4.md"] = a_tip(f"\n{own[0]}\n{FRAME}", "Tip 4")
    framed = a_desk(tmp_path / "same", files)
    assert [line.split(" the same")[0] for line in found(framed, "TIP7")] == ["2026/4.md:9:1: TIP701 this is 100 %"]
    assert [line.split(" the same")[0] for line in found(framed, "TIP7", paths=("2026/0.md",))] == [
        "2026/0.md:9:1: TIP701 this is 100 %"
    ]


def test_of_many_copies_each_is_told(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {f"2026/c{n:02}.md": a_tip(DOORS, f"Copy {n}") for n in range(40)})
    told = {line.split(":")[0] for line in found(desk, "TIP701")}
    assert told == {f"2026/c{n:02}.md" for n in range(1, 40)}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (HANG_UP, HANG_UP.rstrip("。"), True),
        (HANG_UP, "会議の前に二分だけ、今日決めることを紙に書いておくと、時間どおりに終わります。", False),
        (LISTEN, LISTEN.upper(), True),
    ],
)
def test_letters_of_any_script_are_compared(tmp_path: Path, one: str, other: str, *, alike: bool) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": a_tip(f"\n{one}\n", "A"), "2026/b.md": a_tip(f"\n{other}\n", "B")})
    for paths in ((), ("2026/a.md",)):
        assert bool(found(desk, "TIP7", paths=paths)) == alike


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"2026/a.md": ("Be Brief", RECEIPT), "2026/b.md": ("“Be brief!”", DOORS)}, ["2026/b.md:2:8"]),
        ({"2026/a.md": ("Be Brief", DOORS), "2026/b.md": ("Be brief", DOORS)}, []),
        ({"2026/a.md": ("Best of 2024", RECEIPT), "2026/b.md": ("Best of 2025", DOORS)}, []),
        ({f"2026/{n}.md": ("Friday links", text) for n, text in enumerate((DOORS, RECEIPT, QUIET, FRAME))}, []),
        ({"2026/a.md": ("'Don''t go'", RECEIPT), "2026/b.md": ('"Don\\u2019t go"', DOORS)}, ["2026/b.md:2:8"]),
        ({"2026/a.md": ("…", RECEIPT), "2026/b.md": ("…", DOORS)}, []),
    ],
)
def test_a_title_that_another_tip_has(tmp_path: Path, files: dict[str, tuple[str, str]], told: list[str]) -> None:
    desk = a_desk(tmp_path, {name: a_tip(body, title) for name, (title, body) in files.items()})
    problem = f"TIP702 the title is that of {desk.project.tips}/2026/a.md (3 March 2026) too. {_TITLE}"
    assert found(desk, "TIP702") == [f"{place}: {problem}" for place in told]
    assert [line[:13] for line in found(desk, "TIP702", paths=("2026/a.md",) if told else ())] == [
        "2026/a.md:2:8" for _ in told
    ]


def test_titles_as_a_source_has_them_are_left_alone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/a.md": _scraped(DOORS), "2026/b.md": _scraped(RECEIPT)})
    assert found(desk, "TIP7") == []
    (desk.project.tips / "2026/c.md").write_text(a_tip(QUIET, "Say It Once"), "utf-8")
    desk = a_desk(tmp_path, {})
    assert [line[:9] for line in found(desk, "TIP7")] == ["2026/c.md", "2026/c.md"]


def _scraped(body: str) -> str:
    return render(sealed(parse(FRONT + body)))


_ELSE = "is the address of something else on this site. Remove it."
_ITS_OWN = "is the address of {}/2025/other.md. Remove the alias, or rename that file."
_TWICE = "is one of {}/2025/other.md too. Remove it from one of the two."
_ROOTED = 'Write it from the site\'s root, such as "tips/undated/be-brief/".'


@pytest.mark.parametrize(
    ("aliases", "problem"),
    [
        ("[old/b/]", None),
        ("[tips/2026/say-it-once/, tips/undated/say-it-once/]", None),
        ("[old/b/, old/b]", None),
        ("[/old/b/]", f'3:11: TIP606 the alias "/old/b/" is no address on this site. {_ROOTED}'),
        (
            "[https://a.example/b/]",
            f'3:11: TIP606 the alias "https://a.example/b/" is no address on this site. {_ROOTED}',
        ),
        ("\n  - x/\n  - search/", f'5:5: TIP606 the alias "search/" {_ELSE}'),
        ('["tags/phone/"]', f'3:11: TIP606 the alias "tags/phone/" {_ELSE}'),
        ("[authors/ada/]", f'3:11: TIP606 the alias "authors/ada/" {_ELSE}'),
        ("[tips/2026/]", f'3:11: TIP606 the alias "tips/2026/" {_ELSE}'),
        ("[index.html]", f'3:11: TIP606 the alias "index.html" {_ELSE}'),
        ("[about/]", f'3:11: TIP606 the alias "about/" {_ELSE}'),
        ("[guide/]", f'3:11: TIP606 the alias "guide/" {_ELSE}'),
        ("[guide/first/]", f'3:11: TIP606 the alias "guide/first/" {_ELSE}'),
        ("[paper.html]", f'3:11: TIP606 the alias "paper.html" {_ELSE}'),
        ("[tips/2025/other/]", f'3:11: TIP606 the alias "tips/2025/other/" {_ITS_OWN}'),
        ("[old/other]", f'3:11: TIP606 the alias "old/other" {_TWICE}'),
        ("[old/spät/]", f'3:11: TIP606 the alias "old/spät/" {_TWICE}'),
        ("[old/%C3%A9/]", f'3:11: TIP606 the alias "old/%C3%A9/" {_TWICE}'),
    ],
)
def test_an_alias_is_an_address_of_this_tip_alone(tmp_path: Path, aliases: str, problem: str | None) -> None:
    for page in ("about.md", "guide/README.md", "guide/first.md", "paper.html"):
        file = tmp_path / "docs" / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# A page\n", "utf-8")
    other = GOOD.replace("2026", "2025").replace("tags:", "aliases: [old/other/, old/é/, old/sp%C3%A4t/]\ntags:")
    ours = GOOD.replace("date:", f"aliases: {aliases}\ndate:")
    desk = a_desk(tmp_path, {"2026/say-it-once.md": ours, "2025/other.md": other})
    told = [f"2026/say-it-once.md:{problem.format(desk.project.tips)}"] if problem else []
    assert found(desk, "TIP606") == told
    assert found(desk, "TIP606", paths=("2026/say-it-once.md",)) == told


def test_an_alias_of_another_tip_is_told_where_only_this_one_is_checked(tmp_path: Path) -> None:
    alias = "aliases: [tips/2025/b/, old/x]\ndate:"
    desk = a_desk(
        tmp_path,
        {
            "2026/c.md": GOOD.replace("date:", alias),
            "2025/b.md": GOOD.replace("2026", "2025").replace("date:", "aliases: [old/x/]\ndate:"),
        },
    )
    tips = desk.project.tips
    at_home = f"the address of this tip is an alias of {tips}/2026/c.md"
    assert found(desk, "TIP606", paths=("2025/b.md",)) == [
        f"2025/b.md:1:1: TIP606 {at_home}. Give this file another name, or remove the alias there.",
        f'2025/b.md:3:11: TIP606 the alias "old/x/" is one of {tips}/2026/c.md too. Remove it from one of the two.',
    ]
    assert [line[:14] for line in found(desk, "TIP606")] == ["2026/c.md:3:11", "2026/c.md:3:25"]
    (tips / "2025/b.md").write_text(GOOD.replace("2026", "2025"), "utf-8")
    assert [line[:13] for line in found(desk, "TIP606", paths=("2025/b.md",))] == ["2025/b.md:1:1"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("2026/be-brief.md", "2026/be-brief-2.md"), []),
        (
            ("2026/Be-Brief.md", "2026/be-brief.md"),
            [f'2026/Be-Brief.md:1:1: TIP605 "Be-Brief.md" and "be-brief.md" {_ONE}'],
        ),
        (
            ("2026/caf\u00e9.md", "2026/cafe\u0301.md"),
            [f'2026/cafe\u0301.md:1:1: TIP605 "cafe\u0301.md" and "caf\u00e9.md" {_ONE_ENCODED}'],
        ),
        (("2026/a.md", "2025/A.md"), []),
        (("2026/a.md", "2026 /b.md", "2026 /c.md"), [f'2026 /b.md:1:1: TIP605 "2026 " and "2026" {_ONE}']),
        (("Undated/a.md", "undated/a.md"), [f'Undated/a.md:1:1: TIP605 "Undated" and "undated" {_ONE}']),
        (("2026/a.md", "2026/pic.PNG", "2026/pic.png"), [f'2026/pic.PNG:1:1: TIP605 "pic.PNG" and "pic.png" {_ONE}']),
    ],
)
def test_names_that_some_systems_take_for_one(tmp_path: Path, names: tuple[str, ...], told: list[str]) -> None:
    desk = a_desk(tmp_path, dict.fromkeys(names, GOOD))
    assert found(desk, "TIP605") == [f"{line} {_RENAME}" for line in told]


def test_of_two_names_the_one_that_is_checked_is_told(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {"2026/Be-Brief.md": GOOD, "2026/be-brief.md": GOOD, "2025/BE-BRIEF.md": GOOD})
    for ours, other in (("be-brief.md", "Be-Brief.md"), ("Be-Brief.md", "be-brief.md")):
        assert found(desk, "TIP605", paths=(f"2026/{ours}",)) == [
            f'2026/{ours}:1:1: TIP605 "{ours}" and "{other}" {_ONE} {_RENAME}'
        ]


_ENDING = 'a tip\'s file ends in ".md". If it is a tip, rename it to "{}.md".'


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2026/x.markdown", f": {_ENDING.format('x')}"),
        ("2026/x.txt", f": {_ENDING.format('x')}"),
        ("x.MD", f": {_ENDING.format('x')}"),
        ("2026/README", f": {_ENDING.format('README')}"),
        ("2026/logo.svg", ". Save the picture as PNG, JPEG or WebP."),
        ("2026/x.docx", '. Take it away. If it is a tip, save it as text in a file that ends in ".md".'),
        ("2026/photo.JPG", None),
        ("2026/form.pdf", None),
        ("2026/.say.md.swp", None),
        ("2026/.12345678.part", None),
        (".git/notes.txt", None),
    ],
)
def test_a_file_that_the_archive_does_not_read(tmp_path: Path, name: str, told: str | None) -> None:
    desk = a_desk(tmp_path, {"2026/say-it-once.md": GOOD, "2026/other.md": GOOD, name: b"words"})
    line = f'{name}:1:1: TIP609 the archive doesn\'t read "{PurePosixPath(name).name}"{told}'
    assert found(desk, "TIP609") == ([line] if told else [])
    assert found(desk, "TIP609", paths=("2026/say-it-once.md",)) == []
    if told:
        assert found(desk, "TIP609", paths=(name,)) == [line]


def test_it_is_told_where_there_is_no_tip_at_all(tmp_path: Path) -> None:
    assert [line.split(":")[0] for line in found(a_desk(tmp_path, {"2026/x.txt": b"words"}), "TIP609")] == [
        "2026/x.txt"
    ]


@pytest.mark.starter
def test_the_starter_archive_collides_with_nothing(root: Path, tmp_path: Path) -> None:
    tips = root / "docs" / "tips"
    desk = a_desk(tmp_path, {str(path): (tips / path).read_bytes() for path in tip_files(tips)})
    assert found(desk, "TIP605", "TIP606", "TIP609", "TIP7") == []


# Few words, so that texts meet; some of them with marks, some of other scripts.
_words = st.sampled_from(
    [*(DOORS + RECEIPT).split(), "**door**", "don’t", "[a](b)", "顧客が電話を切る", "—", "\n\n", "\n- ", "é", "\r\n"]
)
_texts = st.lists(_words, max_size=60).map(" ".join)
_bodies = st.one_of(
    _texts,
    st.sampled_from([DOORS, RECEIPT, QUIET, SWAPPED, DOORS + RECEIPT, TEASER, f"{QUIET}{FRAME}"]),
    st.builds(changed, st.sampled_from([DOORS, RECEIPT, QUIET]), st.integers(0, 60), st.integers(0, 3)),
)


@pytest.mark.slow
@given(st.lists(_bodies, min_size=2, max_size=FEW + 3), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_one_file_some_and_all_tell_of_the_same_pairs_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], order: random.Random
) -> None:
    desk = a_desk(
        tmp_path_factory.mktemp("project"),
        {
            f"2026/{n}.md": a_tip(f"\n{body}", order.choice(["Doors", "A: \\", f"T{n}"]))
            for n, body in enumerate(bodies)
        },
    )
    paths = list(map(str, tip_files(desk.project.tips)))
    everything = found(desk, "TIP7")
    pairs_of = _pairs(everything)
    order.shuffle(paths)
    assert found(desk, "TIP7", paths=tuple(paths)) == everything
    for some in (*((path,) for path in paths), tuple(paths[1:]), tuple(paths[: len(paths) // 2])):
        if some:
            assert _pairs(found(desk, "TIP7", paths=some)) == {pair for pair in pairs_of if pair[1].intersection(some)}


def _pairs(told: list[str]) -> set[tuple[str, frozenset[str]]]:
    """Return each finding as its code and the two files."""
    return {
        (code, frozenset(re.findall(r"2026/\d+\.md", line)))
        for line in told
        for code in re.findall(r": (TIP\d+) ", line)
    }


@pytest.mark.slow
@given(st.one_of(st.text(), _texts))
@settings(deadline=None)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    raw = text.encode(errors="replace")
    found_words = words(raw)
    assert likeness(found_words, list(found_words)).both == (100 if found_words else 0)
    its = prints(folded(raw))
    assert all(run in folded(raw) and b"  " not in run for run in its.values())
    assert pairs([its, its], [0]) == ([(0, 1)] if its else [])


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_are_too_odd(raw: bytes) -> None:
    front, body = halves(raw)
    assert len(front) + len(body) <= len(raw)
    assert len(prints(folded(body))) <= 18


@given(_texts, _texts)
@settings(deadline=None)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = (likeness(words(a.encode()), words(b.encode())) for a, b in ((one, other), (other, one)))
    assert (there.both, there.shorter, there.words) == (back.both, back.shorter, back.words[::-1])
    assert 0 <= there.both <= 100


def test_where_both_are_as_long_the_one_that_is_more_in_the_other_counts() -> None:
    assert likeness(b"a b c a b c".split(), b"a b c x y z".split()).shorter == 100


def test_of_two_tips_with_one_alias_the_first_by_name_has_it() -> None:
    aliases = [("tips/2026/b.md", "old/"), ("tips/2025/a.md", "old")]
    for order in (aliases, aliases[::-1]):
        held, clashes = settled(order, [], [])
        assert held == {"old/index.html": "tips/2025/a.md"}
        assert [(clash.src_uri, clash.rival) for clash in clashes] == [("tips/2026/b.md", "tips/2025/a.md")]


@pytest.mark.parametrize("code", ["TIP605", "TIP606", "TIP609", "TIP701", "TIP702"])
def test_the_examples_of_its_page_are_wrong_and_right(root: Path, tmp_path: Path, code: str) -> None:
    page = (root / "docs" / "rules" / f"{code.lower()}.md").read_text("utf-8")
    wrong, right = (page.split(f"## {heading}\n")[1].split("\n## ")[0] for heading in ("Wrong", "Right"))
    tags = (STARTER / "docs" / "tags.yml").read_text("utf-8")
    for name, section, told in (("wrong", wrong, {code}), ("right", right, set())):
        files = dict(re.findall(r'```markdown title="(.+?)"\n(.+?\n)```', section, re.DOTALL))
        lines = found(a_desk(tmp_path / name, files, tags))
        assert {line.split(": ")[1][:6] for line in lines} == told
