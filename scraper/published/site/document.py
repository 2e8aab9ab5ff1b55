"""What a file of the site says of others."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The links of a file as they are meant, maybe several times the same.

    `markup` are pieces of HTML in it, which have links of their own. `ids` are what links can ask for behind "#".
    `base` is what relative ones are seen from, where that is not the file itself. `broken` is what keeps programs from
    reading the file at all, or empty.
    """

    links: Collection[str] = ()
    markup: Collection[str] = ()
    ids: Collection[str] = frozenset()
    base: str = ""
    broken: str = ""
