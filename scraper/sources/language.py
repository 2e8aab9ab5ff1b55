"""The language of a page, where it is another than its source's."""

from scraper.source import Source


def foreign(printed: str, source: Source) -> str:
    """Return the language tag as printed where its primary language is not the source's; else nothing."""
    tag = printed.strip().replace("_", "-")
    expected = source.lang or "en"
    return tag if tag and tag.lower().split("-")[0] != expected.lower().split("-")[0] else ""
