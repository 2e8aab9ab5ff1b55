"""`tips new`: the right file in the right place, a polite no where there is such a tip, and nothing overwritten."""

import datetime
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import main
from scraper.editor.desk import Desk
from scraper.editor.new import Wish, begin, free_day, put_new
from scraper.errors import TipsError
from scraper.frontmatter import one_line, parse
from scraper.tip import Status
from tests.editor_fixtures import GOOD, TAGS, a_desk, found
from tests.running import tree
from tests.strategies import texts

NOW = "1773144000"  # 10 March 2026, a Tuesday
_ADD = "If it is a new tag, add it there first; `tips tags` lists those that there are."
BODY = "Write the tip here. Leave a blank line between paragraphs.\n"


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fix the day, and whom git knows: nobody."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def tips(tmp_path: Path) -> Path:
    """A folder of tips with one, of a Tuesday."""
    return a_desk(tmp_path, {"2026/say-it-once.md": GOOD}).project.tips


def _new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments], catch_exceptions=False)


def _dated(title: str, day: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {day}\ntags: [phone]\n{more}---\n\nText.\n"


def test_a_new_tip(tips: Path) -> None:
    run = _new("The Telephone Rings", "--author", "Ada Fenwick")
    assert run.exit_code == 0
    assert (tips / "2026" / "the-telephone-rings.md").read_text("utf-8") == (
        "---\ntitle: The Telephone Rings\ndate: 2026-03-10\ntags:\n  - phone\nauthor: Ada Fenwick\n"
        f"description: One sentence that says why the tip is worth reading.\n---\n\n{BODY}"
    )
    assert run.output == (
        "Begun: docs/tips/2026/the-telephone-rings.md\n\n"
        "  date    2026-03-10, the next Tuesday without a tip\n"
        "  tags    phone\n"
        '          phone — "telephone" stands in the title\n'
        "  author  Ada Fenwick\n\n"
        "Next:\n"
        "  write    docs/tips/2026/the-telephone-rings.md\n"
        "  preview  mkdocs serve\n"
        "  check    tips check docs/tips/2026/the-telephone-rings.md\n"
    )


def test_a_new_tip_of_which_little_is_known(tips: Path) -> None:
    Path("Makefile").touch()
    run = _new("Zinc", "Zebras")
    assert (tips / "2026" / "zinc-zebras.md").read_text("utf-8") == (
        "---\ntitle: Zinc Zebras\ndate: 2026-03-10\ntags: []\n"
        f"description: One sentence that says why the tip is worth reading.\n---\n\n{BODY}"
    )
    assert run.output == (
        "Begun: docs/tips/2026/zinc-zebras.md\n\n"
        "  date    2026-03-10, the next Tuesday without a tip\n"
        "  tags    none yet, for the title alone leaves it open\n"
        "  author  left out: git knows no name of yours. Say it with --author\n\n"
        "Next:\n"
        "  write    docs/tips/2026/zinc-zebras.md\n"
        "  tags     tips suggest-tags docs/tips/2026/zinc-zebras.md\n"
        "  preview  make serve\n"
        "  check    tips check docs/tips/2026/zinc-zebras.md\n"
    )


def test_a_tag_that_is_not_sure_is_only_named(tips: Path) -> None:
    run = _new("Voicemail")
    assert parse((tips / "2026" / "voicemail.md").read_text("utf-8")).tags == ()
    assert (
        "  tags    none yet, for the title alone leaves it open\n"
        '          perhaps phone — "voicemail" stands in the title\n'
    ) in run.output


def test_all_can_be_said(tips: Path) -> None:
    run = _new("Zinc", "--date", "2026-03-03", "--tag", "wording", "--tag", "Telephone", "--tag", "phone", "--draft")
    tip = parse((tips / "2026" / "zinc.md").read_text("utf-8"))
    assert (tip.tags, tip.status, tip.folder) == (("wording", "phone"), Status.DRAFT, "2026")
    assert "  date    2026-03-03, a Tuesday\n" in run.output
    assert 'That day has a tip already: "Say It Once" (docs/tips/2026/say-it-once.md)\n' in run.output
    assert "  tags    wording, phone\n" in run.output


@pytest.mark.parametrize(
    ("weekday", "taken", "day"),
    [
        ("tuesday", {}, "2026-03-10"),
        ("monday", {}, "2026-03-16"),
        ("wednesday", {}, "2026-03-11"),
        ("tuesday", {"a": _dated("A", "2026-03-10")}, "2026-03-17"),
        ("tuesday", {"a": _dated("A", "2026-03-10"), "b": _dated("B", "2026-03-24")}, "2026-03-17"),
        ("tuesday", {"a": _dated("A", "2026-03-10"), "b": _dated("B", "2026-03-17", "status: draft\n")}, "2026-03-24"),
        (
            "wednesday",
            {
                "a": _dated("A", "2026-03-11"),
                "b": _dated("B", "2026-03-18"),
                "c": _dated("C", "2026-03-25"),
                "d": _dated("D", "2026-04-01", "date_precision: month\n"),
            },
            "2026-04-01",
        ),
        ("tuesday", {"a": "---\ndate: 2026-03-10\n"}, "2026-03-10"),
    ],
)
def test_the_next_day_that_is_free(tmp_path: Path, weekday: str, taken: dict[str, str], day: str) -> None:
    a_desk(tmp_path, {f"2026/{name}.md": content for name, content in taken.items()})
    Path("mkdocs.yml").write_text(f"plugins:\n  - tip-archive:\n      weekday: {weekday}\n", "utf-8")
    assert _new("Zinc").exit_code == 0
    (file,) = tmp_path.rglob("zinc.md")
    assert f"date: {day}\n" in file.read_text("utf-8")


@given(st.sets(st.integers(0, 400)), st.integers(0, 6), st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)))
def test_no_earlier_day_is_free(offsets: set[int], weekday: int, today: datetime.date) -> None:
    taken = {today + datetime.timedelta(days=offset) for offset in offsets}
    day = free_day(taken, weekday, today)
    assert day >= today
    assert day.weekday() == weekday
    assert day not in taken
    earlier = (today + datetime.timedelta(days=number) for number in range((day - today).days))
    assert all(one in taken or one.weekday() != weekday for one in earlier)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Calls: "Say It" # Once', "calls-say-it-once"),
        ("'Tis", "tis"),
        ("- dash it", "dash-it"),
        ("--tag along", "tag-along"),
        ("Yes 👍", "yes"),
        ("404", "404"),
        ("true", "true"),
        ("CON", "tip-con"),
        ("README", "tip-readme"),
        ("Ölwechsel für Anfänger", "olwechsel-fur-anfanger"),
        ("电话 礼仪", "电话-礼仪"),
        ("../../../etc/passwd", "etc-passwd"),
        ("  two\n lines ", "two-lines"),
        ("a" * 300, "a" * 80),
    ],
)
def test_any_title_works(tips: Path, title: str, name: str) -> None:
    assert _new(title).exit_code == 0
    assert parse((tips / "2026" / f"{name}.md").read_text("utf-8")).title == one_line(title)


def test_a_title_of_one_word_that_begins_like_an_option(tips: Path) -> None:
    assert _new("--", "-5").exit_code == 0
    assert (tips / "2026" / "5.md").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([""], 2, 'a tip needs a title. Say in a few words what it says: tips new "Name the Wait".'),
        (["  "], 2, 'a tip needs a title. Say in a few words what it says: tips new "Name the Wait".'),
        (["👍!"], 2, 'no file can be named after "👍!", which has no letter and no digit. Add a word to the title.'),
        (
            ["X", "--date", "2026-02-30"],
            2,
            '"2026-02-30" is no date. Write a real day as YYYY-MM-DD, such as 2024-03-05.',
        ),
        (
            ["X", "--tag", "telefone"],
            2,
            f'docs/tags.yml: there is no tag "telefone". Did you mean "phone"? {_ADD}',
        ),
        (
            ["X", "--tag", "zebra"],
            2,
            f'docs/tags.yml: there is no tag "zebra". {_ADD}',
        ),
        (
            ["X", "--tag", "letters"],
            2,
            (
                'docs/tags.yml: "letters" is no tag: it is empty, or listed under "ignore". '
                "Choose one of the tags, which `tips tags` lists."
            ),
        ),
        (
            ["say it ONCE!"],
            1,
            (
                'docs/tips/2026/say-it-once.md: there is a tip of this name already: "Say It Once". '
                'Mend that one, or give the new one another title, such as "say it ONCE!, Part 2".'
            ),
        ),
        (
            ["say it ONCE!", "--even-so"],
            1,
            (
                'docs/tips/2026/say-it-once.md: there is a tip of this name already: "Say It Once". '
                'Mend that one, or give the new one another title, such as "say it ONCE!, Part 2".'
            ),
        ),
        (
            ["Say It Once", "--date", "2027-03-02"],
            1,
            (
                'docs/tips/2026/say-it-once.md: this tip is called "Say It Once" already. Mend it, give the new one '
                'another title, such as "Say It Once, Part 2", or begin it all the same with --even-so.'
            ),
        ),
        (
            ["Broken"],
            1,
            (
                "docs/tips/2026/Broken.md: there is a tip of this name already. "
                'Mend that one, or give the new one another title, such as "Broken, Part 2".'
            ),
        ),
    ],
)
def test_a_polite_no(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    a_desk(
        tmp_path,
        {
            "2026/say-it-once.md": GOOD,
            "2026/again.md": _dated("Say it once (again)", "2026-02-03"),
            "2026/Broken.md": "?",
            "2026/broken-again.md": "?",
        },
        f"{TAGS}ignore: [letters]\n",
    )
    before = tree(tmp_path)
    run = _new(*arguments)
    assert (run.exit_code, run.output) == (code, f"tips: {said}\n")
    assert tree(tmp_path) == before


def test_the_same_title_even_so(tips: Path) -> None:
    assert _new("Say It Once", "--date", "2027-03-02", "--even-so").exit_code == 0
    assert (tips / "2027" / "say-it-once.md").exists()


def test_a_dry_run_prints_the_file_and_writes_nothing(tips: Path) -> None:
    before = tree(tips)
    dry = _new("Zinc", "--dry-run")
    assert tree(tips) == before
    assert dry.stderr.startswith("This would be docs/tips/2026/zinc.md\n")
    assert "Next:" not in dry.output
    _new("Zinc")
    assert dry.stdout_bytes == (tips / "2026" / "zinc.md").read_bytes()
    assert _new("Zonk", "--dry-run", "--edit").exit_code == 2


def test_a_disk_that_does_not_let_it(tips: Path) -> None:
    (tips / "2027").write_text("a file", "utf-8")
    run = _new("Zinc", "--date", "2027-03-02")
    assert (run.exit_code, run.output) == (
        1,
        "tips: docs/tips/2027/zinc.md: the file could not be written (File exists). Mend that, and run this again.\n",
    )


def test_a_file_that_came_in_between_stays(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {})
    begun = begin(Wish("Zinc"), desk)
    file = desk.project.tips / begun.path
    file.parent.mkdir()
    file.write_text("mine", "utf-8")
    with pytest.raises(TipsError, match="there is a file of this name already"):
        put_new(desk.project.tips, begun)
    assert file.read_text("utf-8") == "mine"


def test_of_many_at_once_one_wins(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, {})
    written: list[str] = []
    start = threading.Barrier(8)

    def run(name: str) -> None:
        begun = begin(Wish("Zinc", author=name), desk)
        start.wait()
        try:
            put_new(desk.project.tips, begun)
        except TipsError:
            return
        written.append(begun.text)

    threads = [threading.Thread(target=run, args=(f"Author {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [(desk.project.tips / "2026" / "zinc.md").read_text("utf-8")] == written


def test_the_author_is_whom_git_knows(tips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "config", "user.name", "Zoë O'Hara"], check=True)
    project = Path.cwd()
    monkeypatch.chdir("/")
    run = _new("Zinc", "--project", str(project))
    assert "  author  Zoë O'Hara, as git knows you\n" in run.output
    assert parse((tips / "2026" / "zinc.md").read_text("utf-8")).author == "Zoë O'Hara"
    monkeypatch.chdir(project)
    assert "  author  left out\n" in _new("Zonk", "--author", "").output
    assert parse((tips / "2026" / "zonk.md").read_text("utf-8")).author == ""


def test_without_git_there_is_no_author(tips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tips))
    run = _new("Zinc")
    assert run.exit_code == 0
    assert "git knows no name of yours" in run.output


def _editor(folder: Path, code: str) -> str:
    script = folder / "an editor.py"
    script.write_text(f"import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n{code}\n", "utf-8")
    return f'"{sys.executable}" "{script}" --wait'


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_file_is_opened_in_an_editor(tips: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    code = 'file.write_text(file.read_text("utf-8").replace("Write the tip here.", "Say it."), "utf-8")'
    monkeypatch.setenv(variable, _editor(tips.parent, code))
    run = _new("Zinc", "--edit")
    assert run.exit_code == 0
    assert "\n\nSay it. Leave" in (tips / "2026" / "zinc.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (None, "no editor is named. Set EDITOR to its command, such as nano, or open the file yourself."),
        ("sys.exit(3)", "Editing failed). The file is there."),
        ("/nowhere/ed", "The file is there."),
        ('"unclosed', "The file is there."),
    ],
)
def test_an_editor_that_is_none_leaves_the_file(
    tips: Path, monkeypatch: pytest.MonkeyPatch, command: str | None, said: str
) -> None:
    if command:
        monkeypatch.setenv("EDITOR", _editor(tips.parent, command) if command.startswith("sys") else command)
    run = _new("Zinc", "--edit")
    assert run.exit_code == 1
    assert run.stderr.startswith("tips: ")
    assert run.stderr.endswith(f"{said}\n")
    assert (tips / "2026" / "zinc.md").exists()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return a_desk(tmp_path_factory.mktemp("desk"), {})


@given(texts, texts)
def test_whatever_the_title_the_file_keeps_the_contract(desk: Desk, title: str, author: str) -> None:
    try:
        begun = begin(Wish(title, author=author), desk)
    except TipsError:
        return
    tip = parse(begun.text)
    assert (tip.title, tip.author, tip.date) == (one_line(title), one_line(author), begun.tip.date)
    assert (tip.title, tip.author) == (begun.tip.title, begun.tip.author)
    assert begun.path.suffix == ".md"
    assert len(begun.path.parts) == 2


def test_only_the_form_is_off_in_a_new_tip(tips: Path) -> None:
    _new("The Telephone Rings", "--author", "Ada Fenwick")
    desk = a_desk(tips.parent.parent, {})
    assert [line for line in found(desk) if "the-telephone-rings" in line and " TIP114 " not in line] == []
