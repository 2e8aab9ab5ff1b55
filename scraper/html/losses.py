"""What of a fragment could not be kept: the lines that become part of the run's report."""

from dataclasses import dataclass, field

_LONGEST = 200  # characters of a detail: enough to find the place by


@dataclass(slots=True)
class Losses:
    """Collects (what, detail) in the order in which things were given up."""

    noted: list[tuple[str, str]] = field(default_factory=list)

    def note(self, what: str, detail: str = "") -> None:
        """Add a line; a long detail is cut."""
        text = words(detail)
        self.noted.append((what, text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"))


def words(text: str) -> str:
    """Return the text on one line without control characters, or nothing where it holds no letter and no digit."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if any(c.isalnum() for c in line) else ""
