"""The plan: all that changes when the starter archive becomes somebody's own, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper.editor.tags.plan import Rewrite
from scraper.errors import ConfigError
from scraper.fork import about, settings_file, sources_file, starter, tags, tokens, workflow_file
from scraper.fork.answers import NONE, Answers
from scraper.fork.held import not_held
from scraper.fork.present import SETTINGS, Present, text_of
from scraper.vocabulary import parse_vocabulary


@dataclass(frozen=True, slots=True)
class Plan:
    """Files that change; files of the starter that go, or are written `anew`; and those there that somebody made.

    Paths are seen from the project. `remarks` are sentences on what somebody should know besides.
    """

    root: Path
    rewrites: tuple[Rewrite, ...] = ()
    gone: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def make_plan(root: Path, answers: Answers, present: Present, known: Mapping[str, str]) -> Plan:
    """Return what changes; `known` are the fingerprints of the starter's files. Nothing is written.

    Raises ConfigError where a file is not of the form that it needs to have.
    """
    found = starter.standing(root, known)
    gone = tuple(path for path in found.its if any(starter.is_in(path, folder) for folder in starter.FOLDERS))
    remarks: list[str] = []
    texts = {
        SETTINGS: _settings(root, answers, present, emptied=tags.FILE in found.its),
        tokens.FILE: _tokens(root, answers, remarks),
        sources_file.FILE: _sources(root, answers, found.its, gone, remarks),
        **dict(_texts(root, answers, present, found.its)),
        **dict(_workflows(root, answers, present)),
    }
    rewrites = (Rewrite(root / name, _before(root / name), after) for name, after in texts.items())
    kept = found.own if present.is_starter else ()
    changed = tuple(one for one in rewrites if one.before != one.after)
    anew = tuple(path for path in found.its if path not in gone)
    return Plan(root, changed, gone, anew, kept, tuple(remarks))


def refuse(plan: Plan) -> None:
    """Raise ConfigError where something would be lost: git doesn't have it, or there is no git to have it."""
    asked = (*plan.gone, *plan.anew)
    try:
        paths = not_held(plan.root, asked) if asked else []
    except ConfigError as error:
        problem = f"{error.problem}, so nobody could bring the starter's files back"
        raise ConfigError(
            problem, place=error.place, remedy="Use git here, or add --even-so. Nothing was changed"
        ) from None
    if paths:
        listed = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
        remedy = "Commit them first, so that nothing is lost; or add --even-so. Nothing was changed"
        raise ConfigError(f"git doesn't hold these files as they are: {listed}", place=plan.root, remedy=remedy)


def _settings(root: Path, answers: Answers, present: Present, *, emptied: bool) -> str:
    file = root / SETTINGS
    text = text_of(file)
    if emptied and settings_file.has_items(text, "start_from", file):
        problem = "start_from names tags of the starter archive, which go"
        raise ConfigError(problem, place=file, remedy='Write "# " before it, and name tags of your own there later')
    site = {
        "site_name": answers.name,
        "site_url": answers.address,
        "site_description": answers.description,
        "repo_url": answers.repository,
    }
    if present.branch and present.edit_uri:
        site["edit_uri"] = settings_file.on_branch(present.edit_uri, present.branch)
    plugin = {"timezone": answers.timezone}
    if answers.newsletter not in ("", NONE) or (answers.newsletter and present.written.get("newsletter")):
        plugin["newsletter"] = answers.newsletter.removeprefix(NONE)
    return settings_file.with_settings(text, site, plugin, file)


def _tokens(root: Path, answers: Answers, remarks: list[str]) -> str:
    before = text_of(root / tokens.FILE)
    if not answers.accent:
        return before
    css, told = tokens.with_accent(before, answers.accent)
    remarks += [told] if css != before else []
    return css


def _sources(root: Path, answers: Answers, its: tuple[str, ...], gone: tuple[str, ...], remarks: list[str]) -> str:
    file = root / sources_file.FILE
    text = _before(file)
    if sources_file.FILE in its:
        text = sources_file.explained(text)
    else:
        remarks += [
            f"[{name}] in {sources_file.FILE} reads examples that go now: take it out there"
            for name in sources_file.missing(text, root, gone, file)
        ]
    if lost := [place for place in answers.sources if place in gone]:
        problem = f'"{lost[0]}" is an example of the starter archive, and goes'
        raise ConfigError(problem, place="--source", remedy="Name a place of your own")
    if answers.contact not in ("", NONE) or (answers.contact and sources_file.contact_in(text, file)):
        text = sources_file.with_contact(text, answers.contact.removeprefix(NONE), file)
    return sources_file.with_sources(text, answers.sources, answers.name, file)


def _texts(root: Path, answers: Answers, present: Present, its: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    page = _before(root / about.FILE)
    if about.FILE in its or page == about.about(present.written["name"]):
        yield about.FILE, about.about(answers.name)
    if tags.FILE in its:
        text = tags.without_tags(_before(root / tags.FILE))
        parse_vocabulary(text, root / tags.FILE)
        yield tags.FILE, text


def _workflows(root: Path, answers: Answers, present: Present) -> Iterator[tuple[str, str]]:
    for file in sorted((root / workflow_file.FOLDER).glob("*.yml")):
        yield (
            file.relative_to(root).as_posix(),
            workflow_file.with_place(text_of(file), answers.timezone, present.branch),
        )


def _before(file: Path) -> str:
    return text_of(file) if file.exists() else ""
