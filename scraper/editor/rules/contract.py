"""What the contract says of the front matter, in the words of scraper/frontmatter, with what would mend it."""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Finding
from scraper.editor.manuscript import Manuscript


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP101 to TIP114."""
    yield from ()
