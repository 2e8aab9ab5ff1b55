"""A built site, looked at before it is published: its links, its size, its address, and files that no host takes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.counted import counted
from scraper.editor.finding import Severity
from scraper.editor.project import Project
from scraper.progress import Progress
from scraper.published.site.built import Built
from scraper.published.site.flaw import Flaw
from scraper.published.site.follow import follow
from scraper.published.site.home import home_flaws, site_address
from scraper.published.site.lost import Teller
from scraper.published.site.size import LIMIT, megabytes, size_flaws

_NAMED = 3  # files that a message names


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a built site, the most general first, and how many links on it were followed."""

    built: Built
    flaws: tuple[Flaw, ...]
    links: int

    @property
    def counts(self) -> Counter[Severity]:
        """How many flaws there are of each severity."""
        return Counter(flaw.severity for flaw in self.flaws)

    @property
    def fails(self) -> bool:
        """Whether something has to be mended before it is published."""
        return self.counts[Severity.ERROR] > 0

    @property
    def headline(self) -> str:
        """All of it in a sentence."""
        built, counts = self.built, self.counts
        what = (
            f"{counted(built.pages, 'page')}, {counted(len(built.files), 'file')}, {megabytes(built.size)} of "
            f"the {megabytes(LIMIT)} that GitHub Pages takes, "
            f"{counted(self.links, 'link')} followed"
        )
        if not counts:
            return f"The site is in order: {what}."
        told = " and ".join(counted(counts[severity], severity) for severity in Severity if counts[severity])
        return f"{told} in the site: {what}."


def check(project: Project, built: Built, told: str | None, progress: Progress) -> Verdict:
    """Return what is wrong with a built site; `told` is where it is going to be published, or None.

    Raises ConfigError where the project doesn't say where its site is, or `told` is no address.
    """
    site = site_address(project)
    general = (*home_flaws(project, built, site, told), *size_flaws(built), *_unfit(built))
    followed = follow(built, site, progress)
    teller = Teller(project, built, site)
    flaws = sorted(map(teller.flaw, followed.lost), key=lambda flaw: (flaw.place, flaw.line, flaw.column, flaw.problem))
    return Verdict(built, (*general, *flaws), followed.links)


def _unfit(built: Built) -> Iterator[Flaw]:
    """Yield what GitHub Pages refuses. Source: actions/upload-pages-artifact, README, "Artifact validation"."""
    folder = built.folder
    for names, what, remedy in (
        (built.odd, "is a link or no file at all, and a site may hold plain files only", "Build it again: make build"),
        (built.closed, "may be read by its owner only", f"Let others read the site: chmod -R a+rX {folder}"),
    ):
        if names:
            more = (f"and so {_is(len(names) - _NAMED)} more",) if len(names) > _NAMED else ()
            others = (*(f"likewise {folder / name}" for name in names[1:_NAMED]), *more)
            yield Flaw(Severity.ERROR, f"this {what}", remedy, str(folder / names[0]), details=others)


def _is(number: int) -> str:
    return f"{'is' if number == 1 else 'are'} {number:,}"
