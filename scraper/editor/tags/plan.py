"""The plan of a move: every file that changes, before anything is written; then the writing."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from scraper.archive.archive import tag_slugs
from scraper.editor.manuscript import Manuscript, read_manuscript
from scraper.editor.project import FILE, Project
from scraper.editor.tags import vocabulary_text
from scraper.editor.tags.links import relinked, relisted
from scraper.editor.tags.move import Move
from scraper.editor.tags.tip_tags import retagged
from scraper.errors import ConfigError, TipFileError, TipsError
from scraper.frontmatter.encoding import BYTE_ORDER_MARK, content, decoded
from scraper.shelf import put, tip_files
from scraper.tip import Status
from scraper.vocabulary import Vocabulary, parse_vocabulary


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file, as text, before and after."""

    file: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move changes: the vocabulary, tips, and other pages with links; `problems` are why it can't be done.

    `set_aside` are descriptions of tags that go, each with its tag, for which the tag that stays has its own.
    """

    vocabulary: tuple[Rewrite, ...] = ()
    tips: tuple[Rewrite, ...] = ()
    pages: tuple[Rewrite, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    problems: tuple[TipsError, ...] = ()

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """All changes, in the order in which they are written.

        The vocabulary is first: from then on the old names mean the new one, and the site is whole whatever happens.
        """
        return (*self.vocabulary, *self.tips, *self.pages)


Wanted = Callable[[Vocabulary, Collection[str]], Move]
"""The move that is wanted, given the vocabulary and the tags in use; raises ConfigError where it isn't possible."""


def make_plan(project: Project, vocabulary: Vocabulary, wanted: Wanted) -> Plan:
    """Return what a move changes. Nothing is written, and nothing may be where there are problems."""
    manuscripts = [read_manuscript(project.tips, path) for path in tip_files(project.tips)]
    problems: list[TipsError] = [
        error.at(one.name) for one in manuscripts if not one.is_readable for error in one.examined.problems[:1]
    ]
    if problems:
        return Plan(problems=tuple(problems))
    used = frozenset(tag for one in manuscripts if one.tip for tag in vocabulary.canonical(one.tip.tags))
    move = wanted(vocabulary, used)
    words, after = _vocabulary(project, move)
    addresses = _moved_addresses(manuscripts, vocabulary, after)
    tips: list[Rewrite] = []
    for one in manuscripts:
        try:
            tagged = retagged(one, move, vocabulary)
        except TipFileError as error:
            problems.append(error)
            continue
        text = relinked(tagged, f"tips/{one.path}", addresses)
        if text != one.text:
            tips.append(Rewrite(project.tips / one.path, one.text, text))
    pages: list[Rewrite] = []
    for file, change in _pages(project) if addresses else ():
        try:
            before = decoded(content(file), file)
        except TipFileError as error:
            problems.append(error)
            continue
        if (text := change(before, moved=addresses)) != before:
            pages.append(Rewrite(file, before, text))
    stays = after.description(move.new)
    aside = tuple((tag, said) for tag in move.old if (said := vocabulary.description(tag)) and said != stays)
    return Plan(words, tuple(tips), tuple(pages), aside, tuple(problems))


def carry_out(plan: Plan) -> None:
    """Write all files of a plan. Raises TipsError where the disk does not let it, with what was done till then."""
    rewrites = plan.rewrites
    for number, one in enumerate(rewrites):
        try:
            put(one.file.parent, PurePosixPath(one.file.name), one.after)
        except TipsError as error:
            problem = f"{error.problem}; {number} of {len(rewrites)} files were changed before that"
            remedy = "Mend that, and run the same command again: it does the rest"
            raise TipsError(problem, place=error.place, remedy=remedy) from None


def _vocabulary(project: Project, move: Move) -> tuple[tuple[Rewrite, ...], Vocabulary]:
    """Return the change of docs/tags.yml, and the vocabulary that it is then."""
    file = project.vocabulary
    try:
        text = decoded(content(file), file) if file.exists() else ""
    except TipFileError as error:
        raise ConfigError(error.problem, place=file, line=error.line, remedy=error.remedy) from None
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    plain = text.removeprefix(mark)
    before = parse_vocabulary(plain, file)
    changed = vocabulary_text.moved(plain, move)
    try:
        after = parse_vocabulary(changed, file)
        fits = _fits(before, after, move)
    except ConfigError:
        fits = False
    if not fits:
        problem = f'"{move.new}" can\'t be changed in the form in which this file has it'
        remedy = "Give each tag, and each thing said of it, a line of its own; or change this file by hand"
        raise ConfigError(problem, place=file, remedy=remedy)
    return ((Rewrite(file, text, mark + changed),) if changed != plain else ()), after


def _fits(before: Vocabulary, after: Vocabulary, move: Move) -> bool:
    """Whether a changed vocabulary is the one before but for the move: nothing else may have been touched."""
    others = {name: tag for name, tag in before.tags.items() if name not in (*move.old, move.new)}
    spellings = {*move.old, *(one for old in move.old if old in before.tags for one in before.tags[old].also)}
    return (
        {name: tag for name, tag in after.tags.items() if name != move.new} == others
        and after.ignored == before.ignored
        and all(after.meaning(spelling) == move.new for spelling in spellings)
        and all(after.knows(former.name) for former in before.former)
    )


def _moved_addresses(manuscripts: Sequence[Manuscript], vocabulary: Vocabulary, after: Vocabulary) -> dict[str, str]:
    """Return the new slugs of tags' pages by the old ones, as far as they change."""
    before: set[str] = set()
    later: set[str] = set()
    for one in manuscripts:
        if one.tip and one.tip.status is not Status.DRAFT:
            before.update(vocabulary.canonical(one.tip.tags))
            later.update(after.canonical(one.tip.tags))
    old, new = tag_slugs(before, vocabulary), tag_slugs(later, after)
    became = {name: after.meaning(name) or name for name in old}
    slugs = {old[name]: new[became[name]] for name in old if became[name] in new}
    return {one: other for one, other in slugs.items() if one != other}


def _pages(project: Project) -> Iterator[tuple[Path, Callable[..., str]]]:
    """Yield the files beside the tips that may link to a tag's page, and how they change."""
    for path in tip_files(project.docs):
        file = project.docs / path
        if not file.is_relative_to(project.tips):
            yield file, partial(relinked, src_uri=str(path))
    if (project.root / FILE).is_file():
        yield project.root / FILE, relisted
