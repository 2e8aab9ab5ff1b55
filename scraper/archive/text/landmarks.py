"""Landmarks: what of a rendered body others can point to, and where it points itself, as the site renders it.

Rendering is the only way to know for sure, and slow: ask for it where something hangs on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import markdown

# What Python-Markdown reads in a moment: it looks at the whole rest of a text for each sign that is left open.
_LONGEST = 40_000  # characters: more than any tip has
_SIGNS, _MOST = "[`<*_>", 500


@dataclass(slots=True)
class Landmarks:
    """The ids of a page's elements, and the addresses of its links and pictures."""

    ids: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Renderer:
    """Renders with the extensions of mkdocs.yml and their settings."""

    extensions: Sequence[Any] = ()
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def landmarks(self, body: str) -> Landmarks | None:
        """Return the landmarks of a Markdown text; None where it is too much to be read just for that."""
        if len(body) > _LONGEST or any(body.count(sign) > _MOST for sign in _SIGNS):
            return None
        settings = {name: dict(values) for name, values in self.settings.items()}
        try:
            rendered = markdown.markdown(body, extensions=list(self.extensions), extension_configs=settings)
        except Exception:  # noqa: BLE001 -- an extension may raise whatever it likes; building the site then says so
            return None
        reader = _Reader()
        reader.feed(rendered)
        reader.close()
        return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Landmarks()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.found.ids.add(value or "")
            elif name in ("href", "src"):
                self.found.addresses.add(value or "")
