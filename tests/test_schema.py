"""The JSON Schema of the front matter: it says what the contract says, no more and no less."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from jsonschema import Draft7Validator

from scraper.cli import main
from scraper.frontmatter import KEYS, examine, render
from scraper.frontmatter.schema import schema
from scraper.tip import Tip
from tests.strategies import tips

VALIDATOR = Draft7Validator(schema())


class _Loader(yaml.SafeLoader):
    """Reads YAML as the servers of editors do: with its types, but days as text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(front: str) -> object:
    return yaml.load(front, Loader=_Loader)  # noqa: S506 -- built on SafeLoader


def _fits(front: str) -> bool:
    return VALIDATOR.is_valid(_read(front))


def _keeps_the_contract(front: str) -> bool:
    return not examine(f"---\n{front}---\n\nText.\n").problems


def test_the_file_in_docs_is_what_the_command_prints(root: Path) -> None:
    printed = CliRunner().invoke(main, ["schema"], catch_exceptions=False).output
    assert (root / "docs" / "tip.schema.json").read_text("utf-8") == printed
    Draft7Validator.check_schema(json.loads(printed))


def test_every_key_is_explained() -> None:
    properties: Any = schema()["properties"]
    assert tuple(properties) == KEYS
    assert all(one["description"].endswith(".") for one in properties.values())


@given(tips)
def test_every_tip_fits_as_it_is_written(tip: Tip) -> None:
    front = render(tip).split("\n---\n")[0].removeprefix("---\n")
    assert _fits(front)


# Values as people write them: right for some keys, wrong for others.
_VALUES = [
    "",
    "x",
    "404",
    "yes",
    "2024-03-05",
    "2024-3-5",
    "2024-02-01",
    "[a, b]",
    "[]",
    "[404, yes]",
    "[[a]]",
    "{a: b}",
    "draft",
    "month",
    "own",
    "''",
]


@pytest.mark.parametrize("value", _VALUES)
@pytest.mark.parametrize("key", [*KEYS, "titel", "Date"])
def test_schema_and_contract_agree(key: str, value: str) -> None:
    keys = {"title": "A", "date": "2024-02-01", key: value}
    front = "".join(f"{key}: {value}\n" for key, value in keys.items())
    assert _fits(front) == _keeps_the_contract(front), front


@pytest.mark.parametrize(
    ("front", "path"),
    [
        ("titel: A\n", ""),
        ("title: A\nstatus: drat\n", "status"),
        ("title: A\ntags: phone\n", "tags"),
        ("title: A\ndate: 5 March\n", "date"),
        ("title: A\ndate_precision: month\n", ""),
    ],
)
def test_what_is_wrong_is_found_at_its_key(front: str, path: str) -> None:
    errors = [".".join(map(str, error.path)) for error in VALIDATOR.iter_errors(_read(front))]
    assert path in errors
