"""The workflows, run on this machine by act: each job in a workspace of its own, with an environment that is bare.

`uses:` steps need GitHub's services; tests/actions/ has stand-ins for them. All else runs as on GitHub: the shell,
`if`, outputs, what a step says by workflow commands, and the job's summary.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.github_server import TOKEN
from tests.running import git

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github" / "workflows"
STAND_INS = ROOT / "tests" / "actions"
ADDRESS = "https://example.github.io/tip-archive"
_USES = re.compile(r"^\s*(?:- )?uses: (?P<action>[\w.-]+/(?P<name>[\w.-]+))(?:/[\w-]+)*@(?P<commit>\S+)", re.MULTILINE)


def workflow(name: str) -> dict[Any, Any]:
    """Return a workflow as it stands in its file; YAML reads its key `on` as True."""
    return dict(yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Annotation:
    """What GitHub would show at a line of a file: "error", "docs/tips/2026/a.md", 3, and its words."""

    kind: str
    file: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Ran:
    """A workflow that has run: its log, one event of act's a row, and the folders that stand for GitHub's services."""

    events: tuple[dict[str, Any], ...]
    artifacts: Path

    @property
    def jobs(self) -> dict[str, str]:
        """Return how each job ended, in the order in which they did."""
        return {event["jobID"]: event["jobResult"] for event in self.events if "jobResult" in event}

    def steps(self, job: str) -> dict[str, str]:
        """Return how each step that the workflow has for a job ended, by its name, in the order in which they ran."""
        return {
            event["step"]: event["stepResult"]
            for event in self.events
            if event.get("jobID") == job and event.get("stage") == "Main" and len(event["stepID"]) == 1
            if "stepResult" in event
        }

    @property
    def annotations(self) -> list[Annotation]:
        return [
            Annotation(
                event["command"],
                event.get("kvPairs", {}).get("file", ""),
                int(event.get("kvPairs", {}).get("line", 0)),
                event["arg"],
            )
            for event in self.events
            if event.get("command") in {"error", "warning", "notice"}
        ]

    @property
    def summary(self) -> str:
        return "".join(event["content"] for event in self.events if event.get("command") == "summary")

    @property
    def log(self) -> str:
        """Return all that steps printed, and what act says of them, for the message of a test that fails."""
        return "".join(event["msg"].rstrip("\n") + "\n" for event in self.events)


def fresh_clone(folder: Path) -> Path:
    """Return a clone of the project as it lies there, with what is changed but not committed yet."""
    state = git(ROOT, "stash", "create") or "HEAD"  # a commit beside all branches; nothing else is touched
    git(ROOT, "clone", "--quiet", "--shared", "--no-checkout", str(ROOT), str(folder))
    commit = git(ROOT, "rev-parse", state)
    git(folder, "checkout", "--quiet", "-B", "main", commit)
    return folder


def run(name: str, event: str, clone: Path, scratch: Path, *, job: str = "", **environment: str) -> Ran:
    """Run a workflow for an event in a clone, or one job of it with those that it needs."""
    artifacts = scratch / "artifacts"
    payload = scratch / "event.json"
    for made in (scratch / "home", artifacts):
        made.mkdir(parents=True, exist_ok=True)
    payload.write_text(json.dumps({"pull_request": {"number": 7}, "inputs": {}}), "utf-8")
    handed = {
        "GITHUB_REPOSITORY": "example/tip-archive",
        "STAND_IN_ARTIFACTS": str(artifacts),
        "STAND_IN_PAGES": ADDRESS,
        "STAND_IN_PIP_CACHE": _pip_cache(),
        "STAND_IN_PYTHON": str(Path(sys.base_prefix, "bin")),
        **environment,
    }
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    stand_ins = {f"{uses['action']}@{uses['commit']}={STAND_INS / uses['name']}" for uses in _USES.finditer(text)}
    done = subprocess.run(
        [
            *(str(Path(sys.executable).parent / "act"), event, "--json", "--no-cache-server"),
            *("--workflows", str(clone / ".github" / "workflows" / f"{name}.yml")),
            *("--platform", "ubuntu-24.04=-self-hosted", "--eventpath", str(payload)),
            *(part for each in sorted(stand_ins) for part in ("--local-repository", each)),
            *(part for each, value in handed.items() for part in ("--env", f"{each}={value}")),
            *(("--job", job) if job else ()),
            *("--secret", "GITHUB_TOKEN"),
        ],
        cwd=clone,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(scratch / "home"), "GITHUB_TOKEN": TOKEN},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return Ran(tuple(map(json.loads, lines)), artifacts)


def _pip_cache() -> str:
    """Return the folder of pip's downloads of whoever runs the tests, which a runner on GitHub gets from its cache."""
    said = subprocess.run(
        [sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    return said.stdout.strip()
