"""The site's own colours, read from its stylesheet, so that what is painted elsewhere changes with it."""

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeAlias

from PIL import ImageColor

from scraper.errors import ConfigError

Rgb: TypeAlias = tuple[int, int, int]

# The light one of two, or the only one: "light-dark(#fbf8f1, #171512)" or "#fbf8f1"; a colour may be "rgb(1, 2, 3)".
_COLOUR = r"\s*(?:light-dark\(\s*)?([\w#]+(?:\([^()]*\))?)"
_EXAMPLE = "light-dark(#9f3a1b, #f09a74)"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of light pages; each is named as its custom property is, "ink_soft" for "--ink-soft"."""

    paper: Rgb
    ink: Rgb
    ink_soft: Rgb
    accent: Rgb
    wash: Rgb


def read_colours(stylesheet: Path) -> Colours:
    """Return the colours that a stylesheet sets. Raises ConfigError where one is missing or of a form unknown here."""
    try:
        css = re.sub(r"/\*.*?\*/", "", stylesheet.read_text("utf-8"), flags=re.DOTALL)
    except (OSError, UnicodeDecodeError) as error:
        problem = f"the site's colours can't be read from here: {error}"
        raise ConfigError(problem, place=stylesheet, remedy="Put the file back, or turn social_cards off") from None
    return Colours(**{each.name: _colour(css, each.name.replace("_", "-"), stylesheet) for each in fields(Colours)})


def _colour(css: str, name: str, stylesheet: Path) -> Rgb:
    found = re.search(rf"--{name}:{_COLOUR}", css)
    try:
        red, green, blue = ImageColor.getrgb(found[1] if found else "")[:3]
    except ValueError:
        seen = f'"{found[1]}", which is no colour that can be painted' if found else "missing"
        remedy = f"Write it as --{name}: {_EXAMPLE}"
        raise ConfigError(f"--{name} is {seen}", place=stylesheet, remedy=remedy) from None
    return red, green, blue
