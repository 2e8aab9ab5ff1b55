"""The prepared page: all that a renderer needs, as Markdown and plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

# What YAML writes and reads again without tags, so that a prepared page can be a file with front matter.
Meta: TypeAlias = "str | int | bool | list[Meta] | dict[str, Meta]"


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page of the site: where it lies among the sources, its Markdown, and all that its template reads."""

    src_uri: str
    markdown: str
    meta: Mapping[str, Meta]

    def with_more(self, **meta: Meta) -> "PreparedPage":
        """Return the page with more for its template to read."""
        return replace(self, meta={**self.meta, **meta})
