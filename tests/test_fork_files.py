"""What `tips init` writes: any answer reads back as it was given, and all else stays to the byte."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from scraper.errors import ConfigError
from scraper.fork import answers
from scraper.fork.about import about
from scraper.fork.settings_file import on_branch, values, with_settings
from scraper.fork.sources_file import contact_in, explained, with_contact, with_sources
from scraper.fork.tags import without_tags
from scraper.fork.workflow_file import with_place
from scraper.source import load_sources
from scraper.vocabulary import parse_vocabulary
from tests.site_fixtures import STARTER

FILE = Path("mkdocs.yml")
MKDOCS = (STARTER / "mkdocs.yml").read_text("utf-8")
SOURCES = (STARTER / "sources.toml").read_text("utf-8")
TAGS = (STARTER / "docs" / "tags.yml").read_text("utf-8")
# fmt: off
NASTY = [
    "a: b", "a # b", "# a", "'", '"', "\\", "- a", "!ENV x", "null", "2024", "yes", "{a}", "[a", "*a", "&a", "%", "@",
    "`a`", "<b>a</b>", "**a**", "_a_", "1. a", "> a", "[a](b)", "![a](b)", "| a |", "🎈 a", "客户", "é", "a\u00a0b",
]
# fmt: on


def is_name(text: str) -> bool:
    try:
        return answers.name(text) == text
    except ConfigError:
        return False


NAMES = st.one_of(st.sampled_from(NASTY), st.text(max_size=30)).filter(is_name)


@settings(max_examples=40)
@given(NAMES, NAMES)
def test_mkdocs_yml_reads_back_exactly_what_was_answered(name: str, description: str) -> None:
    given_ = {"site_name": name, "site_description": description}
    text = with_settings(MKDOCS, given_, {"newsletter": name}, FILE)
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- as text
    assert {key: read[key] for key in given_} == given_
    assert read["plugins"][0]["tip-archive"]["newsletter"] == name
    lines = {
        before: after for before, after in zip(MKDOCS.splitlines(), text.splitlines(), strict=True) if before != after
    }
    assert {line.split(":")[0].strip("# ") for line in lines} <= {"site_name", "site_description", "newsletter"}
    assert with_settings(text, given_, {"newsletter": name}, FILE) == text


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("site_name: A # why\n", "site_name: 'B: C' # why\n"),
        ("site_name: 'A'   # why\n", "site_name: 'B: C'   # why\n"),
        ("site_name: >\n  A\n  B\n# why\n", "site_name: 'B: C'\n# why\n"),
        ("site_name:\n", "site_name: 'B: C'\n"),
        ("# before\r\nsite_name: A\r\n", "# before\r\nsite_name: 'B: C'\r\n"),
        ("\ufeffsite_name: A\n", "\ufeffsite_name: 'B: C'\n"),
    ],
)
def test_a_value_is_replaced_in_any_form(text: str, changed: str) -> None:
    plugins = "plugins:\n  - tip-archive:\n      newest: 3\n"
    assert with_settings(text + plugins, {"site_name": "B: C"}, {}, FILE) == changed + plugins


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_missing_is_written_below_the_first_of_its_kind(end: str) -> None:
    text = f"# why{end}site_name: A{end}plugins:{end}  - search{end}  - tip-archive:{end}      newest: 3 # few{end}"
    changed = with_settings(text, {"repo_url": "https://a.example"}, {"timezone": "UTC"}, FILE)
    assert changed == (
        f"# why{end}site_name: A{end}repo_url: https://a.example{end}plugins:{end}  - search{end}  - tip-archive:{end}"
        f"      newest: 3 # few{end}      timezone: UTC{end}"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("site_name: [", "mkdocs.yml:1: this is not readable as YAML"),
        (
            "a: b",
            "mkdocs.yml: site_name, or the plugin tip-archive with its settings, is missing. Run this in the folder",
        ),
        (
            "site_name: !ENV [A, b]\nplugins: [{tip-archive: {newest: 1}}]",
            "mkdocs.yml:1: site_name is more than a text",
        ),
        (
            "site_name: !ENV A\nplugins: [{tip-archive: {newest: 1}}]",
            "mkdocs.yml:1: site_name is more than a text here",
        ),
    ],
)
def test_a_file_that_cannot_be_changed_is_named(text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_settings(text, {"site_name": "B"}, {}, FILE)
    assert says in str(caught.value)


def test_settings_are_read_as_they_stand() -> None:
    site, plugin = values(MKDOCS, FILE)
    assert (site["site_name"], site["site_url"]) == ("Tuesday Tips", "https://example.github.io/tip-archive/")
    assert (plugin["timezone"], plugin.get("newsletter")) == ("UTC", None)


@pytest.mark.parametrize(
    ("uri", "changed"),
    [
        ("edit/main/docs/", "edit/trunk/docs/"),
        ("-/edit/main/docs/", "-/edit/trunk/docs/"),
        ("_edit/main/docs/", "_edit/trunk/docs/"),
        ("somewhere/else/", "somewhere/else/"),
        ("", ""),
    ],
)
def test_where_tips_are_edited_is_on_the_branch(uri: str, changed: str) -> None:
    assert on_branch(uri, "trunk") == changed


@given(NAMES)
def test_the_page_about_the_archive_says_any_name(name: str) -> None:
    page = about(name)
    _, front, body = page.split("---\n", 2)
    meta = yaml.safe_load(front)
    assert meta == {
        "title": "About this archive",
        "description": f"What {name} is, where its texts come from, and who owns them.",
    }
    soup = BeautifulSoup(
        markdown(body, extensions=["tables", "sane_lists", "footnotes", "def_list", "admonition"]), "lxml"
    )
    first = soup.find(True, recursive=False)
    assert first
    shown = " ".join(soup.get_text().split("keeps tips")[0].split())
    assert shown == " ".join(name.split())
    assert not soup.find("p").find(True)  # type: ignore[union-attr] # nothing of it became an element


def test_sources_toml_keeps_what_it_explains_and_loses_its_examples(tmp_path: Path) -> None:
    text = explained(SOURCES)
    assert SOURCES.startswith(text.rstrip("\n"))
    assert text.count("\n") > 30
    assert all(line.startswith("#") or not line for line in text.splitlines())
    assert "starter archive" not in text
    file = tmp_path / "sources.toml"
    changed = with_contact(text, "ada@letter.example", file)
    changed = with_sources(
        changed, ["https://www.letter.example/tips/", "https://letter.example/feed", "saved"], "Ada", file
    )
    assert changed == text + (
        '\ncontact = "ada@letter.example"\n'
        '\n[letter-example]\npages = ["https://www.letter.example/tips/"]\n'
        '\n[letter-example-2]\npages = ["https://letter.example/feed"]\n'
        '\n[saved]\ntitle = "Ada"\npages = ["saved"]\n'
    )
    file.write_text(changed, "utf-8")
    assert [source.contact for source in load_sources(file)] == ["ada@letter.example"] * 3
    assert with_sources(changed, ["https://letter.example/feed"], "Ada", file) == changed


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", 'contact = "b"\n'),
        ("# why\n", '# why\n\ncontact = "b"\n'),
        ("# why", '# why\n\ncontact = "b"\n'),
        ("# why\n\n# of a\n[a]\n", '# why\n\ncontact = "b"\n\n# of a\n[a]\n'),
        ("[a]\nx = 1\n", 'contact = "b"\n[a]\nx = 1\n'),
        ("contact = 'a' # me\n\n[a]\n", 'contact = "b" # me\n\n[a]\n'),
        ('# contact = "c"\ncontact="a"\n[a]\ncontact = "c"\n', '# contact = "c"\ncontact="b"\n[a]\ncontact = "c"\n'),
    ],
)
def test_whom_to_write_to_stands_above_all_tables(text: str, changed: str) -> None:
    assert with_contact(text, "b", FILE) == changed
    assert contact_in(changed, FILE) == "b"
    assert with_contact(changed, "b", FILE) == changed


@given(NAMES, st.lists(NAMES, max_size=3))
def test_sources_toml_reads_back_exactly_what_was_answered(title: str, places: list[str]) -> None:
    text = with_sources(with_contact("# why\n", title, FILE), places, title, FILE)
    read = tomllib.loads(text)
    assert read.pop("contact") == title
    assert [(table["title"], table["pages"]) for table in read.values()] == [
        (title, [one]) for one in dict.fromkeys(places)
    ]
    assert text.startswith("# why\n")


def test_the_vocabulary_keeps_what_it_explains_and_loses_its_tags() -> None:
    text = without_tags(TAGS)
    assert TAGS.startswith(text.partition("tags:\n\n")[0])
    assert text.endswith("\ntags:\n\nignore:\n  - Uncategorized\n")
    words = parse_vocabulary(text, Path("tags.yml"))
    assert (words.tags, words.canonical(["uncategorized"])) == ({}, ())


PUBLISH = """\
on:
  push:
    branches: [main]
  schedule: # each day
    - cron: '1 2 * * *' # early
      timezone: UTC # so
"""


def test_a_workflow_gets_the_archives_time_zone_and_branch() -> None:
    changed = with_place(PUBLISH, "Europe/Vienna", "trunk")
    assert changed == PUBLISH.replace("UTC", "Europe/Vienna").replace("[main]", "[trunk]")
    assert with_place(PUBLISH, "UTC", "") == PUBLISH
    several = PUBLISH.replace("[main]", "[main, next]").replace("cron:", "corn:")
    assert with_place(several, "Europe/Vienna", "trunk") == several


GITHUB = "https://github.com/Ada/my.letters"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://github.com/Ada/my.letters", GITHUB),
        ("https://github.com/Ada/my.letters.git", GITHUB),
        ("https://token:x@github.com/Ada/my.letters.git/", GITHUB),
        ("git@github.com:Ada/my.letters.git", GITHUB),
        ("ssh://git@github.com/Ada/my.letters.git", GITHUB),
        ("git://github.com/Ada/my.letters.git", GITHUB),
        ("github.com/Ada/my.letters", GITHUB),
        (" Ada/my.letters\n", GITHUB),
        ("https://gitlab.example/group/ada/letters/", "https://gitlab.example/group/ada/letters"),
    ],
)
def test_a_repository_is_known_by_each_of_its_addresses(text: str, address: str) -> None:
    assert answers.repository(text) == address


@pytest.mark.parametrize(
    ("repository", "site"),
    [
        (GITHUB, "https://ada.github.io/my.letters/"),
        ("https://github.com/Ada/ada.github.io", "https://ada.github.io/"),
        ("https://github.com/Ada/Ada.GitHub.io", "https://ada.github.io/"),
        ("https://gitlab.example/ada/letters", ""),
    ],
)
def test_github_pages_shows_a_repository_at_its_own_address(repository: str, site: str) -> None:
    assert answers.site_of(repository) == site


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        ("name", "  Ada's: #1 🎈 ", "Ada's: #1 🎈"),
        ("address", "https://tips.example", "https://tips.example/"),
        ("address", "HTTPS://Tips.Example:8443/a/b", "https://tips.example:8443/a/b/"),
        ("address", "https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC/"),
        ("accent", " #1D6f5c ", "#1D6f5c"),
        ("timezone", " Europe/Vienna ", "Europe/Vienna"),
        ("source", "http://127.0.0.1:8000/feed?x=1", "http://127.0.0.1:8000/feed?x=1"),
        ("source", "saved pages", "saved pages"),
        ("contact", "ada@letter.example", "ada@letter.example"),
        ("contact", "https://letter.example/who", "https://letter.example/who/"),
        ("contact", "none", "none"),
        ("newsletter", "ada@letter.example", "mailto:ada@letter.example"),
        ("newsletter", "https://letter.example/join?x=1", "https://letter.example/join?x=1"),
    ],
)
def test_an_answer_is_taken(key: str, text: str, kept: str, tmp_path: Path) -> None:
    (tmp_path / "saved pages").mkdir()
    assert answers.checks(tmp_path)[key](text) == kept


_WEB = "is no address of the web. Write it as your browser shows it, https:// at its beginning"


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("name", " ", "the name is empty. Write a few words."),
        ("name", "a\nb", "the name holds a line break or a control character. Write it in one line."),
        ("name", "a\u2028b", "the name holds a line break"),
        ("name", "\x1b[2J", "the name holds a line break or a control character"),
        ("name", "x" * 81, "the name has 81 characters. Say it in at most 80."),
        ("description", "x" * 201, "the description has 201 characters. Say it in at most 200."),
        ("address", "tips.example", f'"tips.example" {_WEB}'),
        ("address", "http://tips.example/", "is no address that a site can have. Write it with https://"),
        ("address", "https://tips.example/?a", "is no address that a site can have"),
        ("address", "https://tips.example/#a", "is no address that a site can have"),
        ("address", "https://tips.example/a b", _WEB),
        ("address", "https://a@tips.example/", _WEB),
        ("address", "https://", _WEB),
        ("address", "https://[::1", _WEB),
        ("address", "https://tips.example:port/", _WEB),
        ("address", "https://tips.example/<script>", _WEB),
        ("address", "https://-.\x1b[2J/", _WEB),
        ("repository", "letters", '"letters" is no address of a repository. Write it such as https://github.com/ada/letters'),
        ("repository", "", "is no address of a repository"),
        ("accent", "tealish", '"tealish" is no colour. Write it as "#1d6f5c", or as a name such as teal.'),
        ("accent", "#12345", '"#12345" is no colour'),
        ("accent", "#1d6f5c80", '"#1d6f5c80" is no colour'),
        ("accent", "", '"" is no colour'),
        ("timezone", "Europe/Atlantis", 'there is no time zone "Europe/Atlantis". Write it as in the tz database'),
        ("timezone", "../../etc/passwd", "there is no time zone"),
        ("source", "https:// a", _WEB),
        ("source", "letter.example", '"letter.example" is neither an address nor a file or folder here. Write'),
        ("source", "", "the source is empty"),
        ("contact", "ada", '"ada" is neither an e-mail address nor that of a page. Write it such as you@'),
        ("contact", "ada@letter.example\r\nX: y", "is neither an e-mail address"),
        ("newsletter", "javascript:alert(1)", _WEB),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_told(key: str, text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        answers.checks(tmp_path)[key](text)
    assert says in str(caught.value)
    assert not re.search(r"[\x00-\x1f]", str(caught.value))
