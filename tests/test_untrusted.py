"""Untrusted text in Markdown: it shows itself and does nothing, wherever it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scraper.editor.formats.visible import visible
from scraper.untrusted import named, shown

NO_WIDTH = "\u200b"
HOSTILE = (
    *("@octocat", "@a-b/team", "#12", "octo/repo#3", "GH-7", "gh-7", "a@b.example", ":smile:", ":+1:"),
    *("https://evil.example/", "www.evil.example", "ftp://x", "mailto:a@b.example", "//evil.example"),
    *("<img src=x onerror=alert(1)>", "<!--", "</details>", "<https://evil.example>", "&lt;b&gt;", "&#60;"),
    *("[a](javascript:x)", "![a](b)", "[^1]", "[x]: y", "**b**", "_e_", "~~s~~", "`c`", "``", "$x$", "\\", "|", "||"),
    *("- a", "+ a", "1. a", "12) a", "# a", "> a", "---", "===", "```", "~~~", "    a", ":--", "a\n\nb", "a\r\n- b"),
    *("\u202eb", NO_WIDTH, "\x1b[2J", "\udcff", "\0"),
)
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=5).map("".join)
# Where such a text stands in what is written here.
PLACES = (
    "{}\n",
    "- {}\n",
    "| a | b |\n| --- | --- |\n| {} | c |\n",
    "# {}\n",
    "a\n{}\n",
    "- **{}**: c\n",
    "a <b>{}</b> c\n",
)


def leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (leaves(token.children) if token.children else [token])]


@given(texts, st.sampled_from(PLACES))
def test_a_text_is_the_same_markdown_as_a_word(text: str, place: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    word, said = (leaves(reader.parse(place.format(one))) for one in ("word", shown(f"{text}z")))
    assert [(token.type, token.tag) for token in said] == [(token.type, token.tag) for token in word]
    contents = "".join(token.content for token in said if token.type == "text")
    assert " ".join(visible(f"{text}z").split()) in contents.replace(NO_WIDTH, "")


@given(texts)
def test_nothing_in_it_becomes_a_link_of_github(text: str) -> None:
    (paragraph,) = [token for token in MarkdownIt("commonmark").parse(f"a {shown(text)}") if token.type == "inline"]
    content = "".join(token.content for token in paragraph.children or [])
    assert not re.search(r"@\w|#\d|\bgh-\d|://|\bwww\.|:[\w+-]+:", content, re.IGNORECASE | re.ASCII)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Say it once, slowly.", "Say it once, slowly."),
        ("docs/tips/2026/say-it-once.md", "docs/tips/2026/say-it-once.md"),
        ("“Old” → “New”", "“Old” → “New”"),
        ("  two\n lines ", "two lines"),
        ("@octocat", "&#64;&#8203;octocat"),
        ("5 @ 3", "5 &#64; 3"),
        ("www.a.example", "www&#8203;.a.example"),
        ("https://a.example", "https:&#8203;//a.example"),
        ("#12 and :smile:", "&#35;&#8203;12 and :&#8203;smile:"),
        ("1. first", "1&#46; first"),
        ("x" * 201, "x" * 199 + "…"),
        ("", ""),
    ],
)
def test_what_is_harmless_stays_readable(text: str, said: str) -> None:
    assert shown(text) == said
    assert named(text) == f"<code>{said}</code>"
