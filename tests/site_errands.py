"""How tests scrape a blog by its address."""

from pathlib import Path
from textwrap import dedent

from click.testing import Result

from tests.blog import BlogServer
from tests.running import scrape


def project(folder: Path, server: BlogServer, more: str = "") -> Path:
    """Write a sources.toml that names the blog; return its folder."""
    folder.mkdir(exist_ok=True)
    settings = (
        f'contact = "me@a.example"\n\n[blog]\ntitle = "The Front Desk Letter"\npages = ["{server.url}"]\ndelay = 0\n'
    )
    (folder / "sources.toml").write_text(settings + dedent(more), encoding="utf-8")
    return folder


def errand(folder: Path, *arguments: str | Path, into: str = "tips") -> Result:
    """Scrape what the folder's sources.toml names."""
    where = ("--config", folder / "sources.toml", "--vocabulary", folder / "tags.yml", "--into", folder / into)
    return scrape(*where, *arguments)
