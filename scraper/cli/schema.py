"""`tips schema`: the contract, for programs."""

import json

import click

from scraper.frontmatter.schema import schema as contract


@click.command()
def schema() -> None:
    """Print the JSON Schema of a tip's front matter, for editors that complete keys.

    The archive keeps it in docs/tip.schema.json; after a change of the contract: tips schema > docs/tip.schema.json
    """
    click.echo(json.dumps(contract(), indent=2))
