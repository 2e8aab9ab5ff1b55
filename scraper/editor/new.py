"""A new tip: where its file goes, on which day it appears, and what stands in it at first."""

import datetime
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from scraper.editor.desk import Desk
from scraper.editor.tags.misspelt import meant
from scraper.editor.tags.suggest import Suggester, Suggestion
from scraper.errors import ConfigError, TipsError
from scraper.form import FORM
from scraper.frontmatter import one_line, render
from scraper.merge import title_key
from scraper.shelf import read_shelf
from scraper.tip import FiledTip, Precision, Status, Tip, TipDate, folded_name, slug


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished of a new tip. Without a day it gets the next one that is free; without tags what its title says.

    `even_so` says that another tip may have the same title.
    """

    title: str
    tags: tuple[str, ...] = ()
    day: str = ""
    author: str = ""
    draft: bool = False
    even_so: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """A tip that is begun, and its file. It has those of the suggestions that are sure; `busy` has the same day."""

    path: PurePosixPath
    tip: Tip
    day: datetime.date
    suggestions: tuple[Suggestion, ...] = ()
    busy: FiledTip | None = None

    @property
    def text(self) -> str:
        """What stands in the file."""
        return render(self.tip)


def begin(wish: Wish, desk: Desk) -> Begun:
    """Return the tip that is wished for; nothing is written yet.

    Raises ConfigError where the wish itself can't be fulfilled, TipsError where there is such a tip already.
    """
    title = _title(wish.title)
    tags = tuple(dict.fromkeys(_tag(tag, desk) for tag in wish.tags))
    tips = list(read_shelf(desk.project.tips).tips)
    days = _days(tips)
    day = _day(wish.day) if wish.day else free_day(days, desk.project.weekday, desk.today)
    path = PurePosixPath(str(day.year), f"{slug(title)}.md")
    _refuse(title, path, tips, desk, even_so=wish.even_so)
    suggestions = () if tags else Suggester(tips, desk.vocabulary).suggest(Tip(title, ""))
    tip = replace(
        FORM,
        title=title,
        date=TipDate(day),
        tags=tags or tuple(sorted(one.tag for one in suggestions if one.sure)),
        author=one_line(wish.author),
        status=Status.DRAFT if wish.draft else Status.FULL,
    )
    return Begun(path, tip, day, suggestions, days.get(day))


def free_day(taken: Iterable[datetime.date], weekday: int, today: datetime.date) -> datetime.date:
    """Return the first such day of the week, from today on, on which no tip appears."""
    days = set(taken)
    day = today + datetime.timedelta(days=(weekday - today.weekday()) % 7)
    while day in days:
        day += datetime.timedelta(weeks=1)
    return day


def put_new(folder: Path, begun: Begun) -> None:
    """Write the file of a begun tip. Raises TipsError where there is one already, or the disk doesn't let it."""
    target = folder / begun.path
    made = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            made = True
            file.write(begun.text.encode())
    except OSError as error:
        if made:
            with suppress(OSError):
                target.unlink()
        if isinstance(error, FileExistsError) and target.parent.is_dir():
            problem, remedy = "there is a file of this name already", "Look what it is, or choose another title"
        else:
            problem, remedy = f"the file could not be written ({error.strerror})", "Mend that, and run this again"
        raise TipsError(problem, place=target, remedy=remedy) from None


def _title(printed: str) -> str:
    title = one_line(printed)
    if not title:
        raise ConfigError("a tip needs a title", remedy='Say in a few words what it says: tips new "Name the Wait"')
    if not any(unicodedata.category(character)[0] in "LN" for character in title):
        problem = f'no file can be named after "{title}", which has no letter and no digit'
        raise ConfigError(problem, remedy="Add a word to the title")
    return title


def _day(written: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no time zone
    except ValueError:
        remedy = "Write a real day as YYYY-MM-DD, such as 2024-03-05"
        raise ConfigError(f'"{written}" is no date', remedy=remedy) from None


def _tag(spelling: str, desk: Desk) -> str:
    """Return the tag that a spelling means."""
    vocabulary, place = desk.vocabulary, desk.project.vocabulary
    tags = vocabulary.canonical((spelling,))
    if not vocabulary.tags and tags:
        return tags[0]
    if not tags:
        problem = f'"{spelling}" is no tag: it is empty, or listed under "ignore"'
        raise ConfigError(problem, place=place, remedy="Choose one of the tags, which `tips tags` lists")
    if not vocabulary.knows(spelling):
        close = meant(spelling, vocabulary)
        remedy = f'Did you mean "{close}"? ' if close else ""
        remedy += "If it is a new tag, add it there first; `tips tags` lists those that there are"
        raise ConfigError(f'there is no tag "{spelling}"', place=place, remedy=remedy)
    return tags[0]


def _days(tips: Iterable[FiledTip]) -> Mapping[datetime.date, FiledTip]:
    """Return the days that have a tip, and the first tip of each; drafts and scheduled ones count."""
    found: dict[datetime.date, FiledTip] = {}
    for filed in tips:
        if filed.tip.date and filed.tip.date.precision is Precision.DAY:
            found.setdefault(filed.tip.date.day, filed)
    return found


def _refuse(title: str, path: PurePosixPath, tips: list[FiledTip], desk: Desk, *, even_so: bool) -> None:
    """Raise TipsError where there is a file of that name, as some systems see names, or a tip of that title."""
    names = {folded_name(str(file)): file for file in sorted(desk.files, reverse=True)}
    titles = {title_key(filed.tip.title): filed for filed in reversed(tips)}
    file, same = names.get(folded_name(str(path))), titles.get(title_key(title))
    if not file and (even_so or not same):
        return
    other = next(
        (
            other
            for other in (f"{title}, Again", *(f"{title}, Part {number}" for number in range(2, 10)))
            if folded_name(str(path.with_name(f"{slug(other)}.md"))) not in names and title_key(other) not in titles
        ),
        "",
    )
    advice = f'such as "{other}"' if other else "in other words"
    if file:
        known = next((f': "{filed.tip.title}"' for filed in tips if filed.path == file), "")
        raise TipsError(
            f"there is a tip of this name already{known}",
            place=desk.project.tips / file,
            remedy=f"Mend that one, or give the new one another title, {advice}",
        )
    if same:
        raise TipsError(
            f'this tip is called "{same.tip.title}" already',
            place=desk.project.tips / same.path,
            remedy=f"Mend it, give the new one another title, {advice}, or begin it all the same with --even-so",
        )
