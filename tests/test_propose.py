"""`tips propose` against a real git repository and a server that speaks GitHub's API: what is there afterwards."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import stamina
from click.testing import CliRunner, Result

from scraper.cli import main
from scraper.published.harvest.checkout import BOT
from tests.github_server import BASIC, NAME, TOKEN, Fault, GitHub, serve
from tests.running import git, tree

pytestmark = pytest.mark.slow

OLD = "---\ntitle: An Old Tip\n---\n\nRing twice.\n"
Files = Mapping[str, str | None]  # their texts by path; None for one that is gone
NEW = {"docs/tips/2024/one.md": "One.\n", "docs/tips/2024/two.md": "Two.\n"}


@dataclass(slots=True)
class Desk:
    """A GitHub, and a folder in which each run gets a clone of its own, as actions/checkout makes it."""

    github: GitHub
    folder: Path
    said: str = ""

    def clone(self, branch: str = "main") -> Path:
        into = self.folder / f"clone-{len(list(self.folder.glob('clone-*')))}"
        git(self.folder, "clone", "--quiet", "--depth=1", f"--branch={branch}", self.github.bare.as_uri(), str(into))
        git(into, "remote", "set-url", "origin", f"{self.github.url}/{NAME}")
        return into

    def propose(self, clone: Path, *arguments: str, text: str = "The report.\n") -> Result:
        report = self.folder / "report.md"
        report.write_text(text, "utf-8")
        command = ["propose", "--text", str(report), "--project", str(clone), *arguments]
        result = CliRunner().invoke(main, command, catch_exceptions=False)
        self.said += result.output
        return result

    def harvest(self, files: Files, *arguments: str, text: str = "The report.\n") -> Result:
        """Propose these files from a new clone."""
        clone = self.clone()
        put(clone, files)
        return self.propose(clone, *arguments, text=text)

    def proposed(self, branch: str = "harvest") -> dict[str, str]:
        """Return how the files differ between main and a branch: by path, git's letter."""
        said = git(self.github.bare, "diff", "--name-status", "--no-renames", f"main...{branch}")
        return {path: status for status, path in (line.split("\t") for line in said.splitlines())}

    def commits(self, branch: str = "harvest") -> list[str]:
        """Return who committed what on a branch beyond main, the newest first."""
        return git(self.github.bare, "log", "--format=%ae %ce %s", f"main..{branch}").splitlines()

    def pull(self) -> tuple[str, str, str, str]:
        """Return the state, branches and title of the only pull request, and its text."""
        (one,) = self.github.pulls
        return one["state"], f"{one['head']} → {one['base']}", one["title"], one["body"]


def put(clone: Path, files: Files) -> None:
    for name, text in files.items():
        if text is None:
            (clone / name).unlink()
        else:
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            (clone / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of an archive with two tips on main."""
    folder = tmp_path_factory.mktemp("seed")
    git(folder, "init", "--quiet", "--initial-branch=main")
    put(folder, {"mkdocs.yml": "site_name: Letters\n", "docs/tips/2020/old.md": OLD})
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Begin")
    put(folder, {"docs/tips/2020/older.md": "Older.\n", "docs/tips/images/bell.png": "PNG"})
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Go on")
    return folder


@pytest.fixture
def desk(tmp_path: Path, seed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """That repository on GitHub, and the environment of a run; at the end, where the token went is looked at."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_", "GH_"))]:
        monkeypatch.delenv(name)
    trace = tmp_path / "trace"
    with serve(tmp_path / "www", seed) as github, stamina.set_testing(True, attempts=4):
        desk = Desk(github, tmp_path)
        for name, value in {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TRACE2_EVENT": str(trace),
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": f"{github.url}/api",
            "GITHUB_REF_NAME": "main",
            "GITHUB_REF_TYPE": "branch",
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_RUN_ID": "4711",
            "GITHUB_SERVER_URL": github.url,
            "GITHUB_TOKEN": TOKEN,
        }.items():
            monkeypatch.setenv(name, value)
        yield desk
    seen = desk.said + (trace.read_text("utf-8") if trace.exists() else "")
    assert TOKEN not in seen
    assert BASIC not in seen


def commit(clone: Path, message: str, branch: str = "main") -> None:
    """Commit as somebody who is an editor, and push."""
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", message)
    git(clone, "push", "--quiet", "origin", f"HEAD:{branch}")


def edit(desk: Desk, branch: str, name: str = "docs/tips/2024/one.md") -> str:
    """Have an editor commit to a branch; return the commit."""
    clone = desk.folder / f"editor-{branch}"
    git(desk.folder, "clone", "--quiet", f"--branch={branch}", str(desk.github.bare), str(clone))
    put(clone, {name: "Edited.\n"})
    commit(clone, "Mend it", branch)
    return desk.github.tip(branch)


def test_a_first_run_opens_one_pull_request(desk: Desk) -> None:
    result = desk.harvest({**NEW, "docs/tips/images/door.png": "PNG 2", "docs/tips/2020/old.md": f"{OLD}\nAnd wait.\n"})
    assert (result.exit_code, result.stdout) == (0, f"Opened {desk.github.url}/{NAME}/pull/1: 2 new tips, 1 updated\n")
    assert desk.pull() == ("open", "harvest → main", "2 new tips, 1 updated", "The report.\n")
    assert desk.proposed() == {**dict.fromkeys([*NEW, "docs/tips/images/door.png"], "A"), "docs/tips/2020/old.md": "M"}
    assert desk.commits() == [f"{BOT} {BOT} 2 new tips, 1 updated"]


def test_a_second_run_with_more_updates_it(desk: Desk) -> None:
    desk.harvest(NEW)
    first = desk.github.tip("harvest")
    result = desk.harvest({**NEW, "docs/tips/2024/three.md": "Three.\n"}, text="Another report.\n")
    assert result.stdout == f"Updated {desk.github.url}/{NAME}/pull/1: 3 new tips\n"
    assert desk.pull() == ("open", "harvest → main", "3 new tips", "Another report.\n")
    assert desk.commits() == [f"{BOT} {BOT} 3 new tips"]
    assert desk.github.tip("harvest") != first


def test_a_run_that_finds_the_same_leaves_it_alone(desk: Desk) -> None:
    text = "The report.\n\nIt is short.\n"
    desk.harvest(NEW, text=text)
    desk.github.pulls[0]["body"] = text.replace("\n", "\r\n")  # as GitHub's own editor leaves it
    before = desk.github.tip("harvest"), desk.pull(), desk.github.written
    result = desk.harvest(NEW, text=text)
    assert (result.exit_code, result.stdout) == (0, f"{desk.github.url}/{NAME}/pull/1 is up to date: 2 new tips\n")
    assert (desk.github.tip("harvest"), desk.pull(), desk.github.written) == before


def test_only_the_text_follows_where_the_tips_are_the_same(desk: Desk) -> None:
    desk.harvest(NEW)
    before = desk.github.tip("harvest")
    desk.harvest(NEW, text="Better words.\n")
    assert desk.pull()[3] == "Better words.\n"
    assert desk.github.tip("harvest") == before


def test_main_moved_on_meanwhile(desk: Desk) -> None:
    desk.harvest(NEW)
    clone = desk.clone()
    edit(desk, "main", "README.md")
    put(clone, NEW)
    assert desk.propose(clone).exit_code == 0
    assert desk.proposed() == dict.fromkeys(NEW, "A")
    assert desk.harvest(NEW).exit_code == 0
    assert desk.commits() == [f"{BOT} {BOT} 2 new tips"]
    assert git(desk.github.bare, "rev-parse", "harvest^") == desk.github.tip("main")
    assert len(desk.github.pulls) == 1


def test_nothing_changed(desk: Desk) -> None:
    result = desk.harvest({})
    assert (result.exit_code, result.stdout) == (0, "Nothing changed in docs/tips: there is nothing to propose.\n")
    assert desk.github.asked == []
    assert not desk.github.tip("harvest")


@pytest.mark.parametrize("is_merged", [True, False])
def test_what_an_earlier_pull_request_left_is_begun_anew(desk: Desk, is_merged: bool) -> None:
    desk.harvest(NEW)
    edit(desk, "harvest", "docs/tips/2024/by-hand.md")
    desk.github.close(1, merged=is_merged)
    more = {"docs/tips/2024/three.md": "Three.\n"}
    result = desk.harvest(more)
    assert result.stdout == f"Opened {desk.github.url}/{NAME}/pull/2: 1 new tip\n"
    assert [one["state"] for one in desk.github.pulls] == ["closed", "open"]
    assert desk.proposed() == dict.fromkeys(more, "A")
    assert desk.commits() == [f"{BOT} {BOT} 1 new tip"]


@pytest.mark.parametrize("how", ["on top", "amended"])
def test_somebody_elses_work_is_left_alone(desk: Desk, how: str) -> None:
    desk.harvest(NEW)
    if how == "on top":
        theirs = edit(desk, "harvest")
    else:
        clone = desk.clone("harvest")
        put(clone, {"docs/tips/2024/one.md": "Edited.\n"})
        git(clone, "commit", "--quiet", "--all", "--amend", "--no-edit")
        git(clone, "push", "--quiet", "--force", str(desk.github.bare), "HEAD:harvest")
        theirs = desk.github.tip("harvest")
    before = desk.pull()
    result = desk.harvest({**NEW, "docs/tips/2024/three.md": "Three.\n"})
    assert result.exit_code == 1
    assert result.stderr == (
        f"tips: {desk.github.url}/{NAME}/pull/1: somebody else has committed to harvest, the branch of this pull "
        "request; it is left as it is. Merge it or close it: the next run goes on from there.\n"
    )
    assert (desk.github.tip("harvest"), desk.pull()) == (theirs, before)


def test_a_branch_of_somebody_else_is_left_alone(desk: Desk) -> None:
    git(desk.github.bare, "branch", "harvest", "main")
    theirs = edit(desk, "harvest")
    result = desk.harvest(NEW)
    assert result.exit_code == 1
    assert "the branch harvest is somebody else's: its newest commit is of no harvest. Name another" in result.stderr
    assert desk.github.tip("harvest") == theirs
    assert desk.github.pulls == []


def test_whoever_pushes_at_that_very_moment_wins(desk: Desk) -> None:
    desk.harvest(NEW)
    desk.github.meanwhile = lambda: edit(desk, "harvest")
    result = desk.harvest({"docs/tips/2024/three.md": "Three.\n"})
    assert result.exit_code == 1
    assert "somebody pushed to the branch harvest at this very moment; it is left as it is. Run this" in result.stderr
    assert desk.commits() == [
        "editors@letter.example editors@letter.example Mend it", f"{BOT} {BOT} 2 new tips",
    ]  # fmt: skip
    assert desk.pull()[2] == "2 new tips"


def test_a_tip_that_is_gone_and_one_that_moved(desk: Desk) -> None:
    moved = {"docs/tips/2020/old.md": None, "docs/tips/2021/old.md": OLD}
    desk.harvest({**moved, "docs/tips/2020/older.md": None})
    assert desk.pull()[2] == "1 moved tip, 1 removed"
    assert desk.proposed() == {
        "docs/tips/2020/old.md": "D", "docs/tips/2020/older.md": "D", "docs/tips/2021/old.md": "A",
    }  # fmt: skip


def test_all_tips_are_gone(desk: Desk) -> None:
    clone = desk.clone()
    shutil.rmtree(clone / "docs/tips")
    assert desk.propose(clone).exit_code == 0
    assert desk.pull()[2] == "2 removed tips"


def test_the_first_tips_of_all(desk: Desk) -> None:
    clone = desk.clone()
    shutil.rmtree(clone / "docs")
    git(clone, "remote", "set-url", "origin", str(desk.github.bare))
    commit(clone, "Take the examples away")
    assert desk.harvest({}).stdout == "Nothing changed in docs/tips: there is nothing to propose.\n"
    desk.harvest(NEW)
    assert (desk.pull()[2], desk.proposed()) == ("2 new tips", dict.fromkeys(NEW, "A"))


def test_only_tips_are_proposed_and_the_rest_is_left_as_it_lies_there(desk: Desk) -> None:
    clone = desk.clone()
    put(clone, {**NEW, "mkdocs.yml": "site_name: Other\n", "docs/tags.yml": "- a\n", "staged\x1b.txt": "s\n"})
    git(clone, "add", "staged\x1b.txt", "docs/tips/2024/one.md")
    before = tree(clone / "docs"), git(clone, "status", "--porcelain"), git(clone, "rev-parse", "HEAD")
    result = desk.propose(clone)
    told = "Left out, as only docs/tips is proposed: docs/tags.yml, mkdocs.yml, staged<U+001B>.txt\n"
    assert result.exit_code == 0
    assert sorted(result.stdout.splitlines()[0].split(": ")[1].split(", ")) == sorted(
        told[:-1].split(": ")[1].split(", ")
    )
    assert desk.proposed() == dict.fromkeys(NEW, "A")
    assert (tree(clone / "docs"), git(clone, "status", "--porcelain"), git(clone, "rev-parse", "HEAD")) == before


def test_many_others_are_counted(desk: Desk) -> None:
    result = desk.harvest({**NEW, **{f"x{n}.txt": "x\n" for n in range(7)}})
    assert "proposed: x0.txt, x1.txt, x2.txt, x3.txt, x4.txt and 2 more\n" in result.stdout


def test_commits_that_nobody_has_pushed_are_not_proposed_along(desk: Desk) -> None:
    clone = desk.clone()
    put(clone, {"mkdocs.yml": "site_name: Other\n"})
    git(clone, "commit", "--quiet", "--all", "--message", "Mine")
    put(clone, NEW)
    result = desk.propose(clone)
    assert result.exit_code == 2
    assert "there are commits here that are not in the branch main of origin. Push them first" in result.stderr
    assert not desk.github.tip("harvest")


@pytest.mark.parametrize("before", ["nothing", "an open one", "a closed one"])
def test_a_dry_run_does_nothing(desk: Desk, before: str) -> None:
    if before != "nothing":
        desk.harvest(NEW)
    if before == "a closed one":
        desk.github.close(1)
    state = desk.github.tip("harvest"), [*desk.github.pulls], desk.github.written
    result = desk.harvest({"docs/tips/2024/three.md": "Three.\n"}, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout == (
        f"Would update {desk.github.url}/{NAME}/pull/1: 1 new tip\n"
        if before == "an open one"
        else "Would push the branch harvest and open a pull request into main: 1 new tip\n"
    )
    assert (desk.github.tip("harvest"), desk.github.pulls, desk.github.written) == state


def test_other_branches_can_be_named(desk: Desk) -> None:
    git(desk.github.bare, "branch", "next", "main")
    clone = desk.clone("next")
    put(clone, NEW)
    assert desk.propose(clone, "--branch", "found/weekly", "--base", "next").exit_code == 0
    assert desk.pull()[1] == "found/weekly → next"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--base", "nowhere"), 'origin has no branch "nowhere". Name the one to propose to with --base'),
        (("--branch", "main"), '"main" cannot be both what is proposed and what it is proposed to'),
    ],
)
def test_branches_that_cannot_be(desk: Desk, arguments: tuple[str, ...], says: str) -> None:
    before = desk.github.tip("main")
    result = desk.harvest(NEW, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert (desk.github.tip("main"), desk.github.written) == (before, [])


def test_at_home_it_is_done_in_ones_own_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is in the environment but a token, and git's own settings say who works here."""
    for name in ("GITHUB_ACTIONS", "GITHUB_REF_NAME", "GITHUB_REF_TYPE", "GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        monkeypatch.delenv(name)
    clone = desk.clone()
    put(clone, NEW)
    assert "there is no token to show to GitHub. Set GITHUB_TOKEN to one" in desk.propose(clone).stderr
    monkeypatch.setenv("GH_TOKEN", f" {TOKEN}\n")
    git(clone, "config", "user.useConfigOnly", "true")
    result = desk.propose(clone)
    assert result.exit_code == 2
    assert "git does not know who you are. Tell it: git config user.name NAME" in result.stderr
    git(clone, "config", "user.name", "Ada Fenwick")
    git(clone, "config", "user.email", "ada@letters.example")
    assert desk.propose(clone).exit_code == 0
    put(clone, {"docs/tips/2024/three.md": "Three.\n"})
    assert desk.propose(clone).exit_code == 0
    assert desk.commits() == ["ada@letters.example ada@letters.example 3 new tips"]
    assert len(desk.github.pulls) == 1


@pytest.mark.parametrize("key", ["http.{url}/.extraheader", "http.extraheader"])
def test_what_checkout_may_have_kept_of_a_token_does_no_harm(desk: Desk, key: str) -> None:
    clone = desk.clone()
    git(clone, "config", key.format(url=desk.github.url), "AUTHORIZATION: basic b2xk")
    put(clone, NEW)
    assert desk.propose(clone).exit_code == 0


def test_a_token_is_shown_to_github_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
    result = desk.harvest(NEW)  # origin is the server here, which lets nobody in without the token
    assert result.exit_code == 2
    assert "git ls-remote failed: fatal: could not read Username" in result.stderr


def _refused(message: str, **more: object) -> dict[str, object]:
    return {"message": message, "documentation_url": "https://docs.github.com/rest", **more}


FAULTS: dict[str, tuple[Fault, str]] = {
    "401": (Fault("GET", 401, _refused("Bad credentials")), "GitHub does not take the token. It may have expired"),
    "not permitted": (
        Fault("POST", 403, _refused("GitHub Actions is not permitted to create or approve pull requests.")),
        ("GitHub Actions is not permitted to create or approve pull requests. In the repository's Settings → Actions →"
        ' General, tick "Allow GitHub Actions to create and approve pull requests", and run this again.\n'),
    ),
    "403": (
        Fault("POST", 403, _refused("Resource not accessible by integration")),
        "(GitHub says: Resource not accessible by integration). It has to have the permissions contents: write and",
    ),
    "404": (Fault("GET", 404, _refused("Not Found")), "GitHub knows no such repository, or does not show it"),
    "422": (
        Fault("POST", 422, _refused("Validation Failed", errors=[{"field": "head", "code": "invalid"}, "What else"])),
        "GitHub does not accept this: Validation Failed; head: invalid; What else. Mend that",
    ),
    "primary limit": (
        Fault(
            "GET", 403, _refused("API rate limit exceeded."),
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1790000000"},
        ),
        "GitHub was asked too often. Run this again after 14:13 UTC.\n",
    ),
    "secondary limit": (
        Fault("GET", 429, _refused("You have exceeded a secondary rate limit."), {"retry-after": "90"}),
        "GitHub was asked too often. Run this again in 90 seconds.\n",
    ),
    "limit without a time": (Fault("GET", 403, _refused("API rate limit exceeded")), "Run this again in an hour.\n"),
    "moved": (Fault("GET", 301, _refused("Moved Permanently")), "the repository has another name now. Give it to"),
    "a proxy's page": (Fault("GET", 200, b"<html>Sign in</html>"), "what answers is not GitHub. Look whether"),
    "not as documented": (Fault("GET", 200, {"pulls": 7}), "what answers is not GitHub. Look whether"),
    "something new": (Fault("GET", 418, b"<html>"), "GitHub answers 418: I'm a Teapot. Run this again later"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_refusal_is_told_in_words_and_asked_once(desk: Desk, name: str) -> None:
    fault, says = FAULTS[name]
    desk.github.faults.append(fault)
    result = desk.harvest(NEW)
    assert result.exit_code == 1
    assert says in result.stderr
    assert sum(each.startswith(fault.method) for each in desk.github.asked) == 1
    assert desk.github.pulls == []
    # The setting ticked, the token mended: the next run goes on from there.
    assert desk.harvest(NEW).exit_code == 0
    assert desk.pull()[0] == "open"


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        pytest.param(lambda: Fault("GET", 502), 3, id="reading"),
        pytest.param(lambda: Fault("POST", 502), 3, id="opening"),
        pytest.param(lambda: Fault("POST", 504, after=True), 1, id="opened all the same"),
    ],
)
def test_what_fails_for_a_moment_is_tried_again(desk: Desk, fault: Callable[[], Fault], times: int) -> None:
    desk.github.faults += [fault() for _ in range(times)]
    assert desk.harvest(NEW).exit_code == 0
    assert desk.pull() == ("open", "harvest → main", "2 new tips", "The report.\n")


def test_what_fails_for_long_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.github.faults += [Fault("GET", 503) for _ in range(4)]
    result = desk.harvest(NEW)
    assert result.exit_code == 1
    assert "GitHub has a problem of its own (it answers 503). Run this again later" in result.stderr
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    assert "http://127.0.0.1:9: GitHub cannot be reached. Run this again later" in desk.harvest(NEW).stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("GITHUB_TOKEN", "", "there is no token to show to GitHub. Set GITHUB_TOKEN to one that may write contents"),
        ("GITHUB_TOKEN", "gh\ts x", "GITHUB_TOKEN holds signs that no token has"),
        ("GITHUB_REPOSITORY", "letters", "nothing says which repository of http://127.0.0.1"),
        ("GITHUB_API_URL", "http://a:b", "http://a:b: this is no address. Correct GITHUB_API_URL"),
    ],
)
def test_an_environment_that_cannot_be_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    result = desk.harvest(NEW)
    assert result.exit_code == 2
    assert says in result.stderr
    assert (desk.github.tip("harvest"), desk.github.pulls) == ("", [])


def test_a_branch_that_is_protected(desk: Desk) -> None:
    hook = desk.github.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    result = desk.harvest(NEW)
    assert result.exit_code == 1
    assert "git push failed" in result.stderr
    assert "See whether the token may write contents, and whether a rule protects that branch.\n" in result.stderr
    assert desk.github.pulls == []


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    put(tmp_path, {**NEW, "report.md": "Report\n"})
    command = ["propose", "--text", str(tmp_path / "report.md"), "--project", str(tmp_path)]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_a_text_that_is_too_long_is_cut_where_github_still_takes_it(desk: Desk) -> None:
    text = "# Report\n" + "- `🔔 a line of the report`\n" * 4000
    assert desk.harvest(NEW, text=text).exit_code == 0
    body = desk.pull()[3]
    assert 65_400 < len(body) <= 65_536
    cut, _, closing = body.rpartition("\n\n")
    assert text.startswith(f"{cut}\n")
    assert closing == (
        "*This is more than GitHub takes, and ends here. "
        f"All of it is on [the page of the run]({desk.github.url}/{NAME}/actions/runs/4711).*\n"
    )
