"""The text of a post as WordPress keeps it → the HTML that WordPress makes of it.

An export holds what was written: block markup, or lines and shortcodes of the classic editor.
"""

import re

from scraper.html.autop import autop

_BLOCKS = "<!-- wp:"  # source: WordPress, has_blocks
_MORE = re.compile(r"<!--(?:more\b[^<>]*|noteaser)-->")
_NEXT_PAGE = "<!--nextpage-->"
_CAPTION = re.compile(
    r"\[(?P<name>(?:wp_)?caption)\b(?P<attributes>[^\[\]]*)\](?P<inside>(?:(?!\[(?:wp_)?caption\b).)*?)\[/(?P=name)\]",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\bcaption\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_IMAGE = re.compile(r"\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*)", re.DOTALL | re.IGNORECASE)
# An address on a line of its own is shown as what it leads to. Source: WordPress, WP_Embed::autoembed.
_ADDRESS = re.compile(r"^[^\S\n]*(?P<address>https?://[^\s<>\"]+)[^\S\n]*$", re.MULTILINE)


def as_shown(content: str) -> str:
    """Return the HTML of a post, all of its pages as one."""
    text = _MORE.sub("", content.replace("\r\n", "\n")).replace(_NEXT_PAGE, "\n\n")
    text = _CAPTION.sub(_figure, text)
    text = _ADDRESS.sub(_link, text)
    return text if _BLOCKS in content else autop(text)


def _figure(match: re.Match[str]) -> str:
    """Return a captioned image. Source: WordPress, img_caption_shortcode: in old posts the words are an attribute."""
    image = _IMAGE.fullmatch(match["inside"])
    if image is None:
        return match[0]
    said = _ATTRIBUTE.search(match["attributes"])
    words = image["words"].strip() or (said["double"] or said["single"] or "" if said else "")
    return f"<figure>{image['image']}<figcaption>{words}</figcaption></figure>"


def _link(match: re.Match[str]) -> str:
    return f'<a href="{match["address"]}">{match["address"]}</a>'
