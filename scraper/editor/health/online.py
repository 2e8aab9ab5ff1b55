"""Links to other sites, asked one by one: which lead nowhere any more, and which nobody could say of."""

import re
from collections.abc import Iterator, Mapping

from scraper.editor.desk import Desk
from scraper.editor.health.concerns import GONE, UNSURE, Kind
from scraper.editor.health.health import Case
from scraper.errors import FetchError
from scraper.progress import Progress
from scraper.shelf import read_shelf
from scraper.source import Source
from scraper.tip import FiledTip
from scraper.web.client import Client

# In Markdown as in HTML an address ends at a blank, a quote or an angle bracket; a closing bracket belongs to it only
# where one was opened in it.
_ADDRESS = re.compile(r"https?://(?:[^\s<>\"'()\[\]]|\([^\s<>\"'()]*\))+", re.IGNORECASE)
_SENTENCE_END = ".,;:!?*_"
_MISSING = (404, 410)
_ATTEMPTS = 2  # a link that needs more patience is one to look at oneself


def asked(desk: Desk, progress: Progress) -> Mapping[Kind, tuple[Case, ...]]:
    """Return the links of all tips that lead nowhere, and those that could not be followed, each with its tip.

    Each address is asked for once, politely, as the scraper asks; a private address only where a source of this project
    names it. Without a network nothing is said to be gone.
    """
    tips = read_shelf(desk.project.tips).tips
    found = [(address, filed) for filed in tips for address in addresses(filed)]
    all_of_them = list(dict.fromkeys(address for address, _ in found))
    contact = next((source.contact for source in desk.sources.values() if source.contact), "")
    verdicts: dict[str, tuple[Kind, str]] = {}
    own = tuple(site for source in desk.sources.values() for site in source.sites)
    with Client(Source("links", "Links", contact=contact), own, attempts=_ATTEMPTS, say=progress.say) as client:
        for number, address in enumerate(all_of_them):
            progress.at("asking for links", number, len(all_of_them))
            try:
                client.get(address)
            except FetchError as error:
                verdicts[address] = (GONE if error.status in _MISSING else UNSURE), error.problem
    told: dict[Kind, list[Case]] = {GONE: [], UNSURE: []}
    for address, filed in found:
        if verdict := verdicts.get(address):
            told[verdict[0]].append(Case(filed.path, filed.tip.title, f"{address}: {verdict[1]}"))
    return {kind: tuple(cases_of) for kind, cases_of in told.items()}


def addresses(filed: FiledTip) -> Iterator[str]:
    """Yield the addresses of other sites that a tip names: its source's first, each once."""
    named = [filed.tip.source_url] if filed.tip.source_url else []
    written = (found[0].rstrip(_SENTENCE_END) for found in _ADDRESS.finditer(filed.tip.body))
    yield from dict.fromkeys((*named, *written))
