"""The project as editors' commands find it: the settings of mkdocs.yml, read without MkDocs."""

from pathlib import Path

import pytest

from scraper.editor.project import Project, find_project
from scraper.errors import ConfigError
from tests.site_fixtures import STARTER, run_build
from tests.test_site import a_project


def _project(folder: Path, text: str) -> Project:
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return find_project(folder)


def test_the_projects_own_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIPS_DIR", raising=False)
    root = STARTER
    project = find_project(root)
    assert (project.tips, project.docs) == (root / "docs" / "tips", root / "docs")
    assert (project.vocabulary, project.sources) == (root / "docs" / "tags.yml", root / "sources.toml")
    assert (project.weekday, project.timezone, project.ignored) == (1, "UTC", ())
    assert project.site_url.startswith("https://")
    assert project.extensions["toc"] == {"toc_depth": "0"}


def test_the_environment_names_another_folder_of_tips(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_DIR", "/elsewhere/tips")
    assert find_project(root).tips == Path("/elsewhere/tips")


def test_it_is_found_from_any_folder_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "docs" / "tips" / "2026"
    below.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(below)
    assert find_project().tips.resolve() == (tmp_path / "docs" / "tips").resolve()
    assert str(find_project().root) == "../../.."


def test_without_a_mkdocs_yml_all_is_where_it_is_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_project().tips == Path("docs/tips")


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("", 1),
        ("plugins: [tip-archive]", 1),
        ("plugins:\n  - tip-archive:\n      weekday: friday", 4),
        ("plugins:\n  tip-archive:\n    weekday: sunday", 6),
        ("plugins:\n  - search\n  - tip-archive:\n      weekday: monday", 0),
        ("hooks: !!python/name:os.system\nplugins:\n  - tip-archive: {weekday: friday}", 4),
    ],
)
def test_settings_may_stand_in_each_form_that_mkdocs_takes(tmp_path: Path, text: str, weekday: int) -> None:
    assert _project(tmp_path, text).weekday == weekday


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("plugins: [", "mkdocs.yml:1: this is not readable as YAML"),
        ("- a", 'mkdocs.yml: this is no list of settings. Write lines like "site_name: …".'),
        (
            "plugins:\n  - tip-archive: {weekday: tewsday}",
            'mkdocs.yml: weekday: "tewsday" is no day of the week. Use one of: monday, tuesday',
        ),
    ],
)
def test_what_is_off_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _project(tmp_path, text)
    assert says in str(caught.value)


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such folder"):
        find_project(tmp_path / "nowhere")


@pytest.mark.slow
def test_the_build_takes_the_same_days_of_the_week(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project")
    file = project / "mkdocs.yml"
    assert "weekday: tuesday" in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace("weekday: tuesday", "weekday: tewsday"), "utf-8")
    run = run_build(None, tmp_path / "site", project)
    assert run.returncode == 1
    assert "weekday" in run.stderr
    assert "Traceback" not in run.stderr
