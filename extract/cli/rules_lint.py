"""The commands on rule files themselves: lint, test, schema."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options


@click.command()
@options.rules
def lint(rules: Path | None) -> int:
    """Tell every fault of every rule file and word list."""
    from extract.workbench.lint import lint as linted

    found = linted(rules)
    click.echo(found.words)
    if found.refused:
        return options.USAGE
    return options.FINDINGS if found.style else options.FINE


@click.command()
@click.argument("chosen", metavar="[ID|FILE]...", nargs=-1)
@options.rules
def test(chosen: Sequence[str], rules: Path | None) -> int:
    """Hold rules (default: all) to their examples, and name what no example exercises."""
    from extract.workbench.trials import trials

    held = trials(rules, chosen)
    click.echo(held.words)
    return options.FINE if held.passed else options.FINDINGS


@click.command()
@click.option("--output", type=options.FOLDER, help="File to write it to  [default: standard output].")
def schema(output: Path | None) -> int:
    """Give the JSON Schema of rule files, by which editors complete and check."""
    from extract.workbench.schema import rule_schema, write_schema

    if output is None:
        click.echo(rule_schema(), nl=False)
    else:
        write_schema(output)
    return options.FINE
