"""The commands on what rules do to reports: diff, suggest."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.cli import options
from extract.cli.options import FINDINGS, FINE, written


@click.command()
@click.argument("old")
@click.argument("new", default=".", required=False)
@click.argument("reports", metavar="[REPORT]...", nargs=-1, type=options.FOLDER)
@options.year
@click.option("--json", "as_json", is_flag=True, help="Print edits and whole rows as JSON.")
def diff(old: str, new: str, reports: Sequence[Path], year: int | None, as_json: bool) -> int:
    """Show what the rules NEW (default: the present ones) change in the tables of reports (default: raw/) against OLD.

    OLD and NEW are folders of rules, or git revisions whose rules/ is meant.
    """
    from extract.runs import collect
    from extract.workbench.diff import effect

    found = effect(old, new, collect(reports or (Path("raw"),)), written(year))
    click.echo(found.as_json() if as_json else found.words)
    return FINDINGS if found.difference else FINE


@click.command()
@click.argument("reports", metavar="[REPORT]...", nargs=-1, type=options.FOLDER)
@options.rules
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="Contexts and names shown.")
def suggest(reports: Sequence[Path], rules: Path | None, most: int) -> int:
    """Show what rules miss in reports (default: raw/), each with a draft of the rule that would read it."""
    from extract.rules import load_rules
    from extract.runs import collect
    from extract.workbench.suggest import suggest as suggested

    files = collect(reports or (Path("raw"),))
    click.echo(suggested(load_rules(rules), files, most).words)
    return FINE
