"""Whose repository it is, at which GitHub, and by which token: from the environment, as GitHub Actions sets it."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.errors import ConfigError

_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")
_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
# The addresses that git knows a repository of GitHub's by. Each may hold a password before the host: none is ever told.
_ORIGINS = (
    re.compile(r"(?:https?|ssh|git)://(?:[^@/]*@)?(?P<host>[^:/]+)(?::\d+)?/(?P<name>[^/]+/[^/]+?)(?:\.git)?/?"),
    re.compile(r"(?:[^@/]*@)?(?P<host>[^:/]+):(?P<name>[^/]+/[^/]+?)(?:\.git)?/?"),
)


@dataclass(frozen=True, slots=True)
class Access:
    """A repository such as "ada/letters", the addresses of its GitHub and of the API there, and a token."""

    repository: str
    server: str
    api: str
    token: str = field(repr=False)

    def for_git(self, environment: Mapping[str, str]) -> dict[str, str]:
        """Return an environment in which git shows the token to this GitHub, and to nobody else.

        An empty value takes away what the configuration has for the same address: GitHub takes one such header only.
        Source: git-config, "GIT_CONFIG_COUNT" and "http.extraHeader"; the header is that of actions/checkout.
        """
        there = int(environment.get("GIT_CONFIG_COUNT") or 0)
        shown = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        added = {"GIT_CONFIG_COUNT": str(there + 2)}
        for place, value in enumerate(("", f"AUTHORIZATION: basic {shown}"), there):
            added |= {
                f"GIT_CONFIG_KEY_{place}": f"http.{self.server}/.extraheader",
                f"GIT_CONFIG_VALUE_{place}": value,
            }
        return added


def access(environment: Mapping[str, str], origin: str) -> Access:
    """Return how to reach the repository of GITHUB_REPOSITORY, or else that of the address of git's `origin`.

    Raises ConfigError where there is no token, or nothing says which repository it is.
    """
    server = (environment.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")
    name = environment.get("GITHUB_REPOSITORY") or _repository(origin, server)
    if not _NAME.fullmatch(name):
        remedy = 'Set GITHUB_REPOSITORY to its owner and name, such as "ada/letters"'
        raise ConfigError(f"nothing says which repository of {server} this is", remedy=remedy)
    api = (environment.get("GITHUB_API_URL") or "https://api.github.com").rstrip("/")
    return Access(name, server, api, _token(environment))


def run_page(environment: Mapping[str, str]) -> str:
    """Return the address of the page of the run of GitHub Actions that this is; empty where it is none."""
    parts = [environment.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")]
    return "{}/{}/actions/runs/{}".format(*parts) if all(parts) else ""


def _repository(origin: str, server: str) -> str:
    for form in _ORIGINS:
        found = form.fullmatch(origin)
        if found and found["host"].lower() == (urlsplit(server).hostname or ""):
            return found["name"]
    return ""


def _token(environment: Mapping[str, str]) -> str:
    token = next((value for name in _TOKENS if (value := environment.get(name, "").strip())), "")
    remedy = "Set GITHUB_TOKEN to one that may write contents and pull requests of the repository"
    if not token:
        raise ConfigError("there is no token to show to GitHub", remedy=remedy)
    if not re.fullmatch(r"[!-~]+", token):
        raise ConfigError("GITHUB_TOKEN holds signs that no token has", remedy=remedy)
    return token
