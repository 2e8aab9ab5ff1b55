"""A revision: a commit to compare with, and which files of the working tree differ from it. Nothing is checked out."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scraper.errors import ConfigError
from scraper.git import git, toplevel

# Where branches are merged to; the first that there is.
_MAIN = ("origin/main", "main")


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit by its hash, what people call it, and the folder in which its repository is checked out."""

    root: Path
    commit: str
    name: str

    @property
    def short(self) -> str:
        """The hash as people write it."""
        return self.commit[:7]

    def inside(self, path: Path) -> PurePosixPath | None:
        """Return a file or folder as the repository calls it; None where it is outside."""
        real = Path(os.path.realpath(path))
        return PurePosixPath(real.relative_to(self.root).as_posix()) if real.is_relative_to(self.root) else None

    def tips(self, folder: Path) -> PurePosixPath:
        """Return the folder of tips likewise. Raises ConfigError where it is outside: nothing is known of it then."""
        if found := self.inside(folder):
            return found
        problem = f"this folder of tips is not in the git repository {self.root}, so nobody knows what changed in it"
        raise ConfigError(problem, place=folder, remedy="Name a folder of that repository")


@dataclass(frozen=True, slots=True)
class Difference:
    """A file, as the repository calls it, that differs from a revision, was added to it, or taken away.

    `blob` is what git calls its content there, empty where the revision has no such file; `is_there` says that the
    working tree has it.
    """

    path: PurePosixPath
    blob: str
    is_there: bool


def find_revision(folder: Path, name: str) -> Revision:
    """Return the revision that a person names: a commit, branch or tag, or "HEAD^1".

    Raises ConfigError where git, a repository, or that commit is missing.
    """
    root = _root(folder)
    try:
        commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    except ConfigError:
        commit = ""
    if not commit.isalnum():  # "^HEAD" means all commits but those, and is answered with a sign before the hash
        raise ConfigError(f'git knows no commit "{name}" here', remedy=_fetching(root, name))
    return Revision(root, commit, name)


def branching_off(folder: Path) -> Revision:
    """Return where this branch left origin/main, or else main. Raises ConfigError where there is neither."""
    root = _root(folder)
    for name in _MAIN:
        try:
            commit = git(root, "merge-base", find_revision(root, name).commit, "HEAD").strip()
        except ConfigError:
            continue
        return Revision(root, commit, f"where this branch left {name}")
    problem = f"there is no branch {' or '.join(_MAIN)} that this one was begun from"
    raise ConfigError(problem, remedy="Name a commit, branch or tag with --since, or run: git fetch origin")


def differences(revision: Revision) -> tuple[Difference, ...]:
    """Return every file that differs, in order: in a commit since, staged, changed on disk, or not yet known to git.

    What .gitignore leaves out is no part of it.
    """
    root = revision.root
    before = _blobs(revision)
    asked = ("--no-renames", "--no-ext-diff", "--no-relative", "--name-only", "-z")
    told = git(root, "diff", *asked, revision.commit, "--")
    told += git(root, "ls-files", "--others", "--exclude-standard", "-z")
    found = []
    for name in sorted(set(filter(None, told.split("\0")))):
        file = root / name
        is_there = file.is_symlink() or file.is_file()
        if is_there or name in before:
            found.append(Difference(PurePosixPath(name), before.get(name, ""), is_there))
    return tuple(found)


def contents(revision: Revision, blobs: Iterable[str]) -> Mapping[str, bytes]:
    """Return what files held, by what git calls their contents; a clone that left some out lacks those."""
    wanted = sorted(set(filter(None, blobs)))
    told = os.fsencode(git(revision.root, "cat-file", "--batch", told="".join(f"{blob}\n" for blob in wanted)))
    found: dict[str, bytes] = {}
    place = 0
    while place < len(told):
        end = told.index(b"\n", place)
        name, kind, *size = told[place:end].decode().split(" ")
        place = end + 1
        if kind != "missing":
            found[name] = told[place : place + int(size[0])]
            place += int(size[0]) + 1
    return found


def _root(folder: Path) -> Path:
    try:
        return toplevel(folder)
    except ConfigError:
        here = folder.resolve()
        if any((above / ".git").exists() for above in (here, *here.parents)):
            raise
        remedy = "Comparing needs a clone, with its history"
        raise ConfigError("this is no git repository", place=folder, remedy=remedy) from None


def _fetching(root: Path, name: str) -> str:
    """Return what to do about a commit that is missing."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        return (
            "This clone holds the newest commits only: run git fetch --unshallow; in a workflow on GitHub, write "
            '"fetch-depth: 0" below actions/checkout'
        )
    remote, _, branch = name.partition("/")
    if branch and remote in git(root, "remote").split():
        return f"Correct the name, or fetch it: git fetch {remote}"
    return "Correct the name, or fetch what it means: git fetch --all --tags"


def _blobs(revision: Revision) -> Mapping[str, str]:
    """Return what git calls the contents of a revision's files, by their names."""
    found = {}
    for line in filter(None, git(revision.root, "ls-tree", "-r", "-z", "--full-tree", revision.commit).split("\0")):
        said, _, name = line.partition("\t")
        _, kind, blob = said.split()
        if kind == "blob":
            found[name] = blob
    return found
