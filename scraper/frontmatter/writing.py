"""Tip → the text of its file, and the fingerprints by which a hand edit is recognised."""

import hashlib
from dataclasses import replace
from typing import Any

import frontmatter
import yaml

from scraper.frontmatter.keys import FENCE
from scraper.frontmatter.plain import trimmed
from scraper.tip import Precision, Status, Tip


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, as people write them, and leaves a line as long as it is."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 -- PyYAML's signature
        super().increase_indent(flow, False)


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
    front, fence, body = text.partition(f"\n{FENCE}\n")
    return f"{front}\n{seal.rstrip()}{fence}{body}"


def is_edited(tip: Tip) -> bool:
    """Whether people had a hand in the tip since the scraper last wrote it, or wrote it themselves."""
    return tip.scraped != fingerprint(tip)
