"""What all tests share: where the project and the real source pages are, a browser, and a built site to look at."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from scraper.editor.project import find_project
from scraper.fork.starter import ADDRESS
from scraper.source import Source, load_sources
from scraper.vocabulary import Vocabulary, load_vocabulary
from tests.browser import launched, watched
from tests.site_fixtures import STARTER, build_site, served

ROOT = Path(__file__).parent.parent

# A slow machine is no failure: speed is measured in benchmarks. CI tries the same examples each time, people new ones.
settings.register_profile("tests", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tests")


# What a test waits for by its nature, by the fixtures it uses. Other tests that take long are marked where they stand.
_NATURE = {"browser": ("browser", "slow"), "preview": ("slow",), "www": ("slow",)}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write golden files anew, to be looked at before a commit")


def is_starter() -> bool:
    """Whether the project is still the starter archive: as long as nobody has said where it will be."""
    return find_project(ROOT).site_url == ADDRESS


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they use, and leave out those of the starter archive where `tips init` has taken it away."""
    for item in items:
        for fixture in _NATURE.keys() & set(getattr(item, "fixturenames", ())):
            for mark in _NATURE[fixture]:
                item.add_marker(mark)
    gone = [] if is_starter() else [item for item in items if item.get_closest_marker("starter")]
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if not item.get_closest_marker("starter")]


def pytest_report_header() -> str:
    return "" if is_starter() else "this is no longer the starter archive: tests of its tips and examples are left out"


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
    return {source.name: source for source in load_sources(STARTER / "sources.toml")}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(STARTER / "docs" / "tags.yml")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def common_www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def www(common_www: Path) -> Path:
    """The folder of a site with tips of each kind; a module that needs other tips has a fixture of this name."""
    return common_www


@pytest.fixture(scope="module")
def address(www: Path) -> Iterator[str]:
    """The address at which that site is served."""
    with served(www) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with watched(browser, address) as page:
        yield page
