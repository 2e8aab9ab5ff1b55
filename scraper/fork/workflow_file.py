"""A workflow of .github/workflows with the archive's time zone and branch; all other lines stay to the byte."""

import re

from scraper.editor.tags.listed import scalar

FOLDER = ".github/workflows"
# Below a schedule's cron. Source: GitHub Docs, "Workflow syntax", on.schedule.
_ZONE = re.compile(r"^([ \t]*-[ \t]*cron:[^\n]*\n[ \t]+timezone:[ \t]*)([^\s#]+)", re.MULTILINE)
# Of the branch from which the archive is published; a list of several was made by somebody.
_PUSH = re.compile(r"^([ \t]+push:[ \t]*\n[ \t]+branches:[ \t]*\[[ \t]*)([^\s,\[\]]+)(?=[ \t]*\])", re.MULTILINE)


def with_place(text: str, timezone: str, branch: str) -> str:
    """Return the text with the time zone of its schedule, and the branch to which a push publishes, as far as named."""
    text = _ZONE.sub(lambda found: found[1] + scalar(timezone, flow=True), text)
    return _PUSH.sub(lambda found: found[1] + scalar(branch, flow=True), text) if branch else text
