"""Links that lead nowhere, in words: what is wrong with each, and what to do."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import quote

from scraper.counted import counted
from scraper.editor.finding import Severity
from scraper.editor.project import Project
from scraper.published.site.address import Address
from scraper.published.site.built import INDEX, Built
from scraper.published.site.documents import content
from scraper.published.site.flaw import Flaw
from scraper.published.site.follow import Lost, Why
from scraper.published.site.origin import origin
from scraper.published.site.position import position

_FEW = 3  # pages that may all have it from what people wrote
_WIDTH = 300  # characters of a link in a message


class Teller:
    """Tells of lost links of one site."""

    def __init__(self, project: Project, built: Built, site: Address) -> None:
        self._project, self._built, self._site = project, built, site

    def flaw(self, lost: Lost) -> Flaw:
        """Return a lost link as a flaw of the first file in which it stands."""
        (name, link), *others = lost.spots
        file, line, column = self._spot(name, link)
        # What is on many pages comes out of a template, and out of none of their files.
        source = origin(self._project, name) if lost.pages <= _FEW else None
        problem, remedy = self._words(lost, link)
        return Flaw(
            Severity.ERROR,
            problem,
            remedy,
            file,
            line,
            column,
            str(source or ""),
            tuple(self._others(others, lost.files - len(lost.spots))),
        )

    def _others(self, spots: list[tuple[str, str]], more: int) -> Iterator[str]:
        for name, link in spots:
            yield "also in " + ":".join(str(part) for part in self._spot(name, link) if part)
        if more:
            yield f"and in {counted(more, 'more file')}"

    def _spot(self, name: str, link: str) -> tuple[str, int, int]:
        file = self._built.folder / name
        text = content(file).decode("utf-8", errors="replace") if link else ""  # without one, it can't be read at all
        return str(file), *position(text, link)

    def _words(self, lost: Lost, link: str) -> tuple[str, str]:
        """Return what is wrong with a link, and what to do."""
        link = _shown(link)
        match lost.why:
            case Why.MISSING:
                return f'the link "{link}" leads to no file of the site', self._instead(lost.target)
            case Why.NO_PLACE:
                page, _, place = lost.target.partition("#")
                remedy = "Correct what stands behind #, or leave it out"
                return f'the link "{link}" asks for a place that is not on {page}: "{_shown(place)}"', remedy
            case Why.OUTSIDE:
                remedy = f'Begin it with "{quote(self._site.path)}", or write it as seen from the page'
                return f'the link "{link}" leads past the site, which is below {self._site.path}', remedy
            case Why.RELATIVE:
                problem = f'the link "{link}" leads elsewhere from each address at which this page is shown'
                return problem, f'Begin it with "{quote(self._site.path)}"'
            case Why.BROKEN:
                return lost.target, "Build the site again; if that does not help, mend what makes this file"

    def _instead(self, target: str) -> str:
        """Return what to do about a link to what isn't there."""
        if any(part.startswith(".") for part in target.split("/")):
            return "Give it another name: what begins with a dot is not published"
        if self._built.is_folder(target):
            return f"Link to a page in that folder: it has no {INDEX}"
        if named := self._folded.get(target.rstrip("/").casefold()):
            return f'Write "{named}": capital and small letters are not the same in an address'
        return "Correct it, or add what it leads to"

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        """All addresses as they are, by what they would be in small letters."""
        names = (name.removesuffix(INDEX) for name in self._built.files)
        return {name.rstrip("/").casefold(): quote(name, errors="surrogateescape") for name in names}


def _shown(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
