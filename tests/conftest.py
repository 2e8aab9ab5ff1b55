"""What all tests share: where the project and the real source pages are."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from scraper.source import Source, load_sources
from scraper.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parent.parent

# A slow machine is no failure: speed is measured in benchmarks. CI tries the same examples each time, people new ones.
settings.register_profile("tests", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tests")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The real source pages, which lie beside the project where they are at all; CI has them."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the real source pages are not here ({folder})")
    return folder


@pytest.fixture(scope="session")
def sources() -> dict[str, Source]:
    return {source.name: source for source in load_sources(ROOT / "sources.toml")}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(ROOT / "docs" / "tags.yml")
