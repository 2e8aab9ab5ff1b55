"""The list of the starter archive's files, and the copies of some that tests count on: both are what is there now."""

import shutil
import subprocess
from pathlib import Path

import pytest

from scraper.fork.starter import LIST, fingerprint, fingerprints, starter_paths
from tests.site_fixtures import ROOT, STARTER


@pytest.mark.starter
def test_the_list_names_each_file_of_the_starter(request: pytest.FixtureRequest) -> None:
    lines = "".join(f"{fingerprint(ROOT / path)}  {path}\n" for path in starter_paths(ROOT))
    if request.config.getoption("--refresh"):
        LIST.write_text(lines, "utf-8")
    assert LIST.read_text("utf-8") == lines, "refresh it with: pytest tests/test_starter.py --refresh"


@pytest.mark.starter
@pytest.mark.parametrize("name", ["mkdocs.yml", "sources.toml", "docs/tags.yml", "docs/about.md"])
def test_what_tests_count_on_is_the_starters(name: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh"):
        shutil.copy(ROOT / name, STARTER / name)
    assert (STARTER / name).read_bytes() == (ROOT / name).read_bytes(), (
        "refresh it with: pytest tests/test_starter.py --refresh"
    )


def test_the_list_is_what_sha256sum_takes(tmp_path: Path) -> None:
    shutil.copy(STARTER / "sources.toml", tmp_path)
    line = next(line for line in LIST.read_text("utf-8").splitlines() if line.endswith("  sources.toml"))
    subprocess.run(["sha256sum", "--check", "--status"], cwd=tmp_path, input=line, text=True, check=True)


def test_the_list_knows_what_it_is_asked_for() -> None:
    assert {"sources.toml", "docs/tags.yml", "docs/about.md"} <= fingerprints().keys()
    assert len(fingerprints()) > 70
