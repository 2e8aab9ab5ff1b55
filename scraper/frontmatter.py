"""Tip ⇄ Markdown file: the contract of a tip's front matter. Nothing else in the project knows this form."""

import datetime
import difflib
import hashlib
import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import frontmatter
import yaml

from scraper.errors import TipFileError
from scraper.tip import Precision, Rights, Status, Tip, TipDate

KEYS = (
    "title",
    "date",
    "date_precision",
    "tags",
    "categories",
    "author",
    "description",
    "source",
    "source_url",
    "rights",
    "status",
    "aliases",
    "lang",
    "scraped",
)
_FENCE = "---"
# Characters that YAML cannot hold unescaped, and that no title or body means: C0 and C1 controls but tab and newline.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_Kind = TypeVar("_Kind", bound=StrEnum)
_Default = TypeVar("_Default")
# libyaml is many times faster where the wheel carries it; both read scalars as the text that stands there.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people write them, and leaves a line as long as it is."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 -- PyYAML's signature
        super().increase_indent(flow, False)


def read(path: Path, name: str = "") -> Tip:
    """Return the tip that a file holds; messages call the file `name`, or else its path.

    Raises TipFileError where the file cannot be read, is no UTF-8, or breaks the contract.
    """
    place = name or path
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise TipFileError(problem, place=place, remedy="Mend that, or take it away") from None
    except UnicodeDecodeError as error:
        raise TipFileError(
            f"the file is not UTF-8 text (byte {error.start})", place=place, remedy="Save it again with encoding UTF-8"
        ) from None
    return parse(text, place)


def parse(text: str, place: str | Path = "") -> Tip:
    """Return the tip that a file's text holds.

    Raises TipFileError with `place` and line where it breaks the contract.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    closing = next((n for n, line in enumerate(lines) if n and line.rstrip() == _FENCE), None)
    if lines[0].rstrip() != _FENCE:
        raise TipFileError(
            "the file does not begin with front matter",
            place=place,
            line=1,
            remedy=f'Make the first line "{_FENCE}", then write title and date, then another "{_FENCE}"',
        )
    if closing is None:
        raise TipFileError(
            "the front matter is never closed",
            place=place,
            line=1,
            remedy=f'Write a line "{_FENCE}" after its last key',
        )
    values, at = _mapping("\n".join(lines[1:closing]), place)
    return _Reader(values, at, place).tip(trimmed("\n".join(lines[closing + 1 :])))


def render(tip: Tip) -> str:
    """Return the text of a tip's file; `parse` of it gives the tip again, and the same tip gives the same bytes."""
    values: dict[str, Any] = {"title": tip.title}
    if tip.date:
        values["date"] = tip.date.day
        if tip.date.precision is not Precision.DAY:
            values["date_precision"] = str(tip.date.precision)
    values["tags"] = list(tip.tags)
    optional: dict[str, Any] = {
        "categories": list(tip.categories),
        "author": tip.author,
        "description": tip.description,
        "source": tip.source,
        "source_url": tip.source_url,
        "rights": str(tip.rights) if tip.rights else "",
        "status": "" if tip.status is Status.FULL else str(tip.status),
        "aliases": list(tip.aliases),
        "lang": tip.lang,
        "scraped": tip.scraped,
    }
    values.update((key, value) for key, value in optional.items() if value)
    post = frontmatter.Post(trimmed(tip.body), **values)
    return str(frontmatter.dumps(post, Dumper=_Dumper, sort_keys=False, width=2**20)) + "\n"


def fingerprint(tip: Tip) -> str:
    """Twelve hexadecimal digits of SHA-256 over the tip's file without its `scraped` line."""
    return _digest(render(replace(tip, scraped="")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def sealed(tip: Tip) -> Tip:
    """Return the tip with the fingerprint by which a later hand edit is recognised."""
    return replace(tip, scraped=fingerprint(tip))


def render_sealed(tip: Tip) -> str:
    """Return what `render` gives of a sealed tip, at half the cost: writing YAML is slow, and runs write thousands."""
    text = render(replace(tip, scraped=""))
    seal = str(yaml.dump({"scraped": _digest(text)}, Dumper=_Dumper))
    front, fence, body = text.partition(f"\n{_FENCE}\n")
    return f"{front}\n{seal.rstrip()}{fence}{body}"


def is_edited(tip: Tip) -> bool:
    """Whether people had a hand in the tip since the scraper last wrote it, or wrote it themselves."""
    return tip.scraped != fingerprint(tip)


def one_line(text: str) -> str:
    """Return the text as the front matter can hold it: one line, no control characters, single spaces."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def trimmed(body: str) -> str:
    """Return a body without blank lines before it and without white space behind it; its first line stays indented."""
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", _CONTROL.sub("", body)).rstrip()


def _mapping(front: str, place: str | Path) -> tuple[dict[str, yaml.Node], dict[str, int]]:
    """Return a node for each key, and each key's line in the file."""
    try:
        root = yaml.compose(front, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise TipFileError(
            f"the front matter is not valid YAML ({getattr(error, 'problem', None) or error})",
            place=place,
            line=mark.line + 2 if mark else 1,
            remedy='Put a text that holds ":", "#" or quotes between double quotes',
        ) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode):
        raise TipFileError(
            "the front matter is no list of keys and values",
            place=place,
            line=2,
            remedy='Write lines like "title: …"',
        )
    values: dict[str, yaml.Node] = {}
    at: dict[str, int] = {}
    for key_node, value in root.value:
        key, line = str(key_node.value), key_node.start_mark.line + 2
        if key not in KEYS:
            close = difflib.get_close_matches(key, KEYS, n=1)
            remedy = f'Did you mean "{close[0]}"?'[:-1] if close else f"Known keys are {', '.join(KEYS)}"
            raise TipFileError(f'unknown key "{key}"', place=place, line=line, remedy=remedy)
        if key in values:
            raise TipFileError(f'the key "{key}" stands twice', place=place, line=line, remedy="Keep one of the two")
        values[key], at[key] = value, line
    return values, at


class _Reader:
    """Takes values out of parsed front matter, one form at a time, and knows where each stands."""

    def __init__(self, values: dict[str, yaml.Node], at: dict[str, int], place: str | Path) -> None:
        self.values, self.at, self.place = values, at, place

    def tip(self, body: str) -> Tip:
        title = self.text("title")
        if not title:
            raise self.error("title", "the title is missing", 'Write a line "title: …"')
        return Tip(
            title=title,
            body=body,
            date=self.date(),
            tags=self.texts("tags"),
            categories=self.texts("categories"),
            author=self.text("author"),
            description=self.text("description"),
            source=self.text("source"),
            source_url=self.text("source_url"),
            rights=self.choice("rights", Rights, None),
            status=self.choice("status", Status, Status.FULL),
            aliases=self.texts("aliases"),
            lang=self.text("lang"),
            scraped=self.text("scraped"),
        )

    def error(self, key: str, problem: str, remedy: str) -> TipFileError:
        return TipFileError(problem, place=self.place, line=self.at.get(key, 1), remedy=remedy)

    def text(self, key: str) -> str:
        node = self.values.get(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(key, f'"{key}" should be one text', f'Write it as "{key}: …" on one line')
        return one_line(str(node.value))

    def texts(self, key: str) -> tuple[str, ...]:
        node = self.values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return ()
        if not isinstance(node, yaml.SequenceNode) or any(not isinstance(n, yaml.ScalarNode) for n in node.value):
            raise self.error(key, f'"{key}" should be a list', f'Write it as "{key}: [one, another]"')
        return tuple(dict.fromkeys(text for text in (one_line(str(n.value)) for n in node.value) if text))

    def choice(self, key: str, kind: type[_Kind], default: _Default) -> _Kind | _Default:
        text = self.text(key)
        if not text:
            return default
        try:
            return kind(text)
        except ValueError:
            raise self.error(key, f'"{text}" is no {key}', f"Use one of: {', '.join(kind)}") from None

    def date(self) -> TipDate | None:
        text, precision = self.text("date"), self.choice("date_precision", Precision, Precision.DAY)
        if not text:
            if "date_precision" in self.values:
                raise self.error("date_precision", "there is a date_precision without a date", "Add the date")
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                raise ValueError
            return TipDate(datetime.date.fromisoformat(text), precision)
        except ValueError as why:
            problem = f'"{text}" is no date' if not str(why) or precision is Precision.DAY else str(why)
            raise self.error("date", problem, "Write a real day as YYYY-MM-DD, such as 2024-03-05") from None
