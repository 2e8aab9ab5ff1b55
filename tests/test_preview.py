"""The preview: after any edits, what is served is what a server shows that has just been started."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from scraper.archive.plugin import TipArchive
from scraper.archive.preview.preview import Preview
from tests.preview_project import EDITS, a_preview
from tests.running import tree

URL = "http://127.0.0.1:8000/tip-archive/"


class Served:
    """A project as `mkdocs serve` builds it, without the server around it."""

    def __init__(self, project: Path, site: Path) -> None:
        self.project, self.site = project, site
        self.preview = Preview()
        site.mkdir()

    def build(self) -> dict[str, bytes]:
        """Build once more, and return the files that are served then."""
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.site))
        config.site_url = URL
        plugin = config.plugins["tip-archive"]
        assert isinstance(plugin, TipArchive)
        plugin.preview = self.preview
        try:
            build(config, serve_url=URL)
        finally:
            plugin.preview = None
        return tree(self.site)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Served]:
    """A preview that has been built once, and keeps what it can."""
    served = Served(a_preview(tmp_path / "project"), tmp_path / "kept")
    served.build()
    yield served
    served.preview.end()


def fresh(project: Path, site: Path) -> dict[str, bytes]:
    """Return what a preview serves that begins now."""
    served = Served(project, site)
    try:
        return served.build()
    finally:
        served.preview.end()


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=8))
@settings(max_examples=6)
def test_after_any_edits_too(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = a_preview(Path(folder, "project"))
        served = Served(project, Path(folder, "kept"))
        try:
            for name in names:
                EDITS[name](project)
                shown = served.build()
        finally:
            served.preview.end()
        assert differences(shown, fresh(project, Path(folder, "fresh"))) == []


def test_what_an_edit_does_not_touch_is_not_made_again(kept: Served) -> None:
    before = {path: path.stat().st_ino for path in kept.site.rglob("*") if path.is_file()}
    EDITS["a title"](kept.project)
    kept.build()
    again = {path.relative_to(kept.site).as_posix() for path, number in before.items() if path.stat().st_ino != number}
    assert {"index.html", "tips/2024/be-brief/index.html", "tips/2024/name-the-wait/index.html"} <= again
    untouched = {
        "tips/undated/no-date-either/index.html",
        "tips/2019/older/index.html",
        "tags/email/feed.xml",
        "tips/2023/dot.png",
    }
    assert untouched & again == set()


def test_after_each_edit_the_served_files_are_those_of_a_fresh_start(kept: Served, tmp_path: Path) -> None:
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(kept.project)
        assert differences(kept.build(), fresh(kept.project, tmp_path / f"fresh{number}")) == [], name
