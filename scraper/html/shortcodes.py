"""WordPress shortcodes that a page shows as they were typed: their brackets go, what they hold or point to stays."""

import re

from bs4 import Tag
from bs4.element import NavigableString

from scraper.html.losses import Losses

# A name is one of these, or begins with a prefix of page builders, or has attributes; or it closes such a one. "[sic]"
# and "[Name]" are ordinary words, and so is a lone "[/rant]".
_NAMES = """
    addtoany audio caption contact-form contact-form-7 embed embedyt forminator_form gallery googlemaps gravityform
    gravityforms instagram jetpack-related-posts jetpack_subscription_form mc4wp_form ninja_form ninja_forms
    playlist polldaddy product products recent_posts sharethis slideshow soundcloud subscribe2 tweet video
    videopress vimeo wp_caption wpforms wpvideo youtube
"""
_PREFIXES = ("et_pb_", "fusion_", "su_", "vc_", "av_", "cs_", "fl_builder_")
# Whatever its name: nobody writes name="value" between brackets. Quotes are curly where the site made them so.
_WITH_ATTRIBUTES = r"[a-z][a-z0-9_-]*(?=\s+[\w-]+\s*=\s*[\"'“”″‘’′\d])"
_ALTERNATIVES = (
    *map(re.escape, sorted(_NAMES.split(), key=len, reverse=True)),
    rf"(?:{'|'.join(_PREFIXES)})\w+",
    _WITH_ATTRIBUTES,
    r"(?P<closing>(?<=\[/)[a-z][a-z0-9_-]*(?=\]))",
)
_SHORTCODE = re.compile(
    rf"(?<!\[)\[(?P<close>/?)(?P<name>{'|'.join(_ALTERNATIVES)})(?P<attributes>(?:[\s=][^\[\]]*)?)/?\](?!\])"
)
_ADDRESS = re.compile(r"https?://[^\s\"'”“″<>\[\]]+")


def replace_shortcodes(body: Tag, losses: Losses) -> None:
    """Take the shortcodes out of the texts of a tree; an address that one held becomes a link."""
    texts = [text for text in body.find_all(string=_SHORTCODE) if not text.find_parent(["pre", "code"])]
    opened: set[str] = set()
    for text in texts:
        _replace(text, losses, opened)


def _replace(text: NavigableString, losses: Losses, opened: set[str]) -> None:
    pieces: list[str | Tag] = []
    end = 0
    inside = ""  # the shortcode whose content is an address: [embed]https://…[/embed]
    for match in _SHORTCODE.finditer(text):
        name, address = match["name"], _ADDRESS.search(match["attributes"])
        between = text[end : match.start()]
        held = _ADDRESS.search(between) if inside and match["close"] else None
        pieces.append(_link(held[0]) if held else between)
        end = match.end()
        if match["close"]:
            if match["closing"] and name not in opened:
                pieces.append(match[0])
            inside = ""
            continue
        opened.add(name)
        closed = f"[/{name}]" in text[end:]
        if not match["attributes"].strip() and not closed and text.strip() != match[0]:
            pieces.append(match[0])  # "as in this [video]": a word in brackets
            continue
        inside = name if closed and name in {"embed", "audio", "video", "youtube", "vimeo"} else ""
        if address:
            pieces.append(_link(address[0]))
        kept = address or _ADDRESS.match(text[end:].strip()) if inside or address else None
        losses.note("shortcode kept as a link" if kept else "shortcode dropped", match[0])
    pieces.append(text[end:])
    for piece in pieces:
        text.insert_before(NavigableString(piece) if isinstance(piece, str) else piece)
    text.extract()


def _link(address: str) -> Tag:
    link = Tag(name="a", attrs={"href": address, "title": ""})
    link.string = address
    return link
