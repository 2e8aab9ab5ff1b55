"""Lets `python -m scraper` be the `tips` command."""

from scraper.cli import main

main(prog_name="tips")
