"""sources.toml and docs/tags.yml: what they say, and what is said to those who write them."""

from pathlib import Path

import pytest

from scraper.errors import ConfigError
from scraper.normalise import canonical_url, clean_title, normalise
from scraper.source import Source, load_sources
from scraper.tip import Reading, Rights, Sighting
from scraper.vocabulary import Vocabulary, load_vocabulary

_GOOD = '[bell]\ntitle = "The Bell"\n'


def _sources(folder: Path, text: str) -> tuple[Source, ...]:
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    return load_sources(file)


def _vocabulary(folder: Path, text: str) -> Vocabulary:
    file = folder / "tags.yml"
    file.write_text(text, encoding="utf-8")
    return load_vocabulary(file)


def test_a_source_needs_no_more_than_a_title(tmp_path: Path) -> None:
    assert _sources(tmp_path, _GOOD) == (Source("bell", "The Bell"),)


def test_pages_are_seen_from_the_file(tmp_path: Path) -> None:
    (source,) = _sources(tmp_path, _GOOD + 'pages = ["saved"]\nrights = "own"\npermission = true\n')
    assert source.pages == (tmp_path / "saved",)
    assert (source.rights, source.permission) == (Rights.OWN, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[bell\n", "not readable as TOML"),
        ("bell = 1\n", '[bell] should be a table. Write "[bell]" on a line'),
        ('["The Bell"]\ntitle = "x"\n', 'Use small letters, digits and "-", such as [the-bell]'),
        ("[bell]\n", "[bell] has no title"),
        (_GOOD + 'titel = "x"\n', 'unknown setting "titel". Did you mean "title"'),
        (_GOOD + "pages = [1]\n", '"pages" should be a list'),
        (_GOOD + "home = 1\n", '"home" should be a text'),
        (_GOOD + 'permission = "yes"\n', '"permission" should be true or false'),
        (_GOOD + 'rights = "mine"\n', "Use one of: own, unstated, ask-permission"),
        (_GOOD + 'date_order = "ymd"\n', '"date_order" should be "mdy" or "dmy"'),
        (_GOOD + "profile = 1\n", "[bell.profile] should be a table of patterns"),
        (_GOOD + "[bell.profile]\nenf = ['x']\n", 'unknown setting "enf". Did you mean "end"'),
        (_GOOD + "[bell.profile]\nend = ['(']\n", '"end" holds a pattern that does not parse'),
        (_GOOD + "[bell.profile]\nend = [1]\n", '"end" should be a list of regular expressions'),
        (_GOOD + "[bell.profile]\ntitle_date = ['x$']\n", "Mark the date with (?P<date>…)"),
    ],
)
def test_what_is_off_in_sources_toml_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _sources(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'sources.toml'}: ")
    assert says in str(caught.value)


_TAGS = """
tags:
  phone:
    description: Calls.
    also: [telephone, "Phone & Chat"]
  follow-up:
ignore: [Tip of the Week]
"""


def test_spellings_mean_tags(tmp_path: Path) -> None:
    vocabulary = _vocabulary(tmp_path, _TAGS)
    assert vocabulary.canonical(["Telephone", "phone and chat", "Follow Up", "tip of the week", "New  Thing"]) == (
        "follow-up",
        "new thing",
        "phone",
    )
    assert [vocabulary.knows(term) for term in ("PHONE", "Tip Of The Week", "new thing")] == [True, True, False]
    assert (vocabulary.description("phone"), vocabulary.description("follow-up")) == ("Calls.", "")


def test_no_vocabulary_is_an_empty_one(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path / "none.yml") == Vocabulary()
    assert _vocabulary(tmp_path, "") == Vocabulary()


@pytest.mark.parametrize(
    ("printed", "title", "date"),
    [
        ("Say It Once - 11/7/17", "Say It Once", "2017-11-07"),
        ("Say It – Once – 11/7/2017", "Say It – Once", "2017-11-07"),
        ("Say  It\u00a0Once", "Say It Once", None),
        ("Open 24/7", "Open 24/7", None),
        ("Life With COVID-19", "Life With COVID-19", None),
        ("Say It Once - 13/32/17", "Say It Once - 13/32/17", None),
        ("- 11/7/17", "- 11/7/17", "2017-11-07"),
    ],
)
def test_titles_lose_the_newsletters_own_date(printed: str, title: str, date: str | None) -> None:
    cleaned, found = clean_title(printed, Source("bell", "The Bell"))
    assert (cleaned, found.known if found else None) == (title, date)


@pytest.mark.parametrize(
    ("printed", "title", "date"),
    [
        ("Say It Once – 7/8/14 TOW", "Say It Once", "2014-07-08"),
        ("Say It Once TOW", "Say It Once", None),
        ("A Kite in TOWN", "A Kite in TOWN", None),
    ],
)
def test_a_profile_says_what_else_is_no_part_of_a_title(
    sources: dict[str, Source], printed: str, title: str, date: str | None
) -> None:
    cleaned, found = clean_title(printed, sources["customer-service-solutions"])
    assert (cleaned, found.known if found else None) == (title, date)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://A.example/x/?utm_source=mail&p=4#more", "https://a.example/x/?p=4"),
        ("https://a.example/x/?replytocom=12", "https://a.example/x/"),
        ("http://a.example", "http://a.example/"),
        ("javascript:alert(1)", ""),
        ("http://[broken", ""),
        ("/x/", ""),
    ],
)
def test_addresses_lose_what_does_not_tell_pages_apart(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_a_date_that_no_calendar_has_is_reported_and_left_in_the_title() -> None:
    seen = Sighting("bell", "p.txt", "Ring - 2/30/20", "Ring.", categories=("The Bell", "Phones"))
    reading = normalise(Reading((seen,)), Source("bell", "The Bell"), Vocabulary())
    assert reading.sightings[0].title == "Ring - 2/30/20"
    assert reading.sightings[0].tags == ("phones",)  # a category that is the newsletter's own name is no tag
    assert [loss.what for loss in reading.losses] == [
        "a date in a title that no calendar has",
        "tag that docs/tags.yml does not know",
    ]
