"""One colour → an accent that can be read, on light and on dark pages; of its hue, and otherwise of its own file."""

import colorsys
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.errors import ConfigError
from scraper.fork.colours import Rgb, contrast, hexadecimal, read_colour
from scraper.fork.tokens import accent_in, with_accent

CSS = """\
/* colours */
:root {
  --paper: light-dark(#fbf8f1, #171512);
  --sheet: light-dark(#fffdf9, #1f1c18);
  --ink: light-dark(#231f1a, #ece5d8);
  --wash: light-dark(#f2ecdf, #26221c);
  --accent: light-dark(#9f3a1b, #f09a74); /* links */
  --accent-wash: light-dark(#f6e3d6, #40281d);
  --on-accent: light-dark( #fffdf9 , #21120b );
  --link: var(--accent);
}
"""
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


def pairs(css: str) -> dict[str, tuple[Rgb, Rgb]]:
    found = re.findall(r"--([\w-]+): light-dark\(\s*(#\w{6})\s*,\s*(#\w{6})\s*\)", css)
    return {name: (read_colour(light), read_colour(dark)) for name, light, dark in found}


@given(COLOURS)
@example((0, 0, 0))
@example((255, 255, 255))
@example((255, 255, 0))
@example((0, 0, 255))
@example((128, 128, 128))
def test_whatever_the_colour_all_can_be_read(colour: Rgb) -> None:
    css, _ = with_accent(CSS, hexadecimal(colour))
    found = pairs(css)
    for page in (0, 1):
        of = {name: pair[page] for name, pair in found.items()}
        for ground in ("paper", "sheet", "wash", "accent-wash", "on-accent"):
            assert contrast(of["accent"], of[ground]) >= 4.5, (page, ground)
        assert contrast(of["ink"], of["accent-wash"]) >= 4.5
    assert with_accent(css, hexadecimal(colour))[0] == css
    assert accent_in(css) == hexadecimal(found["accent"][0])


def test_so_it_can_on_the_whitest_paper() -> None:
    css = re.sub("#(?:fbf8f1|fffdf9,|f2ecdf)", lambda found: "#ffffff" + found[0][7:], CSS)
    of = {name: pair[0] for name, pair in pairs(with_accent(css, "#8a8a8a")[0]).items()}
    assert of["paper"] == of["sheet"] == of["wash"] == (255, 255, 255)
    assert contrast(of["accent"], of["on-accent"]) >= 4.5


@given(COLOURS)
def test_nothing_else_changes(colour: Rgb) -> None:
    css, _ = with_accent(CSS, hexadecimal(colour))
    bare = re.compile(r"(--(?:accent|accent-wash|on-accent): light-dark\(\s*)#\w{6}(\s*,\s*)#\w{6}")
    assert bare.sub(r"\1\2", css) == bare.sub(r"\1\2", CSS)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("#1d6f5c", "#1d6f5c can be read on light pages; on dark ones it is #76c3ad"),
        ("navy", "#000080 can be read on light pages; on dark ones it is #89b0ff"),
        ("#fd0", "#ffdd00 is too light to be read on light pages, so it is #796800 there, and #f5de73 on dark ones"),
        ("#9F3A1B", ""),
    ],
)
def test_what_became_of_a_colour_is_told(wanted: str, told: str) -> None:
    css, said = with_accent(CSS, wanted)
    assert said == told
    assert (css == CSS) == (not told)


@pytest.mark.parametrize("wanted", ["#1d6f5c", "#ff0000", "#ffd400", "#e91e63", "#7fd0b0", "#00ffff", "#3b5bdb"])
def test_the_hue_stays(wanted: str) -> None:
    def hue(colour: Rgb) -> float:
        return colorsys.rgb_to_hls(*(one / 255 for one in colour))[0]

    for colour in pairs(with_accent(CSS, wanted)[0])["accent"]:
        apart = abs(hue(colour) - hue(read_colour(wanted)))
        assert min(apart, 1 - apart) < 0.06  # of a whole turn; what looks like one hue isn't quite one number in HLS


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#175", (17, 119, 85)), ("1d6f5c", (29, 111, 92)), ("#1D6F5C", (29, 111, 92)), (" Teal ", (0, 128, 128))],
)
def test_a_colour_may_be_written_in_several_ways(text: str, colour: Rgb) -> None:
    assert read_colour(text) == colour


@pytest.mark.parametrize(
    ("css", "says"),
    [
        (
            CSS.replace("--wash:", "--wish:"),
            "tokens.css: --wash isn't written as two colours. Write it as --wash: ",
        ),
        (CSS.replace("light-dark(#9f3a1b, #f09a74)", "brown"), "--accent isn't written as two colours"),
        (CSS.replace("#fbf8f1", "#444444"), "no colour of the hue of #1d6f5c can be read on this archive's grounds"),
    ],
)
def test_a_style_sheet_of_another_form_is_named(css: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_accent(css, "#1d6f5c")
    assert says in str(caught.value)
