"""Counts in words."""


def counted(number: int, noun: str) -> str:
    """Return "1 tip" or "1,204 tips"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
