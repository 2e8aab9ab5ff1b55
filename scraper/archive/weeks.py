"""Weeks: the anchor of a week in a year's list."""

from scraper.tip import Precision, TipDate


def week_id(date: TipDate) -> str:
    """Return "week-12" for a day of the twelfth ISO week; nothing for a date known less well."""
    return f"week-{date.day.isocalendar().week}" if date.precision is Precision.DAY else ""
