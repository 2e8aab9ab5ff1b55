"""What `tips init` says: what would change, what has changed, and what is to be done next."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import click

from scraper.counted import counted
from scraper.editor.tags.difference import lines
from scraper.fork import starter
from scraper.fork.answers import Answers
from scraper.fork.plan import Plan
from scraper.fork.present import Present

_SHOWN = 12
_NOTHING = "Nothing to change: all is as you answered."


def shown(plan: Plan) -> Iterator[str]:
    """Yield each line that would change, and each file that would go."""
    for one in plan.rewrites:
        yield str(one.file)
        for sign, line in lines(one):
            yield click.style(f"  {sign} {line}", fg="red" if sign == "-" else "green")
    for path in plan.gone:
        yield click.style(f"- {plan.root / path}", fg="red")
    yield from _remarks(plan)
    if plan.rewrites or plan.gone:
        yield f"Would change {counted(len(plan.rewrites), 'file')}, and take {counted(len(plan.gone), 'file')} away."
    else:
        yield _NOTHING


def told(plan: Plan) -> Iterator[str]:
    """Yield what has changed, file by file."""
    if not (plan.rewrites or plan.gone):
        yield _NOTHING
    if plan.rewrites:
        yield "Changed:"
        yield from (f"  {one.file}" for one in plan.rewrites)
    for folder in starter.FOLDERS:
        if number := sum(starter.is_in(path, folder) for path in plan.gone):
            yield f"Taken away: {counted(number, 'file')} of the starter archive in {plan.root / folder}"
    yield from _remarks(plan)


def _remarks(plan: Plan) -> Iterator[str]:
    if plan.kept:
        yield "Kept, as the starter archive has no such file, or had another:"
        yield from (f"  {path}" for path in plan.kept[:_SHOWN])
        if len(plan.kept) > _SHOWN:
            yield f"  and {len(plan.kept) - _SHOWN} more"
    yield from (f"Note: {remark}." for remark in plan.remarks)


def following(answers: Answers, present: Present) -> Iterator[str]:
    """Yield what is to be done after the first time."""
    if not present.is_starter:
        return
    at = urlsplit(answers.address)
    yield ""
    yield "Next:"
    yield (
        "  scrape   tips scrape" if answers.sources else '  write    tips new "Title", or name a source in sources.toml'
    )
    yield f"  look     make serve, and open http://127.0.0.1:8000{at.path}"
    yield "  check    tips check"
    yield '  keep     git add --all, then git commit -m "Begin the archive"'
    yield f"  publish  git push{f' origin {present.branch}' if present.branch else ''}"
    if answers.repository.startswith("https://github.com/"):
        yield ""
        yield "Once, on GitHub, before you push:"
        yield f"  {answers.repository}/settings/pages"
        yield "      Build and deployment, Source: GitHub Actions"
        if not (at.hostname or "").endswith(".github.io"):
            yield f"      Custom domain: {at.hostname}"
        yield f"  {answers.repository}/actions"
        yield "      Enable workflows, which a fork has switched off; in the list, Publish and Harvest too"
        yield f"  {answers.repository}/settings/actions"
        yield "      Workflow permissions: Allow GitHub Actions to create and approve pull requests"
        yield f"  {answers.repository}/settings"
        yield "      Features: Issues, so that readers can report a mistake"
    yield ""
    yield f"Then the archive is at {answers.address}"
