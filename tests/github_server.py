"""A GitHub of our own: the few requests of its REST API that pull requests need, and git over HTTP, on 127.0.0.1.

The repository is a bare one on disk. The shapes of answers and errors are those of docs.github.com/en/rest (pulls,
commits, "Troubleshooting the REST API"); git is served by its own `git http-backend`.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.running import git

OWNER = "ada"
NAME = f"{OWNER}/letters"
TOKEN = "ghs_TheTokenThatNobodyMaySee0123456789"  # noqa: S105 -- of this server only
BASIC = b64encode(f"x-access-token:{TOKEN}".encode()).decode()


@dataclass(slots=True)
class Fault:
    """An answer in place of the one that the next request of a method would get; `after` it was carried out, or not."""

    method: str
    status: int
    body: object = field(default_factory=lambda: {"message": "Server Error"})
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False


class GitHub:
    """The state of one repository: its branches in a bare repository on disk, and its pull requests."""

    def __init__(self, folder: Path, seed: Path) -> None:
        self.bare = folder / f"{NAME}.git"
        self.url = ""
        self.pulls: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None  # happens once somebody has been told who committed what
        shutil.copytree(seed / ".git", self.bare)
        git(self.bare, "config", "core.bare", "true")
        git(self.bare, "config", "http.receivepack", "true")

    @property
    def written(self) -> list[str]:
        """What was asked for that changes pull requests."""
        return [each for each in self.asked if not each.startswith("GET")]

    def tip(self, branch: str) -> str:
        return git(self.bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def close(self, number: int, *, merged: bool = False) -> None:
        pull = self.pulls[number - 1]
        pull["head_sha"], pull["state"] = self.tip(pull["head"]), "closed"
        if merged:
            git(self.bare, "update-ref", f"refs/heads/{pull['base']}", pull["head_sha"])

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, str]) -> tuple[int, object]:
        """Carry out a request below /repos/ada/letters; return the status and what the body is the JSON of."""
        match method, path.strip("/").split("/"):
            case "GET", ["pulls"]:
                owner, _, branch = query["head"][0].partition(":")
                wanted = [one for one in self.pulls if f"{owner}:{one['head']}" == f"{OWNER}:{branch}"]
                states = {"all": {"open", "closed"}}.get(query["state"][0], {query["state"][0]})
                return 200, [self._pull(one) for one in reversed(wanted) if one["state"] in states]
            case "GET", ["pulls", number, "commits"]:
                pull = self.pulls[int(number) - 1]
                names = git(self.bare, "rev-list", "--reverse", f"{pull['base']}..{pull['head']}").split()
                told = [self._commit(name) for name in names]
                self.meanwhile()
                return 200, told
            case "GET", ["commits", name]:
                return 200, self._commit(name)
            case "POST", ["pulls"]:
                return self._create(body)
            case "PATCH", ["pulls", number]:
                pull = self.pulls[int(number) - 1]
                problem = _too_long(body)
                pull.update({} if problem else body)
                return problem or (200, self._pull(pull))
        return 404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"}

    def _create(self, body: dict[str, str]) -> tuple[int, object]:
        head, base = body["head"], body["base"]
        if any(one["head"] == head and one["state"] == "open" for one in self.pulls):
            return _invalid({"message": f"A pull request already exists for {OWNER}:{head}."})
        if not self.tip(head) or not self.tip(base):
            return _invalid({"field": "head" if self.tip(base) else "base", "code": "invalid"})
        if problem := _too_long(body):
            return problem
        self.pulls.append(body | {"number": len(self.pulls) + 1, "state": "open"})
        return 201, self._pull(self.pulls[-1])

    def _pull(self, one: dict[str, Any]) -> dict[str, Any]:
        return {
            "number": one["number"],
            "html_url": f"{self.url}/{NAME}/pull/{one['number']}",
            "state": one["state"],
            "title": one["title"],
            "body": one["body"] or None,
            "head": {"ref": one["head"], "sha": one.get("head_sha") or self.tip(one["head"])},
            "base": {"ref": one["base"]},
        }

    def _commit(self, name: str) -> dict[str, Any]:
        form = "%H%x00%T%x00%an%x00%ae%x00%cn%x00%ce"
        sha, tree, author, author_mail, committer, mail = git(self.bare, "show", "-s", f"--format={form}", name).split(
            "\0"
        )
        people = {"author": {"name": author, "email": author_mail}, "committer": {"name": committer, "email": mail}}
        return {"sha": sha, "commit": {**people, "tree": {"sha": tree}}}


def _too_long(body: dict[str, str]) -> tuple[int, object] | None:
    if len(body["body"]) > 65536:
        return _invalid({"field": "body", "message": "body is too long (maximum is 65536 characters)"})
    return None


def _invalid(error: dict[str, str]) -> tuple[int, object]:
    return 422, {"message": "Validation Failed", "errors": [{"resource": "PullRequest", "code": "custom"} | error]}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    github: GitHub

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if found := re.fullmatch(rf"/{NAME}(?:\.git)?(/.*)", parts.path):
            self._serve_git(f"/{NAME}.git{found[1]}", parts.query, body)
            return
        prefix = f"/api/repos/{NAME}/"
        self.github.asked.append(f"{self.command} {self.path.removeprefix(prefix)}")
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._send_json(401, {"message": "Bad credentials", "status": "401"})
        elif self.headers["X-GitHub-Api-Version"] not in {"2022-11-28", "2026-03-10"}:
            self._send_json(400, {"message": "This API version is not supported."})
        elif not parts.path.startswith(prefix):
            self._send_json(404, {"message": "Not Found", "status": "404"})
        else:
            asked = parts.path.removeprefix(prefix), parse_qs(parts.query), json.loads(body or b"null")
            fault = next((one for one in self.github.faults if one.method == self.command), None)
            if fault is None:
                self._send_json(*self.github.answer(self.command, *asked))
                return
            self.github.faults.remove(fault)
            if fault.after:
                self.github.answer(self.command, *asked)
            self._send_json(fault.status, fault.body, fault.headers)

    do_GET = do_POST = do_PATCH = _handle  # noqa: N815 -- the names that they have in http.server

    def _send_json(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        said = body if isinstance(body, bytes) else json.dumps(body).encode()
        self._send(status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}, said)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _serve_git(self, path: str, query: str, body: bytes) -> None:
        shown = self.headers.get_all("Authorization") or []
        if len(shown) > 1:
            self._send(400, {}, b"Duplicate header: Authorization")
            return
        if shown != [f"basic {BASIC}"]:
            self._send(401, {"WWW-Authenticate": 'Basic realm="GitHub"'}, b"")
            return
        environment = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.github.bare.parent.parent),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": "x-access-token",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(re.findall(r"^([\w-]+): (.*?)\r?$", head.decode(), re.MULTILINE))
        self._send(int(headers.pop("Status", "200 OK").split()[0]), headers, content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name that it has in http.server
        """Log nothing."""


@contextlib.contextmanager
def serve(folder: Path, seed: Path) -> Iterator[GitHub]:
    """Yield a GitHub in a folder while this machine serves it; its repository is as one that lies somewhere."""
    github = GitHub(folder, seed)
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"github": github})) as server:
        github.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield github
        finally:
            server.shutdown()
            thread.join()
