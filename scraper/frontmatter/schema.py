"""The contract as a JSON Schema, for programs that complete and explain keys while somebody writes.

It says what the reading side accepts, key by key: an empty value counts as none. What takes more than one key to judge,
or a calendar, it leaves to `tips check`. Source: JSON Schema, draft 7, which YAML language servers know.
"""

from collections.abc import Mapping
from enum import StrEnum

from scraper.frontmatter.keys import KEYS, LISTS
from scraper.tip import Precision, Rights, Status

# Plain scalars are read as the text that stands there, whatever YAML would make of it: "title: 404" is a title.
_SCALAR = ["string", "number", "boolean"]
_DAY = r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"

_MEANINGS = {
    "title": "What the tip says, in a few words. Between double quotes if it holds a colon.",
    "date": "The day of the tip, as YYYY-MM-DD. It is published from that day on.",
    "date_precision": "Only for old tips of which no more than month or year is known; date then holds the first day.",
    "tags": "One to five names out of docs/tags.yml.",
    "categories": "As the source printed them; the scraper's.",
    "author": "Who wrote the tip.",
    "description": "One sentence that says why the tip is worth reading.",
    "source": "The name of the newsletter in sources.toml; the scraper's.",
    "source_url": "Where the tip stands at its source, beginning with https://; the scraper's.",
    "rights": "What the source says about publishing the tip again; the scraper's.",
    "status": "Left out for a whole tip. A draft is shown only in the preview; a teaser links to its source.",
    "aliases": "Old addresses of the tip on this site, such as tips/undated/be-brief/; each leads here.",
    "lang": "The language of the tip, such as fr, where it is not the site's.",
    "scraped": "The scraper's mark of what it last wrote; leave it as it is.",
}
_CHOICES: Mapping[str, type[StrEnum]] = {"date_precision": Precision, "rights": Rights, "status": Status}


def schema() -> dict[str, object]:
    """Return the schema of a tip's front matter as plain data, its keys in the order of the file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Front matter of a tip",
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "dependencies": {"date_precision": ["date"]},
        "properties": {key: {"description": _MEANINGS[key], **_form(key)} for key in KEYS},
    }


def _form(key: str) -> dict[str, object]:
    """Return what a value may be."""
    if key == "title":
        return {"type": _SCALAR, "pattern": r"\S"}
    if key == "date":
        return {"type": ["string", "null"], "pattern": _DAY}
    if key in _CHOICES:
        return {"enum": [*map(str, _CHOICES[key]), "", None]}
    if key in LISTS:
        return {"type": ["array", "string", "null"], "maxLength": 0, "items": {"type": _SCALAR}}
    return {"type": [*_SCALAR, "null"]}
