"""Links of bodies: found as the renderer finds them, held against what there is, and told by the build in our words."""

import html
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from scraper.archive import site
from scraper.archive.text.landmarks import Renderer
from scraper.archive.text.links import Link, links
from scraper.archive.text.prose import without_code
from scraper.editor.desk import open_desk
from scraper.editor.project import find_project
from tests.editor_fixtures import FRONT, a_desk, found
from tests.site_fixtures import DOT, STARTER, run_build
from tests.test_site import a_project

_PROJECT = find_project(STARTER)
_RENDERER = Renderer(tuple(_PROJECT.extensions), _PROJECT.extensions)


def found_links(body: str) -> list[str]:
    return [link.target for link in links(tuple(body.split("\n")))]


def rendered_links(body: str) -> set[str]:
    landmarks = _RENDERER.landmarks(body)
    assert landmarks is not None
    return landmarks.addresses


BODIES = [
    "One [two](a.md) three.",
    "A [title](a.md \"of it\") and [another](b.md 'here (or there)').",
    '[Blanks](<a b.md>) and [a title](<c d.md> "too").',
    "[Parentheses](a(b).md) ([in some](c.md)), and ([open](d.md).",
    (
        "[A reference][one], [another] [two], [short][] and [three].\n\n[one]: a.md\n[two]: <b.md>\n[short]: c.md 'T'\n"
        "[Three]: d.md\n[nobody]: e.md"
    ),
    "[![A picture](a.png)](b.md)",
    "![A picture][p]\n\n[p]: a.png",
    "`[code](a.md)` and ``[two ` ticks](b.md)`` and \\`[a](c.md)\\`",
    "\\[a](a.md) [b\\](b.md) [c](c\\_d.md)",
    "    [code](a.md)\n\nText.\n\n    [code](b.md)\n[no code](c.md)",
    "- One\n\n    [in a list](a.md)\n\n        [code in a list](b.md)\n\n- Two\n    - Three\n\n        [deeper](c.md)",
    "1. One\n2. Two `\n3. [x](a.md) `\n",
    "```\n[code](a.md)\n```\n\n~~~ python\n[code](b.md)\n~~~\n[c](c.md)",
    "```\n[never closed](a.md)\n",
    "- Item\n\n    ```\n    [code](a.md)\n    ```\n\n    [text](b.md)",
    "> ```\n> [code](a.md)\n> ```\n>\n> [text](b.md)",
    '```markdown title="x.md"\n[code](a.md)\n```',
    "~~~ no language!\n[a](a.md)\n~~~\n",
    "- Item\n\n    ~~~\n[a](a.md)\n    ~~~",
    "> ~~~\n\n[a](a.md)\n\n> ~~~",
    "~~~\n> [a](a.md)\n~~~",
    "````\n```\n[code](a.md)\n```\n````\n[b](b.md)",
    "<!-- [comment](a.md) --> and [b](b.md)\n\n<!--\n[comment](c.md)\n\n[d](d.md)\n-->",
    "[over\ntwo lines](a.md) and [one](\nb.md)",
    "[not over\n\na paragraph](a.md)",
    "| One | Two |\n|---|---|\n| `[x | [a](a.md) |\n| ](b.md)` | [c](c.md) |",
    "Term\n:   Means [a](a.md)\n\n    And [b](b.md)\n",
    "Note[^1].\n\n[^1]: See [a](a.md).\n\n    And [b](b.md).",
    "!!! note\n    See [a](a.md).\n\n    And [b](b.md).\n\n[c](c.md)",
    "# A [heading](a.md)\n    [code](b.md)\n\nAn [underlined](c.md) one\n---",
    "[empty]() and [ blank ](  a.md  )",
    "*[emphasis](a.md)* **[strong](b.md)** [*within*](c.md)",
    "[a](a.md)[b](b.md)[c] [d](d.md)",
    "See [a] (a.md) and [b]: b.md",
    "A ` tick, [a](a.md), and another ` tick",
    "A ` tick\n\n[a](a.md), another ` tick",
    "[`code`](a.md) [`]`](b.md)",
    "Text\n    [no code](a.md)",
    "\tCode [a](a.md)\n\n-\tItem\n\n\t[b](b.md)",
]


@pytest.mark.parametrize("body", BODIES)
def test_links_are_those_that_are_rendered(body: str) -> None:
    ours = {html.unescape(target) for target in found_links(body)}
    assert ours == {address for address in rendered_links(body) if not address.startswith("#fn")}


_PIECES = st.sampled_from([
    *("[a](a.md)", "[b](b.md 'x')", "[c]", "[c]: c.md", "![d](d.png)", "<e f>", "[^1]", "words ", "<!--", "-->"),
    *("`", "``", "```", "~~~", "\n", "\n\n", "\t", "    ", "- ", "1. ", "> ", "# ", ": ", "|", "\\", *"()[]\"'"),
])  # fmt: skip
_TEXTS = st.one_of(st.lists(_PIECES, max_size=25).map("".join), st.text(max_size=80))


@given(_TEXTS)
def test_whatever_stands_there_links_have_a_place_in_it(body: str) -> None:
    lines = tuple(body.split("\n"))
    for link in links(lines, first_line=3):
        assert lines[link.word_line - 3][link.word_column - 1] in "[!"
        assert 0 < link.column <= len(lines[link.line - 3]) + 1


@given(_TEXTS)
def test_prose_keeps_every_column(body: str) -> None:
    lines = body.split("\n")
    prose = without_code(lines)
    assert [len(line) for line in prose] == [len(line) for line in lines]
    assert all(
        new in (old, " ") for one, other in zip(prose, lines, strict=True) for new, old in zip(one, other, strict=True)
    )


def test_a_link_says_where_words_and_address_stand() -> None:
    body = "See ![a *dot*](dot.png 'T').\n\n[here][x]\n\n[x]: <../b.md>"
    assert links(tuple(body.split("\n")), first_line=8) == (
        Link("dot.png", "a *dot*", True, line=8, column=16, word_line=8, word_column=5),
        Link("../b.md", "here", False, line=12, column=7, word_line=10, word_column=1),
    )


# What stands in a tip of 2026 → whether MkDocs itself would refuse it, and what we say of it.
NOWHERE = "leads to no page of this site"
CORRECT = "Correct the address, or take the link out"
LINKS: dict[str, tuple[str, bool, str]] = {
    "another-tip": ("[x](other.md)", False, ""),
    "another-year": ("[x](../2025/older.md)", False, ""),
    "a-docs-page": ("[x](../../about.md)", False, ""),
    "a-tag": ("[x](../../tags/phone.md)", False, ""),
    "a-year": ("[x](../2025/index.md)", False, ""),
    "the-index": ("[x](../index.md)", False, ""),
    "home": ("[x](../../index.md)", False, ""),
    "a-feed": ("[x](../../feed.xml)", False, ""),
    "by-address": ("[x](../other/)", False, ""),
    "the-tags-by-address": ("[x](../../../tags/phone/)", False, ""),
    "elsewhere": ("[x](https://example.org/x.md) [y](mailto:a@b.example) <https://example.org>", False, ""),
    "a-document": ("[x](paper.pdf)", False, ""),
    "a-picture": ("![x](dot.png)", False, ""),
    "query": ("[x](other.md?a=b)", False, ""),
    "anchor": ("## Say it\n\n[x](#say-it) [y](other.md#what-to-do) [z](../../about.md#rights)", False, ""),
    "footnote": ("Note[^1] and [back](#fnref:1).\n\n[^1]: Here.", False, ""),
    "code": ("`[x](gone-for-good.md)`\n\n    [x](gone-for-good.md)\n\n```\n[x](gone-for-good.md)\n```", False, ""),
    "unused": ("Text.\n\n[x]: gone-for-good.md", False, ""),
    "quoted-code": (">     [x](gone-for-good.md)", False, ""),
    "gone": (
        "[x](gone-for-good.md)",
        True,
        f'9:5: TIP501 the link "gone-for-good.md" {NOWHERE}. {CORRECT}.',
    ),
    "defined": (
        "[x][y]\n\n[y]: gone-for-good.md",
        True,
        f'11:6: TIP501 the link "gone-for-good.md" {NOWHERE}. {CORRECT}.',
    ),
    "other-year": (
        "[x](older.md)",
        True,
        f'9:5: TIP501 the link "older.md" {NOWHERE}. Did you mean "../2025/older.md".',
    ),
    "misspelt": (
        "[x](../2025/oldr.md)",
        True,
        f'9:5: TIP501 the link "../2025/oldr.md" {NOWHERE}. Did you mean "../2025/older.md".',
    ),
    "html": (
        "[x](other.html)",
        True,
        f'9:5: TIP501 the link "other.html" {NOWHERE}. Did you mean "other.md".',
    ),
    "from-the-root": (
        "[x](tips/2025/older.md)",
        True,
        f'9:5: TIP501 the link "tips/2025/older.md" {NOWHERE}. Did you mean "../2025/older.md".',
    ),
    "by-page": (
        "[x](../../2025/older.md#a)",
        True,
        f'9:5: TIP501 the link "../../2025/older.md#a" {NOWHERE}. Did you mean "../2025/older.md#a".',
    ),
    "backslash": (
        "[x](..\\2025\\older.md)",
        True,
        f'9:5: TIP501 the link "..\\2025\\older.md" {NOWHERE}. Did you mean "../2025/older.md".',
    ),
    "moved": (
        "[x](../2024/once.md)",
        True,
        '9:5: TIP501 the link "../2024/once.md" leads to where a page once was. Write "other.md", where it is now.',
    ),
    "vocabulary": (
        "[x](../../tags.yml)",
        False,
        f'9:5: TIP501 the link "../../tags.yml" {NOWHERE}. {CORRECT}.',
    ),
    "no-address-folder": (
        "[x](../nowhere/)",
        False,
        f'9:5: TIP501 the link "../nowhere/" {NOWHERE}. {CORRECT}.',
    ),
    "folder-of-the-file": (
        "[x](../2025/older/)",
        False,
        f'9:5: TIP501 the link "../2025/older/" {NOWHERE}. Did you mean "../2025/older.md".',
    ),
    "slash": (
        "[x](/tags/phone/)",
        False,
        (
            '9:5: TIP501 the link "/tags/phone/" begins with a slash, so it leads past this site. '
            'Write "../../tags/phone.md".'
        ),
    ),
    "slash-and-host": (
        "[x](/tip-archive/about/)",
        False,
        (
            '9:5: TIP501 the link "/tip-archive/about/" begins with a slash, so it leads past this site. '
            'Write "../../about.md".'
        ),
    ),
    "empty": ("[x]()", False, "9:5: TIP501 the link has no address. Write one, or take the brackets out."),
    "no-scheme": (
        "[x](www.example.org)",
        True,
        (
            f'9:5: TIP501 the link "www.example.org" {NOWHERE}. Write "https://www.example.org", if it leads to '
            "another site."
        ),
    ),
    "no-mailto": (
        "[x](ada@example.org)",
        True,
        (
            f'9:5: TIP501 the link "ada@example.org" {NOWHERE}. Write "mailto:ada@example.org", if it is an address '
            "for mail."
        ),
    ),
    "no-anchor": (
        "## Say it\n\n[x](#say-its)",
        True,
        '11:5: TIP502 this page has no heading "#say-its". Did you mean "#say-it".',
    ),
    "no-anchor-there": (
        "[x](other.md#gone)",
        True,
        '9:5: TIP502 "other.md" has no heading "#gone". There is #what-to-do.',
    ),
    "no-anchor-in-a-list": (
        "[x](../../tags/phone.md#2024)",
        True,
        '9:5: TIP502 "../../tags/phone.md" has no heading "#2024". Link to the page alone, without "#2024".',
    ),
    "no-picture": (
        "![x](lost-bell.png)",
        True,
        '9:6: TIP503 the picture "lost-bell.png" is not there. Put its file beside the tip.',
    ),
    "near-picture": (
        "![x](Dot.png)",
        True,
        '9:6: TIP503 the picture "Dot.png" is not there. Did you mean "dot.png".',
    ),
    "drawing": (
        "![x](plan.svg)",
        True,
        (
            '9:6: TIP503 the picture "plan.svg" is of a kind that is not published, .svg. '
            "Save it as PNG, JPEG, WebP, AVIF or GIF."
        ),
    ),
    "no-picture-address": (
        "![x]()",
        False,
        "9:6: TIP503 the picture has no address. Write the name of its file, or take the picture out.",
    ),
    "picture-from-root": (
        "![x](/dot.png)",
        False,
        '9:6: TIP503 the picture "/dot.png" is not there. Did you mean "dot.png".',
    ),
}
MORE: dict[str, str | bytes] = {
    "2026/other.md": FRONT.replace("tags:", "aliases: [tips/2024/once/]\ntags:")
    + "\nText.\n\n## What to do\n\nMore.\n",
    "2025/older.md": FRONT.replace("2026-03", "2025-03") + "\nText.\n\n## A\n\nMore.\n",
    "2026/dot.png": DOT,
    "2026/plan.svg": "<svg/>",
    "2026/paper.pdf": b"%PDF-1.4",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a tip for each of the links."""
    folder = a_project(tmp_path_factory.mktemp("links") / "project", about="Hello.\n\n## Rights\n\nNone.")
    files = {f"2026/{name}.md": f"{FRONT}\n{body}\n" for name, (body, _, _) in LINKS.items()}
    a_desk(folder, files | MORE)
    return folder


@pytest.fixture(scope="module")
def refused(project: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The tips of which MkDocs itself would say that a strict build can't have them."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                said.append(record.getMessage())

    listener = Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "astray", lambda *_: ())
        build(load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path_factory.mktemp("site"))))
    logger.removeHandler(listener)
    assert all(message.startswith("Doc file 'tips/2026/") for message in said)
    return {message.split("'")[1].removeprefix("tips/2026/").removesuffix(".md") for message in said}


@pytest.mark.parametrize("name", LINKS)
def test_what_mkdocs_would_refuse_is_told_before_it_can(name: str, refused: set[str]) -> None:
    _, refuses, words = LINKS[name]
    assert (name in refused) == refuses
    assert words or not refuses


@pytest.fixture(scope="module")
def checked(project: Path) -> list[str]:
    return found(open_desk(find_project(project)), "TIP501", "TIP502", "TIP503")


def test_the_check_says_what_is_wrong_with_links(checked: list[str]) -> None:
    assert sorted(checked) == sorted(f"2026/{name}.md:{words}" for name, (_, _, words) in LINKS.items() if words)


@pytest.mark.slow
def test_a_build_says_the_same_words(project: Path, checked: list[str], tmp_path: Path) -> None:
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 1
    assert "Doc file" not in run.stderr
    said = [line.removeprefix("  - docs/tips/") for line in run.stderr.splitlines() if line.startswith("  - ")]
    assert sorted(said) == sorted(checked)
