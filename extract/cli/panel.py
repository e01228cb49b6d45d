"""The commands around several years: panel and compare."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options
from extract.cli.options import FINE


@click.command()
@click.argument("reports", metavar="[REPORT]...", nargs=-1)
@options.rules
@options.output
def panel(reports: Sequence[str], rules: Path | None, output: Path) -> int:
    """Lay the years of written reports (default: all) of one place side by side, under canonical indicators."""
    from extract.panel import write_panel
    from extract.rules import load_rules

    loaded = load_rules(rules)
    click.echo(f"rules: {loaded.folder}", err=True)
    made = write_panel(output, loaded, reports)
    click.echo(f"{output}: {made.summary}")
    for warning in made.warnings:
        click.echo(warning, err=True)
    return FINE


@click.command()
@click.argument("before", metavar="REPORT")
@click.argument("after", metavar="REPORT")
@options.rules
@click.option("--csv", "shape", flag_value="csv", help="Print the indicators as CSV.")
@click.option("--json", "shape", flag_value="json", help="Print all of it as JSON.")
def compare(before: str, after: str, rules: Path | None, shape: str | None) -> int:
    """Show two reports, the earlier one first, beside each other: figures, changes, companies."""
    from extract import panel
    from extract.rules import load_rules

    loaded = load_rules(rules)
    click.echo(f"rules: {loaded.folder}", err=True)
    comparison = panel.compare_reports(before, after, loaded)
    click.echo(panel.printed(comparison, shape or "lines"), nl=shape != "csv")
    return FINE
