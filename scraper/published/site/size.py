"""How large a site is and may be, and what takes the space."""

from collections import Counter
from collections.abc import Iterator, Mapping

from scraper.editor.finding import Severity
from scraper.published.kind import CARDS, FEEDS, OTHER, PAGES, PICTURES, SEARCH, kind_of
from scraper.published.site.built import Built
from scraper.published.site.flaw import Flaw

# "Published GitHub Pages sites may be no larger than 1 GB": docs.github.com, "GitHub Pages limits". Nobody says of how
# many bytes; actions/deploy-pages warns from 2**30 on (src/internal/deployment.js). The smaller is within both. The
# limit of 100 MB a file is that of git, and a site that is uploaded as an artifact never gets there.
LIMIT = 1_000_000_000
_NEAR = 0.8
_LARGEST = 5
_ADVICE: Mapping[str, str] = {
    CARDS: 'Write "social_cards: false" below tip-archive in mkdocs.yml: links that are shared then have no picture',
    PICTURES: "Make the largest pictures smaller: 1,600 pixels across are enough, and WebP or JPEG for photographs",
    PAGES: "Take out what all pages repeat, or publish where more is allowed",
    SEARCH: 'Write "search: false" below tip-archive in mkdocs.yml, or publish where more is allowed',
    FEEDS: "Merge tags that few tips have (tips tags): each has feeds of its own",
    OTHER: "Put the largest files somewhere else, and link to them",
}


def size_flaws(built: Built, limit: int = LIMIT) -> Iterator[Flaw]:
    """Yield that a site is too large, or nearly, with what takes the space."""
    size = built.size
    if size <= limit * _NEAR:
        return
    kinds: Counter[str] = Counter()
    for name, number in built.files.items():
        kinds[kind_of(name)] += number
    largest = Counter(built.files).most_common(_LARGEST)
    details = (
        *(f"{megabytes(number):>10}  {kind}" for kind, number in kinds.most_common()),
        "the largest files:",
        *(f"{megabytes(number):>10}  {built.folder / name}" for name, number in largest),
    )
    severity = Severity.ERROR if size > limit else Severity.WARNING
    problem = f"the site has {megabytes(size)}, and GitHub Pages takes no more than {megabytes(limit)}"
    yield Flaw(severity, problem, _ADVICE[kinds.most_common(1)[0][0]], str(built.folder), details=details)


def megabytes(number: int) -> str:
    """Return a number of bytes in words: "3.2 MB", each of a million bytes."""
    return f"{number / 1e6:,.0f} MB" if number >= 99.95e6 else f"{number / 1e6:.1f} MB"
