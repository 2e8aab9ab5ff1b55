"""Tags: those of the vocabulary, in its spelling, some but not many.

The site itself takes any spelling for the tag that it means. A file that is as the scraper wrote it is therefore told
only about tags that nobody knows, and about having none: its next run writes the rest.
"""

from collections.abc import Iterator

from scraper.editor.desk import Desk
from scraper.editor.finding import Edit, Finding
from scraper.editor.manuscript import Manuscript
from scraper.editor.rules.listed import Listed, listed, neighbours, removed, replaced
from scraper.editor.tags.misspelt import meant
from scraper.tip import Tip
from scraper.vocabulary import same_term

MANY = 5  # who looks for a tip looks under one of few words; the tips of the starter archive have 2.1, at most 4


def findings(manuscript: Manuscript, desk: Desk) -> Iterator[Finding]:
    """Yield TIP301 to TIP306."""
    if manuscript.tip is None:
        return
    tags = listed(manuscript, "tags")
    if not tags:
        yield from _none(manuscript, manuscript.tip, desk)
    elif desk.vocabulary.tags and not _is_right(tags, desk):
        yield from _spelt(manuscript, tags, desk)
    yield from _many(manuscript, tags)


def _is_right(tags: tuple[Listed, ...], desk: Desk) -> bool:
    """Whether tags are as they should be, which is quickly seen, and so of nearly every tip."""
    names = {one.text for one in tags}
    return len(names) == len(tags) and desk.vocabulary.tags.keys() >= names


def _none(manuscript: Manuscript, tip: Tip, desk: Desk) -> Iterator[Finding]:
    if "tags" in manuscript.examined.lost:
        return  # there are some, under another name
    if any(problem.code == "TIP111" for problem in manuscript.examined.problems) and _value(manuscript):
        return  # there are some, written in another form
    line, column, width = _key(manuscript)
    named = ", ".join(desk.suggester.tags(tip, manuscript.path))
    if named:
        remedy = f"The closest tips and the words of this one suggest: {named}. Write those that fit below “tags:”"
    else:
        remedy = f"Write at least one out of {desk.project.vocabulary} below “tags:”"
    yield manuscript.finding("TIP301", "the tip has no tags", remedy, line=line, column=column, width=width)


def _spelt(manuscript: Manuscript, tags: tuple[Listed, ...], desk: Desk) -> Iterator[Finding]:
    seen: list[Listed] = []
    for before, one in neighbours(tags):
        first = next((other for other in seen if _same(one, other, desk)), None)
        seen.append(one)
        if first:
            if not manuscript.is_scraped:
                yield _twice(manuscript, before, one, first, desk)
        elif not desk.vocabulary.knows(one.text):
            yield _unknown(manuscript, one, desk)
        elif not manuscript.is_scraped:
            yield from _other(manuscript, one, desk)


def _same(one: Listed, other: Listed, desk: Desk) -> bool:
    tags = desk.vocabulary.canonical((one.text,))
    return same_term(one.text, other.text) or (bool(tags) and tags == desk.vocabulary.canonical((other.text,)))


def _twice(manuscript: Manuscript, before: Listed, one: Listed, first: Listed, desk: Desk) -> Finding:
    """Return the finding; where the site would show two tags, a person has to say which one is meant."""
    is_one = desk.vocabulary.canonical((one.text,)) == desk.vocabulary.canonical((first.text,))
    edits = removed(manuscript, before, one) if is_one else ()
    again = "stands twice" if one.text == first.text else f'means the same as "{first.text}"'
    return _at(manuscript, "TIP306", one, f'"{one.text}" {again}', "Take one of the two out", edits)


def _unknown(manuscript: Manuscript, one: Listed, desk: Desk) -> Finding:
    close, file = meant(one.text, desk.vocabulary), desk.project.vocabulary
    asked = f'Did you mean "{close}"? ' if close else ""
    problem = f'the tag "{one.text}" is not in {file}'
    if manuscript.is_scraped:
        remedy = f'{asked}Add it there: as a tag, under "also" of the tag that it means, or under "ignore"'
        return _at(manuscript, "TIP303", one, problem, remedy)
    remedy = f'{asked}If it is a new tag, add a line "{one.text}:" there below "tags:", and what it means below that'
    return _at(manuscript, "TIP302", one, problem, remedy)


def _other(manuscript: Manuscript, one: Listed, desk: Desk) -> Iterator[Finding]:
    names = desk.vocabulary.canonical((one.text,))
    if not names:
        problem = f'"{one.text}" is never shown as a tag: {desk.project.vocabulary} lists it under "ignore"'
        yield _at(manuscript, "TIP302", one, problem, "Take it out, or choose a tag of that file instead")
    elif names[0] != one.text:
        problem = f'"{one.text}" is another spelling of the tag "{names[0]}"'
        edits = replaced(manuscript, one, names[0])
        yield _at(manuscript, "TIP304", one, problem, f'Write "{names[0]}"', edits)


def _many(manuscript: Manuscript, tags: tuple[Listed, ...]) -> Iterator[Finding]:
    if len(tags) > MANY and not manuscript.is_scraped:
        line, column, width = _key(manuscript)
        problem = f"the tip has {len(tags)} tags"
        remedy = f"Keep those under which a reader would look for it, {MANY} at most"
        yield manuscript.finding("TIP305", problem, remedy, line=line, column=column, width=width)


def _value(manuscript: Manuscript) -> str:
    node = manuscript.examined.values.get("tags")
    return str(node.value) if node else ""


def _key(manuscript: Manuscript) -> tuple[int, int, int]:
    """Return line, column and width of the key, or else the beginning of the file."""
    node = manuscript.examined.keys.get("tags")
    return (node.start_mark.line + 2, node.start_mark.column + 1, len("tags")) if node else (1, 1, 0)


def _at(  # noqa: PLR0913, PLR0917 -- where, what, and what to do
    manuscript: Manuscript, code: str, one: Listed, problem: str, remedy: str, edits: tuple[Edit, ...] = ()
) -> Finding:
    line, column = one.place
    return manuscript.finding(code, problem, remedy, line=line, column=column, width=one.width, edits=edits)
