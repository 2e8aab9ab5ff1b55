"""HTML → Markdown: what a page shows becomes text that people can edit, and nothing in it is active.

The Markdown means the same to CommonMark and to Python-Markdown with sane_lists, tables, attr_list, footnotes, toc and
pymdownx.superfences, which is what the site renders it with.
"""

from dataclasses import dataclass

from scraper.html.losses import Losses
from scraper.html.media import settle_media, written
from scraper.html.outline import outline
from scraper.html.prune import prune
from scraper.html.sanitise import sanitised
from scraper.html.shortcodes import replace_shortcodes
from scraper.html.writer import write


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown without blank lines around, and what of the HTML it could not keep.

    A loss is (what, detail), in the order of the steps: ("embed kept as a link", "https://vimeo.com/76979871").
    `images` are the addresses of its images, each once, as they stand between the parentheses of the Markdown.
    """

    markdown: str
    losses: tuple[tuple[str, str], ...] = ()
    images: tuple[str, ...] = ()


def to_markdown(html: str, base_url: str = "") -> Converted:
    """Return a fragment of HTML as Markdown; addresses become absolute against `base_url`. Never raises."""
    losses = Losses()
    body = sanitised(html, losses)
    prune(body, losses)
    settle_media(body, base_url, losses)
    replace_shortcodes(body, losses)
    tree = outline(body, losses)
    images = dict.fromkeys(written(str(image["src"])) for image in tree.find_all("img"))
    return Converted(write(tree), tuple(losses.noted), tuple(images))
