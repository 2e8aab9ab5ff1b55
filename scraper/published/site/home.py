"""Whether a site was built for the place where it is published; feeds, canonical links and the 404 page lead there."""

import re
from collections.abc import Iterator

from scraper.editor.finding import Severity
from scraper.editor.project import FILE, Project
from scraper.errors import ConfigError
from scraper.published.site.address import Address, read_address
from scraper.published.site.built import INDEX, Built
from scraper.published.site.flaw import Flaw
from scraper.published.site.pages import canonical

_SETTING = re.compile(rb"^site_url\s*:", re.MULTILINE)


def site_address(project: Project) -> Address:
    """Return where mkdocs.yml says that the site is published. Raises ConfigError where it doesn't."""
    if address := read_address(project.site_url):
        return address
    problem = f'site_url is "{project.site_url}", which is no address' if project.site_url else "site_url is missing"
    remedy = "Set it to where the site will be, such as https://example.github.io/tip-archive/"
    raise ConfigError(problem, place=project.root / FILE, line=_line(project) or None, remedy=remedy)


def home_flaws(project: Project, built: Built, site: Address, told: str | None) -> Iterator[Flaw]:
    """Yield that the site is published elsewhere than mkdocs.yml says, or was built when that said something else.

    `told` is where it is published, as the host says, or None. Raises ConfigError where that is no address.
    """
    file = str(project.root / FILE)
    if told is not None:
        place = read_address(told)
        if place is None:
            remedy = "Write it whole, such as https://example.github.io/tip-archive/"
            raise ConfigError(f'--address "{told}" is no address of a site', remedy=remedy)
        if place != site:
            line = f"site_url: {told.strip().rstrip('/')}/"
            problem = f'site_url is "{project.site_url}", but the site is published at "{told}"'
            yield Flaw(
                Severity.ERROR, problem, f"Write this line instead, and build again: {line}", file, _line(project)
            )
    try:
        said = canonical((built.folder / INDEX).read_bytes())
    except OSError:
        return  # whoever follows its links tells of that
    if said and read_address(said) != site:
        problem = f'the site was built for "{said}", but site_url in {file} is "{project.site_url}"'
        yield Flaw(Severity.ERROR, problem, "Build it again: make build", str(built.folder / INDEX))


def _line(project: Project) -> int:
    """Return the line of site_url in mkdocs.yml, from 1; 0 where it has none."""
    try:
        text = (project.root / FILE).read_bytes()
    except OSError:
        return 0
    found = _SETTING.search(text)
    return text.count(b"\n", 0, found.start()) + 1 if found else 0
