"""The folder of tips as git sees it: what changed in it becomes a commit, beside all branches, and is pushed to one.

Neither the files nor the index nor the branch of whoever works there are touched, and a clone of the newest commit
alone, as actions/checkout makes it, is enough.
"""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scraper.errors import ConfigError, TipsError
from scraper.git import git, toplevel

_REMOTE = "origin"
# The account in whose name GitHub Actions works. Source: github.com/actions/checkout, "Push a commit using the built-in
# token".
BOT = "41898282+github-actions[bot]@users.noreply.github.com"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a remote repository has: its default branch, and the commit that each branch asked for stands at."""

    default: str
    branches: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working tree: its folder, the tips in it as git names them, and git's environment for `origin`."""

    folder: Path
    tips: str
    remote: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def head(self) -> str:
        """The newest commit."""
        return self._git("rev-parse", "HEAD^{commit}").strip()

    @property
    def address(self) -> str:
        """The address of `origin`. Raises ConfigError where there is none."""
        return self._git("remote", "get-url", _REMOTE).strip()

    def tree(self) -> str:
        """Return the tree of the newest commit, with the tips as they lie there now in place of those."""
        with tempfile.TemporaryDirectory() as scratch:
            index = {"GIT_INDEX_FILE": str(Path(scratch, "index")), "GIT_LITERAL_PATHSPECS": "1"}
            git(self.folder, "read-tree", "HEAD", extra=index)
            if (self.folder / self.tips).is_dir():
                git(self.folder, "add", "--all", "--", self.tips, extra=index)
            else:
                git(self.folder, "rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", self.tips, extra=index)
            return git(self.folder, "write-tree", extra=index).strip()

    def statuses(self, tree: str) -> str:
        """Return what of the tips is another in a tree than in the newest commit: `git diff-tree -z --name-status`."""
        return self._git("diff-tree", "-r", "-z", "--name-status", "--find-renames", "HEAD", tree)

    def others(self) -> tuple[str, ...]:
        """Return what else than tips is changed or new, as paths."""
        said = self._git("status", "--porcelain=v1", "-z", "--no-renames").split("\0")[:-1]
        paths = (entry[3:] for entry in said)
        return tuple(
            path for path in paths if not f"{self.tips}/".startswith(path) and not path.startswith(f"{self.tips}/")
        )

    def origin(self, *branches: str) -> Origin:
        """Return what `origin` has of these branches."""
        refs = {f"refs/heads/{branch}": branch for branch in branches}
        default, found = "", {}
        for line in self._git("ls-remote", "--symref", _REMOTE, "HEAD", *refs, extra=self.remote).splitlines():
            value, _, name = line.partition("\t")
            if name == "HEAD" and value.startswith("ref: refs/heads/"):
                default = value.removeprefix("ref: refs/heads/")
            elif name in refs:
                found[refs[name]] = value
        return Origin(default, found)

    def is_in(self, branch: str, tip: str) -> bool:
        """Whether the newest commit here is one of a branch of `origin`, which stands at `tip`."""
        if tip == self.head:
            return True
        self._git("fetch", "--quiet", "--no-tags", _REMOTE, f"refs/heads/{branch}", extra=self.remote)
        return self._git("rev-list", "--count", "HEAD", f"^{tip}").strip() == "0"

    def ours(self) -> frozenset[str]:
        """Return the e-mail addresses of a commit made here. Raises ConfigError where git knows of none."""
        try:
            said = "".join(self._git("var", f"GIT_{who}_IDENT", extra=_who()) for who in ("AUTHOR", "COMMITTER"))
        except ConfigError as error:
            remedy = "Tell it: git config user.name NAME, git config user.email ADDRESS"
            raise ConfigError("git does not know who you are", place=error.place, remedy=remedy) from None
        return frozenset(re.findall("<(.*)>", said))

    def push(self, tree: str, message: str, branch: str, instead_of: str) -> None:
        """Make a tree the one commit that a branch of `origin` has beyond the newest commit here.

        The branch has to stand at the commit `instead_of` until then, or not to be there at all where that is empty.
        Raises TipsError where it does not, or where `origin` refuses.
        """
        commit = self._git("commit-tree", tree, "-p", "HEAD", "-m", message, extra=_who()).strip()
        lease = f"--force-with-lease=refs/heads/{branch}:{instead_of}"
        try:
            self._git("push", "--quiet", lease, _REMOTE, f"{commit}:refs/heads/{branch}", extra=self.remote)
        except ConfigError as error:
            if self.origin(branch).branches.get(branch, "") != instead_of:
                problem = f"somebody pushed to the branch {branch} at this very moment; it is left as it is"
                raise TipsError(problem, place=error.place, remedy="Run this again") from None
            remedy = "See whether the token may write contents, and whether a rule protects that branch"
            raise TipsError(error.problem, place=error.place, remedy=remedy) from None

    def _git(self, *arguments: str, extra: Mapping[str, str] | None = None) -> str:
        return git(self.folder, *arguments, extra=extra or {})


def open_checkout(tips: Path) -> Checkout:
    """Return the working tree that a folder of tips is in. Raises ConfigError where it is in none."""
    near = next(folder for folder in tips.resolve().parents if folder.is_dir())
    top = toplevel(near)
    return Checkout(top, tips.resolve().relative_to(top.resolve()).as_posix())


def _who() -> Mapping[str, str]:
    """Return in whose name a commit is made: on GitHub Actions, where git knows nobody, in that of its account."""
    if "GITHUB_ACTIONS" not in os.environ:
        return {}
    name = {f"GIT_{who}_NAME": "github-actions[bot]" for who in ("AUTHOR", "COMMITTER")}
    return name | {f"GIT_{who}_EMAIL": BOT for who in ("AUTHOR", "COMMITTER")}
