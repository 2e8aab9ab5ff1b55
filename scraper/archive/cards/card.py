"""The card: the picture that stands for a page where its link is shared, 1200 by 630 pixels, drawn from a template.

The template is the site's own: its colours, and the mark in assets/card/. The size is what most networks ask for; they
crop it here and there, so what matters keeps to margins that a picture of 1.6:1 to 2:1 still has.
Source: https://ogp.me/, "Structured Properties"; the networks' own pages name 1.91:1.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from scraper.archive.cards.colours import Colours, Rgb, read_colours
from scraper.archive.cards.lettering import LEADING, Face, font, length, shortened, typeset
from scraper.errors import ConfigError

WIDTH, HEIGHT = 1200, 630
MARGIN = 96

_INNER = WIDTH - 2 * MARGIN
_BAR = 20
_HEAD, _NAME = 96, 40  # where the middle of the name's line is, and its size
_MARK, _BESIDE = 46, 16  # the mark's height, and what is free between it and the name
_TOP, _BOTTOM = 146, 490  # between them stands the title
# Sizes of the title, and how many lines of each leave the card room to breathe.
_TITLE = ((108, 2), (96, 2), (88, 2), (80, 3), (72, 3), (66, 4), (60, 4), (54, 5), (48, 5), (44, 6), (40, 7))
_FOOT, _DETAIL, _DOT = 549, 32, 15  # the base line of the last line, its size, and the room on each side of its dots
_TAG, _TAGS, _PADDING, _BETWEEN = 27, 2, 20, 12
_BLEED = 32  # around a text's box; letters such as j or Å reach out of it

# The palette: paper, and from it to each colour as many steps as the edges of letters need to look smooth.
_STEPS = 4
_PAPER = 0
_INK, _SOFT, _ACCENT, _WASH = 0, _STEPS, 2 * _STEPS, 3 * _STEPS + 1
_COMPRESSION = 8  # zlib's 9 takes three times as long for a fiftieth less


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, all of it settable: the site's name, a title, details in order, and tags."""

    name: str
    title: str
    details: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """What all cards of a site are drawn with. `mark` is a picture's file; where it isn't empty, the accent shows."""

    colours: Colours
    mark: bytes


def read_template(theme: Path) -> Template:
    """Return the template in the folder of a theme. Raises ConfigError where a part of it can't be used."""
    path = theme / "assets" / "card" / "mark.png"
    try:
        mark = path.read_bytes()
        Image.open(BytesIO(mark)).load()
    except (OSError, SyntaxError, ValueError) as error:
        problem = f"this is no picture that can be read: {error}"
        raise ConfigError(problem, place=path, remedy="Put a PNG there, or turn social_cards off") from None
    return Template(read_colours(theme / "assets" / "stylesheets" / "tokens.css"), mark)


def draw(card: Card, template: Template) -> bytes:
    """Return the card as a PNG: the same card gives the same bytes."""
    canvas = _frame(card.name, template).copy()
    setting = typeset(card.title, _TITLE, _INNER)
    step = round(setting.size * LEADING)
    first = (_TOP + _BOTTOM - step * len(setting.lines)) // 2 + round(0.8 * step)
    lines = enumerate(setting.lines)
    _set(canvas, _INK, "Bold", setting.size, [(MARGIN, first + step * number, line) for number, line in lines])
    _foot(canvas, card)
    return _png(canvas, template.colours)


@functools.lru_cache(maxsize=2)
def _frame(name: str, template: Template) -> Image.Image:
    """Return what all cards of a site share: paper, the bar along its upper edge, mark and name."""
    canvas = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    canvas.paste(_ACCENT + _STEPS, (0, 0, WIDTH, _BAR))
    mark = _silhouette(template.mark)
    _stamp(canvas, mark, _ACCENT, (MARGIN, _HEAD - mark.height // 2))
    at = MARGIN + mark.width + _BESIDE
    base = _HEAD + round(0.34 * _NAME)  # so that the middle of small letters is the middle of the line
    _set(canvas, _INK, "Bold", _NAME, [(at, base, shortened(name, "Bold", _NAME, WIDTH - MARGIN - at))])
    return canvas


def _silhouette(picture: bytes) -> Image.Image:
    """Return a picture's opacity, or its brightness where all of it is opaque, as high as the mark is."""
    image = Image.open(BytesIO(picture)).convert("RGBA")
    opacity = image.getchannel("A")
    shape = image.convert("L") if opacity.getextrema() == (255, 255) else opacity
    width = max(1, min(_INNER // 2, round(shape.width * _MARK / shape.height)))
    return shape.resize((width, _MARK), Image.Resampling.LANCZOS)


def _foot(canvas: Image.Image, card: Card) -> None:
    """Set the details from the left, and from the right as many tags as there is room for."""
    at, end = MARGIN, WIDTH - MARGIN
    details: list[tuple[int, int, str]] = []
    dots: list[tuple[int, int, str]] = []
    for detail in card.details:
        if end - at < 3 * _DETAIL:
            break
        if details:
            dots.append((at + _DOT, _FOOT, "·"))
            at += 2 * _DOT + round(length("·", "Bold", _DETAIL))
        text = shortened(detail, "Regular", _DETAIL, end - at)
        details.append((at, _FOOT, text))
        at += round(length(text, "Regular", _DETAIL))
    _set(canvas, _SOFT, "Regular", _DETAIL, details)
    _set(canvas, _ACCENT, "Bold", _DETAIL, dots)
    chips: list[tuple[str, int]] = []
    left = end - at
    for tag in card.tags:
        width = round(length(tag, "Regular", _TAG)) + 2 * _PADDING
        if len(chips) < _TAGS and width + 2 * _BETWEEN <= left:
            chips.append((tag, width))
            left -= width + _BETWEEN
    at = end - sum(width for _, width in chips) - _BETWEEN * (len(chips) - 1)
    for tag, width in chips:
        box = (at, _FOOT - 35, at + width, _FOOT + 15)
        ImageDraw.Draw(canvas).rounded_rectangle(box, radius=25, fill=_WASH)
        _set(canvas, _WASH, "Regular", _TAG, [(at + _PADDING, _FOOT - 2, tag)])
        at += width + _BETWEEN


def _set(canvas: Image.Image, ramp: int, face: Face, size: int, texts: Sequence[tuple[int, int, str]]) -> None:
    """Set texts of one kind, each from where its base line begins."""
    if not texts:
        return
    top = max(0, min(base for _, base, _ in texts) - size - _BLEED)
    bottom = min(HEIGHT, max(base for _, base, _ in texts) + size // 2 + _BLEED)
    layer = Image.new("L", (WIDTH, bottom - top))
    pen = ImageDraw.Draw(layer)
    for at, base, text in texts:
        pen.text((at, base - top), text, fill=255, font=font(face, size), anchor="ls")
    _stamp(canvas, layer, ramp, (0, top))


def _stamp(canvas: Image.Image, layer: Image.Image, ramp: int, at: tuple[int, int]) -> None:
    """Paint on the canvas, in the colours of a ramp, where the layer isn't black."""
    steps = [round(light * _STEPS / 255) for light in range(256)]
    canvas.paste(layer.point([ramp + step for step in steps]), at, layer.point([255 * bool(step) for step in steps]))


def _png(canvas: Image.Image, colours: Colours) -> bytes:
    """Return the canvas, whose pixels are numbers of colours, as a file.

    There are more than 16 of them, so a pixel takes a byte, which compresses better than half a byte would: a letter
    is then the same bytes wherever it stands.
    """
    palette = [
        colours.paper,
        *_ramp(colours.paper, colours.ink),
        *_ramp(colours.paper, colours.ink_soft),
        *_ramp(colours.paper, colours.accent),
        colours.wash,
        *_ramp(colours.wash, colours.ink_soft),
    ]
    canvas.putpalette([part for colour in palette for part in colour])
    file = BytesIO()
    canvas.save(file, "PNG", compress_level=_COMPRESSION)
    return file.getvalue()


def _ramp(start: Rgb, end: Rgb) -> list[Rgb]:
    """Return the colours after the first one on the way to the last one."""

    def between(part: int, step: int) -> int:
        return round(start[part] + (end[part] - start[part]) * step / _STEPS)

    return [(between(0, step), between(1, step), between(2, step)) for step in range(1, _STEPS + 1)]
