"""`tips changes`: what a branch would change, told from real repositories."""

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scraper.archive.edition import Standing
from scraper.cli import main
from scraper.editor.project import Project
from scraper.published.branch.as_markdown import markdown
from scraper.published.branch.changes import Changes
from scraper.published.branch.moved import moved
from scraper.published.branch.site_sizes import BuiltSite, SiteChange, read_site, size_words
from scraper.published.branch.tag_changes import TagChanges
from scraper.published.branch.tip_changes import Move, TipChange, TipChanges
from scraper.published.branch.told import site_rows
from scraper.revision import Revision
from scraper.tip import Tip
from tests.editor_fixtures import FRONT, GOOD, TAGS
from tests.repositories import Files, commit, lay, standing_in
from tests.running import git

MKDOCS = "site_name: Tests\nplugins:\n  - tip-archive:\n      tips: docs/tips\n"
ONCE, WAIT = "docs/tips/2026/say-it-once.md", "docs/tips/2026/name-the-wait.md"
NAMED = FRONT.replace("Say It Once", "Name the Wait") + "\nA caller who knows how long it takes can sit down.\n"
START: Mapping[str, str | bytes] = {
    "mkdocs.yml": MKDOCS,
    "docs/tags.yml": TAGS,
    "docs/about.md": "# About\n",
    "overrides/main.html": "a",
    ONCE: GOOD,
    WAIT: NAMED,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two tips in one commit."""
    return standing_in(tmp_path / "project", START, monkeypatch)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", *arguments], catch_exceptions=False)


def told(*arguments: str) -> str:
    """Return what is told below the two lines of its head, without blanks at the ends of lines."""
    result = run("--since", "HEAD", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return "\n".join(line.strip() for line in result.stdout.splitlines()[2:] if line.strip())


# --- tips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "headline", "lines"),
    [
        ({}, "Nothing changes.", ""),
        (
            {"docs/tips/2026/new.md": GOOD.replace("Say It Once", "A New One")},
            "1 tip added.",
            "Tips added:\nA New One (docs/tips/2026/new.md)\n3 March 2026; phone; 12 words",
        ),
        (
            {"docs/tips/2026/new.md": GOOD.replace("2026-03-03", "2026-12-29").replace("tags:\n  - phone\n", "")},
            "1 tip added.",
            "Tips added:\nSay It Once (docs/tips/2026/new.md)\nappears on 29 December 2026; no tags; 12 words",
        ),
        (
            {"docs/tips/2026/new.md": GOOD.replace("author", "status: draft\nauthor")},
            "1 tip added.",
            "Tips added:\nSay It Once (docs/tips/2026/new.md)\ndraft, not on the site; phone; 12 words",
        ),
        (
            {
                ONCE: GOOD.replace("Say It Once", "Say It Twice")
                .replace("2026-03-03", "2026-03-10")
                .replace("- phone", "- wording\n  - follow-up")
                .replace("Ada Fenwick", "Jonas Prill")
                .replace("slowly, and", "slowly and clearly, and then")
            },
            "1 tip changed.",
            (
                f"Tips changed:\nSay It Twice ({ONCE})\n"
                "title: “Say It Once” → “Say It Twice”\ndate: 3 March 2026 → 10 March 2026\n"
                "tags: + wording, + follow-up, − phone\nauthor: “Ada Fenwick” → “Jonas Prill”\n"
                "text: 4 words added, 1 taken out"
            ),
        ),
        ({ONCE: GOOD.replace("author: Ada Fenwick\n", "")}, "1 tip changed.", "author: “Ada Fenwick” → none"),
        ({ONCE: GOOD.replace("\n", "\r\n")}, "1 tip changed.", "file: only the form in which it is written"),
        ({ONCE: FRONT + "\nSay slowly, the number once, and wait for the pen to stop.\n"}, "1 tip changed.", "another"),
        ({ONCE: GOOD.replace(" slowly,", "")}, "1 tip changed.", "text: 1 word taken out"),
        ({ONCE: f"{GOOD}\n一二三\n"}, "1 tip changed.", "text: 3 words added"),
        # Addresses: whoever knows the old one.
        (
            {ONCE: None, "docs/tips/2026/once.md": GOOD},
            "1 tip changed.",
            (
                "Look at this:\n“Say It Once” has moved, and tips/2026/say-it-once/ leads nowhere now. Write that "
                "address below “aliases:” in docs/tips/2026/once.md.\n"
                "Tips changed:\nSay It Once (docs/tips/2026/once.md)\n"
                "address: tips/2026/say-it-once/ → tips/2026/once/"
            ),
        ),
        (
            {ONCE: None, "docs/tips/2026/once.md": GOOD.replace("author", "aliases: [tips/2026/say-it-once/]\nauthor")},
            "1 tip changed.",
            (
                "Tips changed:\nSay It Once (docs/tips/2026/once.md)\nold addresses: + tips/2026/say-it-once/\n"
                "address: tips/2026/say-it-once/ → tips/2026/once/, and the old one leads there"
            ),
        ),
        (
            {ONCE: None},
            "1 tip removed.",
            (
                "Look at this:\n“Say It Once” is gone, and tips/2026/say-it-once/ leads nowhere now. If another tip "
                f"takes its place, write that address below “aliases:” there.\nTips removed:\nSay It Once ({ONCE})\n"
                "tips/2026/say-it-once/ leads nowhere now"
            ),
        ),
        (
            {ONCE: None, WAIT: NAMED.replace("author", "aliases: [tips/2026/say-it-once/]\nauthor")},
            "1 tip changed, 1 removed.",
            (
                f"Tips changed:\nName the Wait ({WAIT})\nold addresses: + tips/2026/say-it-once/\n"
                f"Tips removed:\nSay It Once ({ONCE})\ntips/2026/say-it-once/ leads to “Name the Wait” now"
            ),
        ),
        (
            {ONCE: GOOD.replace("author", "status: draft\nauthor")},
            "1 tip changed.",
            (
                "Look at this:\n“Say It Once” leaves the site (draft, not on the site), and tips/2026/say-it-once/ "
                f"leads nowhere.\nTips changed:\nSay It Once ({ONCE})\nstatus: “full” → “draft”\n"
                "now: draft, not on the site"
            ),
        ),
        # A draft's aliases are no pages yet.
        (
            {ONCE: None, WAIT: NAMED.replace("author", "status: draft\naliases: [tips/2026/say-it-once/]\nauthor")},
            "1 tip changed, 1 removed.",
            "tips/2026/say-it-once/ leads nowhere now",
        ),
        # What can't be read stops nothing.
        (
            {ONCE: "no tip", "docs/tips/2026/new.md": b"\xff"},
            "2 files can’t be read.",
            (
                "Look at this:\ndocs/tips/2026/new.md can’t be read: the file is not UTF-8 text; it is probably "
                'Windows-1252, in which this byte is "ÿ". tips check tells the rest.\n'
                f"{ONCE} can’t be read: the file does not begin with front matter. tips check tells the rest."
            ),
        ),
    ],
)
def test_what_becomes_of_tips(project: Path, files: Files, headline: str, lines: str) -> None:
    lay(project, files)
    assert run("--since", "HEAD").stdout.splitlines()[0] == headline
    said = told()
    assert lines in said
    assert said.startswith(lines.splitlines()[0] if lines.endswith("site/") or ":\n" in lines else "")


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("no tip", GOOD, f"Tips changed:\nSay It Once ({ONCE})\nfile: it could not be read before"),
        ("no tip", None, f"Tips removed:\nsay-it-once.md ({ONCE})\nit was not on the site"),
        (
            GOOD.replace("author", "status: draft\nauthor"),
            None,
            f"Tips removed:\nSay It Once ({ONCE})\nit was not on the site",
        ),
        (
            GOOD.replace("2026-03-03", "2026-12-29"),
            GOOD,
            f"Tips changed:\nSay It Once ({ONCE})\ndate: 29 December 2026 → 3 March 2026",
        ),
        (
            GOOD.replace("- phone", "- phone\n  - wording"),
            GOOD.replace("- phone", "- wording\n  - phone"),
            f"Tips changed:\nSay It Once ({ONCE})\ntags: in another order",
        ),
    ],
)
def test_what_it_was_before_matters(project: Path, before: str, after: str | None, lines: str) -> None:
    lay(project, {ONCE: before})
    commit(project)
    lay(project, {ONCE: after})
    assert told() == lines


def test_staged_and_committed_and_untracked_are_all_told(project: Path) -> None:
    git(project, "tag", "before")
    lay(project, {"docs/tips/2026/a.md": FRONT.replace("Say It Once", "A") + "\nOne.\n"})
    commit(project)
    lay(project, {"docs/tips/2026/b.md": FRONT.replace("Say It Once", "B") + "\nTwo.\n"})
    git(project, "add", "docs")
    lay(project, {"docs/tips/2026/c.md": FRONT.replace("Say It Once", "C") + "\nThree.\n"})
    assert run("--since", "before").stdout.startswith("3 tips added.\nCompared with before (")


paths = st.sampled_from([PurePosixPath("2026", f"{name}.md") for name in "abcdefgh"])
tips = st.builds(
    Tip,
    title=st.sampled_from(["", "A", "B"]),
    body=st.sampled_from(["", "one", "two"]),
    source_url=st.sampled_from(["", "https://a.example/", "https://b.example/"]),
    aliases=st.lists(st.sampled_from([f"tips/2026/{name}/" for name in "abcdefgh"]), max_size=2).map(tuple),
)


@given(st.dictionaries(paths, tips), st.dictionaries(paths, tips))
def test_each_file_that_is_gone_is_one_new_file_at_most(
    gone: dict[PurePosixPath, Tip], come: dict[PurePosixPath, Tip]
) -> None:
    found = moved(gone, come)
    assert set(found) <= set(come)
    assert set(found.values()) <= set(gone)
    assert len(set(found.values())) == len(found)
    for tip in come.values():
        for path in gone:
            if f"tips/{path.with_suffix('')}/" in tip.aliases and len(come) == 1:
                assert found


# --- tags and other files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "headline", "lines"),
    [
        (f"{TAGS}  letters:\n", "1 tag added.", "Tags:\nletters: new, and nobody has said what it means"),
        (f"{TAGS}  letters: {{description: On paper.}}\n", "1 tag added.", "Tags:\nletters: new: On paper."),
        (TAGS.replace("  wording:\n", ""), "1 tag removed.", "Tags:\nwording: gone"),
        (
            TAGS.replace("  wording:\n", "  words:\n    formerly: [wording]\n"),
            "1 tag added, 1 renamed.",
            "Tags:\nwords: new, and nobody has said what it means\nwording: is “words” now",
        ),
        (TAGS.replace("[following up]", "[after]"), "1 tag edited.", "Tags:\nfollow-up: changed: its other spellings"),
        (TAGS.replace("The first half", "Half a"), "1 tag edited.", "Tags:\nfirst impressions: changed: what it means"),
        ("tags: [", "Nothing changes.", "Look at this:\ndocs/tags.yml: It can't be read now: "),
        (None, "4 tags removed.", "Tags:\nfirst impressions: gone"),
        (f"{TAGS}# a comment\n", "Nothing changes.", ""),
    ],
)
def test_what_becomes_of_tags(project: Path, content: str | None, headline: str, lines: str) -> None:
    lay(project, {"docs/tags.yml": content})
    assert run("--since", "HEAD").stdout.splitlines()[0] == headline
    assert told().startswith(lines)


def test_tags_that_could_not_be_read_before_are_said_to_be_unknown(project: Path) -> None:
    lay(project, {"docs/tags.yml": "tags: ["})
    commit(project)
    lay(project, {"docs/tags.yml": TAGS})
    assert told() == (
        "Look at this:\ndocs/tags.yml: It could not be read before, so nobody can tell what is new in it."
    )


def test_other_files_are_counted_by_kind(project: Path) -> None:
    lay(
        project,
        {
            "docs/tips/2026/bell.png": b"x",
            "docs/about.md": None,
            "docs/help.md": "# Help\n",
            "overrides/main.html": "b",
            "mkdocs.yml": f"{MKDOCS}site_url: https://letter.example/\n",
            "sources.toml": "",
            **{f"scraper/{number}.py": "" for number in range(7)},
        },
    )
    assert run("--since", "HEAD").stdout.startswith("13 other files changed.\n")
    assert told() == (
        "Other files:\n"
        "pictures and documents beside tips (1): docs/tips/2026/bell.png\n"
        "other pages (2): docs/about.md, docs/help.md\n"
        "templates and styles (1): overrides/main.html\n"
        "settings (2): mkdocs.yml, sources.toml\n"
        "everything else (7): scraper/0.py, scraper/1.py, scraper/2.py, scraper/3.py, scraper/4.py … and 2 more"
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_odd_names_and_titles_command_no_terminal(project: Path, form: str) -> None:
    names = (b"a\nb", b"\xff", b"-x", b'"q"', b"\x1b[2J", "日本".encode())
    tip = GOOD.replace("Say It Once", '"\\e]0;x\\a\\u202e"')
    lay(project, {os.fsdecode(b"docs/tips/2026/" + name + b".md"): tip for name in names})
    lay(project, {os.fsdecode(b"docs/" + name): "x" for name in names} | {"docs/tags.yml": f'{TAGS}  "\\e[2J":\n'})
    lay(project, {"docs/tips/2026/\x1b]no tip.md": "no tip"})
    result = run("--since", "HEAD", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "6 tips added, 1 file can’t be read, 1 tag added, 6 other files changed." in result.stdout
    assert result.stdout.count("U+001B") == 4  # in the names of two tips, a tag and another file
    assert not re.search(r"[\x1b\u202e\udcff]", result.stdout)


# --- what it is compared with ---------------------------------------------------------------------------------------


def test_without_a_name_it_is_where_the_branch_was_begun(project: Path, tmp_path: Path) -> None:
    def compared() -> list[str]:
        return run().stdout.splitlines()[:2]

    begun = git(project, "rev-parse", "--short=7", "HEAD")
    git(project, "switch", "--quiet", "--create", "mine")
    lay(project, {"docs/tips/2026/new.md": GOOD})
    commit(project)
    git(project, "switch", "--quiet", "main")
    lay(project, {"docs/tips/2026/theirs.md": NAMED})
    commit(project)
    git(project, "switch", "--quiet", "mine")
    assert compared() == ["1 tip added.", f"Compared with where this branch left main ({begun})."]

    git(tmp_path, "clone", "--quiet", "--bare", str(project), "origin.git")
    git(project, "remote", "add", "origin", str(tmp_path / "origin.git"))
    git(project, "fetch", "--quiet", "origin")
    assert compared() == ["1 tip added.", f"Compared with where this branch left origin/main ({begun})."]

    git(project, "remote", "remove", "origin")
    git(project, "branch", "--delete", "--force", "main")
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no branch origin/main or main that this one was begun from. Name a commit" in result.stderr


@pytest.mark.parametrize("name", ["gone", "", "--output=spoilt"])
def test_a_commit_that_is_none_ends_it_with_2(project: Path, name: str) -> None:
    result = run(f"--since={name}", "--format", "markdown")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "git knows no commit" in result.stderr
    assert not (project / "spoilt").exists()


# --- Markdown -------------------------------------------------------------------------------------------------------

HOSTILE = "</code>| <img src=x onerror=alert(1)> @octocat #12 [a](http://b) ![c](d) `e` **f**\n\n# g"


def test_markdown_tells_the_same_in_tables(project: Path) -> None:
    later = FRONT.replace("Say It Once", "Later").replace("2026-03-03", "2026-12-29") + "\nWait.\n"
    lay(project, {"docs/tips/2026/later.md": later, ONCE: None, WAIT: NAMED.replace("Name the", "The")})
    said = run("--since", "HEAD", "--format", "markdown").stdout
    assert said.startswith("## What would change\n\n**1 tip added, 1 changed, 1 removed.**\n\nCompared with HEAD (")
    assert (
        "| **Later**<br><code>docs/tips/2026/later.md</code> | 🗓️ appears on 29 December 2026 | phone | 1 word" in said
    )
    assert f"| **The Wait**<br><code>{WAIT}</code> | title: “Name the Wait” → “The Wait” |" in said
    assert f"| **Say It Once**<br><code>{ONCE}</code> | tips/2026/say-it-once/ leads nowhere now |" in said


def some_changes(text: str, number: int) -> Changes:
    """Return changes of each kind, in which everything that comes out of files is this text."""
    tip = Tip(text, text, tags=(text, text))
    path = PurePosixPath(text.replace("/", "_") or "_")
    one = TipChange(path, tip, Standing.PUBLISHED, (("title", text),) * 9, Move(text, text, text))
    broken = replace(one, move=Move(text, text))
    pairs = ((text, text),) * number
    return Changes(
        Revision(Path("/"), "0" * 40, text),
        TipChanges((one,) * number, (broken,) * number, (one,) * number, ((path, text),) * number),
        TagChanges(pairs, (text,) * number, pairs, pairs, text),
        {"settings": (path,) * number, "other pages": (path,) * number},
    )


def some_markdown(text: str, number: int = 1, files: int = 1) -> str:
    old = BuiltSite({f"{text}{name}/index.html": ("pages", 9) for name in range(files)})
    new = BuiltSite({f"{text}{name}/x/index.html": ("pages", 9) for name in range(files)})
    project = Project(Path(), Path("docs/tips"), Path("docs"), Path("docs/tags.yml"), Path("sources.toml"))
    return "".join(
        (
            *markdown(some_changes(text, number), project, SiteChange(new, old)),
            *markdown(some_changes(text, number), project, SiteChange(new, None, text)),
            *markdown(some_changes(text, number), project, text),
        )
    )


def test_no_text_of_a_file_becomes_markdown() -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    kinds = [(token.type, token.tag) for token in reader.parse(some_markdown("word"))]
    said = some_markdown(HOSTILE)
    assert [(token.type, token.tag) for token in reader.parse(said)] == kinds
    page = reader.render(said)
    assert set(re.findall(r"<(?:img|a)\b[^>]*>", page)) == {'<a href="http://127.0.0.1:8000">'}
    assert set(re.findall(r"</?(\w+)", page)) == set(re.findall(r"</?(\w+)", reader.render(some_markdown("word"))))
    assert not re.search(r"[@#]\w", page.replace("&#", ""))


def test_a_summary_holds_it_whatever_there_is() -> None:
    """GitHub takes 1 MiB of one step; here it is told three times."""
    said = some_markdown("@" * 500, 60, 60)
    assert len(said.encode()) / 3 < 2**20
    assert said.count("\n… and 20 more\n") > 9


# --- the site -------------------------------------------------------------------------------------------------------


def test_a_site_is_counted_by_kind(tmp_path: Path) -> None:
    moved_page = '<meta http-equiv="refresh" content="0; url=../">'
    files = {
        "index.html": "x" * 10,
        "tips/2024/a/index.html": "x" * 5000 + moved_page,
        "tips/undated/a/index.html": moved_page,
        "404.html": "x",
        "tips/2024/Bell.JPG": "xx",
        "assets/images/favicon.svg": "x",
        "cards/2024/a.png": "xxx",
        "pagefind/pagefind.js": "x",
        "pagefind/a.html": "x",
        "feed.xml": "x",
        "tags/phone/feed.json": "x",
        "sitemap.xml": "x",
    }
    lay(tmp_path, files)
    kinds = {path: kind for path, (kind, _) in read_site(tmp_path).files.items()}
    assert kinds == {
        "index.html": "pages",
        "tips/2024/a/index.html": "pages",
        "tips/undated/a/index.html": "old addresses",
        "404.html": "pages",
        "tips/2024/Bell.JPG": "pictures",
        "assets/images/favicon.svg": "other files",
        "cards/2024/a.png": "social cards",
        "pagefind/pagefind.js": "search",
        "pagefind/a.html": "search",
        "feed.xml": "feeds",
        "tags/phone/feed.json": "feeds",
        "sitemap.xml": "other files",
    }
    assert read_site(tmp_path).addresses == {"", "tips/2024/a/", "404.html"}
    assert read_site(tmp_path / "gone").files == {}


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (-1500, "−2 kB")],
)
def test_sizes_are_told_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


def test_two_sites_are_compared() -> None:
    before = BuiltSite(
        {"index.html": ("pages", 10), "old/index.html": ("pages", 5), "a.11111111.css": ("other files", 7)}
    )
    now = BuiltSite(
        {
            "index.html": ("pages", 30),
            "new/index.html": ("pages", 15),
            "a.22222222.css": ("other files", 9),
            "pagefind/x": ("search", 999),
            "more/index.html": ("pages", 1000),
        }
    )
    site = SiteChange(now, before)
    assert (site.added, site.removed) == (["more/", "new/"], ["old/"])
    assert site.growth == [
        ("more/index.html", 1000),
        ("index.html", 20),
        ("new/index.html", 15),
        ("a.22222222.css", 2),
    ]
    assert list(site_rows(site)) == [
        ("pages", "2 → 3", "15 bytes → 1 kB", "+1 kB"),
        ("search", "0 → 1", "0 bytes → 999 bytes", "+999 bytes"),
        ("other files", "1", "7 bytes → 9 bytes", "+2 bytes"),
        ("all", "3 → 5", "22 bytes → 2 kB", "+2 kB"),
    ]
    alone = SiteChange(now, None)
    assert (alone.added, alone.removed, alone.growth) == ([], [], [])
    assert next(site_rows(alone)) == ("pages", "3", "1 kB", "")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_without_a_site_it_says_so_and_goes_on(project: Path, form: str) -> None:
    (project / "empty").mkdir()
    for folder in ("empty", "gone"):
        result = run("--since", "HEAD", "--site", folder, "--format", form)
        assert result.exit_code == 0
        assert f"There is no built site in {folder}, so nothing can be told of its pages and sizes." in result.stdout
