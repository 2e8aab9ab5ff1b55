"""The text and the title of a pull request: what strangers wrote does nothing there, and GitHub takes all of it."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scraper.change import Change, Verdict
from scraper.errors import ConfigError, TipsError
from scraper.published.harvest.access import access
from scraper.published.harvest.changed import title
from scraper.published.harvest.text import fitted, read_text, where
from scraper.report.files import markdown
from scraper.report.markup import code, plain, quiet
from scraper.report.tally import Tally
from scraper.source import Source
from scraper.tip import Loss, Reading, Skip, Status, Visit

NASTY = {
    "a person": "Ask @octocat, @octo-org/team",
    "a person behind a letter": "é@octocat",
    "an issue": "fixes #3 and closes: #4",
    "an issue elsewhere": "resolves octo/repo#12",
    "an issue of old": "Fixes GH-7",
    "an issue's address": "fixes https://github.com/octo/repo/issues/3 https://github.com/octo/repo/pull/4#issuecomment-5",
    "a commit": "octo/repo@0123abc",
    "a commit that no workflow sees": "[skip ci] [CI skip] [no ci] [skip actions]\n\nskip-checks: true",
    "an image": "![](https://tracker.example/a.png) <img src=https://tracker.example/b.png>",
    "HTML": "</code></td></table><script>alert(1)</script><details open><summary>More</summary>",
    "a comment": "<!-- all that follows",
    "the end of code": "`@octocat` ``@octocat`` ```\n@octocat\n```",
    "backslashes": "\\`@octocat\\` \\\\`<b>`",
    "the end of a cell": "a | b \\| @octocat |",
    "another line": "a\n\n# Mine\n\n- [ ] @octocat\r<b>\x0b<i>\x85<u>\u2028<s>",
    "a fence": "```\n~~~\n````\n<b>@octocat #1</b>\n",
    "a link": "[here](https://elsewhere.example/) <https://elsewhere.example/> [x]: https://elsewhere.example/",
    "entities": "&commat;octocat &#64;octocat &lt;b&gt; &#35;1",
    "nothing but white space": " \t ",
}
# What GitHub would act upon, in Markdown or in the message of a commit; written down without a look at the code.
CALLS = re.compile(
    r"@[a-z0-9]|#[0-9]|GH-[0-9]|/(issues|pull)/[0-9]|\[(skip (ci|actions)|(ci|actions) skip|no ci)\]|skip-checks:",
    re.IGNORECASE,
)
OURS = {"heading_open", "paragraph_open", "bullet_list_open", "list_item_open", "table_open", "fence", "code_inline"}


def tokens(text: str) -> list[Token]:
    """Return all there is in a Markdown text as GitHub reads it, with HTML, tables and what stands in lines."""
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [*found, *(inline for token in found for inline in token.children or ())]


def shown(text: str) -> str:
    """Return what a reader sees of a text that is nothing but words and code."""
    return "".join(token.content for token in tokens(text) if token.type in {"text", "code_inline", "fence"})


def report_of(words: str) -> str:
    """Return the report of a run in which each text is a stranger's."""
    source = Source("bell", words.strip() or "Bell")
    tally = Tally([source])
    tally.visited(Visit("bell", words, words, words, 1, (words,)))
    loss, skips = Loss(words, 3, words, words, words), (Skip(words, words, words), Skip(words, words, f"{words}2"))
    tally.read(source, Reading((), (loss,), skips))
    tally.failed(TipsError(words, place=words, remedy=words), "bell")
    tally.failed(TipsError(words, place=words, remedy=words))
    change = Change(Verdict.KEPT, PurePosixPath("2020", words), words, "bell", Status.FULL, keys=(words,), note=words)
    tally.changed(replace(change, diff=("--- here", "+++ there", *(f"+{line}" for line in words.split("\n")))))
    tally.changed(replace(change, verdict=Verdict.UPDATED, replaces=(PurePosixPath("2019", words),), note=""))
    tally.changed(replace(change, verdict=Verdict.NEW))
    return "".join(markdown(tally.report()))


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
def test_a_report_is_words_and_code_whatever_strangers_write(words: str) -> None:
    kinds = {token.type for token in tokens(report_of(words))}
    allowed = {*OURS, "inline", "text", "softbreak", "text_special"}
    allowed |= {kind.replace("_open", "_close") for kind in OURS}
    allowed |= {f"{part}_{end}" for part in ("thead", "tbody", "tr", "th", "td") for end in ("open", "close")}
    assert kinds <= allowed, kinds - allowed


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
def test_nobody_is_called_by_a_pull_request(words: str, tmp_path: Path) -> None:
    report, log = tmp_path / "report.md", tmp_path / "check.txt"
    report.write_text(report_of(words), "utf-8")
    log.write_text(f"{words}\n", "utf-8")
    text = read_text([report, log])
    assert not CALLS.search(text)
    assert {token.type for token in tokens(text)}.isdisjoint({"html_inline", "html_block", "image", "link_open"})


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
def test_a_title_is_shown_as_it_is(words: str) -> None:
    seen = shown(f"## {plain(words)}\n\n| {plain(words)} |\n| --- |\n").replace("\u200b", "")
    assert seen == " ".join(words.split()) * 2


def test_nothing_is_code_too() -> None:
    assert shown(f"{code(' ')}, {code('a')}, {code('')}") == " , a,  "


@given(st.text(alphabet="@#[]/-: aGHgh1issuepkc\n\u200b"))
def test_what_is_quiet_looks_the_same(text: str) -> None:
    assert quiet(text).replace("\u200b", "") == text.replace("\u200b", "")
    assert not CALLS.search(quiet(text))
    assert quiet(quiet(text)) == quiet(text)


LINES = st.sampled_from(["a line", "```", "````text", "  ```diff", "~~~", "`code`", "", "- `item`", "x" * 60])


@given(st.lists(LINES, max_size=30), st.integers(min_value=150, max_value=400))
def test_a_text_is_cut_at_a_line_and_never_too_long(lines: list[str], largest: int) -> None:
    text = "".join(f"{line}\n" for line in lines)
    cut = fitted(text, "elsewhere", largest)
    assert len(cut) <= largest
    if len(text) <= largest:
        assert cut == text
        return
    body, closing = cut.rsplit("\n*", 1)
    assert "all of it is elsewhere" in closing.lower()
    longest = max(
        (n for n in range(len(lines) + 1) if body.startswith("".join(f"{x}\n" for x in lines[:n]))), default=0
    )
    assert sum(len(line) + 1 for line in lines[: longest + 1]) > largest - 160
    # The last paragraph is the closing sentence, in italics: no block of code has swallowed it.
    assert [token.type for token in tokens(cut) if token.type == "em_open"], cut


@pytest.mark.parametrize(
    ("run", "says"),
    [
        ("https://github.com/ada/letters/actions/runs/1", "on [the page of the run](https://github.com/ada/letters/"),
        ("", "in `report.md`, `check.txt`"),
    ],
)
def test_where_the_whole_is(run: str, says: str) -> None:
    assert where([Path("a/report.md"), Path("a/check.txt")], run).startswith(says)


def test_texts_are_joined_and_logs_are_code(tmp_path: Path) -> None:
    for name, content in {
        "a.md": "# A\n\n",
        "empty.txt": " \n",
        "check.txt": "x.md:3: ``` off\r\nall\n",
        "b.md": "B",
    }.items():
        (tmp_path / name).write_bytes(content.encode())
    assert read_text([tmp_path / name for name in ("a.md", "empty.txt", "check.txt", "b.md")]) == (
        "# A\n\n## `check`\n\n````text\nx.md:3: ``` off\nall\n````\n\nB\n"
    )


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the file cannot be read"):
        read_text([tmp_path / "report.md"])


@pytest.mark.parametrize(
    ("statuses", "says"),
    [
        ("A a.md", "1 new tip"),
        ("A a.md A b.md M c.md", "2 new tips, 1 updated"),
        ("M c.md T d.md", "2 updated tips"),
        ("D x.md R087 a.md b.md A y.md M z.md", "1 new tip, 1 updated, 1 moved, 1 removed"),
        ("A a.md A images/a.png A images/b.png", "1 new tip"),
        ("A images/a.png M images/b.png", "1 new file, 1 updated"),
        ("A @octocat\nfixes#1.md", "1 new tip"),
        ("A a.md " * 1204, "1,204 new tips"),
    ],
)
def test_a_title_counts(statuses: str, says: str) -> None:
    assert title(statuses.strip().replace(" ", "\0") + "\0") == says


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("https://github.com/ada/letters", "ada/letters"),
        ("https://github.com/ada/letters.git", "ada/letters"),
        ("https://ada:secret@github.com/ada/letters.git/", "ada/letters"),
        ("git@github.com:ada/letters.git", "ada/letters"),
        ("ssh://git@github.com:22/ada/my.letters", "ada/my.letters"),
        ("https://gitlab.example/ada/letters", ""),
        ("https://github.com.example/ada/letters", ""),
        ("https://ada:secret@github.com/letters", ""),
        ("/srv/git/letters.git", ""),
        ("", ""),
    ],
)
def test_the_repository_is_that_of_origin(origin: str, name: str) -> None:
    if name:
        assert access({"GH_TOKEN": "t"}, origin).repository == name
        return
    with pytest.raises(ConfigError, match=r"nothing says which repository of https://github\.com this is") as told:
        access({"GH_TOKEN": "t"}, origin)
    assert "secret" not in str(told.value)


def test_a_token_is_not_shown_by_accident() -> None:
    assert "s3cret" not in repr(access({"GITHUB_TOKEN": "s3cret"}, "https://github.com/ada/letters"))


def test_what_git_was_told_before_stays() -> None:
    told = access({"GITHUB_TOKEN": "t"}, "https://github.com/ada/letters").for_git({"GIT_CONFIG_COUNT": "1"})
    assert told == {
        "GIT_CONFIG_COUNT": "3",
        "GIT_CONFIG_KEY_1": "http.https://github.com/.extraheader",
        "GIT_CONFIG_VALUE_1": "",
        "GIT_CONFIG_KEY_2": "http.https://github.com/.extraheader",
        "GIT_CONFIG_VALUE_2": "AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46dA==",
    }
