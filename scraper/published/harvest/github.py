"""GitHub's REST API, as far as pull requests need it.

Source: docs.github.com/en/rest/pulls/pulls and docs.github.com/en/rest/commits/commits.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2
import stamina

from scraper.errors import ConfigError, TipsError
from scraper.published.harvest.access import Access
from scraper.published.harvest.refusal import LATER, refusal, said

_VERSION = "2026-03-10"  # of the API; GitHub keeps each for two years after its successor
_TIMEOUT = httpx2.Timeout(30, connect=15)
_ATTEMPTS = 4
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request; `head` is the commit that its branch stands at, `base` the branch that it is for."""

    number: int
    address: str
    is_open: bool
    title: str
    text: str
    head: str
    base: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: what it is a commit of, and the e-mail addresses of who wrote and who committed it."""

    tree: str
    people: frozenset[str]


class _NotNow(Exception):  # noqa: N818 -- no error before the last attempt
    """What may well succeed in a moment."""


class GitHub:
    """Asks the API for one repository. All methods raise TipsError where GitHub refuses, or cannot be reached."""

    def __init__(self, access: Access) -> None:
        self._access = access
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {access.token}",
            "User-Agent": f"tip-archive/{version('tip-archive')}",
            "X-GitHub-Api-Version": _VERSION,
        }
        self._client = httpx2.Client(headers=headers, timeout=_TIMEOUT)
        logging.getLogger("stamina").setLevel(logging.CRITICAL)  # attempts that fail are nobody's business

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def pulls(self, branch: str) -> tuple[Pull, ...]:
        """Return the newest pull requests of a branch of the repository, open and closed ones, newest first."""
        owner = self._access.repository.split("/")[0]
        asked = {"state": "all", "head": f"{owner}:{branch}", "per_page": "100"}
        found = self._read("/pulls", lambda pulls: [(_pull(one), one["head"]["ref"]) for one in pulls], asked)
        return tuple(pull for pull, ref in found if ref == branch)

    def commits(self, pull: Pull) -> tuple[Commit, ...]:
        """Return the commits of a pull request, of very many the first hundred."""
        where = f"/pulls/{pull.number}/commits"
        return self._read(where, lambda commits: tuple(map(_commit, commits)), {"per_page": "100"})

    def commit(self, name: str) -> Commit:
        """Return the commit of a name such as "0a1b2c…"."""
        return self._read(f"/commits/{name}", _commit)

    def create(self, branch: str, base: str, title: str, text: str) -> Pull | None:
        """Return a new pull request of a branch; None where it has one already."""
        answer = self._ask("POST", "/pulls", json={"head": branch, "base": base, "title": title, "body": text})
        if answer.status_code == 422 and "already exists" in said(answer):
            return None
        return self._as_documented(answer, _pull)

    def update(self, pull: Pull, base: str, title: str, text: str) -> Pull:
        """Return a pull request with another title and text."""
        changed = {"base": base, "title": title, "body": text}
        return self._as_documented(self._ask("PATCH", f"/pulls/{pull.number}", json=changed), _pull)

    def _read(self, path: str, meant: Callable[[Any], _T], asked: Mapping[str, str] | None = None) -> _T:
        return self._as_documented(self._ask("GET", path, params=asked), meant)

    def _as_documented(self, answer: httpx2.Response, meant: Callable[[Any], _T]) -> _T:
        """Return what an answer means. Raises TipsError where it is a refusal, or not what is documented."""
        if not answer.is_success:
            raise refusal(answer).at(self._access.repository)
        try:
            return meant(answer.json())
        except (ValueError, KeyError, TypeError, AttributeError):
            remedy = "Look whether GITHUB_API_URL is the address of GitHub's API"
            raise TipsError("what answers is not GitHub", place=self._access.api, remedy=remedy) from None

    def _ask(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None, json: Mapping[str, str] | None = None
    ) -> httpx2.Response:
        address = f"{self._access.api}/repos/{self._access.repository}{path}"
        try:
            for attempt in stamina.retry_context(on=_NotNow, attempts=_ATTEMPTS, timeout=None, wait_initial=1):
                with attempt:
                    return self._once(lambda: self._client.request(method, address, params=params, json=json))
        except _NotNow as error:
            raise TipsError(str(error), place=self._access.api, remedy=LATER) from None
        raise AssertionError("the last attempt returns or raises")

    def _once(self, send: Callable[[], httpx2.Response]) -> httpx2.Response:
        try:
            answer = send()
        except httpx2.InvalidURL:
            remedy = "Correct GITHUB_API_URL"
            raise ConfigError("this is no address", place=self._access.api, remedy=remedy) from None
        except httpx2.TimeoutException:
            raise _NotNow("GitHub does not answer in time") from None
        except httpx2.ConnectError:
            raise _NotNow("GitHub cannot be reached") from None
        except httpx2.HTTPError as error:
            raise _NotNow(f"the connection to GitHub failed ({error or type(error).__name__})") from None
        if answer.is_server_error:
            raise _NotNow(f"GitHub has a problem of its own (it answers {answer.status_code})")
        return answer


def _pull(data: Any) -> Pull:  # noqa: ANN401 -- JSON
    return Pull(
        number=int(data["number"]),
        address=str(data["html_url"]),
        is_open=data["state"] == "open",
        title=str(data["title"]),
        text=str(data["body"] or ""),
        head=str(data["head"]["sha"]),
        base=str(data["base"]["ref"]),
    )


def _commit(data: Any) -> Commit:  # noqa: ANN401 -- JSON
    commit = data["commit"]
    people = (commit["author"], commit["committer"])
    return Commit(str(commit["tree"]["sha"]), frozenset(str((one or {}).get("email", "")) for one in people))
