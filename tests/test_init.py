"""`tips init`: a fresh fork becomes somebody's own archive, and nothing that somebody made is lost."""

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scraper.cli import main
from scraper.editor.project import find_project
from scraper.editor.tags.plan import Rewrite
from scraper.errors import ConfigError, TipsError
from scraper.fork.answers import Answers
from scraper.fork.carried_out import carry_out
from scraper.fork.plan import Plan, make_plan
from scraper.fork.present import look
from scraper.fork.starter import fingerprint, starter_paths
from tests.running import git, tree
from tests.site_fixtures import ROOT, STARTER, broken_links, pages, run_build
from tests.test_fork_colours import CSS
from tests.workflows import fresh_clone

ADA = "https://github.com/ada/letters"
GIVEN = ("--name", "Ada's Letters: #1", "--accent", "#1d6f5c", "--timezone", "Europe/Vienna")
TOKENS = "overrides/assets/stylesheets/tokens.css"
PUBLISH = """\
on:
  push:
    branches: [main]
  schedule:
    - cron: "7 0 * * *" # early
      timezone: UTC # as in mkdocs.yml
"""


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", "--project", str(folder), *arguments], catch_exceptions=False)


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def committed(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Now")


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A fresh fork in small, as git has it: the starter's settings, a few tips and examples, a workflow."""
    folder = tmp_path / "fork"
    shutil.copytree(STARTER / "docs", folder / "docs", ignore=shutil.ignore_patterns("rules", "tip.schema.json"))
    for name in ("mkdocs.yml", "sources.toml"):
        shutil.copy(STARTER / name, folder)
    for name in ("docs/tips/2024/one.md", "docs/tips/2024/two.md", "docs/tips/images/a.png", "examples/a/one.html"):
        written(folder / name, f"The starter's {name}.\n")
    written(folder / TOKENS, CSS)
    written(folder / ".github/workflows/publish.yml", PUBLISH)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "remote", "add", "origin", f"{ADA}.git")
    committed(folder)
    return folder


def known(folder: Path) -> dict[str, str]:
    return {path: fingerprint(folder / path) for path in starter_paths(folder)}


def planned(folder: Path, starter: dict[str, str], **answers: object) -> Plan:
    ada = Answers("Ada", "All of it.", ADA, "https://ada.github.io/letters/", "UTC")
    return make_plan(folder, replace(ada, **answers), look(folder), starter)  # type: ignore[arg-type] # a table's row


# What goes, and what stays.


def test_the_starters_files_go_and_what_somebody_made_stays(fork: Path) -> None:
    starter = known(fork)
    written(fork / "docs/tips/2024/one.md", "Changed by Ada.\n")
    written(fork / "docs/tips/2026/mine.md", "Ada's.\n")
    written(fork / "docs/about.md", "Ada's own.\n")
    (fork / "examples/a/link.html").symlink_to("one.html")
    (fork / "docs/tips/images/a.png").rename(fork / "a.png")
    (fork / "docs/tips/images/a.png").symlink_to("../../../a.png")
    committed(fork)
    plan = planned(fork, starter)
    assert plan.gone == ("docs/tips/2024/two.md", "examples/a/one.html")
    assert plan.kept == (
        "docs/tips/2024/one.md",
        "docs/tips/2026/mine.md",
        "docs/tips/images/a.png",
        "examples/a/link.html",
        "docs/about.md",
    )
    carry_out(plan)
    left = {str(path.relative_to(fork)) for name in ("docs/tips", "examples") for path in (fork / name).rglob("*")}
    assert left == {
        "docs/tips/2024",
        "docs/tips/2024/one.md",
        "docs/tips/2026",
        "docs/tips/2026/mine.md",
        "docs/tips/images",
        "docs/tips/images/a.png",
        "examples/a",
        "examples/a/link.html",
    }
    assert (fork / "docs/about.md").read_text("utf-8") == "Ada's own.\n"


def test_what_goes_cannot_be_scraped(fork: Path) -> None:
    with pytest.raises(ConfigError, match=r'"examples/a/one\.html" is an example of the starter archive, and goes'):
        planned(fork, known(fork), sources=("examples/a/one.html",))


def test_folders_that_are_empty_then_go_too(fork: Path) -> None:
    carry_out(planned(fork, known(fork)))
    assert not (fork / "docs" / "tips").exists()
    assert not (fork / "examples").exists()
    assert (fork / "docs" / "about.md").is_file()


def test_sources_that_somebody_changed_stay_and_those_that_read_nothing_any_more_are_named(fork: Path) -> None:
    starter = known(fork)
    mine = '# Mine.\n[a]\ntitle = "A"\npages = ["examples/a"]\n[b]\ntitle = "B"\npages = ["saved"]\n'
    written(fork / "sources.toml", mine)
    plan = planned(fork, starter, sources=("https://letter.example/",))
    assert plan.remarks == ("[a] in sources.toml reads examples that go now: take it out there",)
    after = next(one.after for one in plan.rewrites if one.file.name == "sources.toml")
    assert after == f'{mine}\n[letter-example]\npages = ["https://letter.example/"]\n'


def test_tags_of_the_starter_cannot_stay_on_the_front_page(fork: Path) -> None:
    settings = fork / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("# start_from:", "start_from:"), "utf-8")
    run = init(fork, *GIVEN, "--yes")
    assert run.exit_code == 2
    assert "mkdocs.yml: start_from names tags of the starter archive, which go." in run.stderr


def test_all_or_nothing_is_written(fork: Path) -> None:
    before = tree(fork)
    plan = planned(fork, known(fork))
    blocked = Rewrite(fork / "mkdocs.yml" / "below-a-file", "", "x")
    new = Rewrite(fork / "new.md", "", "x")
    with pytest.raises(TipsError, match=r"could not be written .*; all other files are as they were\."):
        carry_out(replace(plan, rewrites=(*plan.rewrites, new, blocked)))
    assert tree(fork) == before
    away = replace(plan, gone=(*plan.gone, "docs/tips/2024/one.md"))  # by then it is gone
    with pytest.raises(TipsError, match=r"could not be taken away .*; all other files are as they were\."):
        carry_out(away)
    assert tree(fork) == before


# What git has to hold.


def changed(fork: Path) -> None:
    """Nothing of the starter's differs, but git has another content of it."""
    contents = {name: (fork / name).read_bytes() for name in ("sources.toml", "docs/tags.yml")}
    for name in contents:
        written(fork / name, "other\n")
    committed(fork)
    for name, content in contents.items():
        (fork / name).write_bytes(content)


def ignored(fork: Path) -> None:
    written(fork / ".gitignore", "docs/\n")
    git(fork, "rm", "--quiet", "-r", "--cached", "docs")
    committed(fork)


def uncommitted(fork: Path) -> None:
    shutil.rmtree(fork / ".git")
    git(fork, "init", "--quiet")
    git(fork, "add", "docs/tags.yml")


def within_an_ignored_folder(fork: Path) -> None:
    without_git(fork)
    git(fork.parent, "init", "--quiet")
    written(fork.parent / ".gitignore", "fork/\n")
    committed(fork.parent)


def without_git(fork: Path) -> None:
    shutil.rmtree(fork / ".git")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (changed, "git doesn't hold these files as they are: docs/tags.yml, sources.toml. Commit them first"),
        (
            ignored,
            "git doesn't hold these files as they are: docs/about.md, docs/tags.yml. Commit them first, so that",
        ),
        (uncommitted, "git doesn't hold these files as they are: docs/about.md, docs/tags.yml, sources.toml. Commit"),
        (within_an_ignored_folder, "git doesn't hold these files as they are: docs/about.md, docs/tags.yml, sources"),
        (without_git, "git status failed: fatal: not a git repository (or any of the parent directories): .git, so"),
    ],
)
def test_what_git_does_not_hold_is_not_taken_away_unless_that_is_wanted(fork: Path, spoil: object, says: str) -> None:
    assert callable(spoil)
    spoil(fork)
    given = (*GIVEN, "--repository", "ada/letters", "--yes")
    before = tree(fork)
    run = init(fork, *given)
    assert run.exit_code == 2
    assert says in run.stderr
    assert "Nothing was changed." in run.stderr
    assert tree(fork) == before
    assert init(fork, *given, "--even-so").exit_code == 0
    assert "tags:\n\nignore:" in (fork / "docs/tags.yml").read_text("utf-8")


def test_a_project_in_a_folder_of_a_larger_repository_is_looked_at_alone(fork: Path, tmp_path: Path) -> None:
    shutil.rmtree(fork / ".git")
    git(tmp_path, "init", "--quiet")
    committed(tmp_path)
    written(tmp_path / "docs/tags.yml", "of the other project\n")
    assert init(fork, *GIVEN, "--repository", "ada/letters", "--yes").exit_code == 0
    committed(tmp_path)
    written(fork / "docs/tags.yml", (STARTER / "docs/tags.yml").read_text("utf-8"))
    run = init(fork, *GIVEN, "--yes")
    assert (run.exit_code, "docs/tags.yml" in run.stderr) == (2, True)


# The command.


def test_all_settings_are_written_and_nothing_else(fork: Path) -> None:
    before = tree(fork)
    run = init(fork, *GIVEN, "--source", "https://letter.example/", "--contact", "ada@letter.example", "--yes")
    assert run.exit_code == 0, run.stderr
    project = find_project(fork)
    assert (project.site_url, project.repo_url, project.edit_uri) == (
        "https://ada.github.io/letters/",
        ADA,
        "edit/main/docs/",
    )
    assert project.timezone == "Europe/Vienna"
    after = tree(fork)
    names = {
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name) and ".git/" not in name
    }
    assert names == {
        ".github/workflows/publish.yml",
        "docs/about.md",
        "docs/tags.yml",
        "mkdocs.yml",
        TOKENS,
        "sources.toml",
    }
    assert "\nsite_name: 'Ada''s Letters: #1'\n" in after["mkdocs.yml"].decode()
    assert b"\nsite_description: 'All tips of Ada''s Letters: #1, to read and to search.'\n" in after["mkdocs.yml"]
    assert after[".github/workflows/publish.yml"].decode() == PUBLISH.replace("UTC", "Europe/Vienna")


def test_it_tells_what_it_did_and_what_comes_next(fork: Path) -> None:
    run = init(fork, *GIVEN, "--address", "https://tips.ada.example", "--source", "https://letter.example/", "--yes")
    told = run.stdout.replace(f"{fork}/", "")
    assert told.startswith("Changed:\n  mkdocs.yml\n")
    assert "Note: #1d6f5c can be read on light pages; on dark ones it is #76c3ad.\n" in told
    assert "Kept, as the starter archive has no such file, or had another:\n  docs/tips/2024/one.md\n" in told
    assert "scrape   tips scrape\n" in told
    assert "open http://127.0.0.1:8000/\n" in told
    assert f"  {ADA}/settings/pages\n      Build and deployment, Source: GitHub Actions\n" in told
    assert "      Custom domain: tips.ada.example\n" in told
    assert told.endswith("\nThen the archive is at https://tips.ada.example/\n")


def test_the_same_answers_again_change_nothing(fork: Path) -> None:
    given = (*GIVEN, "--source", "https://letter.example/", "--contact", "ada@letter.example", "--yes")
    assert init(fork, *given).exit_code == 0
    once = tree(fork)
    for again in (given, ("--yes",), ("--yes", "--dry-run")):
        run = init(fork, *again)
        assert (run.exit_code, run.stdout) == (0, "Nothing to change: all is as you answered.\n")
    assert tree(fork) == once


def test_another_answer_changes_that_alone(fork: Path) -> None:
    assert init(fork, *GIVEN, "--newsletter", "ada@letter.example", "--contact", "a@b.example", "--yes").exit_code == 0
    once = tree(fork)
    written(fork / "docs/tips/2026/mine.md", "Ada's.\n")
    run = init(fork, "--name", "Other", "--newsletter", "none", "--contact", "", "--yes")
    assert run.stdout.replace(f"{fork}/", "") == "Changed:\n  mkdocs.yml\n  sources.toml\n  docs/about.md\n"
    after = tree(fork)
    assert (
        once["mkdocs.yml"]
        .replace(b"'Ada''s Letters: #1'\nsite_url", b"Other\nsite_url")
        .replace(b"newsletter: mailto:ada@letter.example", b"newsletter: ''")
        == after["mkdocs.yml"]
    )
    assert b'\ncontact = ""\n' in after["sources.toml"]
    assert b"\nOther keeps tips that" in after["docs/about.md"]


def test_what_was_never_there_is_not_taken_away(fork: Path) -> None:
    assert init(fork, *GIVEN, "--newsletter", "none", "--contact", "", "--yes").exit_code == 0
    assert "      # newsletter: https://" in (fork / "mkdocs.yml").read_text("utf-8")
    assert "\ncontact" not in (fork / "sources.toml").read_text("utf-8")


def test_colours_of_another_form_stay_where_no_colour_is_asked_for(fork: Path) -> None:
    css = CSS.replace("light-dark(#fbf8f1, #171512)", "ivory")
    for written_so in (css, css.replace("light-dark(#9f3a1b, #f09a74)", "brown")):
        written(fork / TOKENS, written_so)
        run = init(fork, "--yes", "--even-so")
        assert run.exit_code == 0, run.stderr
        assert (fork / TOKENS).read_text("utf-8") == written_so
    assert "tokens.css: --accent isn't written as two colours." in init(fork, "--accent", "teal", "--yes").stderr


def test_a_dry_run_shows_each_line_and_changes_nothing(fork: Path) -> None:
    before = tree(fork)
    run = init(fork, *GIVEN, "--yes", "--dry-run")
    assert tree(fork) == before
    told = run.stdout.replace(f"{fork}/", "")
    assert "mkdocs.yml\n  - site_name: Tuesday Tips\n" in told
    assert "\n  + site_name: 'Ada''s Letters: #1'\n" in told
    assert told.endswith("\nWould change 6 files, and take 0 files away.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            GIVEN,
            "there is nobody to ask for --repository, --description, --address, --source, --contact, --newsletter.",
        ),
        ((*GIVEN, "--accent", "tealish", "--yes"), '--accent: "tealish" is no colour.'),
        ((*GIVEN, "--name", "", "--yes"), "--name: the name is empty."),
        ((*GIVEN, "--address", "tips.example", "--yes"), '--address: "tips.example" is no address of the web.'),
        ((*GIVEN, "--source", "saved", "--yes"), '--source: "saved" is neither an address nor a file or folder here.'),
        ((*GIVEN, "--repository", "https://git.example/a/b", "--yes"), "--address is missing, and nothing tells what"),
    ],
)
def test_what_is_missing_or_cannot_be_is_told(fork: Path, arguments: tuple[str, ...], says: str) -> None:
    before = tree(fork)
    run = init(fork, *arguments)
    assert run.exit_code == 2
    assert says in run.stderr
    assert tree(fork) == before


@pytest.mark.parametrize(
    ("repository", "name"),
    [("ada/letters", "Letters"), ("Ada/my_weekly-tips.v2", "My Weekly Tips V2"), ("ada/Ada.github.io", "Ada")],
)
def test_without_a_name_it_has_that_of_its_repository(fork: Path, repository: str, name: str) -> None:
    assert init(fork, "--repository", repository, "--yes").exit_code == 0
    assert f"\nsite_name: {name}\n" in (fork / "mkdocs.yml").read_text("utf-8")


def test_without_an_origin_the_repository_has_to_be_named(fork: Path) -> None:
    git(fork, "remote", "remove", "origin")
    run = init(fork, *GIVEN, "--yes")
    assert "tips: --repository is missing, and nothing tells what it could be. Give it too.\n" in run.stderr


def test_the_branch_is_that_which_a_clone_begins_with(fork: Path, tmp_path: Path) -> None:
    git(fork, "branch", "--quiet", "--move", "trunk")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(fork), str(clone))
    git(clone, "switch", "--quiet", "--create", "my-archive")
    assert init(clone, *GIVEN, "--repository", "ada/letters", "--yes").exit_code == 0
    assert find_project(clone).edit_uri == "edit/trunk/docs/"
    assert "branches: [trunk]" in (clone / ".github/workflows/publish.yml").read_text("utf-8")


def test_outside_a_fork_it_says_so(tmp_path: Path) -> None:
    run = init(tmp_path, "--yes")
    assert run.exit_code == 2
    assert f"{tmp_path}/mkdocs.yml: there is no such file. Run this in the folder of a fork or clone" in run.stderr


# A real fork.


@pytest.mark.starter
@pytest.mark.slow
def test_a_fresh_clone_becomes_an_archive_that_builds_and_grows(tmp_path: Path) -> None:
    clone = fresh_clone(tmp_path / "letters")
    git(clone, "remote", "set-url", "origin", "git@github.com:Ada/letters.git")
    written(clone / "saved" / "feed.xml", FEED)
    run = init(clone, *GIVEN, "--source", "saved", "--yes")
    assert run.exit_code == 0, run.stderr
    assert not (clone / "examples").exists()
    assert "Kept" not in run.stdout
    committed(clone)
    empty = built(clone, tmp_path / "empty")
    for path in pages(empty).values():
        assert "Tuesday Tips" not in path.text
    assert "Ada&#39;s Letters: #1" in pages(empty)["/letters/"].text
    assert init(clone, "--yes").stdout == "Nothing to change: all is as you answered.\n"
    for words in (["scrape"], ["check"]):
        done = command(clone, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "/letters/tips/2026/say-it-once/" in pages(built(clone, tmp_path / "grown"))


FEED = """\
<?xml version="1.0"?>
<rss version="2.0"><channel><title>Letters</title><link>https://letter.example/</link><description>Tips</description>
<item><title>Say It Once</title><link>https://letter.example/say-it-once/</link>
<pubDate>Tue, 03 Mar 2026 09:00:00 +0000</pubDate><category>Phone</category>
<description>&lt;p&gt;Say the number once, slowly, and wait for the pen to stop.&lt;/p&gt;</description></item>
</channel></rss>
"""


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scraper", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def built(project: Path, www: Path) -> Path:
    """Return a folder to serve, in which the site of a project lies, built strictly and with no link that is broken."""
    done = run_build(None, www / "letters", project)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert broken_links(www, "letters") == []
    return www


# A terminal.


def typed(folder: Path, lines: list[str]) -> Iterator[str]:
    """Yield what a terminal shows while these lines are typed, a line for each question."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "scraper", "init"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        for line in lines:
            shown = ""
            while not shown.endswith(": "):
                shown += os.read(ours, 1000).decode()
            yield shown
            os.write(ours, f"{line}\n".encode())
        rest = b""
        try:
            while piece := os.read(ours, 1000):
                rest += piece
        except OSError:  # nobody writes there any more
            pass
        yield rest.decode()
    os.close(ours)


def test_on_a_terminal_it_asks_offers_what_lies_near_and_asks_again(fork: Path) -> None:
    answers = ["", "Ada", "", "tips.ada.example", "https://tips.ada.example", "teal", "Europe/Vienna"]
    answers += ["ada.example", "", "", ""]
    shown = [re.sub(r"\s+", " ", text).strip() for text in typed(fork, answers)]
    assert shown[0] == f"The repository on GitHub [{ADA}]:"
    assert shown[1].endswith("The archive's name [Letters]:")
    assert shown[2].endswith("What it is, in one sentence [All tips of Ada, to read and to search.]:")
    assert shown[3].endswith("The address at which it will be [https://ada.github.io/letters/]:")
    assert 'Error: "tips.ada.example" is no address of the web.' in shown[4]
    assert shown[4].endswith("The address at which it will be [https://ada.github.io/letters/]:")
    assert shown[5].endswith("The colour of links and buttons [#9f3a1b]:")
    assert shown[6].endswith("[UTC]:")
    assert shown[7].endswith("to scrape its tips from (Enter for none):")
    assert 'Error: "ada.example" is neither an address nor a file or folder here.' in shown[8]
    assert "Then the archive is at https://tips.ada.example/" in shown[-1]
    assert find_project(fork).site_url == "https://tips.ada.example/"
