"""A trip to a site: what every way into it works with, and how it ends early."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from scraper.errors import TipsError
from scraper.progress import Progress
from scraper.source import Source
from scraper.web.answer import Answer
from scraper.web.client import Client
from scraper.web.front import Front
from scraper.web.store import Post, Record


class Enough(Exception):  # noqa: N818 -- it is no error: a person asked for no more than this
    """Occurs when a trip has asked for as many pages as it may; what it brought is in the store."""


Via = Literal["rest", "feed", "pages"]


@dataclass(frozen=True, slots=True)
class Itinerary:
    """How to visit: `via` forces a way, `since` is the first day that counts, `most` the most pages to ask for."""

    via: Via | None = None
    since: datetime.date | None = None
    most: int | None = None


@dataclass(slots=True)
class Trip:
    """One way into one site.

    `asked` counts the pages asked for, `kept` the posts that they brought, and `failed` the posts in a row that did not
    come; `problems` are what the trip went on in spite of.
    """

    source: Source
    front: Front
    client: Client
    record: Record
    progress: Progress
    itinerary: Itinerary
    asked: int = 0
    kept: int = 0
    failed: int = 0
    problems: list[TipsError] = field(default_factory=list)

    @property
    def since(self) -> datetime.date | None:
        """The first day that counts."""
        return self.itinerary.since

    def get(self, address: str, *, remember: bool = False) -> Answer:
        """Return what is at an address. Raises Enough, and FetchError as the client does.

        A trip brings one post at least, whatever it may ask for, so that many short trips come to the end as well.
        """
        if address == self.front.address:  # the trip began there
            return self.front.answer
        if self.itinerary.most is not None and self.kept and self.asked >= self.itinerary.most:
            raise Enough
        self.asked += 1
        return self.client.get(address, remember=remember)

    def keep(self, posts: Sequence[Post], **notes: str) -> None:
        """Keep posts and notes in the record, all of them or none."""
        self.record.put(posts, **notes)
        self.kept += len(posts)

    def tell(self, done: int, total: int | None = None) -> None:
        """Tell how many posts are there."""
        self.progress.at(f"{self.source.title}: posts", done, total)
