"""What GitHub means when it refuses, in words for people who only wanted a pull request."""

import datetime

import httpx2

from scraper.editor.formats.visible import visible
from scraper.errors import TipsError

LATER = "Run this again later; it goes on from what is there"
# An organisation may have to allow it first.
_SETTING = "Allow GitHub Actions to create and approve pull requests"

# By status, and words of GitHub's own in lower case: the problem and what to do; {said} is what GitHub says of it.
# Sources: docs.github.com/en/rest, "Troubleshooting the REST API" and "Best practices for using the REST API"; the
# setting is that of docs.github.com, "Managing GitHub Actions settings for a repository".
_REFUSALS = (
    (301, "", "the repository has another name now", "Give it to origin with: git remote set-url origin ADDRESS"),
    (307, "", "the repository has another name now", "Give it to origin with: git remote set-url origin ADDRESS"),
    (401, "", "GitHub does not take the token", "It may have expired: put a new one into GITHUB_TOKEN"),
    (
        403,
        "not permitted to create or approve pull requests",
        "GitHub Actions is not permitted to create or approve pull requests",
        f'In the repository\'s Settings → Actions → General, tick "{_SETTING}", and run this again',
    ),
    (
        403,
        "",
        "the token does not allow this (GitHub says: {said})",
        "It has to have the permissions contents: write and pull-requests: write",
    ),
    (
        404,
        "",
        "GitHub knows no such repository, or does not show it to this token",
        "Correct GITHUB_REPOSITORY, or use a token that may read it",
    ),
    (422, "", "GitHub does not accept this: {said}", "Mend that, and run this again"),
)


def refusal(answer: httpx2.Response) -> TipsError:
    """Return what an answer that is no success means."""
    words = said(answer)
    if _too_often(answer, words):
        return TipsError("GitHub was asked too often", remedy=f"Run this again {_when(answer)}")
    for status, mark, problem, remedy in _REFUSALS:
        if status == answer.status_code and mark in words.lower():
            return TipsError(problem.format(said=words), remedy=remedy)
    return TipsError(f"GitHub answers {answer.status_code}: {words}", remedy=LATER)


def said(answer: httpx2.Response) -> str:
    """Return GitHub's own words on what is wrong, as one line."""
    try:
        data = answer.json()
        details = [
            one if isinstance(one, str) else one.get("message") or f"{one.get('field')}: {one.get('code')}"
            for one in data.get("errors") or ()
        ]
        words = "; ".join(map(str, [data["message"], *details]))
    except (ValueError, KeyError, TypeError, AttributeError):
        words = answer.reason_phrase
    return visible(words[:500]).removesuffix(".")


def _too_often(answer: httpx2.Response, words: str) -> bool:
    """Source: docs.github.com, "Rate limits for the REST API"."""
    headers = answer.headers
    return answer.status_code in {403, 429} and (
        headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers or "rate limit" in words.lower()
    )


def _when(answer: httpx2.Response) -> str:
    """Return when GitHub wants to be asked again."""
    try:
        if wait := answer.headers.get("retry-after"):
            return f"in {int(wait)} seconds"
        reset = datetime.datetime.fromtimestamp(int(answer.headers["x-ratelimit-reset"]), datetime.UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return "in an hour"
    return f"after {reset:%H:%M} UTC"
