"""How tests run `tips scrape`, and look at what it wrote."""

from pathlib import Path

from click.testing import CliRunner, Result

from scraper.cli import main


def scrape(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["scrape", *map(str, arguments)], catch_exceptions=False)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
