"""docs/tags.yml: what it says, and where each thing stands that is off in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ConfigError
from scraper.vocabulary import Former, Vocabulary, load_vocabulary, parse_vocabulary

_FILE = Path("tags.yml")
_QUOTES = "put a text that holds “:”, “#” or quotes between double quotes."
_MEND = f"Mend it there or in the line above; {_QUOTES}"
_FORM = 'Write tags as "name: {description: …, also: [other spelling], formerly: [old name]}" below "tags:".'
_LIST = "Write it between brackets, such as [one, another]."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tags: [", f"2:1: TIP801 a quotation mark or a bracket is never closed. {_MEND}"),
        ('tags:\n  phone:\n    also: ["x]\n', f"4:1: TIP801 a quotation mark or a bracket is never closed. {_MEND}"),
        (
            "tags:\n  phone:\n    also: [x\n  calls:\n",
            f"4:8: TIP801 a list that begins with “[” is not closed with “]”. {_MEND}",
        ),
        (
            "tags:\n  phone:\n\talso: [x]\n",
            f"3:1: TIP801 a character stands here that no name or text can begin with, such as a tab or “@”. {_MEND}",
        ),
        (
            "tags:\n  phone:\n    description: Calls: all\n",
            f"3:23: TIP801 a text holds a colon here, or this line is indented too far. {_MEND}",
        ),
        (
            "tags:\n  phone:\n    also:\n    - x\n   - y\n",
            f"5:4: TIP801 this line doesn't line up with those above it. {_MEND}",
        ),
        ("tags:\n  a: \x07\n", f"2: TIP801 an invisible control character stands in the text. {_MEND}"),
        ("- phone\n", f"1:1: TIP801 this is no list of tags. {_FORM}"),
        ("# x\ntags: [phone]\n", f'2:7: TIP801 "tags" holds no tags with their descriptions. {_FORM}'),
        ("tags:\n  ? [a]\n  : b\n", f"2:5: TIP801 a tag has no name. {_FORM}"),
        (
            "tags:\n  phone: Calls\n",
            (
                '2:10: TIP801 what is said of the tag "phone" has no name, such as "description". '
                'Write "description: …" on a line of its own below "phone:", indented by two blanks more.'
            ),
        ),
        ("tags:\n  phone:\n    also: tel\n", f'3:11: TIP801 "also" of "phone" should be a list. {_LIST}'),
        (
            "tags:\n  phone:\n    formerly: [[a]]\n",
            f'3:16: TIP801 "formerly" of "phone" holds something that is no text. {_LIST}',
        ),
        (
            "tags:\n  phone:\n    description: [a]\n",
            '3:18: TIP801 the description of "phone" should be one text. Write "description: one sentence".',
        ),
        (
            "tags:\n  phone:\n    descripton: x\n",
            '3:5: TIP801 the tag "phone" has an unknown setting "descripton". Did you mean "description".',
        ),
        (
            "tags:\n  phone:\n    colour: x\n",
            '3:5: TIP801 the tag "phone" has an unknown setting "colour". Known are description, also, formerly.',
        ),
        ("ignor: [x]\n", '1:1: TIP801 this file has an unknown setting "ignor". Did you mean "ignore".'),
        (
            "tags:\nignore: x\n",
            (
                '2:9: TIP801 "ignore" should be a list. '
                "Write it between brackets, such as [Tip of the Week, Uncategorized]."
            ),
        ),
        (
            "tags:\n  x:\n    also: [a]\n    also: [b]\n",
            '4:5: TIP801 the tag "x" has "also" twice. Keep one of the two.',
        ),
        ("tags:\n  x:\n  x:\n", '3:3: TIP801 the tag "x" stands on line 2 already. Keep one of the two.'),
        (
            "tags:\n  follow up:\n  y:\n  Follow-Up:\n",
            '4:3: TIP801 the tag "Follow-Up" stands on line 2 already as "follow up". Keep one of the two.',
        ),
        (
            "tags:\n  phone:\n    also: [call]\n  calls:\n    also: [x, Call]\n",
            '5:15: TIP801 "Call" means both "phone" and "calls". Leave it with one of the two tags.',
        ),
        (
            "tags:\n  phone:\n    also: [Calls]\n  calls:\n",
            (
                '3:12: TIP801 "Calls" is a tag of its own on line 4. '
                'Take it out of "also" of "phone", or delete that other tag.'
            ),
        ),
        (
            "tags:\n  phone:\n    formerly: [ring]\n  calls:\n    formerly: [ring]\n",
            '5:16: TIP801 "ring" means both "phone" and "calls". Leave it with one of the two tags.',
        ),
        (
            "tags:\n  phone:\n    also: [ring]\nignore: [Ring]\n",
            '4:10: TIP801 "Ring" is ignored, but also means the tag "phone". Take it out of one of the two places.',
        ),
    ],
)
def test_each_thing_that_is_off_is_named_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "tags.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_vocabulary(file)
    assert str(caught.value) == f"{file}:{says}"
    assert caught.value.code == "TIP801"


def test_a_file_of_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "tags.yml"
    file.write_bytes("tags:\n  café:\n".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"tags\.yml:2: TIP801 the file is not UTF-8 text\. Save it again with"):
        load_vocabulary(file)
    with pytest.raises(ConfigError, match=r"TIP801 the file cannot be read \(Is a directory\)\. Mend that\."):
        load_vocabulary(tmp_path)


@pytest.mark.parametrize("text", ["", "# nothing\n", "tags:\n", "tags: ~\nignore:\n", "null\n"])
def test_a_file_without_tags_is_an_empty_vocabulary(text: str) -> None:
    assert parse_vocabulary(text, _FILE) == Vocabulary()


def test_words_that_yaml_takes_for_something_else_are_names() -> None:
    found = parse_vocabulary("tags:\n  no:\n    also: [24, off]\n  2024:\n", _FILE)
    assert list(found.tags) == ["no", "2024"]
    assert found.canonical(["24", "OFF"]) == ("no",)


def test_former_names_mean_the_tag_and_are_told_with_their_lines() -> None:
    found = parse_vocabulary("tags:\n  phone:\n    also: [tel]\n    formerly:\n      - calls\n      - Tel\n", _FILE)
    assert found.canonical(["Calls", "tel"]) == ("phone",)
    assert found.former == (Former("calls", "phone", 5), Former("Tel", "phone", 6))


def test_a_tag_of_a_former_name_is_that_tag() -> None:
    found = parse_vocabulary("tags:\n  phone:\n    formerly: [calls]\n  Calls:\n", _FILE)
    assert found.canonical(["calls"]) == ("Calls",)
    assert found.former == ()


_LINES = st.sampled_from(
    [
        "tags:",
        "  a:",
        "  b: {also: [a]}",
        "    also: [c, 'd']",
        "    formerly: [a]",
        "ignore: [c]",
        "\t",
        "- x",
        "  ? y",
        "    description: |",
        "      text: #",
        "[",
        "}",
        "&x *x",
        "---",
        "...",
        "%",
        "  <<: *x",
        '"',
        "    also:",
    ]
)


@given(st.one_of(st.text(), st.lists(_LINES).map("\n".join)))
def test_any_text_is_a_vocabulary_or_says_what_is_wrong(text: str) -> None:
    found: Vocabulary | ConfigError
    try:
        found = parse_vocabulary(text, _FILE)
    except ConfigError as error:
        found = error
    if isinstance(found, ConfigError):
        assert (found.code, found.place, bool(found.line)) == ("TIP801", "tags.yml", True)
    else:
        assert all(found.meaning(name) == name for name in found.tags)
