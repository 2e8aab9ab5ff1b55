"""The site's settings, as its configuration says them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site is called, where it is, and what it offers.

    `url` is the site's root and ends in "/"; `language` is BCP 47; `newest` counts the tips on the front page. `edit`,
    `suggest` and `correct` are the addresses, on the code host, below which a tip's file is edited
    ("…/edit/main/docs/tips/"), at which a new one is begun ("…/new/main/docs/tips"), and at which a mistake is reported
    ("…/issues/new"); empty where nobody said where the repository is. `newsletter` is the address at which a reader
    subscribes by e-mail, or empty. `start_from` names the tags of the front page; where it is empty, the most used ones
    serve. `social_cards` says whether pages have pictures for where their links are shared.
    """

    title: str
    description: str
    url: str
    newest: int = 6
    language: str = "en"
    edit: str = ""
    suggest: str = ""
    correct: str = ""
    newsletter: str = ""
    social_cards: bool = True
    start_from: tuple[str, ...] = ()
