"""Social cards: what they show and where, what they can't show, their colours, and the cache that keeps them."""

import os
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image, ImageChops

from scraper.archive.archive import Archive, build_archive
from scraper.archive.cards.card import HEIGHT, MARGIN, WIDTH, Card, draw, read_template
from scraper.archive.cards.cards import SITE, card_addresses, card_path, cards, site_card, tip_card
from scraper.archive.cards.colours import Colours, read_colours
from scraper.archive.cards.lettering import font, length, settable, typeset
from scraper.archive.settings import Settings
from scraper.errors import ConfigError
from scraper.tip import FiledTip, Rights, Status
from scraper.vocabulary import Vocabulary
from tests.site_fixtures import HOSTILE_TITLE, LONG, ROOT, TIPS, UNSEEN, a_tip, build_site, filed, write_tips
from tests.strategies import texts

SETTINGS = Settings("Tuesday Tips", "Small lessons, one every Tuesday.", "https://example.org/")
TEMPLATE = read_template(ROOT / "overrides")
FULL = Card("Tuesday Tips", "Name the wait", ("12 March 2024", "Ada Fenwick"), ("phone", "waiting"))
Box = tuple[int, int, int, int]
HEAD, TITLE, FOOT = (90, 60, 620, 122), (90, 123, 1110, 508), (90, 509, 1110, 570)
FOOT_LEFT, FOOT_RIGHT = (90, 509, 600, 570), (600, 509, 1110, 570)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TITLES = (
    "Wait",
    "Be brief",
    "Å Ç j Q ẞ: ÉÉÉ jjj",
    "A title of some sixty letters, which is what most of them have",
    "What a caller hears between two sentences tells them more than both of the sentences do",
    "When a caller has already explained a problem twice, write it down, and never make anyone tell the story again",
    HOSTILE_TITLE,
    "Every word of a title that nobody cut " * 10,
    LONG_WORD,
    f"Why {LONG_WORD} matters",
    "W" * 500,
    "jjj fff jjj",
    "https://bell.example/2024/03/a-rather-long-address-of-a-post-that-somebody-took-for-its-title/?and=more",
)


def archive_of(*tips: FiledTip) -> Archive:
    archive, problems = build_archive(tips, Vocabulary())
    assert not problems
    return archive


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("RGB")


def changed(before: Card, after: Card) -> Box | None:
    """Return the box in which two cards differ."""
    return ImageChops.difference(opened(draw(before, TEMPLATE)), opened(draw(after, TEMPLATE))).getbbox()


def lies_in(inner: Box | None, outer: Box) -> bool:
    return inner is None or (
        inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
    )


def test_a_card_is_a_png_of_the_size_that_networks_ask_for_and_holds_nothing_but_the_picture() -> None:
    picture = draw(FULL, TEMPLATE)
    image = Image.open(BytesIO(picture))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    chunks, at = [], 8
    while at < len(picture):
        chunks.append(picture[at + 4 : at + 8])
        at += 12 + int.from_bytes(picture[at : at + 4])
    assert [*dict.fromkeys(chunks)] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert len(picture) < 12_000


@pytest.mark.parametrize(
    ("without", "place"),
    [
        (replace(FULL, name=""), HEAD),
        (replace(FULL, title=""), TITLE),
        (replace(FULL, details=()), FOOT_LEFT),
        (replace(FULL, details=FULL.details[:1]), FOOT_LEFT),
        (replace(FULL, tags=()), FOOT_RIGHT),
        (replace(FULL, tags=FULL.tags[:1]), FOOT_RIGHT),
    ],
    ids=["name", "title", "details", "author", "tags", "second tag"],
)
def test_each_part_of_a_card_has_its_place(without: Card, place: Box) -> None:
    box = changed(without, FULL)
    assert box
    assert lies_in(box, place)


def test_a_card_has_room_for_two_tags_and_leaves_out_one_that_is_too_long() -> None:
    assert draw(replace(FULL, tags=("a", "too long a tag " * 9, "b", "c")), TEMPLATE) == draw(
        replace(FULL, tags=("a", "b")), TEMPLATE
    )


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:20])
def test_no_title_is_too_long_for_its_place(title: str) -> None:
    text = settable(title)
    box = changed(replace(FULL, title=""), replace(FULL, title=text))
    assert box
    assert lies_in(box, TITLE)
    assert abs(box[0] - MARGIN) < 12
    assert draw(replace(FULL, title=text), TEMPLATE) == draw(replace(FULL, title=text), TEMPLATE)


@pytest.mark.slow
@effort(max_examples=60)
@given(st.one_of(texts, st.text("jfWÅ (—-/", min_size=1, max_size=400), st.lists(texts, max_size=30).map(" ".join)))
def test_whatever_a_title_holds_it_is_set_within_the_margins_or_not_at_all(title: str) -> None:
    text = settable(title)
    assert settable(text) == text
    assert lies_in(changed(replace(FULL, title=""), replace(FULL, title=text)), TITLE)


@pytest.mark.parametrize(
    "card",
    [
        replace(FULL, name="The newsletter with the longest name that anybody has ever thought of for a newsletter"),
        replace(FULL, details=("12 September 2024", "Ada Fenwick and her many friends " * 9), tags=("phone",)),
        replace(FULL, details=("12 September 2024", "W" * 200)),
        replace(FULL, details=("A detail of several words",) * 30),
        replace(FULL, tags=("a tag that is as long as a sentence and has no end whatsoever, nor any use",) * 3),
        replace(FULL, tags=tuple(f"tag {n}" for n in range(40))),
        Card("", ""),
    ],
    ids=["name", "author", "a word", "details", "long tags", "tags", "nothing"],
)
def test_what_is_too_long_around_the_title_is_cut_or_left_out(card: Card) -> None:
    image = opened(draw(card, TEMPLATE))
    inside = (MARGIN - 2, HEIGHT // 10, WIDTH - MARGIN + 2, HEIGHT - 60)
    image.paste(TEMPLATE.colours.paper, inside)
    outside = ImageChops.difference(image, Image.new("RGB", image.size, TEMPLATE.colours.paper)).getbbox()
    assert outside == (0, 0, WIDTH, 20)  # the bar alone
    assert lies_in(changed(replace(card, title=""), replace(card, title="Be brief")), TITLE)


STEPS = ((100, 1), (60, 2), (40, 3))


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("", 40, ()),
        ("Be brief", 100, ("Be brief",)),
        ("A Voicemail Greeting Worth Hearing", 60, ("A Voicemail Greeting", "Worth Hearing")),
        ("One two three four five six seven", 60, ("One two three", "four five six seven")),
        ("A well-considered follow-up", 60, ("A well-considered", "follow-up")),
        ("mm-" * 10 + "mm", 40, ("mm-" * 5, "mm-" * 5 + "mm")),
        ("m" * 30, 40, ("m" * 16, "m" * 14)),
        ("say it " * 20, 40, ("say it say it say it say it say it say", "it say it say it say it say it say it", "…")),
    ],
)
def test_a_text_breaks_into_lines_of_about_one_length(text: str, size: int, lines: Sequence[str]) -> None:
    setting = typeset(text, STEPS, 640)
    assert setting.size == size
    assert setting.lines[:2] == tuple(lines[:2])
    assert len(setting.lines) == len(lines)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzÄÖ.,-–", min_size=1, max_size=40), max_size=30))
def test_lines_are_never_too_wide_and_lose_nothing_without_saying_so(words: list[str]) -> None:
    setting = typeset(" ".join(words), STEPS, 640)
    assert all(length(line, "Bold", setting.size) <= 640 for line in setting.lines)
    kept, whole = ("".join("".join(text).split()) for text in (setting.lines, words))
    assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]) and setting.size == 40)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("  Be\tbrief\n now\u2028then\u00a0so ", "Be brief now then so"),
        ("Say \u201cno\u201d – politely…", "Say \u201cno\u201d – politely…"),
        ("Smile 😀 now 👩‍💻❤️ 🇬🇧", "Smile now"),
        ("Step 1️⃣ of 3", "Step 1 of 3"),
        ("bell\x00\x07 soft\u00adhyphen zero\u200bwidth \ufeffmark", "bell softhyphen zerowidth mark"),
        ("\u202eright to left\u202c, they say", "right to left, they say"),
        ("Q\u0301 has no letter of its own", ""),
        ("Cafe\u0301", "Café"),
        ("𝗕𝗼𝗹𝗱 and ｗｉｄｅ and ﬁne", "Bold and wide and ﬁne"),
        ("Шире шаг, České řeči, Łódź", "Шире шаг, České řeči, Łódź"),
        ("At ≥ 3 €", "At ≥ 3 €"),
        ("A → B", ""),
        ("Say הסכם", ""),
        ("مرحبا", ""),
        ("改善", ""),
        ("नमस्ते", ""),
        ("Z̶a̶l̶g̶o̶", ""),
        ("😀 🎉", ""),
        ("\ue000\ud83d", ""),
        ("", ""),
    ],
)
def test_a_text_is_set_whole_without_pictures_or_not_at_all(title: str, text: str) -> None:
    assert settable(title) == text


@given(texts)
def test_no_box_is_ever_drawn_for_a_letter(title: str) -> None:
    for character in settable(title):
        assert bytes(font("Bold", 30).getmask(character)) != bytes(font("Bold", 30).getmask("\U0010ffff"))


@pytest.mark.parametrize(
    ("tip", "path"),
    [
        (filed("be-brief", a_tip()), "cards/2024/be-brief.png"),
        (filed("by-year", a_tip(date="2019")), "cards/2019/by-year.png"),
        (filed("no-date", a_tip(date="")), "cards/undated/no-date.png"),
        (filed("řeč", a_tip("Řeč")), "cards/2024/řeč.png"),
        (filed("改善", a_tip("改善")), SITE),
        (filed("smile", a_tip("😀")), SITE),
    ],
)
def test_a_tip_has_a_card_at_its_own_address_or_else_the_sites(tip: FiledTip, path: str) -> None:
    assert card_path(archive_of(tip).entries[0]) == path


def test_pages_learn_the_addresses_of_their_own_cards() -> None:
    archive = archive_of(filed("řeč", a_tip("Řeč")), filed("smile", a_tip("😀")))
    assert card_addresses(archive) == {"tips/2024/řeč.md": "cards/2024/%C5%99e%C4%8D.png"}


def test_cards_say_no_more_than_may_be_shown_and_is_known() -> None:
    secret = a_tip("Ask first", "", f"{LONG} {UNSEEN}", rights=Rights.ASK, description=UNSEEN, tags=("phone", "改"))
    (entry,) = archive_of(filed("ask-first", secret)).entries
    assert tip_card(entry, SETTINGS) == Card("Tuesday Tips", "Ask first", (), ("phone",))
    (entry,) = archive_of(filed("be-brief", a_tip(date="2024-03", author="Ada Fenwick"))).entries
    assert tip_card(entry, SETTINGS) == Card("Tuesday Tips", "Be brief", ("March 2024", "Ada Fenwick"))


@pytest.mark.parametrize(
    ("settings", "tips", "card"),
    [
        (SETTINGS, TIPS, Card("Tuesday Tips", SETTINGS.description, ("13 tips", "since 2019"))),
        (SETTINGS, (filed("a", a_tip(date="")),), Card("Tuesday Tips", SETTINGS.description, ("1 tip",))),
        (replace(SETTINGS, description=""), (), Card("", "Tuesday Tips")),
        (replace(SETTINGS, title="火曜日"), (), Card("", SETTINGS.description)),
    ],
)
def test_the_sites_card_says_what_it_is_and_how_much_it_holds(
    settings: Settings, tips: tuple[FiledTip, ...], card: Card
) -> None:
    assert site_card(archive_of(*tips), settings) == card


def kept(cache: Path) -> dict[str, tuple[int, int]]:
    """Return the files of a cache, each with what changes when it is written again."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in cache.iterdir()}


def test_a_card_is_drawn_once(tmp_path: Path) -> None:
    archive = archive_of(*TIPS)
    first = cards(archive, SETTINGS, TEMPLATE, tmp_path / "cache").kept
    assert set(first) == {SITE, *(card_path(entry) for entry in archive.entries)}
    assert len(first) == 14
    assert first["cards/2024/be-brief.png"].read_bytes() == draw(
        tip_card(next(entry for entry in archive.entries if entry.tip.title == "Be brief"), SETTINGS), TEMPLATE
    )
    before = kept(tmp_path / "cache")
    assert cards(archive, SETTINGS, TEMPLATE, tmp_path / "cache").kept == first
    assert kept(tmp_path / "cache") == before


def test_what_has_changed_is_drawn_again_and_nothing_else(tmp_path: Path) -> None:
    first = cards(archive_of(*TIPS), SETTINGS, TEMPLATE, tmp_path).kept
    before = kept(tmp_path)
    edited = [replace(one, tip=replace(one.tip, title="Be briefer")) if one.slug == "be-brief" else one for one in TIPS]
    second = cards(archive_of(*edited), SETTINGS, TEMPLATE, tmp_path).kept
    assert [path for path in first if first[path] != second[path]] == ["cards/2024/be-brief.png"]
    assert len(kept(tmp_path).keys() - before.keys()) == 1
    assert before.items() <= kept(tmp_path).items()
    blue = replace(TEMPLATE, colours=replace(TEMPLATE.colours, accent=(30, 60, 160)))
    third = cards(archive_of(*edited), SETTINGS, blue, tmp_path).kept
    assert not set(third.values()) & set(second.values())
    assert opened(third[SITE].read_bytes()).getpixel((600, 5)) == (30, 60, 160)


def test_only_what_no_build_has_used_for_weeks_is_taken_away(tmp_path: Path) -> None:
    def aged(path: Path, days: int) -> Path:
        os.utime(path, (time.time() - days * 86_400,) * 2)
        return path

    old = cards(archive_of(filed("be-brief", a_tip("Once"))), SETTINGS, TEMPLATE, tmp_path).kept[
        "cards/2024/be-brief.png"
    ]
    young = cards(archive_of(filed("be-brief", a_tip("Twice"))), SETTINGS, TEMPLATE, tmp_path).kept[
        "cards/2024/be-brief.png"
    ]
    half = tmp_path / ".abcd1234.part"
    half.write_bytes(b"half a picture")
    site = cards(archive_of(filed("be-brief", a_tip("Once"))), SETTINGS, TEMPLATE, tmp_path).kept[SITE]
    for path, days in ((old, 30), (half, 30), (young, 3), (site, 30)):
        aged(path, days)
    cards(archive_of(filed("other", a_tip("Other"))), SETTINGS, TEMPLATE, tmp_path)
    assert not old.exists()
    assert not half.exists()
    assert young.exists()
    assert site.exists()  # it is in use,
    assert time.time() - site.stat().st_mtime < 86_400  # and says so


class Heard:
    """Progress that remembers what it heard."""

    def __init__(self) -> None:
        self.of: list[tuple[str, int, int | None]] = []

    def at(self, what: str, done: int, total: int | None = None) -> None:
        self.of.append((what, done, total))

    def say(self, line: str) -> None:
        raise AssertionError(line)


@pytest.mark.slow
def test_many_cards_are_drawn_by_several_processes_and_are_the_same(tmp_path: Path) -> None:
    tips = [filed(f"tip-{n}", a_tip(f"Tip {n}")) for n in range(220)]
    heard = Heard()
    found = cards(archive_of(*tips), SETTINGS, TEMPLATE, tmp_path, heard).kept
    assert heard.of[-1] == ("Social cards", 221, 221)
    entries = {card_path(entry): entry for entry in archive_of(*tips).entries}
    for path in ("cards/2024/tip-0.png", "cards/2024/tip-117.png", "cards/2024/tip-219.png"):
        assert found[path].read_bytes() == draw(tip_card(entries[path], SETTINGS), TEMPLATE)
    few = Heard()
    cards(archive_of(*tips[:5]), replace(SETTINGS, title="Other"), TEMPLATE, tmp_path, few)
    assert few.of == []


CSS = ":root { --paper: #fff; --ink: black; --ink-soft: #555; --accent: light-dark(#9f3a1b, #f09a74); --wash: #eee; }"


@pytest.mark.parametrize(
    ("accent", "rgb"),
    [
        ("light-dark(#9f3a1b, #f09a74)", (0x9F, 0x3A, 0x1B)),
        ("light-dark( #123 , #fff )", (0x11, 0x22, 0x33)),
        ("#0a0b0c80", (10, 11, 12)),
        ("light-dark(rgb(1, 2, 3), rgb(4, 5, 6))", (1, 2, 3)),
        ("hsl(0, 100%, 50%)", (255, 0, 0)),
        ("navy", (0, 0, 128)),
        ("/* light-dark(#000, #fff) */ #010203", (1, 2, 3)),
    ],
)
def test_colours_come_from_the_stylesheet(tmp_path: Path, accent: str, rgb: tuple[int, int, int]) -> None:
    file = tmp_path / "tokens.css"
    file.write_text(CSS.replace("light-dark(#9f3a1b, #f09a74)", accent), "utf-8")
    assert read_colours(file) == Colours((255,) * 3, (0,) * 3, (0x55,) * 3, rgb, (0xEE,) * 3)


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (CSS.replace("--accent", "--accents"), "--accent is missing"),
        (CSS.replace("--ink:", "--inky:"), "--ink is missing"),
        (CSS.replace("#9f3a1b", "var(--red)"), r'--accent is "var\(--red\)", which is no colour that can be painted'),
        (
            CSS.replace("#9f3a1b", "oklch(0.5 0.1 40)"),
            "no colour that can be painted. Write it as --accent: light-dark",
        ),
        (None, "can't be read"),
    ],
)
def test_colours_that_cant_be_used_are_named(tmp_path: Path, css: str | None, said: str) -> None:
    file = tmp_path / "tokens.css"
    if css is not None:
        file.write_text(css, "utf-8")
    with pytest.raises(ConfigError, match=said) as raised:
        read_colours(file)
    assert raised.value.place == str(file)


def luminance(colour: Sequence[int]) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.2, definition of relative luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("without", "least"),
    [
        (replace(FULL, title=""), 7.0),
        (replace(FULL, name=""), 7.0),
        (replace(FULL, details=()), 4.5),
        (replace(FULL, tags=()), 4.5),
    ],
    ids=["title", "name", "details", "tags"],
)
def test_each_text_stands_out_from_its_ground(without: Card, least: float) -> None:
    box = changed(without, FULL)
    colours = opened(draw(FULL, TEMPLATE)).crop(box).getcolors()
    assert colours
    by_area = [colour for _, colour in sorted(colours, reverse=True)]
    light = sorted(luminance(colour) for colour in by_area if isinstance(colour, tuple))
    ground = luminance(by_area[0]) if isinstance(by_area[0], tuple) else 0
    assert (ground + 0.05) / (light[0] + 0.05) >= least


def theme(folder: Path, mark: bytes) -> Path:
    for part in ("assets/card", "assets/stylesheets"):
        (folder / part).mkdir(parents=True)
    shutil.copy(ROOT / "overrides/assets/stylesheets/tokens.css", folder / "assets/stylesheets")
    (folder / "assets/card/mark.png").write_bytes(mark)
    return folder


def png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("mark", "wide"),
    [
        (png(Image.new("LA", (10, 10), (0, 255))), 0),  # all black and opaque: nothing of it is bright
        (png(Image.new("L", (10, 10), 255)), 46),
        (png(Image.new("RGB", (40, 20), "white")), 92),
        (png(Image.new("P", (3, 300), 0)), 0),
        (png(Image.new("RGB", (3000, 3), "white")), 504),
        (png(Image.new("RGBA", (10, 10), (0, 0, 0, 254))), 46),
    ],
)
def test_any_picture_can_be_the_mark(tmp_path: Path, mark: bytes, wide: int) -> None:
    template = read_template(theme(tmp_path, mark))
    empty = replace(template, mark=png(Image.new("LA", (1, 1))))
    bare = Card("", "Be brief")
    box = ImageChops.difference(opened(draw(bare, template)), opened(draw(bare, empty))).getbbox()
    assert (box[2] - box[0] if box else 0) == wide
    assert box is None or (box[0], box[3] - box[1]) == (MARGIN, 46)


@pytest.mark.parametrize("mark", [b"", b"<svg/>", TEMPLATE.mark[:100]], ids=["empty", "no PNG", "cut off"])
def test_a_mark_that_is_no_picture_is_said(tmp_path: Path, mark: bytes) -> None:
    with pytest.raises(ConfigError, match=r"mark.png: this is no picture that can be read"):
        read_template(theme(tmp_path, mark))


@pytest.mark.slow
def test_the_built_site_has_a_card_for_each_tip_and_one_of_its_own(tmp_path: Path) -> None:
    site = build_site(tmp_path) / "tip-archive"
    found = {path.relative_to(site / "cards").with_suffix("").as_posix() for path in site.glob("cards/**/*.png")}
    published = {str(one.path.with_suffix("")) for one in TIPS if one.tip.status is not Status.DRAFT}
    assert found == {*published, "site"}
    assert all(opened(path.read_bytes()).size == (WIDTH, HEIGHT) for path in site.glob("cards/**/*.png"))
    assert not (site / "assets/card").exists()
    pages = {path: path.read_text("utf-8") for path in site.glob("**/index.html")}
    named = {
        path: re.findall('"og:image" content="https://example.github.io/tip-archive/([^"]+)"', text)
        for path, text in pages.items()
    }
    assert all((site / unquote(image)).is_file() for images in named.values() for image in images)
    assert named[site / "tips/2024/be-brief/index.html"] == ["cards/2024/be-brief.png"]
    assert named[site / "index.html"] == named[site / "about/index.html"] == ["cards/site.png"]
    assert '"https://example.github.io/tip-archive/cards/2024/be-brief.png"' in (site / "feed.json").read_text("utf-8")


def test_a_site_can_do_without(tmp_path: Path) -> None:
    tips = write_tips(tmp_path / "tips", TIPS[:2])
    plugins = [{"tip-archive": {"tips": str(tips), "search": False, "social_cards": False}}]
    build(load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "site"), plugins=plugins))
    assert (tmp_path / "site/tips/2024/be-brief/index.html").exists()
    assert not (tmp_path / "site/cards").exists()
    assert "cards/" not in (tmp_path / "site/tips/2024/be-brief/index.html").read_text("utf-8")
