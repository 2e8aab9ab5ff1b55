"""Aliases: old addresses that are no addresses, or something else's."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import yaml

from scraper.archive.address import alias_target
from scraper.archive.aliases import Clash, own_file, settled
from scraper.editor.across.others import FEW, Other
from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rulebook import RULES

_TIPS = PurePosixPath("tips")  # what lies there is no document to the site, whether it is the folder of tips or not


@dataclass(frozen=True, slots=True)
class _Alias:
    """An alias of a tip, by the tip's page; `finding` is where it stands, None where its file isn't checked."""

    src_uri: str
    text: str
    finding: Finding | None = None


class Aliases:
    """Finds TIP606, in the words of scraper/archive/aliases.py."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: dict[str, PurePosixPath] = {}
        self._aliases: list[_Alias] = []
        self._needles: tuple[bytes, ...] = ()

    def see(self, manuscript: Manuscript) -> None:
        """Note its aliases and where they stand."""
        self._seen[_page(manuscript.path)] = manuscript.path
        node = manuscript.examined.values.get("aliases")
        if manuscript.tip and isinstance(node, yaml.SequenceNode):
            for alias in manuscript.tip.aliases:
                self._aliases.append(_Alias(_page(manuscript.path), alias, _place(manuscript, node, alias)))

    def glance(self, other: Other) -> None:
        """Note its aliases, if they may be those of a tip that was seen, or where one is."""
        front = other.front
        if b"aliases" not in front:
            return
        if len(self._seen) <= FEW:
            # What stands there in quotes or percent-encoded can't be told by its bytes.
            needles = self._needles = self._needles or self._wanted()
            if not (b"%" in front or b"\\" in front or any(needle in front for needle in needles)):
                return
        tip = other.tip
        self._aliases.extend(_Alias(_page(other.path), alias) for alias in (tip.aliases if tip else ()))

    def findings(self) -> Iterator[Finding]:
        """Yield what is off."""
        if not self._aliases:
            return
        pages = {_page(path) for path in self._desk.files} | set(self._seen)
        pairs = [(alias.src_uri, alias.text) for alias in self._aliases]
        _, clashes = settled(pairs, pages, _published(self._desk.project.docs))
        for clash in clashes:
            if clash.src_uri in self._seen:
                yield from self._told(clash)
            elif clash.rival in self._seen and clash.file != own_file(clash.rival):
                yield from self._told(self._turned(clash))
            elif clash.rival in self._seen:
                yield self._at_home(clash)

    def _wanted(self) -> tuple[bytes, ...]:
        targets = [alias_target(alias.text) or "" for alias in self._aliases]
        targets += map(own_file, self._seen)
        return tuple(target.removesuffix("/index.html").encode() for target in targets if target)

    def _told(self, clash: Clash) -> Iterator[Finding]:
        error = clash.told(self._name)
        for alias in self._aliases:
            if (alias.src_uri, alias.text) == (clash.src_uri, clash.alias) and alias.finding:
                yield replace(alias.finding, problem=error.problem, remedy=error.remedy)

    def _turned(self, clash: Clash) -> Clash:
        """Return the same clash as the other tip's, which has the alias in its own spelling."""
        its = next(one for one in self._aliases if one.src_uri == clash.rival and alias_target(one.text) == clash.file)
        return Clash(clash.rival, its.text, clash.file, clash.src_uri)

    def _at_home(self, clash: Clash) -> Finding:
        problem = f"the address of this tip is an alias of {self._name(clash.src_uri)}"
        remedy = "Give this file another name, or remove the alias there"
        return Finding(RULES["TIP606"], self._name(clash.rival), 1, 1, problem, remedy)

    def _name(self, src_uri: str) -> str:
        return str(self._desk.project.tips / src_uri.removeprefix("tips/"))


def _page(path: PurePosixPath) -> str:
    return f"tips/{path}"


def _place(manuscript: Manuscript, aliases: yaml.SequenceNode, alias: str) -> Finding:
    for node in aliases.value:
        mark = node.start_mark
        if node.value.strip() == alias:
            start, end = manuscript.span(node)
            return manuscript.finding("TIP606", "", "", line=mark.line + 2, column=mark.column + 1, width=end - start)
    return manuscript.finding("TIP606", "", "", line=aliases.start_mark.line + 2, column=aliases.start_mark.column + 1)


def _published(docs: Path) -> set[str]:
    """Return the files of the site that come from the folder of documents, but for those below its folder "tips"."""
    found: set[str] = set()
    for place, folders, names in os.walk(docs):
        below = PurePosixPath(Path(place).relative_to(docs).as_posix())
        folders[:] = [name for name in folders if not name.startswith(".") and below / name != _TIPS]
        for name in names:
            path = below / name
            if name in ("index.md", "README.md"):  # to MkDocs a README is the page of its folder
                path = below / "index.html"
            elif path.suffix == ".md":
                path = path.with_suffix("") / "index.html"
            found.add(str(path))
    return found
