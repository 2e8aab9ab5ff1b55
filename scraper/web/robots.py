"""What a site's robots.txt forbids and asks for (RFC 9309)."""

from dataclasses import dataclass

from protego import Protego

AGENT = "tip-archive"
LARGEST = 500 * 2**10  # bytes; RFC 9309, 2.5: a crawler reads at least 500 KiB of it


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for us. `delay` is the time in seconds it wants between two requests, 0 for none."""

    rules: Protego | None = None
    delay: float = 0

    def allows(self, address: str) -> bool:
        """Whether the address may be asked."""
        return self.rules is None or self.rules.can_fetch(address, AGENT)


def read_robots(content: bytes) -> Robots:
    """Return the rules that a robots.txt holds; what is no rule in it counts for nothing."""
    rules = Protego.parse(content[:LARGEST].decode("utf-8", "replace"))
    return Robots(rules, max(0.0, float(rules.crawl_delay(AGENT) or 0)))
