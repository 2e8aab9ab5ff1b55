"""The accent's colours in the style sheet of colours; all its other lines stay to the byte."""

import re

from scraper.errors import ConfigError
from scraper.fork.colours import GROUNDS, Accent, Pair, Rgb, accent_of, hexadecimal, read_colour

FILE = "overrides/assets/stylesheets/tokens.css"
_NAMES = (*GROUNDS, "ink", "accent", "accent-wash", "on-accent")


def with_accent(css: str, wanted: str) -> tuple[str, str]:
    """Return the style sheet with an accent, and a sentence on what became of the colour.

    A colour that is the accent of light pages already changes nothing. Raises ConfigError where the colours aren't
    written as this project writes them.
    """
    colour = read_colour(wanted)
    if colour == _pair(css, "accent").light:
        return css, ""
    found = accent_of(colour, {name: _pair(css, name) for name in _NAMES})
    for name, pair in (("accent", found.accent), ("accent-wash", found.wash), ("on-accent", found.on_accent)):
        css = re.sub(_declaration(name), rf"\g<1>{hexadecimal(pair.light)}\g<3>{hexadecimal(pair.dark)}", css, count=1)
    return css, _told(colour, found)


def accent_in(css: str) -> str:
    """Return the accent of light pages; empty where it isn't written as this project writes it."""
    try:
        return hexadecimal(_pair(css, "accent").light)
    except ConfigError:
        return ""


def _told(wanted: Rgb, found: Accent) -> str:
    light, dark = (hexadecimal(one) for one in found.accent)
    if wanted == found.accent.light:
        return f"{light} can be read on light pages; on dark ones it is {dark}"
    return (
        f"{hexadecimal(wanted)} is too light to be read on light pages, so it is {light} there, and {dark} on dark ones"
    )


def _declaration(name: str) -> str:
    return rf"(--{name}:\s*light-dark\(\s*)(#(?:[0-9a-fA-F]{{3}}){{1,2}})(\s*,\s*)(#(?:[0-9a-fA-F]{{3}}){{1,2}})"


def _pair(css: str, name: str) -> Pair:
    found = re.search(_declaration(name), css)
    if not found:
        problem = f"--{name} isn't written as two colours"
        remedy = f"Write it as --{name}: light-dark(#9f3a1b, #f09a74), or leave --accent out"
        raise ConfigError(problem, place=FILE, remedy=remedy)
    return Pair(read_colour(found[2]), read_colour(found[4]))
