"""How a file is written and named: encoding, line ends, what nobody sees, garbled letters, and names."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.editor.check import examined
from scraper.editor.finding import Finding
from scraper.editor.manuscript import manuscript
from scraper.editor.rules import encoding, names
from tests.editor_fixtures import BODY, FRONT, GOOD, a_desk, found, found_in
from tests.test_rules_contract import a_manuscript, applied, findings

NAME = "2026/say-it-once.md"
SAVE = "Save it again with encoding UTF-8"


def of_encoding(content: str | bytes) -> list[Finding]:
    return list(encoding.findings(a_manuscript(content), None))  # type: ignore[arg-type] # no rule here needs a desk


def mended(content: str) -> str:
    return applied(a_manuscript(content).text, of_encoding(content))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (
            GOOD.replace("Once", "Café").encode("cp1252"),
            f'2:18: TIP601 the file is not UTF-8 text; it is probably Windows-1252, in which this byte is "é". {SAVE}.',
        ),
        (
            GOOD.replace("Once", "é Café").encode().replace(b"Caf\xc3\xa9", b"Caf\xe9"),
            f'2:20: TIP601 the file is not UTF-8 text; it is probably Windows-1252, in which this byte is "é". {SAVE}.',
        ),
        (GOOD.encode() + b"\x81", f"10:1: TIP601 the file is not UTF-8 text (byte 140). {SAVE}."),
        (
            b"\x89PNG\r\n\0\0\0",
            (
                "1:1: TIP601 the file is not UTF-8 text: it holds bytes that no text has. "
                f"{SAVE}, if it is a text; else take it away."
            ),
        ),
        *(
            (
                GOOD.encode(code),
                f"1:1: TIP601 the file is not UTF-8 text: its first bytes say that it is {code.upper()}. {SAVE}.",
            )
            for code in ["utf-16", "utf-32"]
        ),
        (b"\xff\xfe\0", f"1:1: TIP601 the file is not UTF-8 text: its first bytes say that it is UTF-16. {SAVE}."),
    ],
)
def test_a_file_that_is_no_utf8(tmp_path: Path, raw: bytes, says: str) -> None:
    assert found_in(tmp_path, raw, "TIP601") == [f"{NAME}:{says}"]


@pytest.mark.parametrize("code", ["utf-16", "utf-32"])
def test_what_says_of_itself_which_encoding_it_has_is_mended(code: str) -> None:
    text = GOOD.replace("Once", "Café")
    one = a_manuscript(text.encode(code))
    assert applied(one.text, findings(one)) == text


@pytest.mark.parametrize("raw", [GOOD.replace("Once", "Café").encode("cp1252"), b"\xff\xfe\0"])
def test_what_could_be_any_encoding_is_left_to_people(raw: bytes) -> None:
    assert [finding.edits for finding in findings(a_manuscript(raw))] == [()]


LF = 'Have your editor save the file with line ends "LF" or "Unix".'
MARK = "the file begins with a mark that nobody sees. Save the file as UTF-8 without a byte order mark."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (GOOD, []),
        (GOOD.replace("\n", "\r\n"), [f"1:1: TIP602 lines end as on Windows. {LF}"]),
        (GOOD.replace("\n", "\r"), [f"1:1: TIP602 lines end as on old Macs. {LF}"]),
        (GOOD[:-1] + "\r\n", [f"9:1: TIP602 lines end as on Windows. {LF}"]),
        ("\ufeff" + GOOD, [f"1:1: TIP603 {MARK}"]),
        ("\ufeff" + GOOD.replace("\n", "\r\n"), [f"1:1: TIP602 lines end as on Windows. {LF}", f"1:1: TIP603 {MARK}"]),
    ],
)
def test_line_ends_and_marks(tmp_path: Path, content: str, says: list[str]) -> None:
    assert found_in(tmp_path, content) == [f"{NAME}:{one}" for one in says]
    assert mended(content) == GOOD


def turns(number: str) -> str:
    return f"a character turns the direction of the text (U+{number}), which can disguise what it says"


@pytest.mark.parametrize(
    ("text", "says", "right"),
    [
        ("Say\u200bit", "4: TIP607 a space without width stands here (U+200B), which nobody sees", "Sayit"),
        ("news\u00adletter", "5: TIP607 a soft hyphen stands here (U+00AD), which nobody sees", "newsletter"),
        ("one\u200dtwo", "4: TIP607 a sign that joins letters stands here (U+200D), which nobody sees", "onetwo"),
        ("one\ufefftwo", "4: TIP607 a byte order mark stands here (U+FEFF), which nobody sees", "onetwo"),
        ("one\u200etwo", "4: TIP607 a character that nobody sees stands here (U+200E)", "onetwo"),
        ("one\x07two", "4: TIP607 a character that nobody sees stands here (U+0007)", "onetwo"),
        ("one\x00two", "4: TIP607 a character that nobody sees stands here (U+0000)", "onetwo"),
        ("one\U000e0041two", "4: TIP607 a character that nobody sees stands here (U+E0041)", "onetwo"),
        ("pay \u202e100", f"5: TIP607 {turns('202E')}", "pay 100"),
        # Two words would become one, or a text in Hebrew lose its order: somebody has to look.
        ("one\u2028two", "4: TIP607 a line separator stands here (U+2028), which nobody sees", ""),
        ("שלום \u2067a", f"6: TIP607 {turns('2067')}", ""),
    ],
)
def test_characters_that_nobody_sees(tmp_path: Path, text: str, says: str, right: str) -> None:
    content = f"{FRONT}\n{text}\n"
    assert found_in(tmp_path, content, "TIP607") == [f"{NAME}:9:{says}. Take it away."]
    assert mended(content) == (f"{FRONT}\n{right}\n" if right else content)


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🚀 and 👩🏽\u200d💻",  # a woman, and what she does
        "🏳\ufe0f\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England's flag
        "می\u200cخواهم",  # Persian: "I want"
        "ක්\u200dෂ",  # Sinhala
        "ประเทศ\u200bไทย",  # Thai: words without blanks between them
        "שלום\u200f (a)",
        "one\u00a0two — “three” …",
        "a\tb",
    ],
)
def test_characters_that_have_their_place(tmp_path: Path, text: str) -> None:
    assert found_in(tmp_path, f"{FRONT}\n{text}\n", "TIP6") == []


def test_what_the_contract_says_of_a_character_is_not_said_twice(tmp_path: Path) -> None:
    content = GOOD.replace("Once", "On\x08ce")
    assert [one[:33] for one in found_in(tmp_path, content, "TIP1", "TIP6")] == [f"{NAME}:2:17: TIP103 "]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("donâ€™t", '4: TIP608 "â€™" is a letter that a wrong encoding garbled. Write "’" there.'),
        ("donâ\u0080\u0099t", '4: TIP608 "â\u0080\u0099" is a letter that a wrong encoding garbled. Write "’" there.'),
        ("cafÃ©", '4: TIP608 "Ã©" is a letter that a wrong encoding garbled. Write "é" there.'),
        ("cÅ“ur", '2: TIP608 "Å“" is a letter that a wrong encoding garbled. Write "œ" there.'),
        ("9Â€", ""),  # nothing that UTF-8 could have been
        ("so ðŸ˜€", '4: TIP608 "ðŸ˜€" is a letter that a wrong encoding garbled. Write "😀" there.'),
        ("caf\ufffd", '4: TIP608 "\ufffd" is a letter that a wrong encoding garbled. Write the letter that was there.'),
        ("“AMANHÃ” e É»", ""),
        ("pâte, Ärger, Ångström, naïve, São, ê, 20 °C", ""),
    ],
)
def test_garbled_letters(tmp_path: Path, text: str, says: str) -> None:
    assert found_in(tmp_path, f"{FRONT}\n{text}\n", "TIP608") == ([f"{NAME}:9:{says}"] if says else [])


RENAME = "Rename the file to say-it-once.md"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Say-It.md", ""),
        ("sag-es-früh.md", ""),
        ("v1.2_final.md", ""),
        ("say it.md", f'"say it.md" can\'t be part of an address. {RENAME}'),
        ("why?.md", f'"why?.md" can\'t be part of an address. {RENAME}'),
        ("index.md", f'"index.md" can\'t be part of an address. {RENAME}'),
        ("con.md", f'"con.md" is a name that Windows keeps for a device. {RENAME}'),
        ("Lpt1.old.md", f'"Lpt1.old.md" is a name that Windows keeps for a device. {RENAME}'),
        ("say..md", f'"say..md" has a dot too many at its end. {RENAME}'),
        ("x" * 253 + ".md", f"the file's name is longer than the 255 bytes that most systems allow. {RENAME}"),
        (
            "fru\u0308h.md",
            (
                "the file's name holds accents apart from their letters, and some systems join the two. "
                "Rename the file to früh.md, typed anew"
            ),
        ),
    ],
)
def test_names(tmp_path: Path, name: str, says: str) -> None:
    one = manuscript(PurePosixPath("2026", name), name, GOOD.encode())
    said = [str(finding) for finding in names.findings(one, a_desk(tmp_path, {}))]
    assert said == ([f"{name}:1:1: TIP604 {says}."] if says else [])


def test_a_file_whose_front_matter_is_broken_is_told_its_name_too(tmp_path: Path) -> None:
    assert found_in(tmp_path, "Say it.\n", "TIP604", name="2026/say it.md") == [
        '2026/say it.md:1:1: TIP604 "say it.md" can\'t be part of an address. Rename the file to say-it.md.'
    ]


SIGNS = st.sampled_from("\u200b\u200d\u00ad\u202e\u2067\ufeff\r\n\x07é’â€Ãש👩a \ufffd\u2028")


@given(st.text(SIGNS, max_size=40) | st.text(max_size=40))
def test_no_text_makes_these_rules_raise_and_mending_ends(text: str) -> None:
    for content in (text, f"{FRONT}\n{text}\n"):
        now = content.encode("utf-8", "ignore").decode()
        for _ in range(5):
            before, now = now, mended(now)
        assert now == before
        assert not any(finding.edits for finding in of_encoding(now))


@given(st.binary(max_size=60))
def test_no_bytes_make_these_rules_raise(raw: bytes) -> None:
    of_encoding(raw)
    findings(a_manuscript(raw))


def test_the_good_tip_has_nothing_of_all_this(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {NAME: FRONT + BODY})
    one = manuscript(PurePosixPath(NAME), NAME, GOOD.encode())
    assert [
        finding for finding in examined(one, desk) if finding.rule.code < "TIP3" or finding.rule.code > "TIP6"
    ] == []
    assert found(desk, "TIP1", "TIP2", "TIP6") == []
