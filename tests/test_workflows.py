"""The workflows: seen by tools that know GitHub's, and run step by step in fresh clones with a bare environment."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.editor.project import find_project
from tests.github_server import NAME, TOKEN, serve
from tests.running import git, tree
from tests.workflows import FOLDER, ROOT, STAND_INS, Ran, fresh_clone, run, workflow

NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
JOBS = {name: workflow(name)["jobs"] for name in NAMES}
TOOLS = Path(sys.executable).parent

A_TIP = """---
title: Leave the Door a Hand Wide
date: 2026-03-03
tags:
  - empathy
author: Ada Fenwick
description: An open door is an invitation, a closed one a question.
---

Whoever sits behind a closed door is asked less, and later. Leave it a hand wide, and what is small stays small.
"""
A_BROKEN_TIP = """---
title: Leave the Door a Hand Wide
date: 2026-03-03
tags:
  - empathy
  - wellcome
author: Ada Fenwick
---

Whoever sits behind a closed door is asked less, and later.

<script>alert("open")</script>

There is more in [another tip](../2025/a-tip-that-is-not-there.md).
"""
A_FEED = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Letters</title><link>https://letters.example/</link>
<item><title>Leave the Door a Hand Wide</title><link>https://letters.example/door/</link>
<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;Whoever sits behind a closed door is asked less, and later.&lt;/p&gt;</description></item>
</channel></rss>
"""
TWO_SOURCES = """
[letters]
title = "Letters"
pages = ["letters.xml"]

[lost-letters]
title = "Lost Letters"
pages = ["lost-letters.xml"]
"""
TIP = "docs/tips/2026/leave-the-door-a-hand-wide.md"


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(TOOLS), os.environ["PATH"]]),
    }  # it looks there for shellcheck
    files = sorted(map(str, (folder / ".github" / "workflows").iterdir()))
    return subprocess.run(
        [TOOLS / "actionlint", *files], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run zizmor by its strictest measure. Offline: what it would ask GitHub for changes without us."""
    return subprocess.run(
        [TOOLS / "zizmor", "--offline", "--no-progress", "--persona", "auditor", "--no-ignores", folder / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("tool", [actionlint, zizmor])
def test_tools_find_nothing(tool: Callable[[Path], subprocess.CompletedProcess[str]]) -> None:
    done = tool(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_is_kept_from_the_tools() -> None:
    github = ROOT / ".github"
    texts = [path.read_text("utf-8") for path in github.rglob("*.y*ml")]
    assert not [text for text in texts if re.search(r"zizmor:|actionlint|shellcheck disable", text)]
    assert not [
        name for name in ("zizmor.yml", "zizmor.yaml", "actionlint.yaml", "actionlint.yml") if (github / name).exists()
    ]


@pytest.mark.parametrize(
    ("step", "tool", "finding"),
    [
        ('echo "${{ github.event.pull_request.title }}"', actionlint, "potentially untrusted"),
        ('echo "${{ github.event.pull_request.title }}"', zizmor, "template-injection"),
        ("rm -r $GITHUB_WORKSPACE/site", actionlint, "shellcheck"),
        ("ech() { true; }; false | ech && exit ${{ steps.nobody.outputs.status }}", actionlint, "nobody"),
    ],
)
def test_the_tools_would_find_something(
    step: str, tool: Callable[[Path], subprocess.CompletedProcess[str]], finding: str, tmp_path: Path
) -> None:
    shutil.copytree(FOLDER, tmp_path / ".github" / "workflows")
    check = tmp_path / ".github" / "workflows" / "check.yml"
    text = check.read_text("utf-8")
    assert text.count("run: make build\n") == 1
    check.write_text(text.replace("run: make build\n", f"run: {step}\n"), "utf-8")
    done = tool(tmp_path)
    assert done.returncode != 0
    assert finding in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_keeps_to_the_rules(name: str) -> None:
    said = workflow(name)
    assert "concurrency" in said
    assert said["permissions"] == {}
    for job in said["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "values reach a script by its environment"
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    assert len(re.findall(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == text.count("uses: ")


def test_strangers_get_no_more_than_reading() -> None:
    said = workflow("check")
    assert said[True] == "pull_request"
    assert [job["permissions"] for job in said["jobs"].values()] == [{"contents": "read"}] * 2
    assert "secrets." not in (FOLDER / "check.yml").read_text("utf-8")


def test_only_those_write_who_have_to() -> None:
    jobs = {(name, key): job["permissions"] for name in NAMES for key, job in JOBS[name].items()}
    writers = {place: sorted(k for k, v in granted.items() if v == "write") for place, granted in jobs.items()}
    assert {place: granted for place, granted in writers.items() if granted} == {
        ("publish", "deploy"): ["id-token", "pages"],
        ("harvest", "propose"): ["contents", "pull-requests"],
    }


def test_the_day_begins_where_the_archive_has_it() -> None:
    """A tip is out on the day that it is in mkdocs.yml's time zone: the daily run has to come soon after it began."""
    schedule = workflow("publish")[True]["schedule"]
    assert [each["timezone"] for each in schedule] == [find_project(ROOT).timezone]
    assert re.fullmatch(r"\d+ 0 \* \* \*", schedule[0]["cron"])


def test_each_action_has_a_stand_in() -> None:
    used = {
        match
        for name in NAMES
        for match in re.findall(r"uses: \w+/([\w-]+)", (FOLDER / f"{name}.yml").read_text("utf-8"))
    }
    assert used - {"checkout"} == {path.name for path in STAND_INS.iterdir() if path.is_dir()}


def pull_request(clone: Path, files: dict[str, str]) -> Path:
    """Return what is checked out for a pull request with these files: its merge, with as much history as asked for."""
    git(clone, "switch", "--quiet", "--create", "proposal")
    for name, text in files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(text, "utf-8")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "Propose")
    git(clone, "switch", "--quiet", "main")
    git(clone, "merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    checkout = JOBS["check"]["tips"]["steps"][0]
    depth, merge = checkout["with"].get("fetch-depth", 1), clone.with_name("merge")
    git(clone, "clone", "--quiet", f"--depth={depth}", clone.as_uri(), str(merge))
    return merge


def ended_well(ran: Ran, name: str) -> None:
    """Check that every step of every job of a workflow was run, in its order, and none failed."""
    for key, job in JOBS[name].items():
        steps = [step.get("name") or step.get("uses") for step in job["steps"]]
        assert ran.steps(key) == dict.fromkeys(steps, "success"), ran.log
    assert set(ran.jobs.values()) == {"success"}


@pytest.mark.starter
@pytest.mark.slow
def test_a_pull_request_is_checked(tmp_path: Path) -> None:
    clone = pull_request(fresh_clone(tmp_path / "clone"), {TIP: A_TIP})
    ran = run("check", "pull_request", clone, tmp_path)
    ended_well(ran, "check")
    assert [each for each in ran.annotations if each.kind != "notice"] == []
    assert "Leave the Door a Hand Wide" in ran.summary
    assert (ran.artifacts / "site/tips/2026/leave-the-door-a-hand-wide/index.html").is_file()


@pytest.mark.starter
@pytest.mark.slow
def test_a_broken_pull_request_is_annotated_where_it_is_broken(tmp_path: Path) -> None:
    clone = pull_request(fresh_clone(tmp_path / "clone"), {TIP: A_BROKEN_TIP})
    ran = run("check", "pull_request", clone, tmp_path, job="tips")
    assert ran.jobs == {"tips": "failure"}
    assert list(ran.steps("tips").items())[-2:] == [
        ("Check the tips that changed", "failure"),
        ("Say what would change", "success"),
    ]
    assert [(each.kind, each.file, each.line) for each in ran.annotations] == [
        ("error", TIP, 6),
        ("error", TIP, 12),
        ("error", TIP, 14),
    ]
    for each, words in zip(ran.annotations, ["wellcome", "script", "a-tip-that-is-not-there"], strict=True):
        assert words in each.words
    assert not (ran.artifacts / "site").exists()


@pytest.mark.starter
@pytest.mark.slow
def test_main_is_published(tmp_path: Path) -> None:
    clone = fresh_clone(tmp_path / "clone")
    ran = run("publish", "push", clone, tmp_path)
    ended_well(ran, "publish")
    assert ran.annotations == []
    assert {"index.html", "404.html", "sitemap.xml"} <= tree(ran.artifacts / "deployed").keys()
    assert not (ran.artifacts / "site").exists()


@pytest.mark.starter
@pytest.mark.slow
def test_a_site_that_belongs_elsewhere_is_not_published(tmp_path: Path) -> None:
    clone = fresh_clone(tmp_path / "clone")
    ran = run("publish", "workflow_dispatch", clone, tmp_path, STAND_IN_PAGES="https://ada.github.io/letters")
    assert ran.jobs["build"] == "failure"
    assert [(each.kind, each.file) for each in ran.annotations] == [("error", "mkdocs.yml")]
    assert "https://ada.github.io/letters/" in ran.annotations[0].words
    assert not (ran.artifacts / "deployed").exists()


@pytest.mark.starter
@pytest.mark.slow
def test_what_sources_have_is_proposed_though_one_of_them_fails(tmp_path: Path) -> None:
    clone = fresh_clone(tmp_path / "clone")
    sources = clone / "sources.toml"
    sources.write_text(sources.read_text("utf-8") + TWO_SOURCES, "utf-8")
    (clone / "letters.xml").write_text(A_FEED, "utf-8")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "Follow two letters, of which one is lost")
    with serve(tmp_path, clone) as github:
        git(clone, "remote", "set-url", "origin", f"{github.url}/{NAME}")
        ran = run(
            "harvest",
            "schedule",
            clone,
            tmp_path,
            GITHUB_API_URL=f"{github.url}/api",
            GITHUB_SERVER_URL=github.url,
            GITHUB_REPOSITORY=NAME,
        )
    steps = {
        key: [step.get("name") or step.get("uses") for step in job["steps"]] for key, job in JOBS["harvest"].items()
    }
    lost = "Say if something could not be read"
    assert ran.steps("scrape") == {**dict.fromkeys(steps["scrape"], "success"), lost: "failure"}, ran.log
    assert ran.steps("propose") == dict.fromkeys(steps["propose"], "success"), ran.log
    assert ran.jobs == {"scrape": "failure", "propose": "success"}
    (pull,) = github.pulls
    assert pull["title"] == "1 new tip"
    assert "lost-letters.xml" in pull["body"]
    assert git(github.bare, "diff", "--name-status", "main...harvest") == f"A\t{TIP}"
    assert TOKEN not in ran.log
