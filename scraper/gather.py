"""Where the pages of a run come from: files, folders and addresses that sources name, or a person names instead."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from scraper import pages, sources
from scraper.errors import FetchError, PageError, TipsError
from scraper.progress import Progress, Quiet
from scraper.report.tally import Tally
from scraper.source import Source, is_address, source_at
from scraper.tip import Page, Reading
from scraper.web.client import Client, Pace
from scraper.web.store import Store
from scraper.web.trip import Itinerary
from scraper.web.visit import Visitor

_GIVE_UP = 3  # pictures in a row that did not come: it is the network or the site, not the picture


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: in the pages of the sources `among`, or in `places`, which are paths and addresses of anybody's.

    `cache` is the folder for what sites gave; it may be deleted at any time.
    """

    among: tuple[Source, ...]
    places: tuple[str, ...] = ()
    itinerary: Itinerary = field(default_factory=Itinerary)
    cache: Path = Path(".cache/tips")


class Gathering:
    """Brings in what pages tell. It stays open for as long as pictures may be asked for."""

    def __init__(self, search: Search, tally: Tally, progress: Progress | None = None) -> None:
        self._search, self._tally, self._progress = search, tally, progress or Quiet()
        self._open = ExitStack()
        self._pace = Pace()
        self._clients: dict[str, Client] = {}
        self._failed: dict[str, int] = {}
        self._store: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def readings(self) -> Iterator[tuple[Source, Reading]]:
        """Yield what each page tells, and whose it is; what cannot be read goes to the tally."""
        files = self._files()
        for number, (file, among) in enumerate(files):
            self._progress.at("Reading files", number, len(files))
            yield from self._read(pages.read_pages(file), among)
        for address, among in self._addresses():
            source = source_at(address, among)
            if source is None:
                remedy = 'Write it into sources.toml, or name its source: tips scrape NAME --from "the address"'
                unknown = PageError("no source in sources.toml knows this address", place=address, remedy=remedy)
                self._tally.failed(unknown)
                continue
            visitor = Visitor(source, self._client(source), self._kept(), self._search.itinerary, self._progress)
            visited = visitor.visit(address)
            self._tally.visited(visited.visit)
            for problem in visited.problems:
                self._tally.failed(problem, source.name)
            yield from self._read(visited.pages, (source,))

    def picture(self, source: Source) -> Callable[[str], bytes] | None:
        """Return what gives the content of an address, for pictures of a source; None where it has no site."""
        if not source.sites:
            return None

        def fetch(address: str) -> bytes:
            if self._failed.get(source.name, 0) >= _GIVE_UP:
                raise FetchError("the site did not answer for others before", place=address, passing=True)
            try:
                content = self._client(source).get(address).content
            except FetchError as error:
                self._failed[source.name] = self._failed.get(source.name, 0) + 1 if error.passing else 0
                raise
            self._failed[source.name] = 0
            return content

        return fetch

    @property
    def refused(self) -> MutableMapping[str, str]:
        """Pictures that will never do, and why, by their address."""
        return self._kept().refused if self._clients else {}

    def _read(self, found: Iterator[Page | PageError], among: Sequence[Source]) -> Iterator[tuple[Source, Reading]]:
        for page in found:
            try:
                if isinstance(page, PageError):
                    raise page
                yield sources.read(page, among)
            except PageError as error:
                self._tally.unread(among, error)

    def _files(self) -> list[tuple[Path, Sequence[Source]]]:
        """The files to read, each once, with the sources whose pages it may hold."""
        wanted: list[tuple[Sequence[Path], Sequence[Source]]] = [(one.pages, (one,)) for one in self._search.among]
        if self._search.places:
            wanted = [([Path(one) for one in self._search.places if not is_address(one)], self._search.among)]
        found: list[tuple[Path, Sequence[Source]]] = []
        for paths, among in wanted:
            for path in paths:
                try:
                    found += [(file, among) for file in pages.page_files(path)]
                except PageError as error:
                    self._tally.failed(error, among[0].name if len(among) == 1 else "")
        return list({file.resolve(): (file, among) for file, among in found}.values())

    def _addresses(self) -> Iterator[tuple[str, Sequence[Source]]]:
        if self._search.places:
            yield from ((one, self._search.among) for one in self._search.places if is_address(one))
        else:
            yield from ((site, (one,)) for one in self._search.among for site in one.sites)

    def _client(self, source: Source) -> Client:
        if source.name not in self._clients:
            named = (*source.sites, *filter(is_address, self._search.places))
            client = Client(source, named, self._cache("http.sqlite"), self._pace, self._progress.say)
            self._clients[source.name] = self._open.enter_context(client)
        return self._clients[source.name]

    def _cache(self, name: str) -> Path:
        try:
            self._search.cache.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"what sites give cannot be kept here ({error.strerror})"
            remedy = "Mend that, and run this again"
            raise TipsError(problem, place=self._search.cache, remedy=remedy) from None
        return self._search.cache / name

    def _kept(self) -> Store:
        if self._store is None:
            self._store = self._open.enter_context(Store(self._cache("sites.sqlite")))
        return self._store
