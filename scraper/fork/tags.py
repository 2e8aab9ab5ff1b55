"""docs/tags.yml without tags: what explains the file stays."""

FILE = "docs/tags.yml"
_BEGIN = "\ntags:\n"
# The category that WordPress gives a post which has none.
_IGNORED = "\nignore:\n  - Uncategorized\n"


def without_tags(text: str) -> str:
    """Return the starter's vocabulary without its tags."""
    comment, begin, _ = text.partition(_BEGIN)
    return f"{comment}{begin}{_IGNORED}"
