"""Which pages of a site have to be looked at so that each kind of thing on it has been seen."""

from html.parser import HTMLParser


def kinds_of_page(texts: dict[str, str]) -> list[str]:
    """Return the addresses of a few pages on which stands all that stands anywhere: each element, class and attribute.

    What a page is made of is read from the page itself, so a new kind of page is one that is looked at. Each address
    adds the most to those before it; of two that add as much, the first in order is taken.
    """
    left = {address: _made_of(text) for address, text in sorted(texts.items())}
    chosen = []
    while any(left.values()):
        address = max(left, key=lambda one: len(left[one]))
        seen = left[address]
        chosen.append(address)
        left = {other: things - seen for other, things in left.items()}
    return chosen


def _made_of(text: str) -> set[str]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.things


class _Reader(HTMLParser):
    """Collects "a", "a.tool" and "a[aria-current=page]": what a style sheet or a script could tell apart."""

    def __init__(self) -> None:
        super().__init__()
        self.things: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.things.add(tag)
        for name, value in attrs:
            if name == "class":
                self.things |= {f"{tag}.{word}" for word in (value or "").split()}
            elif name in ("role", "rel", "type", "aria-current", "dir"):
                self.things.add(f"{tag}[{name}={value}]")
            else:
                self.things.add(f"{tag}[{name}]")
