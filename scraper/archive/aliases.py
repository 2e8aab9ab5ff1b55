"""Aliases: which file of the site each old address of a tip is, and which can't be, because something else is there."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from scraper.archive.address import alias_target
from scraper.errors import TipFileError

# Where pages come and go with the tips: an alias there would be in the way on the day that a tag or a year is new.
_OWN = re.compile(
    r"(?:assets|authors|cards|pagefind|random|search|subscribe|tags|weeks)/"
    r"|(?:index|404)\.html$"
    r"|(?:feed\.xml|feed\.json|tips\.json|llms\.txt|sitemap\.xml)/"
    r"|tips/(?:(?:\d{4}|undated)/)?(?:index\.html$|page/\d+/)"
)


@dataclass(frozen=True, slots=True)
class Clash:
    """An alias that can't be: that of the tip whose page among the sources is `src_uri`, "tips/2024/be-brief.md".

    `file` is what it means on the site, None where that is nothing there. `rival` is the tip, likewise by its page,
    that has the same alias or is at that address itself; empty where no tip is to blame.
    """

    src_uri: str
    alias: str
    file: str | None = None
    rival: str = ""

    def told(self, name: Callable[[str], object]) -> TipFileError:
        """Return it as an error without a place, in which tips are called what `name` gives for their pages."""
        if self.file is None:
            problem = f'the alias "{self.alias}" is no address on this site'
            remedy = 'Write it from the site\'s root, such as "tips/undated/be-brief/"'
        elif self.rival and self.file == own_file(self.rival):
            problem = f'the alias "{self.alias}" is the address of {name(self.rival)}'
            remedy = "Remove the alias, or rename that file"
        elif self.rival:
            problem = f'the alias "{self.alias}" is one of {name(self.rival)} too'
            remedy = "Remove it from one of the two"
        else:
            problem = f'the alias "{self.alias}" is the address of something else on this site'
            remedy = "Remove it"
        return TipFileError(problem, remedy=remedy, code="TIP606")


def settled(
    aliases: Iterable[tuple[str, str]], tips: Collection[str], taken: Collection[str]
) -> tuple[dict[str, str], tuple[Clash, ...]]:
    """Return the tip for each file at an old address, and what is in the way of the others.

    `aliases` are pairs of a tip's page and an alias; of two that are the same, the tip whose page comes first by its
    name gets it. `tips` are the pages of all tips, `taken` the files of the site at which another page is already.
    """
    held: dict[str, str] = {}
    clashes: list[Clash] = []
    at = {own_file(src_uri): src_uri for src_uri in tips}
    for src_uri, alias in sorted(aliases, key=lambda one: one[0]):
        file = alias_target(alias)
        if file == own_file(src_uri) or (file and held.get(file) == src_uri):
            continue  # the tip came back to where it once was, or says the same twice
        if file is None:
            clashes.append(Clash(src_uri, alias))
        elif rival := held.get(file) or at.get(file):
            clashes.append(Clash(src_uri, alias, file, rival))
        elif file in taken or _OWN.match(file):
            clashes.append(Clash(src_uri, alias, file))
        else:
            held[file] = src_uri
    return held, tuple(clashes)


def own_file(src_uri: str) -> str:
    """Return the file of the site at which a tip's page is: "tips/2024/be-brief/index.html"."""
    return f"{src_uri.removesuffix('.md')}/index.html"
