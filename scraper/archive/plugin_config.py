"""The plugin's settings, as MkDocs reads and checks them."""

from mkdocs.config import base
from mkdocs.config import config_options as options

from scraper.clock import WEEKDAYS


class TipArchiveConfig(base.Config):  # type: ignore[no-untyped-call] # MkDocs leaves it so
    """The plugin's settings in mkdocs.yml; paths are relative to that file."""

    tips = options.Type(str, default="docs/tips")
    vocabulary = options.Type(str, default="docs/tags.yml")
    sources = options.Type(str, default="sources.toml")
    timezone = options.Type(str, default="UTC")
    newest = options.Type(int, default=7)
    start_from = options.ListOfItems(options.Type(str), default=[])
    newsletter = options.Type(str, default="")
    search = options.Type(bool, default=True)
    social_cards = options.Type(bool, default=True)
    # Those of editors' commands, which read them in scraper/editor/project.py.
    weekday = options.Choice(WEEKDAYS, default=WEEKDAYS[1])
    ignored_rules = options.ListOfItems(options.Type(str), default=[])
