"""The command that says what the tables hold: codebook."""

from typing import TYPE_CHECKING

import click

from extract.cli.options import FINE

if TYPE_CHECKING:
    from extract.exports.codebook import Language


@click.command()
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of the page.")
def codebook(language: "Language") -> int:
    """Print what every column of every table holds, as a page in Markdown."""
    from extract.exports.codebook import page

    click.echo(page(language))
    return FINE
