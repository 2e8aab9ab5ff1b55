"""One colour → the accent's colours of light and of dark pages: of its hue, and dark or light enough to be read.

Lightness, chroma and hue are those of OKLCH, in which steps look equally large whatever the hue.
Source: Björn Ottosson, "A perceptual color space for image processing" (2020), and the matrices there.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from PIL import ImageColor

from scraper.errors import ConfigError

Rgb: TypeAlias = tuple[int, int, int]
Lch: TypeAlias = tuple[float, float, float]  # lightness from 0 to 1, chroma from 0, hue in radians

LEAST = 4.5  # the contrast that text needs with its ground: WCAG 2.2, 1.4.3, level AA
GROUNDS = ("paper", "sheet", "wash")  # on which links stand, beside the accent's own wash
_STEP = 0.005
# Where the search begins, and how pale the two others are: lightness, and the most chroma that they may have.
_DARK_PAGES = 0.76
_CHROMA_ON_DARK = 0.13  # what is vivid on paper glares on a dark ground
_WASHES = ((0.93, 0.03), (0.30, 0.045))
_ON_ACCENT = ((0.99, 0.008), (0.18, 0.03))


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on light pages, and its counterpart on dark ones."""

    light: Rgb
    dark: Rgb

    def __iter__(self) -> Iterator[Rgb]:
        return iter((self.light, self.dark))


@dataclass(frozen=True, slots=True)
class Accent:
    """The accent, the pale ground that goes with it, and what stands on the accent."""

    accent: Pair
    wash: Pair
    on_accent: Pair


def read_colour(text: str) -> Rgb:
    """Return a colour from "#1d6f5c", "#175" or one of CSS's names. Raises ConfigError for anything else.

    "1d6f5c" does as well: to a shell "#" begins a comment.
    """
    word = text.strip().lower()
    digits = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", word)
    try:
        if not digits and word not in ImageColor.colormap:
            raise ValueError
        red, green, blue = ImageColor.getrgb(f"#{digits[1]}" if digits else word)[:3]
    except ValueError:
        shown = re.sub(r"[^\x20-\x7e]", "�", text.strip())[:40]
        raise ConfigError(
            f'"{shown}" is no colour', remedy='Write it as "#1d6f5c", or as a name such as teal'
        ) from None
    return red, green, blue


def hexadecimal(colour: Rgb) -> str:
    """Return a colour as style sheets have it: "#1d6f5c"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def accent_of(wanted: Rgb, grounds: Mapping[str, Pair]) -> Accent:
    """Return the colours that a wanted one gives; `grounds` are those of GROUNDS and the ink, of light and dark pages.

    The light one is the wanted one itself wherever that can be read. Raises ConfigError where the grounds are such that
    no colour of the hue can.
    """
    lightness, chroma, hue = _lch(wanted)
    light = _readable(wanted, [wanted, *_steps((lightness, chroma, hue), 0.0)], 0, grounds)
    softer = (max(lightness, _DARK_PAGES), min(chroma, _CHROMA_ON_DARK), hue)
    dark = _readable(wanted, _steps(softer, 1.0), 1, grounds)
    return Accent(*(Pair(one, other) for one, other in zip(light, dark, strict=True)))


def _readable(
    wanted: Rgb, candidates: Iterator[Rgb] | list[Rgb], page: int, grounds: Mapping[str, Pair]
) -> tuple[Rgb, Rgb, Rgb]:
    """Return the first candidate that can be read on light (0) or dark (1) pages, its wash, and what stands on it."""
    _, chroma, hue = _lch(wanted)
    wash, on_accent = (
        _rgb((lightness, min(chroma, most), hue)) for lightness, most in (_WASHES[page], _ON_ACCENT[page])
    )
    others = [tuple(grounds[name])[page] for name in GROUNDS]
    if contrast(tuple(grounds["ink"])[page], wash) >= LEAST:
        for one in candidates:
            if all(contrast(one, ground) >= LEAST for ground in (*others, wash, on_accent)):
                return one, wash, on_accent
    problem = f"no colour of the hue of {hexadecimal(wanted)} can be read on this archive's grounds"
    raise ConfigError(problem, remedy="Choose another colour, or lighter or darker grounds")


def _steps(start: Lch, end: float) -> Iterator[Rgb]:
    """Yield colours of one hue from a lightness on, in small steps, to black or to white."""
    lightness, chroma, hue = start
    for number in range(round(abs(end - lightness) / _STEP) + 1):
        yield _rgb((lightness + math.copysign(number * _STEP, end - lightness), chroma, hue))


def _rgb(colour: Lch) -> Rgb:
    """Return a colour that a screen can show: where it can't, the most vivid one of that lightness and hue."""
    lightness, chroma, hue = colour
    channels = _channels(colour)
    low, high = 0.0, chroma
    if not _is_shown(channels):
        for _ in range(20):  # halves the chroma's doubt each time: far below what a channel's 256 steps can tell
            middle = (low + high) / 2
            low, high = (middle, high) if _is_shown(_channels((lightness, middle, hue))) else (low, middle)
        channels = _channels((lightness, low, hue))
    red, green, blue = (round(255 * _encoded(min(max(one, 0.0), 1.0))) for one in channels)
    return red, green, blue


def _is_shown(channels: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= one <= 1 + 1e-4 for one in channels)


def _lch(colour: Rgb) -> Lch:
    red, green, blue = map(_linear, colour)
    long, medium, short = (
        math.cbrt(one)
        for one in (
            0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
            0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
            0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
        )
    )
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _channels(colour: Lch) -> tuple[float, float, float]:
    """Return red, green and blue as linear light; below 0 or above 1 where no screen shows the colour."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(colour: Rgb) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
