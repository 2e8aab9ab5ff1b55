"""A tree of blocks, as `outline` makes it, → Markdown.

Everything in a list item is indented by four columns, as Python-Markdown needs it and CommonMark allows it.
"""

# ruff: noqa: ARG002 -- markdownify calls every converter with the same three arguments

import re

from bs4 import Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from scraper.html.emphasis import fence
from scraper.html.literal import Place, line_start, literal, title
from scraper.html.media import written
from scraper.html.spaces import plain


def write(tree: Tag) -> str:
    """Return the Markdown of a tree, without blank lines around."""
    return _Writer().convert_soup(tree).strip("\n")


class _Writer(MarkdownConverter):
    """markdownify walks the tree and joins the blocks; what a block looks like is told here.

    The names and signatures of the methods are markdownify's.
    """

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        around = parent_tags or set()
        if {"pre", "code"} & around:
            return str(el)
        return literal(
            str(el),
            Place(
                emphasised=bool({"em", "strong"} & around),
                linked="a" in around,
                cell="td" in around,
                heading=any(re.fullmatch("h[1-6]", name) for name in around),
                before_link=isinstance(el.next_sibling, Tag) and el.next_sibling.name == "a",
            ),
        )

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = "\n".join(line_start(line) for line in text.split("\n"))
        return f"\n\n{lines}\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        return f"\n\n{'#' * n} {text}\n\n"

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"**{text}**"

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"*{text}*"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "a" in parent_tags and "]:" in text:
            # Python-Markdown would take a line with it for the definition of a link, and code escapes nothing.
            return literal(text, Place(linked=True, emphasised=True, cell="td" in parent_tags))
        pad = " " if "`" in (text[0], text[-1]) else ""
        return f"{fence(text)}{pad}{text}{pad}{fence(text)}"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "<br>" if "td" in parent_tags else "  \n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[{text}]({written(str(el['href']))}{title(str(el['title']))})"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = literal(plain(str(el["alt"])), Place(emphasised=True, linked=True, cell="td" in parent_tags))
        return f"![{alt}]({written(str(el['src']))}{title(str(el['title']))})"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n---\n\n"

    def convert_separator(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n<!-- -->\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = (f"> {line}" if line else ">" for line in text.strip("\n").split("\n"))
        return "\n\n" + "\n".join(lines) + "\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = ["".join(c for c in line if c.isprintable() or c in "\t\u200c\u200d") for line in text.split("\n")]
        while lines and not lines[0].strip():
            lines.pop(0)
        while lines and not lines[-1].strip():
            lines.pop()
        ticks = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", text))])
        return f"\n\n{ticks}{el['data-language']}\n" + "\n".join(lines) + f"\n{ticks}\n\n"

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n" + text.strip("\n") + "\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        items = el.parent
        if items is None:
            raise ValueError("an item stands in a list")
        marker = "- "
        if items.name == "ol":
            marker = f"{int(str(items['start'])) + len(el.find_previous_siblings('li'))}. "
        text = text.strip("\n")
        first = el.contents[0]
        if not (isinstance(first, Tag) and re.fullmatch("p|h[1-6]", first.name)):
            text = "&nbsp;\n\n" + text  # Python-Markdown sees a fence, a quote or a list only on a line of its own
        elif not items["data-loose"]:
            text = text.replace("\n\n", "\n", 1)
        indent = " " * max(4, len(marker))
        lines = text.split("\n")
        rest = "".join(f"\n{indent}{line}" if line else "\n" for line in lines[1:])
        return marker + lines[0] + rest + ("\n\n" if items["data-loose"] else "\n")

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f" {text} |"

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        rule = "" if el.find_previous_sibling("tr") else "|" + " --- |" * len(el.find_all("td", recursive=False)) + "\n"
        return f"|{text}\n{rule}"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n" + text.strip("\n") + "\n\n"
