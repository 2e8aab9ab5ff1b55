"""The harvest's proposal: what changed in the folder of tips becomes one pull request, or the open one follows it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scraper.editor.formats.visible import visible
from scraper.errors import ConfigError, TipsError
from scraper.published.harvest.access import access, run_page
from scraper.published.harvest.changed import title
from scraper.published.harvest.checkout import Checkout, open_checkout
from scraper.published.harvest.github import Commit, GitHub, Pull
from scraper.published.harvest.text import fitted, read_text, where

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Errand:
    """What to propose: a folder of tips, and the files whose text explains it; from which branch into which.

    Without `base` it is the branch that the run of GitHub Actions is of, or else the default branch of `origin`.
    """

    tips: Path
    texts: Sequence[Path]
    branch: str
    base: str = ""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A pull request as it is to be: from which branch into which, and the tree of its one commit.

    `ours` are the e-mail addresses of those whose commits it may replace.
    """

    branch: str
    base: str
    title: str
    text: str
    tree: str
    ours: frozenset[str]


def propose(errand: Errand, say: Callable[[str], None]) -> None:
    """Make a pull request of what changed in the folder of tips, or bring the open one up to date; say what was done.

    Raises ConfigError where nothing could be done, and TipsError where GitHub refuses, or where it would be done over
    somebody's work.
    """
    text = fitted(read_text(errand.texts), where(errand.texts, run_page(os.environ)))
    checkout = open_checkout(errand.tips)
    _tell_others(checkout, say)
    tree = checkout.tree()
    statuses = checkout.statuses(tree)
    if not statuses:
        say(f"Nothing changed in {checkout.tips}: there is nothing to propose.")
        return
    reached = access(os.environ, checkout.address)
    checkout = replace(checkout, remote=reached.for_git(os.environ))
    base, stands = _branches(errand, checkout)
    proposal = _Proposal(errand.branch, base, title(statuses), text, tree, checkout.ours())
    with GitHub(reached) as github:
        pulls = github.pulls(errand.branch)
        pull = next((one for one in pulls if one.is_open), None)
        if pull:
            say(_follow(pull, proposal, checkout, github, dry_run=errand.dry_run))
            return
        if stands and stands not in {one.head for one in pulls} and not _is_ours([github.commit(stands)], proposal):
            problem = f"the branch {errand.branch} is somebody else's: its newest commit is of no harvest"
            raise TipsError(problem, place=reached.repository, remedy="Name another one with --branch")
        say(_begin(stands, proposal, checkout, github, dry_run=errand.dry_run))


def _tell_others(checkout: Checkout, say: Callable[[str], None]) -> None:
    others = checkout.others()
    if others:
        more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
        named = ", ".join(map(visible, others[:_NAMED]))
        say(f"Left out, as only {checkout.tips} is proposed: {named}{more}")


def _branches(errand: Errand, checkout: Checkout) -> tuple[str, str]:
    """Return into which branch to propose, and the commit that the branch to propose from stands at, if it is there.

    Raises ConfigError where the newest commit here is not in the former: it would be proposed along with the tips.
    """
    run_of = os.environ.get("GITHUB_REF_NAME", "") if os.environ.get("GITHUB_REF_TYPE") == "branch" else ""
    wanted = errand.base or run_of
    origin = checkout.origin(errand.branch, *([wanted] if wanted else []))
    base = wanted or origin.default
    tip = origin.branches.get(base) or checkout.origin(base).branches.get(base)
    if not tip:
        raise ConfigError(f'origin has no branch "{base}"', remedy="Name the one to propose to with --base")
    if base == errand.branch:
        problem = f'"{base}" cannot be both what is proposed and what it is proposed to'
        raise ConfigError(problem, remedy="Name another one with --branch")
    if not checkout.is_in(base, tip):
        problem = f"there are commits here that are not in the branch {base} of origin"
        raise ConfigError(problem, place=checkout.folder, remedy="Push them first, or name another branch with --base")
    return base, origin.branches.get(errand.branch, "")


def _begin(stands: str, proposal: _Proposal, checkout: Checkout, github: GitHub, *, dry_run: bool) -> str:
    """Open a pull request, from a branch that is not there or stands at what nobody needs; return what was done."""
    if dry_run:
        return f"Would push the branch {proposal.branch} and open a pull request into {proposal.base}: {proposal.title}"
    checkout.push(proposal.tree, proposal.title, proposal.branch, stands)
    pull = github.create(proposal.branch, proposal.base, proposal.title, proposal.text)
    if pull is None:  # the request that seemed to fail before this one did not, or somebody was faster
        there = next(one for one in github.pulls(proposal.branch) if one.is_open)
        pull = github.update(there, proposal.base, proposal.title, proposal.text)
    return f"Opened {pull.address}: {proposal.title}"


def _follow(pull: Pull, proposal: _Proposal, checkout: Checkout, github: GitHub, *, dry_run: bool) -> str:
    """Bring an open pull request up to date; return what was done. Raises TipsError where somebody's work is in it."""
    commits = github.commits(pull)
    if not _is_ours(commits, proposal):
        problem = (
            f"somebody else has committed to {proposal.branch}, the branch of this pull request; it is left as it is"
        )
        raise TipsError(problem, place=pull.address, remedy="Merge it or close it: the next run goes on from there")
    is_new = commits[0].tree != proposal.tree
    is_told = (
        (pull.title, pull.base) == (proposal.title, proposal.base)
        # GitHub's own editor ends lines as HTTP does.
        and pull.text.replace("\r\n", "\n").strip() == proposal.text.strip()
    )
    if not is_new and is_told:
        return f"{pull.address} is up to date: {proposal.title}"
    if dry_run:
        return f"Would update {pull.address}: {proposal.title}"
    if is_new:
        checkout.push(proposal.tree, proposal.title, proposal.branch, pull.head)
    if not is_told:
        github.update(pull, proposal.base, proposal.title, proposal.text)
    return f"Updated {pull.address}: {proposal.title}"


def _is_ours(commits: Sequence[Commit], proposal: _Proposal) -> bool:
    """Whether a branch is as a harvest leaves it: one commit, which nobody else has had a hand in."""
    return len(commits) == 1 and commits[0].people <= proposal.ours
