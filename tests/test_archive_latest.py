"""Lists of tips in any page: what they hold, where they lead, what is refused, and that a title stays text."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from scraper.archive.archive import Archive, build_archive
from scraper.archive.views.latest import with_latest
from scraper.errors import ArchiveError
from scraper.frontmatter import one_line
from scraper.tip import FiledTip, Tag
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import HOSTILE_TITLE, STARTER, Html, a_tip, filed
from tests.strategies import lines

VOCABULARY = Vocabulary(
    {"phone": Tag("phone", also=("calls",)), "first impressions": Tag("first impressions"), "unused": Tag("unused")},
    ignored=frozenset({"uncategorized"}),
    _canonical={"phone": "phone", "calls": "phone", "firstimpressions": "first impressions", "unused": "unused"},
)
TIPS = (
    filed("a", a_tip("A", "2024-03-12", tags=("phone",), author="Ada Fenwick", source="bell-letter")),
    filed("b", a_tip("B", "2024-03-05", tags=("phone", "first impressions"), author="Jonas Prill")),
    filed("c", a_tip("C", "2024-02", tags=("unlisted",), author="Ada Fenwick", source="bell-letter")),
    filed("d", a_tip("D", "2019-11-05", tags=("phone",), author="Ada Fenwick")),
    filed("e", a_tip("E", "2018-11-06")),
    filed("f", a_tip("F", "2017-11-07")),
    filed("g", a_tip("G", "", tags=("phone",))),
)


def archive_of(*tips: FiledTip) -> Archive:
    archive, problems = build_archive(tips, VOCABULARY)
    assert not problems
    return archive


def made(text: str, src_uri: str = "about.md", archive: Archive | None = None) -> str:
    return with_latest(text, src_uri, archive or archive_of(*TIPS), VOCABULARY, "docs/about.md")


def listed(text: str) -> str:
    """Return the titles of a list, which are single letters here."""
    return "".join(re.findall(r"^- \[(\w)\]", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("settings", "titles"),
    [
        ("", "ABCDE"),
        ("limit=2", "AB"),
        ("limit=100", "ABCDEFG"),
        ("order=newest limit=1", "A"),
        ("order=oldest limit=3", "FED"),
        ("order=oldest limit=100", "FEDCBAG"),
        ("tag=phone", "ABDG"),
        ("tag=calls limit=1", "A"),
        ("tag=Phone", "ABDG"),
        ('tag="first impressions"', "B"),
        ("tag=first-impressions tag=phone", "B"),
        ("tag=first-impressions tag=unlisted", ""),
        ("tag=unlisted", "C"),
        ("tag=unused", ""),
        ('author="Ada Fenwick"', "ACD"),
        ('author = "ada fenwick"', "ACD"),
        ("year=2024", "ABC"),
        ("source=bell-letter", "AC"),
        ('tag=phone author="Ada Fenwick" year=2019', "D"),
        ("tag=phone year=2018", ""),
    ],
)
def test_a_list_holds_what_is_asked_for(settings: str, titles: str) -> None:
    text = made(f"Before.\n\n<!-- tips: {settings} -->\n\nAfter.")
    assert listed(text) == titles
    assert ("There are no such tips yet." in text) == (not titles)
    assert "tips:" not in text
    assert text.startswith("Before.\n")
    assert text.endswith("\nAfter.")


def test_a_page_lists_any_tip_but_its_own() -> None:
    assert listed(made("<!-- tips: limit=3 -->", "tips/2024/b.md")) == "ACD"
    assert listed(made("<!-- tips: tag=first-impressions -->", "tips/2024/b.md")) == ""


@pytest.mark.parametrize(
    ("src_uri", "links"),
    [
        ("about.md", ["tips/2024/caf%C3%A9.md", "tips/2023/b.md", "tips/undated/c.md"]),
        ("guide/start/here.md", ["../../tips/2024/caf%C3%A9.md", "../../tips/2023/b.md", "../../tips/undated/c.md"]),
        ("tips/2024/other.md", ["caf%C3%A9.md", "../2023/b.md", "../undated/c.md"]),
    ],
)
def test_links_lead_from_the_page_to_the_tips_files(src_uri: str, links: list[str]) -> None:
    archive = archive_of(filed("café", a_tip()), filed("b", a_tip(date="2023")), filed("c", a_tip(date="")))
    text = made("<!-- tips: -->", src_uri, archive)
    assert re.findall(r"\]\((.*?)\) ·\xa0(.*)", text) == list(
        zip(links, ["5\xa0March\xa02024", "2023", "Date\xa0unknown"], strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "    <!-- tips: -->",
        "\t<!-- tips: -->",
        "```\n<!-- tips: -->\n```",
        "~~~ md\n<!-- tips: -->\n```\n<!-- tips: -->\n~~~",
        "````\n```\n<!-- tips: -->\n```\n<!-- tips: -->\n````",
        "  ```\n  <!-- tips: -->\n  ```",
        "Write `<!-- tips: -->` to list tips.",
        "<!-- tips: --> and more",
        "<!-- tips: --> <!-- tips: -->",
        "> <!-- tips: -->",
        "- <!-- tips: -->",
        "<!-- tips for editors -->",
        "<!-- about tips: none -->",
        "All our tips: none.",
        "",
    ],
)
def test_what_is_code_or_does_not_stand_alone_is_left_as_it_is(text: str) -> None:
    assert made(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<!-- tips: limit=1 -->",
        "   <!--tips:limit=1-->  ",
        "```\ncode\n```\n<!-- tips: limit=1 -->",
        "```inline``` code\n<!-- tips: limit=1 -->",
        "```\n<!-- tips: limit=1 -->",
        "```\ncode\n```\n\n~~~\ncode\n~~~\n<!-- tips: limit=1 -->",
        "One line,\r\n<!-- tips: limit=1 -->\r\nand another.",
    ],
)
def test_what_stands_alone_becomes_a_list(text: str) -> None:
    assert listed(made(text)) == "A"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("tag=fone", 'a list of tips asks for an unknown tag "fone". Did you mean "phone".'),
        ('tag="First impresions"', 'an unknown tag "First impresions". Did you mean "first impressions".'),
        ("tag=Uncategorized", 'unknown tag "Uncategorized". Use one of: phone, first impressions, unused, unlisted.'),
        ('tag=""', 'a list of tips asks for an unknown tag "". Use one of: phone, first impressions'),
        ("author=Ada", 'a list of tips asks for an unknown author "Ada". Use one of: Ada Fenwick, Jonas Prill.'),
        ('author="Ada Fenwik"', 'an unknown author "Ada Fenwik". Did you mean "Ada Fenwick".'),
        ("year=1066", 'an unknown year "1066". Use one of: 2024, 2019, 2018, 2017.'),
        ("year=24", 'a list of tips asks for an unknown year "24".'),
        ("source=bell-lettre", 'an unknown source "bell-lettre". Did you mean "bell-letter".'),
        ("order=random", 'an unknown order "random". Use one of: newest, oldest.'),
        *(
            (f"limit={limit}", f'"{limit}" is no limit of a list of tips. Write a whole number from 1 to 100, as in')
            for limit in ("0", "101", "-1", "many", "٣", "5.0", "05")
        ),
        ("tags=phone", 'a list of tips has no setting "tags". Did you mean "tag".'),
        ("colour=red", 'no setting "colour". Use one of: tag, author, year, source, order, limit.'),
        ("phone", 'a list of tips cannot read "phone". Write key=value, or key="a value with blanks".'),
        ("tag= limit=1", 'a list of tips cannot read "tag=".'),
        ('tag="phone', 'a list of tips cannot read "tag="phone".'),
        ("tag=“first impressions”", 'a list of tips cannot read "impressions”".'),
        ("limit=1 limit=2", '"limit" stands twice in a list of tips. Keep one of the two.'),
    ],
)
def test_what_cannot_be_meant_is_told_with_line_and_remedy(settings: str, message: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        made(f"# About\n\n<!-- tips: {settings} -->")
    told = [str(problem) for problem in raised.value.problems]
    assert any(message in line for line in told), told
    assert all(line.startswith("docs/about.md:3: TIP508 ") for line in told)


def test_all_that_is_wrong_is_told_at_once_and_lines_count_in_the_file() -> None:
    text = "<!-- tips: tag=fone limit=0 -->\n\n```\n<!-- tips: tag=fone -->\n```\n<!-- tips: order=up -->"
    with pytest.raises(ArchiveError) as raised:
        with_latest(text, "about.md", archive_of(*TIPS), VOCABULARY, Path("docs/about.md"), first_line=6)
    assert [(problem.place, problem.line) for problem in raised.value.problems] == [
        ("docs/about.md", 6),
        ("docs/about.md", 6),
        ("docs/about.md", 11),
    ]


def test_an_archive_without_tips_lists_none_and_suggests_nothing() -> None:
    assert "There are no such tips yet." in made("<!-- tips: tag=phone -->", archive=archive_of())
    with pytest.raises(ArchiveError, match="There is none yet, so leave it out"):
        made("<!-- tips: year=2024 -->", archive=archive_of())


class _Page(HTMLParser):
    """The text of each link, of each item, and how many lists there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.items: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.add(tag)
        if tag == "a":
            self.links.append("")
        if tag == "li":
            self.items.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open.discard(tag)

    def handle_data(self, data: str) -> None:
        if "a" in self._open:
            self.links[-1] += data
        if "li" in self._open:
            self.items[-1] += data

    def count(self, tag: str) -> int:
        return [name for name, _ in self.tags].count(tag)


_CONFIG = load_config(str(STARTER / "mkdocs.yml"))
_MARKDOWN = markdown.Markdown(extensions=_CONFIG["markdown_extensions"], extension_configs=_CONFIG["mdx_configs"])


def rendered(text: str) -> _Page:
    """Return Markdown as the site renders it, by the settings of mkdocs.yml."""
    return _Page(_MARKDOWN.reset().convert(text))


_SYNTAX = ("&amp;", "&#91;", "](x)", "![", "<b>", "</a>", "<a@b.example>", "<http://a.example>", "[^1]", "<!--", "-->")
_MARKS = st.lists(
    st.sampled_from([*"[]()<>*_`~|!#&;:\\\"'{}^=+-.$@/ 1aé", *(f"{mark}a{mark}" for mark in "*_`~^=|:"), *_SYNTAX]),
    min_size=1,
    max_size=14,
).map("".join)


@given(st.lists(st.one_of(_MARKS.map(one_line), lines).filter(bool), min_size=1, max_size=3), st.booleans())
def test_any_title_is_text_and_each_item_has_one_link(titles: list[str], foreign: bool) -> None:
    tip = a_tip(lang="fr" if foreign else "")
    archive = archive_of(*(filed(f"t{n}", replace(tip, title=title)) for n, title in enumerate(titles)))
    page = rendered(made("Some words:\n<!-- tips: -->\nmore words.", archive=archive))
    shown = [entry.tip.title for entry in archive.entries]
    assert page.links == shown
    assert page.items == [f"{title} ·\xa05\xa0March\xa02024" for title in shown]
    assert {name for name, _ in page.tags} <= {"p", "ul", "li", "a", "span"}
    assert (page.count("ul"), page.count("p")) == (1, 2)


def test_lists_side_by_side_stay_apart() -> None:
    page = rendered(made("- mine\n<!-- tips: limit=2 -->\n<!-- tips: tag=phone -->\n- mine, too"))
    assert page.count("ul") == 4
    assert page.items[1:3] == ["A ·\xa012\xa0March\xa02024", "B ·\xa05\xa0March\xa02024"]


@pytest.mark.parametrize(
    ("title", "lang", "marks"),
    [
        ("Plain", "", []),
        ("Une fois", "fr", [{"lang": "fr"}]),
        ("Une fois", "fr-CA", [{"lang": "fr-CA"}]),
        ("שיחה", "he", [{"lang": "he", "dir": "auto"}]),
        ("مرحبا", "", [{"dir": "auto"}]),
        ("\u202eback to front", "", [{"dir": "auto"}]),
        ("Une fois", 'fr" onclick="alert(1)', []),
        ("Une fois", "fr><b>", []),
    ],
)
def test_a_title_says_its_language_and_never_turns_the_date_around(
    title: str, lang: str, marks: list[dict[str, str]]
) -> None:
    page = rendered(made("<!-- tips: -->", archive=archive_of(filed("a", a_tip(title, lang=lang)))))
    assert [attributes for name, attributes in page.tags if name == "span"] == marks
    assert page.links == [title]


def test_mkdocs_finds_the_tips_that_lists_lead_to(tmp_path: Path) -> None:
    tips = (filed("plain", a_tip()), filed("café-客户", a_tip(HOSTILE_TITLE, "2023")))
    archive = archive_of(*tips)
    pages = {"index.md": "# Home", "guide/about.md": "# About"}
    pages |= {f"tips/{one.path}": f"# {number}" for number, one in enumerate(tips)}
    for name, text in pages.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made(f"{text}\n\n<!-- tips: -->", name, archive), "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nvalidation: {links: {not_found: warn}}\n", "utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "site")))
    about = Html((tmp_path / "site" / "guide" / "about" / "index.html").read_text("utf-8"))
    assert {"../../tips/2024/plain/", "../../tips/2023/caf%C3%A9-%E5%AE%A2%E6%88%B7/"} <= set(about.links)
