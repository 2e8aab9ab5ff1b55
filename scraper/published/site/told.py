"""A verdict on a built site: in words for people, and as annotations for GitHub."""

from collections.abc import Iterator

from rich.text import Text

from scraper.editor.finding import Severity
from scraper.editor.formats.github import command, hidden
from scraper.editor.formats.repository import repository, within
from scraper.editor.formats.visible import visible
from scraper.editor.project import Project
from scraper.published.site.check import Verdict
from scraper.published.site.flaw import Flaw

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def text(verdict: Verdict) -> Iterator[Text]:
    """Yield a line for each flaw, with lines below it that tell more, and at last a sentence."""
    for flaw in verdict.flaws:
        said = (visible(f"{flaw.where}: "), (f"{flaw.severity}: ", _STYLES[flaw.severity]), visible(_sentence(flaw)))
        yield Text.assemble(*said)
        yield from (Text(f"    {visible(line)}") for line in _more(flaw))
    yield Text(verdict.headline)


def github(verdict: Verdict, project: Project) -> Iterator[str]:
    """Yield a workflow command for each flaw and at last a sentence, each with its line's end."""
    root = repository(project)
    for flaw in verdict.flaws:
        # A pull request shows what people write; the built site is not in it.
        if flaw.source:
            properties = {"file": visible(within(root, flaw.source))}
        else:
            properties = {"file": visible(within(root, flaw.place))}
            places = {"line": flaw.line, "col": flaw.column}
            properties.update({key: str(number) for key, number in places.items() if number})
        message = "\n".join((f"{flaw.where}: {_sentence(flaw)}", *_more(flaw)))
        shown = "\n".join(map(visible, message.split("\n")))
        yield f"{command(flaw.severity, {**properties, 'title': 'tips check-site'}, shown)}\n"
    yield f"{verdict.headline}\n"
    yield from hidden(verdict.counts)


def _sentence(flaw: Flaw) -> str:
    return f"{flaw.problem}. {flaw.remedy}."


def _more(flaw: Flaw) -> Iterator[str]:
    if flaw.source:
        yield f"made from {flaw.source}"
    yield from flaw.details
